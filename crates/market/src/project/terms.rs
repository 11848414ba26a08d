//! What a project asks for, checked as a whole.

use crate::money::{Currency, MOST, is_price};
use crate::skill::{self, Skill};
use crate::{Fault, text};

/// How work is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One price for all of it.
    Fixed,
    /// By the hour.
    Hourly,
}

impl Kind {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Hourly => "hourly",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Fixed, Self::Hourly].into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A span in which hours are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Interval {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

impl Interval {
    /// Every interval.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|interval| interval.as_str() == name)
    }

    /// The most hours somebody can work in it.
    const fn most_hours(self) -> i64 {
        match self {
            Self::Day => 24,
            Self::Week => 168,
            Self::Month => 744,
        }
    }
}

/// How much time an hourly project takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// So many hours
    pub hours: i64,
    /// in each of these.
    pub interval: Interval,
}

/// What is to be done, and for how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The numbers of the skills it needs.
    pub skills: Vec<i64>,
    /// How it is paid.
    pub kind: Kind,
    /// The code of the currency.
    pub currency: String,
    /// The least its owner thinks of paying, in smallest units; by the hour if it is hourly.
    pub minimum: i64,
    /// The most.
    pub maximum: i64,
    /// How much time an hourly one takes.
    pub commitment: Option<Commitment>,
    /// How many bids may be accepted.
    pub places: i64,
}

/// The most bids that a project accepts.
const MOST_PLACES: i64 = 20;

impl Terms {
    /// Looks for everything that cannot stand.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> =
            [text::title(&self.title), text::description(&self.description)].into_iter().flatten().collect();
        let mut fault = |wrong: bool, field, advice| {
            if wrong {
                faults.push(Fault::new(field, advice));
            }
        };
        let distinct = self.skills.iter().enumerate().all(|(at, skill)| !self.skills[..at].contains(skill));
        let known = self.skills.iter().all(|number| Skill::find(*number).is_some());
        let counted = (1..=skill::MOST).contains(&self.skills.len());
        fault(
            !distinct || !known || !counted,
            "skills",
            "Name one to ten different skills by their numbers.",
        );
        let unknown = Currency::find(&self.currency).is_none();
        fault(
            unknown,
            "currency",
            "Name a currency by its code, such as EUR; the list of currencies has all.",
        );
        let in_order = self.minimum <= self.maximum && is_price(self.minimum) && self.maximum <= MOST;
        fault(
            !in_order,
            "budget",
            "Give whole smallest units: a minimum of at least 1, a maximum not below it.",
        );
        fault(
            !(1..=MOST_PLACES).contains(&self.places),
            "places",
            "Say how many bids you may accept, from 1 to 20.",
        );
        let committed = match (self.kind, self.commitment) {
            (_, None) => true,
            (Kind::Fixed, Some(_)) => false,
            (Kind::Hourly, Some(time)) => (1..=time.interval.most_hours()).contains(&time.hours),
        };
        let advice =
            "Only an hourly project has a commitment: at least 1 hour, no more than its interval holds.";
        fault(!committed, "commitment", advice);
        faults
    }

    /// Whether members who bid on these terms would have bid on `other`.
    pub(super) fn asks_the_same(&self, other: &Self) -> bool {
        let asked = |terms: &Self| {
            (terms.kind, terms.currency.clone(), terms.minimum, terms.maximum, terms.commitment)
        };
        asked(self) == asked(other) && self.places <= other.places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::project;

    fn faults(change: impl FnOnce(&mut Terms)) -> Vec<&'static str> {
        let mut terms = project().terms;
        change(&mut terms);
        terms.faults().iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn good_terms_have_no_fault() {
        assert_eq!(faults(|_| ()), [""; 0]);
        let week = Commitment { hours: 40, interval: Interval::Week };
        assert_eq!(faults(|terms| (terms.kind, terms.commitment) = (Kind::Hourly, Some(week))), [""; 0]);
        assert_eq!(faults(|terms| terms.maximum = terms.minimum), [""; 0]);
    }

    #[test]
    fn each_fault_is_told_and_all_of_them_at_once() {
        assert_eq!(faults(|terms| terms.skills = vec![]), ["skills"]);
        assert_eq!(faults(|terms| terms.skills = vec![32, 32]), ["skills"]);
        assert_eq!(faults(|terms| terms.skills = vec![-1]), ["skills"]);
        assert_eq!(faults(|terms| terms.currency = "eur".into()), ["currency"]);
        assert_eq!(faults(|terms| terms.minimum = 0), ["budget"]);
        assert_eq!(faults(|terms| terms.minimum = i64::MAX), ["budget"]);
        assert_eq!(faults(|terms| terms.places = 21), ["places"]);
        let day = |hours| Some(Commitment { hours, interval: Interval::Day });
        assert_eq!(faults(|terms| terms.commitment = day(8)), ["commitment"]);
        assert_eq!(faults(|terms| (terms.kind, terms.commitment) = (Kind::Hourly, day(25))), ["commitment"]);
        let all = faults(|terms| (terms.title, terms.places, terms.maximum) = (String::new(), 0, 0));
        assert_eq!(all, ["title", "budget", "places"]);
    }

    #[test]
    fn names_are_read_back() {
        for kind in [Kind::Fixed, Kind::Hourly] {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        for interval in Interval::ALL {
            assert_eq!(Interval::parse(interval.as_str()), Some(interval));
        }
    }
}
