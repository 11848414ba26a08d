//! `/developers/apps/{id}/settings/addresses`: where the app is told of sign-outs, and where a sign-in may begin.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::Client;

use super::faults::lines;
use super::{address, check, claim_own, find_own, purpose, settings, tell_owner};
use crate::App;
use crate::acts::clients;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, fresh};
use crate::views::frame::{Field, Problem};
use crate::words::{self, Phrase};

/// What the form holds.
const FIELDS: [&str; 4] =
    ["post_logout_redirect_uris", "backchannel_logout_uri", "frontchannel_logout_uri", "initiate_login_uri"];

/// The boxes of the form.
pub(super) fn boxes(client: &Client, problems: &[Problem]) -> Vec<Field> {
    let said = |uri: &Option<String>| uri.clone().unwrap_or_default();
    let metadata = &client.metadata;
    let one = |name: &'static str, label: Phrase, hint: Phrase, value: &str| {
        Field::url(name, label).autocomplete("off").hint(hint).value(value).checked(problems)
    };
    vec![
        Field::text(FIELDS[0], words::t("settings-after"))
            .autocomplete("off")
            .verbatim()
            .lines()
            .hint(words::t("settings-after-hint"))
            .value(client.post_logout_redirect_uris.join("\n"))
            .checked(problems),
        one(
            FIELDS[1],
            words::t("settings-backchannel"),
            words::t("settings-backchannel-hint"),
            &said(&metadata.backchannel_logout_uri),
        ),
        one(
            FIELDS[2],
            words::t("settings-frontchannel"),
            words::t("settings-frontchannel-hint"),
            &said(&metadata.frontchannel_logout_uri),
        ),
        one(
            FIELDS[3],
            words::t("settings-start"),
            words::t("settings-start-hint"),
            &said(&metadata.initiate_login_uri),
        ),
    ]
}

/// What of a client the form changes.
fn fill(client: &mut Client, form: &Submitted) {
    let one = |name| Some(form.trimmed(name).to_owned()).filter(|text| !text.is_empty());
    let entered = form.field(FIELDS[0]).lines().map(str::trim).filter(|line| !line.is_empty());
    client.post_logout_redirect_uris = entered.map(str::to_owned).collect();
    client.metadata.backchannel_logout_uri = one(FIELDS[1]);
    client.metadata.frontchannel_logout_uri = one(FIELDS[2]);
    client.metadata.initiate_login_uri = one(FIELDS[3]);
}

/// Saves the addresses.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("addresses", &id))?;
    find_own(&app, &visitor, &id).await?;
    fresh::demand(&app, &visitor, &form).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, &visitor, &id).await?;
    let mut after = before.clone();
    fill(&mut after, &form);
    if let Err(problems) = check(&app, &after, &FIELDS) {
        drop(tx);
        return pages::refused(&settings::page(&app, &visitor, &before, &after, &lines(&problems)).await?);
    }
    clients::update(&mut tx, &context, &before, &after).await?;
    tell_owner(&app, &mut tx, &visitor, &after, "The sign-out addresses were changed").await?;
    tx.commit().await?;
    Ok(see_other(&address(&after.id, "/settings", "saved")))
}
