//! Milestones: money that a project's owner sets aside for a part of the work, and what becomes of it.

use oauth::{Timestamp, UserId};

use crate::bid::{Bid, BidStatus};
use crate::ledger::{Account, Movement, Transfer};
use crate::money::is_price;
use crate::project::{Project, ProjectStatus};
use crate::{BidId, Fault, MilestoneId, ProjectId, Refusal, text};

mod request;

pub use request::{Ask, Request, RequestStatus, Settled};

/// What has become of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MilestoneStatus {
    /// The money is set aside.
    Held,
    /// The member who does the work asks for it.
    Requested,
    /// All of it was paid.
    Released,
    /// What was left went back.
    Cancelled,
}

impl MilestoneStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Held, Self::Requested, Self::Released, Self::Cancelled];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Requested => "requested",
            Self::Released => "released",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// What a milestone pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// All of the work.
    FullPayment,
    /// A part of it.
    PartialPayment,
    /// A task that the description names.
    Task,
    /// Something else.
    Other,
}

impl Reason {
    /// Every reason, in the order of its number in the older API.
    pub const ALL: [Self; 4] = [Self::FullPayment, Self::PartialPayment, Self::Task, Self::Other];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullPayment => "full_payment",
            Self::PartialPayment => "partial_payment",
            Self::Task => "task",
            Self::Other => "other",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// A part of the work and its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The price in smallest units of the project's currency.
    pub amount: i64,
    /// What is paid for.
    pub reason: Reason,
    /// In words.
    pub description: String,
}

impl Part {
    /// Looks for everything that cannot stand.
    pub fn faults(&self) -> Vec<Fault> {
        let advice = "Give the amount in whole smallest units, at least 1.";
        let amount = (!is_price(self.amount)).then_some(Fault::new("amount", advice));
        amount.into_iter().chain(text::part(&self.description)).collect()
    }
}

/// Money that is set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its number.
    pub id: MilestoneId,
    /// Of which project.
    pub project_id: ProjectId,
    /// For which accepted bid.
    pub bid_id: BidId,
    /// Who pays: the project's owner.
    pub payer_id: UserId,
    /// Who is paid: the bid's member.
    pub payee_id: UserId,
    /// The code of the currency.
    pub currency: String,
    /// What it pays.
    pub part: Part,
    /// How much of it was released.
    pub released: i64,
    /// What has become of it.
    pub status: MilestoneStatus,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What can be done with a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The payer pays this much of it, or all that is left.
    Release(Option<i64>),
    /// The payee asks for it.
    Request,
    /// The payee lets it go: it was promised to nobody else.
    Cancel,
}

/// What becomes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It has this status from now on, and no money moves.
    Set(MilestoneStatus),
    /// It has this status from now on, and this moves.
    Move(MilestoneStatus, Transfer),
    /// Nothing changes.
    Refuse(Refusal),
}

/// Decides whether anything can be agreed on a bid's money: work must go on, for this bid.
fn at_work(project: &Project, bid: &Bid) -> Result<(), Refusal> {
    if project.status != ProjectStatus::WorkInProgress {
        return Err(Refusal::ProjectState);
    }
    if bid.status != BidStatus::Accepted {
        return Err(Refusal::BidState);
    }
    Ok(())
}

/// Decides whether `actor` may set money aside for a bid.
///
/// # Errors
/// If not, with the reason.
pub fn create(project: &Project, bid: &Bid, actor: &UserId) -> Result<(), Refusal> {
    if !bid.is_visible_to(project, actor) {
        return Err(Refusal::Missing);
    }
    if project.owner_id != *actor {
        return Err(Refusal::NotOwner);
    }
    at_work(project, bid)
}

impl Milestone {
    /// A new milestone.
    pub fn new(project: &Project, bid: &Bid, part: Part, now: Timestamp) -> Self {
        Self {
            id: MilestoneId::at(now),
            project_id: project.id,
            bid_id: bid.id,
            payer_id: project.owner_id,
            payee_id: bid.bidder_id,
            currency: project.terms.currency.clone(),
            part,
            released: 0,
            status: MilestoneStatus::Held,
            created_at: now,
            updated_at: now,
        }
    }

    /// The transfer that sets its money aside.
    pub fn hold(&self) -> Transfer {
        self.transfer(Movement::Hold, self.part.amount)
    }

    fn transfer(&self, movement: Movement, amount: i64) -> Transfer {
        let held = Account::Held(self.id);
        let (from, to) = match movement {
            Movement::Hold => (Account::Funds(self.payer_id), held),
            Movement::Release => (held, Account::Earned(self.payee_id)),
            Movement::Return => (held, Account::Funds(self.payer_id)),
        };
        Transfer { movement, milestone_id: self.id, currency: self.currency.clone(), amount, from, to }
    }

    /// What is still set aside.
    pub const fn left(&self) -> i64 {
        match self.status {
            MilestoneStatus::Held | MilestoneStatus::Requested => self.part.amount - self.released,
            MilestoneStatus::Released | MilestoneStatus::Cancelled => 0,
        }
    }

    /// Whether `viewer` may know of it: it is between the two.
    pub fn is_visible_to(&self, viewer: &UserId) -> bool {
        self.payer_id == *viewer || self.payee_id == *viewer
    }

    /// Decides what an act of `actor` does. Who asks is settled before what the milestone is now: a stranger learns
    /// nothing of it. Work need not go on: what is held is paid or returned after its end too.
    pub fn act(&self, act: Act, actor: &UserId) -> Acted {
        use MilestoneStatus::{Cancelled, Held, Released, Requested};
        if !self.is_visible_to(actor) {
            return Acted::Refuse(Refusal::Missing);
        }
        match act {
            Act::Release(_) if self.payer_id != *actor => return Acted::Refuse(Refusal::NotOwner),
            Act::Request | Act::Cancel if self.payee_id != *actor => {
                return Acted::Refuse(Refusal::NotBidder);
            }
            _ => {}
        }
        match (act, self.status) {
            (Act::Release(amount), Held | Requested) => {
                let amount = amount.unwrap_or_else(|| self.left());
                if !(1..=self.left()).contains(&amount) {
                    return Acted::Refuse(Refusal::MoreThanHeld);
                }
                let status = if amount == self.left() { Released } else { Held };
                Acted::Move(status, self.transfer(Movement::Release, amount))
            }
            (Act::Request, Held) => Acted::Set(Requested),
            (Act::Cancel, Held | Requested) => {
                Acted::Move(Cancelled, self.transfer(Movement::Return, self.left()))
            }
            _ => Acted::Refuse(Refusal::MilestoneState),
        }
    }

    /// The same after `acted`.
    pub fn after(&self, acted: &Acted, now: Timestamp) -> Self {
        match acted {
            Acted::Set(status) => Self { status: *status, updated_at: now, ..self.clone() },
            Acted::Move(status, transfer) => {
                let paid = if transfer.movement == Movement::Release { transfer.amount } else { 0 };
                Self { status: *status, released: self.released + paid, updated_at: now, ..self.clone() }
            }
            Acted::Refuse(_) => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
