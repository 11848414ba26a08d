//! The time and randomness of a measurement.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use oauth::{Entropy, Timestamp};

/// The present instant.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_micros(i64::try_from(since_epoch().as_micros()).unwrap_or(i64::MAX))
}

/// Time since 1970.
pub(crate) fn since_epoch() -> std::time::Duration {
    #[expect(clippy::disallowed_methods, reason = "a measurement is about time")]
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The present instant, for differences.
pub(crate) fn tick() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a measurement is about time")]
    Instant::now()
}

/// The operating system's random source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(
            clippy::disallowed_methods,
            reason = "what is seeded has the form of what the server makes"
        )]
        aws_lc_rs::rand::fill(bytes).expect("the system's random source works");
    }
}
