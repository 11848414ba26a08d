//! `/api/projects/v1/reviews`, and what they add up to.

use std::collections::BTreeMap;

use market::review::{self, Opinion, RATINGS, Reputation, Review, Side};
use market::{BidId, Fault, ProjectId, Refusal, ReviewId};
use oauth::UserId;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Writer;
use utoipa::ToSchema;

use super::answer::{Answer, cut};
use super::bids::claim;
use super::call::{Call, whole};
use super::projects::flawless;
use super::replay::{self, Attempt};
use super::views::instant;
use crate::error::{ApiError, Problem};

/// A review to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReview {
    /// The number of the bid whose work is done.
    #[schema(pattern = "^[1-9][0-9]{0,15}$", example = "1795000000000000")]
    bid_id: String,
    /// From 1 to 5, by category. Of who did the work: `quality`, `communication`, `expertise`, `professionalism`,
    /// `hire_again`. Of who had it done: `clarity_spec`, `communication`, `payment_prom`, `professionalism`,
    /// `work_for_again`.
    #[schema(example = json!({ "quality": 5, "communication": 5, "expertise": 4, "professionalism": 5, "hire_again": 5 }))]
    ratings: BTreeMap<String, i64>,
    /// Whether it cost what was agreed; of who did the work only.
    on_budget: Option<bool>,
    /// Whether it was done in time; of who did the work only.
    on_time: Option<bool>,
    /// In words.
    #[schema(min_length = 10, max_length = 2000, example = "Quick, careful and kind.")]
    comment: String,
}

/// How it was, before it is known as what the other is reviewed.
pub(super) struct Written {
    /// From 1 to 5, by category.
    pub(super) ratings: BTreeMap<String, i64>,
    /// Whether it cost what was agreed.
    pub(super) on_budget: Option<bool>,
    /// Whether it was done in time.
    pub(super) on_time: Option<bool>,
    /// In words.
    pub(super) comment: String,
}

/// A review.
#[derive(Serialize, ToSchema)]
#[schema(as = Review)]
pub(super) struct Shown {
    /// Its number.
    id: String,
    /// The number of the project.
    project_id: String,
    /// The number of the bid.
    bid_id: String,
    /// The identifier of the member who wrote it.
    from_id: String,
    /// The identifier of the member it is about.
    to_id: String,
    /// As what they are reviewed: `freelancer` did the work, `employer` had it done.
    role: &'static str,
    /// From 1 to 5, by category.
    ratings: BTreeMap<&'static str, i64>,
    /// Whether it cost what was agreed.
    on_budget: Option<bool>,
    /// Whether it was done in time.
    on_time: Option<bool>,
    /// In words.
    comment: String,
    /// When it was written (RFC 3339, UTC).
    written_at: String,
}

impl Shown {
    fn of(review: &Review) -> Self {
        Self {
            id: review.id.to_string(),
            project_id: review.project_id.to_string(),
            bid_id: review.bid_id.to_string(),
            from_id: review.from_id.to_string(),
            to_id: review.to_id.to_string(),
            role: review.side.as_str(),
            ratings: by_category(review),
            on_budget: review.opinion.on_budget,
            on_time: review.opinion.on_time,
            comment: review.opinion.comment.clone(),
            written_at: instant(review.written_at),
        }
    }
}

/// The ratings of a review by the names of their categories.
pub(super) fn by_category(review: &Review) -> BTreeMap<&'static str, i64> {
    review.side.categories().into_iter().zip(review.opinion.ratings).collect()
}

/// Some reviews, and where to go on.
#[derive(Serialize, ToSchema)]
pub(super) struct ReviewPage {
    /// The reviews, the newest first.
    reviews: Vec<Shown>,
    /// The `cursor` of the next page, if there is one.
    next: Option<String>,
}

/// What a member’s reviews add up to.
#[derive(Serialize, ToSchema)]
pub(super) struct Reputations {
    /// As one who did the work.
    freelancer: SideReputation,
    /// As one who had it done.
    employer: SideReputation,
}

/// What reviews of one kind add up to.
#[derive(Serialize, ToSchema)]
#[schema(as = Reputation)]
struct SideReputation {
    /// How many there are.
    reviews: i64,
    /// The average of all ratings, from 1 to 5; nothing without a review.
    overall: Option<f64>,
    /// The average of each category.
    ratings: BTreeMap<&'static str, Option<f64>>,
    /// The part of the work that cost what was agreed, from 0 to 1; of who did the work only.
    on_budget: Option<f64>,
    /// The part of the work that was done in time.
    on_time: Option<f64>,
}

impl SideReputation {
    fn of(reputation: Reputation, side: Side) -> Self {
        let told = |count| (side == Side::Freelancer).then(|| reputation.part(count)).flatten().map(plain);
        let averages = reputation.categories().map(|average| average.map(plain));
        Self {
            reviews: reputation.reviews,
            overall: reputation.overall().map(plain),
            ratings: side.categories().into_iter().zip(averages).collect(),
            on_budget: told(reputation.on_budget),
            on_time: told(reputation.on_time),
        }
    }
}

/// Hundredths with a point.
pub(super) fn plain(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

/// Writes a review.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let NewReview { bid_id, ratings, on_budget, on_time, comment } = call.json()?;
    let written = Written { ratings, on_budget, on_time, comment };
    let bid = BidId::parse(&bid_id).ok_or(Refusal::Missing)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let key = match replay::attempt(&call, &mut tx).await? {
        Attempt::Again(answer) => return Ok(answer),
        Attempt::First(key) => key,
    };
    let review = write(&call, &mut tx, bid, &member.id, written).await?;
    let location = format!("/api/projects/v1/reviews/{}", review.id);
    let answer = Answer::created(location, &Shown::of(&review))?;
    replay::keep(&mut tx, key.as_ref(), &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Writes a review in an open transaction.
pub(super) async fn write(
    call: &Call,
    tx: &mut Writer,
    bid: BidId,
    member: &UserId,
    written: Written,
) -> Result<Review, ApiError> {
    let (bid, project, _) = claim(call, tx, bid).await?;
    let (side, to_id) = review::reviewed(&project, &bid, member)?;
    let named = written.ratings.iter().map(|(name, rating)| (&**name, *rating));
    let wrong = || ApiError::Fields(vec![Fault::new("ratings", RATINGS)]);
    let opinion = Opinion {
        ratings: Opinion::ratings(side, named).ok_or_else(wrong)?,
        on_budget: written.on_budget,
        on_time: written.on_time,
        comment: written.comment,
    };
    flawless(opinion.faults(side))?;
    let mut review = Review {
        id: ReviewId::at(call.now),
        project_id: project.id,
        bid_id: bid.id,
        from_id: *member,
        to_id,
        side,
        opinion,
        written_at: call.now,
    };
    review.id = tx.insert_review(&review, &project.terms.skills).await?.ok_or(Refusal::AlreadyReviewed)?;
    let facts = json!({ "bid": bid.id.to_string(), "of": to_id.to_string(), "role": side.as_str() });
    call.context().record_with(tx, "review.write", format!("review:{}", review.id), facts).await?;
    Ok(review)
}

/// A review.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(ReviewId::parse)?;
    let found = call.app.store.read().await?.find_review(id).await?.ok_or(Refusal::Missing)?;
    Answer::ok(&Shown::of(&found))
}

/// The reviews of a project's work, or of a member; of the caller if neither is named.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let limit = call.limit()?;
    let before = call.parsed("cursor", ReviewId::parse)?.unwrap_or(ReviewId::LAST);
    let project = call.parsed("project", ProjectId::parse)?;
    let member = call.parsed("member", UserId::parse)?;
    if project.is_some() && member.is_some() {
        return Err(ApiError::because(Problem::Malformed, "name a project or a member, not both"));
    }
    let viewer = call.viewer().await?;
    let mut reader = call.app.store.read().await?;
    let mut found = match project {
        Some(project) => reader.list_reviews_on(project, before, limit + 1).await?,
        None => reader.list_reviews_of(&member.unwrap_or(viewer), before, limit + 1).await?,
    };
    let next = cut(&mut found, limit, |review| review.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = ReviewPage { reviews: found.iter().map(Shown::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}

/// What a member's reviews add up to.
pub(super) async fn reputation(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(UserId::parse)?;
    let skill = call.parsed("skill", |text| whole(text, 1, 999_999_999))?;
    call.shown(&id).await?.ok_or(Problem::Missing)?;
    let mut reader = call.app.store.read().await?;
    let mut of = async |side| {
        Ok::<_, ApiError>(SideReputation::of(reader.find_reputation(&id, side, skill).await?, side))
    };
    Answer::ok(&Reputations { freelancer: of(Side::Freelancer).await?, employer: of(Side::Employer).await? })
}
