//! What errors mean in general, for the pages that explain them.

/// What an error means in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Causes {
    /// The error's registered name.
    pub code: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// What usually leads to it.
    pub usual: &'static [&'static str],
    /// What to do.
    pub fix: &'static str,
}

/// What an error means, by its registered name; `None` for one this server never gives.
pub fn causes(code: &str) -> Option<&'static Causes> {
    CAUSES.iter().find(|known| known.code == code)
}

/// Every error of the endpoints (RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1; OIDC Core §3.1.2.6).
const CAUSES: &[Causes] = &[
    Causes {
        code: "invalid_request",
        meaning: "A parameter is missing, repeated, malformed, or does not go with another one.",
        usual: &[
            "A parameter that PKCE or OpenID Connect needs was left out.",
            "The body is JSON, where a form is expected.",
            "A parameter is in the query and in the body.",
        ],
        fix: "Read error_description: it names the parameter. Send each one once, as a form.",
    },
    Causes {
        code: "invalid_client",
        meaning: "The app did not prove who it is.",
        usual: &[
            "The secret was mistyped, cut, or stopped.",
            "The client id belongs to the other environment.",
            "Basic credentials were not form-encoded before base64.",
        ],
        fix: "Compare client id and the last four characters of the secret with the credentials page.",
    },
    Causes {
        code: "invalid_grant",
        meaning: "The code or refresh token is not good for this request.",
        usual: &[
            "The code was used already, or is older than a minute.",
            "redirect_uri or code_verifier differ from the authorization request.",
            "A refresh token was used twice, or its member took the consent back.",
        ],
        fix: "Send the member through the authorization request again, and redeem the new code at once.",
    },
    Causes {
        code: "unauthorized_client",
        meaning: "This app may not use this grant or response type.",
        usual: &["A browser app asks for a token for itself.", "The implicit grant, which is off."],
        fix: "Choose the grant that the app's kind allows; its settings page lists them.",
    },
    Causes {
        code: "unsupported_grant_type",
        meaning: "There is no such grant type here.",
        usual: &["grant_type is misspelt.", "The password grant, which does not exist here."],
        fix: "Use authorization_code, refresh_token or client_credentials.",
    },
    Causes {
        code: "unsupported_response_type",
        meaning: "There is no such response type here.",
        usual: &["response_type is missing or misspelt."],
        fix: "Use response_type=code.",
    },
    Causes {
        code: "invalid_scope",
        meaning: "A scope is unknown, malformed, or more than the app may ask for.",
        usual: &[
            "The scope is not registered for the app.",
            "Scopes are separated by commas instead of blanks.",
            "A refresh asks for more than was granted.",
        ],
        fix: "Register the scope on the app's scopes page, or leave it out.",
    },
    Causes {
        code: "access_denied",
        meaning: "The member, or a rule of the service, said no.",
        usual: &["The member pressed “Don’t allow”."],
        fix: "Offer the member to try again; do not send them here again by yourself.",
    },
    Causes {
        code: "login_required",
        meaning: "Somebody would have to sign in, and prompt=none forbids to ask.",
        usual: &["The session has ended.", "Another member is signed in than id_token_hint names."],
        fix: "Send the member again without prompt=none.",
    },
    Causes {
        code: "consent_required",
        meaning: "The member would have to allow something, and prompt=none forbids to ask.",
        usual: &[
            "The app asks for a scope the member has not allowed.",
            "The member took their consent back.",
        ],
        fix: "Send the member again without prompt=none.",
    },
    Causes {
        code: "account_selection_required",
        meaning: "The member would have to choose an account, and prompt=none forbids to ask.",
        usual: &["Several accounts are signed in in this browser."],
        fix: "Send the member again without prompt=none, or with id_token_hint.",
    },
    Causes {
        code: "invalid_request_object",
        meaning: "The request object cannot be taken.",
        usual: &[
            "It is signed with a key that the app has not registered, or not signed at all.",
            "iss, aud or exp in it are missing or wrong, or it has expired.",
            "client_id inside and outside differ.",
        ],
        fix: "Sign it with a registered key, with iss the client id, aud this issuer, and an exp some minutes ahead.",
    },
    Causes {
        code: "invalid_request_uri",
        meaning: "What request_uri leads to cannot be had.",
        usual: &[
            "The address is not registered for the app, letter for letter.",
            "It does not answer within three seconds, answers with a redirect, or with something else than a request object.",
        ],
        fix: "Register the address in request_uris, and serve the request object there over https.",
    },
    Causes {
        code: "unmet_authentication_requirements",
        meaning: "Nobody here can prove who they are as surely as the request insists.",
        usual: &["An essential acr is asked for, and the member has no second factor."],
        fix: "Ask for the acr without insisting, or tell the member to set up a second factor first.",
    },
    Causes {
        code: "invalid_redirect_uri",
        meaning: "A redirect URI cannot be registered.",
        usual: &[
            "It is not https, or has a fragment, a wildcard or user information.",
            "A web app names an address of the developer's own machine.",
        ],
        fix: "Read error_description: it names the address and the rule.",
    },
    Causes {
        code: "invalid_client_metadata",
        meaning: "Something that a program said of a client cannot be registered.",
        usual: &[
            "A value that this server does not offer, such as an algorithm.",
            "Two fields that do not go together, such as jwks and jwks_uri.",
        ],
        fix: "Read error_description: it names the field and what may stand in it.",
    },
    Causes {
        code: "unapproved_software_statement",
        meaning: "The software statement is of nobody this server trusts.",
        usual: &["A software_statement was sent; none is taken here."],
        fix: "Leave it out, and send the metadata themselves.",
    },
    Causes {
        code: "invalid_token",
        meaning: "The access token is unknown, has ended, or was bent on its way.",
        usual: &[
            "It is older than expires_in seconds.",
            "The member removed the app, or signed out everywhere.",
            "It was cut when it was stored.",
        ],
        fix: "Refresh, and try once more with the new token.",
    },
    Causes {
        code: "insufficient_scope",
        meaning: "The access token does not allow this call.",
        usual: &["The scope was not asked for, or the member did not tick it."],
        fix: "Ask for the scope that the answer names when the member is sent here next.",
    },
    Causes {
        code: "server_error",
        meaning: "Something failed on our side.",
        usual: &["A fault of the service."],
        fix: "Try again later. If it goes on, tell the operators the request id.",
    },
    Causes {
        code: "temporarily_unavailable",
        meaning: "The service could not answer just then.",
        usual: &["The database was out of reach, or too much was asked at once."],
        fix: "Try again after the time in Retry-After.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn every_error_has_its_causes() {
        for code in ErrorCode::ALL {
            let known = causes(code.as_str()).unwrap_or_else(|| panic!("{}", code.as_str()));
            assert!(!known.usual.is_empty() && known.fix.ends_with('.'));
        }
        assert_eq!(CAUSES.len(), ErrorCode::ALL.len());
    }
}
