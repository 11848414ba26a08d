//! `/developers/apps/{id}/credentials`: what proves the app, shown once, swapped without a gap.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::SecretId;
use oauth::client::registration::is_inert;
use oauth::client::{AuthMethod, Client, ClientSecret};

use super::{address, app_frame, card, claim_own, find_own, has_room, purpose, tell_owner};
use crate::App;
use crate::acts::clients::{self, Added, is_live};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame, fresh, once};
use crate::views::Moment;
use crate::views::frame::{Field, Problem};
use crate::views::portal::{CredentialsPage, SecretRow};
use crate::words;

/// The longest name of a secret, in characters.
const LONGEST_LABEL: usize = 40;

/// Shows identifier, addresses and secrets.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let fresh_secret = once::take(&app, &visitor, &id, &headers);
    let shown = fresh_secret.is_some();
    let page = page(&app, &visitor, &client, fresh_secret, "", &[]).await?;
    let mut response = pages::page(&page)?;
    if shown {
        once::forget(&mut response);
    }
    Ok(response)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    client: &Client,
    fresh_secret: Option<String>,
    label: &str,
    problems: &[Problem],
) -> Result<CredentialsPage, PageError> {
    let secrets = app.store.read().await?.list_secrets(&client.id).await?;
    let issuer = &app.settings.public_url;
    let frame = app_frame(app, visitor, client, words::t("credentials-title"), "/credentials");
    Ok(CredentialsPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, &purpose("credentials", client.id.as_str())),
        app: card(client, Some(&secrets), visitor.now),
        token_url: format!("{issuer}/oauth/token"),
        authorize_url: format!("{issuer}/oauth/authorize"),
        public: client.is_public(),
        keyed: client.auth_method == AuthMethod::PrivateKeyJwt,
        keys_at: client.metadata.jwks_uri.clone(),
        fresh_secret,
        secrets: secrets.iter().rev().map(|secret| row(secret, visitor)).collect(),
        room: has_room(&secrets, visitor.now),
        label: Field::text("label", words::t("credentials-label"))
            .hint(words::t("credentials-label-hint"))
            .autocomplete("off")
            .value(label)
            .checked(problems),
    })
}

fn row(secret: &ClientSecret, visitor: &Visitor) -> SecretRow {
    SecretRow {
        id: secret.id.to_string(),
        label: secret.label.clone(),
        tail: secret.tail.clone(),
        created: Moment::of(secret.created_at),
        used: secret.last_used_at.map(Moment::of),
        stops: secret.stops_at.map(Moment::of),
        live: is_live(secret, visitor.now),
    }
}

/// How long the older secret goes on, by the form's word; `Some(None)` is without an end.
fn overlap(word: &str) -> Option<Option<Duration>> {
    const HOUR: u64 = 3_600;
    Some(match word {
        "1h" => Some(Duration::from_secs(HOUR)),
        "1d" => Some(Duration::from_secs(24 * HOUR)),
        "7d" => Some(Duration::from_secs(7 * 24 * HOUR)),
        "30d" => Some(Duration::from_secs(30 * 24 * HOUR)),
        "never" => None,
        _ => return None,
    })
}

/// Adds a secret.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("credentials", &id))?;
    let client = find_own(&app, &visitor, &id).await?;
    fresh::demand(&app, &visitor, &form).await?;
    let label = form.trimmed("label");
    let length = label.chars().count();
    let mut problems = Vec::new();
    if length == 0 || length > LONGEST_LABEL || !is_inert(label) {
        problems.push(frame::problem("label", words::t("credentials-label-wrong")));
    }
    let after = overlap(form.field("old_stops"));
    if after.is_none() {
        problems.push(frame::problem("old_stops", words::t("credentials-old-missing")));
    }
    if !client.auth_method.uses_secret() {
        problems.push(frame::problem("label", words::t("credentials-none")));
    }
    let (Some(after), true) = (after, problems.is_empty()) else {
        return pages::refused(&page(&app, &visitor, &client, None, label, &problems).await?);
    };
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let client = claim_own(&mut tx, &visitor, &id).await?;
    let Added::Secret(secret) = clients::add_secret(&mut tx, &context, &client, label, after).await? else {
        drop(tx);
        let problems = [frame::problem("label", words::t("credentials-two"))];
        return pages::refused(&page(&app, &visitor, &client, None, label, &problems).await?);
    };
    tell_owner(&app, &mut tx, &visitor, &client, "A client secret was added").await?;
    tx.commit().await?;
    let mut response = see_other(&address(&client.id, "/credentials", "secret-added"));
    once::keep(&app, &visitor, &id, &secret, &mut response);
    Ok(response)
}

/// Stops a secret at once.
pub(crate) async fn stop(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((id, secret)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, &purpose("credentials", &id))?;
    let secret = SecretId::parse(&secret).ok_or_else(PageError::not_found)?;
    find_own(&app, &visitor, &id).await?;
    fresh::demand(&app, &visitor, &form).await?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    let client = claim_own(&mut tx, &visitor, &id).await?;
    if clients::stop_secret(&mut tx, &context, &client.id, &secret).await? {
        tell_owner(&app, &mut tx, &visitor, &client, "A client secret was stopped").await?;
        tx.commit().await?;
    }
    Ok(see_other(&address(&client.id, "/credentials", "secret-stopped")))
}
