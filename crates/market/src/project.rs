//! Projects: work that a member offers, from draft to done, and who may move it on.

use oauth::{Timestamp, UserId};

use crate::bid::BidStatus;
use crate::{ProjectId, Refusal};

mod terms;

pub use terms::{Commitment, Interval, Kind, Terms};

/// How far a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProjectStatus {
    /// A draft that only its owner sees.
    Pending,
    /// It takes bids.
    Open,
    /// Somebody works on it.
    WorkInProgress,
    /// It is done.
    Complete,
    /// Its owner took it back before anybody began.
    Closed,
}

impl ProjectStatus {
    /// Every status.
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Open, Self::WorkInProgress, Self::Complete, Self::Closed];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Open => "open",
            Self::WorkInProgress => "work_in_progress",
            Self::Complete => "complete",
            Self::Closed => "closed",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its number.
    pub id: ProjectId,
    /// Whose it is.
    pub owner_id: UserId,
    /// How far it is.
    pub status: ProjectStatus,
    /// What is to be done, and for how much.
    pub terms: Terms,
    /// How many members have bid on it, those who took their bid back left out.
    pub bid_count: i64,
    /// What their bids add up to.
    pub bid_sum: i64,
    /// How often it was changed: what `ETag` tells.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it opened for bids.
    pub opened_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A step of a project that its owner takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Opens it for bids.
    Publish,
    /// Says that it is done.
    Complete,
    /// Takes it back.
    Close,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 3] = [Self::Publish, Self::Complete, Self::Close];
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// The project has this status from now on.
    To(ProjectStatus),
    /// Nothing changes.
    Refuse(Refusal),
}

impl Project {
    /// A new project of `owner`: a draft, or open at once.
    pub fn new(owner: UserId, terms: Terms, draft: bool, now: Timestamp) -> Self {
        let status = if draft { ProjectStatus::Pending } else { ProjectStatus::Open };
        Self {
            id: ProjectId::at(now),
            owner_id: owner,
            status,
            terms,
            bid_count: 0,
            bid_sum: 0,
            version: 1,
            created_at: now,
            opened_at: (!draft).then_some(now),
            updated_at: now,
        }
    }

    /// Whether `viewer` may know of it: drafts are their owner's.
    pub fn is_visible_to(&self, viewer: Option<&UserId>) -> bool {
        self.status != ProjectStatus::Pending || viewer == Some(&self.owner_id)
    }

    /// What bids amount to on average, rounded to the nearest unit.
    pub fn average_bid(&self) -> Option<i64> {
        (self.bid_count > 0).then(|| (self.bid_sum + self.bid_count / 2) / self.bid_count)
    }

    /// Decides on a change by its owner. Whether the caller may know of the project is settled first, so that a
    /// stranger learns nothing of a draft.
    fn owned_by(&self, actor: &UserId) -> Result<(), Refusal> {
        if !self.is_visible_to(Some(actor)) {
            return Err(Refusal::Missing);
        }
        if self.owner_id != *actor {
            return Err(Refusal::NotOwner);
        }
        Ok(())
    }

    /// Decides where a step of `actor` leads. `awarded` says whether a bid waits for its member's answer.
    pub fn step(&self, step: Step, actor: &UserId, awarded: bool) -> Stepped {
        use ProjectStatus::{Closed, Complete, Open, Pending, WorkInProgress};
        if let Err(refusal) = self.owned_by(actor) {
            return Stepped::Refuse(refusal);
        }
        match (step, self.status) {
            (Step::Publish, Pending) => Stepped::To(Open),
            (Step::Complete, WorkInProgress) => Stepped::To(Complete),
            // A member who was chosen is not left without a project: the award is taken back first.
            (Step::Close, Open) if awarded => Stepped::Refuse(Refusal::EnoughAwarded),
            (Step::Close, Pending | Open) => Stepped::To(Closed),
            _ => Stepped::Refuse(Refusal::ProjectState),
        }
    }

    /// Decides whether `actor` may replace the terms. Once members have bid, what they bid on stays: kind, currency
    /// and budget.
    ///
    /// # Errors
    /// If not, with the reason.
    pub fn edit(&self, actor: &UserId, terms: &Terms) -> Result<(), Refusal> {
        self.owned_by(actor)?;
        if !matches!(self.status, ProjectStatus::Pending | ProjectStatus::Open) {
            return Err(Refusal::ProjectState);
        }
        if self.bid_count > 0 && !self.terms.asks_the_same(terms) {
            return Err(Refusal::HasBids);
        }
        Ok(())
    }
}

/// What the bids of a project allow next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Bids that were awarded and wait for an answer.
    pub awarded: i64,
    /// Bids that were accepted.
    pub accepted: i64,
}

impl Chosen {
    /// Counts the bids that count.
    pub fn of(statuses: impl IntoIterator<Item = BidStatus>) -> Self {
        statuses.into_iter().fold(Self::default(), |chosen, status| match status {
            BidStatus::Awarded => Self { awarded: chosen.awarded + 1, ..chosen },
            BidStatus::Accepted => Self { accepted: chosen.accepted + 1, ..chosen },
            _ => chosen,
        })
    }

    /// How many places are taken.
    pub const fn taken(self) -> i64 {
        self.awarded + self.accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, ada, bob, project};

    fn at(status: ProjectStatus) -> Project {
        Project { status, ..project() }
    }

    #[test]
    fn a_draft_is_its_owners_only() {
        let draft = at(ProjectStatus::Pending);
        assert!(
            draft.is_visible_to(Some(&ada()))
                && !draft.is_visible_to(Some(&bob()))
                && !draft.is_visible_to(None)
        );
        assert!(at(ProjectStatus::Closed).is_visible_to(None));
        assert_eq!(draft.step(Step::Publish, &bob(), false), Stepped::Refuse(Refusal::Missing));
        assert_eq!(draft.edit(&bob(), &draft.terms), Err(Refusal::Missing));
    }

    #[test]
    fn each_step_leads_from_where_it_may_and_from_nowhere_else() {
        use ProjectStatus::{Closed, Complete, Open, Pending, WorkInProgress};
        let allowed = [
            (Step::Publish, Pending, Open),
            (Step::Complete, WorkInProgress, Complete),
            (Step::Close, Pending, Closed),
            (Step::Close, Open, Closed),
        ];
        for step in Step::ALL {
            for status in ProjectStatus::ALL {
                let to = allowed.iter().find(|row| (row.0, row.1) == (step, status)).map(|row| row.2);
                let expected = to.map_or(Stepped::Refuse(Refusal::ProjectState), Stepped::To);
                assert_eq!(at(status).step(step, &ada(), false), expected, "{step:?} {status:?}");
                let stranger = at(status).step(step, &bob(), false);
                assert!(matches!(stranger, Stepped::Refuse(Refusal::Missing | Refusal::NotOwner)));
            }
        }
    }

    #[test]
    fn a_project_is_not_closed_under_a_member_who_was_chosen() {
        let closed = at(ProjectStatus::Open).step(Step::Close, &ada(), true);
        assert_eq!(closed, Stepped::Refuse(Refusal::EnoughAwarded));
    }

    #[test]
    fn what_members_bid_on_stays() {
        let open = Project { bid_count: 1, bid_sum: 500, ..at(ProjectStatus::Open) };
        let reworded = Terms { title: "Another title altogether".into(), ..open.terms.clone() };
        assert_eq!(open.edit(&ada(), &reworded), Ok(()));
        let cheaper = Terms { maximum: 20_000, ..open.terms.clone() };
        assert_eq!(open.edit(&ada(), &cheaper), Err(Refusal::HasBids));
        assert_eq!(Project { bid_count: 0, ..open.clone() }.edit(&ada(), &cheaper), Ok(()));
        assert_eq!(open.edit(&bob(), &reworded), Err(Refusal::NotOwner));
        assert_eq!(at(ProjectStatus::Complete).edit(&ada(), &reworded), Err(Refusal::ProjectState));
    }

    #[test]
    fn an_average_is_rounded_and_needs_a_bid() {
        assert_eq!(project().average_bid(), None);
        assert_eq!(Project { bid_count: 2, bid_sum: 5, ..project() }.average_bid(), Some(3));
    }

    #[test]
    fn a_new_project_opens_at_once_or_waits() {
        let open = Project::new(ada(), project().terms, false, NOW);
        assert_eq!((open.status, open.opened_at), (ProjectStatus::Open, Some(NOW)));
        let draft = Project::new(ada(), project().terms, true, NOW);
        assert_eq!((draft.status, draft.opened_at), (ProjectStatus::Pending, None));
    }

    #[test]
    fn statuses_are_read_back() {
        for status in ProjectStatus::ALL {
            assert_eq!(ProjectStatus::parse(status.as_str()), Some(status));
        }
        assert_eq!(ProjectStatus::parse("draft"), None);
    }
}
