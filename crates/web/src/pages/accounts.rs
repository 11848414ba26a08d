//! `/accounts`: which of this browser's accounts goes on.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::App;
use crate::endpoints::authorize::{self, see_other};
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{self, Visitor};
use crate::pages::{self, Query, Waiting, frame};
use crate::views::auth::{AccountRow, AccountsPage};
use crate::words;

const PURPOSE: &str = "accounts";

/// Lists the accounts.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let waiting = Waiting::of_query(&Query::of(query.as_deref()));
    let asked = waiting.asked(&app, &visitor).await?;
    let sessions = visitor.sessions(&app).await?;
    if sessions.is_empty() {
        return Ok(see_other(&waiting.address("/signin")));
    }
    let current = visitor.current.as_ref().map(|current| current.session.id);
    let accounts = sessions
        .iter()
        .map(|(_, account)| AccountRow {
            session: account.session.id.to_string(),
            name: frame::name_of(&account.user).to_owned(),
            email: account.user.email.clone(),
            current: Some(account.session.id) == current,
        })
        .collect();
    let page = AccountsPage {
        frame: frame::of(&app, &visitor, words::t("accounts-title")),
        form_token: form::token(&app, &visitor, PURPOSE),
        continue_to: asked.map(|asked| asked.client.name.clone()),
        request: waiting.request,
        next: waiting.next,
        accounts,
    };
    pages::page(&page).map(pages::in_flow)
}

/// Goes on with the chosen account.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    mut visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let waiting = Waiting::of_form(&form);
    let sessions = visitor.sessions(&app).await?;
    let wanted = form.field("session");
    let chosen = sessions.into_iter().find(|(_, account)| account.session.id.to_string() == wanted);
    let Some((secret, account)) = chosen else {
        return Ok(see_other(&waiting.address("/accounts")));
    };
    let life = account.session.remembered().then_some(app.settings.sessions.remembered);
    let tokens = visitor.tokens_with(secret);
    visitor.current = Some(account);
    let mut response = match (&waiting.request, &waiting.next) {
        (Some(id), _) => authorize::resume(&app, &visitor, id, true).await.map(pages::in_flow)?,
        (None, Some(next)) => see_other(next),
        (None, None) => see_other("/account"),
    };
    visitor::set_sessions(&mut response, &tokens, life);
    Ok(response)
}
