//! What usage is summed up by.

use super::Endpoint;

/// What became of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It did what was asked.
    Succeeded,
    /// It was refused, for a reason the app can mend.
    Refused,
    /// It failed for a reason of ours.
    Failed,
}

impl Outcome {
    /// Every outcome, in the order of a legend.
    pub const ALL: [Self; 3] = [Self::Succeeded, Self::Refused, Self::Failed];

    /// Its name in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// A class of durations: those below its end, four classes to each doubling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket(pub u8);

impl Bucket {
    /// Classes to a doubling: each is at most a fifth wider than the one before.
    const STEPS: f64 = 4.0;

    /// The class of a duration in microseconds.
    pub fn of(micros: u32) -> Self {
        let class = (f64::from(micros.max(1)).log2() * Self::STEPS).floor();
        // 32 doublings have 128 classes.
        Self(class as u8)
    }

    /// Where the class ends, in microseconds.
    pub fn end(self) -> u64 {
        ((f64::from(self.0) + 1.0) / Self::STEPS).exp2().ceil() as u64
    }
}

/// What calls are counted apart by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountKey {
    /// What was called.
    pub endpoint: Endpoint,
    /// The grant type that was asked for, or nothing.
    pub grant_type: String,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it took.
    pub bucket: Bucket,
}

/// How many calls there were of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind.
    pub key: CountKey,
    /// How many.
    pub calls: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_duration_lies_below_the_end_of_its_class_and_near_it(micros in 1_u32..) {
            let end = Bucket::of(micros).end();
            prop_assert!(u64::from(micros) <= end);
            prop_assert!(end as f64 <= f64::from(micros) * 1.2 + 1.0);
        }
    }

    #[test]
    fn no_time_has_a_class() {
        assert_eq!(Bucket::of(0), Bucket::of(1));
    }
}
