//! The platform's API behind Bearer tokens, and the document that describes it: both are made of one table.

mod answer;
mod bids;
mod call;
mod catalogue;
mod describe;
mod leaks;
mod milestone_requests;
mod milestones;
mod older;
mod operations;
mod payments;
mod projects;
mod replay;
mod reviews;
mod users;
mod views;

use std::sync::Arc;

use axum::Router;
use axum::extract::{OriginalUri, Request, State};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::App;
use crate::error::{ApiError, Problem};

pub(crate) use describe::openapi;
use operations::{Face, Operation, Verb};

/// Every operation at its address.
pub(crate) fn router() -> Router<Arc<App>> {
    let mut router = Router::new();
    let mut known: Vec<(&str, Face)> =
        operations::all().map(|operation| (operation.path, operation.face)).collect();
    known.dedup();
    for (path, face) in known {
        let here = operations::all().filter(|operation| operation.path == path);
        let methods = here.fold(MethodRouter::new(), |methods, operation| methods.merge(method(operation)));
        let methods = methods.fallback(wrong_method);
        if face == Face::Older {
            // Older clients write a slash at the end or none, and lose what they send on the way of a redirect.
            router = router.route(&format!("{path}/"), methods.clone());
        }
        router = router.route(path, methods);
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
async fn not_found(State(app): State<Arc<App>>, address: OriginalUri) -> Response {
    let detail = "there is no such operation; /api/openapi.json lists all";
    say(&app, &address, ApiError::because(Problem::Missing, detail))
}

/// What is answered to a method that an address does not take.
async fn wrong_method(State(app): State<Arc<App>>, address: OriginalUri) -> Response {
    let detail = "this address does not take that method; /api/openapi.json lists all";
    say(&app, &address, ApiError::because(Problem::Method, detail))
}

/// An error in the manners of the address.
fn say(app: &App, address: &OriginalUri, error: ApiError) -> Response {
    match older::is_here(address.path()) {
        true => error.in_older_manner(&older::request_id(app)),
        false => error.at(&app.settings.public_url),
    }
}
