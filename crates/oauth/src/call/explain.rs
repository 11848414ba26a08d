//! What a line of a log means, in a sentence, and what to do about it.

use super::{Call, Endpoint, Outcome, causes};

/// What happened, and the remedy if one is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// What the app's developer does about it.
    pub fix: Option<&'static str>,
}

/// Explains a line.
pub fn explain(call: &Call) -> Explanation {
    if call.endpoint == Endpoint::Gap {
        let what =
            format!("{} lines are missing here: more was called than the log could take in.", call.status);
        return Explanation { what, fix: None };
    }
    let what = match (&call.description, call.outcome()) {
        (Some(description), _) => sentence(description),
        (None, Outcome::Succeeded) => success(call).to_owned(),
        (None, Outcome::Refused) => refusal(call).to_owned(),
        (None, Outcome::Failed) => "The service could not answer. Nothing was changed.".to_owned(),
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

fn success(call: &Call) -> &'static str {
    match (call.endpoint, call.grant_type.as_deref()) {
        (Endpoint::Authorize, _) if call.grant_id.is_some() => {
            "A member allowed the app and was sent back with an answer."
        }
        (Endpoint::Authorize, _) => {
            "A member arrived and was shown the next page: sign-in, an account, or what the app asks for."
        }
        (Endpoint::Token, Some("authorization_code")) => "A code was turned into tokens.",
        (Endpoint::Token, Some("refresh_token")) => "The next tokens were given for a refresh token.",
        (Endpoint::Token, Some("client_credentials")) => "The app got a token to act for itself.",
        (Endpoint::Token, _) => "Tokens were given.",
        (Endpoint::Revoke, _) => "A token was revoked, or was none any more.",
        (Endpoint::Introspect, _) => "A token was looked up.",
        (Endpoint::Userinfo, _) => "Claims about the member were read.",
        (Endpoint::Api, _) => "The call was answered.",
        (Endpoint::Gap, _) => "",
    }
}

fn refusal(call: &Call) -> &'static str {
    match call.status {
        404 => "There is nothing at this address, or not for this token.",
        405 => "This address does not take this method.",
        409 | 412 => "The object was changed meanwhile, or is in a state that does not allow this.",
        422 => "Something that was sent cannot stand; the answer says what.",
        429 => "Too many calls; the answer says when to come back.",
        _ => "The call was refused.",
    }
}

/// Remedies by a phrase of the description; the first that fits.
const BY_PHRASE: [(&str, &str); 23] = [
    (
        "already used; the tokens it gave",
        "Redeem each code once. A second try, such as a retry after a time-out, ends the first try's tokens: send the member through again.",
    ),
    (
        "the code is not known",
        "A code lives a minute and works once. Redeem it at once, on the server that received it.",
    ),
    (
        "the code has expired",
        "A code lives a minute. Redeem it as soon as the browser comes back, before other work.",
    ),
    (
        "another client",
        "Send the client id that asked for it. Two configurations may be mixed up, such as sandbox and live.",
    ),
    (
        "redirect_uri is not one that is registered",
        "Compare what was sent, below, with the app’s redirects page, letter for letter; add the address there if it is right.",
    ),
    ("redirect_uri", "Send the redirect_uri of the authorization request again, letter for letter."),
    (
        "code_verifier does not match",
        "Send the very verifier whose SHA-256 was the code_challenge. One per request: a page that is loaded twice overwrites it.",
    ),
    (
        "code_verifier",
        "Keep the PKCE verifier with the state until the browser comes back, and send it as code_verifier.",
    ),
    (
        "code_challenge",
        "Send code_challenge and code_challenge_method=S256 with each authorization request; every OAuth library has a switch for PKCE.",
    ),
    (
        "refresh token was already used",
        "Keep the new refresh token of each answer and forget the old one; let one process refresh at a time. The member must sign in again.",
    ),
    (
        "the refresh token is not known",
        "The grant has ended: it was removed, unused for too long, or revoked. Send the member through again.",
    ),
    (
        "secret is wrong",
        "Compare the last four characters with those on the credentials page. If the secret is lost, add a second one and stop the old.",
    ),
    (
        "must send its secret",
        "Send the client secret, in the Authorization header (Basic) or in the body, as the app was registered.",
    ),
    (
        "is public",
        "This app has no secret. Leave the secret and the Authorization header out; PKCE proves the request.",
    ),
    ("has been stopped", "The app is paused. Its settings page says by whom and how to go on."),
    ("has not registered", "Add the scope on the app's scopes page first, or leave it out of the request."),
    ("needs the scope", "Ask for this scope when the member is sent here; they must allow it once more."),
    (
        "unknown, expired or revoked",
        "Use the refresh token to get the next access token, and try this call once more. If that fails too, the member must sign in again.",
    ),
    (
        "the access token has expired",
        "An access token lives for expires_in seconds. Refresh before that, or when a call answers 401.",
    ),
    (
        "the member said no",
        "The member pressed “Don’t allow”. Say in the app what it needs and why, before sending them here.",
    ),
    ("nobody is signed in", "This is the normal answer to prompt=none: send the member again without it."),
    (
        "has not allowed all of this",
        "This is the normal answer to prompt=none: send the member again without it, so that they can decide.",
    ),
    ("is there more than once", "Send each parameter once."),
];

fn fix(call: &Call) -> Option<&'static str> {
    if call.outcome() == Outcome::Succeeded {
        return None;
    }
    let description = call.description.as_deref().unwrap_or_default();
    let by_phrase = BY_PHRASE.iter().find(|(phrase, _)| description.contains(phrase));
    by_phrase.map(|(_, fix)| *fix).or_else(|| fix_of_code(call))
}

fn fix_of_code(call: &Call) -> Option<&'static str> {
    if let Some(cause) = call.error.as_deref().and_then(causes) {
        return Some(cause.fix);
    }
    Some(match call.status {
        401 => "Send an access token in the Authorization header: Authorization: Bearer and the token.",
        403 => "Look at what the answer names: a scope, a right or a state is missing.",
        404 => "Check the path and the identifier in it.",
        405 => "Look the method up in the reference.",
        429 => "Wait as long as Retry-After says, then go on more slowly.",
        500.. => "Try again after the time in Retry-After. If it goes on, tell the operators the request id.",
        _ => "The body of the answer says what to change.",
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::call;
    use super::*;
    use crate::error::ErrorCode;

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
        assert_eq!(explanation.what, "The next tokens were given for a refresh token.");
        assert_eq!(explanation.fix, None);
    }

    #[test]
    fn a_refusal_says_what_happened_and_what_to_do() {
        let explanation = explain(&refused(ErrorCode::InvalidGrant, "the code has expired"));
        assert_eq!(explanation.what, "The code has expired.");
        assert!(explanation.fix.unwrap().starts_with("A code lives a minute."));
        let unknown = explain(&refused(ErrorCode::InvalidScope, "something new"));
        assert_eq!(unknown.fix, causes("invalid_scope").map(|causes| causes.fix));
        let bare = explain(&Call { status: 404, ..call() });
        assert!(bare.what.contains("nothing at this address") && bare.fix.is_some());
    }

    #[test]
    fn a_gap_says_how_much_is_missing() {
        assert!(explain(&Call::gap(call().id, 12)).what.starts_with("12 lines are missing"));
    }
}
