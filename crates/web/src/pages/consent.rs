//! `/oauth/consent`: the promise page.

use std::sync::Arc;
use std::time::Duration;

use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::authorize::Step;
use oauth::client::Client;
use oauth::consent;
use oauth::error::Error;
use oauth::scope::{Risk, ScopeGroup};
use oauth::{Scope, Timestamp};
use serde_json::json;

use crate::App;
use crate::acts::client_target;
use crate::endpoints::authorize::{self, Asked, see_other};
use crate::endpoints::issue::issue;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::{self, Query, frame};
use crate::views::app_mark::AppMark;
use crate::views::consent::{ConsentPage, ScopeRow};
use crate::views::frame::Problem;
use crate::views::span_in_words;
use crate::words::{self, Phrase, scopes};

/// The most members of an app that are counted one by one.
const COUNTED: i64 = 1_000;

/// The form is bound to the session, to the request and to what it showed as needed and as new: an owner who makes
/// a permission needed meanwhile, or a member who takes one back elsewhere, makes it another question.
fn purpose(asked: &Asked, request: &str, fresh: &Scope, current: &SignedIn) -> String {
    let needed = asked.request.scope.filter(|name| asked.client.required_scopes.contains(name));
    format!("consent:{request}:{}:{needed}:{fresh}", current.session.id)
}

/// Shows what the app asks for.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = Query::of(query.as_deref());
    let id = query.one("request").unwrap_or_default();
    let asked = authorize::find_waiting(&app, &visitor, id).await?;
    let Step::Consent { fresh, .. } =
        authorize::next_step(&app, &visitor, &asked, &asked.progress(true)).await?
    else {
        return authorize::resume(&app, &visitor, id, true).await.map(pages::in_flow);
    };
    let page = page(&app, &visitor, &asked, id, &fresh, &Scope::default(), &[]).await?;
    pages::page(&page).map(pages::in_flow)
}

/// Takes the decision.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    // Read before it is trusted, only to know what the form must be bound to.
    let id = Query::of(std::str::from_utf8(&body).ok()).one("request").unwrap_or_default().to_owned();
    let current = visitor.signed_in()?;
    let asked = authorize::find_waiting(&app, &visitor, &id).await?;
    let step = authorize::next_step(&app, &visitor, &asked, &asked.progress(true)).await?;
    let Step::Consent { fresh, .. } = step else {
        return Ok(see_other(&format!("/oauth/consent?request={id}")));
    };
    let form = form::accept(&app, &visitor, &headers, &body, &purpose(&asked, &id, &fresh, current))?;
    match form.field("decision") {
        "all" => {
            let page = page(&app, &visitor, &asked, &id, &fresh, &asked.request.scope, &[]).await?;
            pages::page(&page).map(pages::in_flow)
        }
        "deny" => deny(&app, &visitor, &asked).await.map(pages::in_flow),
        _ => {
            let ticked = asked.request.scope.filter(|name| form.all("scope").any(|ticked| ticked == name));
            allow(&app, &visitor, &asked, &id, &fresh, &ticked, &form).await.map(pages::in_flow)
        }
    }
}

async fn deny(app: &App, visitor: &Visitor, asked: &Asked) -> Result<Response, PageError> {
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    authorize::complete(&mut tx, visitor, asked).await?;
    context.record_refusal(&mut tx, "consent.give", client_target(&asked.client.id), "denied").await?;
    tx.commit().await?;
    let answer = asked.request.answer_error(&Error::access_denied("the member said no"));
    authorize::deliver(app, visitor, answer).await
}

async fn allow(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    id: &str,
    fresh: &Scope,
    ticked: &Scope,
    form: &form::Submitted,
) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    let before = tx.claim_consent(&current.user.id, &asked.client.id).await?;
    let Ok(scope) = consent::granted(&asked.request, &asked.client, ticked, before.as_ref()) else {
        drop(tx);
        let first = asked.request.scope.iter().next().unwrap_or_default();
        let message = words::t("consent-none-ticked");
        let problems = [frame::problem(&format!("scope-{first}"), message)];
        let page = page(app, visitor, asked, id, fresh, ticked, &problems).await?;
        return pages::refused(&page);
    };
    form.spend(&mut tx).await?;
    authorize::complete(&mut tx, visitor, asked).await?;
    let kept = before.map(|consent| consent.scope).unwrap_or_default().union(&scope);
    tx.set_consent(&current.user.id, &asked.client.id, &kept, visitor.now).await?;
    let facts = json!({ "user": current.user.id.to_string(), "scope": scope.to_string() });
    context.record_with(&mut tx, "consent.give", client_target(&asked.client.id), facts).await?;
    let issued = issue(app, &mut tx, &context, current, asked, scope).await?;
    tx.commit().await?;
    authorize::deliver(app, visitor, issued.finish(app).await?).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    id: &str,
    fresh: &Scope,
    ticked: &Scope,
    problems: &[Problem],
) -> Result<ConsentPage, PageError> {
    let current = visitor.signed_in()?;
    let client = &asked.client;
    let mut reader = app.store.read().await?;
    let owner = match &client.owner_id {
        Some(owner) => reader.find_user(owner).await?,
        None => None,
    };
    let members = reader.count_consents(&client.id, COUNTED).await?;
    drop(reader);
    let catalogue = app.catalogue();
    // Only what was allowed before makes anything else new.
    let returning = fresh != &asked.request.scope;
    let rows = |group: ScopeGroup| -> Vec<ScopeRow> {
        let entries = asked.request.scope.iter().filter_map(|name| catalogue.find(name));
        entries
            .filter(|entry| entry.group == group)
            .map(|entry| {
                let required =
                    consent::is_of_the_request(&entry.name) || client.required_scopes.contains(&entry.name);
                let is_fresh = fresh.contains(&entry.name);
                ScopeRow {
                    name: entry.name.clone(),
                    sentence: scopes::sentence(entry),
                    not_included: scopes::not_included(entry),
                    required,
                    allowed_before: !is_fresh,
                    new: returning && is_fresh,
                    risky: entry.risk == Risk::High,
                    ticked: ticked.contains(&entry.name),
                }
            })
            .collect()
    };
    let (see, change, away) = (rows(ScopeGroup::See), rows(ScopeGroup::Change), rows(ScopeGroup::Act));
    let choices = see.iter().chain(&change).chain(&away).any(|row| !row.required && !row.allowed_before);
    Ok(ConsentPage {
        frame: frame::with_problems(
            frame::of(app, visitor, words::t("consent-page").with("app", &client.name)),
            problems,
        ),
        form_token: form::token(app, visitor, &purpose(asked, id, fresh, current)),
        request: id.to_owned(),
        app: client.name.clone(),
        mark: AppMark::of(&client.name, client.logo_id.as_ref()),
        made_by: made_by(client, owner.as_ref()),
        homepage_host: host(&client.homepage),
        homepage: client.homepage.clone(),
        policy: client.metadata.policy_uri.clone(),
        terms: client.metadata.tos_uri.clone(),
        age: age(client.created_at, visitor.now),
        members: members_in_words(members),
        unreviewed: true,
        test: !client.live,
        member: frame::name_of(&current.user).to_owned(),
        email: current.user.email.clone(),
        see,
        change,
        lasts: lasts(&away, app.settings.tokens.refresh_idle_ttl),
        away,
        destination: asked.request.redirect_uri.origin(),
        choices,
    })
}

/// How long the app's access lasts, for what the member decides about their being away.
fn lasts(away: &[ScopeRow], unused: Duration) -> Phrase {
    match away.first() {
        None => words::t("consent-lasts-session"),
        Some(row) if row.required || row.allowed_before => {
            words::t("consent-lasts").with("span", span_in_words(unused))
        }
        Some(_) => words::t("consent-lasts-away").with("span", span_in_words(unused)),
    }
}

/// Whose the app is, in a sentence.
fn made_by(client: &Client, owner: Option<&User>) -> Phrase {
    match (owner, &client.owner_id) {
        (Some(owner), _) => words::t("consent-made-by").with("owner", frame::name_of(owner)),
        (None, Some(_)) => words::t("consent-made-by-gone"),
        (None, None) => words::t("consent-made-by-host").with("host", host(&client.homepage)),
    }
}

/// The host of a website, as a machine spells it: look-alike letters show.
fn host(homepage: &str) -> String {
    let url = url::Url::parse(homepage).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

fn age(created_at: Timestamp, now: Timestamp) -> Phrase {
    match now.since(created_at).as_secs() / 86_400 {
        0 => words::t("consent-registered-today"),
        1 => words::t("consent-registered-yesterday"),
        days @ 2..60 => words::t("consent-registered-days").count("count", days),
        days => words::t("consent-registered-months").count("count", days / 30),
    }
}

fn members_in_words(count: i64) -> Phrase {
    match count {
        0 => words::t("consent-members-none"),
        1 => words::t("consent-members-one"),
        2..10 => words::t("consent-members-few"),
        10..COUNTED => words::t("consent-members-about").count("count", count / 10 * 10),
        _ => words::t("consent-members-many"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_alike_host_shows_as_what_it_is() {
        assert_eq!(host("https://p\u{430}ypal.example/x"), "xn--pypal-4ve.example");
        assert_eq!(host("https://app.example:8443/"), "app.example");
    }

    #[test]
    fn members_are_counted_roughly() {
        for (count, words) in [
            (0, "nobody uses it yet"),
            (7, "a few members use it"),
            (57, "about 50 members use it"),
            (1_000, "more than 1,000 members use it"),
        ] {
            assert_eq!(members_in_words(count).to_string(), words);
        }
    }
}
