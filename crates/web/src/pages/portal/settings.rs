//! `/developers/apps/{id}/settings`: the app's words, pausing it, deleting it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::ClientId;
use oauth::client::Client;
use oauth::oidc::initiate;
use oauth::revoked::Revocation;
use store::Reader;

use super::faults::lines;
use super::{address, addresses, app_frame, card, check, claim_own, find_own, purpose, tell_owner};
use crate::App;
use crate::acts::{Actor, Context, clients};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, fields, frame, fresh};
use crate::views::frame::{Field, Problem};
use crate::views::portal::AppSettingsPage;
use crate::words;

/// Shows the settings.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    pages::page(&page(&app, &visitor, &client, &client, &[]).await?)
}

/// Whether the member may let a stopped app go on: what an operator stopped, an operator starts.
async fn is_own_pause(reader: &mut Reader, visitor: &Visitor, client: &Client) -> Result<bool, PageError> {
    let me = Actor::User(visitor.signed_in()?.user.id).to_string();
    Ok(reader.find_suspender(&client.id).await?.is_some_and(|by| by == me))
}

pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    client: &Client,
    entered: &Client,
    problems: &[Problem],
) -> Result<AppSettingsPage, PageError> {
    let resumable = is_own_pause(&mut app.store.read().await?, visitor, client).await?;
    let id = client.id.as_str();
    let frame = app_frame(app, visitor, client, words::t("settings-title"), "/settings");
    let [name, homepage, description] =
        fields::app_words(&entered.name, &entered.homepage, &entered.description, problems);
    Ok(AppSettingsPage {
        resumable,
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, &purpose("settings", id)),
        addresses_token: form::token(app, visitor, &purpose("addresses", id)),
        addresses: addresses::boxes(entered, problems),
        start: initiate::address(client.metadata.initiate_login_uri.as_deref(), &app.settings.public_url),
        danger_token: form::token(app, visitor, &purpose("danger", id)),
        app: card(client, None, visitor.now),
        name,
        homepage,
        description,
        typed_name: Field::text("typed_name", words::t("settings-typed"))
            .autocomplete("off")
            .verbatim()
            .checked(problems),
    })
}

/// Saves the words.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("settings", &id))?;
    visitor.signed_in()?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, &visitor, &id).await?;
    let mut after = before.clone();
    after.name = form.trimmed("name").to_owned();
    after.homepage = form.trimmed("homepage").to_owned();
    after.description = form.trimmed("description").to_owned();
    if let Err(problems) = check(&app, &after, &["name", "homepage", "description"]) {
        drop(tx);
        return pages::refused(&page(&app, &visitor, &before, &after, &lines(&problems)).await?);
    }
    clients::update(&mut tx, &context, &before, &after).await?;
    tx.commit().await?;
    Ok(see_other(&address(&after.id, "/settings", "saved")))
}

/// Opens a form that stops or deletes the app, once the member has proved who they are lately.
async fn accept_danger(
    app: &App,
    visitor: &Visitor,
    id: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Submitted, PageError> {
    let form = form::accept(app, visitor, headers, body, &purpose("danger", id))?;
    find_own(app, visitor, id).await?;
    fresh::demand(app, visitor, &form).await?;
    Ok(form)
}

/// Stops everything of the app until it is let go on.
pub(crate) async fn pause(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    accept_danger(&app, &visitor, &id, &headers, &body).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let client = claim_own(&mut tx, &visitor, &id).await?;
    if client.suspended_at.is_none() {
        let ended = clients::suspend(&mut tx, &context, &client.id).await?;
        tell_owner(&app, &mut tx, &visitor, &client, "The app was paused").await?;
        tx.commit().await?;
        app.revoke_here([ended, end_latecomers(&app, &visitor, &client.id).await?]);
    }
    Ok(see_other(&address(&client.id, "/settings", "paused")))
}

async fn end_latecomers(app: &App, visitor: &Visitor, client: &ClientId) -> store::Result<Revocation> {
    let context = Context { now: app.now(), ..visitor.context(app) };
    clients::end_latecomers(&app.store, &context, client).await
}

/// Lets the app go on, if its owner paused it.
pub(crate) async fn resume(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    accept_danger(&app, &visitor, &id, &headers, &body).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let client = claim_own(&mut tx, &visitor, &id).await?;
    if client.suspended_at.is_some() {
        if !is_own_pause(&mut tx, &visitor, &client).await? {
            drop(tx);
            let problems = [frame::problem("resume", words::t("settings-suspended-write"))];
            return pages::refused(&page(&app, &visitor, &client, &client, &problems).await?);
        }
        clients::resume(&mut tx, &context, &client.id).await?;
        tell_owner(&app, &mut tx, &visitor, &client, "The app was let go on").await?;
        tx.commit().await?;
    }
    Ok(see_other(&address(&client.id, "/settings", "resumed")))
}

/// Deletes the app, if its name was typed.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = accept_danger(&app, &visitor, &id, &headers, &body).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let client = claim_own(&mut tx, &visitor, &id).await?;
    if form.trimmed("typed_name") != client.name {
        drop(tx);
        let problems = [frame::problem("typed_name", words::t("settings-typed-wrong"))];
        return pages::refused(&page(&app, &visitor, &client, &client, &problems).await?);
    }
    let ended = clients::delete(&mut tx, &context, &client.id).await?;
    tell_owner(&app, &mut tx, &visitor, &client, "The app was deleted").await?;
    tx.commit().await?;
    app.revoke_here([ended, end_latecomers(&app, &visitor, &client.id).await?]);
    Ok(see_other("/developers/apps?done=deleted"))
}
