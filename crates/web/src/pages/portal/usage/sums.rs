//! Counts added up.

use std::collections::BTreeMap;

use oauth::call::{Bucket, Count, Endpoint, Outcome};

/// What a time came to.
#[derive(Debug, Default)]
pub(super) struct Sums {
    outcomes: BTreeMap<Outcome, u64>,
    durations: BTreeMap<Bucket, u64>,
    /// Tokens given, by grant type.
    pub tokens: BTreeMap<String, u64>,
    /// Calls of the API.
    pub api: u64,
}

impl Sums {
    pub(super) fn of<'a>(counts: impl Iterator<Item = &'a Count>) -> Self {
        let mut sums = Self::default();
        for Count { key, calls } in counts {
            let calls = calls.unsigned_abs();
            *sums.outcomes.entry(key.outcome).or_default() += calls;
            *sums.durations.entry(key.bucket).or_default() += calls;
            if key.endpoint == Endpoint::Api {
                sums.api += calls;
            }
            if key.endpoint == Endpoint::Token && key.outcome == Outcome::Succeeded {
                *sums.tokens.entry(key.grant_type.clone()).or_default() += calls;
            }
        }
        sums
    }

    pub(super) fn all(&self) -> u64 {
        self.outcomes.values().sum()
    }

    pub(super) fn of_outcome(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// The duration, in microseconds, that this share of calls in a hundred did not exceed.
    pub(super) fn percentile(&self, share: u64) -> Option<u64> {
        let wanted = (self.all() * share).div_ceil(100);
        let mut seen = 0;
        self.durations.iter().find_map(|(bucket, calls)| {
            seen += calls;
            (seen >= wanted).then(|| bucket.end())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oauth::call::CountKey;

    fn count(outcome: Outcome, micros: u32, calls: i64) -> Count {
        let bucket = Bucket::of(micros);
        let grant_type = "refresh_token".to_owned();
        Count { key: CountKey { endpoint: Endpoint::Token, grant_type, outcome, bucket }, calls }
    }

    #[test]
    fn counts_add_up() {
        let counts = [
            count(Outcome::Succeeded, 100, 90),
            count(Outcome::Succeeded, 9_000, 9),
            count(Outcome::Refused, 100, 1),
        ];
        let sums = Sums::of(counts.iter());
        assert_eq!((sums.all(), sums.of_outcome(Outcome::Refused)), (100, 1));
        assert_eq!(sums.tokens["refresh_token"], 99);
        assert!(sums.percentile(50).unwrap() < 130 && sums.percentile(95).unwrap() >= 9_000);
        assert_eq!(Sums::default().percentile(95), None);
    }
}
