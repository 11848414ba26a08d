//! Logos that apps name by an address are fetched: what is due is taken, and marked as done or put off.

use std::time::Duration;

use tokio::task::JoinSet;

use super::Desk;

/// How often it is looked for what is due.
const PAUSE: Duration = Duration::from_millis(500);
/// Logos that are fetched at once.
const AT_ONCE: i64 = 4;
/// When an attempt is made again by anyone if this server ends while it fetches.
const LOST_AFTER: Duration = Duration::from_secs(60);

/// Fetches what is due.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    let store = desk.app.store();
    let now = desk.app.now();
    if !store.read().await?.has_due_logo(now).await? {
        return Ok(PAUSE);
    }
    let mut tx = store.write().await?;
    let due = tx.claim_due_logos(now, now + LOST_AFTER, AT_ONCE).await?;
    tx.commit().await?;
    let mut fetching = JoinSet::new();
    for fetch in due {
        let app = desk.app.clone();
        fetching.spawn(async move { app.fetch_logo(&fetch).await });
    }
    while let Some(done) = fetching.join_next().await {
        let Ok(done) = done else { continue };
        done?;
    }
    Ok(Duration::ZERO)
}
