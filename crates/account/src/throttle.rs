//! Counting failures so that guessing stays slow.
//!
//! Failures are counted per account, not per spelling or address, so they cannot be spread. A browser the
//! member has signed in from before is counted apart: strangers cannot keep its owner out.

use std::time::Duration;

use aws_lc_rs::digest::{Context, SHA256};
use oauth::{ClientId, Timestamp, TokenHash, UserId};

use crate::login::Login;

/// What is counted: failures in a row under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Failures since the last success.
    pub failures: i64,
    /// When the last one happened.
    pub last_failure_at: Timestamp,
}

/// What a deployment decides about failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Failures that cost nothing.
    pub free: i64,
    /// The wait after the first that costs; it doubles with each further one.
    pub first_wait: Duration,
    /// The longest wait.
    pub longest_wait: Duration,
    /// Failures in a row after which only another way in helps, such as a password reset.
    pub hard_limit: i64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            free: 5,
            first_wait: Duration::from_secs(30),
            longest_wait: Duration::from_secs(15 * 60),
            hard_limit: 100,
        }
    }
}

/// How long the hard limit holds without another way in: a day after the last failure.
const HARD_WAIT: Duration = Duration::from_secs(86_400);

/// Whether an attempt may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Now.
    Try,
    /// Not before then.
    Wait {
        /// When.
        until: Timestamp,
    },
}

impl Policy {
    /// Decides whether an attempt may be made under what was counted so far.
    pub fn decide(&self, counted: Option<&Throttle>, now: Timestamp) -> Attempt {
        let Some(counted) = counted.filter(|counted| counted.failures > 0) else { return Attempt::Try };
        let over = counted.failures - self.free;
        let wait = match over {
            ..0 => return Attempt::Try,
            _ if counted.failures >= self.hard_limit => HARD_WAIT,
            _ => {
                let doublings = u32::try_from(over.min(20)).unwrap_or(20);
                self.first_wait.saturating_mul(1 << doublings).min(self.longest_wait)
            }
        };
        let until = counted.last_failure_at + wait;
        if until > now { Attempt::Wait { until } } else { Attempt::Try }
    }
}

fn key(domain: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(domain.as_bytes());
    for part in parts {
        context.update(&[0]);
        context.update(part);
    }
    let mut key = [0; 32];
    key.copy_from_slice(context.finish().as_ref());
    key
}

/// The key under which strangers' failures at an account are counted.
pub fn account_key(user: &UserId) -> [u8; 32] {
    key("account", &[user.as_bytes()])
}

/// The key for a name that nobody has: it is slowed just as a real one.
pub fn login_key(login: &Login) -> [u8; 32] {
    key("login", &[login.key().as_bytes()])
}

/// The key for failures of a browser that the member has signed in from before.
pub fn known_browser_key(user: &UserId, browser: &TokenHash) -> [u8; 32] {
    key("known-browser", &[user.as_bytes(), &browser.0])
}

/// The key under which mails of one kind to an address are counted, given the address's canonical form: whoever
/// has mails of one kind sent must not use up those of another.
pub fn mail_key(kind: &str, email_key: &str) -> [u8; 32] {
    key("mail", &[kind.as_bytes(), email_key.as_bytes()])
}

/// The key for failures of codes that were sent to an address, given the address's canonical form.
pub fn code_key(email_key: &str) -> [u8; 32] {
    key("code", &[email_key.as_bytes()])
}

/// The key for failures of a client's secret.
pub fn client_key(client: &ClientId) -> [u8; 32] {
    key("client", &[client.as_str().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    fn waits(failures: i64) -> u64 {
        let counted = Throttle { failures, last_failure_at: NOW };
        match Policy::default().decide(Some(&counted), NOW) {
            Attempt::Try => 0,
            Attempt::Wait { until } => until.since(NOW).as_secs(),
        }
    }

    #[test]
    fn five_failures_are_free_then_waits_double_to_a_quarter_of_an_hour() {
        let seen: Vec<u64> = [0, 1, 4, 5, 6, 7, 8, 9, 10, 50, 99].into_iter().map(waits).collect();
        assert_eq!(seen, [0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_hundred_failures_close_the_door_for_a_day() {
        assert_eq!(waits(100), 86_400);
    }

    #[test]
    fn a_wait_ends_at_its_instant() {
        let counted = Throttle { failures: 5, last_failure_at: NOW };
        let policy = Policy::default();
        assert_ne!(policy.decide(Some(&counted), NOW + Duration::from_secs(29)), Attempt::Try);
        assert_eq!(policy.decide(Some(&counted), NOW + Duration::from_secs(30)), Attempt::Try);
        assert_eq!(policy.decide(None, NOW), Attempt::Try);
    }

    #[test]
    fn keys_of_different_kinds_never_meet() {
        let user = UserId::from_bytes([1; 16]);
        let browser = TokenHash([2; 32]);
        let keys = [
            account_key(&user),
            login_key(&Login::Username("a".into())),
            known_browser_key(&user, &browser),
            client_key(&ClientId("a".into())),
            mail_key("reset", "a"),
            mail_key("verify", "a"),
            code_key("a"),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key));
        }
    }
}
