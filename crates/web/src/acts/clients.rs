//! Clients: registered, changed, stopped; their secrets.

use std::time::Duration;

use oauth::client::{Client, ClientSecret};
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{ClientId, Secret, SecretId, SecretKind, Timestamp};
use store::{Result, Store, Writer};

use super::{Actor, Context, client_target, logos};

/// The most secrets of a client that work at once.
pub const LIVE_SECRETS: usize = 2;

/// Registers a client and gives the first secret of one that can keep it.
pub async fn create(tx: &mut Writer, context: &Context<'_>, client: &Client) -> Result<Option<Secret>> {
    let fresh = insert(tx, context, client).await?;
    debug_assert!(fresh, "a client id is drawn at random");
    if !client.auth_method.uses_secret() {
        return Ok(None);
    }
    insert_secret(tx, context, client, "First secret").await.map(Some)
}

/// Writes a client down; false if its identifier is in use.
pub(super) async fn insert(tx: &mut Writer, context: &Context<'_>, client: &Client) -> Result<bool> {
    if !tx.insert_client(client).await? {
        return Ok(false);
    }
    let facts = serde_json::json!({
        "owner": client.owner_id.map(|owner| owner.to_string()),
        "kind": client.kind.as_str(),
        "scope": client.scopes.to_string(),
        "implicit": client.implicit_allowed,
        "first_party": client.first_party,
    });
    context.record_with(tx, "client.create", client_target(&client.id), facts).await?;
    logos::follow(tx, context, None, client).await?;
    Ok(true)
}

/// What became of a further secret.
pub enum Added {
    /// It works from now on. Its value is not kept.
    Secret(Secret),
    /// Two work already: stop one first.
    TooMany,
}

/// Adds a secret to a client. Those that work already stop after `old_stop_after`, or go on with `None`.
pub async fn add_secret(
    tx: &mut Writer,
    context: &Context<'_>,
    client: &Client,
    label: &str,
    old_stop_after: Option<Duration>,
) -> Result<Added> {
    // Two of these at once must not both find room.
    tx.claim_client(&client.id, context.now).await?;
    let live: Vec<_> = tx
        .list_secrets(&client.id)
        .await?
        .into_iter()
        .filter(|secret| is_live(secret, context.now))
        .collect();
    if live.len() >= LIVE_SECRETS {
        return Ok(Added::TooMany);
    }
    if let Some(span) = old_stop_after {
        for old in &live {
            tx.stop_secret(&client.id, &old.id, context.now + span).await?;
        }
    }
    insert_secret(tx, context, client, label).await.map(Added::Secret)
}

/// Stops a secret at once; false if the client has no such secret or it has stopped.
pub async fn stop_secret(
    tx: &mut Writer,
    context: &Context<'_>,
    client: &ClientId,
    secret: &SecretId,
) -> Result<bool> {
    // Its row first: whoever adds one holds it, too.
    tx.claim_client(client, context.now).await?;
    let stopped = tx.stop_secret(client, secret, context.now).await?;
    if stopped {
        let facts = serde_json::json!({ "secret": secret.to_string() });
        context.record_with(tx, "client.secret-stop", client_target(client), facts).await?;
    }
    Ok(stopped)
}

/// Saves what an owner changed. Scopes that went away end in every token at once.
pub async fn update(
    tx: &mut Writer,
    context: &Context<'_>,
    before: &Client,
    after: &Client,
) -> Result<Option<Revocation>> {
    tx.update_client(after).await?;
    let facts = serde_json::json!({
        "name": after.name,
        "redirect_uris": after.redirect_uris,
        "scope": after.scopes.to_string(),
    });
    context.record_with(tx, "client.update", client_target(&after.id), facts).await?;
    logos::follow(tx, context, Some(before), after).await?;
    if before.scopes.is_subset(&after.scopes) {
        return Ok(None);
    }
    end_tokens(tx, context, &after.id).await.map(Some)
}

/// Stops a client: nothing of it works until it is let go on. Its tokens and authorizations end for good.
pub async fn suspend(tx: &mut Writer, context: &Context<'_>, client: &ClientId) -> Result<Revocation> {
    let by = context.origin.actor.to_string();
    tx.suspend_client(client, context.now, &by).await?;
    context.record(tx, "client.suspend", client_target(client)).await?;
    end_tokens(tx, context, client).await
}

/// Ends what a client was given by requests that had found it working before it was stopped or deleted, and were
/// answered after. Called once that is committed, with the instant of then: whatever began later finds it stopped.
pub async fn end_latecomers(store: &Store, context: &Context<'_>, client: &ClientId) -> Result<Revocation> {
    let mut tx = store.write().await?;
    let revocation = end_tokens(&mut tx, context, client).await?;
    tx.commit().await?;
    Ok(revocation)
}

/// Lets a stopped client go on.
pub async fn resume(tx: &mut Writer, context: &Context<'_>, client: &ClientId) -> Result<()> {
    tx.resume_client(client, context.now).await?;
    context.record(tx, "client.resume", client_target(client)).await
}

/// Deletes a client.
pub async fn delete(tx: &mut Writer, context: &Context<'_>, client: &ClientId) -> Result<Revocation> {
    tx.mark_client_deleted(client, context.now).await?;
    context.record(tx, "client.delete", client_target(client)).await?;
    end_tokens(tx, context, client).await
}

/// Whether a secret works at `now`.
pub fn is_live(secret: &ClientSecret, now: Timestamp) -> bool {
    secret.stops_at.is_none_or(|end| end > now)
}

async fn end_tokens(tx: &mut Writer, context: &Context<'_>, client: &ClientId) -> Result<Revocation> {
    let revocation = context.revocation(RevocationTarget::Client(client.clone()));
    tx.insert_revocation(&revocation).await?;
    Ok(revocation)
}

async fn insert_secret(
    tx: &mut Writer,
    context: &Context<'_>,
    client: &Client,
    label: &str,
) -> Result<Secret> {
    let kind = if client.live { SecretKind::LiveClientSecret } else { SecretKind::TestClientSecret };
    let secret = Secret::new(kind, context.entropy);
    let record = ClientSecret {
        id: SecretId::new(context.now, context.entropy),
        hash: secret.hash(),
        tail: secret.tail().to_owned(),
        label: label.to_owned(),
        created_at: context.now,
        stops_at: None,
        last_used_at: None,
    };
    let made_by = match &context.origin.actor {
        Actor::User(id) => Some(id),
        _ => None,
    };
    tx.insert_secret(&client.id, &record, made_by).await?;
    let facts = serde_json::json!({ "secret": record.id.to_string() });
    context.record_with(tx, "client.secret-add", client_target(&client.id), facts).await?;
    Ok(secret)
}
