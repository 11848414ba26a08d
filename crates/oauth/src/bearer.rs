//! Bearer tokens at an API (RFC 6750).

use std::fmt;

use crate::Timestamp;
use crate::error::Error;
use crate::grant::AccessToken;
use crate::scope::Catalogue;

/// Reads the token of an `Authorization` header (RFC 6750 §2.1); `None` if there is no header.
///
/// # Errors
/// If there is one and it is not a Bearer token.
pub fn presented(authorization: Option<&str>) -> Result<Option<&str>, Error> {
    let Some(header) = authorization else { return Ok(None) };
    let malformed = || Error::invalid_request("the Authorization header must be Bearer and a token");
    let (scheme, token) = header.split_once(' ').ok_or_else(malformed)?;
    let token = token.trim();
    let allowed = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
    };
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() || !token.bytes().all(allowed) {
        return Err(malformed());
    }
    Ok(Some(token))
}

/// Decides whether a token that is known to be ours and not revoked is good for a call that needs a scope.
///
/// # Errors
/// `invalid_token` if it has ended or is meant for another API, `insufficient_scope` if it does not allow this.
pub fn check(
    token: &AccessToken,
    audience: &str,
    needed: Option<&str>,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Result<(), Error> {
    if token.expires_at <= now {
        return Err(Error::invalid_token("the access token has expired"));
    }
    if token.audience != audience {
        return Err(Error::invalid_token("the access token is meant for another API"));
    }
    match needed {
        Some(needed) if !catalogue.allows(&token.scope, needed) => {
            Err(Error::insufficient_scope(format!("this call needs the scope {needed}")))
        }
        _ => Ok(()),
    }
}

/// A `WWW-Authenticate` header (RFC 6750 §3, RFC 9728 §5.1). Without credentials in the request it names no error.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// What was wrong.
    pub error: Option<Error>,
    /// The scope the call needs.
    pub scope: Option<String>,
    /// Where the API's metadata is.
    pub resource_metadata: String,
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bearer realm=\"api\"")?;
        if let Some(error) = &self.error {
            write!(f, ", error=\"{}\", error_description=\"{}\"", error.code.as_str(), error.description)?;
            if let Some(scope) = &self.scope {
                write!(f, ", scope=\"{scope}\"")?;
            }
        }
        write!(f, ", resource_metadata=\"{}\"", self.resource_metadata)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use crate::testing::{NOW, client, scope};
    use crate::{Scope, TokenId};
    use std::time::Duration;

    fn token(granted: Scope) -> AccessToken {
        AccessToken {
            id: TokenId::from_bytes([7; 16]),
            grant_id: None,
            client_id: client().id,
            user_id: None,
            session_id: None,
            scope: granted,
            audience: "api".into(),
            issued_at: NOW,
            expires_at: NOW + Duration::from_secs(1),
            auth_time: None,
        }
    }

    fn verdict(granted: &str, audience: &str, needed: &str, now: Timestamp) -> Option<ErrorCode> {
        let catalogue = Catalogue::new(Catalogue::first_start());
        check(&token(scope(granted)), audience, Some(needed), &catalogue, now).err().map(|error| error.code)
    }

    #[test]
    fn life_audience_and_scope_are_asked_in_this_order() {
        let later = NOW + Duration::from_secs(1);
        assert_eq!(verdict("users:read", "api", "users:read", NOW), None);
        assert_eq!(verdict("read", "api", "users:read", NOW), None);
        assert_eq!(verdict("bids:read", "api", "users:read", NOW), Some(ErrorCode::InsufficientScope));
        assert_eq!(verdict("bids:read", "other", "users:read", NOW), Some(ErrorCode::InvalidToken));
        assert_eq!(verdict("users:read", "api", "users:read", later), Some(ErrorCode::InvalidToken));
    }

    #[test]
    fn only_a_bearer_header_holds_a_token() {
        assert_eq!(presented(None), Ok(None));
        assert_eq!(presented(Some("bearer abc.def")), Ok(Some("abc.def")));
        for header in ["Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer \u{0}", "abc"] {
            assert!(presented(Some(header)).is_err(), "{header}");
        }
    }

    #[test]
    fn a_challenge_without_credentials_names_no_error() {
        let bare = Challenge { error: None, scope: Some("a".into()), resource_metadata: "https://m".into() };
        assert_eq!(bare.to_string(), r#"Bearer realm="api", resource_metadata="https://m""#);
        let full = Challenge { error: Some(Error::insufficient_scope("no")), ..bare };
        assert_eq!(
            full.to_string(),
            r#"Bearer realm="api", error="insufficient_scope", error_description="no", scope="a", resource_metadata="https://m""#
        );
    }
}
