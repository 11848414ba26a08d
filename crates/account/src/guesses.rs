//! Wrong second factors: how many a member's account bears, whoever sends them and from wherever.

use std::time::Duration;

use oauth::Timestamp;

use crate::factor::Kind;

/// No more than so many wrong ones within so long.
const BUDGETS: [(usize, Duration); 2] =
    [(5, Duration::from_secs(5 * 60)), (20, Duration::from_secs(24 * 3_600))];

/// How many instants are kept: what the larger budget looks back at.
const KEPT: usize = BUDGETS[1].0;

/// What is guessed at together. Recovery codes are counted apart, so that whoever uses up the guesses at short codes
/// does not take the way back from their owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Codes of six digits, wherever they come from.
    ShortCodes,
    /// Recovery codes.
    RecoveryCodes,
}

impl Target {
    /// What a factor's codes count as; nobody guesses a passkey.
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Passkey => None,
            Kind::Authenticator | Kind::Text => Some(Self::ShortCodes),
            Kind::Recovery => Some(Self::RecoveryCodes),
        }
    }

    /// Its name in the records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ShortCodes => "short-codes",
            Self::RecoveryCodes => "recovery-codes",
        }
    }

    /// What is unlocked once a code of the other kind proved who its owner is.
    pub const fn other(self) -> Self {
        match self {
            Self::ShortCodes => Self::RecoveryCodes,
            Self::RecoveryCodes => Self::ShortCodes,
        }
    }
}

/// When wrong ones were sent, the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guesses(Vec<Timestamp>);

impl Guesses {
    /// From what the store keeps; bytes that are no instants count as none.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (instants, _) = bytes.as_chunks::<8>();
        Self(instants.iter().map(|chunk| Timestamp::from_micros(i64::from_be_bytes(*chunk))).collect())
    }

    /// For the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|at| at.micros().to_be_bytes()).collect()
    }

    /// Until when nothing more is tried; `None` if something may be tried now. An instant of a clock that ran ahead
    /// counts as now.
    pub fn locked_until(&self, now: Timestamp) -> Option<Timestamp> {
        let ends = BUDGETS.iter().filter(|(most, within)| self.within(*within, now) >= *most);
        ends.map(|(most, within)| {
            // The short lock is a whole pause; the long one ends when the oldest guess is a day old.
            let from = if *most == KEPT { self.0.first() } else { self.0.last() };
            from.map_or(now, |at| (*at).min(now)) + *within
        })
        .max()
    }

    /// Counts a wrong one.
    pub fn add(&mut self, now: Timestamp) {
        self.0.push(now);
        let over = self.0.len().saturating_sub(KEPT);
        self.0.drain(..over);
    }

    /// How many more may be tried now.
    pub fn left(&self, now: Timestamp) -> usize {
        let left = BUDGETS.iter().map(|(most, within)| most.saturating_sub(self.within(*within, now)));
        left.min().unwrap_or(0)
    }

    fn within(&self, span: Duration, now: Timestamp) -> usize {
        self.0.iter().filter(|at| now.since(**at) < span).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;
    use proptest::prelude::*;

    fn after(seconds: u64) -> Timestamp {
        NOW + Duration::from_secs(seconds)
    }

    fn guesses(seconds: impl IntoIterator<Item = u64>) -> Guesses {
        let mut guesses = Guesses::default();
        seconds.into_iter().for_each(|at| guesses.add(after(at)));
        guesses
    }

    #[test]
    fn five_within_five_minutes_lock_for_five_minutes() {
        let four = guesses([0, 10, 20, 30]);
        assert_eq!((four.locked_until(after(30)), four.left(after(30))), (None, 1));
        let five = guesses([0, 10, 20, 30, 40]);
        assert_eq!((five.locked_until(after(40)), five.left(after(40))), (Some(after(340)), 0));
        assert_eq!(five.locked_until(after(299)), Some(after(340)));
        assert_eq!(five.left(after(340)), 5);
        assert_eq!(five.locked_until(after(340)), None);
    }

    #[test]
    fn twenty_within_a_day_lock_until_the_first_is_a_day_old() {
        let twenty = guesses((0..20).map(|number| number * 600));
        let last = after(19 * 600);
        assert_eq!(twenty.locked_until(last), Some(after(86_400)));
        assert_eq!(twenty.locked_until(after(86_399)), Some(after(86_400)));
        assert_eq!((twenty.locked_until(after(86_400)), twenty.left(after(86_400))), (None, 1));
    }

    #[test]
    fn a_clock_that_ran_ahead_unlocks_nothing() {
        let ahead = guesses([9_000; 5]);
        assert!(ahead.locked_until(NOW).is_some_and(|until| until <= after(300)));
    }

    #[test]
    fn instants_survive_the_store() {
        let some = guesses([0, 5, 9]);
        assert_eq!(Guesses::from_bytes(&some.to_bytes()), some);
        assert_eq!(Guesses::from_bytes(b"odd"), Guesses::default());
    }

    proptest! {
        /// However attempts are spread, no five minutes hold more than five wrong ones, and no day more than twenty.
        #[test]
        fn no_spreading_buys_a_guess(pauses in prop::collection::vec(0_u64..4_000, 1..200)) {
            let mut guesses = Guesses::default();
            let mut taken: Vec<u64> = Vec::new();
            let mut at = 0;
            for pause in pauses {
                at += pause;
                if guesses.locked_until(after(at)).is_none() {
                    guesses.add(after(at));
                    taken.push(at);
                }
            }
            for (most, span) in [(5, 300), (20, 86_400)] {
                for end in &taken {
                    let within = taken.iter().filter(|at| **at <= *end && end - **at < span).count();
                    prop_assert!(within <= most, "{within} within {span} s");
                }
            }
        }
    }
}
