//! Projects and bids as this face of the API shows and takes them.

use market::{bid, project};
use oauth::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::views::Moment;

/// An instant (RFC 3339, UTC).
pub(super) fn instant(at: Timestamp) -> String {
    Moment::of(at).machine
}

/// How a project is paid.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// One price for all of it.
    Fixed,
    /// By the hour.
    Hourly,
}

/// A span in which hours are counted.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Interval {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// How far a project is.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ProjectStatus {
    /// A draft that only its owner sees.
    Pending,
    /// It takes bids.
    Open,
    /// Somebody works on it.
    WorkInProgress,
    /// It is done.
    Complete,
    /// Its owner took it back.
    Closed,
}

/// What has become of a bid.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum BidStatus {
    /// It waits.
    Placed,
    /// The project's owner chose it.
    Awarded,
    /// Its member took the award.
    Accepted,
    /// Its member did not take the award.
    Denied,
    /// The owner took the award back.
    Revoked,
    /// Its member took it back.
    Retracted,
}

/// What a project may cost, in whole smallest units of the currency; by the hour if it is hourly.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    /// The code of the currency (ISO 4217).
    #[schema(example = "EUR", min_length = 3, max_length = 3)]
    currency: String,
    /// The least.
    #[schema(minimum = 1, maximum = 100_000_000_000_i64, example = 25000)]
    minimum: i64,
    /// The most.
    #[schema(minimum = 1, maximum = 100_000_000_000_i64, example = 75000)]
    maximum: i64,
}

/// How much time an hourly project takes.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Commitment {
    /// So many hours
    #[schema(minimum = 1, maximum = 744, example = 20)]
    hours: i64,
    /// in each of these.
    interval: Interval,
}

/// What a project asks for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Terms {
    /// What it is called, on one line.
    #[schema(min_length = 10, max_length = 100, example = "A logo for a bakery")]
    title: String,
    /// What it is about.
    #[schema(
        min_length = 30,
        max_length = 4000,
        example = "We bake bread in the old town and need a logo for bags and the shop window."
    )]
    description: String,
    /// The numbers of the skills it needs.
    #[schema(min_items = 1, max_items = 10, example = json!([32, 20]))]
    skills: Vec<i64>,
    /// How it is paid.
    kind: Kind,
    /// What it may cost.
    budget: Budget,
    /// How much time it takes, if it is hourly.
    commitment: Option<Commitment>,
    /// How many bids may be accepted; one unless said otherwise.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 20, default = 1)]
    places: i64,
}

fn one() -> i64 {
    1
}

/// A project to post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProject {
    /// What it is called, on one line.
    #[schema(min_length = 10, max_length = 100, example = "A logo for a bakery")]
    title: String,
    /// What it is about.
    #[schema(
        min_length = 30,
        max_length = 4000,
        example = "We bake bread in the old town and need a logo for bags and the shop window."
    )]
    description: String,
    /// The numbers of the skills it needs.
    #[schema(min_items = 1, max_items = 10, example = json!([32, 20]))]
    skills: Vec<i64>,
    /// How it is paid.
    kind: Kind,
    /// What it may cost.
    budget: Budget,
    /// How much time it takes, if it is hourly.
    commitment: Option<Commitment>,
    /// How many bids may be accepted; one unless said otherwise.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 20, default = 1)]
    places: i64,
    /// Whether it waits as a draft that only its owner sees.
    #[serde(default)]
    #[schema(default = false)]
    draft: bool,
}

impl Terms {
    /// As the market understands them.
    pub(super) fn into_market(self) -> project::Terms {
        let interval = |interval| match interval {
            Interval::Day => project::Interval::Day,
            Interval::Week => project::Interval::Week,
            Interval::Month => project::Interval::Month,
        };
        project::Terms {
            title: self.title,
            description: self.description,
            skills: self.skills,
            kind: match self.kind {
                Kind::Fixed => project::Kind::Fixed,
                Kind::Hourly => project::Kind::Hourly,
            },
            currency: self.budget.currency,
            minimum: self.budget.minimum,
            maximum: self.budget.maximum,
            commitment: self
                .commitment
                .map(|time| project::Commitment { hours: time.hours, interval: interval(time.interval) }),
            places: self.places,
        }
    }
}

impl NewProject {
    /// What it asks for, and whether it is a draft.
    pub(super) fn into_terms(self) -> (project::Terms, bool) {
        let Self { title, description, skills, kind, budget, commitment, places, draft } = self;
        let terms = Terms { title, description, skills, kind, budget, commitment, places };
        (terms.into_market(), draft)
    }
}

/// A project.
#[derive(Serialize, ToSchema)]
pub(super) struct Project {
    /// Its number.
    id: String,
    /// The identifier of the member it belongs to.
    owner_id: String,
    /// How far it is.
    status: ProjectStatus,
    /// What it is called.
    title: String,
    /// What it is about.
    description: String,
    /// The numbers of the skills it needs.
    skills: Vec<i64>,
    /// How it is paid.
    kind: Kind,
    /// What it may cost.
    budget: Budget,
    /// How much time it takes, if it is hourly.
    commitment: Option<Commitment>,
    /// How many bids may be accepted.
    places: i64,
    /// Its bids in short.
    bids: BidStats,
    /// When it was made (RFC 3339, UTC).
    created_at: String,
    /// When it opened for bids.
    opened_at: Option<String>,
    /// When it was last changed.
    updated_at: String,
}

/// The bids on a project in short.
#[derive(Serialize, ToSchema)]
struct BidStats {
    /// How many there are, those that were taken back left out.
    count: i64,
    /// What they amount to on average, in smallest units.
    average: Option<i64>,
}

impl Project {
    /// Of a project that the caller may see.
    pub(super) fn of(project: &project::Project) -> Self {
        let terms = &project.terms;
        Self {
            id: project.id.to_string(),
            owner_id: project.owner_id.to_string(),
            status: match project.status {
                project::ProjectStatus::Pending => ProjectStatus::Pending,
                project::ProjectStatus::Open => ProjectStatus::Open,
                project::ProjectStatus::WorkInProgress => ProjectStatus::WorkInProgress,
                project::ProjectStatus::Complete => ProjectStatus::Complete,
                project::ProjectStatus::Closed => ProjectStatus::Closed,
            },
            title: terms.title.clone(),
            description: terms.description.clone(),
            skills: terms.skills.clone(),
            kind: match terms.kind {
                project::Kind::Fixed => Kind::Fixed,
                project::Kind::Hourly => Kind::Hourly,
            },
            budget: Budget {
                currency: terms.currency.clone(),
                minimum: terms.minimum,
                maximum: terms.maximum,
            },
            commitment: terms.commitment.map(|time| Commitment {
                hours: time.hours,
                interval: match time.interval {
                    project::Interval::Day => Interval::Day,
                    project::Interval::Week => Interval::Week,
                    project::Interval::Month => Interval::Month,
                },
            }),
            places: terms.places,
            bids: BidStats { count: project.bid_count, average: project.average_bid() },
            created_at: instant(project.created_at),
            opened_at: project.opened_at.map(instant),
            updated_at: instant(project.updated_at),
        }
    }
}

/// Some projects, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct ProjectPage {
    /// The projects, the newest first.
    pub(super) projects: Vec<Project>,
    /// The `cursor` of the next page, if there is one.
    pub(super) next: Option<String>,
}

/// A bid to place.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBid {
    /// The number of the project.
    #[schema(pattern = "^[1-9][0-9]{0,15}$", example = "1795000000000000")]
    pub(super) project_id: String,
    /// The price in smallest units of the project's currency; by the hour if the project is hourly.
    #[schema(minimum = 1, maximum = 100_000_000_000_i64, example = 50000)]
    amount: i64,
    /// In how many days it is done.
    #[schema(minimum = 1, maximum = 365, example = 7)]
    period: i64,
    /// How much of the price a first milestone should hold, in per cent.
    #[serde(default = "all")]
    #[schema(minimum = 20, maximum = 100, default = 100)]
    milestone_percentage: i64,
    /// What is offered, in words.
    #[serde(default)]
    #[schema(max_length = 2000, default = "")]
    description: String,
}

fn all() -> i64 {
    100
}

impl NewBid {
    /// What is offered.
    pub(super) fn into_offer(self) -> bid::Offer {
        bid::Offer {
            amount: self.amount,
            period: self.period,
            milestone_percentage: self.milestone_percentage,
            description: self.description,
        }
    }
}

/// A bid, as its member and the project's owner see it.
#[derive(Serialize, ToSchema)]
pub(super) struct Bid {
    /// Its number.
    id: String,
    /// The number of the project.
    project_id: String,
    /// The identifier of the member who placed it.
    bidder_id: String,
    /// What has become of it.
    status: BidStatus,
    /// Whether it stands out.
    highlighted: bool,
    /// The price in smallest units of the project's currency.
    amount: i64,
    /// In how many days it is done.
    period: i64,
    /// How much of the price a first milestone should hold, in per cent.
    milestone_percentage: i64,
    /// What is offered, in words.
    description: String,
    /// When it was placed (RFC 3339, UTC).
    placed_at: String,
    /// When it was last changed.
    updated_at: String,
}

impl Bid {
    /// Of a bid that the caller may see.
    pub(super) fn of(bid: &bid::Bid) -> Self {
        Self {
            id: bid.id.to_string(),
            project_id: bid.project_id.to_string(),
            bidder_id: bid.bidder_id.to_string(),
            status: match bid.status {
                bid::BidStatus::Placed => BidStatus::Placed,
                bid::BidStatus::Awarded => BidStatus::Awarded,
                bid::BidStatus::Accepted => BidStatus::Accepted,
                bid::BidStatus::Denied => BidStatus::Denied,
                bid::BidStatus::Revoked => BidStatus::Revoked,
                bid::BidStatus::Retracted => BidStatus::Retracted,
            },
            highlighted: bid.highlighted,
            amount: bid.offer.amount,
            period: bid.offer.period,
            milestone_percentage: bid.offer.milestone_percentage,
            description: bid.offer.description.clone(),
            placed_at: instant(bid.placed_at),
            updated_at: instant(bid.updated_at),
        }
    }
}

/// Some bids, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct BidPage {
    /// The bids, the newest first.
    pub(super) bids: Vec<Bid>,
    /// The `cursor` of the next page, if there is one.
    pub(super) next: Option<String>,
}
