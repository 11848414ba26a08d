//! `/developers/apps/new`: a member registers an app.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::ClientKind;
use oauth::client::registration::ClientDraft;
use oauth::redirect_uri::MOST_REDIRECT_URIS;
use oauth::{ClientId, Scope};

use super::faults::lines;
use super::{address, kind_in_words};
use crate::App;
use crate::acts::clients;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, fields, frame, once};
use crate::views::frame::{Choice, Field, Problem};
use crate::views::portal::NewAppPage;
use crate::words::{self, Phrase};

const PURPOSE: &str = "app-new";

/// What was entered so far.
struct Entered {
    kind: Option<ClientKind>,
    name: String,
    homepage: String,
    redirect_uris: Vec<String>,
    description: String,
    scopes: Scope,
}

impl Entered {
    fn nothing() -> Self {
        Self {
            kind: None,
            name: String::new(),
            homepage: String::new(),
            redirect_uris: Vec::new(),
            description: String::new(),
            scopes: Scope::default(),
        }
    }

    fn of(form: &Submitted) -> Self {
        let uris = form.all("redirect_uris").map(str::trim).filter(|uri| !uri.is_empty());
        let scopes: Vec<&str> = form.all("scopes").collect();
        Self {
            kind: ClientKind::parse(form.field("kind")),
            name: form.trimmed("name").to_owned(),
            homepage: form.trimmed("homepage").to_owned(),
            redirect_uris: uris.map(str::to_owned).collect(),
            description: form.trimmed("description").to_owned(),
            scopes: Scope::parse(&scopes.join(" ")).unwrap_or_default(),
        }
    }

    fn draft(&self, kind: ClientKind) -> ClientDraft {
        ClientDraft {
            name: self.name.clone(),
            homepage: self.homepage.clone(),
            description: self.description.clone(),
            redirect_uris: self.redirect_uris.clone(),
            scopes: self.scopes.clone(),
            ..ClientDraft::new(kind)
        }
    }
}

/// Shows the form.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    visitor.signed_in()?;
    pages::page(&page(&app, &visitor, &Entered::nothing(), 1, &[]))
}

fn page(app: &App, visitor: &Visitor, entered: &Entered, boxes: usize, problems: &[Problem]) -> NewAppPage {
    let kinds = ClientKind::ALL.into_iter().map(|kind| Choice {
        kind: "radio",
        name: "kind",
        // The first one is where the summary's link leads.
        id: if kind == ClientKind::Server { "kind".to_owned() } else { format!("kind-{}", kind.as_str()) },
        value: kind.as_str().to_owned(),
        label: kind_in_words(kind).to_string(),
        hint: Some(kind_hint(kind).to_string()),
        checked: entered.kind == Some(kind),
    });
    let catalogue = app.catalogue();
    let scopes = catalogue.entries().iter().enumerate().map(|(index, entry)| Choice {
        kind: "checkbox",
        name: "scopes",
        id: if index == 0 { "scopes".to_owned() } else { format!("scopes-{}", entry.name.replace(':', "-")) },
        value: entry.name.clone(),
        label: words::scopes::sentence(entry),
        hint: Some(match words::scopes::not_included(entry) {
            Some(not_included) => {
                words::t("new-scope-not").with("scope", &entry.name).with("what", not_included).to_string()
            }
            None => entry.name.clone(),
        }),
        checked: entered.scopes.contains(&entry.name),
    });
    let redirects = (0..boxes.clamp(1, MOST_REDIRECT_URIS)).map(|index| {
        let id = if index == 0 { "redirect_uris".to_owned() } else { format!("redirect_uris-{}", index + 1) };
        let label = if index == 0 { words::t("new-redirect") } else { words::t("new-redirect-more") };
        let field = Field::url("redirect_uris", label)
            .autocomplete("off")
            .id(id)
            .value(entered.redirect_uris.get(index).cloned().unwrap_or_default());
        let field = if index == 0 { field.hint(words::t("new-redirect-hint")) } else { field };
        field.checked(problems)
    });
    let [name, homepage, description] =
        fields::app_words(&entered.name, &entered.homepage, &entered.description, problems);
    NewAppPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("developers-register")), problems),
        form_token: form::token(app, visitor, PURPOSE),
        kinds: kinds.collect(),
        name,
        homepage,
        redirects: redirects.collect(),
        description,
        scopes: scopes.collect(),
    }
}

const fn kind_hint(kind: ClientKind) -> Phrase {
    match kind {
        ClientKind::Server => words::t("new-kind-server"),
        ClientKind::Web => words::t("new-kind-web"),
        ClientKind::Browser => words::t("new-kind-browser"),
        ClientKind::Native => words::t("new-kind-native"),
        ClientKind::Device => words::t("new-kind-device"),
    }
}

/// Registers the app, or shows one more box for an address.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let entered = Entered::of(&form);
    if !form.field("add").is_empty() {
        return pages::page(&page(&app, &visitor, &entered, entered.redirect_uris.len() + 1, &[]));
    }
    let draft = entered.draft(entered.kind.unwrap_or(ClientKind::Web));
    let mut problems = match draft.check(&app.catalogue(), &app.service_name()) {
        Ok(()) => Vec::new(),
        Err(problems) => lines(&problems),
    };
    if entered.kind.is_none() {
        let first = frame::problem("kind", words::t("new-kind-missing"));
        problems.retain(|problem| !problem.field.starts_with("redirect_uris"));
        problems.insert(0, first);
    }
    if !problems.is_empty() {
        return pages::refused(&page(&app, &visitor, &entered, entered.redirect_uris.len(), &problems));
    }
    let id = ClientId::new(draft.live, &*app.entropy);
    let client = draft.into_client(id, Some(current.user.id), visitor.now);
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let secret = clients::create(&mut tx, &context, &client).await?;
    tx.commit().await?;
    let mut response = see_other(&address(&client.id, "", "app-created"));
    if let Some(secret) = secret {
        once::keep(&app, &visitor, client.id.as_str(), &secret, &mut response);
    }
    Ok(response)
}
