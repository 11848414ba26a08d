//! Values that were found in the open: ended, whoever found them, and their owners told.

use oauth::grant::AccessToken;
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{Secret, UserId, refresh};
use serde_json::json;
use store::{Result, Writer};

use super::mail::Letterhead;
use super::{Context, client_target, grants, links, user_target};

const FOUND: &str =
    "It was reported to us as found in the open, such as in public code, and no longer works.";

async fn tell(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    user: &UserId,
    what: String,
) -> Result<()> {
    let Some(user) = tx.find_user(user).await? else { return Ok(()) };
    let subject = format!("A leaked key of yours at {} was stopped", letterhead.service);
    links::send_notice(tx, context, letterhead, &user, &subject, what).await
}

/// Stops a client's secret.
pub async fn client_secret(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    secret: &Secret,
) -> Result<()> {
    let Some((id, secret)) = tx.find_secret_owner(&secret.hash()).await? else { return Ok(()) };
    let Some(client) = tx.claim_client(&id, context.now).await? else { return Ok(()) };
    if !tx.stop_secret(&id, &secret, context.now).await? {
        return Ok(());
    }
    let facts = json!({ "secret": secret.to_string() });
    context.record_with(tx, "client.secret-leaked", client_target(&id), facts).await?;
    let Some(owner) = &client.owner_id else { return Ok(()) };
    let what = format!(
        "A secret of your app {}: {FOUND} Add another one on the app's page of credentials.",
        client.name
    );
    tell(tx, context, letterhead, owner, what).await
}

/// Ends a refresh token with everything made under its authorization. Any token of its line names it.
pub async fn refresh_token(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    token: &Secret,
) -> Result<Option<Revocation>> {
    let Some(key) = refresh::family_key(token) else { return Ok(None) };
    let Some(family) = tx.claim_refresh_family(&key, context.now).await? else { return Ok(None) };
    let hash = token.hash();
    let is_its_token = family.current_hash == hash || family.previous_hash == Some(hash);
    if !is_its_token || family.grant.has_ended() {
        return Ok(None);
    }
    tx.revoke_refresh_family(&key, context.now).await?;
    let ended = grants::revoke(tx, context, &family.grant.id).await?;
    let facts = json!({ "client": family.grant.client_id.as_str() });
    context.record_with(tx, "token.leaked", user_target(&family.grant.user_id), facts).await?;
    let what = format!("A token with which an app acts for you: {FOUND} The app asks you to sign in again.");
    tell(tx, context, letterhead, &family.grant.user_id, what).await?;
    Ok(Some(ended))
}

/// Ends an access token, with the authorization it was made under.
pub async fn access_token(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    token: &AccessToken,
) -> Result<Vec<Revocation>> {
    let mut ended = vec![context.revocation(RevocationTarget::Token(token.id))];
    tx.insert_revocation(&ended[0]).await?;
    if let Some(grant) = &token.grant_id {
        ended.push(grants::revoke(tx, context, grant).await?);
    }
    let facts = json!({ "client": token.client_id.as_str() });
    let target = match &token.user_id {
        Some(user) => user_target(user),
        None => client_target(&token.client_id),
    };
    context.record_with(tx, "token.leaked", target, facts).await?;
    let owner = match token.user_id {
        Some(user) => Some(user),
        None => tx.find_client(&token.client_id).await?.and_then(|client| client.owner_id),
    };
    if let Some(owner) = owner {
        let what = format!("A token with which an app acts: {FOUND} The app needs another one.");
        tell(tx, context, letterhead, &owner, what).await?;
    }
    Ok(ended)
}

/// Stops a personal token.
pub async fn personal_token(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    token: &Secret,
) -> Result<()> {
    let Some(token) = tx.find_personal_token(&token.hash(), context.now).await? else { return Ok(()) };
    if tx.stop_personal_token(&token.user_id, &token.id, context.now).await?.is_none() {
        return Ok(());
    }
    let facts = json!({ "token": token.id.to_string() });
    context.record_with(tx, "personal-token.leaked", user_target(&token.user_id), facts).await?;
    let what =
        format!("Your personal token “{}”: {FOUND} Make another one if you still need it.", token.name);
    tell(tx, context, letterhead, &token.user_id, what).await
}
