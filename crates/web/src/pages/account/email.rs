//! `/account/email`: another address, which is proven before it counts.

use std::sync::Arc;

use account::email::Email;
use account::link::{CodeUse, Link, LinkPurpose};
use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::{Secret, UserId};

use super::account_frame;
use crate::App;
use crate::acts::emails::{self, Changed};
use crate::acts::links::{self, Kind};
use crate::acts::{Actor, user_target};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, attempts, frame, fresh};
use crate::views::frame::{Field, Problem};
use crate::views::security::{ChangeEmailPage, EmailCodePage, EmailConfirmPage};
use crate::words::{self, InWords};

const CHANGE: &str = "email-change";
const CODE: &str = "email-code";
const CONFIRM: &str = "email-confirm";

/// Asks for the new address.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    fresh::demand_everything_to_open(&app, &visitor).await?;
    pages::page(&page(&app, &visitor, "", &[])?)
}

fn page(
    app: &App,
    visitor: &Visitor,
    entered: &str,
    problems: &[Problem],
) -> Result<ChangeEmailPage, PageError> {
    let frame = account_frame(app, visitor, words::t("email-change-title"), "/account/profile");
    Ok(ChangeEmailPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, CHANGE),
        current: visitor.signed_in()?.user.email.clone(),
        email: Field::text("email", words::t("email-change-new"))
            .kind("email")
            .autocomplete("email")
            .verbatim()
            .value(entered)
            .focused()
            .checked(problems),
    })
}

/// Sends the code. Whether the address has an account shows in the mail only.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, CHANGE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    attempts::admit_network(&app, &visitor)?;
    let user = &visitor.signed_in()?.user;
    let entered = form.trimmed("email");
    let refuse = |message: String| {
        pages::refused(&page(&app, &visitor, entered, &[frame::problem("email", message)])?)
    };
    let email = match Email::parse(entered) {
        Ok(email) if email.as_str() == user.email => {
            return refuse(words::t("email-change-same").to_string());
        }
        Ok(email) => email,
        Err(problem) => return refuse(problem.in_words().to_string()),
    };
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    if !links::admit(&mut tx, &context, Kind::Change, &email).await? {
        tx.commit().await?;
        return refuse(words::t("email-change-often").to_string());
    }
    emails::ask(&mut tx, &context, &pages::post(&app, &visitor), user, &email).await?;
    tx.commit().await?;
    Ok(see_other("/account/email/code"))
}

/// Asks for the code.
pub(crate) async fn show_code(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let user = visitor.signed_in()?.user.id;
    match waiting(&app, &visitor, &user).await? {
        Some(link) => pages::page(&code_page(&app, &visitor, &link, &[])),
        None => Ok(see_other("/account/email")),
    }
}

async fn waiting(app: &App, visitor: &Visitor, user: &UserId) -> Result<Option<Link>, PageError> {
    let newest = app.store.read().await?.find_newest_link(user, LinkPurpose::ChangeEmail).await?;
    Ok(newest.filter(|link| link.opens(LinkPurpose::ChangeEmail, visitor.now)))
}

fn code_page(app: &App, visitor: &Visitor, link: &Link, problems: &[Problem]) -> EmailCodePage {
    let frame = account_frame(app, visitor, words::t("email-confirm-title"), "/account/profile");
    EmailCodePage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, CODE),
        masked: Email::parse(&link.email).map_or_else(|_| String::new(), |email| email.masked()),
        code: Field::code("code", words::t("email-code-field")).focused().checked(problems),
    }
}

/// Takes the code.
pub(crate) async fn submit_code(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, CODE)?;
    attempts::admit_network(&app, &visitor)?;
    let user = visitor.signed_in()?.user.clone();
    let context = visitor.context(&app);
    let Some(newest) = waiting(&app, &visitor, &user.id).await? else {
        return Ok(see_other("/account/email"));
    };
    let mut tx = app.write().await?;
    let link = tx.claim_link(&newest.hash).await?.ok_or_else(link_over)?;
    match link.check_code(form.field("code"), &app.secrets.code, visitor.now) {
        CodeUse::Accept => finish(&app, &visitor, tx, &context, &user, &link).await,
        CodeUse::Wrong { left } => {
            tx.mark_code_wrong(&link.hash).await?;
            context.record_refusal(&mut tx, "email.change", user_target(&user.id), "wrong code").await?;
            tx.commit().await?;
            let message = match left {
                0 => words::t("email-code-last"),
                left => words::t("email-code-wrong").count("count", left),
            };
            pages::refused(&code_page(&app, &visitor, &link, &[frame::problem("code", message)]))
        }
        CodeUse::Over => {
            let problems = [frame::problem("code", words::t("email-code-over"))];
            pages::refused(&code_page(&app, &visitor, &link, &problems))
        }
    }
}

fn link_over() -> PageError {
    PageError::new(StatusCode::GONE, words::t("error-link-over"), words::t("email-link-over"))
}

async fn finish(
    app: &App,
    visitor: &Visitor,
    mut tx: store::Writer,
    context: &crate::acts::Context<'_>,
    user: &User,
    link: &Link,
) -> Result<Response, PageError> {
    let changed = emails::change(&mut tx, context, &pages::post(app, visitor), user, link).await?;
    tx.commit().await?;
    match changed {
        Changed::Done => Ok(see_other("/account/profile?done=email-changed")),
        Changed::Taken => Err(link_over()),
    }
}

/// Shows the button of a link, to whoever opened it: it may be on another device.
pub(crate) async fn show_confirm(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let text = Query::of(query.as_deref()).one("link").unwrap_or_default().to_owned();
    let mut reader = app.store.read().await?;
    let link = reader.find_link(&Secret::presented(text.as_str()).hash()).await?;
    let (link, user) = owner(&mut reader, link, &visitor).await?;
    pages::page(&EmailConfirmPage {
        frame: frame::of(&app, &visitor, words::t("email-confirm-title")),
        form_token: form::token(&app, &visitor, CONFIRM),
        link: text,
        username: user.username,
        email: link.email,
    })
}

async fn owner(
    reader: &mut store::Reader,
    link: Option<Link>,
    visitor: &Visitor,
) -> Result<(Link, User), PageError> {
    let link = link.filter(|link| link.opens(LinkPurpose::ChangeEmail, visitor.now)).ok_or_else(link_over)?;
    let user = match &link.user_id {
        Some(id) => reader.find_user(id).await?,
        None => None,
    };
    let user = user.filter(|user| user.locked_at.is_none()).ok_or_else(link_over)?;
    Ok((link, user))
}

/// Takes the button of a link.
pub(crate) async fn submit_confirm(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, CONFIRM)?;
    attempts::admit_network(&app, &visitor)?;
    let mut tx = app.write().await?;
    let link = tx.claim_link(&Secret::presented(form.field("link")).hash()).await?;
    let (link, user) = owner(&mut tx, link, &visitor).await?;
    let context = visitor.context_as(&app, Actor::User(user.id));
    finish(&app, &visitor, tx, &context, &user, &link).await
}
