//! Bids.

use market::bid::{Bid, BidStatus, Offer};
use market::project::Chosen;
use market::{BidId, ProjectId};
use oauth::{Timestamp, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! bid_columns {
    () => {
        "bid_id, project_id, bidder_id, status, highlighted, amount, period, milestone_percentage, description,
         placed_at, updated_at"
    };
}

fn read_bid(columns: &mut Columns<'_>) -> Result<Bid> {
    Ok(Bid {
        id: columns.take()?,
        project_id: columns.take()?,
        bidder_id: columns.take()?,
        status: columns.parse(BidStatus::parse)?,
        highlighted: columns.take()?,
        offer: Offer {
            amount: columns.take()?,
            period: columns.take()?,
            milestone_percentage: columns.take()?,
            description: columns.take()?,
        },
        placed_at: columns.take()?,
        updated_at: columns.take()?,
    })
}

impl Reader {
    /// Finds a bid.
    pub async fn find_bid(&mut self, id: BidId) -> Result<Option<Bid>> {
        let sql = concat!("SELECT ", bid_columns!(), " FROM bids WHERE bid_id = $1");
        self.query_opt(sql, &[id.into()], read_bid).await
    }

    /// Finds a member's bid on a project.
    pub async fn find_bid_of(&mut self, project: ProjectId, member: &UserId) -> Result<Option<Bid>> {
        let sql = concat!("SELECT ", bid_columns!(), " FROM bids WHERE project_id = $1 AND bidder_id = $2");
        self.query_opt(sql, &[project.into(), member.into()], read_bid).await
    }

    /// Lists the bids on a project before `before`, the newest first.
    pub async fn list_bids_on(&mut self, project: ProjectId, before: BidId, limit: i64) -> Result<Vec<Bid>> {
        let sql = concat!(
            "SELECT ",
            bid_columns!(),
            " FROM bids WHERE project_id = $1 AND bid_id < $2 ORDER BY bid_id DESC LIMIT $3"
        );
        self.query_all(sql, &[project.into(), before.into(), limit.into()], read_bid).await
    }

    /// Lists a member's bids before `before`, the newest first.
    pub async fn list_bids_of(&mut self, member: &UserId, before: BidId, limit: i64) -> Result<Vec<Bid>> {
        let sql = concat!(
            "SELECT ",
            bid_columns!(),
            " FROM bids WHERE bidder_id = $1 AND bid_id < $2 ORDER BY bid_id DESC LIMIT $3"
        );
        self.query_all(sql, &[member.into(), before.into(), limit.into()], read_bid).await
    }

    /// Counts the bids on a project that were awarded and those that were accepted.
    pub async fn count_chosen_bids(&mut self, project: ProjectId) -> Result<Chosen> {
        let sql = "SELECT status FROM bids
                   WHERE project_id = $1 AND (status = 'awarded' OR status = 'accepted') LIMIT 100";
        let statuses = self.query_all(sql, &[project.into()], |row| row.parse(BidStatus::parse)).await?;
        Ok(Chosen::of(statuses))
    }
}

impl Writer {
    /// Adds a bid under the first number that is free from its own on, and gives that; `None` if the member has one
    /// on this project.
    pub async fn insert_bid(&mut self, bid: &Bid) -> Result<Option<BidId>> {
        let sql = "INSERT INTO bids (bid_id, project_id, bidder_id, status, highlighted, amount, period,
                     milestone_percentage, description, placed_at, updated_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING";
        let mut id = bid.id;
        loop {
            let params = [
                id.into(),
                bid.project_id.into(),
                (&bid.bidder_id).into(),
                bid.status.as_str().into(),
                bid.highlighted.into(),
                bid.offer.amount.into(),
                bid.offer.period.into(),
                bid.offer.milestone_percentage.into(),
                (&bid.offer.description).into(),
                bid.placed_at.into(),
                bid.updated_at.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                return Ok(Some(id));
            }
            if self.find_bid_of(bid.project_id, &bid.bidder_id).await?.is_some() {
                return Ok(None);
            }
            id = id.next();
        }
    }

    /// Changes what has become of a bid, on a project that is claimed.
    pub async fn set_bid_status(&mut self, id: BidId, status: BidStatus, now: Timestamp) -> Result<()> {
        let sql = "UPDATE bids SET status = $2, updated_at = $3 WHERE bid_id = $1";
        self.queue(sql, &[id.into(), status.as_str().into(), now.into()]).await
    }

    /// Makes a bid stand out.
    pub async fn mark_bid_highlighted(&mut self, id: BidId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE bids SET highlighted = TRUE, updated_at = $2 WHERE bid_id = $1";
        self.queue(sql, &[id.into(), now.into()]).await
    }
}
