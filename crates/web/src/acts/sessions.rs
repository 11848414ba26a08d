//! Sessions begun, and ended with what apps were given in them. What a member allowed for while they are away goes on.

use account::session::Session;
use oauth::oidc::logout::Delivery;
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{DeliveryId, SessionId, UserId};
use serde_json::json;
use store::{Result, Writer};

use super::{Context, user_target};

/// Begins a session. Signing in again in the same browser goes on with the one that was there: apps know it by its
/// identifier, and what they were given in it is not over.
pub async fn start(tx: &mut Writer, session: &mut Session, before: Option<SessionId>) -> Result<()> {
    if let Some(before) = before {
        let again = Session { id: before, ..session.clone() };
        if tx.restart_session(&again).await? {
            *session = again;
            return Ok(());
        }
    }
    tx.insert_session(session).await
}

/// Ends one session of a member with what apps were given in it; `None` if it is not theirs or has ended.
pub async fn end(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    session: &SessionId,
) -> Result<Option<Revocation>> {
    // Whoever authorizes an app in the session holds this row, and is ended here too, or finds the session ended.
    tx.claim_user(user).await?;
    if !tx.end_session(user, session, context.now).await? {
        return Ok(None);
    }
    tell_apps(tx, context, user, session).await?;
    tx.revoke_grants_of_session(session, context.now, context.tokens_end()).await?;
    context.record(tx, "session.end", format!("session:{session}")).await?;
    Ok(Some(context.revocation(RevocationTarget::Session(*session))))
}

/// Ends all sessions of a member but `kept`, with what apps were given in them or in one that ran out by itself.
pub async fn end_others(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    kept: Option<&SessionId>,
) -> Result<Vec<Revocation>> {
    let ended = close(tx, context, user, kept).await?;
    let (now, tokens_end) = (context.now, context.tokens_end());
    let quiet = tx.revoke_grants_of_sessions(user, kept, now, tokens_end).await?;
    let facts = json!({ "ended": ended.len() });
    context.record_with(tx, "session.end-others", user_target(user), facts).await?;
    Ok(quiet.into_iter().map(|id| context.revocation(RevocationTarget::Session(id))).collect())
}

/// Ends all sessions of a member but `kept`, where every authorization ends anyway.
pub(super) async fn close(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    kept: Option<&SessionId>,
) -> Result<Vec<SessionId>> {
    // Whoever authorizes an app in one of them holds this row, and is ended here too, or finds the session ended.
    tx.claim_user(user).await?;
    let ended = tx.end_sessions(user, kept, context.now).await?;
    for session in &ended {
        tell_apps(tx, context, user, session).await?;
    }
    Ok(ended)
}

/// Queues the word for every app that was used in an ended session and has an address for it
/// (OIDC Back-Channel Logout §2.5).
async fn tell_apps(tx: &mut Writer, context: &Context<'_>, user: &UserId, session: &SessionId) -> Result<()> {
    for client in tx.list_clients_of_session(session).await? {
        if client.metadata.backchannel_logout_uri.is_some() {
            let id = DeliveryId::new(context.now, context.entropy);
            let delivery = Delivery::new(id, client.id, *user, *session, context.now);
            tx.insert_logout_delivery(&delivery).await?;
        }
    }
    Ok(())
}
