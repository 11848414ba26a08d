//! `/account/data`: a copy of everything to take along, and leaving. `/account/keep`: staying after all.

use std::sync::Arc;

use account::data::{StayProblem, may_leave};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use oauth::Timestamp;
use serde_json::Value;

use super::{account_frame, zone_of};
use crate::App;
use crate::acts::{data, user_target};
use crate::endpoints::authorize::see_other;
use crate::error::{Internal, PageError};
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::signed_out::{self, Then};
use crate::pages::{self, Waiting, frame, fresh, sign_in};
use crate::views::data::{DataPage, DeletePage, ExportDocument, KeepPage, Section};
use crate::views::frame::{Field, Problem};
use crate::views::{Moment, span_in_words};
use crate::words::{self, Phrase, export};

const EXPORT: &str = "data-export";
const DELETE: &str = "data-delete";
const KEEP: &str = "account-keep";

/// Shows what can be done with the data.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let user = visitor.signed_in()?.user.id;
    let export = app.store.read().await?.find_export(&user, visitor.now).await?;
    let zone = zone_of(&app, &visitor).await?;
    let page = DataPage {
        frame: account_frame(&app, &visitor, words::t("account-data"), "/account/data"),
        form_token: form::token(&app, &visitor, EXPORT),
        delay: span_in_words(app.settings.deletion_delay),
        waits: export.is_some_and(|export| export.made_at.is_none()),
        ready: export
            .filter(|export| export.made_at.is_some())
            .map(|export| Moment::in_zone(export.expires_at, &zone)),
    };
    pages::page(&page)
}

/// Takes the wish for a copy.
pub(crate) async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, EXPORT)?;
    fresh::demand(&app, &visitor, &form).await?;
    let user = visitor.signed_in()?.user.id;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    data::ask_export(&mut tx, &context, &user).await?;
    tx.commit().await?;
    Ok(see_other("/account/data?done=export-asked"))
}

/// Gives the copy as JSON.
pub(crate) async fn fetch_json(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let document = fetch(&app, &visitor).await?;
    let text = serde_json::to_string_pretty(&document).map_err(|error| Internal::new(&error.to_string()))?;
    Ok(attachment("application/json", "my-data.json", text))
}

/// Gives the copy as a page to read.
pub(crate) async fn fetch_html(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let document = fetch(&app, &visitor).await?;
    let sections = document.as_object().into_iter().flatten().map(|(name, value)| section(name, value));
    let page = ExportDocument {
        service: app.service_name().to_string(),
        made: document["made_at"]
            .as_str()
            .and_then(|at| at.parse().ok())
            .map(|at: jiff::Timestamp| Moment::of(Timestamp::from_micros(at.as_microsecond()))),
        sections: sections.filter(|section| !section.records.is_empty()).collect(),
    };
    let text = askama::Template::render(&page).map_err(|error| Internal::new(&error.to_string()))?;
    Ok(attachment("text/html; charset=utf-8", "my-data.html", text))
}

fn attachment(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text)
        .into_response()
}

async fn fetch(app: &App, visitor: &Visitor) -> Result<Value, PageError> {
    fresh::demand_to_open(visitor)?;
    let user = visitor.signed_in()?.user.id;
    let sealed = app.store.read().await?.find_export_document(&user, visitor.now).await?;
    let sealed = sealed.ok_or_else(PageError::not_found)?;
    let document = data::open(&app.letterhead().vault, &user, &sealed);
    let document = document.ok_or_else(|| Internal::new("an export that was sealed with another key"))?;
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    context.record(&mut tx, "data.export-read", user_target(&user)).await?;
    tx.commit().await?;
    Ok(document)
}

/// A part of a copy: what is one record, or a list of them.
fn section(name: &str, value: &Value) -> Section {
    let words = |name: &str| export::name(name).map_or_else(|| name.replace('_', " "), String::from);
    let record = |value: &Value| -> Vec<(String, String)> {
        let fields = value.as_object().into_iter().flatten();
        fields
            .filter(|(_, value)| !value.is_null() && value.as_str() != Some(""))
            .map(|(name, value)| {
                (words(name), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })
            .collect()
    };
    let records = match value {
        Value::Array(list) => list.iter().map(record).collect(),
        Value::Object(_) => vec![record(value)],
        _ => Vec::new(),
    };
    Section { title: words(name), records }
}

/// Says what leaving means, and asks for the name.
pub(crate) async fn show_delete(
    State(app): State<Arc<App>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    fresh::demand_to_open(&visitor)?;
    pages::page(&delete_page(&app, &visitor, "", &[]).await?)
}

async fn delete_page(
    app: &App,
    visitor: &Visitor,
    entered: &str,
    problems: &[Problem],
) -> Result<DeletePage, PageError> {
    let user = &visitor.signed_in()?.user;
    let apps = app.store.read().await?.list_clients_of(&user.id).await?;
    let frame = account_frame(app, visitor, words::t("data-delete-title"), "/account/data");
    Ok(DeletePage {
        frame: frame::with_problems(frame, problems),
        form_token: form::token(app, visitor, DELETE),
        username: user.username.clone(),
        delay: span_in_words(app.settings.deletion_delay),
        apps: apps.iter().map(|client| client.name.clone()).collect(),
        name: Field::text("username", words::t("delete-type")).verbatim().value(entered).checked(problems),
    })
}

fn in_words(problem: StayProblem) -> Phrase {
    match problem {
        StayProblem::OtherName => words::t("delete-other-name"),
        StayProblem::Operator => words::t("delete-operator"),
    }
}

/// Takes the wish to leave.
pub(crate) async fn delete(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, DELETE)?;
    fresh::demand(&app, &visitor, &form).await?;
    let user = visitor.signed_in()?.user.clone();
    let entered = form.trimmed("username");
    if let Err(problem) = may_leave(&user, entered) {
        let problems = [frame::problem("username", in_words(problem))];
        return pages::refused(&delete_page(&app, &visitor, entered, &problems).await?);
    }
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    form.spend(&mut tx).await?;
    let due_at = visitor.now + app.settings.deletion_delay;
    let asked = data::ask_deletion(&mut tx, &context, &app.letterhead(), &user, due_at).await?;
    tx.commit().await?;
    if let Some(ended) = asked {
        app.revoke_here(ended);
    }
    signed_out::leave(&app, &visitor, visitor.signed_in()?, Then::Note("leaving")).await
}

/// Asks a member who signed in although their account is to be deleted whether they stay.
pub(crate) async fn show_keep(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let user = &visitor.signed_in()?.user;
    let waiting = Waiting::of_visitor(&visitor);
    let Some(due_at) = app.store.read().await?.find_deletion(&user.id).await? else {
        return sign_in::go_on(&app, &visitor, &waiting).await;
    };
    let page = KeepPage {
        frame: frame::of(&app, &visitor, words::t("keep-title")),
        form_token: form::token(&app, &visitor, KEEP),
        kept: waiting.address(""),
        username: user.username.clone(),
        due: Moment::in_zone(due_at, &TimeZone::UTC),
    };
    pages::page(&page).map(pages::in_flow)
}

/// Keeps the account, or lets it go.
pub(crate) async fn submit_keep(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, KEEP)?;
    let user = visitor.signed_in()?.user.id;
    if form.field("decision") != "keep" {
        let current = visitor.signed_in()?;
        return signed_out::end(&app, &visitor, current, Then::Note("leaving")).await;
    }
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    data::keep(&mut tx, &context, &user).await?;
    tx.commit().await?;
    sign_in::go_on(&app, &visitor, &Waiting::of_visitor(&visitor)).await
}
