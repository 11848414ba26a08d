//! `/not-me` and `/account/not-me`: one press that ends everything somebody else may have, and leads to a new password.
//! `/email/undo`: the same from an address that the account had, which it gets back.

use std::sync::Arc;
use std::time::Duration;

use account::link::{Link, LinkPurpose};
use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::{Secret, Timestamp};
use store::Writer;

use crate::App;
use crate::acts::{self, Actor};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, attempts, frame, fresh};
use crate::views::security::NotMePage;
use crate::words;

const NOT_ME: &str = "not-me";
const UNDO: &str = "email-undo";
const SIGNED_IN: &str = "account-not-me";

/// How old a mailed link may be to lead to the new password itself, as a link for a new password would.
const LEADS_ON_FOR: Duration = LinkPurpose::ResetPassword.life();

/// Shows what a press ends, to whoever opened a link. Opening it spends nothing.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    show_link(&app, &visitor, query.as_deref(), LinkPurpose::NotMe).await
}

/// The same for an address that was taken away.
pub(crate) async fn show_undo(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    show_link(&app, &visitor, query.as_deref(), LinkPurpose::UndoEmail).await
}

async fn show_link(
    app: &App,
    visitor: &Visitor,
    query: Option<&str>,
    purpose: LinkPurpose,
) -> Result<Response, PageError> {
    let text = Query::of(query).one("link").unwrap_or_default().to_owned();
    let mut reader = app.store.read().await?;
    let link = reader.find_link(&Secret::presented(text.as_str()).hash()).await?;
    let (link, user) = owner(&mut reader, link, purpose, visitor.now).await?;
    let undo = purpose == LinkPurpose::UndoEmail;
    let title = if undo { words::t("notme-undo-title") } else { words::t("notme-title") };
    pages::page(&NotMePage {
        frame: frame::of(app, visitor, title),
        form_token: form::token(app, visitor, if undo { UNDO } else { NOT_ME }),
        action: if undo { "/email/undo" } else { "/not-me" },
        link: text,
        username: user.username,
        address: undo.then_some(link.email),
    })
}

fn link_over() -> PageError {
    PageError::new(StatusCode::GONE, words::t("error-link-over"), words::t("notme-link-over"))
}

async fn owner(
    reader: &mut store::Reader,
    link: Option<Link>,
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<(Link, User), PageError> {
    let link = link.filter(|link| link.opens(purpose, now)).ok_or_else(link_over)?;
    let user = match &link.user_id {
        Some(id) => reader.find_user(id).await?,
        None => None,
    };
    let user = user.filter(|user| user.locked_at.is_none()).ok_or_else(link_over)?;
    Ok((link, user))
}

/// Takes the press of a mailed link.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, NOT_ME)?;
    attempts::admit_network(&app, &visitor)?;
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    let link = tx.claim_link(&Secret::presented(form.field("link")).hash()).await?;
    let (link, user) = owner(&mut tx, link, LinkPurpose::NotMe, visitor.now).await?;
    let ended = acts::accounts::disown(&mut tx, &context, &user.id).await?;
    let leads_on = visitor.now.since(link.created_at) < LEADS_ON_FOR && link.email == user.email;
    let answer = lead_on(&app, &visitor, &mut tx, &context, &user, leads_on).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(answer)
}

/// Takes the press of somebody whose address was taken away.
pub(crate) async fn submit_undo(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, UNDO)?;
    attempts::admit_network(&app, &visitor)?;
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    let link = tx.claim_link(&Secret::presented(form.field("link")).hash()).await?;
    let (link, user) = owner(&mut tx, link, LinkPurpose::UndoEmail, visitor.now).await?;
    let undone = acts::emails::undo(&mut tx, &context, &user, &link).await?;
    let (user, ended) = undone.ok_or_else(link_over)?;
    let leads_on = visitor.now.since(link.created_at) < LEADS_ON_FOR;
    let answer = lead_on(&app, &visitor, &mut tx, &context, &user, leads_on).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(answer)
}

/// Leads to a new password: by mail, and at once if who presses has proved enough for that.
async fn lead_on(
    app: &App,
    visitor: &Visitor,
    tx: &mut Writer,
    context: &acts::Context<'_>,
    user: &User,
    at_once: bool,
) -> Result<Response, PageError> {
    let secret = acts::links::send_reset(tx, context, &pages::post(app, visitor), user).await?;
    Ok(see_other(&match at_once {
        true => format!("/password/reset?done=all-ended&link={}", secret.reveal()),
        false => "/password/forgot?done=all-ended-mail".to_owned(),
    }))
}

/// Shows what a press ends, to a member who is signed in and has just proved it.
pub(crate) async fn show_own(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    fresh::demand_to_open(&visitor)?;
    let current = visitor.signed_in()?;
    pages::page(&NotMePage {
        frame: frame::of(&app, &visitor, words::t("notme-title")),
        form_token: form::token(&app, &visitor, SIGNED_IN),
        action: "/account/not-me",
        link: String::new(),
        username: current.user.username.clone(),
        address: None,
    })
}

/// Takes the press of a member who is signed in.
pub(crate) async fn submit_own(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, SIGNED_IN)?;
    fresh::demand(&app, &visitor, &form).await?;
    let user = visitor.signed_in()?.user.clone();
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let ended = acts::accounts::disown(&mut tx, &context, &user.id).await?;
    let answer = lead_on(&app, &visitor, &mut tx, &context, &user, true).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(answer)
}
