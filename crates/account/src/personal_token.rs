//! Personal access tokens: a member's own programs act for them with these, without an app.

use std::time::Duration;

use oauth::grant::AccessToken;
use oauth::scope::{Catalogue, ScopeEntry};
use oauth::{ClientId, Scope, Timestamp, TokenId, UserId};

/// How many a member may have at once.
pub const MOST: usize = 50;

/// The longest life of one.
pub const LONGEST: Duration = Duration::from_secs(366 * 86_400);

/// How long before its end a member is reminded.
pub const REMIND_BEFORE: Duration = Duration::from_secs(7 * 86_400);

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 40;

/// How often its use is written down.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// The client that its access tokens name: none that can be registered.
const CLIENT: &str = "personal-token";

/// A personal token as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalToken {
    /// Its identifier.
    pub id: TokenId,
    /// Whose it is.
    pub user_id: UserId,
    /// What its member calls it.
    pub name: String,
    /// Its last four characters.
    pub tail: String,
    /// What it allows.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was last used, to about a minute.
    pub last_used_at: Option<Timestamp>,
}

impl PersonalToken {
    /// As what the API takes it.
    pub fn as_access_token(&self, audience: &str) -> AccessToken {
        AccessToken {
            id: self.id,
            grant_id: None,
            client_id: ClientId(CLIENT.to_owned()),
            user_id: Some(self.user_id),
            session_id: None,
            scope: self.scope.clone(),
            audience: audience.to_owned(),
            issued_at: self.created_at,
            expires_at: self.expires_at,
            auth_time: None,
        }
    }

    /// Whether it is time to write down that it was used.
    pub fn wants_touch(&self, now: Timestamp) -> bool {
        self.last_used_at.is_none_or(|used| now.since(used) >= TOUCH_EVERY)
    }

    /// How long it was meant to live.
    pub fn life(&self) -> Duration {
        self.expires_at.since(self.created_at)
    }
}

/// The scopes that a personal token may hold: those of the platform's API. Identity is for apps, and the names of
/// another API's past for those who still use them.
pub fn offered(catalogue: &Catalogue) -> impl Iterator<Item = &ScopeEntry> {
    catalogue.entries().iter().filter(|entry| {
        let name = entry.name.as_str();
        !name.starts_with("fln:") && (name.ends_with(":read") || name.ends_with(":write"))
    })
}

/// When a token ends that is to end then; `None` if that is past or too far.
pub fn end(wanted: Timestamp, now: Timestamp) -> Option<Timestamp> {
    (wanted > now && wanted.since(now) <= LONGEST).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    #[test]
    fn a_token_ends_within_a_year() {
        let days = |days: u64| NOW + Duration::from_secs(days * 86_400);
        assert_eq!(end(days(30), NOW), Some(days(30)));
        assert_eq!(end(days(366), NOW), Some(days(366)));
        assert_eq!(end(days(367), NOW), None);
        assert_eq!(end(NOW, NOW), None);
    }

    #[test]
    fn only_scopes_of_the_api_are_offered() {
        let catalogue = Catalogue::new(Catalogue::first_start());
        let names: Vec<&str> = offered(&catalogue).map(|entry| entry.name.as_str()).collect();
        assert!(names.contains(&"users:read") && names.contains(&"bids:write"), "{names:?}");
        assert!(!names.iter().any(|name| ["openid", "email", "read", "basic"].contains(name)), "{names:?}");
    }

    #[test]
    fn use_is_written_down_once_a_minute() {
        let token = PersonalToken {
            id: TokenId::from_bytes([1; 16]),
            user_id: UserId::from_bytes([2; 16]),
            name: "backup".into(),
            tail: "abcd".into(),
            scope: Scope::parse("users:read").unwrap(),
            created_at: NOW,
            expires_at: NOW + LONGEST,
            last_used_at: None,
        };
        assert!(token.wants_touch(NOW));
        let used = PersonalToken { last_used_at: Some(NOW), ..token };
        assert!(!used.wants_touch(NOW + Duration::from_secs(59)));
        assert!(used.wants_touch(NOW + Duration::from_secs(60)));
        let access = used.as_access_token("api");
        assert_eq!((access.user_id, access.expires_at), (Some(used.user_id), used.expires_at));
    }
}
