//! Errors as OAuth names them (RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1; OIDC Core §3.1.2.6).

use std::borrow::Cow;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

macro_rules! errors {
    ($($(#[$doc:meta])* $variant:ident $name:ident;)*) => {
        /// The registered name of an error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ErrorCode { $($(#[$doc])* $variant,)* }

        impl ErrorCode {
            /// Every error, in the order of their declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As it stands in messages.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name),)* }
            }

            /// Reads the name back.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == name)
            }
        }

        impl Error {
            $($(#[$doc])* pub fn $name(description: impl Into<Cow<'static, str>>) -> Self {
                Self { code: ErrorCode::$variant, description: description.into() }
            })*
        }
    };
}

errors! {
    /// A parameter is missing, repeated or malformed.
    InvalidRequest invalid_request;
    /// The client did not prove who it is.
    InvalidClient invalid_client;
    /// The code or refresh token is not good for this request.
    InvalidGrant invalid_grant;
    /// The client may not use this grant or response type.
    UnauthorizedClient unauthorized_client;
    /// The server has no such grant type.
    UnsupportedGrantType unsupported_grant_type;
    /// The server has no such response type.
    UnsupportedResponseType unsupported_response_type;
    /// A scope is unknown, malformed or more than the client may ask for.
    InvalidScope invalid_scope;
    /// The member or the server said no.
    AccessDenied access_denied;
    /// Somebody must sign in, and the request forbids to ask.
    LoginRequired login_required;
    /// Somebody must consent, and the request forbids to ask.
    ConsentRequired consent_required;
    /// Somebody must choose an account, and the request forbids to ask.
    AccountSelectionRequired account_selection_required;
    /// The request object cannot be taken (RFC 9101 §6).
    InvalidRequestObject invalid_request_object;
    /// What `request_uri` leads to cannot be had, or it is not registered (RFC 9101 §7).
    InvalidRequestUri invalid_request_uri;
    /// Nobody here can prove who they are as surely as the request insists (OpenID Connect Core Error Code
    /// unmet_authentication_requirements 1.0).
    UnmetAuthenticationRequirements unmet_authentication_requirements;
    /// The access token is unknown, ended or bent.
    InvalidToken invalid_token;
    /// The access token does not allow this.
    InsufficientScope insufficient_scope;
    /// A redirect URI cannot be registered.
    InvalidRedirectUri invalid_redirect_uri;
    /// Something else of a client cannot be registered.
    InvalidClientMetadata invalid_client_metadata;
    /// The software statement is of nobody we trust.
    UnapprovedSoftwareStatement unapproved_software_statement;
    /// A fault of the server.
    ServerError server_error;
    /// A fault of the server that passes.
    TemporarilyUnavailable temporarily_unavailable;
}

/// An error to be told to a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Its name.
    pub code: ErrorCode,
    /// What is wrong and what to do, for the client's developer. Keeps to the characters of RFC 6749 §5.2.
    pub description: Cow<'static, str>,
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_struct("Error", 2)?;
        body.serialize_field("error", self.code.as_str())?;
        body.serialize_field("error_description", &self.description)?;
        body.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_prints_as_rfc_6749_says() {
        let error = Error::invalid_grant("the code has expired");
        let text = serde_json::to_string(&error).unwrap();
        assert_eq!(text, r#"{"error":"invalid_grant","error_description":"the code has expired"}"#);
    }
}
