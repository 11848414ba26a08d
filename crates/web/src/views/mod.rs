//! What pages hold: finished strings and booleans, with their templates checked when this is compiled.

pub mod account;
pub mod admin;
pub mod app_mark;
pub mod auth;
pub mod branding;
pub mod consent;
pub mod data;
pub mod factors;
pub mod frame;
pub mod logs;
pub mod passkeys;
pub mod portal;
pub mod problems;
pub mod security;

use ::account::device::Device;
use jiff::tz::TimeZone;
use oauth::Timestamp;

use crate::words::{self, Phrase};

/// An instant as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// For the `datetime` attribute.
    pub machine: String,
    /// In words, with its zone.
    pub words: String,
    /// In words, in UTC.
    pub utc: String,
}

impl Moment {
    /// In UTC.
    pub fn of(instant: Timestamp) -> Self {
        Self::in_zone(instant, &TimeZone::UTC)
    }

    /// In somebody's zone.
    pub fn in_zone(instant: Timestamp, zone: &TimeZone) -> Self {
        let instant = jiff::Timestamp::from_microsecond(instant.micros()).unwrap_or(jiff::Timestamp::MAX);
        let utc = instant.to_zoned_datetime(TimeZone::UTC);
        Self {
            machine: utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            words: in_words(&instant.to_zoned_datetime(zone.clone())),
            utc: in_words(&utc),
        }
    }

    /// In UTC, to the millisecond.
    pub fn precise(instant: Timestamp) -> Self {
        let instant = jiff::Timestamp::from_microsecond(instant.micros()).unwrap_or(jiff::Timestamp::MAX);
        let utc = instant.to_zoned_datetime(TimeZone::UTC);
        let words = dated("%H:%M:%S.%3f", &utc, words::t("moment-precise")).to_string();
        Self { machine: utc.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(), words: words.clone(), utc: words }
    }
}

/// A day by its number and month, and with its year, in UTC.
pub(crate) fn day(instant: Timestamp) -> (String, String) {
    let at = jiff::Timestamp::from_microsecond(instant.micros()).unwrap_or(jiff::Timestamp::MAX);
    let at = at.to_zoned_datetime(TimeZone::UTC);
    let dated = |phrase: Phrase| phrase.with("day", at.day()).phrase("month", words::month(at.month()));
    let in_full = dated(words::t("day-month-year")).with("year", at.year());
    (dated(words::t("day-month")).to_string(), in_full.to_string())
}

/// The time of day, in UTC.
pub(crate) fn clock(instant: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(instant.micros()).unwrap_or(jiff::Timestamp::MAX);
    at.to_zoned_datetime(TimeZone::UTC).strftime("%H:%M").to_string()
}

/// `15 Jan 2027, 13:30 IST`, in the language of whoever reads it.
fn in_words(at: &jiff::ZonedDateTime) -> String {
    let phrase = dated("%H:%M", at, words::t("moment")).with("year", at.year().to_string());
    phrase.to_string()
}

fn dated(clock: &str, at: &jiff::ZonedDateTime, phrase: Phrase) -> Phrase {
    phrase
        .with("day", at.day().to_string())
        .phrase("month", words::month(at.month()))
        .with("clock", at.strftime(clock).to_string())
        .with("zone", at.strftime("%Z").to_string())
}

/// A browser as a page names it.
pub fn browser_in_words(described: Device) -> Phrase {
    match described {
        Device { browser: Some(browser), system: Some(system) } => {
            words::t("device-on").with("browser", browser).with("system", system)
        }
        Device { browser: Some(browser), system: None } => words::t("device-alone").with("browser", browser),
        Device { browser: None, system: Some(system) } => words::t("device-some-on").with("system", system),
        Device { browser: None, system: None } => words::t("device-unknown"),
    }
}

/// How long ago, or until when, in rough words: `4 minutes`.
pub fn span_in_words(span: std::time::Duration) -> String {
    let seconds = span.as_secs();
    let (count, phrase) = match seconds {
        0..60 => (seconds.max(1), words::t("span-seconds")),
        60..3_600 => (seconds.div_ceil(60), words::t("span-minutes")),
        3_600..86_400 => (seconds / 3_600, words::t("span-hours")),
        _ => (seconds / 86_400, words::t("span-days")),
    };
    phrase.count("count", count).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_moment_names_its_zone() {
        let moment = Moment::of(Timestamp::from_seconds(1_800_000_000));
        assert_eq!(moment.machine, "2027-01-15T08:00:00Z");
        assert_eq!(moment.words, "15 Jan 2027, 08:00 UTC");
        let there = TimeZone::get("Asia/Kolkata").unwrap();
        let moment = Moment::in_zone(Timestamp::from_seconds(1_800_000_000), &there);
        assert_eq!(moment.words, "15 Jan 2027, 13:30 IST");
        assert_eq!(moment.utc, "15 Jan 2027, 08:00 UTC");
    }

    #[test]
    fn spans_read_as_people_say_them() {
        for (seconds, words) in
            [(0, "1 second"), (30, "30 seconds"), (61, "2 minutes"), (3_600, "1 hour"), (200_000, "2 days")]
        {
            assert_eq!(span_in_words(Duration::from_secs(seconds)), words);
        }
    }
}
