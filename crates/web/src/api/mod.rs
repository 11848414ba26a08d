//! The platform's API behind Bearer tokens, and the document that describes it: both are made of one table.

mod answer;
mod bids;
mod call;
mod catalogue;
mod describe;
mod leaks;
mod operations;
mod projects;
mod replay;
mod users;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::App;
use crate::error::{ApiError, Problem};

pub(crate) use describe::openapi;
use operations::{OPERATIONS, Operation, Verb};

/// Every operation at its address.
pub(crate) fn router() -> Router<Arc<App>> {
    let mut router = Router::new();
    let mut known: Vec<&str> = OPERATIONS.iter().map(|operation| operation.path).collect();
    known.dedup();
    for path in known {
        let here = OPERATIONS.iter().filter(|operation| operation.path == path);
        let methods = here.fold(MethodRouter::new(), |methods, operation| methods.merge(method(operation)));
        router = router.route(path, methods.fallback(wrong_method));
    }
    let report = axum::routing::post(leaks::revoke).fallback(wrong_method);
    router.route("/api/leaks/v1/revoke", report).route("/api/{*rest}", axum::routing::any(not_found))
}

fn method(operation: &'static Operation) -> MethodRouter<Arc<App>> {
    let filter = match operation.verb {
        Verb::Get => MethodFilter::GET,
        Verb::Post => MethodFilter::POST,
        Verb::Put => MethodFilter::PUT,
    };
    let handler =
        move |State(app): State<Arc<App>>, request: Request| call::dispatch(app, operation, request);
    on(filter, handler)
}

/// What is answered under `/api` where there is nothing.
async fn not_found(State(app): State<Arc<App>>) -> Response {
    let detail = "there is no such operation; /api/openapi.json lists all";
    ApiError::because(Problem::Missing, detail).at(&app.settings.public_url)
}

/// What is answered to a method that an address does not take.
async fn wrong_method(State(app): State<Arc<App>>) -> Response {
    let detail = "this address does not take that method; /api/openapi.json lists all";
    ApiError::because(Problem::Method, detail).at(&app.settings.public_url)
}
