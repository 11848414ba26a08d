//! Reviews: what the two sides of a finished bid say of each other, and the reputation that adds up to.

use oauth::{Timestamp, UserId};

use crate::bid::{Bid, BidStatus};
use crate::project::{Project, ProjectStatus};
use crate::{BidId, Fault, ProjectId, Refusal, ReviewId, text};

/// As what a member is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// As the one who did the work.
    Freelancer,
    /// As the one who had it done.
    Employer,
}

/// How many things are rated.
pub const CATEGORIES: usize = 5;

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Freelancer, Self::Employer];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Freelancer => "freelancer",
            Self::Employer => "employer",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == name)
    }

    /// What is rated, from 1 to 5.
    pub const fn categories(self) -> [&'static str; CATEGORIES] {
        match self {
            Self::Freelancer => ["quality", "communication", "expertise", "professionalism", "hire_again"],
            Self::Employer => {
                ["clarity_spec", "communication", "payment_prom", "professionalism", "work_for_again"]
            }
        }
    }
}

/// How it was, in numbers and words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// From 1 to 5, in the order of the side's categories.
    pub ratings: [i64; CATEGORIES],
    /// Whether it cost what was agreed; of who did the work only.
    pub on_budget: Option<bool>,
    /// Whether it was done in time; of who did the work only.
    pub on_time: Option<bool>,
    /// In words.
    pub comment: String,
}

impl Opinion {
    /// Takes ratings by the names of their categories: all of them, and no others.
    pub fn ratings<'a>(side: Side, named: impl Iterator<Item = (&'a str, i64)>) -> Option<[i64; CATEGORIES]> {
        let mut ratings = [0; CATEGORIES];
        for (name, rating) in named {
            let at = side.categories().iter().position(|category| *category == name)?;
            ratings[at] = rating;
        }
        ratings.iter().all(|rating| (1..=5).contains(rating)).then_some(ratings)
    }

    /// Looks for everything that cannot stand.
    pub fn faults(&self, side: Side) -> Vec<Fault> {
        let mut faults: Vec<Fault> = text::comment(&self.comment).into_iter().collect();
        let told = (self.on_budget.is_some(), self.on_time.is_some());
        if told != (side == Side::Freelancer, side == Side::Freelancer) {
            let advice = "Say of who did the work whether it was on budget and on time, and of who had it done neither.";
            faults.push(Fault::new("on_budget", advice));
        }
        if !self.ratings.iter().all(|rating| (1..=5).contains(rating)) {
            faults.push(Fault::new("ratings", RATINGS));
        }
        faults
    }
}

/// How ratings are given.
pub const RATINGS: &str = "Rate from 1 to 5. Of who did the work: quality, communication, expertise, professionalism, hire_again. Of who had it done: clarity_spec, communication, payment_prom, professionalism, work_for_again.";

/// A review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its number.
    pub id: ReviewId,
    /// Of which project.
    pub project_id: ProjectId,
    /// Of which bid.
    pub bid_id: BidId,
    /// Who writes.
    pub from_id: UserId,
    /// Of whom.
    pub to_id: UserId,
    /// As what.
    pub side: Side,
    /// What it says.
    pub opinion: Opinion,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Decides of whom `actor` may write, and as what they are reviewed. That they have not is asked where it is written.
///
/// # Errors
/// If of nobody, with the reason.
pub fn reviewed(project: &Project, bid: &Bid, actor: &UserId) -> Result<(Side, UserId), Refusal> {
    if !bid.is_visible_to(project, actor) {
        return Err(Refusal::Missing);
    }
    if project.status != ProjectStatus::Complete {
        return Err(Refusal::ProjectState);
    }
    if bid.status != BidStatus::Accepted {
        return Err(Refusal::BidState);
    }
    Ok(match project.owner_id == *actor {
        true => (Side::Freelancer, bid.bidder_id),
        false => (Side::Employer, project.owner_id),
    })
}

/// What a member's reviews add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reputation {
    /// How many there are.
    pub reviews: i64,
    /// The sums of their ratings, in the order of the side's categories.
    pub sums: [i64; CATEGORIES],
    /// How many said that it cost what was agreed.
    pub on_budget: i64,
    /// How many said that it was done in time.
    pub on_time: i64,
}

impl Reputation {
    /// With one review more.
    pub fn with(self, opinion: &Opinion) -> Self {
        let mut sums = self.sums;
        for (sum, rating) in sums.iter_mut().zip(opinion.ratings) {
            *sum += rating;
        }
        Self {
            reviews: self.reviews + 1,
            sums,
            on_budget: self.on_budget + i64::from(opinion.on_budget == Some(true)),
            on_time: self.on_time + i64::from(opinion.on_time == Some(true)),
        }
    }

    /// A sum over all reviews as the average of one, in hundredths.
    fn hundredths(self, sum: i64, of: i64) -> Option<i64> {
        let count = self.reviews * of;
        (count > 0).then(|| (sum * 100 + count / 2) / count)
    }

    /// The average of everything, in hundredths; `None` without a review.
    pub fn overall(self) -> Option<i64> {
        self.hundredths(self.sums.iter().sum(), 5)
    }

    /// The average of each category, in hundredths.
    pub fn categories(self) -> [Option<i64>; CATEGORIES] {
        self.sums.map(|sum| self.hundredths(sum, 1))
    }

    /// The part of the reviews that said so, in hundredths.
    pub fn part(self, count: i64) -> Option<i64> {
        self.hundredths(count, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{ada, bid, bob, eve, project};

    fn opinion(rating: i64) -> Opinion {
        let comment = "Quick, careful and kind.".into();
        Opinion { ratings: [rating; CATEGORIES], on_budget: Some(true), on_time: Some(false), comment }
    }

    #[test]
    fn each_side_writes_of_the_other_when_the_work_is_done() {
        let done = Project { status: ProjectStatus::Complete, ..project() };
        let accepted = Bid { status: BidStatus::Accepted, ..bid() };
        assert_eq!(reviewed(&done, &accepted, &ada()), Ok((Side::Freelancer, bob())));
        assert_eq!(reviewed(&done, &accepted, &bob()), Ok((Side::Employer, ada())));
        assert_eq!(reviewed(&done, &accepted, &eve()), Err(Refusal::Missing));
        assert_eq!(reviewed(&done, &bid(), &ada()), Err(Refusal::BidState));
        for status in ProjectStatus::ALL.into_iter().filter(|status| *status != ProjectStatus::Complete) {
            let other = Project { status, ..project() };
            assert_eq!(reviewed(&other, &accepted, &bob()), Err(Refusal::ProjectState), "{status:?}");
        }
    }

    #[test]
    fn ratings_are_taken_by_name() {
        let all = Side::Employer.categories().map(|name| (name, 4));
        assert_eq!(Opinion::ratings(Side::Employer, all.into_iter()), Some([4; CATEGORIES]));
        assert_eq!(Opinion::ratings(Side::Freelancer, all.into_iter()), None);
        assert_eq!(Opinion::ratings(Side::Employer, all.into_iter().skip(1)), None);
        let high = Side::Employer.categories().map(|name| (name, 6));
        assert_eq!(Opinion::ratings(Side::Employer, high.into_iter()), None);
    }

    #[test]
    fn each_fault_of_an_opinion_is_told() {
        let faults = |opinion: Opinion, side| -> Vec<&str> {
            opinion.faults(side).iter().map(|fault| fault.field).collect()
        };
        assert_eq!(faults(opinion(5), Side::Freelancer), [""; 0]);
        assert_eq!(faults(opinion(5), Side::Employer), ["on_budget"]);
        let quiet = Opinion { comment: String::new(), on_time: None, ..opinion(0) };
        assert_eq!(faults(quiet, Side::Freelancer), ["comment", "on_budget", "ratings"]);
    }

    #[test]
    fn a_reputation_is_what_reviews_add_up_to() {
        let none = Reputation::default();
        assert_eq!((none.overall(), none.part(0), none.categories()), (None, None, [None; CATEGORIES]));
        let some = none.with(&opinion(5)).with(&opinion(4)).with(&opinion(4));
        assert_eq!((some.overall(), some.categories()[0]), (Some(433), Some(433)));
        assert_eq!((some.part(some.on_budget), some.part(some.on_time)), (Some(100), Some(0)));
    }

    #[test]
    fn names_are_read_back() {
        for side in Side::ALL {
            assert_eq!(Side::parse(side.as_str()), Some(side));
        }
    }
}
