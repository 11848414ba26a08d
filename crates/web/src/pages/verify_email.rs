//! `/verify-email`: the code or the link that proves an address.
//!
//! An address proven in the browser that made the account keeps the account's password. Proven elsewhere it
//! does not: whoever made the account need not be who reads the mail, so a new password is chosen there. Having
//! another mail sent does not make a browser the one that made the account; knowing its password does.

use std::sync::Arc;

use account::email::Email;
use account::link::{CodeUse, Link, LinkPurpose};
use account::throttle;
use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::Secret;
use store::Writer;

use crate::App;
use crate::acts::links::Post;
use crate::acts::{self, Actor, Context, user_target};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, Waiting, attempts, frame};
use crate::views::auth::{CheckInboxPage, VerifyLinkPage};
use crate::views::frame::{Field, Problem};
use crate::words;

const CODE: &str = "verify-code";
const AGAIN: &str = "verify-again";
const LINK: &str = "verify-link";

/// Shows the box for the code, or the button of a link.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = Query::of(query.as_deref());
    if let Some(link) = query.one("link") {
        let found = app.store.read().await?.find_link(&Secret::presented(link).hash()).await?;
        let found = found.filter(|link| link.opens(LinkPurpose::VerifyEmail, visitor.now));
        let page = VerifyLinkPage {
            frame: frame::of(&app, &visitor, words::t("verify-page")),
            form_token: form::token(&app, &visitor, LINK),
            link: link.to_owned(),
            email: found.ok_or_else(link_over)?.email,
        };
        return pages::page(&page);
    }
    pages::page(&inbox(&app, &visitor, query.one("email").unwrap_or_default(), &[]))
}

fn link_over() -> PageError {
    PageError::new(StatusCode::GONE, words::t("error-link-over"), words::t("verify-over"))
}

fn inbox(app: &App, visitor: &Visitor, email: &str, problems: &[Problem]) -> CheckInboxPage {
    let masked = Email::parse(email).ok().map(|email| email.masked());
    CheckInboxPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("inbox-title")), problems),
        form_token: form::token(app, visitor, CODE),
        again_token: form::token(app, visitor, AGAIN),
        kept: Waiting::of_visitor(visitor).address(""),
        email: email.to_owned(),
        masked,
        code: Field::code("code", words::t("inbox-code")).focused().checked(problems),
    }
}

/// Takes a typed code. For an address without a waiting account it answers as for a wrong code.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, CODE)?;
    attempts::admit_network(&app, &visitor)?;
    let typed = form.trimmed("email");
    let wrong = || {
        let message = words::t("inbox-wrong");
        pages::refused(&inbox(&app, &visitor, typed, &[frame::problem("code", message)]))
    };
    let Ok(email) = Email::parse(typed) else { return wrong() };
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    let counted = throttle::code_key(email.key());
    attempts::begin(&app, &mut tx, &counted, visitor.now).await?;
    let waiting = find_waiting(&mut tx, &visitor, &email).await?;
    let newest = match &waiting {
        Some(user) => tx.find_newest_link(&user.id, LinkPurpose::VerifyEmail).await?,
        None => None,
    };
    let link = match newest {
        Some(link) => tx.claim_link(&link.hash).await?,
        None => None,
    };
    let (Some(user), Some(link)) = (waiting, link) else {
        tx.commit().await?;
        return wrong();
    };
    match link.check_code(form.field("code"), &app.secrets.code, visitor.now) {
        CodeUse::Accept => {
            tx.delete_throttle(&counted).await?;
            verify(&app, tx, &context, &visitor, &link, &user).await
        }
        CodeUse::Wrong { .. } => {
            tx.mark_code_wrong(&link.hash).await?;
            context.record_refusal(&mut tx, "email.verify", user_target(&user.id), "wrong code").await?;
            tx.commit().await?;
            wrong()
        }
        CodeUse::Over => {
            tx.commit().await?;
            wrong()
        }
    }
}

/// Finds the account of an address that waits for its proof. Of several the one that this browser made comes first:
/// whoever signs up later with somebody's address must not keep them from confirming it.
async fn find_waiting(tx: &mut Writer, visitor: &Visitor, email: &Email) -> store::Result<Option<User>> {
    match tx.find_user_by_email(email.key()).await? {
        Some(user) if user.email_verified_at.is_some() => Ok(None),
        newest => Ok(tx.find_user_waiting_in(email.key(), &visitor.browser).await?.or(newest)),
    }
}

/// Takes the button of a link.
pub(crate) async fn submit_link(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, LINK)?;
    attempts::admit_network(&app, &visitor)?;
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    let link = tx.claim_link(&Secret::presented(form.field("link")).hash()).await?;
    let link = link.filter(|link| link.opens(LinkPurpose::VerifyEmail, visitor.now)).ok_or_else(link_over)?;
    let user = match &link.user_id {
        Some(id) => tx.find_user(id).await?,
        None => None,
    };
    let user = user.filter(|user| user.email == link.email).ok_or_else(link_over)?;
    verify(&app, tx, &context, &visitor, &link, &user).await
}

/// Records the proof. In another browser than the one that made the account, its password ends with it.
async fn verify(
    app: &App,
    mut tx: Writer,
    context: &Context<'_>,
    visitor: &Visitor,
    link: &Link,
    user: &User,
) -> Result<Response, PageError> {
    tx.mark_link_used(&link.hash, visitor.now).await?;
    let email = Email::parse(&user.email).map_err(|_| link_over())?;
    if !tx.mark_email_verified(&user.id, email.key(), visitor.now).await? {
        return Err(link_over());
    }
    context.record(&mut tx, "email.verify", user_target(&user.id)).await?;
    if link.browser == Some(visitor.browser) {
        tx.commit().await?;
        return Ok(see_other(&Waiting::of_visitor(visitor).address_with("/signin", &[("done", "verified")])));
    }
    let ended = acts::accounts::replace_password(&mut tx, context, &user.id, None).await?;
    let secret = acts::links::make_reset(&mut tx, context, &pages::post(app, visitor), user).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other(&format!("/password/reset?link={}", secret.reveal())))
}

/// Sends another mail, if the address waits; says the same if it does not.
pub(crate) async fn again(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, AGAIN)?;
    attempts::admit_network(&app, &visitor)?;
    let typed = form.trimmed("email");
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    if let Ok(email) = Email::parse(typed)
        && acts::links::admit(&mut tx, &context, acts::links::Kind::SignUp, &email).await?
        && let Some(user) = find_waiting(&mut tx, &visitor, &email).await?
    {
        let before = tx.find_newest_link(&user.id, LinkPurpose::VerifyEmail).await?;
        let post = Post { browser: before.and_then(|link| link.browser), ..pages::post(&app, &visitor) };
        acts::links::send_verification(&mut tx, &context, &post, &user).await?;
    }
    tx.commit().await?;
    let waiting = Waiting::of_visitor(&visitor);
    Ok(see_other(&waiting.address_with("/verify-email", &[("email", typed), ("done", "mail-again")])))
}

/// After the right password of an account whose address is not proven: sends the mail anew and asks for its code.
pub(crate) async fn ask_again(
    app: &App,
    visitor: &Visitor,
    user: &User,
    waiting: &Waiting,
) -> Result<Response, PageError> {
    let context = visitor.context_as(app, Actor::Anonymous);
    let mut tx = app.write().await?;
    if let Ok(email) = Email::parse(&user.email)
        && acts::links::admit(&mut tx, &context, acts::links::Kind::SignUp, &email).await?
    {
        acts::links::send_verification(&mut tx, &context, &pages::post(app, visitor), user).await?;
    }
    tx.commit().await?;
    Ok(see_other(&waiting.address_with("/verify-email", &[("email", &user.email)])))
}
