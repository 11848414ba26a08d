//! A sign-in that has its first proof and owes the second.

use std::time::Duration;

use oauth::{Entropy, Secret, SecretKind, Timestamp, TokenHash, UserId};

use crate::user::User;

/// How long the second proof may take.
const LIFE: Duration = Duration::from_secs(10 * 60);

/// Somebody who can do nothing but finish signing in. It is no session, and nothing that looks for one finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// Hash of the cookie's value.
    pub token_hash: TokenHash,
    /// Who is signing in.
    pub user_id: UserId,
    /// Hash of the browser's own cookie: no other browser finishes it.
    pub browser: TokenHash,
    /// How the first proof was given, as RFC 8176 names it.
    pub amr: String,
    /// Whether the member wants to stay signed in here.
    pub remembered: bool,
    /// The password that was right is the one set then.
    pub password_changed_at: Option<Timestamp>,
    /// When the first proof was given.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl PendingSignIn {
    /// Begins one and gives the cookie's value.
    pub fn start(
        user: &User,
        browser: TokenHash,
        amr: &str,
        remembered: bool,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> (Self, Secret) {
        let secret = Secret::new(SecretKind::PendingSignIn, entropy);
        let pending = Self {
            token_hash: secret.hash(),
            user_id: user.id,
            browser,
            amr: amr.to_owned(),
            remembered,
            password_changed_at: user.password_changed_at,
            created_at: now,
            expires_at: now + LIFE,
        };
        (pending, secret)
    }

    /// Whether it may still be finished: in its browser, in time, by a member whose password is the same and whom
    /// nobody locked meanwhile.
    pub fn open(&self, user: &User, browser: &TokenHash, now: Timestamp) -> bool {
        self.user_id == user.id
            && self.browser == *browser
            && self.expires_at > now
            && self.password_changed_at == user.password_changed_at
            && user.locked_at.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    #[test]
    fn it_is_finished_in_its_browser_in_time_under_the_same_password() {
        let browser = TokenHash([1; 32]);
        let (pending, secret) = PendingSignIn::start(&user(), browser, "pwd", false, NOW, &Fixed(3));
        assert_eq!(pending.token_hash, secret.hash());
        assert!(pending.open(&user(), &browser, NOW + Duration::from_secs(599)));
        assert!(!pending.open(&user(), &browser, NOW + LIFE));
        assert!(!pending.open(&user(), &TokenHash([2; 32]), NOW));
        assert!(!pending.open(&User { locked_at: Some(NOW), ..user() }, &browser, NOW));
        assert!(!pending.open(&User { password_changed_at: Some(NOW), ..user() }, &browser, NOW));
        assert!(!pending.open(&User { id: UserId::from_bytes([9; 16]), ..user() }, &browser, NOW));
    }
}
