//! Events of the audit record are sealed soon after they were written, by one server at a time.

use std::time::Duration;

use account::audit::Checkpoint;
use web::App;

use super::Desk;

const LEASE: &str = "audit-seal";
/// Short, so that another server soon takes the place of one that died.
const LEASE_FOR: Duration = Duration::from_secs(3);
/// The most events in one batch.
const BATCH: i64 = 1_000;
const PAUSE: Duration = Duration::from_millis(400);

/// Seals all that waits.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    while seal_batch(&desk.app, &desk.holder).await? == Sealed::Batch {}
    Ok(PAUSE)
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sealed {
    /// A batch was sealed; there may be more.
    Batch,
    /// Nothing waits.
    Nothing,
    /// Another server does it.
    Elsewhere,
}

/// Seals a batch. What commits later than its place in time is sealed with a later batch.
pub(crate) async fn seal_batch(app: &App, holder: &[u8; 16]) -> store::Result<Sealed> {
    if app.store().read().await?.find_oldest_unsealed().await?.is_none() {
        return Ok(Sealed::Nothing);
    }
    let Some(key) = app.audit_key() else { return Ok(Sealed::Elsewhere) };
    let now = app.now();
    let mut tx = app.store().write().await?;
    if !tx.claim_lease(LEASE, holder, now, now + LEASE_FOR).await? {
        return Ok(Sealed::Elsewhere);
    }
    let (batch, previous_hash) = match tx.find_last_checkpoint().await? {
        Some((last, hash)) => (last.batch + 1, hash),
        None => (1, [0; 32]),
    };
    let events = tx.claim_unsealed_events(batch, BATCH).await?;
    if events.is_empty() {
        return Ok(Sealed::Nothing);
    }
    // A thousand short hashes and one signature take a millisecond, and no writer may come between.
    let (checkpoint, hash) = Checkpoint::seal(batch, previous_hash, &events, &key, now);
    if !tx.insert_checkpoint(&checkpoint, &hash).await? {
        return Ok(Sealed::Elsewhere);
    }
    tx.commit().await?;
    tracing::trace!(batch, events = events.len(), "sealed");
    Ok(Sealed::Batch)
}
