//! `/api/projects/v1/projects`.

use std::time::Duration;

use market::ProjectId;
use market::money::{Currency, MOST};
use market::project::{self, Project, Step, Stepped};
use market::search::Filter;
use market::{Fault, Refusal};
use oauth::UserId;
use serde_json::json;

use super::answer::{Answer, cut, etag};
use super::call::{Call, whole};
use super::replay::{self, Attempt};
use super::views;
use crate::error::{ApiError, Problem};

/// The longest text of a search, in bytes.
const LONGEST_QUERY: usize = 800;

/// Posts a project.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let (terms, draft) = call.json::<views::NewProject>()?.into_terms();
    flawless(terms.faults())?;
    let owner = call.member().await?;
    let mut project = Project::new(owner.id, terms, draft, call.now);
    let mut tx = call.app.write().await?;
    let key = match replay::attempt(&call, &mut tx).await? {
        Attempt::Again(answer) => return Ok(answer),
        Attempt::First(key) => key,
    };
    project.id = tx.insert_project(&project).await?;
    let facts = json!({ "owner": owner.id.to_string(), "status": project.status.as_str() });
    call.context().record_with(&mut tx, "project.create", target(project.id), facts).await?;
    let location = format!("/api/projects/v1/projects/{}", project.id);
    let answer = Answer::created(location, &views::Project::of(&project))?.versioned(project.version);
    replay::keep(&mut tx, key.as_ref(), &answer).await?;
    tx.commit().await?;
    Ok(answer)
}

/// A project.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(ProjectId::parse)?;
    let project = call.app.store.read().await?.find_project(id).await?.ok_or(Refusal::Missing)?;
    if !project.is_visible_to(None) && !project.is_visible_to(Some(&call.viewer().await?)) {
        return Err(Refusal::Missing.into());
    }
    shown(&project)
}

/// A member's projects.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let viewer = call.viewer().await?;
    let owner = call.parsed("owner", UserId::parse)?.unwrap_or(viewer);
    let (limit, before) = (call.limit()?, cursor(&call)?);
    let mut reader = call.app.store.read().await?;
    page(&call, reader.list_projects_of(&owner, owner == viewer, before, limit + 1).await?, limit)
}

/// Open projects that fit everything that is asked.
pub(super) async fn search(call: Call) -> Result<Answer, ApiError> {
    let filter = filter(&call)?;
    let days = call.parsed("max_age_days", |text| whole(text, 1, 3_650))?;
    let age = days.map(|days| Duration::from_secs(86_400 * days.unsigned_abs()));
    let from = age.map_or(ProjectId::FIRST, |age| ProjectId::at(call.now - age));
    let (limit, before) = (call.limit()?, cursor(&call)?);
    let mut reader = call.app.store.read().await?;
    page(&call, reader.list_open_projects(&filter, from, before, limit + 1).await?, limit)
}

fn filter(call: &Call) -> Result<Filter, ApiError> {
    let amount = |text: &str| whole(text, 1, MOST);
    let numbers = |text: &str| text.split(',').map(|text| whole(text, 0, 999_999_999)).collect();
    let query = call.parsed("query", |text| (text.len() <= LONGEST_QUERY).then(|| text.to_owned()))?;
    let filter = Filter {
        skills: call.parsed("skills", numbers)?.unwrap_or_else(Vec::new),
        kind: call.parsed("kind", project::Kind::parse)?,
        currency: call.parsed("currency", |text| Currency::find(text).map(|one| one.code.to_owned()))?,
        at_least: call.parsed("min_budget", amount)?,
        at_most: call.parsed("max_budget", amount)?,
        ..Filter::default()
    };
    if filter.skills.len() > 20 {
        return Err(ApiError::because(Problem::Malformed, "the parameter skills names at most 20"));
    }
    if filter.currency.is_none() && (filter.at_least.is_some() || filter.at_most.is_some()) {
        let detail = "amounts can be compared in one currency only: name it in the parameter currency";
        return Err(ApiError::because(Problem::Malformed, detail));
    }
    Ok(filter.with_text(&query.unwrap_or_default()))
}

/// Replaces what a project asks for.
pub(super) async fn replace(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(ProjectId::parse)?;
    let terms = call.json::<views::Terms>()?.into_market();
    flawless(terms.faults())?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let project = tx.claim_project(id, call.now).await?.ok_or(Refusal::Missing)?;
    project.edit(&member.id, &terms)?;
    call.may_change(&etag(project.version))?;
    tx.set_project_terms(&project, &terms, call.now).await?;
    call.context().record(&mut tx, "project.edit", target(id)).await?;
    tx.commit().await?;
    shown(&Project { terms, version: project.version + 1, updated_at: call.now, ..project })
}

/// Opens a draft for bids.
pub(super) async fn publish(call: Call) -> Result<Answer, ApiError> {
    step(call, Step::Publish, "project.publish").await
}

/// Says that work in progress is done.
pub(super) async fn complete(call: Call) -> Result<Answer, ApiError> {
    step(call, Step::Complete, "project.complete").await
}

/// Takes back a project.
pub(super) async fn close(call: Call) -> Result<Answer, ApiError> {
    step(call, Step::Close, "project.close").await
}

async fn step(call: Call, step: Step, action: &str) -> Result<Answer, ApiError> {
    shown(&take_step(&call, step, action).await?)
}

/// Takes a step of the project that the address names.
pub(super) async fn take_step(call: &Call, step: Step, action: &str) -> Result<Project, ApiError> {
    let id = call.named(ProjectId::parse)?;
    let member = call.member().await?;
    let mut tx = call.app.write().await?;
    let project = tx.claim_project(id, call.now).await?.ok_or(Refusal::Missing)?;
    let chosen = tx.count_chosen_bids(id).await?;
    let status = match project.step(step, &member.id, chosen.awarded > 0) {
        Stepped::To(status) => status,
        Stepped::Refuse(refusal) => return Err(refusal.into()),
    };
    tx.set_project_status(&project, status, call.now).await?;
    call.context().record(&mut tx, action, target(id)).await?;
    tx.commit().await?;
    let opened_at = project.opened_at.or((status == project::ProjectStatus::Open).then_some(call.now));
    Ok(Project { status, version: project.version + 1, opened_at, updated_at: call.now, ..project })
}

fn shown(project: &Project) -> Result<Answer, ApiError> {
    Ok(Answer::ok(&views::Project::of(project))?.versioned(project.version))
}

/// A page of up to `limit`, of which one more was read to know whether another follows.
fn page(call: &Call, mut projects: Vec<Project>, limit: i64) -> Result<Answer, ApiError> {
    let next = cut(&mut projects, limit, |project| project.id);
    let link = next.as_deref().map(|cursor| call.next_page(cursor));
    let page = views::ProjectPage { projects: projects.iter().map(views::Project::of).collect(), next };
    Ok(Answer::ok(&page)?.followed_by(link))
}

fn cursor(call: &Call) -> Result<ProjectId, ApiError> {
    Ok(call.parsed("cursor", ProjectId::parse)?.unwrap_or(ProjectId::LAST))
}

/// Demands that nothing is wrong with what was sent.
pub(super) fn flawless(faults: Vec<Fault>) -> Result<(), ApiError> {
    if faults.is_empty() { Ok(()) } else { Err(ApiError::Fields(faults)) }
}

/// How the audit record names a project.
pub(super) fn target(id: ProjectId) -> String {
    format!("project:{id}")
}
