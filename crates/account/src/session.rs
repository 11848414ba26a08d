//! Signed-in browsers: how long a session lives and what keeps it alive.

use std::time::Duration;

use oauth::oidc::assurance::is_two_factors;
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
    /// When the password was last right.
    pub password_at: Option<Timestamp>,
    /// When a second factor was last right.
    pub factor_at: Option<Timestamp>,
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

/// What somebody who is signed in proved once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Whether the password was right.
    pub password: bool,
    /// How RFC 8176 names the second factor that was right.
    pub factor: Option<&'static str>,
}

/// What an act demands of its member to have proved in the last minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Anything: the act is sensitive.
    Anything,
    /// Everything they have: the act changes what they prove themselves with.
    Everything,
}

/// What a member has to prove themselves with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means {
    /// A password.
    pub password: bool,
    /// A second factor.
    pub factor: bool,
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
            password_at: has(amr, "pwd").then_some(now),
            factor_at: is_two_factors(amr).then_some(now),
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

    /// Whether the member proved who they are recently enough for an act.
    pub fn meets(&self, demand: Demand, means: Means, now: Timestamp) -> bool {
        match demand {
            Demand::Anything => now.since(self.auth_time) <= FRESH_FOR,
            Demand::Everything => self.owes(means, now) == Means { password: false, factor: false },
        }
    }

    /// What the member has to prove again where everything is demanded.
    pub fn owes(&self, means: Means, now: Timestamp) -> Means {
        let old = |at: Option<Timestamp>| at.is_none_or(|at| now.since(at) > FRESH_FOR);
        Means {
            password: means.password && old(self.password_at),
            factor: means.factor && old(self.factor_at),
        }
    }

    /// Whether its member signed in, or proved themselves since, with two factors.
    pub fn two_factors(&self) -> bool {
        is_two_factors(&self.amr)
    }

    /// Whether that holds without text messages: what opens the operators' pages. Recovery codes have no name, so of a
    /// session that was also shown a text message only the named ones count.
    pub fn strong_factors(&self) -> bool {
        const STRONG: [&str; 4] = ["otp", "hwk", "swk", "user"];
        self.two_factors() && (!has(&self.amr, "sms") || STRONG.iter().any(|way| has(&self.amr, way)))
    }

    /// The session after a proof, under the cookie's new value.
    pub fn renewed(&self, proof: Proof, now: Timestamp, entropy: &dyn Entropy) -> (Self, Secret) {
        let secret = Secret::new(SecretKind::Session, entropy);
        let ways = proof.password.then_some("pwd").into_iter().chain(proof.factor);
        let mut amr = self.amr.clone();
        for way in ways.flat_map(str::split_whitespace) {
            if !has(&amr, way) {
                amr.push(' ');
                amr.push_str(way);
            }
        }
        let session = Self {
            token_hash: secret.hash(),
            auth_time: now,
            amr,
            password_at: if proof.password { Some(now) } else { self.password_at },
            factor_at: if proof.factor.is_some() { Some(now) } else { self.factor_at },
            ..self.clone()
        };
        (session, secret)
    }

    /// Whether it outlives the browser's restart.
    pub fn remembered(&self) -> bool {
        self.idle_expires_at == self.expires_at
            && self.expires_at.since(self.created_at) > Duration::from_secs(86_400)
    }
}

fn has(amr: &str, way: &str) -> bool {
    amr.split_whitespace().any(|known| known == way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factor::Kind;
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
        let both = Means { password: true, factor: true };
        let late = NOW + FRESH_FOR + Duration::from_secs(1);
        assert!(session(false).meets(Demand::Anything, both, NOW + FRESH_FOR));
        assert!(!session(false).meets(Demand::Anything, both, late));
        assert!(session(true).remembered());
        assert!(!session(false).remembered());
    }

    #[test]
    fn everything_means_every_factor_the_member_has() {
        let (one, both) = (Means { password: true, factor: false }, Means { password: true, factor: true });
        assert!(session(false).meets(Demand::Everything, one, NOW));
        assert!(!session(false).meets(Demand::Everything, both, NOW));
        let later = NOW + Duration::from_secs(500);
        let proof = Proof { password: false, factor: Some(Kind::Authenticator.amr()) };
        let (shown, secret) = session(false).renewed(proof, later, &Fixed(7));
        assert_eq!((shown.token_hash, shown.amr.as_str()), (secret.hash(), "pwd otp mfa"));
        assert_eq!((shown.auth_time, shown.password_at, shown.factor_at), (later, Some(NOW), Some(later)));
        assert!(shown.meets(Demand::Everything, both, later) && shown.two_factors());
        let late = NOW + FRESH_FOR + Duration::from_secs(1);
        assert!(shown.meets(Demand::Anything, both, late));
        assert_eq!(shown.owes(both, late), Means { password: true, factor: false });
        let proof = Proof { password: true, factor: None };
        let (again, _) = shown.renewed(proof, late, &Fixed(8));
        assert!(again.meets(Demand::Everything, both, late));
        assert_eq!(again.amr, "pwd otp mfa");
        assert_eq!(again.id, session(false).id);
    }

    #[test]
    fn a_text_message_makes_two_factors_but_no_strong_ones() {
        for (amr, two, strong) in [
            ("pwd", false, false),
            ("pwd sms mfa", true, false),
            ("pwd otp mfa", true, true),
            ("pwd mfa", true, true),
            ("pwd sms mfa otp", true, true),
            ("swk user mfa", true, true),
        ] {
            let session = Session { amr: amr.into(), ..session(false) };
            assert_eq!((session.two_factors(), session.strong_factors()), (two, strong), "{amr}");
        }
    }
}
