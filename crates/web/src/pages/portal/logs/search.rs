//! Looking through a log, stretch by stretch, the newest line first.

use std::fmt;

use oauth::call::{Call, Filter};
use oauth::{ClientId, SegmentId, Timestamp};

use crate::App;

/// Stretches that are read at once.
const BATCH: i64 = 40;
/// The most stretches that are read for one page; then the page says how far it looked.
const MOST_STRETCHES: usize = 400;
/// The most lines that are looked at for one page.
const MOST_LINES: usize = 20_000;

/// Where a page ended: in the stretch of this identifier, before the line of this number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    last_at: Timestamp,
    segment: SegmentId,
    line: usize,
}

impl Cursor {
    /// Reads what [`Cursor`] prints.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let last_at = Timestamp::from_micros(parts.next()?.parse().ok()?);
        let line = parts.next()?.parse().ok()?;
        Some(Self { last_at, segment: SegmentId::parse(parts.next()?)?, line })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.last_at.micros(), self.line, self.segment)
    }
}

/// What a search found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Lines that fit, the newest first.
    pub calls: Vec<Call>,
    /// Where to go on.
    pub next: Option<Cursor>,
    /// Whether it ended because it had looked at much, not because it had found enough.
    pub looked_far: bool,
}

/// The greatest identifier that is smaller than no other.
const LAST: SegmentId = SegmentId::from_bytes([255; 16]);

/// The identifier after this one, so that a search up to it has this one in it.
fn following(id: &SegmentId) -> SegmentId {
    SegmentId::from_bytes(u128::from_be_bytes(*id.as_bytes()).saturating_add(1).to_be_bytes())
}

/// Finds up to `wanted` lines that fit, from before `cursor`.
pub(super) async fn newest_first(
    app: &App,
    client: &ClientId,
    filter: &Filter,
    cursor: Option<&Cursor>,
    wanted: usize,
) -> store::Result<Found> {
    let mut found = Found::default();
    let mut before = match cursor {
        Some(cursor) => (cursor.last_at, following(&cursor.segment)),
        None => (Timestamp::from_micros(i64::MAX), LAST),
    };
    let (mut stretches, mut lines) = (0, 0);
    let mut reader = app.store.read().await?;
    loop {
        let batch = reader.list_call_segments(client, before, BATCH).await?;
        let is_last = batch.len() < BATCH as usize;
        for segment in batch {
            before = (segment.last_at, segment.id);
            let end = match cursor {
                Some(cursor) if cursor.segment == segment.id => cursor.line.min(segment.calls.len()),
                _ => segment.calls.len(),
            };
            for line in (0..end).rev() {
                if found.calls.len() == wanted {
                    let (last_at, segment) = before;
                    found.next = Some(Cursor { last_at, segment, line: line + 1 });
                    return Ok(found);
                }
                found.calls.extend(segment.calls.get(line).filter(|call| filter.matches(call)).cloned());
            }
            stretches += 1;
            lines += end;
        }
        if is_last {
            return Ok(found);
        }
        if stretches >= MOST_STRETCHES || lines >= MOST_LINES {
            let (last_at, segment) = before;
            found.next = Some(Cursor { last_at, segment, line: 0 });
            found.looked_far = true;
            return Ok(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_prints() {
        let cursor =
            Cursor { last_at: Timestamp::from_micros(17), segment: SegmentId::from_bytes([7; 16]), line: 3 };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        for text in ["", "1", "1.2", "1.2.x", "x.2.07070707-0707-0707-0707-070707070707"] {
            assert_eq!(Cursor::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_following_identifier_is_the_next() {
        let id = SegmentId::from_bytes([7; 16]);
        assert!(following(&id) > id);
        assert_eq!(following(&LAST), LAST);
    }
}
