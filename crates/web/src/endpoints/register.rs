//! `POST /oauth/register` (RFC 7591): a program registers a client.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oauth::client::Client;
use oauth::client::dynamic::{self, Terms};
use oauth::error::Error;
use oauth::{ClientId, RegistrationTokenId, Scope, Secret, Timestamp, UserId, bearer};
use serde_json::{Map, Value, json};

use crate::App;
use crate::acts::registrations::{self, Registered};
use crate::acts::{Actor, Context, Origin, sector};
use crate::error::RegistrationError;
use crate::extract::peer::ClientAddress;
use crate::settings::Registering;

/// The most clients that may be registered openly and stay.
const MOST_OPEN: i64 = 10_000;

/// Whose the client will be, what it may have, and what allows it.
struct Admitted {
    owner: UserId,
    scopes: Scope,
    token: Option<RegistrationTokenId>,
}

/// Registers a client and answers what is registered.
pub(crate) async fn register(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, RegistrationError> {
    let now = app.now();
    let admitted = match presented(&headers)? {
        Some(token) => with_token(&app, &token, now).await?,
        None => openly(&app, address).await?,
    };
    let metadata = metadata(&headers, &body)?;
    let rules = &app.settings.clients;
    let terms = Terms {
        catalogue: &app.catalogue(),
        service_name: &app.service_name(),
        scopes: &admitted.scopes,
        front_channel: rules.front_channel,
        pkce: rules.pkce,
    };
    let registration = dynamic::read(&metadata, &terms)?;
    let client = registration.into_client(ClientId::new(true, &*app.entropy), Some(admitted.owner), now);
    check_sector(&app, &client).await?;
    let origin = Origin { actor: Actor::Anonymous, address: address.to_string(), device: String::new() };
    let context = Context { now, entropy: &*app.entropy, origin };
    let mut tx = app.write().await?;
    let made = registrations::register(&mut tx, &context, &client, admitted.token.as_ref()).await?;
    let registered = made.ok_or(RegistrationError::Unauthorized)?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, answer(&app, &client, &registered)).into_response())
}

/// The Bearer token of a request.
pub(super) fn presented(headers: &HeaderMap) -> Result<Option<Secret>, RegistrationError> {
    let header = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let token = bearer::presented(header).map_err(|_| RegistrationError::Unauthorized)?;
    Ok(token.map(Secret::presented))
}

async fn with_token(app: &App, token: &Secret, now: Timestamp) -> Result<Admitted, RegistrationError> {
    let mut reader = app.store.read().await?;
    let found = reader.find_registration_token(&token.hash()).await?;
    let token = found.filter(|token| token.is_good(now)).ok_or(RegistrationError::Unauthorized)?;
    let owner = reader.find_user(&token.owner_id).await?.filter(|owner| owner.locked_at.is_none());
    let owner = owner.ok_or(RegistrationError::Unauthorized)?.id;
    let scopes = match token.scopes.is_empty() {
        true => dynamic::open_scopes(&app.catalogue()),
        false => token.scopes,
    };
    Ok(Admitted { owner, scopes, token: Some(token.id) })
}

async fn openly(app: &App, address: ClientAddress) -> Result<Admitted, RegistrationError> {
    let Registering::Openly { owner } = &app.settings.clients.registering else {
        return Err(RegistrationError::Unauthorized);
    };
    app.registering.check(address).map_err(RegistrationError::Throttled)?;
    let mut reader = app.store.read().await?;
    let key = account::username::Username::parse(owner).map(|name| name.key().to_owned()).unwrap_or_default();
    let owner = reader.find_user_by_username(&key).await?.filter(|owner| owner.locked_at.is_none());
    let owner = owner.ok_or_else(|| {
        crate::error::Internal::new("registration.clients_owner names no account that is in use")
    })?;
    if reader.count_clients_of(&owner.id, MOST_OPEN).await? >= MOST_OPEN {
        return Err(RegistrationError::Full);
    }
    let scopes = dynamic::open_scopes(&app.catalogue());
    Ok(Admitted { owner: owner.id, scopes, token: None })
}

/// The metadata of a request: a JSON object, nothing else.
pub(super) fn metadata(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, RegistrationError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Error::invalid_client_metadata("send a JSON object of type application/json").into());
    }
    serde_json::from_slice(body)
        .map_err(|_| Error::invalid_client_metadata("the body is not a JSON object").into())
}

/// A file that the metadata name must list every redirect URI (OIDC Registration §5).
pub(super) async fn check_sector(app: &App, client: &Client) -> Result<(), RegistrationError> {
    let file = client.metadata.sector_identifier_uri.as_deref();
    let checked = sector::check(app, file, &client.redirect_uris).await;
    checked.map_err(|problem| dynamic::refuse(problem).into())
}

/// What is registered, with what is told this once.
pub(super) fn answer(app: &App, client: &Client, registered: &Registered) -> Response {
    let mut said = dynamic::describe(client);
    if let Some(secret) = &registered.secret {
        said.insert("client_secret".to_owned(), json!(secret.reveal()));
        // It does not end by itself.
        said.insert("client_secret_expires_at".to_owned(), json!(0));
    }
    with_address(app, client, said, &registered.management)
}

/// Adds where and with what the program comes back (RFC 7592 §3).
pub(super) fn with_address(
    app: &App,
    client: &Client,
    mut said: Map<String, Value>,
    management: &Secret,
) -> Response {
    let address = format!("{}{}/{}", app.settings.public_url, dynamic::PATH, client.id);
    said.insert("registration_client_uri".to_owned(), json!(address));
    said.insert("registration_access_token".to_owned(), json!(management.reveal()));
    ([(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], Json(said)).into_response()
}
