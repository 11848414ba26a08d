//! Documents that say what this server offers: RFC 8414, RFC 9728, RFC 7517, RFC 9116.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use crate::App;

/// `/.well-known/oauth-authorization-server` (RFC 8414 §3).
pub(crate) async fn authorization_server(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    app.documents().server.answer(&headers, "application/json")
}

/// `/.well-known/oauth-protected-resource/api` (RFC 9728 §3).
pub(crate) async fn protected_resource(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    app.documents().resource.answer(&headers, "application/json")
}

/// `/oauth/jwks` (RFC 7517 §5).
pub(crate) async fn jwks(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    app.documents().jwks.answer(&headers, "application/jwk-set+json")
}

/// `/.well-known/passkey-endpoints` (W3C, a well-known URL for passkey endpoints): where a passkey manager leads its
/// user to make and to remove passkeys. Not there where passkeys cannot be.
pub(crate) async fn passkey_endpoints(State(app): State<Arc<App>>) -> Response {
    if app.relying_party.is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    let at = |path: &str| format!("{}/account/security{path}", app.settings.public_url);
    let body = json!({ "enroll": at("/passkeys/new"), "manage": at("") });
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=60")];
    (headers, body.to_string()).into_response()
}

/// `/.well-known/change-password` (W3C, a well-known URL for changing passwords).
pub(crate) async fn change_password() -> Redirect {
    Redirect::to("/account/security/password")
}
