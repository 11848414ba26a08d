//! The developer portal: a member's apps.

pub(crate) mod addresses;
pub(crate) mod branding;
mod causes;
pub(crate) mod credentials;
pub(crate) mod errors;
mod faults;
pub(crate) mod keys;
pub(crate) mod logouts;
pub(crate) mod logs;
pub(crate) mod new;
pub(crate) mod problems;
pub(crate) mod quickstart;
pub(crate) mod redirects;
pub(crate) mod scopes;
pub(crate) mod settings;
pub(crate) mod usage;

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use oauth::ClientId;
use oauth::Timestamp;
use oauth::client::registration::{ClientDraft, FieldProblem};
use oauth::client::{Client, ClientKind, ClientSecret};
use store::Writer;

use crate::App;
use crate::acts::clients::{LIVE_SECRETS, is_live};
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::app_mark::AppMark;
use crate::views::frame::Frame;
use crate::views::portal::{AppCard, DevelopersPage, PortalAppsPage};
use crate::views::{Moment, span_in_words};
use crate::words::{self, Phrase};

/// How long before a secret stops its owner is reminded.
const SOON: Duration = Duration::from_secs(7 * 86_400);

/// The way in, for everybody.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let page = DevelopersPage {
        frame: frame::of(&app, &visitor, words::t("developers-title")),
        issuer: app.settings.public_url.clone(),
        authorize: format!("{}/oauth/authorize", app.settings.public_url),
    };
    pages::page(&page)
}

/// A member's apps.
pub(crate) async fn show_apps(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let mut reader = app.store.read().await?;
    let mut apps = Vec::new();
    for client in reader.list_clients_of(&current.user.id).await? {
        let secrets = reader.list_secrets(&client.id).await?;
        apps.push(card(&client, Some(&secrets), visitor.now));
    }
    drop(reader);
    let page = PortalAppsPage { frame: frame::of(&app, &visitor, words::t("developers-your-apps")), apps };
    pages::page(&page)
}

/// An app in short. Without its `secrets` nothing is said of them.
fn card(client: &Client, secrets: Option<&[ClientSecret]>, now: Timestamp) -> AppCard {
    AppCard {
        id: client.id.to_string(),
        name: client.name.clone(),
        mark: AppMark::of(&client.name, client.logo_id.as_ref()),
        kind: kind_in_words(client.kind).to_string(),
        live: client.live,
        suspended: client.suspended_at.is_some(),
        created: Moment::of(client.created_at),
        warnings: warnings(client, secrets, now),
    }
}

fn warnings(client: &Client, secrets: Option<&[ClientSecret]>, now: Timestamp) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(secrets) = secrets.filter(|_| client.auth_method.uses_secret()) {
        let ends = secrets.iter().filter(|secret| is_live(secret, now)).map(|secret| secret.stops_at);
        match ends.max_by_key(|end| end.unwrap_or(Timestamp::from_micros(i64::MAX))) {
            None => warnings.push(words::t("app-warning-no-secret")),
            Some(Some(end)) if end.since(now) < SOON => {
                let span = span_in_words(end.since(now));
                warnings.push(words::t("app-warning-secret-stops").with("span", span));
            }
            Some(_) => {}
        }
    }
    if client.implicit_allowed {
        warnings.push(words::t("app-warning-implicit"));
    }
    if !client.pkce_required {
        warnings.push(words::t("app-warning-no-pkce"));
    }
    warnings.iter().map(ToString::to_string).collect()
}

/// What a kind of app is, in human terms.
pub(crate) const fn kind_in_words(kind: ClientKind) -> Phrase {
    match kind {
        ClientKind::Server => words::t("app-kind-server"),
        ClientKind::Web => words::t("app-kind-web"),
        ClientKind::Browser => words::t("app-kind-browser"),
        ClientKind::Native => words::t("app-kind-native"),
        ClientKind::Device => words::t("app-kind-device"),
    }
}

/// The frame of one app's page, with its menu.
fn app_frame(app: &App, visitor: &Visitor, client: &Client, title: impl Display, page: &str) -> Frame {
    let base = format!("/developers/apps/{}", client.id);
    let items = [
        ("", words::t("app-menu-quickstart")),
        ("/credentials", words::t("app-menu-credentials")),
        ("/redirects", words::t("app-menu-redirects")),
        ("/scopes", words::t("app-menu-scopes")),
        ("/branding", words::t("branding-title")),
        ("/keys", words::t("keys-title")),
        ("/usage", words::t("app-menu-usage")),
        ("/logs", words::t("app-menu-log")),
        ("/logouts", words::t("app-menu-logouts")),
        ("/settings", words::t("app-menu-settings")),
    ];
    let items: Vec<(String, Phrase)> =
        items.into_iter().map(|(path, label)| (format!("{base}{path}"), label)).collect();
    let frame = frame::of(app, visitor, format!("{title} · {}", client.name));
    let address = format!("{base}{page}");
    // Forms of the page may have been sent to an address below it.
    let frame = Frame { path: address.clone(), ..frame };
    frame::with_menu(frame, &client.name, &items, &address)
}

/// The address of one of an app's pages, with the word for what was just done.
fn address(client: &ClientId, page: &str, done: &str) -> String {
    format!("/developers/apps/{client}{page}?done={done}")
}

/// The purpose of an app's form: the form is bound to the app.
fn purpose(page: &str, id: &str) -> String {
    format!("app-{page}:{id}")
}

/// Finds an app of the member. Somebody else's looks like one that is not there.
async fn find_own(app: &App, visitor: &Visitor, id: &str) -> Result<Client, PageError> {
    let current = visitor.signed_in()?;
    let found = app.store.read().await?.find_client(&client_id(id)?).await?;
    found.filter(|client| client.belongs_to(&current.user.id)).ok_or_else(PageError::not_found)
}

/// The same, with its row locked until commit.
async fn claim_own(tx: &mut Writer, visitor: &Visitor, id: &str) -> Result<Client, PageError> {
    let current = visitor.signed_in()?;
    let found = tx.claim_client(&client_id(id)?, visitor.now).await?;
    found.filter(|client| client.belongs_to(&current.user.id)).ok_or_else(PageError::not_found)
}

/// The identifier in an address; what no app can have, PostgreSQL need not be asked about (it takes no zero bytes).
fn client_id(text: &str) -> Result<ClientId, PageError> {
    let fits = text.len() <= ClientId::MAX_LEN && !text.chars().any(char::is_control);
    if fits { Ok(ClientId(text.to_owned())) } else { Err(PageError::not_found()) }
}

/// Checks a changed app as a whole; gives the problems that stand in `fields`.
fn check(app: &App, client: &Client, fields: &[&str]) -> Result<(), Vec<FieldProblem>> {
    let Err(problems) = ClientDraft::of(client).check(&app.catalogue(), &app.service_name()) else {
        return Ok(());
    };
    let here: Vec<_> = problems.into_iter().filter(|problem| fields.contains(&problem.field)).collect();
    if here.is_empty() { Ok(()) } else { Err(here) }
}

/// Tells the owner of a change that makes a difference to who can act as the app.
async fn tell_owner(
    app: &App,
    tx: &mut Writer,
    visitor: &Visitor,
    client: &Client,
    what: &str,
) -> Result<(), PageError> {
    let user = &visitor.signed_in()?.user;
    let context = visitor.context(app);
    let subject = format!("{}: {what}", client.name);
    let text = format!("{what}, for your app {} ({}).", client.name, client.id);
    Ok(pages::tell(app, tx, &context, user, &subject, text).await?)
}

/// Whether another secret may be added.
fn has_room(secrets: &[ClientSecret], now: Timestamp) -> bool {
    secrets.iter().filter(|secret| is_live(secret, now)).count() < LIVE_SECRETS
}
