//! `/oauth/check-session`: the frame in which an app's page asks whether the session is still the one it knows
//! (OIDC Session Management §3.2). Its script compares; nothing is sent here.

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use crate::assets;
use crate::headers::Framed;

/// Shows the frame's page.
pub(crate) async fn show() -> Response {
    let script = assets::href("check-session.js");
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Session</title><script type=\"module\" src=\"{script}\"></script></html>"
    );
    let mut response = ([(header::CACHE_CONTROL, "public, max-age=300")], Html(page)).into_response();
    response.extensions_mut().insert(Framed);
    response
}
