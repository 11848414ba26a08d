//! `/developers/apps/{id}/logs/{call}`: one call, and the flow it belongs to.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use oauth::call::Call;
use oauth::client::Client;
use oauth::error::ErrorCode;
use oauth::{CallId, ClientId, GrantId, SegmentId, Timestamp};

use super::super::{app_frame, card, causes, find_own};
use super::{address, row};
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages;
use crate::views::logs::LogEntryPage;
use crate::words;

/// Stretches a line is looked for in: those that end soonest after it.
const NEAR: i64 = 40;
/// Stretches, and lines, of one flow.
const FLOW: (i64, usize) = (100, 50);

/// Shows it.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path((id, call)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let call = CallId::parse(&call).ok_or_else(PageError::not_found)?;
    let call = find(&app, &client.id, call).await?.ok_or_else(PageError::not_found)?;
    let flow = match &call.grant_id {
        Some(grant) => flow_of(&app, &client.id, grant).await?,
        None => Vec::new(),
    };
    let title = format!("{} {}", call.method, call.path);
    let page = LogEntryPage {
        frame: app_frame(&app, &visitor, &client, &title, "/logs"),
        app: card(&client, None, visitor.now),
        row: row(&client.id, &call),
        facts: facts(&app, &client, &call),
        parameters: call.parameters.lines().filter_map(pair).collect(),
        flow: flow.iter().map(|step| (row(&client.id, step), step.id == call.id)).collect(),
        causes: call.error.as_deref().and_then(ErrorCode::parse).map(causes::of),
        flow_href: call.grant_id.map(|grant| address(&client.id, "", &format!("flow:{grant}"), &[])),
    };
    pages::page(&page)
}

fn pair(line: &str) -> Option<(String, String)> {
    line.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()))
}

async fn find(app: &App, client: &ClientId, id: CallId) -> store::Result<Option<Call>> {
    let from = (id.made_at() - Duration::from_micros(1), SegmentId::from_bytes([255; 16]));
    let near = app.store.read().await?.list_call_segments_after(client, from, NEAR).await?;
    Ok(near.into_iter().flat_map(|segment| segment.calls).find(|call| call.id == id))
}

/// The lines of an authorization from its beginning, which its identifier tells.
async fn flow_of(app: &App, client: &ClientId, grant: &GrantId) -> store::Result<Vec<Call>> {
    let (stretches, lines) = FLOW;
    let begin: Timestamp = grant.made_at() - Duration::from_secs(1);
    let from = (begin, SegmentId::from_bytes([0; 16]));
    let segments = app.store.read().await?.list_call_segments_after(client, from, stretches).await?;
    let mut flow: Vec<Call> = segments
        .into_iter()
        .flat_map(|segment| segment.calls)
        .filter(|call| call.grant_id == Some(*grant))
        .take(lines)
        .collect();
    flow.sort_by_key(|call| call.id);
    Ok(flow)
}

fn facts(app: &App, client: &Client, call: &Call) -> Vec<(String, String)> {
    let facts = [
        (words::t("log-took"), Some(super::in_milliseconds(u64::from(call.micros)))),
        (words::t("log-from"), Some(call.network.clone())),
        (words::t("log-grant"), call.grant_type.as_ref().map(ToString::to_string)),
        (words::t("log-member"), super::subject_of(app, client, call)),
        (words::t("log-flow"), call.grant_id.map(|grant| grant.to_string())),
        (words::t("log-line"), Some(call.id.to_string())),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))).collect()
}
