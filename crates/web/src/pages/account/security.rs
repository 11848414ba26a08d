//! `/account/security`: the ways in, the ways back, and the single next step.

use std::sync::Arc;

use account::device::Device;
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
use crate::views::factors::{AuthenticatorRow, NextStep, RecoveryRow, SecurityPage, TextRow, TrustRow};
use crate::views::{Moment, browser_in_words};
use crate::words::{self, Phrase};

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
    let number = reader.find_text_number(&user.id).await?;
    let sessions = reader.list_sessions(&user.id, visitor.now).await?.len();
    drop(reader);
    let here = here.map(|browser| browser.id);
    let page = SecurityPage {
        frame: account_frame(&app, &visitor, words::t("security-title"), "/account/security"),
        form_token: form::token(&app, &visitor, PURPOSE),
        state: state(user, &factors).to_string(),
        next_step: next_step(user, &factors),
        password: user.password_changed_at.filter(|_| user.password_hash.is_some()).map(Moment::of),
        passkeys: passkeys::section(&app, user, &found, &factors),
        authenticator: factors.authenticator.map(|held| AuthenticatorRow {
            since: Moment::of(held.since),
            used: held.used_at.map(Moment::of),
            removable: !user.operator || factors.strong_without_authenticator(),
        }),
        text: factors.text.zip(number).map(|(held, number)| TextRow {
            ending: number.ending().to_owned(),
            since: Moment::of(held.since),
            used: held.used_at.map(Moment::of),
        }),
        texts_offered: app.settings.texts.is_some() && !user.operator,
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
        device: browser_in_words(Device::of(&browser.user_agent)).to_string(),
        address: browser.address.clone(),
        until: Moment::of(browser.expires_at),
        used: Moment::of(browser.last_used_at.unwrap_or(browser.created_at)),
        current,
    }
}

/// Ways in and ways back, in a line.
pub(super) fn state(user: &User, factors: &Factors) -> Phrase {
    let second = match (factors.passkeys.is_some(), factors.authenticator.is_some()) {
        (true, true) => words::t("security-second-either"),
        (true, false) => words::t("security-second-passkey"),
        (false, true) => words::t("security-second-app"),
        (false, false) => words::t("security-second-text"),
    };
    let ways = match (user.password_hash.is_some(), factors.passkeys.is_some(), factors.any()) {
        (true, true, _) => words::t("security-ways-two").phrase("second", second),
        (true, false, true) => words::t("security-ways-password-and").phrase("second", second),
        (true, false, false) => words::t("security-ways-password"),
        (false, true, _) => words::t("security-ways-passkey"),
        (false, false, _) => words::t("security-ways-none"),
    };
    let back = match factors.recovery.map_or(0, |recovery| recovery.left) {
        0 if factors.any() => words::t("security-back-none"),
        0 => return words::t("security-state").phrase("ways", ways),
        left => words::t("security-back-left").count("count", left),
    };
    words::t("security-state-back").phrase("ways", ways).phrase("back", back)
}

/// What a member should do next, if anything.
pub(super) fn next_step(user: &User, factors: &Factors) -> Option<NextStep> {
    let left = factors.recovery.map(|recovery| recovery.left);
    let (words, href, link) = match (factors.any(), left) {
        (false, _) => (
            match user.operator {
                true => words::t("security-next-operator"),
                false => words::t("security-next-second"),
            },
            "/account/security/authenticator",
            words::t("security-do-app"),
        ),
        (true, None | Some(0)) => (
            words::t("security-next-recovery"),
            "/account/security/recovery",
            words::t("security-do-recovery"),
        ),
        (true, Some(left)) if left <= FEW => (
            words::t("security-next-few"),
            "/account/security/recovery",
            words::t("security-do-recovery-again"),
        ),
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
