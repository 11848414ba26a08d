//! `/developers/apps/{id}/logouts`: what the app was told of ended sessions, and what it answered.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use oauth::DeliveryId;
use oauth::oidc::logout::{Attempt, Delivery};

use super::{app_frame, card, find_own};
use crate::App;
use crate::backchannel;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query};
use crate::views::Moment;
use crate::views::portal::{AttemptRow, LogoutRow, LogoutsPage};
use crate::words;

/// Rows of a page.
const PAGE: usize = 25;

/// Lists them, the newest first.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let client = find_own(&app, &visitor, &id).await?;
    let before = Query::of(query.as_deref()).one("before").and_then(DeliveryId::parse);
    let limit = PAGE as i64 + 1;
    let mut reader = app.store.read().await?;
    let mut deliveries = reader.list_logout_deliveries(&client.id, before.as_ref(), limit).await?;
    let attempts = reader.list_logout_attempts(&client.id, before.as_ref(), limit).await?;
    drop(reader);
    let more = deliveries.len() > PAGE;
    deliveries.truncate(PAGE);
    let page = LogoutsPage {
        frame: app_frame(&app, &visitor, &client, words::t("logouts-title"), "/logouts"),
        app: card(&client, None, visitor.now),
        told_at: client.metadata.backchannel_logout_uri.clone(),
        older: deliveries.last().filter(|_| more).map(|last| last.id.to_string()),
        rows: deliveries.iter().map(|delivery| row(delivery, &attempts)).collect(),
    };
    pages::page(&page)
}

fn row(delivery: &Delivery, attempts: &[Attempt]) -> LogoutRow {
    let own = attempts.iter().filter(|attempt| attempt.delivery_id == delivery.id);
    let waiting = delivery.delivered_at.is_none() && delivery.abandoned_at.is_none();
    LogoutRow {
        session: delivery.session_id.to_string(),
        at: Moment::of(delivery.created_at),
        delivered: delivery.delivered_at.is_some(),
        next: waiting.then(|| Moment::of(delivery.due_at)),
        attempts: own
            .map(|attempt| AttemptRow {
                at: Moment::of(attempt.at),
                result: backchannel::in_words(&attempt.result),
            })
            .collect(),
    }
}
