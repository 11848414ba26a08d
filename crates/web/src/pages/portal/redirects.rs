//! `/developers/apps/{id}/redirects`: where members may be sent back to.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::Client;
use oauth::redirect_uri::check_registration;

use super::faults::{lines_of, rule};
use super::{address, app_frame, card, check, claim_own, find_own, purpose, tell_owner};
use crate::App;
use crate::acts::{clients, sector};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame, fresh};
use crate::views::frame::{Field, Problem};
use crate::views::portal::{RedirectRow, RedirectsPage};
use crate::words;

/// Lists the addresses with what the rules say of each.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    pages::page(&page(&app, &visitor, &client, "", &[]))
}

fn page(app: &App, visitor: &Visitor, client: &Client, entered: &str, problems: &[Problem]) -> RedirectsPage {
    let rows = client.redirect_uris.iter().enumerate().map(|(index, uri)| RedirectRow {
        uri: uri.clone(),
        index,
        verdict: check_registration(client.kind, client.live, uri)
            .err()
            .map(|reason| rule(&reason).to_string()),
    });
    let frame = app_frame(app, visitor, client, words::t("redirects-title"), "/redirects");
    RedirectsPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, &purpose("redirects", client.id.as_str())),
        app: card(client, None, visitor.now),
        redirects: rows.collect(),
        uri: Field::url("uri", words::t("redirects-add"))
            .autocomplete("off")
            .hint(words::t("redirects-add-hint"))
            .value(entered)
            .checked(problems),
    }
}

/// Adds an address.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("redirects", &id))?;
    let uri = form.trimmed("uri").to_owned();
    change(&app, &visitor, &id, &form, &uri, "redirect-added", |client| {
        client.redirect_uris.push(uri.clone());
    })
    .await
}

/// Removes an address.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("redirects", &id))?;
    let uri = form.field("uri").to_owned();
    change(&app, &visitor, &id, &form, "", "redirect-removed", |client| {
        client.redirect_uris.retain(|known| *known != uri);
    })
    .await
}

async fn change(
    app: &App,
    visitor: &Visitor,
    id: &str,
    form: &form::Submitted,
    entered: &str,
    done: &str,
    edit: impl Fn(&mut Client),
) -> Result<Response, PageError> {
    let known = find_own(app, visitor, id).await?;
    fresh::demand(app, visitor, form).await?;
    let mut wanted = known.clone();
    edit(&mut wanted);
    let file = wanted.metadata.sector_identifier_uri.as_deref();
    if let Err(problem) = sector::check(app, file, &wanted.redirect_uris).await {
        let problems = lines_of("uri", &[problem]);
        return pages::refused(&page(app, visitor, &known, entered, &problems));
    }
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, visitor, id).await?;
    let mut after = before.clone();
    edit(&mut after);
    if let Err(problems) = check(app, &after, &["redirect_uris"]) {
        drop(tx);
        return pages::refused(&page(app, visitor, &before, entered, &lines_of("uri", &problems)));
    }
    clients::update(&mut tx, &context, &before, &after).await?;
    tell_owner(app, &mut tx, visitor, &after, "The redirect addresses were changed").await?;
    tx.commit().await?;
    Ok(see_other(&address(&after.id, "/redirects", done)))
}
