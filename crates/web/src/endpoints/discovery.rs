//! Documents that say what this server offers: RFC 8414, RFC 9728, RFC 7517, RFC 9116.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Redirect, Response};

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

/// `/.well-known/change-password` (W3C, a well-known URL for changing passwords).
pub(crate) async fn change_password() -> Redirect {
    Redirect::to("/account/security/password")
}
