//! What the audit record says of a member's account, in words.

use account::audit::Event;
use account::log::Kind;

use super::{Phrase, t};

/// What happened; `app` is the name of the app it happened with. An action without words of its own is told by its
/// name: better a stiff line than none.
pub(crate) fn told(event: &Event, app: Option<&str>) -> Phrase {
    let refused = event.result != "ok";
    let what = match (of(&event.action), refused) {
        (Some((_, Some(no))), true) => return with_app(no, app),
        (Some((done, _)), _) => with_app(done, app),
        (None, _) => t("event-other").with("action", plain(&event.action)),
    };
    if refused { t("event-refused").phrase("what", what) } else { what }
}

fn with_app(phrase: Phrase, app: Option<&str>) -> Phrase {
    match app {
        Some(name) => phrase.with("app", name),
        None => phrase.phrase("app", t("event-some-app")),
    }
}

fn plain(action: &str) -> String {
    let plain = action.replace(['.', '-'], " ");
    let mut letters = plain.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// What an event is about.
pub(crate) fn kind(kind: Kind) -> Phrase {
    match kind {
        Kind::SignIn => t("security-log-kind-sign-in"),
        Kind::Proof => t("security-log-kind-proof"),
        Kind::App => t("security-log-kind-app"),
        Kind::Account => t("security-log-kind-account"),
        Kind::Developer => t("security-log-kind-developer"),
    }
}

/// Why something was refused, where the record's own word is not the best.
pub(crate) fn why(result: &str) -> Option<Phrase> {
    Some(match result {
        "wrong password" => t("security-log-why-password"),
        "wrong code" => t("security-log-why-code"),
        "denied" => t("security-log-why-denied"),
        "locked" => t("security-log-why-locked"),
        "second factor owed" => t("security-log-why-owed"),
        _ => return None,
    })
}

/// Done and, where it has words of its own, refused.
fn of(action: &str) -> Option<(Phrase, Option<Phrase>)> {
    Some(match action {
        "session.start" => (t("event-session-start"), Some(t("event-session-start-refused"))),
        "session.renew" => (t("event-session-renew"), Some(t("event-session-renew-refused"))),
        "session.end" => (t("event-session-end"), None),
        "session.end-others" => (t("event-session-end-others"), None),
        "browser.trust" => (t("event-browser-trust"), None),
        "browser.forget" => (t("event-browser-forget"), None),
        "browser.forget-all" => (t("event-browser-forget-all"), None),
        "password.set" => (t("event-password-set"), None),
        "password.leaked" => (t("event-password-leaked"), None),
        "password.reset-sent" => (t("event-password-reset-sent"), None),
        "factor.add" => (t("event-factor-add"), None),
        "factor.use" => (t("event-factor-use"), Some(t("event-factor-use-refused"))),
        "factor.remove" => (t("event-factor-remove"), None),
        "factor.lock" => (t("event-factor-lock"), None),
        "factor.reset" => (t("event-factor-reset"), None),
        "recovery.make" => (t("event-recovery-make"), None),
        "recovery.confirm" => (t("event-recovery-confirm"), None),
        "passkey.add" => (t("event-passkey-add"), Some(t("event-passkey-add-refused"))),
        "passkey.use" => (t("event-passkey-use"), None),
        "passkey.rename" => (t("event-passkey-rename"), None),
        "passkey.remove" => (t("event-passkey-remove"), None),
        "sms.send" => (t("event-sms-send"), Some(t("event-sms-send-refused"))),
        "consent.give" => (t("event-consent-give"), Some(t("event-consent-give-refused"))),
        "consent.narrow" => (t("event-consent-narrow"), None),
        "consent.withdraw" => (t("event-consent-withdraw"), None),
        "grant.create" => (t("event-grant-create"), None),
        "token.revoke" => (t("event-token-revoke"), None),
        "personal-token.create" => (t("event-personal-token-create"), None),
        "personal-token.stop" => (t("event-personal-token-stop"), None),
        "personal-token.leaked" => (t("event-personal-token-leaked"), None),
        "token.leaked" => (t("event-token-leaked"), None),
        "account.create" => (t("event-account-create"), None),
        "account.lock" => (t("event-account-lock"), None),
        "account.unlock" => (t("event-account-unlock"), None),
        "account.disown" => (t("event-account-disown"), None),
        "account.delete" => (t("event-account-delete"), None),
        "account.delete-asked" => (t("event-account-delete-asked"), None),
        "account.delete-kept" => (t("event-account-delete-kept"), None),
        "data.export-asked" => (t("event-data-export-asked"), None),
        "data.export-made" => (t("event-data-export-made"), None),
        "data.export-read" => (t("event-data-export-read"), None),
        "email.verification-sent" => (t("event-email-verification-sent"), None),
        "email.verify" => (t("event-email-verify"), Some(t("event-email-verify-refused"))),
        "email.change-asked" => (t("event-email-change-asked"), None),
        "email.change" => (t("event-email-change"), Some(t("event-email-change-refused"))),
        "email.undo" => (t("event-email-undo"), None),
        "profile.change" => (t("event-profile-change"), None),
        "photo.set" => (t("event-photo-set"), None),
        "photo.remove" => (t("event-photo-remove"), None),
        "client.create" => (t("event-client-create"), None),
        "client.update" => (t("event-client-update"), None),
        "client.suspend" => (t("event-client-suspend"), None),
        "client.resume" => (t("event-client-resume"), None),
        "client.delete" => (t("event-client-delete"), None),
        "client.secret-add" => (t("event-client-secret-add"), None),
        "client.secret-stop" => (t("event-client-secret-stop"), None),
        "client.secret-leaked" => (t("event-client-secret-leaked"), None),
        "mail.read" => (t("event-mail-read"), None),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use account::log::ACTIONS;
    use oauth::{EventId, Timestamp};

    use super::*;

    fn event(action: &str, result: &str) -> Event {
        Event {
            id: EventId::from_bytes([1; 16]),
            at: Timestamp::from_seconds(1_800_000_000),
            actor: "user:x".into(),
            action: action.into(),
            target: String::new(),
            address: "203.0.113.1".into(),
            result: result.into(),
            detail: String::new(),
        }
    }

    #[test]
    fn an_event_is_told_in_words() {
        for (action, result, words) in [
            ("session.start", "ok", "Signed in"),
            ("session.start", "wrong password", "A sign-in was refused"),
            ("consent.give", "ok", "Allowed Robot"),
            ("consent.give", "denied", "Did not allow Robot"),
            ("password.set", "no", "Changed the password: refused"),
            ("moon.look-at", "ok", "Moon look at"),
            ("moon.look-at", "no", "Moon look at: refused"),
        ] {
            assert_eq!(told(&event(action, result), Some("Robot")).to_string(), words);
        }
        assert_eq!(told(&event("consent.withdraw", "ok"), None).to_string(), "Removed access of an app");
    }

    #[test]
    fn every_action_that_members_filter_by_has_words() {
        for action in ACTIONS {
            assert!(of(action).is_some(), "{action}");
        }
    }
}
