//! What a call is answered with.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::Replay;

use crate::error::{ApiError, Internal};

/// A successful answer, whole.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    status: StatusCode,
    location: Option<String>,
    etag: Option<String>,
    link: Option<String>,
    body: String,
}

impl Answer {
    /// What was asked for.
    pub(super) fn ok(body: &impl Serialize) -> Result<Self, ApiError> {
        let body = serde_json::to_string(body).map_err(|error| Internal::new(&error.to_string()));
        let body = body.map_err(ApiError::Internal)?;
        Ok(Self { status: StatusCode::OK, location: None, etag: None, link: None, body })
    }

    /// Something new, at `location`.
    pub(super) fn created(location: String, body: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self { status: StatusCode::CREATED, location: Some(location), ..Self::ok(body)? })
    }

    /// The same with a version, from which its state can be told (RFC 9110 §8.8.3).
    pub(super) fn versioned(self, version: i64) -> Self {
        Self { etag: Some(etag(version)), ..self }
    }

    /// The same with the address of the next page (RFC 8288).
    pub(super) fn followed_by(self, next: Option<String>) -> Self {
        Self { link: next.map(|address| format!("<{address}>; rel=\"next\"")), ..self }
    }

    /// As it is kept for a request that is sent again.
    pub(super) fn to_replay(&self) -> Replay {
        Replay {
            status: i64::from(self.status.as_u16()),
            location: self.location.clone(),
            etag: self.etag.clone(),
            body: self.body.clone(),
        }
    }

    /// As it was kept.
    pub(super) fn of_replay(replay: Replay) -> Self {
        let status = u16::try_from(replay.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
        Self {
            status: status.unwrap_or(StatusCode::OK),
            location: replay.location,
            etag: replay.etag,
            link: None,
            body: replay.body,
        }
    }
}

/// Cuts a list of which one more was read to `limit`, and gives what the last of it is called if there is more.
pub(super) fn cut<T, K: ToString>(list: &mut Vec<T>, limit: i64, key: impl Fn(&T) -> K) -> Option<String> {
    let most = usize::try_from(limit).unwrap_or_default();
    let more = list.len() > most;
    list.truncate(most);
    list.last().filter(|_| more).map(|last| key(last).to_string())
}

/// The `ETag` of a version.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let fixed = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
        let mut response = (self.status, fixed, self.body).into_response();
        let more: [(HeaderName, Option<String>); 3] =
            [(header::LOCATION, self.location), (header::ETAG, self.etag), (header::LINK, self.link)];
        for (name, value) in more {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
