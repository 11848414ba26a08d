//! `/api/projects/0.1/projects`.

use std::collections::BTreeMap;

use market::money::Currency;
use market::project::{Commitment, Interval, Kind, Project, Terms};
use market::search::Filter;
use market::{Fault, MemberNumber, ProjectId, Refusal};
use oauth::UserId;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::users;
use super::views::{OlderHourly, OlderProject, OlderProjects};
use crate::api::answer::Answer;
use crate::api::call::{Call, whole};
use crate::api::projects::{flawless, take_step, target};
use crate::error::{ApiError, Problem};

/// How many are counted.
const MOST_COUNTED: i64 = 1_000;
/// The most that are named at once.
const MOST_NAMED: usize = 100;

/// A thing that is named by its number.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderReference {
    /// The number.
    #[schema(example = 8)]
    id: i64,
}

/// A budget to think of, with a point in its amounts.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewBudget {
    /// The least.
    #[schema(minimum = 0, example = 250.0)]
    minimum: f64,
    /// The most; no more than the least unless said.
    #[schema(minimum = 0, example = 750.0)]
    maximum: Option<f64>,
}

/// A project to post.
#[derive(Deserialize, ToSchema)]
pub(super) struct OlderNewProject {
    /// What it is called.
    #[schema(min_length = 10, max_length = 100, example = "A logo for a bakery")]
    title: String,
    /// What it is about.
    #[schema(
        min_length = 30,
        max_length = 4000,
        example = "We bake bread in the old town and need a logo for bags and the shop window."
    )]
    description: String,
    /// Its currency.
    currency: OlderReference,
    /// Its budget.
    budget: OlderNewBudget,
    /// The skills it needs.
    #[schema(min_items = 1, max_items = 10)]
    jobs: Vec<OlderReference>,
    /// `FIXED` or `HOURLY`.
    #[schema(example = "FIXED")]
    r#type: Option<String>,
    /// How an hourly one is worked on.
    hourly_project_info: Option<OlderHourly>,
    /// Whether it is done in one place: not offered.
    #[serde(default)]
    local: bool,
    /// Whether one member is asked alone: not offered.
    #[serde(default)]
    hireme: bool,
}

impl OlderNewProject {
    /// As the market understands it.
    fn into_terms(self) -> Result<Terms, ApiError> {
        let mut faults = Vec::new();
        let mut fault = |field, advice| faults.push(Fault::new(field, advice));
        let kind = self.r#type.as_deref().unwrap_or("fixed").to_ascii_lowercase();
        let kind = Kind::parse(&kind).unwrap_or_else(|| {
            fault("type", "A project is FIXED or HOURLY.");
            Kind::Fixed
        });
        if self.local {
            fault("local", "Projects in one place are not offered here.");
        }
        if self.hireme {
            fault("hireme", "Projects for one member alone are not offered here.");
        }
        let currency = Currency::numbered(self.currency.id);
        if currency.is_none() {
            fault("currency", "The list of currencies has their numbers.");
        }
        let amount = |amount| currency.map_or(Some(1), |currency| currency.to_smallest(amount));
        let (minimum, maximum) =
            (amount(self.budget.minimum), amount(self.budget.maximum.unwrap_or(self.budget.minimum)));
        if minimum.is_none() || maximum.is_none() {
            fault("budget", "An amount has no more digits after the point than its currency.");
        }
        let commitment = self.hourly_project_info.and_then(|info| info.commitment);
        let commitment = commitment.map(|time| {
            let interval = Interval::parse(&time.interval.to_ascii_lowercase()).unwrap_or_else(|| {
                fault("hourly_project_info", "An interval is a DAY, a WEEK or a MONTH.");
                Interval::Month
            });
            Commitment { hours: time.hours, interval }
        });
        let terms = Terms {
            title: self.title,
            description: self.description,
            skills: self.jobs.iter().map(|job| job.id).collect(),
            kind,
            currency: currency.map_or("USD", |currency| currency.code).to_owned(),
            minimum: minimum.unwrap_or(1),
            maximum: maximum.unwrap_or(1),
            commitment,
            places: 1,
        };
        faults.extend(terms.faults());
        flawless(faults)?;
        Ok(terms)
    }
}

/// Posts a project.
pub(super) async fn create(call: Call) -> Result<Answer, ApiError> {
    let terms = call.json::<OlderNewProject>()?.into_terms()?;
    let owner = call.member().await?;
    let mut project = Project::new(owner.id, terms, false, call.now);
    let mut tx = call.app.write().await?;
    project.id = tx.insert_project(&project).await?;
    let facts = json!({ "owner": owner.id.to_string(), "status": project.status.as_str() });
    call.context().record_with(&mut tx, "project.create", target(project.id), facts).await?;
    tx.commit().await?;
    call.envelope(OlderProject::of(&project, true))
}

/// A project.
pub(super) async fn read(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(ProjectId::parse)?;
    let in_full = call.switch("full_description")?;
    let viewer = call.viewer().await?;
    let project = call.app.store.read().await?.find_project(id).await?;
    let project = project.filter(|project| project.is_visible_to(Some(&viewer))).ok_or(Refusal::Missing)?;
    call.envelope(OlderProject::of(&project, in_full))
}

/// Projects by number, or those of members; the caller's own if neither is named.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let numbers = call.all_parsed("projects", ProjectId::parse)?;
    let read = |text: &str| whole(text, 1, (1 << 53) - 1).map(MemberNumber::from_number);
    let owners = call.all_parsed("owners", read)?;
    if numbers.len() + owners.len() > MOST_NAMED {
        return Err(ApiError::because(Problem::Malformed, "at most 100 are asked for at once"));
    }
    let viewer = call.viewer().await?;
    let mut reader = call.app.store.read().await?;
    let mut found = Vec::new();
    for id in &numbers {
        found.extend(reader.find_project(*id).await?);
    }
    let mut members = Vec::new();
    for number in &owners {
        members.extend(reader.find_user_by_number(*number).await?.map(|user| user.id));
    }
    if numbers.is_empty() && owners.is_empty() {
        members.push(viewer);
    }
    for owner in members {
        let own = owner == viewer;
        found.extend(reader.list_projects_of(&owner, own, ProjectId::LAST, MOST_COUNTED).await?);
    }
    drop(reader);
    found.retain(|project| project.is_visible_to(Some(&viewer)));
    found.sort_unstable_by_key(|project| std::cmp::Reverse(project.id));
    found.dedup_by_key(|project| project.id);
    let total = i64::try_from(found.len()).unwrap_or(MOST_COUNTED).min(MOST_COUNTED);
    shown(&call, &found, total).await
}

/// Open projects that fit what is asked.
pub(super) async fn search(call: Call) -> Result<Answer, ApiError> {
    let kinds = call.all_parsed("project_types", |text| Kind::parse(&text.to_ascii_lowercase()))?;
    let filter = Filter {
        skills: call.all_parsed("jobs", |text| whole(text, 0, 999_999_999))?,
        kind: kinds.first().copied().filter(|first| kinds.iter().all(|kind| kind == first)),
        ..Filter::default()
    };
    let filter = filter.with_text(call.parameter("query")?.unwrap_or_default());
    let mut reader = call.app.store.read().await?;
    let found = reader.list_open_projects(&filter, ProjectId::FIRST, ProjectId::LAST, MOST_COUNTED).await?;
    drop(reader);
    let total = i64::try_from(found.len()).unwrap_or(MOST_COUNTED);
    shown(&call, &found, total).await
}

async fn shown(call: &Call, found: &[Project], total_count: i64) -> Result<Answer, ApiError> {
    let (limit, offset) = call.window()?;
    let in_full = call.switch("full_description")?;
    let page: Vec<&Project> = found.iter().skip(offset).take(limit).collect();
    let owners: Vec<UserId> = page.iter().map(|project| project.owner_id).collect();
    let users = match call.switch("user_details")? {
        true => users::named(call, &owners).await?,
        false => BTreeMap::new(),
    };
    let projects = page.into_iter().map(|project| OlderProject::of(project, in_full)).collect();
    call.envelope(OlderProjects { projects, total_count, users })
}

/// Does something with a project: `close`.
pub(super) async fn act(call: Call) -> Result<Answer, ApiError> {
    let step = match call.action()?.as_str() {
        "close" => market::project::Step::Close,
        _ => return Err(ApiError::because(Problem::Malformed, "the action is close")),
    };
    let project = take_step(&call, step, "project.close").await?;
    call.envelope(OlderProject::of(&project, true))
}
