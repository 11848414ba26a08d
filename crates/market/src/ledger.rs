//! The ledger: every movement of money between two accounts, in double entry. No real money moves; what the ledger
//! says is what a payment service would have to do.

use std::fmt;

use oauth::UserId;

use crate::MilestoneId;

/// Where money can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// With a member, outside: what they have put in is missing here. The only kind that may be below nothing.
    Funds(UserId),
    /// Set aside for a milestone.
    Held(MilestoneId),
    /// Earned by a member.
    Earned(UserId),
}

impl Account {
    /// Reads its name back.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, whose) = name.split_once(':')?;
        match kind {
            "funds" => UserId::parse(whose).map(Self::Funds),
            "held" => MilestoneId::parse(whose).map(Self::Held),
            "earned" => UserId::parse(whose).map(Self::Earned),
            _ => None,
        }
    }

    /// Whether there may be less than nothing in it.
    pub const fn may_be_below_nothing(self) -> bool {
        matches!(self, Self::Funds(_))
    }
}

/// Its name, in records.
impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Funds(member) => write!(f, "funds:{member}"),
            Self::Held(milestone) => write!(f, "held:{milestone}"),
            Self::Earned(member) => write!(f, "earned:{member}"),
        }
    }
}

/// Why money moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Movement {
    /// It is set aside for a milestone.
    Hold,
    /// It goes to the member who did the work.
    Release,
    /// It goes back to whoever set it aside.
    Return,
}

impl Movement {
    /// Every movement.
    pub const ALL: [Self; 3] = [Self::Hold, Self::Release, Self::Return];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Return => "return",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|movement| movement.as_str() == name)
    }
}

/// One movement of money, whole: what leaves one account arrives in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Why.
    pub movement: Movement,
    /// For which milestone.
    pub milestone_id: MilestoneId,
    /// The code of the currency.
    pub currency: String,
    /// How much, in smallest units; above nothing.
    pub amount: i64,
    /// Where it leaves.
    pub from: Account,
    /// Where it arrives.
    pub to: Account,
}

/// What a transfer does to one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Which.
    pub account: Account,
    /// How much arrives; below nothing for what leaves.
    pub amount: i64,
}

impl Transfer {
    /// Both sides of it. They add up to nothing.
    pub const fn postings(&self) -> [Posting; 2] {
        [
            Posting { account: self.from, amount: -self.amount },
            Posting { account: self.to, amount: self.amount },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ada, bob};

    #[test]
    fn accounts_and_movements_are_read_back() {
        for account in
            [Account::Funds(ada()), Account::Held(MilestoneId::from_number(7)), Account::Earned(bob())]
        {
            assert_eq!(Account::parse(&account.to_string()), Some(account));
        }
        for name in ["", "funds", "funds:7", "held:x", "gifts:7"] {
            assert_eq!(Account::parse(name), None, "{name}");
        }
        for movement in Movement::ALL {
            assert_eq!(Movement::parse(movement.as_str()), Some(movement));
        }
    }
}
