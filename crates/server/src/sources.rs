//! The two things the rest of the program is given: the time and randomness.

use std::sync::{Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use oauth::{Entropy, Timestamp};

/// The system's clock, which here never runs backwards: what has expired stays so. Set back, it goes on at half its
/// pace until the system's has caught up, so that nothing lasts for ever either.
#[derive(Debug, Default)]
pub(crate) struct WallClock {
    latest: Mutex<Option<(i64, Instant)>>,
}

impl WallClock {
    /// What it says when the system's clock says `wall`.
    fn advance(&self, wall: i64, now: Instant) -> i64 {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let micros = match *latest {
            Some((before, at)) if before > wall => {
                let passed = now.saturating_duration_since(at).as_micros() / 2;
                before.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX))
            }
            _ => wall,
        };
        // Less than a step leaves the instant as it was, or many small ones would add up to nothing.
        if latest.is_none_or(|(before, _)| micros > before) {
            *latest = Some((micros, now));
        }
        micros
    }
}

impl web::Clock for WallClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let wall = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
        Timestamp::from_micros(self.advance(wall, Instant::now()))
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
    use std::time::Duration;
    use web::Clock;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "an instant to count from")]
    fn the_clock_never_runs_backwards_and_never_stands_still() {
        let (clock, began) = (WallClock::default(), Instant::now());
        let at = |wall, seconds| clock.advance(wall, began + Duration::from_secs(seconds));
        assert_eq!(at(1_000_000_000, 0), 1_000_000_000);
        assert_eq!(at(100_000_000, 0), 1_000_000_000);
        assert_eq!(at(110_000_000, 10), 1_005_000_000);
        assert_eq!(at(112_000_000, 12), 1_006_000_000);
        assert_eq!(at(2_000_000_000, 13), 2_000_000_000);
        let now = WallClock::default().now();
        assert!(now > Timestamp::from_seconds(1_700_000_000), "{now:?}");
    }

    #[test]
    fn random_bytes_differ() {
        let [one, two]: [[u8; 16]; 2] = std::array::from_fn(|_| oauth::entropy::bytes(&SystemEntropy));
        assert_ne!(one, two);
    }
}
