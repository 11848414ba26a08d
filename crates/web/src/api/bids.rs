//! `/api/projects/v1/bids`.

use market::bid::{self, Act, Acted, Bid, BidStatus, Offer};
use market::project::{Chosen, Project, ProjectStatus};
use market::{BidId, ProjectId, Refusal};
use oauth::UserId;
use serde_json::json;
use store::Writer;

use super::answer::{Answer, cut};
use super::call::Call;
use super::projects::flawless;
use super::replay::{self, Attempt};
use super::views;
use crate::error::ApiError;

/// Places a bid.
pub(super) async fn place(call: Call) -> Result<Answer, ApiError> {
    let wanted: views::NewBid = call.json()?;
    let id = ProjectId::parse(&wanted.project_id);
    let offer = wanted.into_offer();
    flawless(offer.faults())?;
    let id = id.ok_or(Refusal::Missing)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let key = match replay::attempt(&call, &mut tx).await? {
        Attempt::Again(answer) => return Ok(answer),
        Attempt::First(key) => key,
    };
    let (placed, _) = place_on(&call, &mut tx, id, &member.id, offer, None).await?;
    let location = format!("/api/projects/v1/bids/{}", placed.id);
    let answer = Answer::created(location, &views::Bid::of(&placed))?;
    replay::keep(&mut tx, key.as_ref(), &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Places a bid in an open transaction. Whoever took the amount to be in a certain currency names it: the owner may
/// have chosen another one meanwhile.
pub(super) async fn place_on(
    call: &Call,
    tx: &mut Writer,
    id: ProjectId,
    member: &UserId,
    offer: Offer,
    currency: Option<&str>,
) -> Result<(Bid, Project), ApiError> {
    flawless(offer.faults())?;
    let project = tx.claim_project(id, call.now).await?.ok_or(Refusal::Missing)?;
    bid::place(&project, member)?;
    if currency.is_some_and(|currency| currency != project.terms.currency) {
        return Err(Refusal::Changed.into());
    }
    let mut placed = Bid::new(project.id, *member, offer, call.now);
    placed.id = tx.insert_bid(&placed).await?.ok_or(Refusal::AlreadyBid)?;
    tx.count_bid(project.id, 1, placed.offer.amount).await?;
    let facts = json!({ "project": project.id.to_string(), "bidder": member.to_string() });
    call.context().record_with(tx, "bid.place", target(placed.id), facts).await?;
    Ok((placed, project))
}

/// A bid.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let (bid, _) = find(&call, call.named(BidId::parse)?).await?;
    Answer::ok(&views::Bid::of(&bid))
}

/// A bid that is the caller's to see, with its project.
pub(super) async fn find(call: &Call, id: BidId) -> Result<(Bid, Project), ApiError> {
    let viewer = call.viewer().await?;
    let mut reader = call.app.store.read().await?;
    let bid = reader.find_bid(id).await?.ok_or(Refusal::Missing)?;
    let project = reader.find_project(bid.project_id).await?;
    let project = project.ok_or_else(|| Call::fault("a bid has no project"))?;
    if !bid.is_visible_to(&project, &viewer) {
        return Err(Refusal::Missing.into());
    }
    Ok((bid, project))
}

/// The caller's own bids, or those on a project: all of them for its owner, for others their own.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let viewer = call.viewer().await?;
    let limit = call.limit()?;
    let before = call.parsed("cursor", BidId::parse)?.unwrap_or(BidId::LAST);
    let wanted = call.parsed("project", ProjectId::parse)?;
    let mut reader = call.app.store.read().await?;
    let Some(id) = wanted else {
        return page(&call, reader.list_bids_of(&viewer, before, limit + 1).await?, limit);
    };
    let project = reader.find_project(id).await?.filter(|project| project.is_visible_to(Some(&viewer)));
    let project = project.ok_or(Refusal::Missing)?;
    let bids = match project.owner_id == viewer {
        true => reader.list_bids_on(id, before, limit + 1).await?,
        false => {
            let own = reader.find_bid_of(id, &viewer).await?;
            own.into_iter().filter(|bid| bid.id < before).collect()
        }
    };
    page(&call, bids, limit)
}

/// Makes a bid stand out.
pub(super) async fn highlight(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Highlight).await
}

/// Takes back a bid.
pub(super) async fn retract(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Retract).await
}

/// Chooses a bid.
pub(super) async fn award(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Award).await
}

/// Takes back an award.
pub(super) async fn revoke(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Revoke).await
}

/// Takes an award.
pub(super) async fn accept(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Accept).await
}

/// Does not take an award.
pub(super) async fn deny(call: Call) -> Result<Answer, ApiError> {
    act(call, Act::Deny).await
}

async fn act(call: Call, act: Act) -> Result<Answer, ApiError> {
    let (bid, _) = take_act(&call, act).await?;
    Answer::ok(&views::Bid::of(&bid))
}

/// Does something with the bid that the address names.
pub(super) async fn take_act(call: &Call, act: Act) -> Result<(Bid, Project), ApiError> {
    let id = call.named(BidId::parse)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let (bid, project, chosen) = claim(call, &mut tx, id).await?;
    let bid = match bid.act(act, &project, chosen, &member.id) {
        Acted::Refuse(refusal) => return Err(refusal.into()),
        Acted::Highlight => {
            tx.mark_bid_highlighted(id, call.now).await?;
            Bid { highlighted: true, updated_at: call.now, ..bid }
        }
        Acted::Set(status) => {
            tx.set_bid_status(id, status, call.now).await?;
            if status == BidStatus::Retracted {
                tx.count_bid(project.id, -1, -bid.offer.amount).await?;
            }
            Bid { status, updated_at: call.now, ..bid }
        }
        Acted::Begin(status) => {
            tx.set_bid_status(id, status, call.now).await?;
            if project.status != ProjectStatus::WorkInProgress {
                tx.set_project_status(&project, ProjectStatus::WorkInProgress, call.now).await?;
            }
            Bid { status, updated_at: call.now, ..bid }
        }
    };
    call.context().record(&mut tx, &format!("bid.{}", act.as_str()), target(id)).await?;
    tx.commit().await?;
    Ok((bid, project))
}

/// Finds a bid with its project locked, so that what happens on one project happens one after the other. The bid
/// is read again under the lock: it may have changed while this waited.
pub(super) async fn claim(
    call: &Call,
    tx: &mut Writer,
    id: BidId,
) -> Result<(Bid, Project, Chosen), ApiError> {
    let project = tx.find_bid(id).await?.ok_or(Refusal::Missing)?.project_id;
    let found = tx.claim_project(project, call.now).await?;
    let bid = tx.find_bid(id).await?;
    let chosen = tx.count_chosen_bids(project).await?;
    let (Some(bid), Some(project)) = (bid, found) else { return Err(Call::fault("a bid has no project")) };
    Ok((bid, project, chosen))
}

fn page(call: &Call, mut bids: Vec<Bid>, limit: i64) -> Result<Answer, ApiError> {
    let next = cut(&mut bids, limit, |bid| bid.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = views::BidPage { bids: bids.iter().map(views::Bid::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}

/// How the audit record names a bid.
fn target(id: BidId) -> String {
    format!("bid:{id}")
}
