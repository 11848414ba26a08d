//! Signing keys are rotated when they have signed for as long as the configuration says.

use std::time::Duration;

use web::acts::keys;

use super::Desk;

/// How often somebody looks, unless the keys are rotated more often than that.
const LOOK_EVERY: Duration = Duration::from_secs(3_600);

/// Rotates the keys if it is time.
pub(super) async fn step(desk: Desk, every: Duration) -> store::Result<Duration> {
    if keys::rotate_if_due(&desk.app, every).await? {
        tracing::info!("the keys that were published ahead sign from now on");
    }
    Ok(LOOK_EVERY.min(every / 4))
}
