//! Waiting for a condition, with a deadline. Nothing else in the tests sleeps.

use std::time::Duration;

use tokio::time::{sleep, timeout};

/// How long a condition may take to come true; generous, because test machines are slow at times.
pub const DEADLINE: Duration = Duration::from_secs(60);

const POLL: Duration = Duration::from_millis(15);

/// Asks again and again until the answer is `Some`.
///
/// # Panics
/// If that does not happen before the deadline.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            sleep(POLL).await;
        }
    };
    match timeout(DEADLINE, asking).await {
        Ok(found) => found,
        Err(_) => panic!("waited {} s in vain until {what}", DEADLINE.as_secs()),
    }
}

/// Asks again and again until the answer is yes.
pub async fn until_true(what: &str, mut ask: impl AsyncFnMut() -> bool) {
    until(what, async || ask().await.then_some(())).await;
}
