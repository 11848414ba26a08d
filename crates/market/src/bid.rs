//! Bids: what a member offers to do a project for, and what becomes of it.

use oauth::{Timestamp, UserId};

use crate::money::is_price;
use crate::project::{Chosen, Project, ProjectStatus};
use crate::{BidId, Fault, ProjectId, Refusal, text};

/// What has become of a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BidStatus {
    /// It waits.
    Placed,
    /// The project's owner chose it; the member has not answered.
    Awarded,
    /// The member took the award: work begins.
    Accepted,
    /// The member did not take the award.
    Denied,
    /// The owner took the award back.
    Revoked,
    /// The member took the bid back.
    Retracted,
}

impl BidStatus {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::Placed, Self::Awarded, Self::Accepted, Self::Denied, Self::Revoked, Self::Retracted];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Awarded => "awarded",
            Self::Accepted => "accepted",
            Self::Denied => "denied",
            Self::Revoked => "revoked",
            Self::Retracted => "retracted",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// What a member offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The price in smallest units of the project's currency; by the hour if the project is hourly.
    pub amount: i64,
    /// Days until it is done.
    pub period: i64,
    /// How much of the price a first milestone should hold, in per cent.
    pub milestone_percentage: i64,
    /// In words.
    pub description: String,
}

impl Offer {
    /// Looks for everything that cannot stand.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> = text::offer(&self.description).into_iter().collect();
        let mut fault = |wrong: bool, field, advice| {
            if wrong {
                faults.push(Fault::new(field, advice));
            }
        };
        fault(!is_price(self.amount), "amount", "Give the price in whole smallest units, at least 1.");
        fault(!(1..=365).contains(&self.period), "period", "Say in how many days it is done, from 1 to 365.");
        let percentage = (20..=100).contains(&self.milestone_percentage);
        fault(!percentage, "milestone_percentage", "Give 20 to 100 per cent.");
        faults
    }
}

/// A bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// Its number.
    pub id: BidId,
    /// What it is for.
    pub project_id: ProjectId,
    /// Whose it is.
    pub bidder_id: UserId,
    /// What is offered.
    pub offer: Offer,
    /// What has become of it.
    pub status: BidStatus,
    /// Whether its member made it stand out.
    pub highlighted: bool,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What can be done with a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Its member makes it stand out.
    Highlight,
    /// Its member takes it back.
    Retract,
    /// The project's owner chooses it.
    Award,
    /// The project's owner takes the award back.
    Revoke,
    /// Its member takes the award.
    Accept,
    /// Its member does not take the award.
    Deny,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 6] =
        [Self::Highlight, Self::Retract, Self::Award, Self::Revoke, Self::Accept, Self::Deny];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Highlight => "highlight",
            Self::Retract => "retract",
            Self::Award => "award",
            Self::Revoke => "revoke",
            Self::Accept => "accept",
            Self::Deny => "deny",
        }
    }

    /// Whether the project's owner does it, not the bid's member.
    const fn is_owners(self) -> bool {
        matches!(self, Self::Award | Self::Revoke)
    }
}

/// What becomes of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It stands out from now on.
    Highlight,
    /// It has this status from now on.
    Set(BidStatus),
    /// It has this status from now on, and work on the project begins.
    Begin(BidStatus),
    /// Nothing changes.
    Refuse(Refusal),
}

/// Decides whether `member` may place a bid. That they have none on this project is asked where it is placed.
///
/// # Errors
/// If not, with the reason.
pub fn place(project: &Project, member: &UserId) -> Result<(), Refusal> {
    if !project.is_visible_to(Some(member)) {
        return Err(Refusal::Missing);
    }
    if project.owner_id == *member {
        return Err(Refusal::OwnProject);
    }
    if project.status != ProjectStatus::Open {
        return Err(Refusal::NotOpen);
    }
    Ok(())
}

impl Bid {
    /// A new bid.
    pub fn new(project: ProjectId, member: UserId, offer: Offer, now: Timestamp) -> Self {
        Self {
            id: BidId::at(now),
            project_id: project,
            bidder_id: member,
            offer,
            status: BidStatus::Placed,
            highlighted: false,
            placed_at: now,
            updated_at: now,
        }
    }

    /// Whether `viewer` may know of it: it is between its member and the project's owner.
    pub fn is_visible_to(&self, project: &Project, viewer: &UserId) -> bool {
        self.bidder_id == *viewer || project.owner_id == *viewer
    }

    /// Decides what an act of `actor` does. Who asks is settled before what the bid is now: a stranger learns
    /// nothing of it.
    pub fn act(&self, act: Act, project: &Project, chosen: Chosen, actor: &UserId) -> Acted {
        use BidStatus::{Accepted, Awarded, Denied, Placed, Retracted, Revoked};
        if !self.is_visible_to(project, actor) {
            return Acted::Refuse(Refusal::Missing);
        }
        match act.is_owners() {
            true if project.owner_id != *actor => return Acted::Refuse(Refusal::NotOwner),
            false if self.bidder_id != *actor => return Acted::Refuse(Refusal::NotBidder),
            _ => {}
        }
        // With several places, the others are awarded while work goes on.
        let running = matches!(project.status, ProjectStatus::Open | ProjectStatus::WorkInProgress);
        if !running {
            return Acted::Refuse(Refusal::ProjectState);
        }
        match (act, self.status) {
            (Act::Highlight, Placed) => Acted::Highlight,
            (Act::Retract, Placed) => Acted::Set(Retracted),
            (Act::Award, Placed | Revoked) if chosen.taken() >= project.terms.places => {
                Acted::Refuse(Refusal::EnoughAwarded)
            }
            (Act::Award, Placed | Revoked) => Acted::Set(Awarded),
            (Act::Revoke, Awarded) => Acted::Set(Revoked),
            (Act::Accept, Awarded) if chosen.accepted >= project.terms.places => {
                Acted::Refuse(Refusal::EnoughAwarded)
            }
            (Act::Accept, Awarded) => Acted::Begin(Accepted),
            (Act::Deny, Awarded) => Acted::Set(Denied),
            _ => Acted::Refuse(Refusal::BidState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ada, bid, bob, eve, project};

    fn acted(act: Act, status: BidStatus, actor: &UserId) -> Acted {
        Bid { status, ..bid() }.act(act, &project(), Chosen::default(), actor)
    }

    #[test]
    fn each_act_leads_from_where_it_may_and_from_nowhere_else() {
        use BidStatus::{Accepted, Awarded, Denied, Placed, Retracted, Revoked};
        let allowed = [
            (Act::Highlight, Placed, Acted::Highlight),
            (Act::Retract, Placed, Acted::Set(Retracted)),
            (Act::Award, Placed, Acted::Set(Awarded)),
            (Act::Award, Revoked, Acted::Set(Awarded)),
            (Act::Revoke, Awarded, Acted::Set(Revoked)),
            (Act::Accept, Awarded, Acted::Begin(Accepted)),
            (Act::Deny, Awarded, Acted::Set(Denied)),
        ];
        for act in Act::ALL {
            let (does, other) = if act.is_owners() { (ada(), bob()) } else { (bob(), ada()) };
            for status in BidStatus::ALL {
                let to = allowed.iter().find(|row| (row.0, row.1) == (act, status)).map(|row| row.2);
                let expected = to.unwrap_or(Acted::Refuse(Refusal::BidState));
                assert_eq!(acted(act, status, &does), expected, "{act:?} {status:?}");
                let wrong = if act.is_owners() { Refusal::NotOwner } else { Refusal::NotBidder };
                assert_eq!(acted(act, status, &other), Acted::Refuse(wrong), "{act:?} {status:?}");
                assert_eq!(acted(act, status, &eve()), Acted::Refuse(Refusal::Missing), "{act:?} {status:?}");
            }
        }
    }

    #[test]
    fn no_more_bids_are_chosen_than_there_are_places() {
        let award = |places, chosen| {
            let mut project = project();
            project.terms.places = places;
            bid().act(Act::Award, &project, chosen, &ada())
        };
        let full = Acted::Refuse(Refusal::EnoughAwarded);
        assert_eq!(award(1, Chosen { awarded: 1, accepted: 0 }), full);
        assert_eq!(award(1, Chosen { awarded: 0, accepted: 1 }), full);
        assert_eq!(award(2, Chosen { awarded: 1, accepted: 1 }), full);
        assert_eq!(award(2, Chosen { awarded: 0, accepted: 1 }), Acted::Set(BidStatus::Awarded));
        let awarded = Bid { status: BidStatus::Awarded, ..bid() };
        let one = Chosen { awarded: 1, accepted: 1 };
        assert_eq!(awarded.act(Act::Accept, &project(), one, &bob()), full);
    }

    #[test]
    fn nothing_moves_on_a_project_that_has_ended() {
        for status in [ProjectStatus::Pending, ProjectStatus::Complete, ProjectStatus::Closed] {
            let over = Project { status, ..project() };
            let refused = bid().act(Act::Retract, &over, Chosen::default(), &bob());
            assert_eq!(refused, Acted::Refuse(Refusal::ProjectState), "{status:?}");
        }
    }

    #[test]
    fn members_bid_on_open_projects_of_others() {
        assert_eq!(place(&project(), &bob()), Ok(()));
        assert_eq!(place(&project(), &ada()), Err(Refusal::OwnProject));
        let at = |status| Project { status, ..project() };
        assert_eq!(place(&at(ProjectStatus::Pending), &bob()), Err(Refusal::Missing));
        for status in [ProjectStatus::WorkInProgress, ProjectStatus::Complete, ProjectStatus::Closed] {
            assert_eq!(place(&at(status), &bob()), Err(Refusal::NotOpen), "{status:?}");
        }
    }

    #[test]
    fn each_fault_of_an_offer_is_told() {
        let faults = |offer: Offer| offer.faults().iter().map(|fault| fault.field).collect::<Vec<_>>();
        assert_eq!(faults(bid().offer), [""; 0]);
        let offer = Offer { amount: 0, period: 366, milestone_percentage: 19, description: "\u{7}".into() };
        assert_eq!(faults(offer), ["description", "amount", "period", "milestone_percentage"]);
    }

    #[test]
    fn statuses_are_read_back() {
        for status in BidStatus::ALL {
            assert_eq!(BidStatus::parse(status.as_str()), Some(status));
        }
    }
}
