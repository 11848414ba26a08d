//! `/account/security/password`: a new password for somebody who knows the old one.

use std::sync::Arc;

use account::session::Proof;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::account_frame;
use crate::App;
use crate::acts;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::begin::Renewed;
use crate::pages::{self, Waiting, fields, frame, fresh, password, sign_in};
use crate::views::account::ChangePasswordPage;
use crate::views::frame::{Field, Problem};
use crate::words::{self, InWords};

const PURPOSE: &str = "password-change";

/// Shows the form.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    pages::page(&page(&app, &visitor, true, &[]).await?)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    others: bool,
    problems: &[Problem],
) -> Result<ChangePasswordPage, PageError> {
    let frame = account_frame(app, visitor, words::t("password-page"), "/account/security");
    let user = &visitor.signed_in()?.user;
    let leaked = app.store.read().await?.find_leaked_password(&user.id).await?.is_some();
    Ok(ChangePasswordPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, PURPOSE),
        username: user.username.clone(),
        current: Field::password("current-password", words::t("password-current"), "current-password")
            .checked(problems),
        new: fields::new_password(app, "new-password", words::t("password-new"), problems),
        others,
        leaked: leaked && problems.is_empty(),
        next: Waiting::of_visitor(visitor).next,
    })
}

/// Sets the new password. What apps were given under the old one ends; so do other sessions, if asked for.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    fresh::demand_factor(&app, &visitor, &form).await?;
    let current = visitor.signed_in()?;
    let (user, session) = (&current.user, &current.session);
    let others = form.field("others") == "1";
    let chosen = password::choose(&app, form.field("new-password"), user);
    let matches = sign_in::prove_again(&app, &visitor, form.field("current-password")).await?;
    let wrong = words::t("password-current-wrong");
    let mut problems: Vec<Problem> =
        (!matches).then(|| frame::problem("current-password", wrong)).into_iter().collect();
    let new = match chosen {
        Ok(new) if matches => new,
        other => {
            problems.extend(other.err());
            return pages::refused(&page(&app, &visitor, others, &problems).await?);
        }
    };
    let hash = match app.hashing.hash_new(new, &*app.entropy).await? {
        Ok(hash) => hash,
        Err(leaked) => {
            let problems = [frame::problem("new-password", leaked.in_words())];
            return pages::refused(&page(&app, &visitor, others, &problems).await?);
        }
    };
    let renewed = Renewed::of(&app, &visitor, Proof { password: true, factor: None })?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let mut ended = acts::accounts::change_password(&mut tx, &context, &user.id, Some(&hash)).await?;
    if others {
        ended.extend(acts::sessions::end_others(&mut tx, &context, &user.id, Some(&session.id)).await?);
    }
    renewed.save(&mut tx, &context, &visitor).await?;
    let subject = format!("Your password for {} was changed", app.service_name());
    let what = format!("The password of your account {} was just changed.", user.username);
    pages::tell(&app, &mut tx, &context, user, &subject, what).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    let word = if others { "password-changed-others" } else { "password-changed" };
    let mut response = match Waiting::of_visitor(&visitor).next {
        Some(next) => see_other(&next),
        None => see_other(&format!("/account/security/password?done={word}")),
    };
    renewed.set_cookies(&app, &mut response);
    Ok(response)
}
