//! Members, projects and bids as older clients read them.

use std::collections::BTreeMap;

use market::MemberNumber;
use market::bid::{Bid, BidStatus};
use market::member::PublicProfile;
use market::money::Currency;
use market::project::{Kind, Project, ProjectStatus};
use market::skill::{CATEGORIES, Skill};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::envelope::envelopes;

envelopes! {
    /// A member, in the envelope.
    OlderUserAnswer(OlderUser);
    /// The token's own member, in the envelope.
    OlderSelfAnswer(OlderSelf);
    /// Members, in the envelope.
    OlderUsersAnswer(OlderUsers);
    /// A project, in the envelope.
    OlderProjectAnswer(OlderProject);
    /// Projects, in the envelope.
    OlderProjectsAnswer(OlderProjects);
    /// A bid, in the envelope.
    OlderBidAnswer(OlderBid);
    /// Bids, in the envelope.
    OlderBidsAnswer(OlderBids);
    /// Skills, in the envelope.
    OlderJobsAnswer(Vec<OlderJob>);
    /// Currencies, in the envelope.
    OlderCurrenciesAnswer(OlderCurrencies);
    /// Categories, in the envelope.
    OlderCategoriesAnswer(OlderCategories);
}

/// What is proven about a member.
#[derive(Clone, Serialize, ToSchema)]
pub(super) struct OlderUserStatus {
    /// Whether they read mail at their address.
    email_verified: bool,
}

/// A member as everybody sees them.
#[derive(Clone, Serialize, ToSchema)]
pub(super) struct OlderUser {
    /// The number.
    pub(super) id: i64,
    /// The public name.
    username: String,
    /// The name to show.
    display_name: String,
    /// The name to show.
    public_name: String,
    /// When the account was made, in seconds.
    registration_date: i64,
    /// Whether it was stopped; nobody who was is shown.
    suspended: bool,
    /// Whether it was closed; nobody who was is shown.
    closed: bool,
    /// Whether it can be used.
    is_active: bool,
    /// What is proven.
    status: OlderUserStatus,
}

/// A member as their own apps see them.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderSelf {
    /// What everybody sees.
    #[serde(flatten)]
    pub(super) user: OlderUser,
    /// The address.
    pub(super) email: String,
}

/// Members by number.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderUsers {
    /// The members.
    pub(super) users: BTreeMap<String, OlderUser>,
}

impl OlderUser {
    pub(super) fn of(profile: PublicProfile) -> Self {
        Self {
            id: MemberNumber::of(&profile.id).number(),
            username: profile.username,
            public_name: profile.display_name.clone(),
            display_name: profile.display_name,
            registration_date: profile.created_at.seconds(),
            suspended: false,
            closed: false,
            is_active: true,
            status: OlderUserStatus { email_verified: true },
        }
    }
}

/// A currency.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderCurrency {
    /// Its number.
    id: i64,
    /// Its code (ISO 4217).
    code: &'static str,
    /// Its sign.
    sign: &'static str,
    /// Its name.
    name: &'static str,
}

/// Currencies.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderCurrencies {
    /// The currencies.
    pub(super) currencies: Vec<OlderCurrency>,
}

impl OlderCurrency {
    pub(super) fn of(currency: &Currency) -> Self {
        Self { id: currency.number, code: currency.code, sign: currency.sign, name: currency.name }
    }
}

/// A category of skills.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderCategory {
    /// Its number.
    pub(super) id: i64,
    /// Its name.
    pub(super) name: &'static str,
}

/// Categories.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderCategories {
    /// The categories.
    pub(super) categories: Vec<OlderCategory>,
}

/// A skill.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderJob {
    /// Its number.
    id: i64,
    /// Its name.
    name: &'static str,
    /// Its category.
    category: Option<OlderCategory>,
    /// Its name in addresses.
    seo_url: &'static str,
}

impl OlderJob {
    pub(super) fn of(skill: &Skill) -> Self {
        let category = CATEGORIES.iter().find(|category| category.number == skill.category);
        Self {
            id: skill.number,
            name: skill.name,
            category: category.map(|one| OlderCategory { id: one.number, name: one.name }),
            seo_url: skill.slug,
        }
    }
}

/// A budget, with a point in its amounts.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderBudget {
    /// The least.
    #[schema(minimum = 0, example = 250.0)]
    pub(super) minimum: f64,
    /// The most.
    #[schema(minimum = 0, example = 750.0)]
    pub(super) maximum: f64,
}

/// How much time an hourly project takes.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
pub(super) struct OlderCommitment {
    /// So many hours
    #[schema(minimum = 1, maximum = 744, example = 40)]
    pub(super) hours: i64,
    /// in each of these: a day, a week or a month, in letters of any size.
    #[schema(example = "WEEK")]
    pub(super) interval: String,
}

/// How an hourly project is worked on.
#[derive(Clone, Deserialize, Serialize, ToSchema)]
pub(super) struct OlderHourly {
    /// How much time it takes.
    pub(super) commitment: Option<OlderCommitment>,
}

/// The bids on a project in short.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderBidStats {
    /// How many there are.
    bid_count: i64,
    /// What they amount to on average.
    bid_avg: Option<f64>,
}

/// A project.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderProject {
    /// Its number.
    id: i64,
    /// The number of the member it belongs to.
    owner_id: i64,
    /// What it is called.
    title: String,
    /// Its place in addresses.
    seo_url: String,
    /// What it is about, where that was asked for.
    description: Option<String>,
    /// The beginning of that.
    preview_description: String,
    /// Its currency.
    currency: Option<OlderCurrency>,
    /// Its budget.
    budget: OlderBudget,
    /// The skills it needs.
    jobs: Vec<OlderJob>,
    /// `fixed` or `hourly`.
    r#type: &'static str,
    /// How an hourly one is worked on.
    hourly_project_info: Option<OlderHourly>,
    /// Its bids in short.
    bid_stats: OlderBidStats,
    /// When it opened or was made, in seconds.
    time_submitted: i64,
    /// When it was last changed, in seconds.
    time_updated: i64,
    /// How far it is, in the words of this face's lists.
    status: &'static str,
    /// `pending`, `open`, `work_in_progress`, `complete` or `closed`.
    frontend_project_status: &'static str,
    /// Whether somebody was asked alone; nobody is.
    hireme: bool,
    /// Whether it is done in one place; none is.
    local: bool,
}

/// Projects, and their owners where those were asked for.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderProjects {
    /// The projects.
    pub(super) projects: Vec<OlderProject>,
    /// How many there are, counted up to a thousand.
    pub(super) total_count: i64,
    /// Their owners by number.
    pub(super) users: BTreeMap<String, OlderUser>,
}

/// How much of a description stands in lists.
const PREVIEW: usize = 100;

impl OlderProject {
    pub(super) fn of(project: &Project, in_full: bool) -> Self {
        let terms = &project.terms;
        let currency = Currency::find(&terms.currency);
        let with_point = |amount| currency.map_or(0.0, |currency| currency.with_point(amount));
        let commitment = terms
            .commitment
            .map(|time| OlderCommitment { hours: time.hours, interval: time.interval.as_str().to_owned() });
        let slug: Vec<String> = market::search::words(&terms.title).collect();
        Self {
            id: project.id.number(),
            owner_id: MemberNumber::of(&project.owner_id).number(),
            title: terms.title.clone(),
            seo_url: format!("{}-{}", slug.join("-"), project.id),
            description: in_full.then(|| terms.description.clone()),
            preview_description: terms.description.chars().take(PREVIEW).collect(),
            currency: currency.map(OlderCurrency::of),
            budget: OlderBudget { minimum: with_point(terms.minimum), maximum: with_point(terms.maximum) },
            jobs: terms.skills.iter().filter_map(|skill| Skill::find(*skill)).map(OlderJob::of).collect(),
            r#type: terms.kind.as_str(),
            hourly_project_info: (terms.kind == Kind::Hourly).then_some(OlderHourly { commitment }),
            bid_stats: OlderBidStats {
                bid_count: project.bid_count,
                bid_avg: project.average_bid().map(with_point),
            },
            time_submitted: project.opened_at.unwrap_or(project.created_at).seconds(),
            time_updated: project.updated_at.seconds(),
            status: match project.status {
                ProjectStatus::Pending => "pending",
                ProjectStatus::Open => "active",
                ProjectStatus::WorkInProgress | ProjectStatus::Complete | ProjectStatus::Closed => "closed",
            },
            frontend_project_status: project.status.as_str(),
            hireme: false,
            local: false,
        }
    }
}

/// A bid.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderBid {
    /// Its number.
    id: i64,
    /// The number of the member who placed it.
    bidder_id: i64,
    /// The number of the project.
    project_id: i64,
    /// The number of the project's owner.
    project_owner_id: i64,
    /// The price, with a point.
    amount: f64,
    /// In how many days it is done.
    period: i64,
    /// What is offered, in words.
    description: String,
    /// How much of the price a first milestone should hold, in per cent.
    milestone_percentage: i64,
    /// Whether it was taken back.
    retracted: bool,
    /// Whether it stands out.
    highlighted: bool,
    /// `pending` until the member answers an award, then `awarded`, `rejected` or `revoked`.
    award_status: Option<&'static str>,
    /// `active`, `pending`, `in_progress`, `rejected`, `revoked` or `retracted`.
    frontend_bid_status: &'static str,
    /// When it was placed, in seconds.
    time_submitted: i64,
}

/// Bids, with the members and the projects they are about.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderBids {
    /// The bids.
    pub(super) bids: Vec<OlderBid>,
    /// Their members by number.
    pub(super) users: BTreeMap<String, OlderUser>,
    /// The projects by number.
    pub(super) projects: BTreeMap<String, OlderProject>,
}

impl OlderBid {
    pub(super) fn of(bid: &Bid, project: &Project) -> Self {
        let currency = Currency::find(&project.terms.currency);
        let (award_status, frontend_bid_status) = match bid.status {
            BidStatus::Placed => (None, "active"),
            BidStatus::Awarded => (Some("pending"), "pending"),
            BidStatus::Accepted => (Some("awarded"), "in_progress"),
            BidStatus::Denied => (Some("rejected"), "rejected"),
            BidStatus::Revoked => (Some("revoked"), "revoked"),
            BidStatus::Retracted => (None, "retracted"),
        };
        Self {
            id: bid.id.number(),
            bidder_id: MemberNumber::of(&bid.bidder_id).number(),
            project_id: bid.project_id.number(),
            project_owner_id: MemberNumber::of(&project.owner_id).number(),
            amount: currency.map_or(0.0, |currency| currency.with_point(bid.offer.amount)),
            period: bid.offer.period,
            description: bid.offer.description.clone(),
            milestone_percentage: bid.offer.milestone_percentage,
            retracted: bid.status == BidStatus::Retracted,
            highlighted: bid.highlighted,
            award_status,
            frontend_bid_status,
            time_submitted: bid.placed_at.seconds(),
        }
    }
}
