//! `/developers/apps/{id}/branding`: the logo, and what members and operators may read and whom they may ask.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::Client;

use super::faults::lines;
use super::{address, app_frame, card, check, claim_own, find_own, purpose};
use crate::App;
use crate::acts::{clients, logos};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::upload::Upload;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::pictures::{Drawn, Shape, Unusable};
use crate::views::branding::BrandingPage;
use crate::views::frame::{Field, Problem};
use crate::words::{self, Phrase};

const PAGE: &str = "/branding";
/// What the form of words holds.
const FIELDS: [&str; 3] = ["policy_uri", "tos_uri", "contacts"];

/// Shows it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    pages::page(&page(&app, &visitor, &client, &client, &[]))
}

fn page(
    app: &App,
    visitor: &Visitor,
    client: &Client,
    entered: &Client,
    problems: &[Problem],
) -> BrandingPage {
    let id = client.id.as_str();
    let title = words::t("branding-title").to_string();
    let metadata = &entered.metadata;
    let link = |name: &'static str, label: Phrase, value: &Option<String>| {
        Field::url(name, label).autocomplete("off").value(value.clone().unwrap_or_default()).checked(problems)
    };
    BrandingPage {
        frame: frame::with_problems(app_frame(app, visitor, client, &title, PAGE), problems),
        form_token: form::token(app, visitor, &purpose("branding", id)),
        app: card(client, None, visitor.now),
        has_logo: client.logo_id.is_some(),
        logo_uri: client.metadata.logo_uri.clone(),
        logo_problem: problems.iter().find(|one| one.field == "logo").map(|one| one.message.clone()),
        fields: vec![
            link(FIELDS[0], words::t("branding-policy"), &metadata.policy_uri),
            link(FIELDS[1], words::t("branding-terms"), &metadata.tos_uri),
            Field::text(FIELDS[2], words::t("branding-contacts"))
                .lines()
                .verbatim()
                .hint(words::t("branding-contacts-hint"))
                .value(metadata.contacts.join("\n"))
                .checked(problems),
        ],
    }
}

/// Saves links and contacts.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("branding", &id))?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, &visitor, &id).await?;
    let mut after = before.clone();
    let link = |name| Some(form.trimmed(name).to_owned()).filter(|text| !text.is_empty());
    after.metadata.policy_uri = link(FIELDS[0]);
    after.metadata.tos_uri = link(FIELDS[1]);
    let entered = form.field(FIELDS[2]).lines().map(str::trim).filter(|line| !line.is_empty());
    after.metadata.contacts = entered.map(str::to_owned).collect();
    if let Err(problems) = check(&app, &after, &FIELDS) {
        drop(tx);
        return pages::refused(&page(&app, &visitor, &before, &after, &lines(&problems)));
    }
    clients::update(&mut tx, &context, &before, &after).await?;
    tx.commit().await?;
    Ok(see_other(&address(&after.id, PAGE, "saved")))
}

/// Takes a logo.
pub(crate) async fn upload(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    upload: Upload,
) -> Result<Response, PageError> {
    let form = form::accept_upload(&app, &visitor, &headers, &upload, &purpose("branding", &id))?;
    let client = find_own(&app, &visitor, &id).await?;
    let drawn = match upload.file {
        None => Err(words::t("branding-logo-missing")),
        Some(file) => app.studio.draw(file, Shape::Logo).await?.map_err(in_words),
    };
    match drawn {
        Ok(drawn) => set(&app, &visitor, &id, &form, Some(drawn)).await,
        Err(why) => pages::refused(&page(&app, &visitor, &client, &client, &[frame::problem("logo", why)])),
    }
}

/// Takes the logo away.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("branding", &id))?;
    set(&app, &visitor, &id, &form, None).await
}

/// Gives the app a logo or none. What a program said of an address for it holds no more.
async fn set(
    app: &App,
    visitor: &Visitor,
    id: &str,
    form: &Submitted,
    drawn: Option<Drawn>,
) -> Result<Response, PageError> {
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, visitor, id).await?;
    if before.metadata.logo_uri.is_some() {
        let mut after = before.clone();
        after.metadata.logo_uri = None;
        clients::update(&mut tx, &context, &before, &after).await?;
    }
    logos::set(&mut tx, &context, &before, drawn).await?;
    tx.commit().await?;
    Ok(see_other(&address(&before.id, PAGE, "saved")))
}

fn in_words(why: Unusable) -> Phrase {
    match why {
        Unusable::TooLarge => words::t("picture-too-large"),
        Unusable::Kind => words::t("picture-kind"),
        Unusable::TooManyPixels => words::t("picture-pixels"),
        Unusable::Damaged => words::t("picture-damaged"),
    }
}
