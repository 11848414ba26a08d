//! What a password earns.

use crate::user::User;

/// What follows a presented password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing; nobody learns why.
    Refuse,
    /// The password is right, but the address is not proven yet.
    Verify,
    /// The password is right, but an operator locked the account.
    Suspended,
    /// The password is right, and a second factor is owed.
    SecondFactor,
    /// The member is signed in.
    SignedIn,
}

/// What else is known when a password is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether the member has a second factor.
    pub second_factor: bool,
    /// Whether the member trusts this browser.
    pub trusted_browser: bool,
}

/// Decides what follows. Only whoever knows the password learns that an account is locked or unverified.
pub fn after_password(user: Option<&User>, matches: bool, beside: Beside) -> Verdict {
    match user {
        Some(user) if matches && user.locked_at.is_some() => Verdict::Suspended,
        Some(user) if matches && user.email_verified_at.is_none() => Verdict::Verify,
        Some(_) if matches && beside.second_factor && !beside.trusted_browser => Verdict::SecondFactor,
        Some(_) if matches => Verdict::SignedIn,
        _ => Verdict::Refuse,
    }
}

/// Decides what follows a passkey whose holder the device knows: both factors at once.
pub fn after_passkey(user: &User) -> Verdict {
    after_password(Some(user), true, Beside::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, user};

    #[test]
    fn only_the_right_password_learns_anything() {
        let locked = User { locked_at: Some(NOW), ..user() };
        let unverified = User { email_verified_at: None, ..user() };
        for (user, matches, verdict) in [
            (None, false, Verdict::Refuse),
            (None, true, Verdict::Refuse),
            (Some(user()), false, Verdict::Refuse),
            (Some(locked.clone()), false, Verdict::Refuse),
            (Some(unverified.clone()), false, Verdict::Refuse),
            (Some(locked), true, Verdict::Suspended),
            (Some(unverified), true, Verdict::Verify),
            (Some(user()), true, Verdict::SignedIn),
        ] {
            assert_eq!(after_password(user.as_ref(), matches, Beside::default()), verdict);
        }
    }

    #[test]
    fn a_passkey_signs_in_whoever_may() {
        assert_eq!(after_passkey(&user()), Verdict::SignedIn);
        assert_eq!(after_passkey(&User { locked_at: Some(NOW), ..user() }), Verdict::Suspended);
        assert_eq!(after_passkey(&User { email_verified_at: None, ..user() }), Verdict::Verify);
    }

    #[test]
    fn a_second_factor_is_owed_except_in_a_trusted_browser() {
        let verdict = |second_factor, trusted_browser, matches| {
            after_password(Some(&user()), matches, Beside { second_factor, trusted_browser })
        };
        assert_eq!(verdict(true, false, true), Verdict::SecondFactor);
        assert_eq!(verdict(true, true, true), Verdict::SignedIn);
        assert_eq!(verdict(false, false, true), Verdict::SignedIn);
        assert_eq!(verdict(true, true, false), Verdict::Refuse);
        assert_eq!(verdict(true, false, false), Verdict::Refuse);
        let locked = User { locked_at: Some(NOW), ..user() };
        let beside = Beside { second_factor: true, trusted_browser: true };
        assert_eq!(after_password(Some(&locked), true, beside), Verdict::Suspended);
    }
}
