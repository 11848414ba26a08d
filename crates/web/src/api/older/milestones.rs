//! `/api/projects/0.1/milestones` and `…/milestone_requests`.

use std::collections::BTreeMap;

use market::milestone::{Act, Ask, Milestone, MilestoneStatus, Part, Reason, Request, RequestStatus};
use market::money::Currency;
use market::project::Project;
use market::{BidId, Fault, MemberNumber, MilestoneId, ProjectId, Refusal};
use oauth::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::envelope::envelopes;
use super::users;
use super::views::OlderUser;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::projects::flawless;
use crate::api::{milestone_requests, milestones};
use crate::error::{ApiError, Problem};

envelopes! {
    /// A milestone, in the envelope.
    OlderMilestoneAnswer(OlderMilestone);
    /// Milestones, in the envelope.
    OlderMilestonesAnswer(OlderMilestones);
    /// A request for a milestone, in the envelope.
    OlderRequestAnswer(OlderRequest);
}

/// The most that are looked through at once.
const MOST: i64 = 1_000;
/// The most that are named at once.
const MOST_NAMED: usize = 100;

/// Money to set aside.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewMilestone {
    /// The number of the project.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    project_id: i64,
    /// The number of the member whose bid was accepted.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    bidder_id: i64,
    /// How much, with a point.
    #[schema(minimum = 0, example = 250.0)]
    amount: f64,
    /// What is paid for: 0 all of the work, 1 a part of it, 2 a task, 3 something else.
    #[serde(default = "something_else")]
    #[schema(minimum = 0, maximum = 3, default = 3)]
    reason: usize,
    /// In words.
    #[schema(min_length = 1, max_length = 500, example = "First drafts")]
    description: String,
}

fn something_else() -> usize {
    3
}

/// A milestone to ask for.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewRequest {
    /// The number of the project.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    project_id: i64,
    /// The number of the accepted bid.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    bid_id: i64,
    /// How much, with a point.
    #[schema(minimum = 0, example = 250.0)]
    amount: f64,
    /// In words.
    #[schema(min_length = 1, max_length = 500, example = "First drafts")]
    description: String,
}

/// How much of a milestone is paid.
#[derive(Default, Deserialize, ToSchema)]
pub(super) struct OlderRelease {
    /// With a point; all that is left unless said.
    #[schema(minimum = 0, example = 250.0)]
    amount: Option<f64>,
}

/// A milestone.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderMilestone {
    /// Its number.
    id: i64,
    /// Its number, under the name that these clients read.
    transaction_id: i64,
    /// The number of the project.
    project_id: i64,
    /// The number of the member who pays.
    project_owner_id: i64,
    /// The number of the member who is paid.
    bidder_id: i64,
    /// The number of the bid.
    bid_id: i64,
    /// How much was set aside, with a point.
    amount: f64,
    /// How much of it was released.
    amount_released: f64,
    /// The code of the currency.
    currency_code: String,
    /// What is paid for: 0 all of the work, 1 a part of it, 2 a task, 3 something else.
    reason: usize,
    /// In words.
    description: String,
    /// `pending`, `requested_release`, `cleared` or `canceled`.
    status: &'static str,
    /// When it was made, in seconds.
    time_created: i64,
}

/// Milestones, and the members they are between.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderMilestones {
    /// The milestones, the newest first.
    milestones: Vec<OlderMilestone>,
    /// Their members by number.
    users: BTreeMap<String, OlderUser>,
}

/// A request for a milestone.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderRequest {
    /// Its number.
    id: i64,
    /// The number of the project.
    project_id: i64,
    /// The number of the bid.
    bid_id: i64,
    /// The number of the member who asks.
    bidder_id: i64,
    /// How much, with a point.
    amount: f64,
    /// In words.
    description: String,
    /// `pending`, `accepted`, `rejected` or `deleted`.
    status: &'static str,
    /// When it was made, in seconds.
    time_requested: i64,
}

fn with_point(currency: &str, amount: i64) -> f64 {
    Currency::find(currency).map_or(0.0, |currency| currency.with_point(amount))
}

impl OlderMilestone {
    fn of(milestone: &Milestone) -> Self {
        let amount = |amount| with_point(&milestone.currency, amount);
        let reason = Reason::ALL.iter().position(|reason| *reason == milestone.part.reason);
        Self {
            id: milestone.id.number(),
            transaction_id: milestone.id.number(),
            project_id: milestone.project_id.number(),
            project_owner_id: MemberNumber::of(&milestone.payer_id).number(),
            bidder_id: MemberNumber::of(&milestone.payee_id).number(),
            bid_id: milestone.bid_id.number(),
            amount: amount(milestone.part.amount),
            amount_released: amount(milestone.released),
            currency_code: milestone.currency.clone(),
            reason: reason.unwrap_or(3),
            description: milestone.part.description.clone(),
            status: match milestone.status {
                MilestoneStatus::Held => "pending",
                MilestoneStatus::Requested => "requested_release",
                MilestoneStatus::Released => "cleared",
                MilestoneStatus::Cancelled => "canceled",
            },
            time_created: milestone.created_at.seconds(),
        }
    }
}

impl OlderRequest {
    fn of(request: &Request, project: &Project) -> Self {
        Self {
            id: request.id.number(),
            project_id: request.project_id.number(),
            bid_id: request.bid_id.number(),
            bidder_id: MemberNumber::of(&request.payee_id).number(),
            amount: with_point(&project.terms.currency, request.part.amount),
            description: request.part.description.clone(),
            status: match request.status {
                RequestStatus::Pending => "pending",
                RequestStatus::Accepted => "accepted",
                RequestStatus::Rejected => "rejected",
                RequestStatus::Withdrawn => "deleted",
            },
            time_requested: request.created_at.seconds(),
        }
    }
}

/// A project by number, as far as the caller may see it.
async fn project(call: &Call, number: i64) -> Result<Project, ApiError> {
    let id = ProjectId::parse(&number.to_string()).ok_or(Refusal::Missing)?;
    let viewer = call.viewer().await?;
    let found = call.app.store.read().await?.find_project(id).await?;
    Ok(found.filter(|project| project.is_visible_to(Some(&viewer))).ok_or(Refusal::Missing)?)
}

/// What is to be paid, from an amount with a point in the project's currency.
fn part(project: &Project, amount: f64, reason: Reason, description: String) -> Result<Part, ApiError> {
    let currency = Currency::find(&project.terms.currency);
    let amount = currency.and_then(|currency| currency.to_smallest(amount)).unwrap_or_default();
    let part = Part { amount, reason, description };
    flawless(part.faults())?;
    Ok(part)
}

/// Sets money aside.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let wanted: OlderNewMilestone = call.json()?;
    let reason = Reason::ALL.get(wanted.reason).copied();
    let advice = "A reason is 0, 1, 2 or 3.";
    let reason = reason.ok_or_else(|| ApiError::Fields(vec![Fault::new("reason", advice)]))?;
    let member = call.member().await?;
    let project = project(&call, wanted.project_id).await?;
    let part = part(&project, wanted.amount, reason, wanted.description)?;
    let mut reader = call.app.store.read().await?;
    let bidder = reader.find_user_by_number(MemberNumber::from_number(wanted.bidder_id)).await?;
    let bidder = bidder.ok_or(Refusal::Missing)?;
    let bid = reader.find_bid_of(project.id, &bidder.id).await?.ok_or(Refusal::Missing)?;
    drop(reader);
    let mut tx = call.app.write().await?;
    let currency = Some(&*project.terms.currency);
    let made = milestones::create_for(&call, &mut tx, bid.id, &member.id, part, currency).await?;
    tx.commit().await?;
    call.envelope(OlderMilestone::of(&made))
}

/// A milestone.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    call.envelope(OlderMilestone::of(&milestones::find(&call).await?))
}

/// Milestones by number, or those of projects; the caller's own if neither is named.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let numbers = call.all_parsed("milestones", MilestoneId::parse)?;
    let projects = call.all_parsed("projects", ProjectId::parse)?;
    if numbers.len() + projects.len() > MOST_NAMED {
        return Err(ApiError::because(Problem::Malformed, "at most 100 are asked for at once"));
    }
    let viewer = call.viewer().await?;
    let (limit, offset) = call.window()?;
    let mut reader = call.app.store.read().await?;
    let mut found: Vec<Milestone> = Vec::new();
    for id in &numbers {
        found.extend(reader.find_milestone(*id).await?);
    }
    for id in &projects {
        found.extend(reader.list_milestones_on(*id, &viewer, MilestoneId::LAST, MOST).await?);
    }
    if numbers.is_empty() && projects.is_empty() {
        found.extend(reader.list_milestones_of(&viewer, MilestoneId::LAST, MOST).await?);
    }
    drop(reader);
    found.retain(|milestone| milestone.is_visible_to(&viewer));
    found.sort_unstable_by_key(|milestone| std::cmp::Reverse(milestone.id));
    found.dedup_by_key(|milestone| milestone.id);
    let page: Vec<&Milestone> = found.iter().skip(offset).take(limit).collect();
    let members: Vec<UserId> =
        page.iter().flat_map(|milestone| [milestone.payer_id, milestone.payee_id]).collect();
    call.envelope(OlderMilestones {
        milestones: page.into_iter().map(OlderMilestone::of).collect(),
        users: users::named(&call, &members).await?,
    })
}

/// Does something with a milestone: the action says what.
pub(super) async fn act(call: Call) -> Result<Answer, ApiError> {
    let (act, action) = match call.action()?.as_str() {
        "release" => (Act::Release(amount(&call).await?), "milestone.release"),
        "request_release" => (Act::Request, "milestone.request"),
        "cancel" => (Act::Cancel, "milestone.cancel"),
        _ => {
            let detail = "the action is one of release, request_release and cancel";
            return Err(ApiError::because(Problem::Malformed, detail));
        }
    };
    call.envelope(OlderMilestone::of(&milestones::take_act(&call, act, action).await?))
}

/// How much is to be released, in the milestone's currency; `None` for all that is left. One that is finer than the
/// currency is more than can be held.
async fn amount(call: &Call) -> Result<Option<i64>, ApiError> {
    // A form holds the action only.
    let wanted = match call.is_json() {
        true => call.json_if_sent::<OlderRelease>()?.amount,
        false => None,
    };
    let Some(wanted) = wanted else { return Ok(None) };
    let milestone = milestones::find(call).await?;
    let amount = Currency::find(&milestone.currency).and_then(|currency| currency.to_smallest(wanted));
    Ok(Some(amount.ok_or(Refusal::MoreThanHeld)?))
}

/// Asks for a milestone.
pub(super) async fn ask(call: Call) -> Result<Answer, ApiError> {
    let wanted: OlderNewRequest = call.json()?;
    let member = call.member().await?;
    let project = project(&call, wanted.project_id).await?;
    let part = part(&project, wanted.amount, Reason::PartialPayment, wanted.description)?;
    let bid = BidId::parse(&wanted.bid_id.to_string()).ok_or(Refusal::Missing)?;
    let found = call.app.store.read().await?.find_bid(bid).await?;
    if found.is_none_or(|bid| bid.project_id != project.id) {
        return Err(Refusal::Missing.into());
    }
    let mut tx = call.app.write().await?;
    let currency = Some(&*project.terms.currency);
    let made = milestone_requests::create_for(&call, &mut tx, bid, &member.id, part, currency).await?;
    tx.commit().await?;
    call.envelope(OlderRequest::of(&made, &project))
}

/// Does something with a request: the action says what.
pub(super) async fn settle(call: Call) -> Result<Answer, ApiError> {
    let ask = match call.action()?.as_str() {
        "accept" => Ask::Accept,
        "reject" => Ask::Reject,
        "delete" => Ask::Withdraw,
        _ => {
            let detail = "the action is one of accept, reject and delete";
            return Err(ApiError::because(Problem::Malformed, detail));
        }
    };
    let settled = milestone_requests::settle(&call, ask).await?;
    let project = call.app.store.read().await?.find_project(settled.project_id).await?;
    let project = project.ok_or_else(|| Call::fault("a request has no project"))?;
    call.envelope(OlderRequest::of(&settled, &project))
}
