//! Counting failures so that guessing stays slow.

use oauth::Timestamp;

/// What is counted: failures in a row under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Failures since the last success.
    pub failures: i64,
    /// When the last one happened.
    pub last_failure_at: Timestamp,
}
