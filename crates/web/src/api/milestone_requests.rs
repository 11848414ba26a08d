//! `/api/projects/v1/milestone-requests`.

use market::milestone::{Ask, Milestone, Part, Request, RequestStatus, Settled};
use market::{BidId, ProjectId, Refusal, RequestId};
use oauth::UserId;
use serde::Serialize;
use store::Writer;
use utoipa::ToSchema;

use super::answer::{Answer, cut};
use super::bids::claim;
use super::call::Call;
use super::milestones::{self, NewMilestone};
use super::replay::{self, Attempt};
use super::views::instant;
use crate::error::ApiError;

/// A request for a milestone, as the two it is between see it.
#[derive(Serialize, ToSchema)]
#[schema(as = MilestoneRequest)]
pub(super) struct Shown {
    /// Its number.
    id: String,
    /// The number of the project.
    project_id: String,
    /// The number of the bid.
    bid_id: String,
    /// The identifier of the member who would pay.
    payer_id: String,
    /// The identifier of the member who asks.
    payee_id: String,
    /// `pending`, `accepted`, `rejected` or `withdrawn`.
    status: &'static str,
    /// What is paid for.
    reason: &'static str,
    /// In words.
    description: String,
    /// How much, in smallest units of the project's currency.
    amount: i64,
    /// The number of the milestone that was made of it.
    milestone_id: Option<String>,
    /// When it was made (RFC 3339, UTC).
    created_at: String,
    /// When it was last changed.
    updated_at: String,
}

impl Shown {
    fn of(request: &Request) -> Self {
        Self {
            id: request.id.to_string(),
            project_id: request.project_id.to_string(),
            bid_id: request.bid_id.to_string(),
            payer_id: request.payer_id.to_string(),
            payee_id: request.payee_id.to_string(),
            status: request.status.as_str(),
            reason: request.part.reason.as_str(),
            description: request.part.description.clone(),
            amount: request.part.amount,
            milestone_id: request.milestone_id.map(|id| id.to_string()),
            created_at: instant(request.created_at),
            updated_at: instant(request.updated_at),
        }
    }
}

/// Some requests, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct MilestoneRequestPage {
    /// The requests, the newest first.
    requests: Vec<Shown>,
    /// The `cursor` of the next page, if there is one.
    next: Option<String>,
}

/// Asks for a milestone.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let (bid, part) = call.json::<NewMilestone>()?.into_part()?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let key = match replay::attempt(&call, &mut tx).await? {
        Attempt::Again(answer) => return Ok(answer),
        Attempt::First(key) => key,
    };
    let made = create_for(&call, &mut tx, bid, &member.id, part, None).await?;
    let location = format!("/api/projects/v1/milestone-requests/{}", made.id);
    let answer = Answer::created(location, &Shown::of(&made))?;
    replay::keep(&mut tx, key.as_ref(), &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Asks for a milestone in an open transaction. Whoever took the amount to be in a certain currency names it.
pub(super) async fn create_for(
    call: &Call,
    tx: &mut Writer,
    bid: BidId,
    member: &UserId,
    part: Part,
    currency: Option<&str>,
) -> Result<Request, ApiError> {
    let (bid, project, _) = claim(call, tx, bid).await?;
    let request = Request::new(&project, &bid, part, member, call.now)?;
    if currency.is_some_and(|currency| currency != project.terms.currency) {
        return Err(Refusal::Changed.into());
    }
    let id = tx.insert_milestone_request(&request).await?;
    call.context().record(tx, "milestone-request.create", target(id)).await?;
    Ok(Request { id, ..request })
}

/// A request.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(RequestId::parse)?;
    let viewer = call.viewer().await?;
    let found = call.app.store.read().await?.find_milestone_request(id).await?;
    let found = found.filter(|request| request.is_visible_to(&viewer)).ok_or(Refusal::Missing)?;
    Answer::ok(&Shown::of(&found))
}

/// The caller's requests, or those on one project.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let viewer = call.viewer().await?;
    let limit = call.limit()?;
    let before = call.parsed("cursor", RequestId::parse)?.unwrap_or(RequestId::LAST);
    let mut reader = call.app.store.read().await?;
    let mut found = match call.parsed("project", ProjectId::parse)? {
        Some(project) => reader.list_milestone_requests_on(project, &viewer, before, limit + 1).await?,
        None => reader.list_milestone_requests_of(&viewer, before, limit + 1).await?,
    };
    let next = cut(&mut found, limit, |request| request.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = MilestoneRequestPage { requests: found.iter().map(Shown::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}

/// Makes the milestone that is asked for.
pub(super) async fn accept(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&settle(&call, Ask::Accept).await?))
}

/// Does not make it.
pub(super) async fn reject(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&settle(&call, Ask::Reject).await?))
}

/// Takes a request back.
pub(super) async fn withdraw(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&settle(&call, Ask::Withdraw).await?))
}

/// Does something with the request that the address names, with its project locked.
pub(super) async fn settle(call: &Call, ask: Ask) -> Result<Request, ApiError> {
    let id = call.named(RequestId::parse)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let bid = tx.find_milestone_request(id).await?.ok_or(Refusal::Missing)?.bid_id;
    let (bid, project, _) = claim(call, &mut tx, bid).await?;
    let request = tx.find_milestone_request(id).await?.ok_or(Refusal::Missing)?;
    let (status, milestone_id): (RequestStatus, _) = match request.settle(ask, &project, &bid, &member.id) {
        Settled::Refuse(refusal) => return Err(refusal.into()),
        Settled::Set(status) => (status, None),
        Settled::Make(status) => {
            let made = Milestone::new(&project, &bid, request.part.clone(), call.now);
            (status, Some(milestones::save(call, &mut tx, made).await?.id))
        }
    };
    let settled = Request { status, milestone_id, updated_at: call.now, ..request };
    tx.set_milestone_request(&settled).await?;
    let action = format!("milestone-request.{}", ask.as_str());
    call.context().record(&mut tx, &action, target(id)).await?;
    tx.commit().await?;
    Ok(settled)
}

/// How the audit record names a request.
fn target(id: RequestId) -> String {
    format!("milestone-request:{id}")
}
