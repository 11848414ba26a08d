//! Projects.

use market::ProjectId;
use market::project::{Commitment, Interval, Kind, Project, ProjectStatus, Terms};
use oauth::{Timestamp, UserId};

use crate::columns::Columns;
use crate::{Error, Reader, Result, Writer};

macro_rules! project_columns {
    () => {
        "projects.project_id, owner_id, status, title, description, skills, kind, currency, budget_minimum,
         budget_maximum, commitment_hours, commitment_interval, places, bid_count, bid_sum, version, created_at,
         opened_at, updated_at"
    };
}
pub(crate) use project_columns;

pub(crate) fn read_project(columns: &mut Columns<'_>) -> Result<Project> {
    Ok(Project {
        id: columns.take()?,
        owner_id: columns.take()?,
        status: columns.parse(ProjectStatus::parse)?,
        terms: Terms {
            title: columns.take()?,
            description: columns.take()?,
            skills: read_skills(&columns.take::<String>()?)?,
            kind: columns.parse(Kind::parse)?,
            currency: columns.take()?,
            minimum: columns.take()?,
            maximum: columns.take()?,
            commitment: read_commitment(columns.maybe()?, columns.maybe()?)?,
            places: columns.take()?,
        },
        bid_count: columns.take()?,
        bid_sum: columns.take()?,
        version: columns.take()?,
        created_at: columns.take()?,
        opened_at: columns.maybe()?,
        updated_at: columns.take()?,
    })
}

fn read_skills(text: &str) -> Result<Vec<i64>> {
    let damaged = |name: &str| Error::Damaged(format!("skill “{name}”"));
    text.split_whitespace().map(|name| name.parse().map_err(|_| damaged(name))).collect()
}

fn skills(terms: &Terms) -> String {
    terms.skills.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")
}

fn read_commitment(hours: Option<i64>, interval: Option<String>) -> Result<Option<Commitment>> {
    let (Some(hours), Some(name)) = (hours, interval) else { return Ok(None) };
    let interval = Interval::parse(&name).ok_or_else(|| Error::Damaged(format!("interval “{name}”")))?;
    Ok(Some(Commitment { hours, interval }))
}

impl Reader {
    /// Finds a project.
    pub async fn find_project(&mut self, id: ProjectId) -> Result<Option<Project>> {
        let sql = concat!("SELECT ", project_columns!(), " FROM projects WHERE project_id = $1");
        self.query_opt(sql, &[id.into()], read_project).await
    }

    /// Lists a member's projects before `before`, the newest first; drafts only where `drafts` says so.
    pub async fn list_projects_of(
        &mut self,
        owner: &UserId,
        drafts: bool,
        before: ProjectId,
        limit: i64,
    ) -> Result<Vec<Project>> {
        let sql = concat!(
            "SELECT ",
            project_columns!(),
            " FROM projects WHERE owner_id = $1 AND project_id < $3 AND (status <> 'pending' OR $2)
             ORDER BY project_id DESC LIMIT $4"
        );
        let params = [owner.into(), drafts.into(), before.into(), limit.into()];
        self.query_all(sql, &params, read_project).await
    }
}

impl Writer {
    /// Adds a project under the first number that is free from its own on, and gives that.
    pub async fn insert_project(&mut self, project: &Project) -> Result<ProjectId> {
        let sql = "INSERT INTO projects (project_id, owner_id, status, title, description, skills, kind, currency,
                     budget_minimum, budget_maximum, commitment_hours, commitment_interval, places, bid_count,
                     bid_sum, version, created_at, opened_at, updated_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                   ON CONFLICT (project_id) DO NOTHING";
        let skills = skills(&project.terms);
        let mut id = project.id;
        loop {
            let params = [
                id.into(),
                (&project.owner_id).into(),
                project.status.as_str().into(),
                (&project.terms.title).into(),
                (&project.terms.description).into(),
                (&skills).into(),
                project.terms.kind.as_str().into(),
                (&project.terms.currency).into(),
                project.terms.minimum.into(),
                project.terms.maximum.into(),
                project.terms.commitment.map(|time| time.hours).into(),
                project.terms.commitment.map(|time| time.interval.as_str()).into(),
                project.terms.places.into(),
                project.bid_count.into(),
                project.bid_sum.into(),
                project.version.into(),
                project.created_at.into(),
                project.opened_at.into(),
                project.updated_at.into(),
            ];
            if self.execute(sql, &params).await? == 1 {
                break;
            }
            id = id.next();
        }
        if project.status == ProjectStatus::Open {
            self.insert_words(&Project { id, ..project.clone() }).await?;
        }
        Ok(id)
    }

    /// Finds a project and locks its row until commit: whatever happens on one project happens one after the
    /// other, its bids' changes too.
    pub async fn claim_project(&mut self, id: ProjectId, now: Timestamp) -> Result<Option<Project>> {
        let sql = concat!(
            "UPDATE projects SET claimed_at = $2 WHERE project_id = $1 RETURNING ",
            project_columns!()
        );
        self.query_opt(sql, &[id.into(), now.into()], read_project).await
    }

    /// Moves a claimed project on. Only open ones are found by a search.
    pub async fn set_project_status(
        &mut self,
        project: &Project,
        status: ProjectStatus,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE projects SET status = $2, version = version + 1, updated_at = $3,
                     opened_at = CASE WHEN $2 = 'open' THEN COALESCE(opened_at, $3) ELSE opened_at END
                   WHERE project_id = $1";
        self.queue(sql, &[project.id.into(), status.as_str().into(), now.into()]).await?;
        match (project.status, status) {
            (ProjectStatus::Open, ProjectStatus::Open) => Ok(()),
            (_, ProjectStatus::Open) => self.insert_words(project).await,
            (ProjectStatus::Open, _) => self.delete_words(project.id).await,
            _ => Ok(()),
        }
    }

    /// Replaces what a claimed project asks for.
    pub async fn set_project_terms(
        &mut self,
        project: &Project,
        terms: &Terms,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE projects SET title = $2, description = $3, skills = $4, kind = $5, currency = $6,
                     budget_minimum = $7, budget_maximum = $8, commitment_hours = $9, commitment_interval = $10,
                     places = $11, version = version + 1, updated_at = $12
                   WHERE project_id = $1";
        let skills = skills(terms);
        let params = [
            project.id.into(),
            (&terms.title).into(),
            (&terms.description).into(),
            (&skills).into(),
            terms.kind.as_str().into(),
            (&terms.currency).into(),
            terms.minimum.into(),
            terms.maximum.into(),
            terms.commitment.map(|time| time.hours).into(),
            terms.commitment.map(|time| time.interval.as_str()).into(),
            terms.places.into(),
            now.into(),
        ];
        self.queue(sql, &params).await?;
        if project.status == ProjectStatus::Open {
            self.delete_words(project.id).await?;
            self.insert_words(&Project { terms: terms.clone(), ..project.clone() }).await?;
        }
        Ok(())
    }

    /// Counts a bid on a claimed project, or takes one out of the count again.
    pub async fn count_bid(&mut self, id: ProjectId, count: i64, amount: i64) -> Result<()> {
        let sql =
            "UPDATE projects SET bid_count = bid_count + $2, bid_sum = bid_sum + $3 WHERE project_id = $1";
        self.queue(sql, &[id.into(), count.into(), amount.into()]).await
    }
}
