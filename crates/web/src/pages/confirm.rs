//! `/confirm`: the password again before a sensitive act.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::{Secret, SecretKind};

use crate::App;
use crate::acts::user_target;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{self, Visitor};
use crate::pages::{self, Query, Waiting, frame, sign_in};
use crate::views::auth::ConfirmPage;
use crate::views::frame::{Field, Problem};

const PURPOSE: &str = "confirm";

/// Asks for the password.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    visitor.signed_in()?;
    let waiting = Waiting::of_query(&Query::of(query.as_deref()));
    pages::page(&page(&app, &visitor, &waiting, &[])?)
}

fn page(
    app: &App,
    visitor: &Visitor,
    waiting: &Waiting,
    problems: &[Problem],
) -> Result<ConfirmPage, PageError> {
    Ok(ConfirmPage {
        frame: frame::with_problems(frame::of(app, visitor, "Confirm it’s you"), problems),
        form_token: form::token(app, visitor, PURPOSE),
        username: visitor.signed_in()?.user.username.clone(),
        next: waiting.next.clone().unwrap_or_else(|| "/account".to_owned()),
        password: Field::password("password", "Password", "current-password").focused().checked(problems),
    })
}

/// Takes the password; the session's cookie changes with the proof.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let waiting = Waiting::of_form(&form);
    if !sign_in::prove_again(&app, &visitor, form.field("password")).await? {
        let problems = [frame::problem("password", "This is not your password. Check it and try again.")];
        return pages::refused(&page(&app, &visitor, &waiting, &problems)?);
    }
    let secret = Secret::new(SecretKind::Session, &*app.entropy);
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    if !tx.renew_session(&current.session.id, &secret.hash(), visitor.now).await? {
        return Err(visitor.sign_in_first().into());
    }
    context.record(&mut tx, "session.renew", user_target(&current.user.id)).await?;
    tx.commit().await?;
    let mut tokens = vec![secret];
    tokens.extend(visitor.tokens_without_current());
    let mut response = see_other(waiting.next.as_deref().unwrap_or("/account"));
    let life = current.session.remembered().then_some(app.settings.sessions.remembered);
    visitor::set_sessions(&mut response, &tokens, life);
    Ok(response)
}
