//! `/oauth/register/{client_id}` (RFC 7592): a program looks after the client it registered.

use std::sync::Arc;

use account::user::User;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use oauth::client::Client;
use oauth::client::dynamic::{self, Terms};
use oauth::error::Error;
use oauth::{ClientId, Secret, Timestamp};
use serde_json::{Map, Value};
use store::Writer;

use super::register::{answer, check_sector, metadata, presented, with_address};
use crate::App;
use crate::acts::registrations::{self, Replaced};
use crate::acts::{self, Actor, Context, Origin, clients};
use crate::error::RegistrationError;
use crate::extract::peer::ClientAddress;

/// A client and what proved its program.
struct Managed {
    client: Client,
    token: Secret,
}

/// Lets the program of a client in that proves itself. Unknown, stopped and deleted clients and wrong tokens are told
/// alike.
async fn authenticate(app: &App, id: &str, headers: &HeaderMap) -> Result<Managed, RegistrationError> {
    let token = presented(headers)?.ok_or(RegistrationError::Unauthorized)?;
    if id.len() > ClientId::MAX_LEN {
        return Err(RegistrationError::Unauthorized);
    }
    let id = ClientId(id.to_owned());
    let mut reader = app.store.read().await?;
    let known = reader.find_client_registration(&id).await?;
    // Hashes of values that nobody can guess: comparing them tells nothing by its time.
    if known != Some(token.hash()) {
        return Err(RegistrationError::Unauthorized);
    }
    let client = reader.find_client(&id).await?.filter(|client| client.suspended_at.is_none());
    Ok(Managed { client: client.ok_or(RegistrationError::Unauthorized)?, token })
}

fn context<'a>(app: &'a App, client: &ClientId, address: ClientAddress, now: Timestamp) -> Context<'a> {
    let origin =
        Origin { actor: Actor::Client(client.clone()), address: address.to_string(), device: String::new() };
    Context { now, entropy: &*app.entropy, origin }
}

/// Says what is registered. No secret is in it: they are kept as hashes.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, RegistrationError> {
    let Managed { client, token } = authenticate(&app, &id, &headers).await?;
    Ok(with_address(&app, &client, dynamic::describe(&client), &token))
}

/// Replaces what is registered, whole, and the program's token with it.
pub(crate) async fn replace(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, RegistrationError> {
    let now = app.now();
    let Managed { client, token } = authenticate(&app, &id, &headers).await?;
    let metadata = metadata(&headers, &body)?;
    check_identity(&app, &client, &metadata, now).await?;
    let rules = &app.settings.clients;
    let terms = Terms {
        catalogue: &app.catalogue(),
        service_name: &app.service_name(),
        scopes: &dynamic::open_scopes(&app.catalogue()).union(&client.scopes),
        front_channel: rules.front_channel || client.implicit_allowed,
        pkce: rules.pkce && client.pkce_required,
    };
    let wanted = dynamic::read(&metadata, &terms)?;
    check_sector(&app, &wanted.clone().replace(&client)?).await?;
    let context = context(&app, &client.id, address, now);
    let mut tx = app.write().await?;
    let before = tx.claim_client(&client.id, now).await?.filter(|client| client.suspended_at.is_none());
    let before = before.ok_or(RegistrationError::Unauthorized)?;
    let after = wanted.replace(&before)?;
    match registrations::replace(&mut tx, &context, &before, &after, &token.hash()).await? {
        Replaced::Outdated => Err(RegistrationError::Unauthorized),
        Replaced::Done { registered, ended } => {
            tell_owner(&app, &mut tx, &context, &before, &after).await?;
            tx.commit().await?;
            app.revoke_here(ended);
            Ok(answer(&app, &after, &registered))
        }
    }
}

/// A request names the client that it replaces, and shows its secret if it shows any (RFC 7592 §2.2).
async fn check_identity(
    app: &App,
    client: &Client,
    metadata: &Map<String, Value>,
    now: Timestamp,
) -> Result<(), RegistrationError> {
    if metadata.get("client_id").and_then(Value::as_str) != Some(client.id.as_str()) {
        return Err(
            Error::invalid_client_metadata("client_id: This must be the client that is replaced.").into()
        );
    }
    let Some(secret) = metadata.get("client_secret").filter(|secret| !secret.is_null()) else {
        return Ok(());
    };
    let hash = Secret::presented(secret.as_str().unwrap_or_default()).hash();
    let secrets = app.store.read().await?.list_secrets(&client.id).await?;
    match secrets.iter().any(|known| known.hash == hash && clients::is_live(known, now)) {
        true => Ok(()),
        false => {
            let why =
                "client_secret: This is not a secret of the client. Leave it out, or send the one it has.";
            Err(Error::invalid_client_metadata(why).into())
        }
    }
}

/// Tells the owner when somebody else decides where members are sent back to, or what proves the app.
async fn tell_owner(
    app: &App,
    tx: &mut Writer,
    context: &Context<'_>,
    before: &Client,
    after: &Client,
) -> store::Result<()> {
    let same = before.redirect_uris == after.redirect_uris
        && before.auth_method == after.auth_method
        && before.metadata.jwks == after.metadata.jwks
        && before.metadata.jwks_uri == after.metadata.jwks_uri;
    let owner: Option<User> = match &after.owner_id {
        Some(owner) if !same => tx.find_user(owner).await?,
        _ => None,
    };
    let Some(owner) = owner else { return Ok(()) };
    let what = "The redirect addresses or keys were changed by the program that registered the app";
    let subject = format!("{}: its registration was changed", after.name);
    let text = format!("{what}: {} ({}).", after.name, after.id);
    acts::links::send_notice(tx, context, &app.letterhead(), &owner, &subject, text).await
}

/// Deletes the client.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, RegistrationError> {
    let now = app.now();
    let Managed { client, .. } = authenticate(&app, &id, &headers).await?;
    let act = context(&app, &client.id, address, now);
    let mut tx = app.write().await?;
    tx.claim_client(&client.id, now).await?.ok_or(RegistrationError::Unauthorized)?;
    let ended = clients::delete(&mut tx, &act, &client.id).await?;
    tx.commit().await?;
    let later = context(&app, &client.id, address, app.now());
    let latecomers = clients::end_latecomers(&app.store, &later, &client.id).await?;
    app.revoke_here([ended, latecomers]);
    Ok(StatusCode::NO_CONTENT.into_response())
}
