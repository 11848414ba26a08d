//! Repeatable choices: the same seed makes the same run.

use std::time::{SystemTime, UNIX_EPOCH};

/// A source of choices that its seed decides (SplitMix64).
#[derive(Clone, Debug)]
pub struct Seed(u64);

impl Seed {
    /// From a number.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// From the variable `name`, or from the time; printed, so that a failure can be repeated.
    pub fn from_run(name: &str) -> Self {
        #[expect(clippy::disallowed_methods, reason = "without a seed of the caller's, any number does")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
        let number = crate::variable(name).map_or(now.subsec_nanos().into(), |text| {
            text.parse().unwrap_or_else(|_| panic!("{name} must be a number"))
        });
        println!("{name}={number}");
        Self(number)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a length is a number");
        usize::try_from(self.number() % end).expect("it is below a length")
    }

    /// One of `choices`.
    pub fn choose<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// Bytes of any value.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.number().to_le_bytes()[0]).collect()
    }

    /// Lower-case letters.
    pub fn letters(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'a' + u8::try_from(self.below(26)).expect("26 fits"))).collect()
    }
}
