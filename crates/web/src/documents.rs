//! Documents that change only with keys and settings: made when they change, sent as bytes.

use bytes::Bytes;
use oauth::metadata::{self, Offered};
use oauth::scope::Catalogue;
use serde_json::json;

use crate::Settings;
use crate::keys::KeyRing;

/// The documents.
pub(crate) struct Documents {
    /// RFC 8414.
    pub server: Bytes,
    /// RFC 9728, for the platform's API.
    pub resource: Bytes,
    /// RFC 7517 §5.
    pub jwks: Bytes,
}

impl Documents {
    pub(crate) fn empty() -> Self {
        Self { server: Bytes::new(), resource: Bytes::new(), jwks: Bytes::new() }
    }

    pub(crate) fn make(settings: &Settings, catalogue: &Catalogue, keys: &KeyRing, implicit: bool) -> Self {
        let issuer = &settings.public_url;
        let scopes: Vec<String> = catalogue.entries().iter().map(|entry| entry.name.clone()).collect();
        let offered = Offered { implicit, sign_up: settings.registration_open, scopes: scopes.clone() };
        let jwks: Vec<_> = keys.published().iter().map(|key| key.to_jwk()).collect();
        let text = |value: serde_json::Value| Bytes::from(value.to_string());
        Self {
            server: text(metadata::authorization_server(issuer, &offered)),
            resource: text(metadata::protected_resource(issuer, &format!("{issuer}/api"), &scopes)),
            jwks: text(json!({ "keys": jwks })),
        }
    }
}
