//! A member's own account.

pub(crate) mod apps;
pub(crate) mod authenticator;
pub(crate) mod data;
pub(crate) mod email;
pub(crate) mod everywhere;
pub(crate) mod log;
pub(crate) mod passkeys;
pub(crate) mod password;
pub(crate) mod profile;
pub(crate) mod recovery;
pub(crate) mod security;
pub(crate) mod sessions;
pub(crate) mod text;
pub(crate) mod tokens;

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;

use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::account::AccountPage;
use crate::views::frame::Frame;
use crate::words;

/// The frame of an account page, with its menu.
fn account_frame(app: &App, visitor: &Visitor, title: impl ToString, current: &str) -> Frame {
    let items = [
        ("/account", words::t("account-overview")),
        ("/account/profile", words::t("account-profile")),
        ("/account/security", words::t("account-security")),
        ("/account/sessions", words::t("account-sessions")),
        ("/account/security/log", words::t("account-log")),
        ("/account/apps", words::t("account-apps")),
        ("/account/tokens", words::t("account-tokens")),
        ("/account/data", words::t("account-data")),
    ]
    .map(|(href, label)| (href.to_owned(), label));
    frame::with_menu(frame::of(app, visitor, title), words::t("account-title"), &items, current)
}

/// The zone a member's times are told in: the one of their profile, or UTC.
async fn zone_of(app: &App, visitor: &Visitor) -> Result<TimeZone, PageError> {
    let found = app.store.read().await?.find_profile(&visitor.signed_in()?.user.id).await?;
    let zone = found.and_then(|(profile, _)| TimeZone::get(profile.get("zoneinfo")).ok());
    Ok(zone.unwrap_or(TimeZone::UTC))
}

/// Shows the account at a glance.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let mut reader = app.store.read().await?;
    let sessions = reader.list_sessions(&current.user.id, visitor.now).await?.len();
    let apps = reader.list_connected_apps(&current.user.id).await?.len();
    drop(reader);
    let page = AccountPage {
        frame: account_frame(&app, &visitor, words::t("glance-title"), "/account"),
        username: current.user.username.clone(),
        email: current.user.email.clone(),
        sessions,
        apps,
    };
    pages::page(&page)
}
