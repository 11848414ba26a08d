//! A member's security log: what of the audit record concerns them, in words.

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

    /// Its words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SignIn => "Signing in and out",
            Self::Proof => "Password and other proofs",
            Self::App => "Apps and tokens",
            Self::Account => "Account and profile",
            Self::Developer => "Apps you look after",
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

    /// The actions about this that have words.
    pub fn actions(self) -> impl Iterator<Item = &'static str> {
        WORDS.iter().map(|(action, ..)| *action).filter(move |action| Self::of(action) == self)
    }

    /// What an action is about; what is new here is about the account.
    pub fn of(action: &str) -> Self {
        let subject = action.split('.').next().unwrap_or_default();
        let found = Self::ALL.into_iter().find(|kind| kind.subjects().contains(&subject));
        found.unwrap_or(Self::Account)
    }
}

/// Actions with their words: done, and refused. `{app}` stands for an app's name.
const WORDS: &[(&str, &str, &str)] = &[
    ("session.start", "Signed in", "A sign-in was refused"),
    ("session.renew", "Confirmed it’s you", "A confirmation was refused"),
    ("session.end", "Signed out of a browser", ""),
    ("session.end-others", "Signed out everywhere else", ""),
    ("browser.trust", "Trusted a browser", ""),
    ("browser.forget", "Stopped trusting a browser", ""),
    ("browser.forget-all", "Stopped trusting all browsers", ""),
    ("password.set", "Changed the password", ""),
    ("password.leaked", "The password was found on a list of leaked ones", ""),
    ("password.reset-sent", "A link for a new password was sent", ""),
    ("factor.add", "Added a second factor", ""),
    ("factor.use", "Used a second factor", "A second factor was refused"),
    ("factor.remove", "Removed a second factor", ""),
    ("factor.lock", "A second factor was locked after wrong codes", ""),
    ("factor.reset", "An operator removed the second factors", ""),
    ("recovery.make", "Made recovery codes", ""),
    ("recovery.confirm", "Saved new recovery codes", ""),
    ("passkey.add", "Added a passkey", "A new passkey was refused"),
    ("passkey.use", "Used a passkey", ""),
    ("passkey.rename", "Renamed a passkey", ""),
    ("passkey.remove", "Removed a passkey", ""),
    ("consent.give", "Allowed {app}", "Did not allow {app}"),
    ("consent.narrow", "Changed what {app} may do", ""),
    ("consent.withdraw", "Removed access of {app}", ""),
    ("grant.create", "{app} was given access", ""),
    ("token.revoke", "Ended a token", ""),
    ("personal-token.create", "Made a personal token", ""),
    ("personal-token.stop", "Stopped a personal token", ""),
    ("personal-token.leaked", "A personal token was found in the open and stopped", ""),
    ("token.leaked", "A token of {app} was found in the open and ended", ""),
    ("account.create", "Made the account", ""),
    ("account.lock", "The account was locked", ""),
    ("account.unlock", "The account was unlocked", ""),
    ("account.disown", "“This wasn’t me”: everything was ended", ""),
    ("account.delete", "The account was deleted", ""),
    ("account.delete-asked", "Asked to delete the account", ""),
    ("account.delete-kept", "Kept the account", ""),
    ("data.export-asked", "Asked for a copy of the data", ""),
    ("data.export-made", "A copy of the data was made", ""),
    ("data.export-read", "Downloaded a copy of the data", ""),
    ("email.verification-sent", "A code for the address was sent", ""),
    ("email.verify", "Confirmed the address", "A wrong code for the address"),
    ("email.change-asked", "Asked to change the address", ""),
    ("email.change", "Changed the address", "A wrong code for the new address"),
    ("email.undo", "Took the old address back", ""),
    ("profile.change", "Changed the profile", ""),
    ("photo.set", "Changed the photo", ""),
    ("photo.remove", "Removed the photo", ""),
    ("client.create", "Registered {app}", ""),
    ("client.update", "Changed {app}", ""),
    ("client.suspend", "Paused {app}", ""),
    ("client.resume", "Let {app} go on", ""),
    ("client.delete", "Deleted {app}", ""),
    ("client.secret-add", "Added a secret of {app}", ""),
    ("client.secret-stop", "Stopped a secret of {app}", ""),
    ("client.secret-leaked", "A secret of {app} was found in the open and stopped", ""),
    ("mail.read", "Read a mail in the outbox", ""),
];

/// What happened, in words; `app` is the name of the app it happened with. An action without words of its own is
/// told by its name: better a stiff line than none.
pub fn words(event: &Event, app: Option<&str>) -> String {
    let refused = event.result != "ok";
    let found = WORDS.iter().find(|(action, ..)| *action == event.action);
    let text = match found {
        Some((_, done, "")) if refused => format!("{done}: refused"),
        Some((_, _, words)) if refused => (*words).to_owned(),
        Some((_, done, _)) => (*done).to_owned(),
        None => {
            let plain = event.action.replace(['.', '-'], " ");
            let mut letters = plain.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
            format!("{first}{}{}", letters.as_str(), if refused { ": refused" } else { "" })
        }
    };
    text.replace("{app}", app.unwrap_or("an app"))
}

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
    fn an_event_is_told_in_words() {
        for (action, result, told) in [
            ("session.start", "ok", "Signed in"),
            ("session.start", "wrong password", "A sign-in was refused"),
            ("consent.give", "ok", "Allowed Robot"),
            ("consent.give", "denied", "Did not allow Robot"),
            ("password.set", "no", "Changed the password: refused"),
            ("moon.look-at", "ok", "Moon look at"),
            ("moon.look-at", "no", "Moon look at: refused"),
        ] {
            assert_eq!(words(&event(action, result), Some("Robot")), told);
        }
        assert_eq!(words(&event("consent.withdraw", "ok"), None), "Removed access of an app");
    }

    #[test]
    fn every_action_with_words_has_its_kind_and_each_kind_its_name() {
        for (action, ..) in WORDS {
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
