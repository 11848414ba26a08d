//! `/account/profile`: what a member tells of themselves, and apps may read if the member allows it.

use std::sync::Arc;

use account::profile::{self, FIELDS, FieldSpec, Group, Kind, Profile};
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
use crate::words::{self, Phrase};

const PURPOSE: &str = "profile";

/// How a date is written.
const DATE: &str = "1990-12-31";

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
    let frame = account_frame(app, visitor, words::t("profile-page"), "/account/profile");
    let shown = Field::text("name", optional(words::t("profile-name")))
        .hint(words::t("profile-name-hint"))
        .autocomplete("name")
        .value(name)
        .checked(problems);
    let groups = Group::ALL.map(|group| {
        let first = (group == Group::Name).then(|| shown.clone());
        let specs = FIELDS.iter().filter(|spec| spec.group == group);
        let fields = first.into_iter().chain(specs.map(|spec| field(spec, value(spec.claim), problems)));
        (heading(group), fields.collect())
    });
    ProfilePage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, PURPOSE),
        email: visitor.current.as_ref().map(|current| current.user.email.clone()).unwrap_or_default(),
        groups: groups.into(),
    }
}

fn field(spec: &FieldSpec, value: String, problems: &[Problem]) -> Field {
    let label = optional(label(spec.claim));
    let field = match spec.kind {
        Kind::Url => Field::url(spec.claim, label),
        Kind::Phone => Field::text(spec.claim, label).kind("tel").verbatim(),
        Kind::Text | Kind::Date | Kind::Locale => Field::text(spec.claim, label),
    };
    let field = match spec.kind {
        Kind::Date => field.hint(words::t("profile-date-hint").with("example", DATE)),
        Kind::Locale => field.hint(words::t("profile-locale-hint").with("one", "en").with("other", "en-GB")),
        Kind::Phone => field.hint(words::t("profile-phone-hint")),
        Kind::Text | Kind::Url => field,
    };
    field.autocomplete(spec.autocomplete).value(value).checked(problems)
}

fn optional(label: Phrase) -> Phrase {
    words::t("profile-optional").phrase("field", label)
}

fn heading(group: Group) -> Phrase {
    match group {
        Group::Name => words::t("profile-group-name"),
        Group::About => words::t("profile-group-about"),
        Group::Reach => words::t("profile-group-reach"),
    }
}

fn label(claim: &'static str) -> Phrase {
    match claim {
        "given_name" => words::t("profile-field-given-name"),
        "middle_name" => words::t("profile-field-middle-name"),
        "family_name" => words::t("profile-field-family-name"),
        "nickname" => words::t("profile-field-nickname"),
        "profile" => words::t("profile-field-profile"),
        "picture" => words::t("profile-field-picture"),
        "website" => words::t("profile-field-website"),
        "gender" => words::t("profile-field-gender"),
        "birthdate" => words::t("profile-field-birthdate"),
        "zoneinfo" => words::t("profile-field-zoneinfo"),
        "locale" => words::t("profile-field-locale"),
        "phone_number" => words::t("profile-field-phone"),
        "address.street_address" => words::t("profile-field-street"),
        "address.locality" => words::t("profile-field-town"),
        "address.region" => words::t("profile-field-region"),
        "address.postal_code" => words::t("profile-field-postal-code"),
        "address.country" => words::t("profile-field-country"),
        other => words::t("event-other").with("action", other),
    }
}

fn in_words(problem: profile::Problem) -> Phrase {
    match problem {
        profile::Problem::TooLong => words::t("profile-too-long"),
        profile::Problem::Unseen => words::t("profile-unseen"),
        profile::Problem::NotOf(Kind::Date) => words::t("profile-date-wrong").with("example", DATE),
        profile::Problem::NotOf(Kind::Locale) => {
            words::t("profile-locale-wrong").with("one", "en").with("other", "en-GB")
        }
        profile::Problem::NotOf(Kind::Phone) => {
            words::t("profile-phone-wrong").with("example", "+233 20 000 0000")
        }
        profile::Problem::NotOf(Kind::Url | Kind::Text) => {
            words::t("profile-url-wrong").with("start", "https://")
        }
    }
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
        problems.push(frame::problem("name", words::t("profile-name-wrong")));
    }
    let mut profile = Profile::default();
    for spec in FIELDS {
        if let Err(problem) = profile.set(spec, form.field(spec.claim)) {
            problems.push(frame::problem(spec.claim, in_words(problem)));
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
