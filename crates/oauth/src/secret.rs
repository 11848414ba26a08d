//! Values that are proof by being known: their form, their hashes.
//!
//! A value is a prefix that names its kind, base62 digits, and a base62 CRC-32 of all that
//! comes before, so that a scanner tells a leaked value from a look-alike without asking us.

use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use zeroize::Zeroizing;

use crate::{Entropy, entropy};

/// What a secret is for. A value of one kind is worthless as any other: the kind is part of
/// the text that is hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretKind {
    /// A live client's secret.
    LiveClientSecret,
    /// A sandbox client's secret.
    TestClientSecret,
    /// A refresh token.
    RefreshToken,
    /// An opaque access token.
    AccessToken,
    /// A personal access token.
    PersonalToken,
    /// An authorization code.
    AuthorizationCode,
    /// A browser session's cookie value.
    Session,
    /// The cookie value of a sign-in that waits for its second factor.
    PendingSignIn,
    /// The cookie value of a browser that is trusted to sign in without a second factor.
    TrustedBrowser,
    /// A link or code sent by mail, a set-up link.
    Link,
    /// An initial access token of RFC 7591.
    Registration,
    /// A registration access token of RFC 7592.
    Management,
}

impl SecretKind {
    /// The prefix that names the kind.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::LiveClientSecret => "sec_live_",
            Self::TestClientSecret => "sec_test_",
            Self::RefreshToken => "rt_",
            Self::AccessToken => "at_",
            Self::PersonalToken => "pat_",
            Self::AuthorizationCode => "ac_",
            Self::Session => "ses_",
            Self::PendingSignIn => "si_",
            Self::TrustedBrowser => "tb_",
            Self::Link => "ln_",
            Self::Registration => "reg_",
            Self::Management => "rat_",
        }
    }

    /// How many random bytes a fresh value holds: 32 for client secrets, 20 for the rest.
    pub const fn entropy_bytes(self) -> usize {
        match self {
            Self::LiveClientSecret | Self::TestClientSecret => 32,
            _ => 20,
        }
    }
}

/// A value that proves something by being known. It cannot be printed by accident and is
/// wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Makes a fresh value.
    pub fn new(kind: SecretKind, entropy: &dyn Entropy) -> Self {
        let mut random = Zeroizing::new([0_u8; 32]);
        let random = &mut random[..kind.entropy_bytes()];
        entropy.fill(random);
        Self::from_payload(kind, random)
    }

    /// Gives `payload` the form of `kind`. The payload must itself hold the entropy.
    pub fn from_payload(kind: SecretKind, payload: &[u8]) -> Self {
        let mut text = String::from(kind.prefix());
        push_base62(&mut text, payload, base62_len(payload.len()));
        let crc = crc32(text.as_bytes());
        push_base62(&mut text, &crc.to_be_bytes(), CHECKSUM_LEN);
        Self(Zeroizing::new(text))
    }

    /// Takes a value that somebody presented, as it is.
    pub fn presented(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The bytes a well-formed value of `kind` carries; `None` if the prefix, the digits or the
    /// checksum are off.
    pub fn payload<const N: usize>(&self, kind: SecretKind) -> Option<Zeroizing<[u8; N]>> {
        let digits = self.0.strip_prefix(kind.prefix())?;
        if !digits.is_ascii() || digits.len() != base62_len(N) + CHECKSUM_LEN {
            return None;
        }
        let (body, _) = self.0.split_at(self.0.len() - CHECKSUM_LEN);
        let mut expected = String::new();
        push_base62(&mut expected, &crc32(body.as_bytes()).to_be_bytes(), CHECKSUM_LEN);
        if !self.0.ends_with(&expected) {
            return None;
        }
        read_base62(&digits[..base62_len(N)]).map(Zeroizing::new)
    }

    /// The hash under which a store keeps it.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.0.as_bytes())
    }

    /// The value itself, for the one answer that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The last four characters, for lists that must tell values apart.
    pub fn tail(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(4)..).unwrap_or("")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 of a high-entropy value. Enough, because the value cannot be guessed; passwords
/// need more and never come here.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
        Self(hash)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenHash({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CHECKSUM_LEN: usize = 6;

/// Base62 digits that always hold `bytes` bytes: 20 → 27, 32 → 43.
const fn base62_len(bytes: usize) -> usize {
    // log(256)/log(62) lies between 1.3435 and 1.3436.
    (bytes * 13_436).div_ceil(10_000)
}

/// Appends `bytes` as one big-endian number of exactly `len` base62 digits.
pub(crate) fn push_base62(text: &mut String, bytes: &[u8], len: usize) {
    let mut number = Zeroizing::new(bytes.to_vec());
    let mut digits = Zeroizing::new(vec![b'0'; len]);
    for digit in digits.iter_mut().rev() {
        let mut rest = 0_u32;
        for byte in number.iter_mut() {
            let value = (rest << 8) | u32::from(*byte);
            *byte = u8::try_from(value / 62).expect("a remainder below 62 leaves a quotient below 256");
            rest = value % 62;
        }
        *digit = DIGITS[rest as usize];
    }
    text.extend(digits.iter().map(|digit| char::from(*digit)));
}

/// The inverse of [`push_base62`]; `None` if a digit is foreign or the number does not fit.
fn read_base62<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let mut number = [0_u8; N];
    for digit in digits.bytes() {
        let mut carry = u32::try_from(DIGITS.iter().position(|known| *known == digit)?).ok()?;
        for byte in number.iter_mut().rev() {
            let value = u32::from(*byte) * 62 + carry;
            *byte = (value & 0xff) as u8;
            carry = value >> 8;
        }
        if carry != 0 {
            return None;
        }
    }
    Some(number)
}

/// CRC-32 as in ISO-HDLC (the one of zip and PNG).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| {
                if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
            },
        )
    })
}

/// Draws a 16-byte value for keys of records that are looked up by an unguessable name.
pub fn random_key(entropy: &dyn Entropy) -> [u8; 16] {
    entropy::bytes(entropy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_the_common_crc32() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn debug_prints_nothing_of_a_secret() {
        let secret = Secret::from_payload(SecretKind::RefreshToken, &[9; 20]);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn lengths_hold_their_bytes() {
        for len in [4, 16, 20, 32, 40] {
            let mut text = String::new();
            push_base62(&mut text, &vec![255; len], base62_len(len));
            assert!(!text.starts_with("00"), "{len} bytes need fewer digits");
        }
        assert_eq!((base62_len(20), base62_len(32)), (27, 43));
    }

    proptest! {
        #[test]
        fn a_payload_survives_its_form(payload: [u8; 40]) {
            let secret = Secret::from_payload(SecretKind::RefreshToken, &payload);
            prop_assert_eq!(*secret.payload::<40>(SecretKind::RefreshToken).unwrap(), payload);
            prop_assert!(secret.payload::<40>(SecretKind::AccessToken).is_none());
        }

        #[test]
        fn a_bent_value_carries_nothing(payload: [u8; 20], at in 3_usize..36, to in "[0-9A-Za-z]") {
            let text = Secret::from_payload(SecretKind::RefreshToken, &payload).reveal().to_owned();
            let mut bent = text.clone();
            bent.replace_range(at..=at, &to);
            prop_assume!(bent != text);
            prop_assert!(Secret::presented(bent).payload::<20>(SecretKind::RefreshToken).is_none());
        }

        #[test]
        fn presented_text_never_panics(text: String) {
            let secret = Secret::presented(text);
            let _ = secret.payload::<20>(SecretKind::RefreshToken);
            let _ = secret.tail();
        }
    }
}
