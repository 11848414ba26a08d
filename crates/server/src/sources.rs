//! The two things the rest of the program is given: the time and randomness.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use oauth::{Entropy, Timestamp};

/// The system's clock, which here never runs backwards: what has expired stays so.
#[derive(Debug, Default)]
pub(crate) struct WallClock {
    latest: AtomicI64,
}

impl web::Clock for WallClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let micros = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        let before = self.latest.fetch_max(micros, Ordering::AcqRel);
        Timestamp::from_micros(before.max(micros))
    }
}

/// The operating system's random source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "the one place that draws random bytes")]
        let drawn = aws_lc_rs::rand::fill(bytes);
        if drawn.is_err() {
            // Going on would hand out values that can be guessed.
            std::process::abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::Clock;

    #[test]
    fn the_clock_never_runs_backwards() {
        let clock = WallClock::default();
        let future = clock.now() + std::time::Duration::from_secs(3_600);
        clock.latest.store(future.micros(), Ordering::Release);
        assert_eq!(clock.now(), future);
    }

    #[test]
    fn random_bytes_differ() {
        let [one, two]: [[u8; 16]; 2] = std::array::from_fn(|_| oauth::entropy::bytes(&SystemEntropy));
        assert_ne!(one, two);
    }
}
