//! Identifiers. Made in the program, never reissued.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Entropy, Timestamp, entropy};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes a new identifier (UUID version 7, RFC 9562 §5.7).
            pub fn new(now: Timestamp, entropy: &dyn Entropy) -> Self {
                Self(uuid_v7(now, entropy))
            }

            /// From the 16 bytes a store keeps.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The 16 bytes a store keeps.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the hyphenated form; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                if text.len() != 36 {
                    return None;
                }
                Uuid::try_parse(text).ok().map(Self)
            }

            /// When it was made, to the millisecond.
            pub fn made_at(&self) -> Timestamp {
                let bytes = self.0.as_bytes();
                let millis = bytes[..6].iter().fold(0_i64, |n, byte| (n << 8) | i64::from(*byte));
                Timestamp::from_micros(millis * 1_000)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// A member, a developer or an operator; the `sub` of tokens that act for one.
    UserId;
    /// A signed-in browser; the `sid` of OpenID Connect.
    SessionId;
    /// What one authorization gave one client: its code, its refresh family, its access tokens.
    GrantId;
    /// One access token; the `jti` of a JWT.
    TokenId;
    /// An authorization request that waits for sign-in or consent.
    InteractionId;
    /// One audit event.
    EventId;
    /// One secret of a client.
    SecretId;
    /// One initial access token.
    RegistrationTokenId;
    /// One mail in the outbox.
    MailId;
    /// One text message in the outbox.
    TextId;
    /// One signing key.
    KeyId;
    /// One call of an app in its log.
    CallId;
    /// One stretch of an app's log as it is kept.
    SegmentId;
    /// One rendered form; it can be sent once.
    FormId;
    /// One picture that we made: a logo, a photo.
    PictureId;
    /// The word for one client about the end of one session.
    DeliveryId;
    /// One passkey of a member.
    PasskeyId;
    /// One challenge to a passkey.
    ChallengeId;
    /// One browser that is trusted to sign in without a second factor.
    TrustId;
    /// One set of recovery codes.
    RecoverySetId;
    /// A form that was sent and waits until its member has proved who they are.
    KeptFormId;
}

fn uuid_v7(now: Timestamp, entropy: &dyn Entropy) -> Uuid {
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &entropy::bytes::<10>(entropy)).into_uuid()
}

/// The public identifier of a client (RFC 6749 §2.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub String);

impl ClientId {
    /// The longest identifier that is looked up at all, in bytes.
    pub const MAX_LEN: usize = 255;

    /// Makes a new identifier: `app_live_` or `app_test_` and 22 base62 digits.
    pub fn new(live: bool, entropy: &dyn Entropy) -> Self {
        let prefix = if live { "app_live_" } else { "app_test_" };
        let mut id = String::from(prefix);
        crate::secret::push_base62(&mut id, &entropy::bytes::<16>(entropy), 22);
        Self(id)
    }

    /// As it stands in messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);
    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn an_identifier_remembers_its_millisecond() {
        let now = Timestamp::from_micros(1_764_000_000_123_456);
        assert_eq!(UserId::new(now, &Fixed(7)).made_at(), Timestamp::from_micros(1_764_000_000_123_000));
    }

    #[test]
    fn identifiers_order_by_time() {
        let early = UserId::new(Timestamp::from_seconds(10), &Fixed(255));
        let late = UserId::new(Timestamp::from_seconds(11), &Fixed(0));
        assert!(early < late);
    }

    #[test]
    fn only_the_hyphenated_form_is_read() {
        let id = UserId::new(Timestamp::from_seconds(10), &Fixed(1));
        assert_eq!(UserId::parse(&id.to_string()), Some(id));
        assert_eq!(UserId::parse(&id.to_string().replace('-', "")), None);
    }

    #[test]
    fn a_client_id_has_22_base62_digits() {
        for byte in [0, 1, 128, 255] {
            let id = ClientId::new(true, &Fixed(byte));
            let digits = id.as_str().strip_prefix("app_live_").expect("the live prefix");
            assert_eq!(digits.len(), 22);
            assert!(digits.bytes().all(|b| b.is_ascii_alphanumeric()));
        }
    }
}
