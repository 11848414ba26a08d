//! `/api/projects/0.1/reviews` and `/api/users/0.1/reputations`.

use std::collections::BTreeMap;

use market::review::{Reputation, Review, Side};
use market::{Fault, MemberNumber, ProjectId, Refusal, ReviewId};
use oauth::UserId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::envelope::envelopes;
use super::users;
use super::views::OlderUser;
use crate::api::answer::Answer;
use crate::api::call::{Call, whole};
use crate::api::reviews::{Written, by_category, plain, write};
use crate::error::{ApiError, Problem};

envelopes! {
    /// A review, in the envelope.
    OlderReviewAnswer(OlderReview);
    /// Reviews, in the envelope.
    OlderReviewsAnswer(OlderReviews);
    /// What reviews add up to, in the envelope.
    OlderReputationsAnswer(BTreeMap<String, OlderReputation>);
}

/// The most that are looked through at once.
const MOST: i64 = 1_000;
/// The most that are named at once.
const MOST_NAMED: usize = 100;

/// A review to write.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewReview {
    /// The number of the project.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    project_id: i64,
    /// The number of the member it is about.
    #[schema(minimum = 1, example = 1_795_000_000_000_000_i64)]
    to_user_id: i64,
    /// The number of the member who writes: whoever the token acts for.
    #[schema(minimum = 1)]
    from_user_id: Option<i64>,
    /// As what they are reviewed: `freelancer` or `employer`.
    #[schema(pattern = "^(freelancer|employer)$", example = "freelancer")]
    role: String,
    /// How it was.
    reputation_data: OlderRatings,
    /// In words.
    #[schema(min_length = 10, max_length = 2000, example = "Quick, careful and kind.")]
    comment: String,
}

/// How it was, in numbers.
#[derive(Deserialize, ToSchema)]
struct OlderRatings {
    /// Whether it cost what was agreed; of who did the work only.
    on_budget: Option<OlderFlag>,
    /// Whether it was done in time; of who did the work only.
    on_time: Option<OlderFlag>,
    /// From 1 to 5, by category.
    #[schema(example = json!({ "quality": 5, "communication": 5, "expertise": 4, "professionalism": 5, "hire_again": 5 }))]
    category_ratings: BTreeMap<String, f64>,
}

/// Yes or no, as a boolean or as 1 and 0.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(untagged)]
enum OlderFlag {
    /// As a boolean.
    Boolean(bool),
    /// As a number.
    Number(i64),
}

impl OlderFlag {
    const fn is_set(self) -> bool {
        match self {
            Self::Boolean(flag) => flag,
            Self::Number(number) => number != 0,
        }
    }
}

/// A review.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderReview {
    /// Its number.
    id: i64,
    /// The number of the project.
    project_id: i64,
    /// The number of the bid.
    bid_id: i64,
    /// The number of the member who wrote it.
    from_user_id: i64,
    /// The number of the member it is about.
    to_user_id: i64,
    /// As what they are reviewed.
    role: &'static str,
    /// The average of its ratings.
    rating: f64,
    /// How it was, in numbers.
    reputation_data: OlderRated,
    /// In words.
    description: String,
    /// When it was written, in seconds.
    time_submitted: i64,
}

/// How it was, in numbers.
#[derive(Serialize, ToSchema)]
struct OlderRated {
    /// Whether it cost what was agreed.
    on_budget: Option<bool>,
    /// Whether it was done in time.
    on_time: Option<bool>,
    /// From 1 to 5, by category.
    category_ratings: BTreeMap<&'static str, i64>,
}

/// Reviews, and their members.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderReviews {
    /// The reviews, the newest first.
    reviews: Vec<OlderReview>,
    /// Their members by number.
    users: BTreeMap<String, OlderUser>,
}

/// What a member's reviews add up to.
#[derive(Serialize, ToSchema)]
pub(super) struct OlderReputation {
    /// The number of the member.
    user_id: i64,
    /// As what they are reviewed.
    role: &'static str,
    /// Over all their work.
    entire_history: OlderHistory,
    /// Over the work that asked for each skill, by its number.
    job_history: BTreeMap<String, OlderHistory>,
}

/// What reviews add up to.
#[derive(Serialize, ToSchema)]
struct OlderHistory {
    /// The average of all ratings, from 1 to 5; 0 without a review.
    overall: f64,
    /// The part of the work that cost what was agreed, from 0 to 1.
    on_budget: f64,
    /// The part of the work that was done in time.
    on_time: f64,
    /// How many reviews there are.
    reviews: i64,
    /// The average of each category.
    category_ratings: BTreeMap<&'static str, f64>,
}

impl OlderReview {
    fn of(review: &Review) -> Self {
        let one = Reputation::default().with(&review.opinion);
        Self {
            id: review.id.number(),
            project_id: review.project_id.number(),
            bid_id: review.bid_id.number(),
            from_user_id: MemberNumber::of(&review.from_id).number(),
            to_user_id: MemberNumber::of(&review.to_id).number(),
            role: review.side.as_str(),
            rating: one.overall().map_or(0.0, plain),
            reputation_data: OlderRated {
                on_budget: review.opinion.on_budget,
                on_time: review.opinion.on_time,
                category_ratings: by_category(review),
            },
            description: review.opinion.comment.clone(),
            time_submitted: review.written_at.seconds(),
        }
    }
}

impl OlderHistory {
    fn of(reputation: Reputation, side: Side) -> Self {
        let average = |hundredths: Option<i64>| hundredths.map_or(0.0, plain);
        let averages = reputation.categories().map(average);
        Self {
            overall: average(reputation.overall()),
            on_budget: average(reputation.part(reputation.on_budget)),
            on_time: average(reputation.part(reputation.on_time)),
            reviews: reputation.reviews,
            category_ratings: side.categories().into_iter().zip(averages).collect(),
        }
    }
}

/// Writes a review. The bid is found by the member who did the work.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let wanted: OlderNewReview = call.json()?;
    let member = call.member().await?;
    let own = MemberNumber::of(&member.id).number();
    if wanted.from_user_id.is_some_and(|number| number != own) {
        let advice = "A token writes for the member it acts for, and for nobody else.";
        return Err(ApiError::Fields(vec![Fault::new("from_user_id", advice)]));
    }
    let role = Side::parse(&wanted.role);
    let advice = "As what: freelancer or employer.";
    let side = role.ok_or_else(|| ApiError::Fields(vec![Fault::new("role", advice)]))?;
    let whole_ratings = wanted.reputation_data.category_ratings.into_iter().map(|(name, rating)| {
        // What is no whole rating is out of bounds, which is told with the others.
        (name, [1_i64, 2, 3, 4, 5].into_iter().find(|whole| *whole as f64 == rating).unwrap_or(0))
    });
    let written = Written {
        ratings: whole_ratings.collect(),
        on_budget: wanted.reputation_data.on_budget.map(OlderFlag::is_set),
        on_time: wanted.reputation_data.on_time.map(OlderFlag::is_set),
        comment: wanted.comment,
    };
    let id = ProjectId::parse(&wanted.project_id.to_string()).ok_or(Refusal::Missing)?;
    let mut reader = call.app.store.read().await?;
    let project = reader.find_project(id).await?.ok_or(Refusal::Missing)?;
    let to = MemberNumber::from_number(wanted.to_user_id);
    let bidder = match side {
        Side::Freelancer => reader.find_user_by_number(to).await?.map(|user| user.id),
        Side::Employer => Some(member.id).filter(|_| MemberNumber::of(&project.owner_id) == to),
    };
    let bid = match bidder {
        Some(bidder) => reader.find_bid_of(id, &bidder).await?,
        None => None,
    };
    drop(reader);
    let bid =
        bid.filter(|bid| side == Side::Employer || bid.bidder_id != member.id).ok_or(Refusal::Missing)?;
    let mut tx = call.app.write().await?;
    let review = write(&call, &mut tx, bid.id, &member.id, written).await?;
    tx.commit().await?;
    call.envelope(OlderReview::of(&review))
}

fn member_number(text: &str) -> Option<MemberNumber> {
    whole(text, 1, (1 << 53) - 1).map(MemberNumber::from_number)
}

/// Reviews of projects and of members; of the caller if none is named.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let projects = call.all_parsed("projects", ProjectId::parse)?;
    let numbers = call.all_parsed("to_users", member_number)?;
    if projects.len() + numbers.len() > MOST_NAMED {
        return Err(ApiError::because(Problem::Malformed, "at most 100 are asked for at once"));
    }
    let viewer = call.viewer().await?;
    let (limit, offset) = call.window()?;
    let mut reader = call.app.store.read().await?;
    let mut found: Vec<Review> = Vec::new();
    let mut members: Vec<UserId> = Vec::new();
    for number in &numbers {
        members.extend(reader.find_user_by_number(*number).await?.map(|user| user.id));
    }
    if projects.is_empty() && numbers.is_empty() {
        members.push(viewer);
    }
    for id in &projects {
        found.extend(reader.list_reviews_on(*id, ReviewId::LAST, MOST).await?);
    }
    for id in &members {
        found.extend(reader.list_reviews_of(id, ReviewId::LAST, MOST).await?);
    }
    drop(reader);
    found.sort_unstable_by_key(|review| std::cmp::Reverse(review.id));
    found.dedup_by_key(|review| review.id);
    let page: Vec<&Review> = found.iter().skip(offset).take(limit).collect();
    let named: Vec<UserId> = page.iter().flat_map(|review| [review.from_id, review.to_id]).collect();
    call.envelope(OlderReviews {
        reviews: page.into_iter().map(OlderReview::of).collect(),
        users: users::named(&call, &named).await?,
    })
}

/// What members' reviews add up to.
pub(super) async fn reputations(call: Call) -> Result<Answer, ApiError> {
    let numbers = call.all_parsed("users", member_number)?;
    let skills = call.all_parsed("jobs", |text| whole(text, 1, 999_999_999))?;
    if numbers.len() * (skills.len() + 1) > 10 * MOST_NAMED {
        return Err(ApiError::because(
            Problem::Malformed,
            "fewer members or skills can be asked for at once",
        ));
    }
    let side = call.parsed("role", Side::parse)?.unwrap_or(Side::Freelancer);
    let mut reader = call.app.store.read().await?;
    let mut found = BTreeMap::new();
    for number in numbers {
        let Some(user) = reader.find_user_by_number(number).await? else { continue };
        let mut job_history = BTreeMap::new();
        for skill in &skills {
            let history = reader.find_reputation(&user.id, side, Some(*skill)).await?;
            job_history.insert(skill.to_string(), OlderHistory::of(history, side));
        }
        let entire = reader.find_reputation(&user.id, side, None).await?;
        let reputation = OlderReputation {
            user_id: number.number(),
            role: side.as_str(),
            entire_history: OlderHistory::of(entire, side),
            job_history,
        };
        found.insert(number.number().to_string(), reputation);
    }
    call.envelope(found)
}
