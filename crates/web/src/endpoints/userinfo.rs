//! `GET` and `POST /oauth/userinfo` (OIDC Core §5.3).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oauth::oidc::{OPENID, claims, id_token, subject};
use serde_json::Value;

use super::identity;
use super::protect::Seal;
use crate::App;
use crate::error::{ApiError, Problem};
use crate::extract::{bearer, form};

/// What a JWT of claims is (OIDC Core §5.3.2).
const JWT: &str = "application/jwt";

/// Tells a client of the member who signed in, as far as the member allowed it: as JSON, or as the JWT that the client
/// registered.
pub(crate) async fn userinfo(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    answer(&app, &headers, &body).await.unwrap_or_else(|error| error.at(&app.settings.public_url))
}

async fn answer(app: &App, headers: &HeaderMap, body: &Bytes) -> Result<Response, ApiError> {
    let now = app.now();
    let posted = match form::endpoint_params(headers, body) {
        Ok(params) if !body.is_empty() => Some(params),
        _ => None,
    };
    let token = bearer::demand_anywhere(app, headers, posted.as_ref(), Some(OPENID), now).await?;
    let Some(id) = &token.user_id else {
        return Err(Problem::NoMember.into());
    };
    let known_client = match app.store.recall_client(&token.client_id) {
        Some(known) => Some(known),
        None => app.store.learn_client(&token.client_id, now).await?,
    };
    let client = known_client.as_ref().map(|known| &*known.client);
    let client = client.ok_or_else(|| bearer::ended(app))?;
    let member = bearer::member(app, id).await?;
    let known = identity::known(&mut app.store.read().await?, &member).await?;
    let mut answer = claims::for_userinfo(&known, &token.scope);
    answer.insert("sub".to_owned(), subject::of(client, id, &app.secrets.subject).into());
    let no_store = (header::CACHE_CONTROL, "no-store");
    let Some(protection) = client.metadata.userinfo_protection() else {
        return Ok(([no_store], Json(answer)).into_response());
    };
    answer.insert("iss".to_owned(), app.settings.public_url.as_str().into());
    answer.insert("aud".to_owned(), client.id.as_str().into());
    answer.insert("iat".to_owned(), now.seconds().into());
    let payload = Value::Object(answer).to_string();
    let jwt = Seal::of(client, protection).seal(app, id_token::TYPE, payload.as_bytes()).await?;
    Ok(([no_store, (header::CONTENT_TYPE, JWT)], jwt).into_response())
}
