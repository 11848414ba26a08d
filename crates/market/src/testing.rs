//! Members, a project and a bid for the tests of this crate.

use oauth::{Timestamp, UserId};

use crate::bid::{Bid, Offer};
use crate::project::{Kind, Project, Terms};

pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

/// Who owns the project.
pub(crate) fn ada() -> UserId {
    UserId::from_bytes([1; 16])
}

/// Who bids.
pub(crate) fn bob() -> UserId {
    UserId::from_bytes([2; 16])
}

/// Who has nothing to do with it.
pub(crate) fn eve() -> UserId {
    UserId::from_bytes([3; 16])
}

/// An open project of Ada's with one place.
pub(crate) fn project() -> Project {
    let terms = Terms {
        title: "A logo for a bakery".into(),
        description: "We bake bread in the old town and need a logo.".into(),
        skills: vec![32, 20],
        kind: Kind::Fixed,
        currency: "EUR".into(),
        minimum: 10_000,
        maximum: 30_000,
        commitment: None,
        places: 1,
    };
    Project::new(ada(), terms, false, NOW)
}

/// A bid of Bob's on it.
pub(crate) fn bid() -> Bid {
    let offer = Offer { amount: 20_000, period: 7, milestone_percentage: 50, description: "Gladly.".into() };
    Bid::new(project().id, bob(), offer, NOW)
}
