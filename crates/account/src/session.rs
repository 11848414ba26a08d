//! Signed-in browsers: how long a session lives and what keeps it alive.

use std::time::Duration;

use oauth::{Entropy, Secret, SecretKind, SessionId, Timestamp, TokenHash, UserId};

use crate::user::User;

/// How old a proof of identity may be for a sensitive act.
pub const FRESH_FOR: Duration = Duration::from_secs(10 * 60);

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier, the `sid` of OpenID Connect.
    pub id: SessionId,
    /// Hash of the cookie's value.
    pub token_hash: TokenHash,
    /// Who is signed in.
    pub user_id: UserId,
    /// When the member last proved who they are.
    pub auth_time: Timestamp,
    /// How, as RFC 8176 names it, separated by spaces (`pwd`).
    pub amr: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to about a minute.
    pub last_seen_at: Timestamp,
    /// When it ends if it is not used.
    pub idle_expires_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// The address it was last used from.
    pub address: String,
    /// The browser's own description (`User-Agent`), cut to 256 characters.
    pub user_agent: String,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

/// What a deployment decides about sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How long a session lives without being used.
    pub idle: Duration,
    /// How long it lives in any case.
    pub absolute: Duration,
    /// How long a session of a browser that is to be remembered lives, used or not.
    pub remembered: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(3_600),
            absolute: Duration::from_secs(24 * 3_600),
            remembered: Duration::from_secs(30 * 86_400),
        }
    }
}

/// How often the use of a session is written down.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// From where and with what somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct Browser<'a> {
    /// The network address.
    pub address: &'a str,
    /// The browser's own description.
    pub user_agent: &'a str,
    /// Whether the member wants to stay signed in here.
    pub remembered: bool,
}

impl Session {
    /// Begins a session and gives the cookie's value.
    pub fn start(
        user_id: UserId,
        amr: &str,
        browser: Browser<'_>,
        policy: &Policy,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> (Self, Secret) {
        let secret = Secret::new(SecretKind::Session, entropy);
        let (idle, absolute) = match browser.remembered {
            true => (policy.remembered, policy.remembered),
            false => (policy.idle, policy.absolute),
        };
        let session = Self {
            id: SessionId::new(now, entropy),
            token_hash: secret.hash(),
            user_id,
            auth_time: now,
            amr: amr.to_owned(),
            created_at: now,
            last_seen_at: now,
            idle_expires_at: now + idle.min(absolute),
            expires_at: now + absolute,
            address: browser.address.to_owned(),
            user_agent: browser.user_agent.to_owned(),
            ended_at: None,
        };
        (session, secret)
    }

    /// Whether it counts at `now`: neither ended nor expired, and its member not locked.
    pub fn live(&self, user: &User, now: Timestamp) -> bool {
        self.ended_at.is_none()
            && self.idle_expires_at > now
            && self.expires_at > now
            && user.id == self.user_id
            && user.locked_at.is_none()
    }

    /// The new idle end, if it is time to write down that the session was used.
    pub fn wants_touch(&self, policy: &Policy, now: Timestamp) -> Option<Timestamp> {
        if now.since(self.last_seen_at) < TOUCH_EVERY {
            return None;
        }
        Some((now + policy.idle).max(self.idle_expires_at).min(self.expires_at))
    }

    /// Whether the member proved who they are recently enough for a sensitive act.
    pub fn fresh(&self, now: Timestamp) -> bool {
        now.since(self.auth_time) <= FRESH_FOR
    }

    /// Whether it outlives the browser's restart.
    pub fn remembered(&self) -> bool {
        self.idle_expires_at == self.expires_at
            && self.expires_at.since(self.created_at) > Duration::from_secs(86_400)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    fn session(remembered: bool) -> Session {
        let browser = Browser { address: "203.0.113.9", user_agent: "Test", remembered };
        Session::start(user().id, "pwd", browser, &Policy::default(), NOW, &Fixed(4)).0
    }

    fn hours(hours: u64) -> Timestamp {
        NOW + Duration::from_secs(hours * 3_600)
    }

    #[test]
    fn a_session_ends_when_idle_and_in_any_case() {
        assert!(session(false).live(&user(), NOW));
        assert!(!session(false).live(&user(), hours(1)));
        let used = Session { idle_expires_at: hours(100), ..session(false) };
        assert!(!used.live(&user(), hours(24)));
        assert!(session(true).live(&user(), hours(29 * 24)));
        assert!(!session(true).live(&user(), hours(30 * 24)));
    }

    #[test]
    fn an_ended_session_and_a_locked_member_stay_out() {
        assert!(!Session { ended_at: Some(NOW), ..session(false) }.live(&user(), NOW));
        assert!(!session(false).live(&User { locked_at: Some(NOW), ..user() }, NOW));
        assert!(!session(false).live(&User { id: UserId::from_bytes([9; 16]), ..user() }, NOW));
    }

    #[test]
    fn use_is_written_once_a_minute_and_never_past_the_end() {
        let policy = Policy::default();
        assert_eq!(session(false).wants_touch(&policy, NOW + Duration::from_secs(59)), None);
        let minute = NOW + Duration::from_secs(60);
        assert_eq!(session(false).wants_touch(&policy, minute), Some(minute + policy.idle));
        assert_eq!(session(false).wants_touch(&policy, hours(24)), Some(hours(24)));
        assert_eq!(session(true).wants_touch(&policy, minute), Some(session(true).expires_at));
    }

    #[test]
    fn a_proof_is_fresh_for_ten_minutes() {
        assert!(session(false).fresh(NOW + FRESH_FOR));
        assert!(!session(false).fresh(NOW + FRESH_FOR + Duration::from_secs(1)));
        assert!(session(true).remembered());
        assert!(!session(false).remembered());
    }
}
