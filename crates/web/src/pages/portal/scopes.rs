//! `/developers/apps/{id}/scopes`: what the app may ask members for.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::Scope;
use oauth::client::Client;
use oauth::scope::Risk;

use super::faults::lines;
use super::{address, app_frame, card, check, claim_own, find_own, purpose};
use crate::App;
use crate::acts::clients;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::frame::Problem;
use crate::views::portal::{ScopeChoice, ScopesPage};
use crate::words;

/// Shows the catalogue with what the app asks of it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    pages::page(&page(&app, &visitor, &client, &[]))
}

fn page(app: &App, visitor: &Visitor, client: &Client, problems: &[Problem]) -> ScopesPage {
    let catalogue = app.catalogue();
    let choices = catalogue.entries().iter().map(|entry| ScopeChoice {
        name: entry.name.clone(),
        sentence: words::scopes::sentence(entry),
        not_included: words::scopes::not_included(entry),
        risk: match entry.risk {
            Risk::Low => words::t("scopes-risk-little"),
            Risk::Medium => words::t("scopes-risk-some"),
            Risk::High => words::t("scopes-risk-much"),
        }
        .to_string(),
        asked: client.scopes.contains(&entry.name),
        required: client.required_scopes.contains(&entry.name),
    });
    let frame = app_frame(app, visitor, client, words::t("scopes-title"), "/scopes");
    ScopesPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, &purpose("scopes", client.id.as_str())),
        app: card(client, None, visitor.now),
        scopes: choices.collect(),
    }
}

/// Saves the choice. What went away ends in every token at once.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("scopes", &id))?;
    visitor.signed_in()?;
    let catalogue = app.catalogue();
    let ticked = |name: &str| -> Scope {
        let names: Vec<&str> = form.all(name).collect();
        catalogue.known(&Scope::parse(&names.join(" ")).unwrap_or_default())
    };
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, &visitor, &id).await?;
    let mut after = before.clone();
    after.scopes = ticked("scope");
    after.required_scopes = ticked("required");
    if let Err(problems) = check(&app, &after, &["scopes", "required_scopes"]) {
        drop(tx);
        return pages::refused(&page(&app, &visitor, &after, &lines(&problems)));
    }
    let ended = clients::update(&mut tx, &context, &before, &after).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    Ok(see_other(&address(&after.id, "/scopes", "saved")))
}
