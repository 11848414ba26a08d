//! Messages of the token endpoint (RFC 6749 §4.1.3, §4.4.2, §5.1, §6).

use serde::Serialize;

use crate::client::GrantType;
use crate::code::CodeRequest;
use crate::error::Error;
use crate::params::Params;
use crate::{Scope, Secret};

/// A token request after its client was authenticated.
#[derive(Clone, Debug)]
pub enum TokenRequest {
    /// RFC 6749 §4.1.3.
    AuthorizationCode {
        /// The code.
        code: Secret,
        /// What must agree with the authorization request.
        request: CodeRequest,
    },
    /// RFC 6749 §6.
    RefreshToken {
        /// The refresh token.
        token: Secret,
        /// The narrower scope it asks for.
        scope: Option<Scope>,
    },
    /// RFC 6749 §4.4.2.
    ClientCredentials {
        /// The scope it asks for.
        scope: Option<Scope>,
    },
}

impl TokenRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// If a parameter is missing or repeated, or there is no such grant type.
    pub fn parse(params: &Params) -> Result<Self, Error> {
        let scope = || match params.one("scope")? {
            None => Ok(None),
            Some(text) => Scope::parse(text)
                .map(Some)
                .ok_or_else(|| Error::invalid_scope("scope holds a character that no scope has")),
        };
        match GrantType::parse(params.required("grant_type")?) {
            Some(GrantType::AuthorizationCode) => Ok(Self::AuthorizationCode {
                code: Secret::presented(params.required("code")?),
                request: CodeRequest {
                    redirect_uri: params.one("redirect_uri")?.map(str::to_owned),
                    code_verifier: params.one("code_verifier")?.map(str::to_owned),
                },
            }),
            Some(GrantType::RefreshToken) => Ok(Self::RefreshToken {
                token: Secret::presented(params.required("refresh_token")?),
                scope: scope()?,
            }),
            Some(GrantType::ClientCredentials) => Ok(Self::ClientCredentials { scope: scope()? }),
            Some(GrantType::Implicit) | None => Err(Error::unsupported_grant_type(
                "grant_type must be authorization_code, refresh_token or client_credentials",
            )),
        }
    }

    /// The grant type it uses.
    pub const fn grant_type(&self) -> GrantType {
        match self {
            Self::AuthorizationCode { .. } => GrantType::AuthorizationCode,
            Self::RefreshToken { .. } => GrantType::RefreshToken,
            Self::ClientCredentials { .. } => GrantType::ClientCredentials,
        }
    }
}

/// A successful answer (RFC 6749 §5.1).
#[derive(Clone, Serialize)]
pub struct TokenResponse {
    /// The access token.
    pub access_token: String,
    /// How it is used: `Bearer`.
    pub token_type: &'static str,
    /// Its life in seconds.
    pub expires_in: u64,
    /// The refresh token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// What was granted.
    pub scope: String,
    /// Who signed in (OIDC Core §3.1.3.3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn parse(text: &str) -> Result<TokenRequest, Error> {
        TokenRequest::parse(&Params::parse(text.as_bytes()).unwrap())
    }

    #[test]
    fn each_grant_type_is_read() {
        assert!(matches!(
            parse("grant_type=authorization_code&code=c&redirect_uri=u&code_verifier=v"),
            Ok(TokenRequest::AuthorizationCode { request, .. })
                if request.redirect_uri.as_deref() == Some("u") && request.code_verifier.as_deref() == Some("v")
        ));
        assert!(matches!(
            parse("grant_type=refresh_token&refresh_token=r&scope=a"),
            Ok(TokenRequest::RefreshToken { scope: Some(_), .. })
        ));
        assert!(matches!(
            parse("grant_type=client_credentials"),
            Ok(TokenRequest::ClientCredentials { scope: None })
        ));
    }

    #[test]
    fn there_is_no_password_grant() {
        for (text, code) in [
            ("", ErrorCode::InvalidRequest),
            ("grant_type=password&username=a&password=b", ErrorCode::UnsupportedGrantType),
            ("grant_type=implicit", ErrorCode::UnsupportedGrantType),
            ("grant_type=authorization_code", ErrorCode::InvalidRequest),
            ("grant_type=refresh_token&grant_type=refresh_token", ErrorCode::InvalidRequest),
            ("grant_type=client_credentials&scope=%22", ErrorCode::InvalidScope),
        ] {
            assert_eq!(parse(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn an_answer_has_exactly_its_members() {
        let answer = TokenResponse {
            access_token: "a".into(),
            token_type: "Bearer",
            expires_in: 3600,
            refresh_token: Some("r".into()),
            scope: "s".into(),
            id_token: None,
        };
        assert_eq!(
            serde_json::to_string(&answer).unwrap(),
            r#"{"access_token":"a","token_type":"Bearer","expires_in":3600,"refresh_token":"r","scope":"s"}"#
        );
    }
}
