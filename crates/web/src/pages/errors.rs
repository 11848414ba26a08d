//! Errors as pages: what happened, what to do, a reference, a way home.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use oauth::{EventId, Timestamp};

use crate::App;
use crate::error::{Internal, PageError};
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame};
use crate::views::auth::MessagePage;
use crate::words;

/// Turns a [`PageError`] into the page that tells it.
pub(crate) async fn as_pages(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let kept = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(error) = response.extensions_mut().remove::<PageError>() else { return response };
    parts = kept;
    let mut visitor = Visitor::from_request_parts(&mut parts, &app).await;
    if visitor.is_err() {
        // The store is down: the page can do without knowing who reads it.
        visitor = Visitor::unasked(&mut parts, &app).await;
    }
    match visitor.and_then(|visitor| show(&app, &visitor, &error)) {
        Ok(page) => {
            // Status, cookies and the time to come back are the error's; the body is the page's.
            let (page_parts, body) = page.into_parts();
            *response.body_mut() = body;
            for (name, value) in &page_parts.headers {
                response.headers_mut().insert(name, value.clone());
            }
            response
        }
        Err(_) => response,
    }
}

fn show(app: &App, visitor: &Visitor, error: &PageError) -> Result<Response, PageError> {
    if let Some(page) = &error.page {
        return Ok(axum::response::Html(page.to_string()).into_response());
    }
    let reference = reference(app, visitor.now);
    tracing::info!(reference, status = error.status.as_u16(), heading = error.heading.key(), "error page");
    let page = MessagePage {
        frame: frame::of(app, visitor, &error.heading),
        heading: error.heading.to_string(),
        paragraphs: vec![error.advice.clone()],
        action: Some((words::t("error-home").to_string(), "/".to_owned())),
        reference: Some(reference),
    };
    pages::page(&page)
}

/// Names one answer, for whoever looks it up in the log.
fn reference(app: &App, now: Timestamp) -> String {
    EventId::new(now, &*app.entropy).to_string()
}

/// What is shown at an address that leads nowhere.
pub(crate) async fn not_found() -> PageError {
    PageError::not_found()
}

/// What a panic leaves behind.
pub(crate) fn panicked() -> PageError {
    Internal::new("a handler panicked").into()
}
