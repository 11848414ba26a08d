//! `GET` and `POST /oauth/userinfo` (OIDC Core §5.3).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oauth::oidc::{OPENID, claims};

use super::identity;
use crate::App;
use crate::error::{ApiError, Problem};
use crate::extract::{bearer, form};

/// Tells a client of the member who signed in, as far as the member allowed it.
pub(crate) async fn userinfo(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(&app, &headers, &body).await.unwrap_or_else(|error| error.at(&app.settings.public_url))
}

async fn answer(app: &App, headers: &HeaderMap, body: &Bytes) -> Result<Response, ApiError> {
    let posted = match form::endpoint_params(headers, body) {
        Ok(params) if !body.is_empty() => Some(params),
        _ => None,
    };
    let token = bearer::demand_anywhere(app, headers, posted.as_ref(), Some(OPENID), app.now()).await?;
    let Some(id) = &token.user_id else {
        return Err(Problem::NoMember.into());
    };
    let member = bearer::member(app, id).await?;
    let known = identity::known(&mut app.store.read().await?, &member).await?;
    let mut answer = claims::for_userinfo(&known, &token.scope);
    answer.insert("sub".to_owned(), id.to_string().into());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}
