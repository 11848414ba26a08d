//! `/account/tokens`: personal access tokens, for a member's own programs.

use std::sync::Arc;
use std::time::Duration;

use account::personal_token::{self, LONGEST_NAME, MOST, PersonalToken};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use oauth::client::registration::is_inert;
use oauth::scope::{Risk, ScopeGroup};
use oauth::{Scope, Secret, Timestamp, TokenId};

use super::{account_frame, zone_of};
use crate::App;
use crate::acts::personal_tokens::{self, NewToken};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame, fresh, once};
use crate::views::Moment;
use crate::views::consent::ScopeRow;
use crate::views::frame::{Field, Problem};
use crate::views::security::{NewTokenPage, TokenRow, TokensPage};
use crate::words;

const LIST: &str = "personal-tokens";
const NEW: &str = "personal-token-new";

/// How a day is written.
const DATE: &str = "2027-12-31";

const DAY: Duration = Duration::from_secs(86_400);

/// Lists the tokens; right after one was made, with its value.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let user = visitor.signed_in()?.user.id;
    let tokens = app.store.read().await?.list_personal_tokens(&user, visitor.now).await?;
    let zone = zone_of(&app, &visitor).await?;
    let fresh = once::take(&app, &visitor, LIST, &headers);
    let shown = fresh.is_some();
    let page = TokensPage {
        frame: account_frame(&app, &visitor, words::t("account-tokens"), "/account/tokens"),
        form_token: form::token(&app, &visitor, LIST),
        secret: fresh,
        tokens: tokens.iter().map(|token| row(&app, token, &zone, visitor.now)).collect(),
        room: tokens.len() < MOST,
    };
    let mut response = pages::page(&page)?;
    if shown {
        once::forget(&mut response);
    }
    Ok(response)
}

fn row(app: &App, token: &PersonalToken, zone: &TimeZone, now: Timestamp) -> TokenRow {
    let catalogue = app.catalogue();
    let sentence = |name: &str| catalogue.find(name).map_or(name.to_owned(), words::scopes::sentence);
    TokenRow {
        id: token.id.to_string(),
        name: token.name.clone(),
        tail: token.tail.clone(),
        sentences: token.scope.iter().map(sentence).collect(),
        used: token.last_used_at.map(|used| Moment::in_zone(used, zone)),
        ends: Moment::in_zone(token.expires_at, zone),
        soon: token.expires_at.since(now) < personal_token::REMIND_BEFORE,
    }
}

/// What was entered.
struct Entered<'a> {
    name: &'a str,
    days: &'a str,
    until: &'a str,
    scope: Scope,
}

/// Asks what a new token is for.
pub(crate) async fn show_new(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    fresh::demand_to_open(&visitor)?;
    let entered = Entered { name: "", days: "30", until: "", scope: Scope::default() };
    pages::page(&page(&app, &visitor, &entered, &[]))
}

fn page(app: &App, visitor: &Visitor, entered: &Entered<'_>, problems: &[Problem]) -> NewTokenPage {
    let frame = account_frame(app, visitor, words::t("pat-new-title"), "/account/tokens");
    let catalogue = app.catalogue();
    let rows = |group: ScopeGroup| -> Vec<ScopeRow> {
        let entries = personal_token::offered(&catalogue).filter(|entry| entry.group == group);
        entries
            .map(|entry| ScopeRow {
                name: entry.name.clone(),
                sentence: words::scopes::sentence(entry),
                not_included: words::scopes::not_included(entry),
                required: false,
                allowed_before: false,
                new: false,
                risky: entry.risk == Risk::High,
                ticked: entered.scope.contains(&entry.name),
            })
            .collect()
    };
    NewTokenPage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, NEW),
        name: Field::text("name", words::t("pat-name"))
            .hint(words::t("pat-name-hint"))
            .value(entered.name)
            .checked(problems),
        lives: [
            ("7", words::t("span-days").count("count", 7_u32)),
            ("30", words::t("span-days").count("count", 30_u32)),
            ("90", words::t("span-days").count("count", 90_u32)),
            ("365", words::t("pat-year")),
        ]
        .map(|(value, words)| (value, words, value == entered.days))
        .into(),
        until: Field::text("until", words::t("pat-until"))
            .hint(words::t("pat-until-hint").with("example", DATE))
            .value(entered.until)
            .checked(problems),
        see: rows(ScopeGroup::See),
        change: rows(ScopeGroup::Change),
    }
}

/// The end that was asked for.
fn end(entered: &Entered<'_>, now: Timestamp) -> Result<Timestamp, Problem> {
    if !entered.until.is_empty() {
        let day = entered.until.parse::<Date>().ok().and_then(|day| day.tomorrow().ok());
        let ends = day.and_then(|day| day.to_zoned_datetime(TimeZone::UTC).ok());
        let ends = ends.map(|at| Timestamp::from_micros(at.timestamp().as_microsecond()));
        let message = words::t("pat-until-wrong").with("example", DATE);
        return ends
            .and_then(|ends| personal_token::end(ends, now))
            .ok_or_else(|| frame::problem("until", message));
    }
    let days: Option<u32> = entered.days.parse().ok();
    days.and_then(|days| personal_token::end(now + DAY * days, now))
        .ok_or_else(|| frame::problem("expires", words::t("pat-ends-wrong")))
}

/// Makes a token; the list shows it once.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, NEW)?;
    fresh::demand(&app, &visitor, &form).await?;
    let user = visitor.signed_in()?.user.clone();
    let catalogue = app.catalogue();
    let ticked: Vec<&str> = personal_token::offered(&catalogue)
        .map(|entry| entry.name.as_str())
        .filter(|name| form.all("scope").any(|ticked| ticked == *name))
        .collect();
    let entered = Entered {
        name: form.trimmed("name"),
        days: form.field("expires"),
        until: form.trimmed("until"),
        scope: Scope::parse(&ticked.join(" ")).unwrap_or_default(),
    };
    let mut problems = Vec::new();
    let length = entered.name.chars().count();
    if length == 0 || length > LONGEST_NAME || !is_inert(entered.name) {
        problems.push(frame::problem("name", words::t("pat-name-wrong")));
    }
    let ends = end(&entered, visitor.now).map_err(|problem| problems.push(problem));
    if entered.scope.is_empty() {
        let first = personal_token::offered(&catalogue).next().map_or("", |entry| &entry.name);
        problems.push(frame::problem(&format!("scope-{first}"), words::t("pat-may-wrong")));
    }
    let (Ok(expires_at), true) = (ends, problems.is_empty()) else {
        return pages::refused(&page(&app, &visitor, &entered, &problems));
    };
    let new = NewToken { name: entered.name, scope: entered.scope.clone(), expires_at };
    make(&app, &visitor, &form, &user, None, new).await
}

async fn make(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    user: &account::user::User,
    replaced: Option<&TokenId>,
    new: NewToken<'_>,
) -> Result<Response, PageError> {
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    // Whoever ends everything of the member waits for this row, and then ends this token too, or was first.
    tx.claim_user(&user.id).await?;
    if let Some(id) = replaced
        && personal_tokens::stop(&mut tx, &context, &user.id, id).await?.is_none()
    {
        return Err(PageError::not_found());
    }
    if tx.list_personal_tokens(&user.id, visitor.now).await?.len() >= MOST {
        drop(tx);
        return Ok(see_other("/account/tokens"));
    }
    let secret: Secret = personal_tokens::create(&mut tx, &context, &app.letterhead(), user, new).await?;
    tx.commit().await?;
    let mut response = see_other("/account/tokens?done=token-made");
    once::keep(app, visitor, LIST, &secret, &mut response);
    Ok(response)
}

/// Puts another token in a token's place, with its name and what it allows.
pub(crate) async fn renew(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, LIST)?;
    fresh::demand(&app, &visitor, &form).await?;
    let user = visitor.signed_in()?.user.clone();
    let id = TokenId::parse(&id).ok_or_else(PageError::not_found)?;
    let tokens = app.store.read().await?.list_personal_tokens(&user.id, visitor.now).await?;
    let token = tokens.into_iter().find(|token| token.id == id).ok_or_else(PageError::not_found)?;
    let new =
        NewToken { name: &token.name, scope: token.scope.clone(), expires_at: visitor.now + token.life() };
    make(&app, &visitor, &form, &user, Some(&id), new).await
}

/// Stops a token.
pub(crate) async fn stop(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, LIST)?;
    let user = visitor.signed_in()?.user.id;
    let id = TokenId::parse(&id).ok_or_else(PageError::not_found)?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    // Stopped already is as good: a double press does the thing once.
    personal_tokens::stop(&mut tx, &context, &user, &id).await?;
    tx.commit().await?;
    Ok(see_other("/account/tokens?done=token-stopped"))
}
