//! Why the market says no.

/// Why something is not done. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// There is no such thing, or it is none of the caller's business: the two look alike.
    Missing,
    /// Only its owner does this.
    NotOwner,
    /// Only the member who placed the bid does this.
    NotBidder,
    /// Nobody bids on a project of their own.
    OwnProject,
    /// The project does not take bids.
    NotOpen,
    /// The member has a bid on this project.
    AlreadyBid,
    /// What the project is now does not allow this.
    ProjectState,
    /// What the bid is now does not allow this.
    BidState,
    /// As many bids as the project allows have been awarded or accepted.
    EnoughAwarded,
    /// Members have bid on these terms.
    HasBids,
    /// What the milestone, or the request for one, is now does not allow this.
    MilestoneState,
    /// No more can be released than is held.
    MoreThanHeld,
    /// The member has said how it was.
    AlreadyReviewed,
    /// It was changed after the caller last read it.
    Changed,
}

/// A member of a request that cannot stand, with a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which.
    pub field: &'static str,
    /// What to do.
    pub advice: &'static str,
}

impl Fault {
    /// A fault.
    pub const fn new(field: &'static str, advice: &'static str) -> Self {
        Self { field, advice }
    }
}
