//! How many calls a caller may make in a minute, counted by each server in memory and, a stretch at a time, by all
//! servers together.
//!
//! A server counts on credit: at most a sixty-fourth of what it last knew to be left. When its credit is used up it
//! adds the stretch to a count that all servers share, and learns the total. So two servers never admit more than
//! the quota and a sixty-fourth of it, a third adds another, and up to 64 calls are counted to the call.

use std::time::Duration;

use crate::{Timestamp, TokenHash};

/// The span that a quota is for. Spans follow one another without overlap: what is left, and until when, is exact.
pub const WINDOW: Duration = Duration::from_secs(60);

/// The part of what is left that one server gives on credit.
const PART: i64 = 64;

/// A number of calls in every [`WINDOW`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota(pub i64);

/// What a caller has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Calls.
    pub left: i64,
    /// The time until all of the quota is there again.
    pub full_in: Duration,
}

/// What is to be done with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It is answered.
    Admit(Standing),
    /// It is refused.
    Refuse(Standing),
    /// So many calls are added to what all servers count, and the total is [learned](Tally::learn).
    Share(i64),
}

/// What one server knows of one caller's calls.
#[derive(Clone, Copy, Debug)]
pub struct Tally {
    window: Timestamp,
    /// Calls that all servers know of, or are being told of.
    known: i64,
    /// Calls that this server counted since.
    on_credit: i64,
}

impl Default for Tally {
    fn default() -> Self {
        Self { window: Timestamp::from_micros(i64::MIN), known: 0, on_credit: 0 }
    }
}

/// When the window of `key` began that `now` is in. Each key's windows begin at a second of its own, so that not
/// everybody who was refused comes back at once.
pub fn window(key: &TokenHash, now: Timestamp) -> Timestamp {
    let span = i64::try_from(WINDOW.as_micros()).unwrap_or(i64::MAX);
    let shift = i64::from(u16::from_be_bytes([key.0[0], key.0[1]])) * 1_000_000 % span;
    Timestamp::from_micros((now.micros() - shift).div_euclid(span) * span + shift)
}

impl Tally {
    /// Counts a call in the window that began at `window`. Where the count is not shared, nobody is asked.
    pub fn count(&mut self, quota: Quota, window: Timestamp, shared: bool, now: Timestamp) -> Counted {
        if self.window != window {
            *self = Self { window, known: 0, on_credit: 0 };
        }
        if self.known + self.on_credit >= quota.0 {
            return Counted::Refuse(self.standing(quota, now));
        }
        self.on_credit += 1;
        if shared && self.on_credit >= ((quota.0 - self.known) / PART).max(1) {
            let stretch = std::mem::take(&mut self.on_credit);
            self.known += stretch;
            return Counted::Share(stretch);
        }
        Counted::Admit(self.standing(quota, now))
    }

    /// Decides on a call whose stretch was added to the count that all servers share, which gave `total`.
    pub fn learn(&mut self, quota: Quota, window: Timestamp, total: i64, now: Timestamp) -> Counted {
        // Others of this server may have learned more meanwhile, or the window may be over.
        if self.window == window {
            self.known = self.known.max(total);
        }
        match total <= quota.0 {
            true => Counted::Admit(self.standing(quota, now)),
            false => Counted::Refuse(self.standing(quota, now)),
        }
    }

    fn standing(&self, quota: Quota, now: Timestamp) -> Standing {
        let left = (quota.0 - self.known - self.on_credit).max(0);
        Standing { left, full_in: (self.window + WINDOW).since(now) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: TokenHash = TokenHash([0; 32]);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    #[test]
    fn windows_of_a_key_follow_one_another() {
        assert_eq!(window(&KEY, at(119)), at(60));
        assert_eq!(window(&KEY, at(120)), at(120));
        let shifted = TokenHash([0x01; 32]);
        // 0x0101 is 257, which is 17 more than four minutes.
        assert_eq!(window(&shifted, at(76)), at(17));
        assert_eq!(window(&shifted, at(77)), at(77));
        assert_eq!(window(&shifted, at(0)), at(-43));
    }

    #[test]
    fn a_server_on_its_own_counts_to_the_call() {
        let (quota, mut tally) = (Quota(3), Tally::default());
        let counted: Vec<_> = (0..5).map(|second| tally.count(quota, at(0), false, at(second))).collect();
        let standing = |left, seconds| Standing { left, full_in: Duration::from_secs(seconds) };
        assert_eq!(
            counted,
            [
                Counted::Admit(standing(2, 60)),
                Counted::Admit(standing(1, 59)),
                Counted::Admit(standing(0, 58)),
                Counted::Refuse(standing(0, 57)),
                Counted::Refuse(standing(0, 56)),
            ]
        );
        assert_eq!(tally.count(quota, at(60), false, at(60)), Counted::Admit(standing(2, 60)));
    }

    #[test]
    fn a_stretch_is_a_sixty_fourth_of_what_is_left() {
        let (quota, mut tally) = (Quota(640), Tally::default());
        let shared = (1..).find(|_| matches!(tally.count(quota, at(0), true, at(0)), Counted::Share(10)));
        assert_eq!(shared, Some(10));
        assert_eq!(
            tally.learn(quota, at(0), 600, at(0)),
            Counted::Admit(Standing { left: 40, full_in: WINDOW })
        );
        assert_eq!(tally.count(quota, at(0), true, at(0)), Counted::Share(1), "the last ones one by one");
    }

    #[test]
    fn what_others_used_up_is_refused_without_asking_again() {
        let (quota, mut tally) = (Quota(10), Tally::default());
        assert_eq!(tally.count(quota, at(0), true, at(0)), Counted::Share(1));
        let none = Standing { left: 0, full_in: WINDOW };
        assert_eq!(tally.learn(quota, at(0), 11, at(0)), Counted::Refuse(none));
        assert_eq!(tally.count(quota, at(0), true, at(0)), Counted::Refuse(none));
    }

    /// Calls that `servers` admit together, whichever of them each call comes to.
    fn admitted(quota: Quota, servers: usize, order: &[usize]) -> i64 {
        let mut tallies = vec![Tally::default(); servers];
        let (mut total, mut admitted) = (0, 0);
        for server in order {
            let tally = &mut tallies[server % servers];
            let mut counted = tally.count(quota, at(0), true, at(0));
            if let Counted::Share(stretch) = counted {
                total += stretch;
                counted = tally.learn(quota, at(0), total, at(0));
            }
            admitted += i64::from(matches!(counted, Counted::Admit(_)));
        }
        admitted
    }

    proptest! {
        #[test]
        fn servers_together_keep_the_margin(
            quota in 1_i64..2_000,
            servers in 1_usize..5,
            order in proptest::collection::vec(0_usize..5, 3_000),
        ) {
            let others = i64::try_from(servers - 1).unwrap();
            let sum = admitted(Quota(quota), servers, &order);
            prop_assert!(sum <= quota + others * (quota / PART), "{sum} of {quota} on {servers}");
            prop_assert!(sum >= quota, "{sum} of {quota} on {servers}");
        }
    }
}
