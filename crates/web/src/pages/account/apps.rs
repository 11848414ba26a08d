//! `/account/apps`: which apps may act for the member, and taking that back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::oidc::initiate;
use oauth::{ClientId, Scope};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::ConnectedApp;

use super::account_frame;
use crate::App;
use crate::acts;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages;
use crate::views::Moment;
use crate::views::account::{AppAccessPage, AppRow, AppsPage, GrantedScope};
use crate::views::app_mark::AppMark;
use crate::words;

/// The form is bound to the app it was shown for.
fn purpose(id: &str) -> String {
    format!("app-access:{id}")
}

/// Lists the apps.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let found = app.store.read().await?.list_connected_apps(&current.user.id).await?;
    let page = AppsPage {
        frame: account_frame(&app, &visitor, words::t("account-apps"), "/account/apps"),
        apps: found.iter().map(|connected| row(&app, connected)).collect(),
    };
    pages::page(&page)
}

fn row(app: &App, connected: &ConnectedApp) -> AppRow {
    let catalogue = app.catalogue();
    let sentence = |name: &str| catalogue.find(name).map_or(name.to_owned(), words::scopes::sentence);
    AppRow {
        id: connected.consent.client_id.to_string(),
        name: connected.name.clone(),
        mark: AppMark::of(&connected.name, connected.logo_id.as_ref()),
        homepage: connected.homepage.clone(),
        contacts: connected.contacts.clone(),
        start: initiate::address(connected.initiate_login_uri.as_deref(), &app.settings.public_url),
        sentences: connected.consent.scope.iter().map(sentence).collect(),
        granted: Moment::of(connected.consent.created_at),
        used: connected.last_authorized_at.map(Moment::of),
    }
}

/// Shows what one app may do.
pub(crate) async fn show_one(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let found = app.store.read().await?.list_connected_apps(&current.user.id).await?;
    let connected = found.iter().find(|connected| connected.consent.client_id.as_str() == id);
    let connected = connected.ok_or_else(PageError::not_found)?;
    let catalogue = app.catalogue();
    let scopes = connected.consent.scope.iter().map(|name| {
        let entry = catalogue.find(name);
        GrantedScope {
            name: name.to_owned(),
            sentence: entry.map_or(name.to_owned(), words::scopes::sentence),
            not_included: entry.and_then(words::scopes::not_included),
        }
    });
    let page = AppAccessPage {
        frame: account_frame(&app, &visitor, &connected.name, "/account/apps"),
        form_token: form::token(&app, &visitor, &purpose(&id)),
        app: row(&app, connected),
        scopes: scopes.collect(),
    };
    pages::page(&page)
}

/// Leaves the app what is still ticked.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose(&id))?;
    let kept: Vec<&str> = form.all("scope").collect();
    let kept = Scope::parse(&kept.join(" ")).unwrap_or_default();
    narrow(&app, &visitor, &id, &form, &kept).await
}

/// Leaves the app nothing.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose(&id))?;
    narrow(&app, &visitor, &id, &form, &Scope::default()).await
}

async fn narrow(
    app: &App,
    visitor: &Visitor,
    id: &str,
    form: &Submitted,
    kept: &Scope,
) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let client = ClientId(id.to_owned());
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let ended = acts::grants::narrow(&mut tx, &context, &current.user.id, &client, kept).await?;
    let ended = ended.ok_or_else(PageError::not_found)?;
    let left = tx.find_consent(&current.user.id, &client).await?.is_some();
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other(&match left {
        true => format!("/account/apps/{}?done=app-narrowed", utf8_percent_encode(id, NON_ALPHANUMERIC)),
        false => "/account/apps?done=app-removed".to_owned(),
    }))
}
