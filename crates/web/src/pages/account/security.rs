//! `/account/security`: the ways in, the ways back, and the single next step.

use std::sync::Arc;

use account::device;
use account::factor::Factors;
use account::recovery::FEW;
use account::trust::TrustedBrowser;
use account::user::User;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::TrustId;

use super::{account_frame, passkeys};
use crate::App;
use crate::acts::user_target;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::extract::{form, pending};
use crate::pages;
use crate::views::Moment;
use crate::views::factors::{AuthenticatorRow, NextStep, RecoveryRow, SecurityPage, TrustRow};

pub(super) const PURPOSE: &str = "security";

/// Shows the page.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let user = &current.user;
    let here = pending::find_trust(&app, &visitor, &headers, &user.id).await?;
    let mut reader = app.store.read().await?;
    let factors = reader.find_factors(&user.id).await?;
    let trusted = reader.list_trusted_browsers(&user.id, visitor.now).await?;
    let found = reader.list_passkeys(&user.id).await?;
    let sessions = reader.list_sessions(&user.id, visitor.now).await?.len();
    drop(reader);
    let here = here.map(|browser| browser.id);
    let page = SecurityPage {
        frame: account_frame(&app, &visitor, "Security", "/account/security"),
        form_token: form::token(&app, &visitor, PURPOSE),
        state: state(user, &factors),
        next_step: next_step(user, &factors),
        password: user.password_changed_at.filter(|_| user.password_hash.is_some()).map(Moment::of),
        passkeys: passkeys::section(&app, user, &found, &factors),
        authenticator: factors.authenticator.map(|held| AuthenticatorRow {
            since: Moment::of(held.since),
            used: held.used_at.map(Moment::of),
            removable: !user.operator || factors.strong_without_authenticator(),
        }),
        recovery: recovery_row(&factors),
        has_factor: factors.any(),
        trusted: trusted.iter().map(|browser| row(browser, here == Some(browser.id))).collect(),
        sessions,
    };
    pages::page(&page)
}

/// The recovery codes that count.
pub(super) fn recovery_row(factors: &Factors) -> Option<RecoveryRow> {
    factors.recovery.map(|recovery| RecoveryRow {
        left: recovery.left,
        since: Moment::of(recovery.since),
        used: recovery.used_at.map(Moment::of),
        few: recovery.left <= FEW,
    })
}

fn row(browser: &TrustedBrowser, current: bool) -> TrustRow {
    TrustRow {
        id: browser.id.to_string(),
        device: device::describe(&browser.user_agent),
        address: browser.address.clone(),
        until: Moment::of(browser.expires_at),
        used: Moment::of(browser.last_used_at.unwrap_or(browser.created_at)),
        current,
    }
}

/// Ways in and ways back, in a line.
fn state(user: &User, factors: &Factors) -> String {
    let second = match (factors.passkeys.is_some(), factors.authenticator.is_some()) {
        (true, true) => "a passkey or a code of your authenticator app",
        (true, false) => "a passkey",
        (false, _) => "a code of your authenticator app",
    };
    let ways = match (user.password_hash.is_some(), factors.passkeys.is_some(), factors.any()) {
        (true, true, _) => format!("Two ways to sign in: a passkey; your password with {second}"),
        (true, false, true) => format!("Your password and {second} sign you in"),
        (true, false, false) => "Your password alone signs you in".to_owned(),
        (false, true, _) => "A passkey signs you in; you have no password".to_owned(),
        (false, false, _) => "You have no password yet".to_owned(),
    };
    let back = match factors.recovery.map_or(0, |recovery| recovery.left) {
        0 if factors.any() => "; no recovery codes".to_owned(),
        0 => String::new(),
        1 => "; 1 recovery code left".to_owned(),
        left => format!("; {left} recovery codes left"),
    };
    format!("{ways}{back}.")
}

fn next_step(user: &User, factors: &Factors) -> Option<NextStep> {
    let (words, href, link) = match (factors.any(), factors.recovery.map(|recovery| recovery.left)) {
        (false, _) if user.operator => (
            "Operators need a second factor before the operators’ pages open.",
            "/account/security/authenticator",
            "Set up an authenticator app",
        ),
        (false, _) => (
            "Whoever learns your password can sign in as you. A passkey, or a code from your phone, stops them.",
            "/account/security/authenticator",
            "Set up an authenticator app",
        ),
        (true, None | Some(0)) => (
            "Without recovery codes a lost phone locks you out.",
            "/account/security/recovery",
            "Make recovery codes",
        ),
        (true, Some(left)) if left <= FEW => {
            ("You have few recovery codes left.", "/account/security/recovery", "Make new recovery codes")
        }
        (true, Some(_)) => return None,
    };
    Some(NextStep { words, href, link })
}

/// Trusts one browser no more.
pub(crate) async fn forget(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let id = TrustId::parse(&id).ok_or_else(PageError::not_found)?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    // Forgotten already is as good: a double press does the thing once.
    if tx.delete_trusted_browser(&current.user.id, &id).await? {
        let facts = serde_json::json!({ "browser": id.to_string() });
        context.record_with(&mut tx, "browser.forget", user_target(&current.user.id), facts).await?;
    }
    tx.commit().await?;
    Ok(see_other("/account/security?done=trust-ended"))
}

/// Trusts no browser any more.
pub(crate) async fn forget_all(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    tx.delete_trusted_browsers(&current.user.id).await?;
    context.record(&mut tx, "browser.forget-all", user_target(&current.user.id)).await?;
    tx.commit().await?;
    Ok(see_other("/account/security?done=trust-ended-all"))
}
