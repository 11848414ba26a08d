//! Second factors: what a member has, and what is offered first.

use oauth::Timestamp;

/// A kind of second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A passkey.
    Passkey,
    /// A code of an authenticator app.
    Authenticator,
    /// A code that is sent as a text message.
    Text,
    /// A recovery code: no factor of its own, but the way back for whoever lost theirs.
    Recovery,
}

impl Kind {
    /// All, the surest first.
    pub const ALL: [Self; 4] = [Self::Passkey, Self::Authenticator, Self::Text, Self::Recovery];

    /// Its name, in addresses and the audit record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Authenticator => "totp",
            Self::Text => "sms",
            Self::Recovery => "recovery",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// What it adds to the ways in which a member signed in (RFC 8176). There is no name for recovery codes; of a
    /// passkey, [`crate::passkey::Passkey::amr`] says more.
    pub const fn amr(self) -> &'static str {
        match self {
            Self::Passkey => "user mfa",
            Self::Authenticator => "otp mfa",
            Self::Text => "sms mfa",
            Self::Recovery => "mfa",
        }
    }

    /// Whether a browser may be trusted after it: whoever needs a recovery code has lost something.
    pub const fn earns_trust(self) -> bool {
        matches!(self, Self::Passkey | Self::Authenticator | Self::Text)
    }
}

/// A factor that a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Since when.
    pub since: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// The passkeys that a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passkeys {
    /// How many there are.
    pub count: i64,
    /// When one was last used.
    pub used_at: Option<Timestamp>,
}

/// A member's recovery codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// When the set was made.
    pub since: Timestamp,
    /// How many are left of it.
    pub left: i64,
    /// When one was last used.
    pub used_at: Option<Timestamp>,
}

/// What a member has beside the password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// Passkeys, if there are any.
    pub passkeys: Option<Passkeys>,
    /// An authenticator app.
    pub authenticator: Option<Held>,
    /// A number that is sent text messages.
    pub text: Option<Held>,
    /// Recovery codes.
    pub recovery: Option<Recovery>,
}

impl Factors {
    /// Whether a second factor is asked for at sign-in. Recovery codes alone ask for nothing.
    pub fn any(&self) -> bool {
        self.strong() || self.text.is_some()
    }

    /// Whether one of them may guard the operators' pages: anything but a text message.
    pub fn strong(&self) -> bool {
        self.authenticator.is_some() || self.passkeys.is_some()
    }

    /// Whether that holds without the authenticator app.
    pub fn strong_without_authenticator(&self) -> bool {
        Self { authenticator: None, ..*self }.strong()
    }

    /// Whether that holds without one of the passkeys.
    pub fn strong_without_a_passkey(&self) -> bool {
        let rest = self.passkeys.map(|passkeys| Passkeys { count: passkeys.count - 1, ..passkeys });
        Self { passkeys: rest.filter(|rest| rest.count > 0), ..*self }.strong()
    }

    /// What `operator` can be shown at sign-in: a text message opens no operator's account that has anything better.
    pub fn offered_to(&self, operator: bool) -> Vec<Kind> {
        Self { text: self.text.filter(|_| !(operator && self.strong())), ..*self }.offered()
    }

    /// What proves once more who a member is. A text message never does so alone: it counts beside the password only,
    /// where everything is asked of somebody who has nothing better.
    pub fn confirming(&self, everything: bool) -> Vec<Kind> {
        let counts = everything && !self.strong();
        self.offered().into_iter().filter(|kind| *kind != Kind::Text || counts).collect()
    }

    /// What can be shown at sign-in: the kind used last first, recovery codes never before the rest.
    pub fn offered(&self) -> Vec<Kind> {
        if !self.any() {
            return Vec::new();
        }
        let left = self.recovery.is_some_and(|recovery| recovery.left > 0);
        let passkeys = self.passkeys.iter().map(|held| (Kind::Passkey, held.used_at));
        let app = self.authenticator.iter().map(|held| (Kind::Authenticator, held.used_at));
        let text = self.text.iter().map(|held| (Kind::Text, held.used_at));
        let mut held: Vec<(Kind, Option<Timestamp>)> = passkeys.chain(app).chain(text).collect();
        held.sort_by_key(|(_, used_at)| std::cmp::Reverse(*used_at));
        held.into_iter().map(|(kind, _)| kind).chain(left.then_some(Kind::Recovery)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    const HELD: Held = Held { since: NOW, used_at: None };

    fn recovery(left: i64) -> Option<Recovery> {
        Some(Recovery { since: NOW, left, used_at: None })
    }

    #[test]
    fn recovery_codes_are_no_factor_of_their_own() {
        let alone = Factors { recovery: recovery(10), ..Factors::default() };
        assert!(!alone.any() && !alone.strong());
        assert_eq!(alone.offered(), []);
    }

    #[test]
    fn only_what_is_there_is_offered() {
        let app = Factors { authenticator: Some(HELD), ..Factors::default() };
        assert_eq!(app.offered(), [Kind::Authenticator]);
        let spent = Factors { recovery: recovery(0), ..app };
        assert_eq!(spent.offered(), [Kind::Authenticator]);
        let both = Factors { recovery: recovery(1), ..app };
        assert_eq!(both.offered(), [Kind::Authenticator, Kind::Recovery]);
    }

    #[test]
    fn what_was_used_last_is_offered_first() {
        let later = Some(NOW + std::time::Duration::from_secs(1));
        let passkeys = |used_at| Some(Passkeys { count: 1, used_at });
        let app = |used_at| Some(Held { used_at, ..HELD });
        let offered = |passkeys, authenticator| {
            Factors { passkeys, authenticator, text: None, recovery: recovery(1) }.offered()
        };
        let (first, second) = (Kind::Passkey, Kind::Authenticator);
        assert_eq!(offered(passkeys(Some(NOW)), app(later)), [second, first, Kind::Recovery]);
        assert_eq!(offered(passkeys(later), app(Some(NOW))), [first, second, Kind::Recovery]);
        assert_eq!(offered(passkeys(None), app(None)), [first, second, Kind::Recovery]);
        assert_eq!(offered(passkeys(None), None), [first, Kind::Recovery]);
    }

    #[test]
    fn what_an_operator_can_do_without_leaves_something_strong() {
        let passkeys = |count| Some(Passkeys { count, used_at: None });
        for (passkeys, authenticator, without_app, without_passkey) in [
            (None, Some(HELD), false, true),
            (passkeys(1), None, true, false),
            (passkeys(2), None, true, true),
            (passkeys(1), Some(HELD), true, true),
        ] {
            let factors = Factors { passkeys, authenticator, text: Some(HELD), recovery: None };
            assert!(factors.any() && factors.strong());
            assert_eq!(factors.strong_without_authenticator(), without_app);
            assert_eq!(factors.strong_without_a_passkey(), without_passkey);
        }
    }

    #[test]
    fn a_text_message_is_a_factor_but_no_strong_one() {
        let text = Factors { text: Some(HELD), recovery: recovery(1), ..Factors::default() };
        assert!(text.any() && !text.strong());
        assert_eq!(text.offered(), [Kind::Text, Kind::Recovery]);
        assert_eq!(text.offered_to(true), [Kind::Text, Kind::Recovery]);
        assert_eq!(text.confirming(false), [Kind::Recovery]);
        assert_eq!(text.confirming(true), [Kind::Text, Kind::Recovery]);
        let both = Factors { authenticator: Some(HELD), ..text };
        assert_eq!(both.offered_to(false), [Kind::Authenticator, Kind::Text, Kind::Recovery]);
        assert_eq!(both.offered_to(true), [Kind::Authenticator, Kind::Recovery]);
        for everything in [false, true] {
            assert_eq!(both.confirming(everything), [Kind::Authenticator, Kind::Recovery]);
        }
        assert!(!both.strong_without_authenticator());
    }

    #[test]
    fn a_kind_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::parse("sms"), Some(Kind::Text));
        assert_eq!(Kind::parse("mail"), None);
    }
}
