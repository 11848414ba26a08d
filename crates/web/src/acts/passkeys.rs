//! Passkeys: added, used, renamed, removed.

use account::passkey::{MOST, Passkey, Use};
use account::user::User;
use oauth::{PasskeyId, UserId};
use serde_json::json;
use store::{Result, Writer};
use webauthn::{Refusal, Used};

use super::mail::Letterhead;
use super::{Context, factors, links, user_target};

/// What became of a new passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is there.
    Added,
    /// It was there before.
    Known,
    /// Its owner has as many as anybody may have.
    TooMany,
}

/// Adds a passkey to a member whose row is claimed.
pub async fn add(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    passkey: &Passkey,
) -> Result<Added> {
    if tx.list_passkeys(&user.id).await?.len() >= MOST {
        return Ok(Added::TooMany);
    }
    if !tx.insert_passkey(passkey).await? {
        return Ok(Added::Known);
    }
    let facts = facts(&passkey.id, &passkey.name);
    context.record_with(tx, "passkey.add", user_target(&user.id), facts).await?;
    factors::ask_again(tx, context, from, user, &format!("The passkey “{}” was added", passkey.name)).await?;
    Ok(Added::Added)
}

/// Records that a passkey proved its owner; false if it was removed, or its counter was seen, meanwhile.
pub async fn mark_used(
    tx: &mut Writer,
    context: &Context<'_>,
    passkey: &Passkey,
    used: Used,
    user_agent: &str,
) -> Result<bool> {
    let address = context.origin.address.clone();
    let last_use = Use { at: context.now, address, user_agent: user_agent.to_owned() };
    let fresh = tx.mark_passkey_used(&passkey.id, used.counter, used.backed_up, &last_use).await?;
    if fresh {
        let facts = facts(&passkey.id, &passkey.name);
        context.record_with(tx, "passkey.use", user_target(&passkey.user_id), facts).await?;
    }
    Ok(fresh)
}

/// Gives a passkey another name; false if the member has no such passkey.
pub async fn rename(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    id: &PasskeyId,
    name: &str,
) -> Result<bool> {
    let renamed = tx.set_passkey_name(user, id, name).await?;
    if renamed {
        context.record_with(tx, "passkey.rename", user_target(user), facts(id, name)).await?;
    }
    Ok(renamed)
}

/// Removes a passkey of a member whose row is claimed; false if they have no such passkey. Without another factor
/// recovery codes are of no use, so they go with the last one.
pub async fn remove(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    passkey: &Passkey,
) -> Result<bool> {
    if !tx.delete_passkey(&user.id, &passkey.id).await? {
        return Ok(false);
    }
    if !tx.find_factors(&user.id).await?.any() {
        tx.delete_recovery_codes(&user.id).await?;
    }
    let facts = facts(&passkey.id, &passkey.name);
    context.record_with(tx, "passkey.remove", user_target(&user.id), facts).await?;
    factors::ask_again(tx, context, from, user, &format!("The passkey “{}” was removed", passkey.name))
        .await?;
    Ok(true)
}

/// Records that an answer in a passkey's name was not accepted. Its owner is told where there may be a copy of it.
pub async fn refuse(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    action: &str,
    user: Option<&User>,
    refusal: Refusal,
) -> Result<()> {
    let target = user.map(|user| user_target(&user.id)).unwrap_or_default();
    let reason = format!("passkey: {}", refusal.as_str());
    context.record_refusal(tx, action, target, &reason).await?;
    let (Some(user), Refusal::Counter) = (user, refusal) else { return Ok(()) };
    let subject = format!("A passkey of your {} account may have been copied", from.service);
    let what = format!(
        "A passkey of your account {} gave an answer that only a copy of it can give. It was not accepted. Remove \
         the passkey and make a new one.",
        user.username
    );
    links::send_notice(tx, context, from, user, &subject, what).await
}

fn facts(id: &PasskeyId, name: &str) -> serde_json::Value {
    json!({ "passkey": id.to_string(), "name": name })
}
