//! A member's security log: what of the audit record concerns them. Pages put it into words.

use crate::audit::Event;

/// How long events stand in the log.
pub const SHOWN_FOR: std::time::Duration = std::time::Duration::from_secs(180 * 86_400);

/// What an event is about; members filter by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signing in and out.
    SignIn,
    /// The password and other proofs.
    Proof,
    /// Apps and tokens that act for the member.
    App,
    /// The account itself.
    Account,
    /// Apps the member looks after.
    Developer,
}

impl Kind {
    /// Every kind, in the order of a page.
    pub const ALL: [Self; 5] = [Self::SignIn, Self::Proof, Self::App, Self::Account, Self::Developer];

    /// Its name, in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Proof => "proof",
            Self::App => "app",
            Self::Account => "account",
            Self::Developer => "developer",
        }
    }

    /// Reads its name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What the actions of its events begin with: `session` of `session.start`.
    pub const fn subjects(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => &["session", "browser"],
            Self::Proof => &["password", "factor", "recovery", "passkey", "totp", "sms"],
            Self::App => &["consent", "grant", "token", "code", "refresh", "personal-token"],
            Self::Account => &["account", "email", "profile", "data", "phone", "photo", "setup"],
            Self::Developer => &["client", "registration", "key", "mail"],
        }
    }

    /// The actions about this.
    pub fn actions(self) -> impl Iterator<Item = &'static str> {
        ACTIONS.iter().copied().filter(move |action| Self::of(action) == self)
    }

    /// What an action is about; what is new here is about the account.
    pub fn of(action: &str) -> Self {
        let subject = action.split('.').next().unwrap_or_default();
        let found = Self::ALL.into_iter().find(|kind| kind.subjects().contains(&subject));
        found.unwrap_or(Self::Account)
    }
}

/// Actions that members filter by. Pages have words for each.
pub const ACTIONS: &[&str] = &[
    "session.start",
    "session.renew",
    "session.end",
    "session.end-others",
    "browser.trust",
    "browser.forget",
    "browser.forget-all",
    "password.set",
    "password.leaked",
    "password.reset-sent",
    "factor.add",
    "factor.use",
    "factor.remove",
    "factor.lock",
    "factor.reset",
    "recovery.make",
    "recovery.confirm",
    "passkey.add",
    "passkey.use",
    "passkey.rename",
    "passkey.remove",
    "sms.send",
    "consent.give",
    "consent.narrow",
    "consent.withdraw",
    "grant.create",
    "token.revoke",
    "personal-token.create",
    "personal-token.stop",
    "personal-token.leaked",
    "token.leaked",
    "account.create",
    "account.lock",
    "account.unlock",
    "account.disown",
    "account.delete",
    "account.delete-asked",
    "account.delete-kept",
    "data.export-asked",
    "data.export-made",
    "data.export-read",
    "email.verification-sent",
    "email.verify",
    "email.change-asked",
    "email.change",
    "email.undo",
    "profile.change",
    "photo.set",
    "photo.remove",
    "client.create",
    "client.update",
    "client.suspend",
    "client.resume",
    "client.delete",
    "client.secret-add",
    "client.secret-stop",
    "client.secret-leaked",
    "mail.read",
];

/// The client an event names, as the target or in its facts.
pub fn client_of(event: &Event) -> Option<String> {
    let named = event.target.strip_prefix("client:").map(str::to_owned);
    named.or_else(|| fact(event, "client"))
}

/// A fact of an event.
pub fn fact(event: &Event, name: &str) -> Option<String> {
    let facts: serde_json::Value = serde_json::from_str(&event.detail).ok()?;
    facts.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;
    use oauth::EventId;

    fn event(action: &str, result: &str) -> Event {
        Event {
            id: EventId::from_bytes([1; 16]),
            at: NOW,
            actor: "user:x".into(),
            action: action.into(),
            target: "client:app_live_x".into(),
            address: "203.0.113.1".into(),
            result: result.into(),
            detail: r#"{"device":"Firefox on Linux","client":"app_live_y"}"#.into(),
        }
    }

    #[test]
    fn every_action_has_its_kind_and_each_kind_its_name() {
        for action in ACTIONS {
            let subject = action.split('.').next().unwrap();
            assert!(Kind::of(action).subjects().contains(&subject), "{action}");
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.name()), Some(kind));
        }
        assert_eq!(Kind::of("moon.look-at"), Kind::Account);
    }

    #[test]
    fn facts_are_read_from_an_event() {
        assert_eq!(client_of(&event("x.y", "ok")).as_deref(), Some("app_live_x"));
        let elsewhere = Event { target: "grant:1".into(), ..event("x.y", "ok") };
        assert_eq!(client_of(&elsewhere).as_deref(), Some("app_live_y"));
        assert_eq!(fact(&elsewhere, "device").as_deref(), Some("Firefox on Linux"));
        assert_eq!(fact(&Event { detail: String::new(), ..elsewhere }, "device"), None);
    }
}
