//! What browsers answer, and why an answer is refused.

use oauth::UserId;
use webauthn_rs::prelude::{PublicKeyCredential, WebauthnError};

/// The longest answer that is read, in bytes.
pub(crate) const LONGEST: usize = 16 * 1_024;

/// A signature that a browser brings (WebAuthn §5.1.8.2).
#[derive(Clone, Debug)]
pub struct Answer(pub(crate) PublicKeyCredential);

impl Answer {
    /// Reads an answer from its JSON; `None` if it is none.
    pub fn read(json: &str) -> Option<Self> {
        if json.len() > LONGEST {
            return None;
        }
        serde_json::from_str(json).ok().map(Self)
    }

    /// The passkey that it says it is of.
    pub fn credential_id(&self) -> &[u8] {
        &self.0.raw_id
    }

    /// The member that it says it is of, if it says so.
    pub fn user_id(&self) -> Option<UserId> {
        let handle = self.0.response.user_handle.as_deref()?;
        handle.try_into().ok().map(UserId::from_bytes)
    }

    /// Whether it says whose it is at all.
    pub(crate) fn names_somebody(&self) -> bool {
        self.0.response.user_handle.is_some()
    }
}

/// Why an answer proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Unreadable,
    /// It answers another challenge.
    Challenge,
    /// It was given to another site.
    Origin,
    /// It belongs to somebody else.
    Owner,
    /// The authenticator did not check who holds it.
    NotVerified,
    /// The signature is not of this key.
    Signature,
    /// The authenticator counts backwards: there may be two of it (WebAuthn §6.1.1).
    Counter,
    /// It breaks another rule.
    Broken,
}

impl Refusal {
    /// Its name, in the audit record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable answer",
            Self::Challenge => "another challenge",
            Self::Origin => "another origin",
            Self::Owner => "another member",
            Self::NotVerified => "user not verified",
            Self::Signature => "wrong signature",
            Self::Counter => "counter went back",
            Self::Broken => "broken answer",
        }
    }
}

impl From<WebauthnError> for Refusal {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::MismatchedChallenge => Self::Challenge,
            WebauthnError::InvalidRPOrigin
            | WebauthnError::InvalidRPIDHash
            | WebauthnError::CredentialCrossOrigin => Self::Origin,
            WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Self::NotVerified,
            WebauthnError::AuthenticationFailure => Self::Signature,
            WebauthnError::CredentialPossibleCompromise => Self::Counter,
            WebauthnError::CredentialNotFound => Self::Owner,
            _ => Self::Broken,
        }
    }
}
