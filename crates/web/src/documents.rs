//! Documents that change only with keys and settings: made when they change, sent as bytes.

use oauth::metadata::{self, Offered};
use oauth::scope::Catalogue;
use serde_json::json;

use crate::keys::KeyRing;
use crate::{Registering, Settings, words};

mod document;

pub(crate) use document::Document;

/// The documents.
pub(crate) struct Documents {
    /// RFC 8414.
    pub server: Document,
    /// RFC 9728, for the platform's API.
    pub resource: Document,
    /// RFC 7517 §5.
    pub jwks: Document,
}

impl Documents {
    pub(crate) fn empty() -> Self {
        let empty = || Document::new(String::new());
        Self { server: empty(), resource: empty(), jwks: empty() }
    }

    /// The documents as they are now; those that say the same as `before` are those of before.
    pub(crate) fn make(
        before: &Self,
        settings: &Settings,
        catalogue: &Catalogue,
        keys: &KeyRing,
        implicit: bool,
    ) -> Self {
        let issuer = &settings.public_url;
        let scopes: Vec<String> = catalogue.entries().iter().map(|entry| entry.name.clone()).collect();
        let offered = Offered {
            implicit,
            sign_up: settings.registration_open,
            client_documents: settings.clients.documents,
            registration: settings.clients.registering != Registering::Off,
            scopes: scopes.clone(),
            locales: words::languages().iter().map(|language| language.tag.clone()).collect(),
        };
        let jwks: Vec<_> = keys.published().iter().map(|key| key.to_jwk()).collect();
        let server = metadata::authorization_server(issuer, &offered);
        let resource = metadata::protected_resource(issuer, &format!("{issuer}/api"), &scopes);
        Self {
            server: before.server.saying(server.to_string()),
            resource: before.resource.saying(resource.to_string()),
            jwks: before.jwks.saying(json!({ "keys": jwks }).to_string()),
        }
    }
}
