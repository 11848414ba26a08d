//! What those who run the server ask: is it alive, does it serve?

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::App;

/// `/healthz`: the process answers.
pub(crate) async fn alive() -> &'static str {
    "alive\n"
}

/// `/readyz`: it is not stopping, and its database answers.
pub(crate) async fn ready(State(app): State<Arc<App>>) -> Response {
    if app.is_draining() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    let answers = match app.store.read().await {
        Ok(mut reader) => reader.ping().await,
        Err(error) => Err(error),
    };
    match answers {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready: the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
