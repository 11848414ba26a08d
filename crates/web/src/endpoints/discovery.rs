//! Documents that say what this server offers: RFC 8414, RFC 9728, RFC 7517, RFC 9116.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;

use crate::App;

fn document(body: Bytes, kind: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=60")], body).into_response()
}

/// `/.well-known/oauth-authorization-server` (RFC 8414 §3).
pub(crate) async fn authorization_server(State(app): State<Arc<App>>) -> Response {
    document(app.documents().server.clone(), "application/json")
}

/// `/.well-known/oauth-protected-resource/api` (RFC 9728 §3).
pub(crate) async fn protected_resource(State(app): State<Arc<App>>) -> Response {
    document(app.documents().resource.clone(), "application/json")
}

/// `/oauth/jwks` (RFC 7517 §5).
pub(crate) async fn jwks(State(app): State<Arc<App>>) -> Response {
    document(app.documents().jwks.clone(), "application/jwk-set+json")
}

/// `/.well-known/change-password` (W3C, a well-known URL for changing passwords).
pub(crate) async fn change_password() -> Redirect {
    Redirect::to("/account/security/password")
}
