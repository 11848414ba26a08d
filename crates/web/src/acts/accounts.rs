//! Accounts: made, locked, given a new password; sessions ended.

use account::email::Email;
use account::user::User;
use account::username::Username;
use oauth::UserId;
use oauth::revoked::{Revocation, RevocationTarget};
use store::{Result, Writer};

use super::{Context, sessions, setup, user_target};

/// What an account is made of.
pub struct NewAccount {
    /// Its address.
    pub email: Email,
    /// Its public name.
    pub username: Username,
    /// Its password's hash.
    pub password_hash: Option<String>,
    /// Whether it may use the operators' pages.
    pub operator: bool,
    /// Whether the address counts as proven.
    pub verified: bool,
}

/// What became of a new account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is there.
    Account(User),
    /// The username belongs to somebody, or the address is proven by somebody.
    Taken,
}

/// Makes an account. The first operator ends set-up.
pub async fn create(tx: &mut Writer, context: &Context<'_>, new: NewAccount) -> Result<Created> {
    let user = User {
        id: UserId::new(context.now, context.entropy),
        username: new.username.as_str().to_owned(),
        email: new.email.as_str().to_owned(),
        email_verified_at: new.verified.then_some(context.now),
        display_name: String::new(),
        password_changed_at: new.password_hash.as_ref().map(|_| context.now),
        password_hash: new.password_hash,
        operator: new.operator,
        locked_at: None,
        created_at: context.now,
    };
    if !tx.insert_user(&user, new.username.key(), new.email.key()).await? {
        return Ok(Created::Taken);
    }
    if user.operator {
        setup::close(tx, context).await?;
    }
    let facts = serde_json::json!({ "operator": user.operator, "verified": new.verified });
    context.record_with(tx, "account.create", user_target(&user.id), facts).await?;
    Ok(Created::Account(user))
}

/// Locks an account: its sessions and tokens end at once. `None` if there is no such account.
pub async fn lock(tx: &mut Writer, context: &Context<'_>, id: &UserId) -> Result<Option<Vec<Revocation>>> {
    if !tx.set_locked(id, Some(context.now)).await? {
        return Ok(None);
    }
    let ended = end_everything(tx, context, id).await?;
    context.record(tx, "account.lock", user_target(id)).await?;
    Ok(Some(ended))
}

/// Unlocks an account; false if there is no such account.
pub async fn unlock(tx: &mut Writer, context: &Context<'_>, id: &UserId) -> Result<bool> {
    let found = tx.set_locked(id, None).await?;
    if found {
        context.record(tx, "account.unlock", user_target(id)).await?;
    }
    Ok(found)
}

/// Sets a password and ends every session, token and link that the old one may have led to.
pub async fn replace_password(
    tx: &mut Writer,
    context: &Context<'_>,
    id: &UserId,
    hash: Option<&str>,
) -> Result<Vec<Revocation>> {
    let ended = change_password(tx, context, id, hash).await?;
    sessions::close(tx, context, id, None).await?;
    Ok(ended)
}

/// Sets a password for a member who knows the old one. Links, trust in browsers and what apps were given end with
/// the old one; sessions are the member's to choose.
pub async fn change_password(
    tx: &mut Writer,
    context: &Context<'_>,
    id: &UserId,
    hash: Option<&str>,
) -> Result<Vec<Revocation>> {
    tx.set_password(id, hash, context.now).await?;
    tx.revoke_links(id, context.now).await?;
    tx.delete_trusted_browsers(id).await?;
    let ended = end_grants(tx, context, id).await?;
    context.record(tx, "password.set", user_target(id)).await?;
    Ok(ended)
}

/// Ends every session, token and link of a member, who keeps the password.
pub async fn sign_out_everywhere(
    tx: &mut Writer,
    context: &Context<'_>,
    id: &UserId,
) -> Result<Vec<Revocation>> {
    sessions::close(tx, context, id, None).await?;
    tx.revoke_links(id, context.now).await?;
    end_grants(tx, context, id).await
}

/// Ends everything that somebody else may have made of an account: sessions, tokens, links, what apps were allowed,
/// and the password itself. Second factors stay.
pub async fn disown(tx: &mut Writer, context: &Context<'_>, id: &UserId) -> Result<Vec<Revocation>> {
    let ended = replace_password(tx, context, id, None).await?;
    tx.revoke_alarms(id, context.now).await?;
    tx.delete_browsers(id).await?;
    tx.delete_consents(id).await?;
    context.record(tx, "account.disown", user_target(id)).await?;
    Ok(ended)
}

/// Ends every session of a member and everything that apps were given.
pub(crate) async fn end_everything(
    tx: &mut Writer,
    context: &Context<'_>,
    id: &UserId,
) -> Result<Vec<Revocation>> {
    sessions::close(tx, context, id, None).await?;
    end_grants(tx, context, id).await
}

async fn end_grants(tx: &mut Writer, context: &Context<'_>, id: &UserId) -> Result<Vec<Revocation>> {
    tx.revoke_grants_of_user(id, context.now, context.tokens_end()).await?;
    tx.stop_personal_tokens(id, context.now).await?;
    Ok(vec![context.revocation(RevocationTarget::User(*id))])
}
