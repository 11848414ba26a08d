//! Apps are told of ended sessions: what is due is taken, sent, and marked as done or put off.

use std::time::Duration;

use oauth::oidc::logout::{Attempt, Delivery};
use tokio::task::JoinSet;
use web::Told;

use super::Desk;

/// How often it is looked for what is due.
const PAUSE: Duration = Duration::from_millis(250);
/// Apps that are told at once.
const AT_ONCE: i64 = 16;
/// When an attempt is made again by anyone if this server ends while it sends.
const LOST_AFTER: Duration = Duration::from_secs(30);

/// Tells what is due.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    let store = desk.app.store();
    let now = desk.app.now();
    if !store.read().await?.has_due_logout(now).await? {
        return Ok(PAUSE);
    }
    let mut tx = store.write().await?;
    let due = tx.claim_due_logouts(now, now + LOST_AFTER, AT_ONCE).await?;
    if due.is_empty() {
        return Ok(PAUSE);
    }
    tx.commit().await?;
    let mut telling = JoinSet::new();
    for delivery in due {
        let app = desk.app.clone();
        telling.spawn(async move { (app.tell_of_logout(&delivery).await, delivery) });
    }
    while let Some(told) = telling.join_next().await {
        let Ok((told, delivery)) = told else { continue };
        save(&desk, &delivery, told?).await?;
    }
    Ok(Duration::ZERO)
}

/// Records what came of one attempt.
async fn save(desk: &Desk, delivery: &Delivery, told: Told) -> store::Result<()> {
    let now = desk.app.now();
    let mut tx = desk.app.store().write().await?;
    let result = match told {
        Told::Understood(words) => {
            tx.mark_logout_delivered(&delivery.id, now).await?;
            words
        }
        Told::Unheard(words) => {
            match delivery.try_again_at(now) {
                Some(due_at) => tx.mark_logout_failed(&delivery.id, due_at).await?,
                None => tx.mark_logout_abandoned(&delivery.id, now).await?,
            }
            words
        }
        Told::Nobody(words) => {
            tx.mark_logout_abandoned(&delivery.id, now).await?;
            words
        }
    };
    let (delivery_id, number) = (delivery.id, delivery.attempts);
    tx.insert_logout_attempt(&Attempt { delivery_id, number, at: now, result }).await?;
    tx.commit().await
}
