//! The numbers of the market's things: those clients that hold identifiers as numbers can hold, and that tell
//! which is newer.

use std::fmt;

use oauth::{Timestamp, UserId};

/// The largest number that every client can hold: JSON readers keep 53 bits.
const LARGEST: i64 = (1 << 53) - 1;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Before every other one, for pages that begin at the oldest.
            pub const FIRST: Self = Self(0);
            /// After every other one, for pages that begin at the newest.
            pub const LAST: Self = Self(LARGEST);

            /// The number of what is made at `now`, unless it is taken: then the next free one is.
            pub fn at(now: Timestamp) -> Self {
                Self(now.micros().clamp(1, LARGEST))
            }

            /// The one after this.
            pub const fn next(self) -> Self {
                Self(self.0 + 1)
            }

            /// From what a store keeps.
            pub const fn from_number(number: i64) -> Self {
                Self(number)
            }

            /// As a number.
            pub const fn number(self) -> i64 {
                self.0
            }

            /// Reads decimal digits; `None` for anything else, or for more than there can be.
            pub fn parse(text: &str) -> Option<Self> {
                let plain = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
                plain.then(|| text.parse().ok())?.filter(|number| (1..=LARGEST).contains(number)).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

numbers! {
    /// A project.
    ProjectId;
    /// A bid.
    BidId;
    /// A milestone.
    MilestoneId;
    /// What a member asks a milestone for.
    RequestId;
    /// A transfer of the ledger.
    TransferId;
    /// A review.
    ReviewId;
}

/// The number by which the older API names a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberNumber(i64);

impl MemberNumber {
    /// A member's: the last 53 bits of the identifier, all of which were drawn at random.
    pub fn of(id: &UserId) -> Self {
        let bytes = id.as_bytes()[8..].iter();
        let number = bytes.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        Self(i64::try_from(number & LARGEST.unsigned_abs()).unwrap_or(LARGEST).max(1))
    }

    /// From a number that somebody sent or a store keeps.
    pub const fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// As a number.
    pub const fn number(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_has_a_number_that_clients_can_hold() {
        let number = |byte| MemberNumber::of(&UserId::from_bytes([byte; 16])).number();
        assert_eq!((number(0), number(255)), (1, LARGEST));
        let id =
            UserId::parse("0199f7c4-9c00-7000-8000-00000000012c").map(|id| MemberNumber::of(&id).number());
        assert_eq!(id, Some(300));
    }

    #[test]
    fn only_the_plain_form_of_a_number_is_read() {
        assert_eq!(ProjectId::parse("1795000000000000").map(ProjectId::number), Some(1_795_000_000_000_000));
        for text in ["", "0", "07", "+7", "-7", "7 ", "7.0", "9007199254740992", "99999999999999999999", "x"]
        {
            assert_eq!(ProjectId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_made_later_has_the_larger_number() {
        let early = BidId::at(Timestamp::from_seconds(1_800_000_000));
        assert!(early < BidId::at(Timestamp::from_seconds(1_800_000_001)) && early < early.next());
        assert!(BidId::FIRST < early && early < BidId::LAST);
        assert_eq!(BidId::at(Timestamp::from_micros(-5)).number(), 1);
    }
}
