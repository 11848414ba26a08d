//! `/api/projects/v1/milestones`.

use market::ledger::Transfer;
use market::milestone::{self, Act, Acted, Milestone, Part, Reason};
use market::{BidId, MilestoneId, ProjectId, Refusal};
use oauth::UserId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Writer;
use utoipa::ToSchema;

use super::answer::{Answer, cut};
use super::bids::claim;
use super::call::Call;
use super::projects::flawless;
use super::replay::{self, Attempt};
use super::views::instant;
use crate::error::ApiError;

/// Money to set aside.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMilestone {
    /// The number of the accepted bid that it is for.
    #[schema(pattern = "^[1-9][0-9]{0,15}$", example = "1795000000000000")]
    pub(super) bid_id: String,
    /// How much, in smallest units of the project's currency.
    #[schema(minimum = 1, maximum = 100_000_000_000_i64, example = 25000)]
    amount: i64,
    /// What is paid for: `full_payment`, `partial_payment`, `task` or `other`.
    #[serde(default = "other")]
    #[schema(pattern = "^(full_payment|partial_payment|task|other)$", default = "other")]
    reason: String,
    /// In words.
    #[schema(min_length = 1, max_length = 500, example = "First drafts")]
    description: String,
}

fn other() -> String {
    Reason::Other.as_str().to_owned()
}

impl NewMilestone {
    /// What it is for, and what it pays.
    pub(super) fn into_part(self) -> Result<(BidId, Part), ApiError> {
        let reason = Reason::parse(&self.reason);
        let unknown = market::Fault::new("reason", "Say full_payment, partial_payment, task or other.");
        let mut faults: Vec<_> = reason.is_none().then_some(unknown).into_iter().collect();
        let part = Part {
            amount: self.amount,
            reason: reason.unwrap_or(Reason::Other),
            description: self.description,
        };
        faults.extend(part.faults());
        flawless(faults)?;
        Ok((BidId::parse(&self.bid_id).ok_or(Refusal::Missing)?, part))
    }
}

/// How much of a milestone is paid.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Release {
    /// In smallest units; all that is left unless said.
    #[schema(minimum = 1, maximum = 100_000_000_000_i64, example = 25000)]
    amount: Option<i64>,
}

/// A milestone, as the two it is between see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Milestone)]
pub(super) struct Shown {
    /// Its number.
    id: String,
    /// The number of the project.
    project_id: String,
    /// The number of the bid.
    bid_id: String,
    /// The identifier of the member who pays.
    payer_id: String,
    /// The identifier of the member who is paid.
    payee_id: String,
    /// `held`, `requested`, `released` or `cancelled`.
    status: &'static str,
    /// What is paid for.
    reason: &'static str,
    /// In words.
    description: String,
    /// The code of the currency.
    currency: String,
    /// How much was set aside, in smallest units.
    amount: i64,
    /// How much of it was released.
    released: i64,
    /// How much of it is still set aside.
    held: i64,
    /// When it was made (RFC 3339, UTC).
    created_at: String,
    /// When it was last changed.
    updated_at: String,
}

impl Shown {
    /// Of a milestone that the caller may see.
    pub(super) fn of(milestone: &Milestone) -> Self {
        Self {
            id: milestone.id.to_string(),
            project_id: milestone.project_id.to_string(),
            bid_id: milestone.bid_id.to_string(),
            payer_id: milestone.payer_id.to_string(),
            payee_id: milestone.payee_id.to_string(),
            status: milestone.status.as_str(),
            reason: milestone.part.reason.as_str(),
            description: milestone.part.description.clone(),
            currency: milestone.currency.clone(),
            amount: milestone.part.amount,
            released: milestone.released,
            held: milestone.left(),
            created_at: instant(milestone.created_at),
            updated_at: instant(milestone.updated_at),
        }
    }
}

/// Some milestones, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct MilestonePage {
    /// The milestones, the newest first.
    milestones: Vec<Shown>,
    /// The `cursor` of the next page, if there is one.
    next: Option<String>,
}

/// Sets money aside.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let (bid, part) = call.json::<NewMilestone>()?.into_part()?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let key = match replay::attempt(&call, &mut tx).await? {
        Attempt::Again(answer) => return Ok(answer),
        Attempt::First(key) => key,
    };
    let made = create_for(&call, &mut tx, bid, &member.id, part, None).await?;
    let answer = Answer::created(format!("/api/projects/v1/milestones/{}", made.id), &Shown::of(&made))?;
    replay::keep(&mut tx, key.as_ref(), &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Sets money aside for a bid in an open transaction. Whoever took the amount to be in a certain currency names it.
pub(super) async fn create_for(
    call: &Call,
    tx: &mut Writer,
    bid: BidId,
    member: &UserId,
    part: Part,
    currency: Option<&str>,
) -> Result<Milestone, ApiError> {
    let (bid, project, _) = claim(call, tx, bid).await?;
    milestone::create(&project, &bid, member)?;
    if currency.is_some_and(|currency| currency != project.terms.currency) {
        return Err(Refusal::Changed.into());
    }
    save(call, tx, Milestone::new(&project, &bid, part, call.now)).await
}

/// Adds a milestone that was decided on, and moves its money.
pub(super) async fn save(call: &Call, tx: &mut Writer, made: Milestone) -> Result<Milestone, ApiError> {
    let id = tx.insert_milestone(&made).await?;
    let made = Milestone { id, ..made };
    move_money(call, tx, "milestone.create", &made.hold()).await?;
    Ok(made)
}

/// Moves money, and says so in the audit record.
async fn move_money(call: &Call, tx: &mut Writer, action: &str, transfer: &Transfer) -> Result<(), ApiError> {
    let number = tx.insert_transfer(transfer, call.now).await?;
    let facts = json!({
        "transfer": number.to_string(),
        "amount": transfer.amount,
        "currency": transfer.currency,
        "from": transfer.from.to_string(),
        "to": transfer.to.to_string(),
    });
    Ok(call.context().record_with(tx, action, target(transfer.milestone_id), facts).await?)
}

/// A milestone.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&find(&call).await?))
}

/// The milestone that the address names, if it is the caller's to see.
pub(super) async fn find(call: &Call) -> Result<Milestone, ApiError> {
    let id = call.named(MilestoneId::parse)?;
    let viewer = call.viewer().await?;
    let found = call.app.store.read().await?.find_milestone(id).await?;
    Ok(found.filter(|milestone| milestone.is_visible_to(&viewer)).ok_or(Refusal::Missing)?)
}

/// The caller's milestones, or those of one project.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let viewer = call.viewer().await?;
    let limit = call.limit()?;
    let before = call.parsed("cursor", MilestoneId::parse)?.unwrap_or(MilestoneId::LAST);
    let mut reader = call.app.store.read().await?;
    let mut found = match call.parsed("project", ProjectId::parse)? {
        Some(project) => reader.list_milestones_on(project, &viewer, before, limit + 1).await?,
        None => reader.list_milestones_of(&viewer, before, limit + 1).await?,
    };
    let next = cut(&mut found, limit, |milestone| milestone.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = MilestonePage { milestones: found.iter().map(Shown::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}

/// Pays what is set aside, or a part of it.
pub(super) async fn release(call: Call) -> Result<Answer, ApiError> {
    let Release { amount } = call.json_if_sent()?;
    Answer::ok(&Shown::of(&take_act(&call, Act::Release(amount), "milestone.release").await?))
}

/// Asks for what is set aside.
pub(super) async fn request_release(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&take_act(&call, Act::Request, "milestone.request").await?))
}

/// Gives back what is set aside.
pub(super) async fn cancel(call: Call) -> Result<Answer, ApiError> {
    Answer::ok(&Shown::of(&take_act(&call, Act::Cancel, "milestone.cancel").await?))
}

/// Does something with the milestone that the address names. Its project is locked, and it is read again then: it
/// may have changed while this waited.
pub(super) async fn take_act(call: &Call, act: Act, action: &str) -> Result<Milestone, ApiError> {
    let id = call.named(MilestoneId::parse)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let project = tx.find_milestone(id).await?.ok_or(Refusal::Missing)?.project_id;
    tx.claim_project(project, call.now).await?;
    let milestone = tx.find_milestone(id).await?.ok_or(Refusal::Missing)?;
    let acted = milestone.act(act, &member.id);
    let changed = milestone.after(&acted, call.now);
    match acted {
        Acted::Refuse(refusal) => return Err(refusal.into()),
        Acted::Set(_) => {
            tx.set_milestone(&changed).await?;
            call.context().record(&mut tx, action, target(id)).await?;
        }
        Acted::Move(_, transfer) => {
            tx.set_milestone(&changed).await?;
            move_money(call, &mut tx, action, &transfer).await?;
        }
    }
    tx.commit().await?;
    Ok(changed)
}

/// How the audit record names a milestone.
fn target(id: MilestoneId) -> String {
    format!("milestone:{id}")
}
