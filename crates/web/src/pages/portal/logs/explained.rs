//! What a line of a log means, in words.

use oauth::call::{BadFilter, Explanation, Fix, Wanted, What};

use super::super::causes;
use crate::words::{self, Phrase};

/// What happened.
pub(super) fn what(what: &What) -> Phrase {
    match what {
        What::Missing(lines) => words::t("log-what-missing").with("number", lines),
        // English reads it as it is; other languages quote it, since it is what programs are told.
        What::Said(said) => words::t("log-said").with("said", said),
        What::Allowed => words::t("log-what-allowed"),
        What::Arrived => words::t("log-what-arrived"),
        What::Redeemed => words::t("log-what-redeemed"),
        What::Refreshed => words::t("log-what-refreshed"),
        What::OwnToken => words::t("log-what-own"),
        What::Tokens => words::t("log-what-tokens"),
        What::Revoked => words::t("log-what-revoked"),
        What::Introspected => words::t("log-what-introspected"),
        What::Claims => words::t("log-what-claims"),
        What::Answered => words::t("log-what-answered"),
        What::NotThere => words::t("log-what-nothing"),
        What::WrongMethod => words::t("log-what-method"),
        What::Changed => words::t("log-what-changed"),
        What::CannotStand => words::t("log-what-stand"),
        What::TooMany => words::t("log-what-many"),
        What::Refused => words::t("log-what-refused"),
        What::Failed => words::t("log-what-failed"),
    }
}

/// What the app's developer does about it.
pub(super) fn fix(explanation: &Explanation) -> Option<Phrase> {
    Some(match explanation.fix? {
        Fix::CodeUsed => words::t("log-fix-code-used"),
        Fix::CodeUnknown => words::t("log-fix-code-unknown"),
        Fix::CodeExpired => words::t("log-fix-code-expired"),
        Fix::OtherClient => words::t("log-fix-other-client"),
        Fix::RedirectUnregistered => words::t("log-fix-redirect-unregistered"),
        Fix::Redirect => words::t("log-fix-redirect"),
        Fix::VerifierWrong => words::t("log-fix-verifier-wrong"),
        Fix::Verifier => words::t("log-fix-verifier"),
        Fix::Challenge => words::t("log-fix-challenge"),
        Fix::RefreshUsed => words::t("log-fix-refresh-used"),
        Fix::RefreshUnknown => words::t("log-fix-refresh-unknown"),
        Fix::SecretWrong => words::t("log-fix-secret-wrong"),
        Fix::SecretMissing => words::t("log-fix-secret-missing"),
        Fix::Public => words::t("log-fix-public"),
        Fix::Stopped => words::t("log-fix-stopped"),
        Fix::ScopeUnregistered => words::t("log-fix-scope-unregistered"),
        Fix::ScopeNeeded => words::t("log-fix-scope-needed"),
        Fix::TokenUnknown => words::t("log-fix-token-unknown"),
        Fix::TokenExpired => words::t("log-fix-token-expired"),
        Fix::MemberRefused => words::t("log-fix-member-refused"),
        Fix::Nobody => words::t("log-fix-nobody"),
        Fix::NotAllowedYet => words::t("log-fix-not-allowed"),
        Fix::Repeated => words::t("log-fix-repeated"),
        Fix::Of(code) => causes::fix(code),
        Fix::OfStatus(status) => of_status(status),
    })
}

const fn of_status(status: u16) -> Phrase {
    match status {
        401 => words::t("log-fix-401"),
        403 => words::t("log-fix-403"),
        404 => words::t("log-fix-404"),
        405 => words::t("log-fix-405"),
        429 => words::t("log-fix-429"),
        500.. => words::t("log-fix-5xx"),
        _ => words::t("log-fix-answer"),
    }
}

/// Why a filter could not be read.
pub(super) fn bad_filter(bad: &BadFilter) -> Phrase {
    let (word, wanted) = match bad {
        BadFilter::TooLong => return words::t("log-filter-long"),
        BadFilter::Word(word, wanted) => (word, wanted),
    };
    let phrase = match wanted {
        Wanted::Status => words::t("log-filter-status"),
        Wanted::Endpoint => words::t("log-filter-endpoint"),
        Wanted::Outcome => words::t("log-filter-outcome"),
        Wanted::Member => words::t("log-filter-member"),
        Wanted::Line => words::t("log-filter-line"),
        Wanted::Flow => words::t("log-filter-flow"),
    };
    phrase.with("word", word)
}
