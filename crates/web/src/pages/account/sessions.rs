//! `/account/sessions`: where the member is signed in.

use std::sync::Arc;

use account::device::Device;
use account::session::Session;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::SessionId;

use super::account_frame;
use crate::App;
use crate::acts;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::signed_out::{self, Then};
use crate::pages::{self};
use crate::views::account::{SessionRow, SessionsPage};
use crate::views::{Moment, browser_in_words};
use crate::words::{self, Phrase};

const PURPOSE: &str = "sessions";

/// Lists the sessions.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let sessions = app.store.read().await?.list_sessions(&current.user.id, visitor.now).await?;
    let rows: Vec<SessionRow> =
        sessions.iter().map(|session| row(session, session.id == current.session.id)).collect();
    let page = SessionsPage {
        frame: account_frame(&app, &visitor, words::t("account-sessions"), "/account/sessions"),
        form_token: form::token(&app, &visitor, PURPOSE),
        others: rows.iter().any(|row| !row.current),
        sessions: rows,
    };
    pages::page(&page)
}

fn row(session: &Session, current: bool) -> SessionRow {
    SessionRow {
        id: session.id.to_string(),
        device: browser_in_words(Device::of(&session.user_agent)).to_string(),
        address: session.address.clone(),
        began: Moment::of(session.created_at),
        seen: Moment::of(session.last_seen_at),
        how: how(&session.amr),
        current,
    }
}

/// How a member signed in, by the names of RFC 8176.
fn how(amr: &str) -> Phrase {
    match amr {
        "pwd" => words::t("sessions-how-password"),
        "pwd otp mfa" => words::t("sessions-how-app"),
        "pwd sms mfa" => words::t("sessions-how-text"),
        "pwd mfa" => words::t("sessions-how-recovery"),
        _ => words::t("sessions-how-several"),
    }
}

/// Ends one session.
pub(crate) async fn end(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let id = SessionId::parse(&id).ok_or_else(PageError::not_found)?;
    if id == current.session.id {
        return signed_out::end(&app, &visitor, current, Then::Tell).await;
    }
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    // Ended already is as good: a double press does the thing once.
    let ended = acts::sessions::end(&mut tx, &context, &current.user.id, &id).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other("/account/sessions?done=session-ended"))
}

/// Ends all others.
pub(crate) async fn end_others(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let kept = Some(&current.session.id);
    let ended = acts::sessions::end_others(&mut tx, &context, &current.user.id, kept).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other("/account/sessions?done=others-ended"))
}
