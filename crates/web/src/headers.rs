//! The headers that keep a browser safe, on every answer.

use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

use crate::{App, calls, pictures};

/// Marks a page inside an authorization flow. Browsers check `form-action` against every redirect that follows
/// a form, so there it would silently stop the way back to the app.
#[derive(Clone, Copy)]
pub(crate) struct InFlow;

/// Origins whose pages this page shows in frames; only the page after a sign-out does.
#[derive(Clone)]
pub(crate) struct Frames(String);

impl Frames {
    /// Of these origins, each named once.
    pub(crate) fn of(origins: impl Iterator<Item = String>) -> Self {
        let mut origins: Vec<String> = origins.collect();
        origins.sort();
        origins.dedup();
        Self(origins.join(" "))
    }
}

/// Marks a page that others show in a frame.
#[derive(Clone, Copy)]
pub(crate) struct Framed;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
const FLOW_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Of the page that others show in a frame: it shows nothing, and asks for nothing but its script.
const FRAMED_POLICY: &str =
    "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

/// What every answer carries besides its policy. Names that `http` does not know are read here, not per answer.
const FIXED: [(HeaderName, HeaderValue); 5] = [
    (header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];
/// What scripts on other sites' pages may read of an answer besides what they always may.
const EXPOSED: &str = "www-authenticate, retry-after, etag, link, location, ratelimit, ratelimit-policy";
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Puts the headers on an answer: a router's, or one that a layer around it gave in its stead.
pub fn with_headers<B>(mut response: axum::http::Response<B>) -> axum::http::Response<B> {
    let policy = policy(&response);
    let framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    headers.reserve(FIXED.len() + 3);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    if framed {
        headers.remove(header::X_FRAME_OPTIONS);
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        return response;
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if !headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    }
    response
}

fn policy<B>(response: &axum::http::Response<B>) -> HeaderValue {
    let marks = response.extensions();
    if marks.get::<Framed>().is_some() {
        return HeaderValue::from_static(FRAMED_POLICY);
    }
    let frames = marks.get::<Frames>().filter(|frames| !frames.0.is_empty());
    let with_frames =
        frames.and_then(|frames| HeaderValue::try_from(format!("{POLICY}; frame-src {}", frames.0)).ok());
    let usual = if marks.get::<InFlow>().is_some() { FLOW_POLICY } else { POLICY };
    with_frames.unwrap_or(HeaderValue::from_static(usual))
}

/// Counts and times every answer, and lets pages of other sites read those that are for everybody. One layer for
/// both: each costs every request.
pub(crate) async fn around(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<axum::extract::MatchedPath>();
    let route = route.map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let began = app.now();
    let response = match (bounded(request), next) {
        (Err(too_long), _) => too_long.into_response(),
        (Ok(request), next) if is_for_everybody(request.uri().path()) => {
            readable_anywhere(&app, request, next).await
        }
        (Ok(request), next) => calls::watch(&app, request, next).await,
    };
    let took = app.now().since(began);
    let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::OPTIONS].contains(&method);
    let method = if known { method.as_str() } else { "other" };
    app.metrics().answered(route, method, response.status().as_u16(), took);
    response
}

/// The longest body that any request may have: a picture, and the form around it.
pub const LONGEST_BODY: usize = pictures::MOST_BYTES + 16 * 1_024;
/// The longest body of a request that brings no picture.
const LONGEST_FORM: usize = 64 * 1_024;

/// Lets no body be longer than what may come there.
fn bounded(request: Request) -> Result<Request, StatusCode> {
    if takes_pictures(request.uri().path()) {
        return Ok(request);
    }
    let said = request.headers().get(header::CONTENT_LENGTH);
    let length = said.and_then(|said| said.to_str().ok()).and_then(|said| said.parse::<usize>().ok());
    match length {
        Some(length) if length > LONGEST_FORM => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Some(_) => Ok(request),
        None if request.body().is_end_stream() => Ok(request),
        // Whoever does not say how long it is sends no more than that either.
        None => Ok(request.map(|body| Body::new(Limited::new(body, LONGEST_FORM)))),
    }
}

/// Whether members send pictures there.
fn takes_pictures(path: &str) -> bool {
    path.starts_with("/developers/apps/") && path.ends_with("/branding/logo")
}

/// Whether pages of other sites may read what is answered there: documents that are public anyway, and endpoints
/// that take no cookie. Introspection is asked by servers, which prove who they are: no page has business there.
fn is_for_everybody(path: &str) -> bool {
    const DOCUMENTS: [&str; 4] = [
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-protected-resource",
        "/.well-known/oauth-protected-resource/api",
    ];
    const ENDPOINTS: [&str; 5] =
        ["/oauth/jwks", "/oauth/token", "/oauth/revoke", "/oauth/userinfo", "/oauth/register"];
    path.starts_with("/api/") || ENDPOINTS.contains(&path) || DOCUMENTS.contains(&path)
}

/// Lets any page read the answer: nothing there depends on the browser's own credentials, which are never allowed
/// along.
async fn readable_anywhere(app: &App, request: Request, next: Next) -> Response {
    let preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let from_page = request.headers().get(header::ORIGIN).is_some_and(|origin| origin != "null");
    let mut response = if preflight {
        StatusCode::NO_CONTENT.into_response()
    } else {
        calls::watch(app, request, next).await
    };
    let headers = response.headers_mut();
    // Also without an origin: a cache between must not give this answer to a page.
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if !from_page {
        return response;
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static(EXPOSED);
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    if preflight {
        let methods = HeaderValue::from_static("GET, POST, PUT");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        let allowed = HeaderValue::from_static("authorization, content-type, idempotency-key, if-match");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_other_sites_read_neither_pages_nor_introspection() {
        for path in ["/oauth/token", "/api/users/v1/self", "/.well-known/openid-configuration"] {
            assert!(is_for_everybody(path), "{path}");
        }
        for path in
            ["/oauth/introspect", "/oauth/authorize", "/signin", "/api", "/.well-known/change-password"]
        {
            assert!(!is_for_everybody(path), "{path}");
        }
    }
}
