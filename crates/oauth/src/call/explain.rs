//! What a line of a log means, and what to do about it.

use super::{Call, Endpoint, Outcome};
use crate::error::ErrorCode;

/// What happened, and the remedy if one is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: What,
    /// What the app's developer does about it.
    pub fix: Option<Fix>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// So many lines are missing.
    Missing(u16),
    /// What the answer itself said, as a sentence. Answers to programs are in English.
    Said(String),
    /// A member allowed the app.
    Allowed,
    /// A member arrived.
    Arrived,
    /// A code was redeemed.
    Redeemed,
    /// A refresh token was used.
    Refreshed,
    /// The app got a token for itself.
    OwnToken,
    /// Tokens were given.
    Tokens,
    /// A token was revoked.
    Revoked,
    /// A token was looked up.
    Introspected,
    /// Claims were read.
    Claims,
    /// The API answered.
    Answered,
    /// Nothing is there.
    NotThere,
    /// Not with this method.
    WrongMethod,
    /// It changed meanwhile.
    Changed,
    /// Fields cannot stand.
    CannotStand,
    /// Too many calls.
    TooMany,
    /// Refused, without another reason.
    Refused,
    /// A fault of ours.
    Failed,
}

/// What the app's developer does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// A code was redeemed twice.
    CodeUsed,
    /// A code that is not known.
    CodeUnknown,
    /// A code that was redeemed too late.
    CodeExpired,
    /// What was given to another client.
    OtherClient,
    /// A redirect address that is not registered.
    RedirectUnregistered,
    /// A redirect address that differs from the request's.
    Redirect,
    /// A verifier that does not match its challenge.
    VerifierWrong,
    /// No verifier, or one that is malformed.
    Verifier,
    /// No challenge, or one that is malformed.
    Challenge,
    /// A refresh token was used twice.
    RefreshUsed,
    /// A refresh token that is not known.
    RefreshUnknown,
    /// A wrong secret.
    SecretWrong,
    /// No secret.
    SecretMissing,
    /// A secret, or a grant, of an app that has none.
    Public,
    /// The app is paused.
    Stopped,
    /// A scope the app did not register.
    ScopeUnregistered,
    /// A scope the token lacks.
    ScopeNeeded,
    /// An access token that does not work.
    TokenUnknown,
    /// An access token that has expired.
    TokenExpired,
    /// The member did not allow it.
    MemberRefused,
    /// Nobody is signed in, and none may be asked.
    Nobody,
    /// The member has not allowed it, and may not be asked.
    NotAllowedYet,
    /// A parameter came twice.
    Repeated,
    /// What is done about this error in general.
    Of(ErrorCode),
    /// What is done about a status when the answer said nothing else.
    OfStatus(u16),
}

/// Explains a line.
pub fn explain(call: &Call) -> Explanation {
    if call.endpoint == Endpoint::Gap {
        return Explanation { what: What::Missing(call.status), fix: None };
    }
    let what = match (&call.description, call.outcome()) {
        (Some(description), _) => What::Said(sentence(description)),
        (None, Outcome::Succeeded) => success(call),
        (None, Outcome::Refused) => refusal(call),
        (None, Outcome::Failed) => What::Failed,
    };
    Explanation { what, fix: fix(call) }
}

/// A description as a sentence: it begins in lower case and has no stop. A parameter's name stays as it is written.
fn sentence(description: &str) -> String {
    let mut letters = description.chars();
    let is_name = description.split_whitespace().next().is_some_and(|word| word.contains('_'));
    let first = letters.next().filter(|_| !is_name).map(|first| first.to_uppercase().collect::<String>());
    let mut text = first.map_or_else(|| description.to_owned(), |first| first + letters.as_str());
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn success(call: &Call) -> What {
    match (call.endpoint, call.grant_type.as_deref()) {
        (Endpoint::Authorize, _) if call.grant_id.is_some() => What::Allowed,
        (Endpoint::Authorize, _) => What::Arrived,
        (Endpoint::Token, Some("authorization_code")) => What::Redeemed,
        (Endpoint::Token, Some("refresh_token")) => What::Refreshed,
        (Endpoint::Token, Some("client_credentials")) => What::OwnToken,
        (Endpoint::Token, _) => What::Tokens,
        (Endpoint::Revoke, _) => What::Revoked,
        (Endpoint::Introspect, _) => What::Introspected,
        (Endpoint::Userinfo, _) => What::Claims,
        (Endpoint::Api | Endpoint::Gap, _) => What::Answered,
    }
}

fn refusal(call: &Call) -> What {
    match call.status {
        404 => What::NotThere,
        405 => What::WrongMethod,
        409 | 412 => What::Changed,
        422 => What::CannotStand,
        429 => What::TooMany,
        _ => What::Refused,
    }
}

/// Remedies by a phrase of the description; the first that fits.
const BY_PHRASE: [(&str, Fix); 23] = [
    ("already used; the tokens it gave", Fix::CodeUsed),
    ("the code is not known", Fix::CodeUnknown),
    ("the code has expired", Fix::CodeExpired),
    ("another client", Fix::OtherClient),
    ("redirect_uri is not one that is registered", Fix::RedirectUnregistered),
    ("redirect_uri", Fix::Redirect),
    ("code_verifier does not match", Fix::VerifierWrong),
    ("code_verifier", Fix::Verifier),
    ("code_challenge", Fix::Challenge),
    ("refresh token was already used", Fix::RefreshUsed),
    ("the refresh token is not known", Fix::RefreshUnknown),
    ("secret is wrong", Fix::SecretWrong),
    ("must send its secret", Fix::SecretMissing),
    ("is public", Fix::Public),
    ("has been stopped", Fix::Stopped),
    ("has not registered", Fix::ScopeUnregistered),
    ("needs the scope", Fix::ScopeNeeded),
    ("unknown, expired or revoked", Fix::TokenUnknown),
    ("the access token has expired", Fix::TokenExpired),
    ("the member said no", Fix::MemberRefused),
    ("nobody is signed in", Fix::Nobody),
    ("has not allowed all of this", Fix::NotAllowedYet),
    ("is there more than once", Fix::Repeated),
];

fn fix(call: &Call) -> Option<Fix> {
    if call.outcome() == Outcome::Succeeded {
        return None;
    }
    let description = call.description.as_deref().unwrap_or_default();
    let by_phrase = BY_PHRASE.iter().find(|(phrase, _)| description.contains(phrase)).map(|(_, fix)| *fix);
    let of_code = || call.error.as_deref().and_then(ErrorCode::parse).map(Fix::Of);
    Some(by_phrase.or_else(of_code).unwrap_or(Fix::OfStatus(call.status)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::call;
    use super::*;

    fn refused(code: ErrorCode, description: &'static str) -> Call {
        Call {
            status: 400,
            error: Some(code.as_str().into()),
            description: Some(description.into()),
            ..call()
        }
    }

    #[test]
    fn a_success_needs_no_remedy() {
        let explanation = explain(&call());
        assert_eq!(explanation.what, What::Refreshed);
        assert_eq!(explanation.fix, None);
    }

    #[test]
    fn a_refusal_says_what_happened_and_what_to_do() {
        let explanation = explain(&refused(ErrorCode::InvalidGrant, "the code has expired"));
        assert_eq!(explanation.what, What::Said("The code has expired.".to_owned()));
        assert_eq!(explanation.fix, Some(Fix::CodeExpired));
        let unknown = explain(&refused(ErrorCode::InvalidScope, "something new"));
        assert_eq!(unknown.fix, Some(Fix::Of(ErrorCode::InvalidScope)));
        let bare = explain(&Call { status: 404, ..call() });
        assert_eq!((bare.what, bare.fix), (What::NotThere, Some(Fix::OfStatus(404))));
    }

    #[test]
    fn a_gap_says_how_much_is_missing() {
        assert_eq!(explain(&Call::gap(call().id, 12)).what, What::Missing(12));
    }
}
