//! Browsers in which a member need not show the second factor at sign-in.

use std::time::Duration;

use oauth::{Entropy, Secret, SecretKind, Timestamp, TokenHash, TrustId, UserId};

/// How long a browser is trusted.
pub const LIFE: Duration = Duration::from_secs(30 * 86_400);

/// A browser that a member trusts. A new password, and any change of the factors, ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedBrowser {
    /// Its identifier, for lists.
    pub id: TrustId,
    /// Hash of the cookie's value.
    pub token_hash: TokenHash,
    /// Who trusts it.
    pub user_id: UserId,
    /// The browser's own description.
    pub user_agent: String,
    /// The address it was last used from.
    pub address: String,
    /// Since when it is trusted.
    pub created_at: Timestamp,
    /// When it last spared its member the second factor.
    pub last_used_at: Option<Timestamp>,
    /// Until when.
    pub expires_at: Timestamp,
}

impl TrustedBrowser {
    /// Begins to trust a browser and gives the cookie's value.
    pub fn start(
        user_id: UserId,
        user_agent: &str,
        address: &str,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> (Self, Secret) {
        let secret = Secret::new(SecretKind::TrustedBrowser, entropy);
        let browser = Self {
            id: TrustId::new(now, entropy),
            token_hash: secret.hash(),
            user_id,
            user_agent: user_agent.to_owned(),
            address: address.to_owned(),
            created_at: now,
            last_used_at: None,
            expires_at: now + LIFE,
        };
        (browser, secret)
    }

    /// Whether it spares `user` the second factor.
    pub fn spares(&self, user: &UserId, now: Timestamp) -> bool {
        self.user_id == *user && self.expires_at > now
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    #[test]
    fn a_browser_is_trusted_for_thirty_days_by_one_member() {
        let (browser, secret) = TrustedBrowser::start(user().id, "Test", "203.0.113.9", NOW, &Fixed(3));
        assert_eq!(browser.token_hash, secret.hash());
        assert!(browser.spares(&user().id, NOW + Duration::from_secs(30 * 86_400 - 1)));
        assert!(!browser.spares(&user().id, NOW + LIFE));
        assert!(!browser.spares(&UserId::from_bytes([9; 16]), NOW));
    }
}
