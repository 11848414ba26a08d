//! Introspection (RFC 7662).

use serde::Serialize;

use crate::access_token::subject;
use crate::client::Client;
use crate::error::Error;
use crate::grant::{AccessToken, RefreshFamily};
use crate::params::Params;
use crate::{Secret, TokenId};

/// A question about a token (RFC 7662 §2.1).
#[derive(Clone, Debug)]
pub struct IntrospectionRequest {
    /// The token.
    pub token: Secret,
}

impl IntrospectionRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// If the token is missing or repeated.
    pub fn parse(params: &Params) -> Result<Self, Error> {
        params.one("token_type_hint")?;
        Ok(Self { token: Secret::presented(params.required("token")?) })
    }
}

/// Whether a token is `caller`'s business: its own, or one for the platform's API if the caller is one of the
/// platform's own programs, such as an API in front of that data.
pub fn may_see(caller: &Client, token: &AccessToken, platform_audience: &str) -> bool {
    token.client_id == caller.id || (caller.first_party && token.audience == platform_audience)
}

/// Whether `caller` is told the name of the member behind a token that it may see: who may see a token need not be
/// allowed to know whose it is.
pub fn may_name(caller: &Client, token: &AccessToken) -> bool {
    caller.first_party || ["users:read", "profile"].iter().any(|name| token.scope.contains(name))
}

/// An answer (RFC 7662 §2.2).
#[derive(Clone, Debug, Serialize)]
pub struct Introspection {
    active: bool,
    #[serde(flatten)]
    facts: Option<Facts>,
}

#[derive(Clone, Debug, Serialize)]
struct Facts {
    scope: String,
    client_id: String,
    token_type: &'static str,
    exp: i64,
    iat: i64,
    sub: String,
    iss: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    jti: Option<TokenId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<String>,
}

impl Introspection {
    /// Nothing more is said of a token that is not active, or not the caller's business.
    pub const fn inactive() -> Self {
        Self { active: false, facts: None }
    }

    /// The same, with the name that the asking client knows the member by.
    pub fn with_subject(mut self, subject: String) -> Self {
        if let Some(facts) = &mut self.facts {
            facts.sub = subject;
        }
        self
    }

    /// A live access token.
    pub fn of_access_token(token: &AccessToken, issuer: &str, username: Option<String>) -> Self {
        let facts = Facts {
            scope: token.scope.to_string(),
            client_id: token.client_id.0.clone(),
            token_type: "Bearer",
            exp: token.expires_at.seconds(),
            iat: token.issued_at.seconds(),
            sub: subject(token),
            iss: issuer.to_owned(),
            aud: Some(token.audience.clone()),
            jti: Some(token.id),
            username,
        };
        Self { active: true, facts: Some(facts) }
    }

    /// A live refresh token.
    pub fn of_refresh_token(family: &RefreshFamily, issuer: &str) -> Self {
        let facts = Facts {
            scope: family.grant.scope.to_string(),
            client_id: family.grant.client_id.0.clone(),
            token_type: "refresh_token",
            exp: family.idle_expires_at.min(family.expires_at).seconds(),
            iat: family.rotated_at.seconds(),
            sub: family.grant.user_id.to_string(),
            iss: issuer.to_owned(),
            aud: None,
            jti: None,
            username: None,
        };
        Self { active: true, facts: Some(facts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::testing::{NOW, client, scope};

    fn token() -> AccessToken {
        AccessToken {
            id: TokenId::from_bytes([7; 16]),
            grant_id: None,
            client_id: client().id,
            user_id: None,
            session_id: None,
            scope: scope("users:read"),
            audience: "api".into(),
            issued_at: NOW,
            expires_at: NOW,
            auth_time: None,
        }
    }

    #[test]
    fn an_inactive_answer_says_nothing_else() {
        assert_eq!(serde_json::to_string(&Introspection::inactive()).unwrap(), r#"{"active":false}"#);
    }

    #[test]
    fn a_live_answer_names_the_token() {
        let answer = Introspection::of_access_token(&token(), "https://id.example", None);
        let answer = serde_json::to_value(answer).unwrap();
        assert_eq!(answer["active"], true);
        assert_eq!(answer["sub"], client().id.as_str());
        assert!(answer.get("username").is_none());
    }

    #[test]
    fn a_token_is_its_clients_business_and_that_of_the_platforms_own_programs() {
        let other = Client { id: ClientId("other".into()), ..client() };
        assert!(may_see(&client(), &token(), "api"));
        assert!(!may_see(&other, &token(), "api"));
        let ours = Client { first_party: true, ..other };
        assert!(may_see(&ours, &token(), "api"));
        assert!(!may_see(&ours, &token(), "elsewhere"));
    }

    #[test]
    fn a_member_is_named_to_whom_they_told_it() {
        let with = |text| AccessToken { scope: scope(text), ..token() };
        for (text, named) in
            [("users:read", true), ("openid profile", true), ("openid", false), ("projects:read", false)]
        {
            assert_eq!(may_name(&client(), &with(text)), named, "{text}");
            assert!(may_name(&Client { first_party: true, ..client() }, &with(text)));
        }
    }
}
