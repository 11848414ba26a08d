//! `/developers/apps/{id}/logs`: what the app's calls came to.

mod entry;
mod explained;
mod export;
mod live;
mod search;

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use oauth::ClientId;
use oauth::call::{Call, Endpoint, Filter, Outcome, explain};
use oauth::client::Client;
use oauth::oidc::subject;
use oauth::params::Params;

use super::{app_frame, card, find_own};
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, frame};
use crate::views::Moment;
use crate::views::frame::Field;
use crate::views::logs::{LogRow, LogsPage};
use crate::words;

pub(crate) use entry::show as show_entry;
pub(crate) use export::show as export;
pub(crate) use live::show as follow;
use search::{Cursor, Found};

/// Lines on one page.
const PAGE: usize = 50;

/// Shows the newest lines that fit, or those before a cursor.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let query = Query::of(query.as_deref());
    let text = query.one("filter").unwrap_or_default();
    let cursor = query.one("before").and_then(Cursor::parse);
    let (filter, problems) = match Filter::parse(text) {
        Ok(filter) => (filter, Vec::new()),
        Err(bad) => (Filter::default(), vec![frame::problem("filter", explained::bad_filter(&bad))]),
    };
    let found = match problems.is_empty() {
        true => search::newest_first(&app, &client.id, &filter, cursor.as_ref(), PAGE).await?,
        false => Found::default(),
    };
    let at_newest = cursor.is_none() && problems.is_empty();
    let page = LogsPage {
        frame: frame::with_problems(
            app_frame(&app, &visitor, &client, words::t("log-title"), "/logs"),
            &problems,
        ),
        app: card(&client, None, visitor.now),
        filter: Field::text("filter", words::t("log-look-for")).value(text).verbatim().checked(&problems),
        filtered: !filter.is_empty() || !problems.is_empty(),
        rows: found.calls.iter().map(|call| row(&client.id, call)).collect(),
        older: found.next.map(|cursor| address(&client.id, "", text, &[("before", &cursor.to_string())])),
        looked_far: found.looked_far,
        live: at_newest.then(|| address(&client.id, "/live", text, &[])),
        newest: format!("/developers/apps/{}/logs", client.id),
        exports: [
            ("CSV", address(&client.id, "/export", text, &[("format", "csv")])),
            ("JSON", address(&client.id, "/export", text, &[("format", "json")])),
        ],
    };
    match problems.is_empty() {
        true => pages::page(&page),
        false => pages::refused(&page),
    }
}

/// An address below the log that keeps the filter.
fn address(client: &ClientId, path: &str, filter: &str, more: &[(&str, &str)]) -> String {
    let filter = Some(("filter", filter)).filter(|(_, text)| !text.is_empty());
    let pairs: Vec<(&str, &str)> = more.iter().copied().chain(filter).collect();
    let query = Params::from_pairs(pairs).encode();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/developers/apps/{client}/logs{path}{mark}{query}")
}

/// The member a line is about, as the app knows them.
fn subject_of(app: &App, client: &Client, call: &Call) -> Option<String> {
    call.user_id.map(|user| subject::of(client, &user, &app.secrets.subject))
}

/// A line as pages show it.
fn row(client: &ClientId, call: &Call) -> LogRow {
    let explanation = explain(call);
    LogRow {
        href: (call.endpoint != Endpoint::Gap).then(|| format!("/developers/apps/{client}/logs/{}", call.id)),
        at: Moment::precise(call.at()),
        method: call.method.to_string(),
        path: call.path.clone(),
        status: call.status,
        tone: match call.outcome() {
            Outcome::Succeeded => "ok",
            Outcome::Refused => "warn",
            Outcome::Failed => "danger",
        },
        error: call.error.as_ref().map(ToString::to_string),
        took: in_milliseconds(u64::from(call.micros)),
        what: explained::what(&explanation.what).to_string(),
        fix: explained::fix(&explanation).map(String::from),
    }
}

/// A duration as developers read it: `0.4 ms`, `12 ms`.
pub(super) fn in_milliseconds(micros: u64) -> String {
    match micros {
        0..10_000 => format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100),
        _ => format!("{} ms", micros / 1_000),
    }
}
