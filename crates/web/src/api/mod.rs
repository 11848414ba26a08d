//! The platform's API behind Bearer tokens, and the document that describes it.

pub(crate) mod users;

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::security::{AuthorizationCode, ClientCredentials, Flow, OAuth2, Scopes, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, ServerBuilder};
use utoipa::{Modify, OpenApi, ToSchema};

use crate::App;
use crate::error::ApiError;

/// Names the way to prove a call, in the description.
const SCHEME: &str = "oauth";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Guildgate platform API",
        description = "What apps may do for themselves and for members who allowed them. Errors are problem documents (RFC 9457); a missing or refused token is answered with a challenge (RFC 6750)."
    ),
    paths(users::own, users::by_id),
    components(schemas(Problem)),
    modifiers(&Secured)
)]
struct Description;

struct Secured;

impl Modify for Secured {
    fn modify(&self, document: &mut Document) {
        // The addresses are the deployment's: see `describe`.
        document.components.get_or_insert_default().add_security_scheme(SCHEME, scheme("", Scopes::new()));
    }
}

fn scheme(issuer: &str, scopes: Scopes) -> SecurityScheme {
    let (authorize, token) = (format!("{issuer}/oauth/authorize"), format!("{issuer}/oauth/token"));
    SecurityScheme::OAuth2(OAuth2::new([
        Flow::AuthorizationCode(AuthorizationCode::new(authorize, &token, scopes.clone())),
        Flow::ClientCredentials(ClientCredentials::new(token, scopes)),
    ]))
}

/// A problem document (RFC 9457 §3).
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what `error` prints")]
struct Problem {
    /// An address that names the kind of problem.
    r#type: String,
    /// The status in words.
    title: String,
    /// The status.
    status: u16,
    /// What is wrong, in one sentence.
    detail: String,
    /// The code of RFC 6750 §3.1, where the token is at fault.
    error: Option<String>,
}

/// `/api/openapi.json`.
pub(crate) async fn openapi(State(app): State<Arc<App>>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=60")];
    match describe(&app).to_json() {
        Ok(text) => (headers, text).into_response(),
        Err(error) => ApiError::Internal(crate::error::Internal::new(&error.to_string())).into_response(),
    }
}

/// The description, with the addresses and scopes of this deployment.
fn describe(app: &App) -> Document {
    let mut document = Description::openapi();
    let issuer = &app.settings.public_url;
    document.servers = Some(vec![ServerBuilder::new().url(issuer).build()]);
    let catalogue = app.catalogue();
    let scopes = catalogue.entries().iter().map(|entry| (entry.name.clone(), entry.sentence.clone()));
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(SCHEME, scheme(issuer, scopes.collect()));
    document
}

/// What is answered under `/api` where there is nothing.
pub(crate) async fn not_found() -> ApiError {
    ApiError::Problem {
        status: StatusCode::NOT_FOUND,
        detail: "there is no such operation; /api/openapi.json lists all",
    }
}

/// What is answered to a method that an address does not take.
pub(crate) async fn wrong_method() -> ApiError {
    ApiError::Problem {
        status: StatusCode::METHOD_NOT_ALLOWED,
        detail: "this address does not take that method; /api/openapi.json lists all",
    }
}
