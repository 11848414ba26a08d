//! What goes on on a connection, and when it has been quiet for too long.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use super::HEADERS;

/// How long a connection stays open that nobody uses.
const IDLE: Duration = Duration::from_secs(60);

/// What goes on on one connection.
pub(super) struct Activity {
    began: Instant,
    asked: AtomicBool,
    open: AtomicUsize,
    /// Milliseconds after `began` at which the last request ended.
    quiet_since: AtomicU64,
}

impl Activity {
    pub(super) fn new() -> Self {
        let (asked, open, quiet_since) = (AtomicBool::new(false), AtomicUsize::new(0), AtomicU64::new(0));
        Self { began: Instant::now(), asked, open, quiet_since }
    }

    /// Whether anything was ever asked on it.
    pub(super) fn asked(&self) -> bool {
        self.asked.load(Ordering::Acquire)
    }

    /// When it has been quiet for too long.
    pub(super) fn idle_at(&self) -> Instant {
        if self.open.load(Ordering::Acquire) > 0 {
            return Instant::now() + IDLE;
        }
        let patience = if self.asked() { IDLE } else { HEADERS };
        self.began + Duration::from_millis(self.quiet_since.load(Ordering::Acquire)) + patience
    }
}

/// Counts a request as open while it lives.
pub(super) struct OpenRequest(Arc<Activity>);

impl OpenRequest {
    pub(super) fn new(activity: &Arc<Activity>) -> Self {
        activity.asked.store(true, Ordering::Release);
        activity.open.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(activity))
    }
}

impl Drop for OpenRequest {
    fn drop(&mut self) {
        let elapsed = u64::try_from(self.0.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.0.quiet_since.store(elapsed, Ordering::Release);
        self.0.open.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_connects_has_as_long_for_the_first_byte_as_for_headers() {
        let activity = Arc::new(Activity::new());
        assert_eq!(activity.idle_at() - activity.began, HEADERS);
        let request = OpenRequest::new(&activity);
        assert!(activity.idle_at() - activity.began >= IDLE, "a request that runs is not quiet");
        drop(request);
        assert!(activity.idle_at() - activity.began >= IDLE);
    }
}
