//! Milestones and the requests for them.

use market::milestone::{Milestone, MilestoneStatus, Part, Reason, Request, RequestStatus};
use market::{MilestoneId, ProjectId, RequestId};
use oauth::UserId;

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! milestone_columns {
    () => {
        "milestone_id, project_id, bid_id, payer_id, payee_id, currency, amount, reason, description, released,
         status, created_at, updated_at"
    };
}

macro_rules! request_columns {
    () => {
        "request_id, project_id, bid_id, payer_id, payee_id, amount, reason, description, status, milestone_id,
         created_at, updated_at"
    };
}

fn read_part(columns: &mut Columns<'_>) -> Result<Part> {
    Ok(Part { amount: columns.take()?, reason: columns.parse(Reason::parse)?, description: columns.take()? })
}

fn read_milestone(columns: &mut Columns<'_>) -> Result<Milestone> {
    Ok(Milestone {
        id: columns.take()?,
        project_id: columns.take()?,
        bid_id: columns.take()?,
        payer_id: columns.take()?,
        payee_id: columns.take()?,
        currency: columns.take()?,
        part: read_part(columns)?,
        released: columns.take()?,
        status: columns.parse(MilestoneStatus::parse)?,
        created_at: columns.take()?,
        updated_at: columns.take()?,
    })
}

fn read_request(columns: &mut Columns<'_>) -> Result<Request> {
    Ok(Request {
        id: columns.take()?,
        project_id: columns.take()?,
        bid_id: columns.take()?,
        payer_id: columns.take()?,
        payee_id: columns.take()?,
        part: read_part(columns)?,
        status: columns.parse(RequestStatus::parse)?,
        milestone_id: columns.maybe()?,
        created_at: columns.take()?,
        updated_at: columns.take()?,
    })
}

impl Reader {
    /// Finds a milestone.
    pub async fn find_milestone(&mut self, id: MilestoneId) -> Result<Option<Milestone>> {
        let sql = concat!("SELECT ", milestone_columns!(), " FROM milestones WHERE milestone_id = $1");
        self.query_opt(sql, &[id.into()], read_milestone).await
    }

    /// Lists the milestones of a project that `viewer` pays or is paid, before `before`, the newest first.
    pub async fn list_milestones_on(
        &mut self,
        project: ProjectId,
        viewer: &UserId,
        before: MilestoneId,
        limit: i64,
    ) -> Result<Vec<Milestone>> {
        let sql = concat!(
            "SELECT ",
            milestone_columns!(),
            " FROM milestones WHERE project_id = $1 AND milestone_id < $3 AND (payer_id = $2 OR payee_id = $2)
             ORDER BY milestone_id DESC LIMIT $4"
        );
        let params = [project.into(), viewer.into(), before.into(), limit.into()];
        self.query_all(sql, &params, read_milestone).await
    }

    /// Lists the milestones that a member pays or is paid, before `before`, the newest first.
    pub async fn list_milestones_of(
        &mut self,
        member: &UserId,
        before: MilestoneId,
        limit: i64,
    ) -> Result<Vec<Milestone>> {
        let sql = concat!(
            "SELECT * FROM (SELECT ",
            milestone_columns!(),
            " FROM milestones WHERE payer_id = $1 AND milestone_id < $2 ORDER BY milestone_id DESC LIMIT $3) AS own
             UNION ALL SELECT * FROM (SELECT ",
            milestone_columns!(),
            " FROM milestones WHERE payee_id = $1 AND milestone_id < $2 ORDER BY milestone_id DESC LIMIT $3) AS others
             ORDER BY 1 DESC LIMIT $3"
        );
        self.query_all(sql, &[member.into(), before.into(), limit.into()], read_milestone).await
    }

    /// Finds a request for a milestone.
    pub async fn find_milestone_request(&mut self, id: RequestId) -> Result<Option<Request>> {
        let sql = concat!("SELECT ", request_columns!(), " FROM milestone_requests WHERE request_id = $1");
        self.query_opt(sql, &[id.into()], read_request).await
    }

    /// Lists the requests on a project that are `viewer`'s to settle or to take back, before `before`, the newest
    /// first.
    pub async fn list_milestone_requests_on(
        &mut self,
        project: ProjectId,
        viewer: &UserId,
        before: RequestId,
        limit: i64,
    ) -> Result<Vec<Request>> {
        let sql = concat!(
            "SELECT ",
            request_columns!(),
            " FROM milestone_requests
             WHERE project_id = $1 AND request_id < $3 AND (payer_id = $2 OR payee_id = $2)
             ORDER BY request_id DESC LIMIT $4"
        );
        let params = [project.into(), viewer.into(), before.into(), limit.into()];
        self.query_all(sql, &params, read_request).await
    }

    /// Lists the requests that a member made or got, before `before`, the newest first.
    pub async fn list_milestone_requests_of(
        &mut self,
        member: &UserId,
        before: RequestId,
        limit: i64,
    ) -> Result<Vec<Request>> {
        let sql = concat!(
            "SELECT * FROM (SELECT ",
            request_columns!(),
            " FROM milestone_requests WHERE payer_id = $1 AND request_id < $2
               ORDER BY request_id DESC LIMIT $3) AS own
             UNION ALL SELECT * FROM (SELECT ",
            request_columns!(),
            " FROM milestone_requests WHERE payee_id = $1 AND request_id < $2
               ORDER BY request_id DESC LIMIT $3) AS others
             ORDER BY 1 DESC LIMIT $3"
        );
        self.query_all(sql, &[member.into(), before.into(), limit.into()], read_request).await
    }
}

impl Writer {
    /// Adds a milestone under the first number that is free from its own on, and gives that. Its money is moved by
    /// [`Writer::insert_transfer`].
    pub async fn insert_milestone(&mut self, milestone: &Milestone) -> Result<MilestoneId> {
        let sql =
            "INSERT INTO milestones (milestone_id, project_id, bid_id, payer_id, payee_id, currency, amount,
                     reason, description, released, status, created_at, updated_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                   ON CONFLICT (milestone_id) DO NOTHING";
        let mut id = milestone.id;
        loop {
            let params = [
                id.into(),
                milestone.project_id.into(),
                milestone.bid_id.into(),
                (&milestone.payer_id).into(),
                (&milestone.payee_id).into(),
                (&milestone.currency).into(),
                milestone.part.amount.into(),
                milestone.part.reason.as_str().into(),
                (&milestone.part.description).into(),
                milestone.released.into(),
                milestone.status.as_str().into(),
                milestone.created_at.into(),
                milestone.updated_at.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                return Ok(id);
            }
            id = id.next();
        }
    }

    /// Changes what has become of a milestone, on a project that is claimed.
    pub async fn set_milestone(&mut self, milestone: &Milestone) -> Result<()> {
        let sql = "UPDATE milestones SET released = $2, status = $3, updated_at = $4 WHERE milestone_id = $1";
        let params = [
            milestone.id.into(),
            milestone.released.into(),
            milestone.status.as_str().into(),
            milestone.updated_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Adds a request under the first number that is free from its own on, and gives that.
    pub async fn insert_milestone_request(&mut self, request: &Request) -> Result<RequestId> {
        let sql = "INSERT INTO milestone_requests (request_id, project_id, bid_id, payer_id, payee_id, amount, reason,
                     description, status, milestone_id, created_at, updated_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                   ON CONFLICT (request_id) DO NOTHING";
        let mut id = request.id;
        loop {
            let params = [
                id.into(),
                request.project_id.into(),
                request.bid_id.into(),
                (&request.payer_id).into(),
                (&request.payee_id).into(),
                request.part.amount.into(),
                request.part.reason.as_str().into(),
                (&request.part.description).into(),
                request.status.as_str().into(),
                request.milestone_id.into(),
                request.created_at.into(),
                request.updated_at.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                return Ok(id);
            }
            id = id.next();
        }
    }

    /// Changes what has become of a request, on a project that is claimed.
    pub async fn set_milestone_request(&mut self, request: &Request) -> Result<()> {
        let sql = "UPDATE milestone_requests SET status = $2, milestone_id = $3, updated_at = $4
                   WHERE request_id = $1";
        let params = [
            request.id.into(),
            request.status.as_str().into(),
            request.milestone_id.into(),
            request.updated_at.into(),
        ];
        self.queue(sql, &params).await
    }
}
