//! What apps called is written down every half second; no request waits for that.

use std::time::Duration;

use super::Desk;

const EVERY: Duration = Duration::from_millis(500);

/// Writes what waits.
pub(super) async fn step(desk: Desk) -> store::Result<Duration> {
    let lines = desk.app.write_calls().await?;
    if lines > 0 {
        tracing::trace!(lines, "apps' calls were written down");
    }
    Ok(EVERY)
}
