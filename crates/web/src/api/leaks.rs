//! `POST /api/leaks/v1/revoke`: values that somebody found in the open stop working. Anybody may report them, and
//! nobody learns which were real.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use oauth::{Secret, SecretKind, Timestamp};
use serde::Deserialize;

use crate::App;
use crate::acts::{Actor, Context, Origin, leaks};
use crate::error::{ApiError, Internal, Problem};
use crate::extract::bearer::{self, NotAccepted};
use crate::extract::peer::ClientAddress;
use crate::pages::attempts;

/// Values in one report.
const MOST: usize = 100;

/// A report.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    /// What was found, each as it was found.
    values: Vec<String>,
}

/// Takes a report.
pub(crate) async fn revoke(State(app): State<Arc<App>>, address: ClientAddress, body: Bytes) -> Response {
    let done = take(&app, address, &body).await;
    done.unwrap_or_else(|error| error.at(&app.settings.public_url))
}

async fn take(app: &App, address: ClientAddress, body: &[u8]) -> Result<Response, ApiError> {
    if let Err(wait) = attempts::admit_address(app, address) {
        let seconds = wait.as_secs().max(1).to_string();
        return Ok((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds)]).into_response());
    }
    let report: Report = serde_json::from_slice(body).map_err(|error| {
        ApiError::because(Problem::Malformed, format!("send {{\"values\": [\"…\"]}} as JSON: {error}"))
    })?;
    if report.values.len() > MOST {
        let detail = format!("report {MOST} values at a time");
        return Err(ApiError::because(Problem::Malformed, detail));
    }
    let now = app.now();
    let origin = Origin { actor: Actor::Anonymous, address: address.to_string(), device: String::new() };
    let context = Context { now, entropy: &*app.entropy, origin };
    for value in report.values {
        end(app, &context, &Secret::presented(value), now).await?;
    }
    // The same answer to everybody: a guess learns nothing.
    Ok((StatusCode::ACCEPTED, [(header::CACHE_CONTROL, "no-store")], axum::Json(serde_json::json!({})))
        .into_response())
}

/// Ends whatever a value is, if it is anything.
async fn end(app: &App, context: &Context<'_>, value: &Secret, now: Timestamp) -> Result<(), ApiError> {
    let text = value.reveal();
    let is = |kind: SecretKind| text.starts_with(kind.prefix());
    let letterhead = app.letterhead();
    let access = match is(SecretKind::AccessToken) || text.starts_with("ey") {
        true => match bearer::resolve(app, text, now).await {
            Ok(token) => Some(token),
            Err(NotAccepted::Dead) => None,
            Err(NotAccepted::Unsure) => {
                return Err(ApiError::Internal(Internal::passing("revocations cannot be read")));
            }
            Err(NotAccepted::Internal(error)) => return Err(ApiError::Internal(error)),
        },
        false => None,
    };
    let mut tx = app.write().await?;
    let mut ended = Vec::new();
    if let Some(token) = access {
        ended.extend(leaks::access_token(&mut tx, context, &letterhead, &token).await?);
    } else if is(SecretKind::LiveClientSecret) || is(SecretKind::TestClientSecret) {
        leaks::client_secret(&mut tx, context, &letterhead, value).await?;
    } else if is(SecretKind::RefreshToken) {
        ended.extend(leaks::refresh_token(&mut tx, context, &letterhead, value).await?);
    } else if is(SecretKind::PersonalToken) {
        leaks::personal_token(&mut tx, context, &letterhead, value).await?;
    }
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(())
}
