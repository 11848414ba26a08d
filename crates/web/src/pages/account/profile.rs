//! `/account/profile`: what a member tells of themselves, and apps may read if the member allows it.

use std::sync::Arc;

use account::profile::{FIELDS, FieldSpec, Group, Kind, Profile};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::client::registration::is_inert;

use super::account_frame;
use crate::App;
use crate::acts::user_target;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::account::ProfilePage;
use crate::views::frame::{Field, Problem};

const PURPOSE: &str = "profile";

/// The longest name, in characters.
const LONGEST_NAME: usize = 80;

/// Shows the form.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let current = visitor.signed_in()?;
    let found = app.store.read().await?.find_profile(&current.user.id).await?;
    let profile = found.map(|(profile, _)| profile).unwrap_or_default();
    let value = |claim: &str| profile.get(claim).to_owned();
    pages::page(&page(&app, &visitor, &current.user.display_name, value, &[]))
}

fn page(
    app: &App,
    visitor: &Visitor,
    name: &str,
    value: impl Fn(&str) -> String,
    problems: &[Problem],
) -> ProfilePage {
    let frame = account_frame(app, visitor, "Profile", "/account/profile");
    let shown = Field::text("name", "Name (optional)")
        .hint("Shown in place of your username.")
        .autocomplete("name")
        .value(name)
        .checked(problems);
    let groups = Group::ALL.map(|group| {
        let first = (group == Group::Name).then(|| shown.clone());
        let specs = FIELDS.iter().filter(|spec| spec.group == group);
        let fields = first.into_iter().chain(specs.map(|spec| field(spec, value(spec.claim), problems)));
        (group.heading(), fields.collect())
    });
    ProfilePage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, PURPOSE),
        email: visitor.current.as_ref().map(|current| current.user.email.clone()).unwrap_or_default(),
        groups: groups.into(),
    }
}

fn field(spec: &FieldSpec, value: String, problems: &[Problem]) -> Field {
    let label = format!("{} (optional)", spec.label);
    let field = match spec.kind {
        Kind::Url => Field::url(spec.claim, &label),
        Kind::Phone => Field::text(spec.claim, &label).kind("tel"),
        Kind::Text | Kind::Date | Kind::Locale => Field::text(spec.claim, &label),
    };
    let field = match spec.kind {
        Kind::Date => field.hint("Year, month and day: 1990-12-31."),
        Kind::Locale => field.hint("As en or en-GB."),
        Kind::Phone => field.hint("With + and the country’s code."),
        Kind::Text | Kind::Url => field,
    };
    field.autocomplete(spec.autocomplete).value(value).checked(problems)
}

/// Saves it.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let name = form.trimmed("name");
    let mut problems = Vec::new();
    if name.chars().count() > LONGEST_NAME || !is_inert(name) {
        problems.push(frame::problem("name", "Use 80 visible characters or fewer."));
    }
    let mut profile = Profile::default();
    for spec in FIELDS {
        if let Err(problem) = profile.set(spec, form.field(spec.claim)) {
            problems.push(frame::problem(spec.claim, problem));
        }
    }
    if !problems.is_empty() {
        let value = |claim: &str| form.field(claim).to_owned();
        return pages::refused(&page(&app, &visitor, name, value, &problems));
    }
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    tx.set_display_name(&current.user.id, name).await?;
    tx.set_profile(&current.user.id, &profile, visitor.now).await?;
    context.record(&mut tx, "profile.change", user_target(&current.user.id)).await?;
    tx.commit().await?;
    Ok(see_other("/account/profile?done=saved"))
}
