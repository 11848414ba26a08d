//! What pages hold: finished strings and booleans, with their templates checked when this is compiled.

pub mod account;
pub mod admin;
pub mod auth;
pub mod consent;
pub mod data;
pub mod factors;
pub mod frame;
pub mod logs;
pub mod passkeys;
pub mod portal;
pub mod problems;
pub mod security;

use jiff::tz::TimeZone;
use oauth::Timestamp;

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
            words: instant.to_zoned_datetime(zone.clone()).strftime("%-d %b %Y, %H:%M %Z").to_string(),
            utc: utc.strftime("%-d %b %Y, %H:%M UTC").to_string(),
        }
    }

    /// In UTC, to the millisecond.
    pub fn precise(instant: Timestamp) -> Self {
        let instant = jiff::Timestamp::from_microsecond(instant.micros()).unwrap_or(jiff::Timestamp::MAX);
        let utc = instant.to_zoned_datetime(TimeZone::UTC);
        let words = utc.strftime("%-d %b, %H:%M:%S.%3f UTC").to_string();
        Self { machine: utc.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(), words: words.clone(), utc: words }
    }
}

/// How long ago, or until when, in rough words: `4 minutes`.
pub fn span_in_words(span: std::time::Duration) -> String {
    let seconds = span.as_secs();
    let (count, unit) = match seconds {
        0..60 => (seconds.max(1), "second"),
        60..3_600 => (seconds.div_ceil(60), "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
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
