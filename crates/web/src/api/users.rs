//! `/api/users/v1`: members.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use market::member::{OwnProfile, PublicProfile};
use oauth::{Timestamp, UserId};
use serde::Serialize;
use utoipa::ToSchema;

use super::Problem;
use crate::App;
use crate::error::ApiError;
use crate::extract::bearer;
use crate::views::Moment;

/// The member a token acts for, as their own apps see them.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnProfile)]
struct Own {
    /// The identifier, which is also the token's `sub`.
    id: String,
    /// The public name.
    username: String,
    /// The name to show; the username if the member gave none.
    display_name: String,
    /// The address.
    email: String,
    /// Whether the member proved to read mail there.
    email_verified: bool,
    /// When the account was made (RFC 3339, UTC).
    created_at: String,
}

/// A member as every app sees them.
#[derive(Serialize, ToSchema)]
#[schema(as = Member)]
struct Member {
    /// The identifier.
    id: String,
    /// The public name.
    username: String,
    /// The name to show; the username if the member gave none.
    display_name: String,
    /// When the account was made (RFC 3339, UTC).
    created_at: String,
}

fn instant(at: Timestamp) -> String {
    Moment::of(at).machine
}

fn answer(body: impl Serialize) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// The member this token acts for.
#[utoipa::path(
    get,
    path = "/api/users/v1/self",
    operation_id = "getSelf",
    tag = "users",
    security(("oauth" = ["users:read"])),
    responses(
        (status = 200, description = "The member", body = Own),
        (status = 400, description = "A malformed Authorization header", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or one that is unknown, expired or revoked", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token lacks the scope, or acts for no member", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn own(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let token = bearer::demand(&app, &headers, Some("users:read"), app.now()).await?;
    let Some(id) = &token.user_id else {
        let detail = "this token acts for the app itself, not for a member; use one from the code flow";
        return Err(ApiError::Problem { status: StatusCode::FORBIDDEN, detail });
    };
    let user = bearer::member(&app, id).await?;
    let OwnProfile { public, email, email_verified } = OwnProfile::of(&user);
    Ok(answer(Own {
        id: public.id.to_string(),
        username: public.username,
        display_name: public.display_name,
        email,
        email_verified,
        created_at: instant(public.created_at),
    }))
}

/// A member by identifier.
#[utoipa::path(
    get,
    path = "/api/users/v1/users/{id}",
    operation_id = "getUser",
    tag = "users",
    params(("id" = String, Path, description = "The member’s identifier")),
    security(("oauth" = ["users:read"])),
    responses(
        (status = 200, description = "The member", body = Member),
        (status = 400, description = "A malformed Authorization header", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token, or one that is unknown, expired or revoked", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token lacks the scope", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No member has this identifier", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn by_id(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    bearer::demand(&app, &headers, Some("users:read"), app.now()).await?;
    let id = UserId::parse(&id).ok_or_else(gone)?;
    let user = app.store.read().await?.find_user(&id).await?;
    let profile = user.as_ref().and_then(PublicProfile::of).ok_or_else(gone)?;
    Ok(answer(Member {
        id: profile.id.to_string(),
        username: profile.username,
        display_name: profile.display_name,
        created_at: instant(profile.created_at),
    }))
}

fn gone() -> ApiError {
    ApiError::Problem { status: StatusCode::NOT_FOUND, detail: "no member has this identifier" }
}
