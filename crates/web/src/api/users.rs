//! `/api/users/v1`: members.

use market::member::{OwnProfile, PublicProfile};
use oauth::UserId;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Answer;
use super::call::Call;
use super::views::instant;
use crate::error::{ApiError, Problem};
use crate::extract::bearer;

/// The member a token acts for, as their own apps see them.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnProfile)]
pub(super) struct Own {
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
pub(super) struct Member {
    /// The identifier.
    id: String,
    /// The public name.
    username: String,
    /// The name to show; the username if the member gave none.
    display_name: String,
    /// When the account was made (RFC 3339, UTC).
    created_at: String,
}

/// The member this token acts for.
pub(super) async fn own(call: Call) -> Result<Answer, ApiError> {
    let Some(id) = &call.token.user_id else { return Err(Problem::NoMember.into()) };
    let user = bearer::member(&call.app, id).await?;
    let OwnProfile { public, email, email_verified } = OwnProfile::of(&user);
    Answer::ok(&Own {
        id: public.id.to_string(),
        username: public.username,
        display_name: public.display_name,
        email,
        email_verified,
        created_at: instant(public.created_at),
    })
}

/// A member by identifier.
pub(super) async fn by_id(call: Call) -> Result<Answer, ApiError> {
    let id = call.named(UserId::parse)?;
    let user = call.app.store.read().await?.find_user(&id).await?;
    let profile = user.as_ref().and_then(PublicProfile::of).ok_or(Problem::Missing)?;
    Answer::ok(&Member {
        id: profile.id.to_string(),
        username: profile.username,
        display_name: profile.display_name,
        created_at: instant(profile.created_at),
    })
}
