//! `/api/users/0.1`.

use std::collections::BTreeMap;

use account::username::Username;
use market::MemberNumber;
use market::member::{OwnProfile, PublicProfile};
use oauth::UserId;

use super::views::{OlderSelf, OlderUser, OlderUsers};
use crate::api::answer::Answer;
use crate::api::call::{Call, whole};
use crate::error::{ApiError, Problem};
use crate::extract::bearer;

/// The most members that are asked for at once.
const MOST: usize = 100;

/// The member this token acts for.
pub(super) async fn own(call: Call) -> Result<Answer, ApiError> {
    let Some(id) = &call.token.user_id else { return Err(Problem::NoMember.into()) };
    let OwnProfile { public, email, .. } = OwnProfile::of(&bearer::member(&call.app, id).await?);
    call.envelope(OlderSelf { user: OlderUser::of(public), email })
}

/// A member by number.
pub(super) async fn by_number(call: Call) -> Result<Answer, ApiError> {
    let number = call.named(number)?;
    let user = call.app.store.read().await?.find_user_by_number(number).await?;
    let profile = user.as_ref().and_then(PublicProfile::of).ok_or(Problem::Missing)?;
    call.envelope(OlderUser::of(profile))
}

/// Members by numbers and by names. Those that are not there are left out.
pub(super) async fn list(call: Call) -> Result<Answer, ApiError> {
    let numbers = call.all_parsed("users", number)?;
    let names: Vec<&str> = call.all("usernames").collect();
    if numbers.len() + names.len() > MOST {
        return Err(ApiError::because(Problem::Malformed, "at most 100 members are asked for at once"));
    }
    let mut found = Vec::new();
    let mut reader = call.app.store.read().await?;
    for number in numbers {
        found.extend(reader.find_user_by_number(number).await?);
    }
    for name in names {
        if let Ok(name) = Username::parse(name) {
            found.extend(reader.find_user_by_username(name.key()).await?);
        }
    }
    drop(reader);
    let shown = found.iter().filter_map(PublicProfile::of).map(OlderUser::of);
    call.envelope(OlderUsers { users: by_numbers(shown) })
}

/// Reads the number of a member.
fn number(text: &str) -> Option<MemberNumber> {
    whole(text, 1, (1 << 53) - 1).map(MemberNumber::from_number)
}

fn by_numbers(users: impl Iterator<Item = OlderUser>) -> BTreeMap<String, OlderUser> {
    users.map(|user| (user.id.to_string(), user)).collect()
}

/// Some members by number, as far as they are shown to others.
pub(super) async fn named(call: &Call, ids: &[UserId]) -> Result<BTreeMap<String, OlderUser>, ApiError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        found.extend(call.shown(&id).await?.map(OlderUser::of));
    }
    Ok(by_numbers(found.into_iter()))
}
