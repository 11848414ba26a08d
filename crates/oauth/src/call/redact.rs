//! What of a request's parameters may be kept.

use crate::params::Params;

/// Parameters whose values say nothing that must stay secret and nothing about a member.
const KEPT: [&str; 17] = [
    "acr_values",
    "client_id",
    "code_challenge_method",
    "display",
    "grant_type",
    "max_age",
    "post_logout_redirect_uri",
    "prompt",
    "redirect_uri",
    "resource",
    "response_mode",
    "response_type",
    "scope",
    "token_type_hint",
    "ui_locales",
    "client_assertion_type",
    "claims_locales",
];

/// Of everything else it is kept only that it was sent.
const HIDDEN: &str = "[not kept]";

/// The longest value that is kept whole, in characters, and the longest line.
const LONGEST: (usize, usize) = (300, 2_000);

/// The parameters as a log keeps them, one `name=value` a line: codes, tokens, secrets, verifiers, `state`, hints and
/// names that are not known lose their value.
pub fn redact(params: &Params) -> String {
    let (longest_value, longest) = LONGEST;
    let mut text = String::new();
    for (name, value) in params.iter() {
        let known = KEPT.contains(&name);
        let shown: String = match known {
            true => value.chars().filter(|c| !c.is_control()).take(longest_value).collect(),
            false => HIDDEN.to_owned(),
        };
        let name: String = name.chars().filter(|c| !c.is_control() && *c != '=').take(60).collect();
        if text.len() + name.len() + shown.len() > longest {
            text.push('…');
            break;
        }
        text.push_str(&format!("{name}={shown}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_lose_their_values() {
        let body = b"grant_type=authorization_code&code=ac_1234&client_secret=sec_live_1&redirect_uri=https%3A%2F%2Fa.example%2Fcb&code_verifier=v&state=s&login_hint=ada%40x.example&odd=1";
        let text = redact(&Params::parse(body).unwrap());
        assert!(text.contains("grant_type=authorization_code\n"));
        assert!(text.contains("redirect_uri=https://a.example/cb\n"));
        for secret in ["ac_1234", "sec_live", "=v\n", "=s\n", "ada", "odd=1"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }

    #[test]
    fn nothing_grows_without_end() {
        let (scope, uri) = ("a".repeat(9_000), "\nb".repeat(500));
        let text = redact(&Params::from_pairs([("scope", scope.as_str()), ("redirect_uri", uri.as_str())]));
        assert!(text.len() <= 2_100 && text.lines().count() == 2);
        let many: Vec<String> = (0..1_000).map(|number| format!("p{number}")).collect();
        let text = redact(&Params::from_pairs(many.iter().map(|name| (name.as_str(), "x"))));
        assert!(text.len() <= 2_100);
    }
}
