//! `/password/forgot` and `/password/reset`: a new password by mail.

use std::sync::Arc;

use account::email::Email;
use account::link::LinkPurpose;
use account::password::Password;
use account::throttle;
use account::user::User;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use oauth::Secret;
use zeroize::Zeroizing;

use crate::App;
use crate::acts::{self, Actor};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, attempts, fields, frame};
use crate::views::auth::{ForgotPage, ResetPage};
use crate::views::frame::{Field, Problem};
use crate::words::{self, InWords};

const FORGOT: &str = "password-forgot";
const RESET: &str = "password-reset";

/// Asks for the address.
pub(crate) async fn show_forgot(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    pages::page(&forgot_page(&app, &visitor, "", &[]))
}

fn forgot_page(app: &App, visitor: &Visitor, email: &str, problems: &[Problem]) -> ForgotPage {
    ForgotPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("reset-title")), problems),
        form_token: form::token(app, visitor, FORGOT),
        email: Field::text("email", words::t("forgot-email"))
            .kind("email")
            .autocomplete("username")
            .verbatim()
            .value(email)
            .focused()
            .checked(problems),
    }
}

/// Sends the link if the address has an account; says the same if it has none.
pub(crate) async fn submit_forgot(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, FORGOT)?;
    attempts::admit_network(&app, &visitor)?;
    let email = match Email::parse(form.field("email")) {
        Ok(email) => email,
        Err(problem) => {
            let problems = [frame::problem("email", problem.in_words())];
            return pages::refused(&forgot_page(&app, &visitor, form.trimmed("email"), &problems));
        }
    };
    let context = visitor.context_as(&app, Actor::Anonymous);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    if acts::links::admit(&mut tx, &context, acts::links::Kind::Reset, &email).await?
        && let Some(user) = tx.find_user_by_email(email.key()).await?
        && user.locked_at.is_none()
    {
        acts::links::send_reset(&mut tx, &context, &pages::post(&app, &visitor), &user).await?;
    }
    tx.commit().await?;
    Ok(see_other("/password/forgot?done=reset-sent"))
}

/// Asks for the new password. Opening the link spends nothing: mail scanners open links.
pub(crate) async fn show_reset(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let link = Query::of(query.as_deref()).one("link").unwrap_or_default().to_owned();
    let user = find_owner(&app, &visitor, &link).await?;
    pages::page(&reset_page(&app, &visitor, &link, &user, &[]))
}

fn reset_page(app: &App, visitor: &Visitor, link: &str, user: &User, problems: &[Problem]) -> ResetPage {
    ResetPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("reset-title")), problems),
        form_token: form::token(app, visitor, RESET),
        link: link.to_owned(),
        username: user.username.clone(),
        password: fields::new_password(app, "new-password", words::t("reset-password"), problems),
    }
}

fn link_over() -> PageError {
    PageError::new(StatusCode::GONE, words::t("error-link-over"), words::t("reset-over"))
}

async fn find_owner(app: &App, visitor: &Visitor, link: &str) -> Result<User, PageError> {
    let mut reader = app.store.read().await?;
    let link = reader.find_link(&Secret::presented(link).hash()).await?;
    let link =
        link.filter(|link| link.opens(LinkPurpose::ResetPassword, visitor.now)).ok_or_else(link_over)?;
    let user = match &link.user_id {
        Some(id) => reader.find_user(id).await?,
        None => None,
    };
    user.filter(|user| user.email == link.email && user.locked_at.is_none()).ok_or_else(link_over)
}

/// Sets the new password and ends everything the old one may have led to.
pub(crate) async fn submit_reset(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, RESET)?;
    attempts::admit_network(&app, &visitor)?;
    let link = form.field("link");
    let user = find_owner(&app, &visitor, link).await?;
    let password = match choose(&app, form.field("new-password"), &user) {
        Ok(password) => password,
        Err(problem) => {
            return pages::refused(&reset_page(&app, &visitor, link, &user, &[problem]));
        }
    };
    let hash = match app.hashing.hash_new(password, &*app.entropy).await? {
        Ok(hash) => hash,
        Err(leaked) => {
            let problems = [frame::problem("new-password", leaked.in_words())];
            return pages::refused(&reset_page(&app, &visitor, link, &user, &problems));
        }
    };
    let context = visitor.context_as(&app, Actor::User(user.id));
    let mut tx = app.write().await?;
    let claimed = tx.claim_link(&Secret::presented(link).hash()).await?;
    let claimed = claimed.filter(|link| link.opens(LinkPurpose::ResetPassword, visitor.now));
    tx.mark_link_used(&claimed.ok_or_else(link_over)?.hash, visitor.now).await?;
    let email = Email::parse(&user.email).map_err(|_| link_over())?;
    // Whoever opened the link reads mail at the address.
    if user.email_verified_at.is_none() && !tx.mark_email_verified(&user.id, email.key(), visitor.now).await?
    {
        return Err(link_over());
    }
    let ended = acts::accounts::replace_password(&mut tx, &context, &user.id, Some(&hash)).await?;
    tx.delete_browsers(&user.id).await?;
    // Strangers who keep the account busy must not keep its owner from using the new password.
    tx.touch_browser(&user.id, &visitor.browser, visitor.now).await?;
    tx.delete_throttle(&throttle::account_key(&user.id)).await?;
    let what = format!("The password of your account {} was just replaced by a mailed link.", user.username);
    let subject = format!("Your password for {} was changed", app.service_name());
    pages::tell(&app, &mut tx, &context, &user, &subject, what).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other("/signin?done=password-reset"))
}

/// Says how strong a text is that is becoming a password, and why it could not be one. Nothing is kept of it.
pub(crate) async fn weigh(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept_question(&app, &headers, &body)?;
    attempts::admit_typing(&app, &visitor)?;
    let one = |name: &str| form.one(name).ok().flatten().unwrap_or_default().to_owned();
    let mut context = vec![one("email"), one("username"), app.service_name().to_string()];
    if let Some(current) = &visitor.current {
        context.extend([current.user.email.clone(), current.user.username.clone()]);
        context.push(current.user.display_name.clone());
    }
    let text = Zeroizing::new(one("password"));
    let refused = Password::choose(
        &text,
        app.settings.passwords.min_length,
        &context.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    let words = match refused {
        Err(problem) => problem.in_words(),
        Ok(_) => app.hashing.weigh(text, context).await?.in_words(),
    };
    Ok(Json(serde_json::json!({ "words": words.to_string() })).into_response())
}

/// Reads a new password for a member.
pub(crate) fn choose(app: &App, text: &str, user: &User) -> Result<Password, Problem> {
    let service = app.service_name();
    let context = [user.email.as_str(), &user.username, &user.display_name, &service];
    Password::choose(text, app.settings.passwords.min_length, &context)
        .map_err(|problem| frame::problem("new-password", problem.in_words()))
}
