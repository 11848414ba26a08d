//! `/developers/apps/{id}/keys`: the app's public keys, and how what it is told is signed and encrypted.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::Client;
use oauth::jose::jwe::{ContentAlgorithm, KeyAlgorithm};
use oauth::jose::jwk::Algorithm;
use serde_json::Value;

use super::faults::lines;
use super::{address, app_frame, card, check, claim_own, find_own, purpose, tell_owner};
use crate::App;
use crate::acts::clients;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame, fresh};
use crate::views::branding::{Choices, KeysPage};
use crate::views::frame::{Choice, Field, Problem};
use crate::words::{self, Phrase};

const PAGE: &str = "/keys";
/// What the form holds.
const FIELDS: [&str; 5] = [
    "jwks",
    "jwks_uri",
    "id_token_signed_response_alg",
    "id_token_encrypted_response_alg",
    "id_token_encrypted_response_enc",
];

/// Shows it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    pages::page(&page(&app, &visitor, &client, &client, None, &[]))
}

/// The page with what was entered. Keys that cannot be read come back as they were typed.
fn page(
    app: &App,
    visitor: &Visitor,
    client: &Client,
    entered: &Client,
    typed: Option<&str>,
    problems: &[Problem],
) -> KeysPage {
    let title = words::t("keys-title").to_string();
    let metadata = &entered.metadata;
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    let pretty = metadata.jwks.as_ref().map(|set| serde_json::to_string_pretty(set).unwrap_or_default());
    let keys = typed.map(str::to_owned).or(pretty).unwrap_or_default();
    let signing = metadata.id_token_signed_response_alg.as_deref().unwrap_or(Algorithm::Rs256.as_str());
    let nothing = std::iter::once("");
    let choose = |name, legend, values: Vec<&'static str>, chosen: &str| {
        choices(name, legend, values, chosen, problems)
    };
    KeysPage {
        frame: frame::with_problems(app_frame(app, visitor, client, &title, PAGE), problems),
        form_token: form::token(app, visitor, &purpose("keys", client.id.as_str())),
        app: card(client, None, visitor.now),
        fields: vec![
            Field::text(FIELDS[0], words::t("keys-jwks"))
                .lines()
                .verbatim()
                .hint(words::t("keys-jwks-hint"))
                .value(keys)
                .checked(problems),
            Field::url(FIELDS[1], words::t("keys-jwks-uri"))
                .autocomplete("off")
                .hint(words::t("keys-jwks-uri-hint"))
                .value(said(&metadata.jwks_uri))
                .checked(problems),
        ],
        choices: vec![
            choose(
                FIELDS[2],
                words::t("keys-signing"),
                Algorithm::ALL.map(Algorithm::as_str).to_vec(),
                signing,
            ),
            choose(
                FIELDS[3],
                words::t("keys-encryption"),
                nothing.clone().chain(KeyAlgorithm::ALL.map(KeyAlgorithm::as_str)).collect(),
                &said(&metadata.id_token_encrypted_response_alg),
            ),
            choose(
                FIELDS[4],
                words::t("keys-contents"),
                nothing.chain(ContentAlgorithm::ALL.map(ContentAlgorithm::as_str)).collect(),
                &said(&metadata.id_token_encrypted_response_enc),
            ),
        ],
    }
}

/// One to choose of several; nothing is the first where that can be.
fn choices(
    name: &'static str,
    legend: Phrase,
    values: Vec<&'static str>,
    chosen: &str,
    problems: &[Problem],
) -> Choices {
    let option = |value: &'static str| Choice {
        kind: "radio",
        name,
        id: if value.is_empty() { name.to_owned() } else { format!("{name}-{value}") },
        value: value.to_owned(),
        label: if value.is_empty() { words::t("keys-none").to_string() } else { value.to_owned() },
        hint: None,
        checked: value == chosen,
    };
    Choices {
        name,
        legend: legend.to_string(),
        options: values.into_iter().map(option).collect(),
        problem: problems.iter().find(|one| one.field == name).map(|one| one.message.clone()),
    }
}

/// What of a client the form changes.
fn fill(client: &mut Client, form: &Submitted) -> Result<(), Phrase> {
    let one = |name| Some(form.trimmed(name).to_owned()).filter(|text| !text.is_empty());
    let metadata = &mut client.metadata;
    metadata.jwks_uri = one(FIELDS[1]);
    metadata.id_token_signed_response_alg = one(FIELDS[2]);
    metadata.id_token_encrypted_response_alg = one(FIELDS[3]);
    metadata.id_token_encrypted_response_enc = one(FIELDS[4]);
    let set = one(FIELDS[0]).map(|text| serde_json::from_str::<Value>(&text));
    metadata.jwks = set.transpose().map_err(|_| words::t("keys-not-json"))?;
    Ok(())
}

/// Saves it.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("keys", &id))?;
    find_own(&app, &visitor, &id).await?;
    fresh::demand(&app, &visitor, &form).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let before = claim_own(&mut tx, &visitor, &id).await?;
    let mut after = before.clone();
    let problems = match fill(&mut after, &form) {
        Err(why) => vec![frame::problem(FIELDS[0], why)],
        Ok(()) => check(&app, &after, &FIELDS).err().map(|problems| lines(&problems)).unwrap_or_default(),
    };
    if !problems.is_empty() {
        drop(tx);
        let typed = form.field(FIELDS[0]);
        return pages::refused(&page(&app, &visitor, &before, &after, Some(typed), &problems));
    }
    clients::update(&mut tx, &context, &before, &after).await?;
    tell_owner(&app, &mut tx, &visitor, &after, "The keys were changed").await?;
    tx.commit().await?;
    Ok(see_other(&address(&after.id, PAGE, "saved")))
}
