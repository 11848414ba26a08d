//! Reviews and what they add up to.

use market::review::{Opinion, Reputation, Review, Side};
use market::{BidId, ProjectId, ReviewId};
use oauth::UserId;

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// Where a reputation over all work stands.
const ALL_WORK: i64 = 0;

macro_rules! review_columns {
    () => {
        "review_id, project_id, bid_id, from_id, to_id, side, rating_1, rating_2, rating_3, rating_4, rating_5,
         on_budget, on_time, comment, written_at"
    };
}

fn read_five(columns: &mut Columns<'_>) -> Result<[i64; 5]> {
    Ok([columns.take()?, columns.take()?, columns.take()?, columns.take()?, columns.take()?])
}

fn read_review(columns: &mut Columns<'_>) -> Result<Review> {
    Ok(Review {
        id: columns.take()?,
        project_id: columns.take()?,
        bid_id: columns.take()?,
        from_id: columns.take()?,
        to_id: columns.take()?,
        side: columns.parse(Side::parse)?,
        opinion: Opinion {
            ratings: read_five(columns)?,
            on_budget: columns.maybe()?,
            on_time: columns.maybe()?,
            comment: columns.take()?,
        },
        written_at: columns.take()?,
    })
}

fn read_reputation(columns: &mut Columns<'_>) -> Result<Reputation> {
    Ok(Reputation {
        reviews: columns.take()?,
        sums: read_five(columns)?,
        on_budget: columns.take()?,
        on_time: columns.take()?,
    })
}

impl Reader {
    /// Finds a review.
    pub async fn find_review(&mut self, id: ReviewId) -> Result<Option<Review>> {
        let sql = concat!("SELECT ", review_columns!(), " FROM reviews WHERE review_id = $1");
        self.query_opt(sql, &[id.into()], read_review).await
    }

    /// Finds the review of one side of a bid.
    pub async fn find_review_of(&mut self, bid: BidId, side: Side) -> Result<Option<Review>> {
        let sql = concat!("SELECT ", review_columns!(), " FROM reviews WHERE bid_id = $1 AND side = $2");
        self.query_opt(sql, &[bid.into(), side.as_str().into()], read_review).await
    }

    /// Lists the reviews of a project's work before `before`, the newest first.
    pub async fn list_reviews_on(
        &mut self,
        project: ProjectId,
        before: ReviewId,
        limit: i64,
    ) -> Result<Vec<Review>> {
        let sql = concat!(
            "SELECT ",
            review_columns!(),
            " FROM reviews WHERE project_id = $1 AND review_id < $2 ORDER BY review_id DESC LIMIT $3"
        );
        self.query_all(sql, &[project.into(), before.into(), limit.into()], read_review).await
    }

    /// Lists the reviews of a member before `before`, the newest first.
    pub async fn list_reviews_of(
        &mut self,
        member: &UserId,
        before: ReviewId,
        limit: i64,
    ) -> Result<Vec<Review>> {
        let sql = concat!(
            "SELECT ",
            review_columns!(),
            " FROM reviews WHERE to_id = $1 AND review_id < $2 ORDER BY review_id DESC LIMIT $3"
        );
        self.query_all(sql, &[member.into(), before.into(), limit.into()], read_review).await
    }

    /// Finds what a member's reviews add up to: of all their work, or of the work that asked for a skill.
    pub async fn find_reputation(
        &mut self,
        member: &UserId,
        side: Side,
        skill: Option<i64>,
    ) -> Result<Reputation> {
        let sql = "SELECT reviews, sum_1, sum_2, sum_3, sum_4, sum_5, on_budget, on_time FROM reputations
                   WHERE member_id = $1 AND side = $2 AND skill = $3";
        let params = [member.into(), side.as_str().into(), skill.unwrap_or(ALL_WORK).into()];
        Ok(self.query_opt(sql, &params, read_reputation).await?.unwrap_or_default())
    }
}

impl Writer {
    /// Adds a review of work that asked for `skills` under the first number that is free from its own on, and gives
    /// that; `None` if this side of the bid was reviewed.
    pub async fn insert_review(&mut self, review: &Review, skills: &[i64]) -> Result<Option<ReviewId>> {
        let sql =
            "INSERT INTO reviews (review_id, project_id, bid_id, from_id, to_id, side, rating_1, rating_2,
                     rating_3, rating_4, rating_5, on_budget, on_time, comment, written_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                   ON CONFLICT DO NOTHING";
        let ratings = review.opinion.ratings;
        let mut id = review.id;
        loop {
            let params = [
                id.into(),
                review.project_id.into(),
                review.bid_id.into(),
                (&review.from_id).into(),
                (&review.to_id).into(),
                review.side.as_str().into(),
                ratings[0].into(),
                ratings[1].into(),
                ratings[2].into(),
                ratings[3].into(),
                ratings[4].into(),
                review.opinion.on_budget.into(),
                review.opinion.on_time.into(),
                (&review.opinion.comment).into(),
                review.written_at.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                break;
            }
            if self.find_review_of(review.bid_id, review.side).await?.is_some() {
                return Ok(None);
            }
            id = id.next();
        }
        // In the order of their numbers, so that reviews of one member wait and do not lock each other out.
        let mut counted: Vec<i64> = [ALL_WORK].into_iter().chain(skills.iter().copied()).collect();
        counted.sort_unstable();
        counted.dedup();
        for skill in counted {
            self.add_to_reputation(review, skill).await?;
        }
        Ok(Some(id))
    }

    async fn add_to_reputation(&mut self, review: &Review, skill: i64) -> Result<()> {
        let sql =
            "INSERT INTO reputations (member_id, side, skill, reviews, sum_1, sum_2, sum_3, sum_4, sum_5,
                     on_budget, on_time)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                   ON CONFLICT (member_id, side, skill) DO UPDATE SET
                     reviews = reputations.reviews + excluded.reviews,
                     sum_1 = reputations.sum_1 + excluded.sum_1,
                     sum_2 = reputations.sum_2 + excluded.sum_2,
                     sum_3 = reputations.sum_3 + excluded.sum_3,
                     sum_4 = reputations.sum_4 + excluded.sum_4,
                     sum_5 = reputations.sum_5 + excluded.sum_5,
                     on_budget = reputations.on_budget + excluded.on_budget,
                     on_time = reputations.on_time + excluded.on_time";
        let one = Reputation::default().with(&review.opinion);
        let params = [
            (&review.to_id).into(),
            review.side.as_str().into(),
            skill.into(),
            one.reviews.into(),
            one.sums[0].into(),
            one.sums[1].into(),
            one.sums[2].into(),
            one.sums[3].into(),
            one.sums[4].into(),
            one.on_budget.into(),
            one.on_time.into(),
        ];
        self.queue(sql, &params).await
    }
}
