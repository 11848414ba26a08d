//! What has ended leaves in small batches, by one server at a time.

use std::time::Duration;

use super::Desk;

const LEASE: &str = "expiry";
const LEASE_FOR: Duration = Duration::from_secs(30);
/// Records of each kind in one batch.
const BATCH: i64 = 200;

/// Removes a batch.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    let now = desk.app.now();
    let mut tx = desk.app.store().write().await?;
    if !tx.claim_lease(LEASE, &desk.holder, now, now + LEASE_FOR).await? {
        return Ok(LEASE_FOR / 2);
    }
    let deleted = tx.delete_expired(now, BATCH).await?;
    tx.commit().await?;
    tracing::trace!(deleted, "what has ended was removed");
    Ok(match deleted {
        0 => Duration::from_secs(10),
        deleted if deleted < BATCH.unsigned_abs() => Duration::from_secs(1),
        _ => Duration::from_millis(50),
    })
}
