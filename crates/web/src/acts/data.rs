//! A member's data: a copy to take along, and the end of an account.

use account::data::EXPORT_LIFE;
use account::user::User;
use account::username::Username;
use oauth::jose::vault::Vault;
use oauth::revoked::Revocation;
use oauth::{Timestamp, UserId};
use serde_json::{Value, json};
use store::{EventsWanted, Reader, Result, Store, Writer};

use super::mail::{self, Letter, Letterhead};
use super::{Context, accounts, clients, links, user_target};
use crate::views::Moment;
use crate::words::{Language, events};

/// Events in a copy, the newest.
const MOST_EVENTS: i64 = 10_000;

/// Notes that a member asked for a copy of their data.
pub async fn ask_export(tx: &mut Writer, context: &Context<'_>, user: &UserId) -> Result<()> {
    tx.insert_export(user, context.now, context.now + EXPORT_LIFE).await?;
    context.record(tx, "data.export-asked", user_target(user)).await
}

/// Makes copies that members wait for, tells them, and gives how many that were.
pub async fn make_exports(
    store: &Store,
    context: &Context<'_>,
    letterhead: &Letterhead,
    limit: i64,
) -> Result<usize> {
    let waiting = store.read().await?.list_exports_to_make(limit).await?;
    for id in &waiting {
        let mut reader = store.read().await?;
        let Some(user) = reader.find_user(id).await? else { continue };
        let document = describe(&mut reader, &user, context.now).await?;
        drop(reader);
        let text = document.to_string();
        let sealed = letterhead.vault.seal(&seal_context(id), text.as_bytes(), context.entropy);
        let expires_at = context.now + EXPORT_LIFE;
        let mut tx = store.write().await?;
        if !tx.mark_export_made(id, &sealed, context.now, expires_at).await? {
            continue;
        }
        context.record(&mut tx, "data.export-made", user_target(id)).await?;
        let letter = Letter {
            subject: format!("Your data from {} is ready", letterhead.service),
            paragraphs: vec![
                format!("The copy of the data of your account {} is ready.", user.username),
                format!("Sign in to fetch it, until {}.", Moment::of(expires_at).words),
            ],
            code: None,
            link: Some(("Fetch your data".to_owned(), format!("{}/account/data", letterhead.public_url))),
        };
        mail::send(&mut tx, context, letterhead, &user.email, letter).await?;
        tx.commit().await?;
    }
    Ok(waiting.len())
}

fn seal_context(user: &UserId) -> String {
    format!("export:{user}")
}

/// Opens a copy; `None` if it was sealed with another key.
pub(crate) fn open(vault: &Vault, user: &UserId, sealed: &[u8]) -> Option<Value> {
    serde_json::from_slice(&vault.open(&seal_context(user), sealed)?).ok()
}

/// Everything that is kept of a member, as a document.
async fn describe(reader: &mut Reader, user: &User, now: Timestamp) -> Result<Value> {
    let at = |instant: Timestamp| Moment::of(instant).machine;
    let profile = reader.find_profile(&user.id).await?.map(|(profile, _)| profile).unwrap_or_default();
    let sessions = reader.list_sessions(&user.id, now).await?;
    let passkeys = reader.list_passkeys(&user.id).await?;
    let apps = reader.list_connected_apps(&user.id).await?;
    let tokens = reader.list_personal_tokens(&user.id, now).await?;
    let own = reader.list_clients_of(&user.id).await?;
    let since = Timestamp::from_micros(0);
    let wanted = EventsWanted { actions: None, ok: None, since, before: None, limit: MOST_EVENTS };
    let events = reader.list_events_about(&user.id, &wanted).await?;
    Ok(json!({
        "made_at": at(now),
        "account": {
            "id": user.id.to_string(),
            "username": user.username,
            "email": user.email,
            "email_confirmed_at": user.email_verified_at.map(at),
            "name": user.display_name,
            "password_changed_at": user.password_changed_at.map(at),
            "made_at": at(user.created_at),
        },
        "profile": profile.claims(user, None),
        "browsers": sessions.iter().map(|session| json!({
            "browser": account::device::describe(&session.user_agent),
            "address": session.address,
            "began_at": at(session.created_at),
            "last_used_at": at(session.last_seen_at),
        })).collect::<Vec<_>>(),
        "passkeys": passkeys.iter().map(|passkey| json!({
            "name": passkey.name,
            "made_at": at(passkey.created_at),
            "last_used_at": passkey.last_use.as_ref().map(|last| at(last.at)),
        })).collect::<Vec<_>>(),
        "connected_apps": apps.iter().map(|app| json!({
            "name": app.name,
            "website": app.homepage,
            "may": app.consent.scope.to_string(),
            "allowed_at": at(app.consent.created_at),
        })).collect::<Vec<_>>(),
        "personal_tokens": tokens.iter().map(|token| json!({
            "name": token.name,
            "may": token.scope.to_string(),
            "made_at": at(token.created_at),
            "ends_at": at(token.expires_at),
            "last_used_at": token.last_used_at.map(at),
        })).collect::<Vec<_>>(),
        "own_apps": own.iter().map(|client| json!({
            "id": client.id.as_str(),
            "name": client.name,
            "website": client.homepage,
            "description": client.description,
        })).collect::<Vec<_>>(),
        "security_log": events.iter().map(|event| json!({
            "at": at(event.at),
            "what": events::told(event, None).in_language(Language::first()),
            "result": event.result,
            "address": event.address,
        })).collect::<Vec<_>>(),
    }))
}

/// Notes that a member wants to leave. Everything ends at once, the account itself at `due_at`. `None` if they asked
/// before.
pub async fn ask_deletion(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    user: &User,
    due_at: Timestamp,
) -> Result<Option<Vec<Revocation>>> {
    if !tx.insert_deletion(&user.id, context.now, due_at).await? {
        return Ok(None);
    }
    let ended = accounts::sign_out_everywhere(tx, context, &user.id).await?;
    context.record(tx, "account.delete-asked", user_target(&user.id)).await?;
    let what = format!(
        "Your account {} is going to be deleted on {}. Sign in before then to keep it.",
        user.username,
        Moment::of(due_at).words
    );
    let subject = format!("Your account at {} is going to be deleted", letterhead.service);
    links::send_notice(tx, context, letterhead, user, &subject, what).await?;
    Ok(Some(ended))
}

/// Keeps an account after all; false if it was not to be deleted.
pub async fn keep(tx: &mut Writer, context: &Context<'_>, user: &UserId) -> Result<bool> {
    let kept = tx.delete_deletion(user).await?;
    if kept {
        context.record(tx, "account.delete-kept", user_target(user)).await?;
    }
    Ok(kept)
}

/// Deletes the accounts whose time has come, tells whom they were, and gives how many that were.
pub async fn delete_due(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    limit: i64,
) -> Result<usize> {
    let due = tx.claim_due_deletions(context.now, limit).await?;
    for id in &due {
        let Some(user) = tx.claim_user(id).await? else {
            tx.delete_deletion(id).await?;
            continue;
        };
        accounts::sign_out_everywhere(tx, context, id).await?;
        for client in tx.list_clients_of(id).await? {
            clients::delete(tx, context, &client.id).await?;
        }
        context.record(tx, "account.delete", user_target(id)).await?;
        let letter = Letter {
            subject: format!("Your account at {} is deleted", letterhead.service),
            paragraphs: vec![
                format!("The account {} is deleted, as you asked.", user.username),
                "What it did stays in the record of the service, under a number that leads to nobody."
                    .to_owned(),
            ],
            code: None,
            link: None,
        };
        mail::send(tx, context, letterhead, &user.email, letter).await?;
        let key = Username::parse(&user.username).map_or(user.username.clone(), |name| name.key().to_owned());
        tx.delete_user(id, &key).await?;
    }
    Ok(due.len())
}
