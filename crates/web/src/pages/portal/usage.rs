//! `/developers/apps/{id}/usage`: how much is called, how it ends, how long it takes.

mod sums;

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use oauth::Timestamp;
use oauth::call::{Count, Endpoint, Outcome};
use store::Span;

use super::logs::in_milliseconds;
use super::{app_frame, card, find_own};
use crate::App;
use crate::charts::{LineChart, Lines, Series};
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query};
use crate::views::logs::{Tile, UsagePage};
use crate::views::{self, Moment};
use crate::words::{self, Phrase};
use sums::Sums;

/// A time to look at.
struct Range {
    value: &'static str,
    label: Phrase,
    span: Span,
    count: u32,
}

static RANGES: [Range; 4] = [
    Range { value: "24h", label: words::t("usage-day"), span: Span::Hour, count: 24 },
    Range { value: "7d", label: words::t("usage-week"), span: Span::Hour, count: 7 * 24 },
    Range { value: "30d", label: words::t("usage-month"), span: Span::Day, count: 30 },
    Range { value: "1y", label: words::t("usage-year"), span: Span::Day, count: 365 },
];

/// The most counts that are read: a year of days, or a week of hours, in every kind there is.
const MOST_COUNTS: i64 = 50_000;

/// Shows it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let query = Query::of(query.as_deref());
    let wanted = query.one("range").unwrap_or_default();
    let range = RANGES.iter().find(|range| range.value == wanted).unwrap_or(&RANGES[0]);
    let starts = starts(range, visitor.now);
    let until = range.span.start(visitor.now) + range.span.length();
    let from = starts.first().copied().unwrap_or(until);
    let mut reader = app.store.read().await?;
    let counts = reader.list_call_counts(&client.id, range.span, from, until, MOST_COUNTS).await?;
    drop(reader);
    let page = UsagePage {
        frame: app_frame(&app, &visitor, &client, words::t("usage-title"), "/usage"),
        app: card(&client, None, visitor.now),
        ranges: RANGES
            .iter()
            .map(|one| (one.value, one.label.to_string(), one.value == range.value))
            .collect(),
        tiles: tiles(&Sums::of(counts.iter().map(|(_, count)| count))),
        charts: if counts.is_empty() { Vec::new() } else { charts(range, &starts, &counts) },
    };
    pages::page(&page)
}

/// When each span of the range begins, the oldest first.
fn starts(range: &Range, now: Timestamp) -> Vec<Timestamp> {
    let last = range.span.start(now);
    (0..range.count).rev().map(|back| last - range.span.length() * back).collect()
}

fn tiles(sums: &Sums) -> Vec<Tile> {
    let share = |part: u64| match sums.all() {
        0 => "–".to_owned(),
        all => format!("{}.{} %", part * 100 / all, part * 1_000 / all % 10),
    };
    let of = |outcome| grouped(sums.of_outcome(outcome));
    vec![
        Tile {
            label: words::t("usage-calls").to_string(),
            figure: grouped(sums.all()),
            note: words::t("usage-api-calls").with("count", grouped(sums.api)).to_string(),
        },
        Tile {
            label: words::t("usage-refused").to_string(),
            figure: share(sums.of_outcome(Outcome::Refused)),
            note: words::t("usage-refused-calls").with("count", of(Outcome::Refused)).to_string(),
        },
        Tile {
            label: words::t("usage-failed").to_string(),
            figure: share(sums.of_outcome(Outcome::Failed)),
            note: words::t("usage-failed-calls").with("count", of(Outcome::Failed)).to_string(),
        },
        Tile {
            label: words::t("usage-slowest").to_string(),
            figure: sums.percentile(95).map_or_else(|| "–".to_owned(), in_milliseconds),
            note: words::t("usage-slowest-note").to_string(),
        },
    ]
}

/// `128402` as `128,402`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn charts(range: &Range, starts: &[Timestamp], counts: &[(Timestamp, Count)]) -> Vec<LineChart> {
    let by_span: Vec<Sums> = starts
        .iter()
        .map(|start| Sums::of(counts.iter().filter(|(at, _)| at == start).map(|(_, count)| count)))
        .collect();
    let series = |name: Phrase, value: &dyn Fn(&Sums) -> u64| Series {
        name: name.to_string(),
        values: by_span.iter().map(value).collect(),
    };
    let lines = |id, heading: Phrase, unit, series| {
        let (labels, moments) = starts.iter().map(|start| names(range.span, *start)).unzip();
        Lines { id, heading: heading.to_string(), unit, labels, moments, series }.draw()
    };
    let tokens = |grant: &'static str| move |sums: &Sums| sums.tokens.get(grant).copied().unwrap_or(0);
    vec![
        lines(
            "by-result",
            words::t("usage-by-result"),
            "",
            vec![
                series(words::t("usage-succeeded"), &|sums| sums.of_outcome(Outcome::Succeeded)),
                series(words::t("usage-refused"), &|sums| sums.of_outcome(Outcome::Refused)),
                series(words::t("usage-failed"), &|sums| sums.of_outcome(Outcome::Failed)),
            ],
        ),
        lines(
            "by-grant",
            words::t("usage-by-grant"),
            "",
            vec![
                series(words::t("usage-code"), &tokens("authorization_code")),
                series(words::t("usage-refresh"), &tokens("refresh_token")),
                series(words::t("usage-own"), &tokens("client_credentials")),
            ],
        ),
        lines(
            "latency",
            words::t("usage-latency"),
            " ms",
            vec![series(words::t("usage-percentile"), &|sums| {
                sums.percentile(95).unwrap_or(0).div_ceil(1_000)
            })],
        ),
    ]
}

/// A span's name for the axis, and in full.
fn names(span: Span, start: Timestamp) -> (String, String) {
    match span {
        Span::Hour => (views::clock(start), Moment::of(start).words),
        Span::Day => views::day(start),
    }
}

/// What a developer has reached with an app: whether each of these has worked at least once.
pub(super) struct Reached {
    /// A member was sent here.
    pub authorize: bool,
    /// A code was turned into tokens.
    pub token: bool,
    /// The app got a token for itself.
    pub own_token: bool,
    /// A refresh token was used.
    pub refresh: bool,
    /// The API was called.
    pub api: bool,
}

impl Reached {
    /// From what has answered with success.
    pub(super) fn of(answered: &[(Endpoint, String)]) -> Self {
        let token = |grant| answered.iter().any(|(at, of)| *at == Endpoint::Token && of == grant);
        let any = |wanted: &[Endpoint]| answered.iter().any(|(endpoint, _)| wanted.contains(endpoint));
        Self {
            authorize: any(&[Endpoint::Authorize]),
            token: token("authorization_code"),
            own_token: token("client_credentials"),
            refresh: token("refresh_token"),
            api: any(&[Endpoint::Api, Endpoint::Userinfo]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (128_402, "128,402"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_range_ends_with_the_present_span() {
        let now = Timestamp::from_seconds(1_800_000_123);
        let starts = starts(&RANGES[0], now);
        assert_eq!(starts.len(), 24);
        assert_eq!(starts.last(), Some(&Span::Hour.start(now)));
        assert_eq!(names(Span::Hour, Timestamp::from_seconds(1_800_000_000)).0, "08:00");
        assert_eq!(names(Span::Day, Timestamp::from_seconds(1_800_000_000)).0, "15 Jan");
    }
}
