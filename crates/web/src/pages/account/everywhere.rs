//! `/account/sessions/everywhere`: signing out of every browser, this one too.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::App;
use crate::acts;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::signed_out::{self, Then};
use crate::pages::{self, frame, fresh};
use crate::views::account::EverywherePage;
use crate::words;

const PURPOSE: &str = "everywhere";

/// Asks.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    fresh::demand_to_open(&visitor)?;
    let sessions = app.store.read().await?.list_sessions(&current.user.id, visitor.now).await?;
    let page = EverywherePage {
        frame: frame::of(&app, &visitor, words::t("everywhere-title")),
        form_token: form::token(&app, &visitor, PURPOSE),
        member: frame::name_of(&current.user).to_owned(),
        others: sessions.iter().filter(|session| session.id != current.session.id).count(),
    };
    pages::page(&page)
}

/// Ends every session of the member with what apps were given in it.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    fresh::demand(&app, &visitor, &form).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let ended = acts::sessions::end_others(&mut tx, &context, &current.user.id, None).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    signed_out::leave(&app, &visitor, current, Then::Tell).await
}
