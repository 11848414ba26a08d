//! What members are owed in time: reminders, copies of their data, the end of accounts that were to be deleted.

use std::time::Duration;

use account::personal_token::REMIND_BEFORE;
use web::acts::{data, personal_tokens};

use super::Desk;

const LEASE: &str = "owed";
const LEASE_FOR: Duration = Duration::from_secs(60);
/// Members served in one batch.
const BATCH: i64 = 50;
/// Copies made and accounts deleted in one batch: either is many statements.
const FEW: i64 = 5;

/// Serves a batch.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    let context = desk.app.system();
    let now = context.now;
    let store = desk.app.store();
    let mut tx = store.write().await?;
    if !tx.claim_lease(LEASE, &desk.holder, now, now + LEASE_FOR).await? {
        return Ok(LEASE_FOR / 2);
    }
    let letterhead = desk.app.letterhead();
    let reminded =
        personal_tokens::remind(&mut tx, &context, &letterhead, now + REMIND_BEFORE, BATCH).await?;
    let deleted = data::delete_due(&mut tx, &context, &letterhead, FEW).await?;
    tx.commit().await?;
    let made = data::make_exports(store, &context, &letterhead, FEW).await?;
    Ok(if reminded + deleted + made == 0 { Duration::from_secs(2) } else { Duration::from_millis(200) })
}
