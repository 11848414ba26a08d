//! `/account/security/log`: what happened in a member's account.

use std::collections::HashMap;
use std::sync::Arc;

use account::audit::Event;
use account::device::Device;
use account::log::{self, Kind};
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use oauth::params::Params;
use oauth::{ClientId, EventId};
use serde_json::json;
use store::EventsWanted;

use super::account_frame;
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query};
use crate::views::security::{FilterChoice, LogRow, SecurityLogPage};
use crate::views::{Moment, browser_in_words};
use crate::words::{self, Language, Phrase, events};

/// Lines on a page, and in a download.
const PAGE: i64 = 50;
const DOWNLOAD: i64 = 10_000;

/// What a member wants to see.
struct Filters {
    kind: Option<Kind>,
    ok: Option<bool>,
    before: Option<EventId>,
}

impl Filters {
    fn of(query: &Query) -> Self {
        Self {
            kind: query.one("kind").and_then(Kind::parse),
            ok: match query.one("result") {
                Some("done") => Some(true),
                Some("refused") => Some(false),
                _ => None,
            },
            before: query.one("before").and_then(EventId::parse),
        }
    }

    fn result(&self) -> Option<&'static str> {
        self.ok.map(|ok| if ok { "done" } else { "refused" })
    }

    /// As the query of an address, from `before` on.
    fn query(&self, before: Option<&EventId>) -> String {
        let before = before.map(EventId::to_string);
        let pairs =
            [("kind", self.kind.map(Kind::name)), ("result", self.result()), ("before", before.as_deref())];
        let pairs: Vec<(&str, &str)> =
            pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", Params::from_pairs(pairs).encode()) }
    }
}

/// Events about the member, with the names of the apps they name.
async fn load(
    app: &App,
    visitor: &Visitor,
    filters: &Filters,
    limit: i64,
) -> Result<(Vec<Event>, HashMap<String, String>), PageError> {
    let user = visitor.signed_in()?.user.id;
    let actions: Option<Vec<&str>> = filters.kind.map(|kind| kind.actions().collect());
    let wanted = EventsWanted {
        actions: actions.as_deref(),
        ok: filters.ok,
        since: visitor.now - log::SHOWN_FOR,
        before: filters.before.as_ref(),
        limit,
    };
    let mut reader = app.store.read().await?;
    let events = reader.list_events_about(&user, &wanted).await?;
    let mut names = HashMap::new();
    for id in events.iter().filter_map(log::client_of) {
        if !names.contains_key(&id)
            && let Some(client) = reader.find_client(&ClientId(id.clone())).await?
        {
            names.insert(id, client.name.clone());
        }
    }
    Ok((events, names))
}

/// Shows a page of it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let filters = Filters::of(&Query::of(query.as_deref()));
    let (events, names) = load(&app, &visitor, &filters, PAGE).await?;
    let zone = super::zone_of(&app, &visitor).await?;
    let full = i64::try_from(events.len()) == Ok(PAGE);
    let kinds = Kind::ALL.map(|kind| FilterChoice {
        value: kind.name(),
        words: events::kind(kind),
        chosen: filters.kind == Some(kind),
    });
    let results = [("done", words::t("security-log-done")), ("refused", words::t("security-log-refused"))]
        .map(|(value, words)| FilterChoice { value, words, chosen: filters.result() == Some(value) });
    let older = events.last().filter(|_| full).map(|last| filters.query(Some(&last.id)));
    let page = SecurityLogPage {
        frame: account_frame(&app, &visitor, words::t("security-log-title"), "/account/security/log"),
        kinds: kinds.into(),
        results: results.into(),
        rows: events.iter().map(|event| row(event, &names, &zone)).collect(),
        zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        filtered: filters.kind.is_some() || filters.ok.is_some() || filters.before.is_some(),
        filters: filters.query(None),
        older: older.map(|query| format!("/account/security/log{query}")),
    };
    pages::page(&page)
}

fn what(event: &Event, names: &HashMap<String, String>) -> Phrase {
    let name = log::client_of(event).and_then(|id| names.get(&id)).map(String::as_str);
    events::told(event, name)
}

fn row(event: &Event, names: &HashMap<String, String>, zone: &TimeZone) -> LogRow {
    let by_others = matches!(event.actor.as_str(), "command" | "system");
    let why = || events::why(&event.result).map_or_else(|| event.result.clone(), String::from);
    let device = log::fact(event, "device").unwrap_or_default();
    LogRow {
        what: what(event, names).to_string(),
        refused: (event.result != "ok").then(why),
        at: Moment::in_zone(event.at, zone),
        place: match (by_others, event.address.as_str()) {
            (true, _) => words::t("security-log-on-server").to_string(),
            (false, address) => address.to_owned(),
        },
        remote: !by_others,
        device: Device::recorded(&device).map_or(device, |known| browser_in_words(known).into()),
        disputable: !by_others,
    }
}

/// An event for programs, which is the same whatever its reader's language.
fn exported(event: &Event, names: &HashMap<String, String>) -> [String; 6] {
    [
        Moment::of(event.at).machine,
        what(event, names).in_language(Language::first()),
        event.action.clone(),
        event.result.clone(),
        event.address.clone(),
        log::fact(event, "device").unwrap_or_default(),
    ]
}

/// Gives all of it as JSON.
pub(crate) async fn show_json(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let filters = Filters::of(&Query::of(query.as_deref()));
    let (events, names) = load(&app, &visitor, &filters, DOWNLOAD).await?;
    let lines = events.iter().map(|event| {
        let [at, what, action, result, address, device] = exported(event, &names);
        json!({
            "at": at, "what": what, "action": action, "result": result, "address": address, "device": device,
        })
    });
    let text = serde_json::Value::from_iter(lines).to_string();
    Ok(download(text, "application/json", "security-log.json"))
}

/// Gives all of it as lines with commas.
pub(crate) async fn show_csv(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let filters = Filters::of(&Query::of(query.as_deref()));
    let (events, names) = load(&app, &visitor, &filters, DOWNLOAD).await?;
    let mut text = "at,what,action,result,address,device\r\n".to_owned();
    for event in &events {
        text.push_str(&exported(event, &names).map(|cell| csv_cell(&cell)).join(","));
        text.push_str("\r\n");
    }
    Ok(download(text, "text/csv; charset=utf-8", "security-log.csv"))
}

/// A cell (RFC 4180) that no spreadsheet takes for a formula, whoever chose an app's name.
fn csv_cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

fn download(text: String, kind: &'static str, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_whatever_it_says() {
        for (text, cell) in
            [("a", "\"a\""), ("a\"b,c", "\"a\"\"b,c\""), ("=1+1", "\"'=1+1\""), ("@x", "\"'@x\"")]
        {
            assert_eq!(csv_cell(text), cell);
        }
    }
}
