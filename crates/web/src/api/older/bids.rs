//! `/api/projects/0.1/bids`.

use std::collections::BTreeMap;

use market::bid::{Act, Bid, Offer};
use market::money::Currency;
use market::project::Project;
use market::{BidId, Fault, MemberNumber, ProjectId, Refusal};
use oauth::UserId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::users;
use super::views::{OlderBid, OlderBids, OlderProject};
use crate::api::answer::Answer;
use crate::api::bids::{find, place_on, take_act};
use crate::api::call::Call;
use crate::error::{ApiError, Problem};

/// The most that are looked through at once.
const MOST: i64 = 1_000;
/// The most that are named at once.
const MOST_NAMED: usize = 100;

/// A bid to place.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewBid {
    /// The number of the project.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    project_id: i64,
    /// The number of the member who bids: whoever the token acts for.
    #[schema(minimum = 1)]
    bidder_id: Option<i64>,
    /// What is offered, in words.
    #[serde(default)]
    #[schema(max_length = 2000)]
    description: String,
    /// The price, with a point.
    #[schema(minimum = 0, example = 500.0)]
    amount: f64,
    /// In how many days it is done.
    #[schema(minimum = 1, maximum = 365, example = 7)]
    period: i64,
    /// How much of the price a first milestone should hold, in per cent.
    #[schema(minimum = 20, maximum = 100, example = 100)]
    milestone_percentage: i64,
}

/// Places a bid.
pub(super) async fn place(call: Call) -> Result<Answer, ApiError> {
    let wanted: OlderNewBid = call.json()?;
    let member = call.member().await?;
    if wanted.bidder_id.is_some_and(|number| number != MemberNumber::of(&member.id).number()) {
        let advice = "A token bids for the member it acts for, and for nobody else.";
        return Err(ApiError::Fields(vec![Fault::new("bidder_id", advice)]));
    }
    let id = ProjectId::parse(&wanted.project_id.to_string()).ok_or(Refusal::Missing)?;
    // The currency never changes once somebody may bid on it and an amount that fits it is still checked then.
    let project = call.app.store.read().await?.find_project(id).await?.ok_or(Refusal::Missing)?;
    let currency = Currency::find(&project.terms.currency);
    let offer = Offer {
        amount: currency.and_then(|currency| currency.to_smallest(wanted.amount)).unwrap_or_default(),
        period: wanted.period,
        milestone_percentage: wanted.milestone_percentage,
        description: wanted.description,
    };
    let mut tx = call.app.write().await?;
    let (bid, project) =
        place_on(&call, &mut tx, id, &member.id, offer, Some(&project.terms.currency)).await?;
    tx.commit().await?;
    call.envelope(OlderBid::of(&bid, &project))
}

/// A bid.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let (bid, project) = find(&call, call.named(BidId::parse)?).await?;
    call.envelope(OlderBid::of(&bid, &project))
}

/// Bids by number, or those on projects, as far as they are the caller's to see; the caller's own if neither is
/// named.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let numbers = call.all_parsed("bids", BidId::parse)?;
    let projects = call.all_parsed("projects", ProjectId::parse)?;
    listed(&call, &numbers, &projects).await
}

/// The bids on one project.
pub(super) async fn on_project(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(ProjectId::parse)?;
    let viewer = call.viewer().await?;
    let project = call.app.store.read().await?.find_project(id).await?;
    project.filter(|project| project.is_visible_to(Some(&viewer))).ok_or(Refusal::Missing)?;
    listed(&call, &[], &[id]).await
}

async fn listed(call: &Call, numbers: &[BidId], named: &[ProjectId]) -> Result<Answer, ApiError> {
    if numbers.len() + named.len() > MOST_NAMED {
        return Err(ApiError::because(Problem::Malformed, "at most 100 are asked for at once"));
    }
    let viewer = call.viewer().await?;
    let (limit, offset) = call.window()?;
    let mut reader = call.app.store.read().await?;
    let mut found: Vec<Bid> = Vec::new();
    for id in numbers {
        found.extend(reader.find_bid(*id).await?);
    }
    for id in named {
        found.extend(reader.list_bids_on(*id, BidId::LAST, MOST).await?);
    }
    if numbers.is_empty() && named.is_empty() {
        found.extend(reader.list_bids_of(&viewer, BidId::LAST, MOST).await?);
    }
    found.sort_unstable_by_key(|bid| std::cmp::Reverse(bid.id));
    found.dedup_by_key(|bid| bid.id);
    let mut projects: BTreeMap<ProjectId, Project> = BTreeMap::new();
    for bid in &found {
        if !projects.contains_key(&bid.project_id)
            && let Some(project) = reader.find_project(bid.project_id).await?
        {
            projects.insert(bid.project_id, project);
        }
    }
    drop(reader);
    let visible = found.iter().filter_map(|bid| Some((bid, projects.get(&bid.project_id)?)));
    let page: Vec<(&Bid, &Project)> = visible
        .filter(|(bid, project)| bid.is_visible_to(project, &viewer))
        .skip(offset)
        .take(limit)
        .collect();
    let bidders: Vec<UserId> = page.iter().map(|(bid, _)| bid.bidder_id).collect();
    call.envelope(OlderBids {
        bids: page.iter().map(|(bid, project)| OlderBid::of(bid, project)).collect(),
        users: users::named(call, &bidders).await?,
        projects: page
            .iter()
            .map(|(_, project)| (project.id.to_string(), OlderProject::of(project, false)))
            .collect(),
    })
}

/// Does something with a bid: the action says what.
pub(super) async fn act(call: Call) -> Result<Answer, ApiError> {
    let action = call.action()?;
    let act = Act::ALL.into_iter().find(|act| act.as_str() == action).ok_or_else(|| {
        let detail = "the action is one of highlight, retract, award, revoke, accept and deny";
        ApiError::because(Problem::Malformed, detail)
    })?;
    let (bid, project) = take_act(&call, act).await?;
    call.envelope(OlderBid::of(&bid, &project))
}
