//! Requests: a member who does the work asks the owner for a milestone.

use oauth::{Timestamp, UserId};

use super::{Part, at_work};
use crate::bid::Bid;
use crate::project::Project;
use crate::{BidId, MilestoneId, ProjectId, Refusal, RequestId};

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestStatus {
    /// It waits.
    Pending,
    /// The owner made the milestone.
    Accepted,
    /// The owner did not.
    Rejected,
    /// Its member took it back.
    Withdrawn,
}

impl RequestStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Accepted, Self::Rejected, Self::Withdrawn];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// A request for a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub id: RequestId,
    /// Of which project.
    pub project_id: ProjectId,
    /// For which bid.
    pub bid_id: BidId,
    /// Who would pay.
    pub payer_id: UserId,
    /// Who asks.
    pub payee_id: UserId,
    /// What for.
    pub part: Part,
    /// What has become of it.
    pub status: RequestStatus,
    /// The milestone that was made of it.
    pub milestone_id: Option<MilestoneId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What can be done with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ask {
    /// The owner makes the milestone.
    Accept,
    /// The owner does not.
    Reject,
    /// Its member takes it back.
    Withdraw,
}

impl Ask {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
        }
    }
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It has this status from now on, and the milestone is made.
    Make(RequestStatus),
    /// It has this status from now on.
    Set(RequestStatus),
    /// Nothing changes.
    Refuse(Refusal),
}

impl Request {
    /// A new request of `actor` on their own bid.
    ///
    /// # Errors
    /// If there can be none, with the reason.
    pub fn new(
        project: &Project,
        bid: &Bid,
        part: Part,
        actor: &UserId,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if !bid.is_visible_to(project, actor) {
            return Err(Refusal::Missing);
        }
        if bid.bidder_id != *actor {
            return Err(Refusal::NotBidder);
        }
        at_work(project, bid)?;
        Ok(Self {
            id: RequestId::at(now),
            project_id: project.id,
            bid_id: bid.id,
            payer_id: project.owner_id,
            payee_id: bid.bidder_id,
            part,
            status: RequestStatus::Pending,
            milestone_id: None,
            created_at: now,
            updated_at: now,
        })
    }

    /// Whether `viewer` may know of it: it is between the two.
    pub fn is_visible_to(&self, viewer: &UserId) -> bool {
        self.payer_id == *viewer || self.payee_id == *viewer
    }

    /// Decides what an act of `actor` does. Who asks is settled first.
    pub fn settle(&self, ask: Ask, project: &Project, bid: &Bid, actor: &UserId) -> Settled {
        if !self.is_visible_to(actor) {
            return Settled::Refuse(Refusal::Missing);
        }
        match ask {
            Ask::Accept | Ask::Reject if self.payer_id != *actor => {
                return Settled::Refuse(Refusal::NotOwner);
            }
            Ask::Withdraw if self.payee_id != *actor => return Settled::Refuse(Refusal::NotBidder),
            _ => {}
        }
        if self.status != RequestStatus::Pending {
            return Settled::Refuse(Refusal::MilestoneState);
        }
        match ask {
            Ask::Accept => match at_work(project, bid) {
                Ok(()) => Settled::Make(RequestStatus::Accepted),
                Err(refusal) => Settled::Refuse(refusal),
            },
            Ask::Reject => Settled::Set(RequestStatus::Rejected),
            Ask::Withdraw => Settled::Set(RequestStatus::Withdrawn),
        }
    }
}
