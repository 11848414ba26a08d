//! What members allowed clients: withdrawn, narrowed.

use oauth::grant::outlives_session;
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{ClientId, GrantId, Scope, UserId};
use store::{Narrowed, Result, Writer};

use super::{Context, client_target};

/// Ends one authorization with every token made under it.
pub async fn revoke(tx: &mut Writer, context: &Context<'_>, grant: &GrantId) -> Result<Revocation> {
    tx.revoke_grant(grant, context.now, context.tokens_end()).await?;
    Ok(context.revocation(RevocationTarget::Grant(*grant)))
}

/// Withdraws all that a member allowed a client.
pub async fn withdraw(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    client: &ClientId,
) -> Result<Vec<Revocation>> {
    tx.delete_consent(user, client).await?;
    let ended = tx.revoke_grants_of_consent(user, client, context.now, context.tokens_end()).await?;
    let facts = serde_json::json!({ "user": user.to_string(), "ended": ended.len() });
    context.record_with(tx, "consent.withdraw", client_target(client), facts).await?;
    Ok(ended.into_iter().map(|id| context.revocation(RevocationTarget::Grant(id))).collect())
}

/// Leaves a client only `kept` of what a member allowed it; `None` if the member allowed it nothing.
pub async fn narrow(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    client: &ClientId,
    kept: &Scope,
) -> Result<Option<Vec<Revocation>>> {
    let Some(consent) = tx.claim_consent(user, client).await? else {
        return Ok(None);
    };
    let kept = consent.scope.filter(|name| kept.contains(name));
    if kept.is_empty() {
        return withdraw(tx, context, user, client).await.map(Some);
    }
    tx.set_consent(user, client, &kept, context.now).await?;
    let narrowed = tx.narrow_grants(user, client, &kept, context.now, context.tokens_end()).await?;
    let mut ended = Vec::new();
    for grant in &narrowed {
        ended.push(context.revocation(RevocationTarget::Narrowed(grant.id)));
        ended.extend(end_if_left_behind(tx, context, grant).await?);
    }
    let facts = serde_json::json!({ "user": user.to_string(), "scope": kept.to_string() });
    context.record_with(tx, "consent.narrow", client_target(client), facts).await?;
    Ok(Some(ended))
}

/// Ends an authorization that may no longer go on while the member is away, if they are: its session is over.
async fn end_if_left_behind(
    tx: &mut Writer,
    context: &Context<'_>,
    grant: &Narrowed,
) -> Result<Option<Revocation>> {
    if !outlives_session(&grant.before) || outlives_session(&grant.after) {
        return Ok(None);
    }
    let session = tx.find_session_by_id(&grant.session_id).await?;
    if session.is_some_and(|(session, user)| session.live(&user, context.now)) {
        return Ok(None);
    }
    revoke(tx, context, &grant.id).await.map(Some)
}
