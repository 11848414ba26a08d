//! Where errors meet status codes: one type per audience. What went wrong inside is logged once, here, and
//! nothing of it is in an answer.

mod api;
mod problem;

use std::time::Duration;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use oauth::error::ErrorCode;
use serde_json::json;

pub(crate) use api::{ApiError, Throttled};
pub(crate) use problem::Problem;

use crate::calls;
use crate::words::{self, Phrase};

/// A fault of ours.
#[derive(Debug)]
pub(crate) struct Internal {
    /// Whether trying again later may help.
    passing: bool,
}

impl Internal {
    /// Logs a fault that is not the store's.
    pub(crate) fn new(what: &str) -> Self {
        tracing::error!(error = what, "request failed");
        Self { passing: false }
    }

    /// A fault that passes by itself.
    pub(crate) fn passing(what: &str) -> Self {
        tracing::warn!(error = what, "request turned away");
        Self { passing: true }
    }

    pub(crate) fn status(&self) -> StatusCode {
        if self.passing { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR }
    }

    fn code(&self) -> ErrorCode {
        if self.passing { ErrorCode::TemporarilyUnavailable } else { ErrorCode::ServerError }
    }
}

impl From<store::Error> for Internal {
    fn from(error: store::Error) -> Self {
        let passing = matches!(error, store::Error::Unavailable(_));
        tracing::error!(%error, passing, "the store failed");
        Self { passing }
    }
}

/// An answer of the endpoints that clients call directly: token, revocation, introspection (RFC 6749 §5.2).
#[derive(Debug)]
pub(crate) enum TokenError {
    /// The request is refused, by the rules.
    Refused(oauth::error::Error),
    /// Too many failures; come back later.
    Throttled(Duration),
    /// Ours.
    Internal(Internal),
}

impl From<oauth::error::Error> for TokenError {
    fn from(error: oauth::error::Error) -> Self {
        Self::Refused(error)
    }
}

impl From<store::Error> for TokenError {
    fn from(error: store::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Internal> for TokenError {
    fn from(error: Internal) -> Self {
        Self::Internal(error)
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Self::Refused(error) = &self {
            calls::note_error(error);
        }
        match self {
            Self::Refused(error) if error.code == ErrorCode::InvalidClient => {
                let challenge = HeaderValue::from_static("Basic realm=\"token endpoint\", charset=\"UTF-8\"");
                let headers = [no_store, (header::WWW_AUTHENTICATE, challenge)];
                (StatusCode::UNAUTHORIZED, headers, Json(told(error))).into_response()
            }
            Self::Refused(error) => (StatusCode::BAD_REQUEST, [no_store], Json(told(error))).into_response(),
            Self::Throttled(wait) => {
                let body = json!({
                    "error": ErrorCode::InvalidClient.as_str(),
                    "error_description": "too many failed attempts, try again later",
                });
                (StatusCode::TOO_MANY_REQUESTS, [no_store, retry_after(wait)], Json(body)).into_response()
            }
            Self::Internal(error) => {
                let body = json!({ "error": error.code().as_str() });
                let headers = [no_store, retry_after(Duration::from_secs(1))];
                (error.status(), headers, Json(body)).into_response()
            }
        }
    }
}

/// An answer of the endpoints where programs register clients (RFC 7591 §3.2.2, RFC 7592 §2).
#[derive(Debug)]
pub(crate) enum RegistrationError {
    /// The metadata are refused, by the rules.
    Refused(oauth::error::Error),
    /// No token, or none that is good for this: which of the two, and why, is not said.
    Unauthorized,
    /// One network registers too many clients.
    Throttled(Duration),
    /// There are too many clients that anybody registered.
    Full,
    /// Ours.
    Internal(Internal),
}

impl From<oauth::error::Error> for RegistrationError {
    fn from(error: oauth::error::Error) -> Self {
        Self::Refused(error)
    }
}

impl From<store::Error> for RegistrationError {
    fn from(error: store::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Internal> for RegistrationError {
    fn from(error: Internal) -> Self {
        Self::Internal(error)
    }
}

impl IntoResponse for RegistrationError {
    fn into_response(self) -> Response {
        let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let body =
            |code: ErrorCode, why: &str| Json(json!({ "error": code.as_str(), "error_description": why }));
        match self {
            Self::Refused(error) => (StatusCode::BAD_REQUEST, [no_store], Json(error)).into_response(),
            Self::Unauthorized => {
                let challenge =
                    HeaderValue::from_static("Bearer realm=\"registration\", error=\"invalid_token\"");
                let headers = [no_store, (header::WWW_AUTHENTICATE, challenge)];
                let why = "send a registration token that is good for this in the Authorization header";
                (StatusCode::UNAUTHORIZED, headers, body(ErrorCode::InvalidToken, why)).into_response()
            }
            Self::Throttled(wait) => {
                let why = "too many clients were registered from this network, try again later";
                let body = body(ErrorCode::TemporarilyUnavailable, why);
                (StatusCode::TOO_MANY_REQUESTS, [no_store, retry_after(wait)], body).into_response()
            }
            Self::Full => {
                let why = "no more clients can be registered without a token; ask the operator for one";
                let body = body(ErrorCode::AccessDenied, why);
                (StatusCode::FORBIDDEN, [no_store], body).into_response()
            }
            Self::Internal(error) => {
                let headers = [no_store, retry_after(Duration::from_secs(1))];
                (error.status(), headers, body(error.code(), "the server could not answer")).into_response()
            }
        }
    }
}

/// An error with the address of its line in the log of the app, if it is known whose it is (RFC 6749 §5.2).
fn told(error: oauth::error::Error) -> serde_json::Value {
    let mut body = json!(error);
    // Whoever proves nothing is not told whether there is such an app.
    let proven = error.code != ErrorCode::InvalidClient;
    if let Some(uri) = calls::error_uri().filter(|_| proven) {
        body["error_uri"] = uri.into();
    }
    body
}

/// The header that says when to come back, in whole seconds, at least one.
pub(crate) fn retry_after(wait: Duration) -> (header::HeaderName, HeaderValue) {
    let seconds = wait.as_millis().div_ceil(1_000).max(1);
    (header::RETRY_AFTER, HeaderValue::try_from(seconds.to_string()).expect("digits are a header value"))
}

/// An answer to a person: turned into a page by the layer that knows how pages look.
#[derive(Clone, Debug)]
pub(crate) struct PageError {
    pub status: StatusCode,
    /// What happened, as the heading.
    pub heading: Phrase,
    /// What to do, or a fuller account.
    pub advice: String,
    /// When to come back.
    pub retry_after: Option<Duration>,
    /// Where to go instead: no page of its own is shown.
    pub elsewhere: Option<Box<str>>,
    /// A page that tells it better than heading and advice.
    pub page: Option<std::sync::Arc<str>>,
}

impl PageError {
    pub(crate) fn new(status: StatusCode, heading: Phrase, advice: impl Into<String>) -> Self {
        Self { status, heading, advice: advice.into(), retry_after: None, elsewhere: None, page: None }
    }

    /// The page is for members: the way to sign in.
    pub(crate) fn sign_in_first(address: String) -> Self {
        Self {
            elsewhere: Some(address.into()),
            ..Self::new(StatusCode::SEE_OTHER, words::t("error-sign-in-first"), "")
        }
    }

    /// A private thing and a missing one look alike.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, words::t("error-not-found"), words::t("error-not-found-advice"))
    }

    pub(crate) fn form_expired() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            words::t("error-form-expired"),
            words::t("error-form-expired-advice"),
        )
    }

    pub(crate) fn form_spent() -> Self {
        Self::new(StatusCode::CONFLICT, words::t("error-form-spent"), words::t("error-form-spent-advice"))
    }

    pub(crate) fn request_over() -> Self {
        Self::new(StatusCode::GONE, words::t("error-request-over"), words::t("error-request-over-advice"))
    }

    pub(crate) fn overloaded() -> Self {
        let advice = words::t("error-overloaded-advice");
        let wait = Some(Duration::from_secs(3));
        Self {
            retry_after: wait,
            ..Self::new(StatusCode::SERVICE_UNAVAILABLE, words::t("error-overloaded"), advice)
        }
    }
}

impl From<Internal> for PageError {
    fn from(error: Internal) -> Self {
        let advice = words::t("error-internal-advice");
        Self {
            retry_after: Some(Duration::from_secs(1)),
            ..Self::new(error.status(), words::t("error-internal"), advice)
        }
    }
}

impl From<store::Error> for PageError {
    fn from(error: store::Error) -> Self {
        Internal::from(error).into()
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if let Some(address) = &self.elsewhere {
            return Redirect::to(address).into_response();
        }
        let mut response = (self.status, self.heading.to_string()).into_response();
        if let Some(wait) = self.retry_after {
            let (name, value) = retry_after(wait);
            response.headers_mut().insert(name, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}
