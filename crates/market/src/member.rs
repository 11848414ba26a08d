//! What an API tells of a member.

use account::user::User;
use oauth::{Timestamp, UserId};

/// What a member's own apps see of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnProfile {
    /// What everybody sees.
    pub public: PublicProfile,
    /// The address.
    pub email: String,
    /// Whether the member proved to read mail there.
    pub email_verified: bool,
}

/// What everybody with a token sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicProfile {
    /// The identifier, the `sub` of the member's tokens.
    pub id: UserId,
    /// The public name.
    pub username: String,
    /// The name pages show; the username if the member gave none.
    pub display_name: String,
    /// When the account was made.
    pub created_at: Timestamp,
}

impl PublicProfile {
    /// Of an account that others may see: proven and not locked.
    pub fn of(user: &User) -> Option<Self> {
        (user.locked_at.is_none() && user.email_verified_at.is_some()).then(|| Self::unchecked(user))
    }

    fn unchecked(user: &User) -> Self {
        let display_name = match user.display_name.as_str() {
            "" => user.username.clone(),
            name => name.to_owned(),
        };
        Self { id: user.id, username: user.username.clone(), display_name, created_at: user.created_at }
    }
}

impl OwnProfile {
    /// Of the member a token acts for.
    pub fn of(user: &User) -> Self {
        Self {
            public: PublicProfile::unchecked(user),
            email: user.email.clone(),
            email_verified: user.email_verified_at.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user() -> User {
        User {
            id: UserId::from_bytes([3; 16]),
            username: "ada".into(),
            email: "ada@example.com".into(),
            email_verified_at: Some(Timestamp::from_seconds(1)),
            display_name: String::new(),
            password_hash: None,
            password_changed_at: None,
            operator: false,
            locked_at: None,
            created_at: Timestamp::from_seconds(1),
        }
    }

    #[test]
    fn others_see_neither_locked_nor_unproven_accounts() {
        assert!(PublicProfile::of(&user()).is_some());
        assert_eq!(PublicProfile::of(&User { locked_at: Some(Timestamp::from_seconds(2)), ..user() }), None);
        assert_eq!(PublicProfile::of(&User { email_verified_at: None, ..user() }), None);
    }

    #[test]
    fn a_member_without_a_name_is_called_by_the_username() {
        assert_eq!(OwnProfile::of(&user()).public.display_name, "ada");
        let named = User { display_name: "Ada Osei".into(), ..user() };
        assert_eq!(OwnProfile::of(&named).public.display_name, "Ada Osei");
    }
}
