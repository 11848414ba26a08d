//! Logs and usage of apps.

use std::time::Duration;

use oauth::call::{Bucket, Call, Count, CountKey, Endpoint, Outcome, read_lines, write_lines};
use oauth::{ClientId, SegmentId, Timestamp};

use crate::columns::Columns;
use crate::{Error, Reader, Result, Writer};

/// Calls are counted by these spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// An hour.
    Hour,
    /// A day, in UTC.
    Day,
}

impl Span {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Hour, Self::Day];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    /// How long it is.
    pub const fn length(self) -> Duration {
        Duration::from_secs(match self {
            Self::Hour => 3_600,
            Self::Day => 86_400,
        })
    }

    /// When the span began that `instant` is in.
    pub const fn start(self, instant: Timestamp) -> Timestamp {
        let length = self.length().as_secs().cast_signed();
        Timestamp::from_seconds(instant.seconds().div_euclid(length) * length)
    }
}

/// A stretch of an app's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its identifier.
    pub id: SegmentId,
    /// When its last line was.
    pub last_at: Timestamp,
    /// Its lines, the oldest first.
    pub calls: Vec<Call>,
}

fn read_segment(columns: &mut Columns<'_>) -> Result<Segment> {
    let (id, last_at) = (columns.take()?, columns.take()?);
    Ok(Segment { id, last_at, calls: read_lines(&columns.take::<String>()?).collect() })
}

fn read_count(columns: &mut Columns<'_>) -> Result<(Timestamp, Count)> {
    let starts_at = columns.take()?;
    let key = CountKey {
        endpoint: columns.parse(Endpoint::parse)?,
        grant_type: columns.take()?,
        outcome: columns.parse(Outcome::parse)?,
        bucket: Bucket(
            u8::try_from(columns.take::<i64>()?)
                .map_err(|_| Error::Damaged("a class of durations".into()))?,
        ),
    };
    Ok((starts_at, Count { key, calls: columns.take()? }))
}

impl Reader {
    /// Lists stretches of an app's log backwards: those that end before `before`, or with it and have a smaller
    /// identifier.
    pub async fn list_call_segments(
        &mut self,
        client: &ClientId,
        before: (Timestamp, SegmentId),
        limit: i64,
    ) -> Result<Vec<Segment>> {
        let sql = "SELECT segment_id, last_at, lines FROM call_segments
                   WHERE client_id = $1 AND (last_at, segment_id) < ($2, $3)
                   ORDER BY last_at DESC, segment_id DESC LIMIT $4";
        let (last_at, id) = before;
        self.query_all(sql, &[client.into(), last_at.into(), (&id).into(), limit.into()], read_segment).await
    }

    /// Lists stretches of an app's log forwards: those that end after `after`, or with it and have a greater
    /// identifier.
    pub async fn list_call_segments_after(
        &mut self,
        client: &ClientId,
        after: (Timestamp, SegmentId),
        limit: i64,
    ) -> Result<Vec<Segment>> {
        let sql = "SELECT segment_id, last_at, lines FROM call_segments
                   WHERE client_id = $1 AND (last_at, segment_id) > ($2, $3)
                   ORDER BY last_at, segment_id LIMIT $4";
        let (last_at, id) = after;
        self.query_all(sql, &[client.into(), last_at.into(), (&id).into(), limit.into()], read_segment).await
    }

    /// Lists what an app has ever been answered with success, with the grant type, as far back as days are counted.
    pub async fn list_what_answered(&mut self, client: &ClientId) -> Result<Vec<(Endpoint, String)>> {
        let sql = "SELECT endpoint, grant_type FROM call_counts
                   WHERE client_id = $1 AND span = 'day' AND outcome = 'succeeded'
                   GROUP BY endpoint, grant_type ORDER BY endpoint, grant_type";
        self.query_all(sql, &[client.into()], |row| Ok((row.parse(Endpoint::parse)?, row.take()?))).await
    }

    /// Lists how often an app called, by span, from the one that begins at `from` to before `until`, the oldest
    /// first, at most `limit` counts.
    pub async fn list_call_counts(
        &mut self,
        client: &ClientId,
        span: Span,
        from: Timestamp,
        until: Timestamp,
        limit: i64,
    ) -> Result<Vec<(Timestamp, Count)>> {
        let sql = "SELECT starts_at, endpoint, grant_type, outcome, bucket, calls FROM call_counts
                   WHERE client_id = $1 AND span = $2 AND starts_at >= $3 AND starts_at < $4
                   ORDER BY starts_at, endpoint, grant_type, outcome, bucket LIMIT $5";
        let params = [client.into(), span.as_str().into(), from.into(), until.into(), limit.into()];
        self.query_all(sql, &params, read_count).await
    }
}

impl Writer {
    /// Adds a stretch of lines, the oldest first, to an app's log.
    pub async fn insert_call_segment(
        &mut self,
        client: &ClientId,
        id: &SegmentId,
        calls: &[Call],
    ) -> Result<()> {
        let (Some(first), Some(last)) = (calls.first(), calls.last()) else { return Ok(()) };
        let sql = "INSERT INTO call_segments (segment_id, client_id, first_at, last_at, lines)
                   VALUES ($1, $2, $3, $4, $5)";
        let lines = write_lines(calls);
        let params = [id.into(), client.into(), first.at().into(), last.at().into(), (&lines).into()];
        self.queue(sql, &params).await
    }

    /// Counts calls of an app in the hour and in the day of `at`.
    pub async fn add_calls(&mut self, client: &ClientId, at: Timestamp, count: &Count) -> Result<()> {
        let sql = "INSERT INTO call_counts (client_id, span, starts_at, endpoint, grant_type, outcome, bucket, calls)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                   ON CONFLICT (client_id, span, starts_at, endpoint, grant_type, outcome, bucket)
                   DO UPDATE SET calls = call_counts.calls + excluded.calls";
        let Count { key, calls } = count;
        for span in Span::ALL {
            let params = [
                client.into(),
                span.as_str().into(),
                span.start(at).into(),
                key.endpoint.as_str().into(),
                (&key.grant_type).into(),
                key.outcome.as_str().into(),
                i64::from(key.bucket.0).into(),
                (*calls).into(),
            ];
            self.queue(sql, &params).await?;
        }
        Ok(())
    }
}
