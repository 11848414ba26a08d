//! Clients that programs register, change and delete (RFC 7591, RFC 7592), and the tokens with which they begin.

use oauth::client::Client;
use oauth::client::dynamic::RegistrationToken;
use oauth::revoked::Revocation;
use oauth::{RegistrationTokenId, Scope, Secret, SecretKind, Timestamp, TokenHash, UserId};
use serde_json::json;
use store::{Result, Writer};

use super::clients::{self, Added, is_live};
use super::{Context, client_target};

/// What a fresh registration answers once and never again.
pub struct Registered {
    /// What proves the client, if a secret does.
    pub secret: Option<Secret>,
    /// What proves the program that looks after it.
    pub management: Secret,
}

/// Makes an initial access token for clients of `owner`.
pub async fn make_token(
    tx: &mut Writer,
    context: &Context<'_>,
    owner: &UserId,
    scopes: Scope,
    uses: i64,
    expires_at: Timestamp,
) -> Result<(RegistrationToken, Secret)> {
    let secret = Secret::new(SecretKind::Registration, context.entropy);
    let token = RegistrationToken {
        id: RegistrationTokenId::new(context.now, context.entropy),
        hash: secret.hash(),
        owner_id: *owner,
        scopes,
        uses_left: uses,
        created_at: context.now,
        expires_at,
        revoked_at: None,
    };
    tx.insert_registration_token(&token).await?;
    let facts = json!({ "owner": owner.to_string(), "uses": uses, "scope": token.scopes.to_string() });
    context.record_with(tx, "registration-token.create", token_target(&token.id), facts).await?;
    Ok((token, secret))
}

/// Stops an initial access token; false if there is none, or it was stopped before.
pub async fn revoke_token(tx: &mut Writer, context: &Context<'_>, id: &RegistrationTokenId) -> Result<bool> {
    let stopped = tx.revoke_registration_token(id, context.now).await?;
    if stopped {
        context.record(tx, "registration-token.revoke", token_target(id)).await?;
    }
    Ok(stopped)
}

/// Registers a client for a program; `None` if its initial access token has no use left.
pub async fn register(
    tx: &mut Writer,
    context: &Context<'_>,
    client: &Client,
    token: Option<&RegistrationTokenId>,
) -> Result<Option<Registered>> {
    if let Some(token) = token
        && !tx.spend_registration_token(token, context.now).await?
    {
        return Ok(None);
    }
    let secret = clients::create(tx, context, client).await?;
    let management = Secret::new(SecretKind::Management, context.entropy);
    tx.insert_client_registration(&client.id, &management.hash()).await?;
    let facts = json!({ "registration_token": token.map(ToString::to_string) });
    context.record_with(tx, "client.register", client_target(&client.id), facts).await?;
    Ok(Some(Registered { secret, management }))
}

/// What became of a change.
pub enum Replaced {
    /// It is made; whatever proved the program before does so no more.
    Done {
        /// What the client and the program are given anew.
        registered: Registered,
        /// What ended with it.
        ended: Option<Revocation>,
    },
    /// What proved the program was replaced meanwhile.
    Outdated,
}

/// Makes a client what its program says it is now.
pub async fn replace(
    tx: &mut Writer,
    context: &Context<'_>,
    before: &Client,
    after: &Client,
    presented: &TokenHash,
) -> Result<Replaced> {
    let management = Secret::new(SecretKind::Management, context.entropy);
    if !tx.rotate_client_registration(&after.id, presented, &management.hash()).await? {
        return Ok(Replaced::Outdated);
    }
    let ended = clients::update(tx, context, before, after).await?;
    tx.update_client_protocol(after).await?;
    let secret = match (before.auth_method.uses_secret(), after.auth_method.uses_secret()) {
        (false, true) => match clients::add_secret(tx, context, after, "Registered", None).await? {
            Added::Secret(secret) => Some(secret),
            Added::TooMany => None,
        },
        (true, false) => {
            for secret in tx.list_secrets(&after.id).await?.iter().filter(|known| is_live(known, context.now))
            {
                clients::stop_secret(tx, context, &after.id, &secret.id).await?;
            }
            None
        }
        _ => None,
    };
    Ok(Replaced::Done { registered: Registered { secret, management }, ended })
}

/// How the audit record names an initial access token.
fn token_target(id: &RegistrationTokenId) -> String {
    format!("registration-token:{id}")
}
