//! An answer of the platform's API that is not what was asked for: RFC 6750 §3 and RFC 9457.

use std::time::Duration;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use market::{Fault, Refusal};
use oauth::bearer::Challenge;
use oauth::error::ErrorCode;
use serde_json::{Value, json};

use super::{Internal, Problem, retry_after};
use crate::calls;
use crate::limits::Partition;

/// Why a call is not answered as it wished.
#[derive(Debug)]
pub(crate) enum ApiError {
    /// The token is missing, bad or too narrow.
    Challenge(Box<Challenge>),
    /// Anything else the caller can mend.
    Problem {
        /// What kind of problem it is.
        problem: Problem,
        /// What is wrong here, in one sentence.
        detail: String,
    },
    /// Fields that cannot stand.
    Fields(Vec<Fault>),
    /// Too many calls.
    Throttled(Throttled),
    /// Ours.
    Internal(Internal),
}

/// Which quota is used up, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Throttled {
    pub(crate) partition: Partition,
    pub(crate) wait: Duration,
}

impl From<Internal> for ApiError {
    fn from(error: Internal) -> Self {
        Self::Internal(error)
    }
}

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Problem::from(refusal).into()
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self::Problem { problem, detail: problem.cause().to_owned() }
    }
}

impl ApiError {
    /// A problem with a sentence of its own.
    pub(crate) fn because(problem: Problem, detail: impl Into<String>) -> Self {
        Self::Problem { problem, detail: detail.into() }
    }

    /// Notes for the caller's people what they can mend.
    fn note(&self) {
        match self {
            Self::Challenge(challenge) => {
                challenge.error.iter().for_each(calls::note_error);
            }
            Self::Problem { detail, .. } => calls::note_description(detail),
            Self::Throttled(_) => calls::note_description(Problem::TooMany.cause()),
            Self::Fields(_) | Self::Internal(_) => {}
        }
    }

    /// What is sent at a deployment with this address, which the kinds of problem are named by.
    pub(crate) fn at(self, public_url: &str) -> Response {
        self.note();
        let document = |problem, detail: &str, more| respond(public_url, problem, detail, more);
        match self {
            Self::Challenge(challenge) => {
                let problem = kind(challenge.error.as_ref().map(|error| error.code));
                let error = challenge.error.as_ref();
                let detail = error.map_or(problem.cause(), |error| &*error.description);
                let more = error.map(|error| ("error", json!(error.code.as_str())));
                let mut response = document(problem, detail, more);
                if let Ok(value) = HeaderValue::try_from(challenge.to_string()) {
                    response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
                }
                response
            }
            Self::Problem { problem, detail } => document(problem, &detail, None),
            Self::Fields(faults) => {
                let list: Vec<Value> = faults
                    .iter()
                    .map(|fault| json!({ "field": fault.field, "detail": fault.advice }))
                    .collect();
                let problem = Problem::Fields;
                document(problem, problem.cause(), Some(("errors", list.into())))
            }
            Self::Throttled(Throttled { partition, wait }) => {
                let problem = Problem::TooMany;
                let violated = ("violated-policies", json!([partition.as_str()]));
                let mut response = document(problem, problem.cause(), Some(violated));
                let (name, value) = retry_after(wait);
                response.headers_mut().insert(name, value);
                response
            }
            Self::Internal(error) => {
                let problem = if error.passing { Problem::Unavailable } else { Problem::Fault };
                let mut response = document(problem, problem.cause(), None);
                let (name, value) = retry_after(Duration::from_secs(1));
                response.headers_mut().insert(name, value);
                response
            }
        }
    }
}

impl ApiError {
    /// What is sent to older clients: what they read, and beside it what RFC 6750 asks for. Their parser takes this
    /// content type only, without parameters.
    pub(crate) fn in_older_manner(self, request_id: &str) -> Response {
        let mut challenge = None;
        let mut wait = Duration::from_secs(1);
        let (problem, message, token) = match self {
            Self::Challenge(told) => {
                challenge = HeaderValue::try_from(told.to_string()).ok();
                let problem = kind(told.error.as_ref().map(|error| error.code));
                let message = told.error.as_ref().map_or(problem.cause(), |error| &*error.description);
                (problem, message.to_owned(), told.error.as_ref().map(|error| error.code))
            }
            Self::Problem { problem, detail } => (problem, detail, None),
            Self::Fields(faults) => {
                let told: Vec<String> =
                    faults.iter().map(|fault| format!("{}: {}", fault.field, fault.advice)).collect();
                (Problem::Fields, told.join(" "), None)
            }
            Self::Throttled(told) => {
                wait = told.wait;
                (Problem::TooMany, Problem::TooMany.cause().to_owned(), None)
            }
            Self::Internal(error) => {
                let problem = if error.passing { Problem::Unavailable } else { Problem::Fault };
                (problem, problem.cause().to_owned(), None)
            }
        };
        let mut body = json!({
            "status": "error",
            "message": message,
            "error_code": problem.older_code(),
            "request_id": request_id,
        });
        if let Some(code) = token {
            body["error"] = code.as_str().into();
            body["error_description"] = message.into();
        }
        let fixed = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
        let mut response = (problem.status(), fixed, body.to_string()).into_response();
        if let Some(value) = challenge {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, value);
        }
        if problem.status().is_server_error() || problem == Problem::TooMany {
            let (name, value) = retry_after(wait);
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// The kind of problem that a challenge tells of.
fn kind(code: Option<ErrorCode>) -> Problem {
    match code {
        None => Problem::NoToken,
        Some(ErrorCode::InsufficientScope) => Problem::Scope,
        Some(ErrorCode::InvalidRequest) => Problem::BadHeader,
        Some(_) => Problem::BadToken,
    }
}

/// A problem document (RFC 9457 §3).
fn respond(public_url: &str, problem: Problem, detail: &str, more: Option<(&str, Value)>) -> Response {
    let mut body = json!({
        "type": problem.address(public_url),
        "title": problem.title(),
        "status": problem.status().as_u16(),
        "detail": detail,
    });
    if let Some((name, value)) = more {
        body[name] = value;
    }
    let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
    (problem.status(), headers, body.to_string()).into_response()
}
