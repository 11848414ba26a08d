//! New lines as they are written down, by server-sent events (HTML, section “Server-sent events”).

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use oauth::call::Filter;
use oauth::{ClientId, SegmentId, TokenHash};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep};

use super::super::find_own;
use super::row;
use crate::App;
use crate::error::{Internal, PageError};
use crate::extract::visitor::Visitor;
use crate::pages::Query;

/// How often new lines are looked for.
const EVERY: Duration = Duration::from_secs(1);
/// How long one answer goes on; the browser then asks again, and is asked again who it is.
const LIFE: Duration = Duration::from_secs(300);
/// The most stretches at once.
const BATCH: i64 = 20;

/// Where the last line was: the end of a stretch, and the stretch.
type Position = (oauth::Timestamp, SegmentId);

/// Follows a log from now, or from where the browser was cut off.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let filter = Query::of(query.as_deref()).one("filter").map(Filter::parse);
    let Ok(filter) = filter.unwrap_or_else(|| Ok(Filter::default())) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let Ok(seat) = Arc::clone(&app.followers).try_acquire_owned() else {
        return Err(Internal::passing("too many follow their logs at once").into());
    };
    let left_at = headers.get("last-event-id").and_then(|id| position(id.to_str().ok()?));
    let from = left_at.unwrap_or((visitor.now, SegmentId::from_bytes([255; 16])));
    let session = visitor.signed_in()?.session.token_hash;
    let tail =
        Tail { app, client: client.id, filter, session, from, ends: Instant::now() + LIFE, _seat: seat };
    let lines = stream::unfold(tail, next).flat_map(stream::iter).map(Ok::<_, Infallible>);
    Ok(Sse::new(lines).into_response())
}

struct Tail {
    app: Arc<App>,
    client: ClientId,
    filter: Filter,
    session: TokenHash,
    from: Position,
    ends: Instant,
    _seat: OwnedSemaphorePermit,
}

/// Waits a moment and gives what is new; ends with the session, with the server, and after a while.
async fn next(mut tail: Tail) -> Option<(Vec<Event>, Tail)> {
    sleep(EVERY).await;
    if tail.app.is_draining() || Instant::now() >= tail.ends {
        return None;
    }
    let mut reader = tail.app.store.read().await.ok()?;
    let (session, user) = reader.find_session(&tail.session).await.ok()??;
    if !session.live(&user, tail.app.now()) {
        return None;
    }
    let segments = reader.list_call_segments_after(&tail.client, tail.from, BATCH).await.ok()?;
    drop(reader);
    let mut events = Vec::new();
    for segment in segments {
        tail.from = (segment.last_at, segment.id);
        let id = format!("{}.{}", segment.last_at.micros(), segment.id);
        for call in segment.calls.iter().filter(|call| tail.filter.matches(call)) {
            let html = row(&tail.client, call).render().ok()?;
            events.push(Event::default().id(id.clone()).event("line").data(html));
        }
    }
    if events.is_empty() {
        // Tells a proxy between that the connection is alive.
        events.push(Event::default().comment("nothing new"));
    }
    Some((events, tail))
}

fn position(text: &str) -> Option<Position> {
    let (at, id) = text.split_once('.')?;
    Some((oauth::Timestamp::from_micros(at.parse().ok()?), SegmentId::parse(id)?))
}
