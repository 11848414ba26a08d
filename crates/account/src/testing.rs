//! What the tests of several rules begin with.

use oauth::{Entropy, Timestamp, UserId};

use crate::user::User;

pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

pub(crate) struct Fixed(pub u8);

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

pub(crate) fn user() -> User {
    User {
        id: UserId::from_bytes([3; 16]),
        username: "ada".into(),
        email: "ada@example.com".into(),
        email_verified_at: Some(NOW),
        display_name: String::new(),
        password_hash: None,
        password_changed_at: None,
        operator: false,
        locked_at: None,
        created_at: NOW,
    }
}
