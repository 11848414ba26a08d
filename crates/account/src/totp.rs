//! Codes of an authenticator app (RFC 6238): six digits, a new one each half minute.

use aws_lc_rs::hmac;
use oauth::{Entropy, Timestamp};
use zeroize::Zeroizing;

/// How long a code stands, in seconds (RFC 6238 §4.1).
const STEP: i64 = 30;

/// Steps that a device's clock may be off, either way (RFC 6238 §5.2).
const DRIFT: i64 = 1;

/// Digits of a code.
const DIGITS: u32 = 6;

/// The key that an app and this server share: 160 bits, as RFC 4226 §4 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<[u8; Self::LENGTH]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Its length in bytes.
    pub const LENGTH: usize = 20;

    /// Draws a new one.
    pub fn new(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        entropy.fill(bytes.as_mut_slice());
        Self(bytes)
    }

    /// From the bytes that were sealed; `None` if they are not a key.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// Its bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// As people type it: base32 (RFC 4648 §6) in groups of four.
    pub fn in_groups(&self) -> String {
        let text = base32(self.as_bytes());
        let groups: Vec<&str> = (0..text.len()).step_by(4).map(|at| &text[at..at + 4]).collect();
        groups.join(" ")
    }

    /// The address that an authenticator app reads, from a picture or a link.
    pub fn address(&self, service: &str, account: &str) -> String {
        let (service, account) = (escape(service), escape(account));
        let key = base32(self.as_bytes());
        format!(
            "otpauth://totp/{service}:{account}?secret={key}&issuer={service}&algorithm=SHA1&digits={DIGITS}&period={STEP}"
        )
    }

    /// The step whose code was typed: the present one or one beside it, later than `last_step`, the last that was
    /// used. So each code counts once, and none counts after a later one (RFC 6238 §5.2).
    pub fn check(&self, typed: &Code, last_step: Option<i64>, now: Timestamp) -> Option<i64> {
        let present = now.seconds().div_euclid(STEP);
        // All are compared, whichever fits.
        let steps = (present - DRIFT..=present + DRIFT).map(|step| (step, self.code_at(step)));
        let fitting = steps.filter(|(_, code)| {
            aws_lc_rs::constant_time::verify_slices_are_equal(code.as_bytes(), typed.0.as_bytes()).is_ok()
        });
        let fitting: Vec<i64> = fitting.map(|(step, _)| step).collect();
        fitting.into_iter().find(|step| last_step.is_none_or(|last| *step > last))
    }

    fn code_at(&self, step: i64) -> String {
        let number = self.number_at(step) % 10_u32.pow(DIGITS);
        format!("{number:06}")
    }

    /// RFC 4226 §5.3.
    fn number_at(&self, step: i64) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, self.as_bytes());
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let bytes = tag.as_ref();
        let at = usize::from(bytes[19] & 0xf);
        u32::from_be_bytes([bytes[at] & 0x7f, bytes[at + 1], bytes[at + 2], bytes[at + 3]])
    }
}

/// Six typed digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// The six digits.
    pub(crate) fn digits(&self) -> &str {
        &self.0
    }

    /// Reads what was typed; blanks and dashes do not count. `None` if it cannot be a code.
    pub fn read(typed: &str) -> Option<Self> {
        let digits = typed.chars().filter(|character| !character.is_whitespace() && *character != '-');
        let digits: String = digits.take(DIGITS as usize + 1).collect();
        let good = digits.len() == DIGITS as usize && digits.bytes().all(|byte| byte.is_ascii_digit());
        good.then(|| Self(Zeroizing::new(digits)))
    }
}

/// RFC 4648 §6, without padding.
fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for chunk in bytes.chunks(5) {
        let mut group = [0; 8];
        group[3..3 + chunk.len()].copy_from_slice(chunk);
        let group = u64::from_be_bytes(group);
        let digits = (chunk.len() * 8).div_ceil(5);
        text.extend((0..digits).map(|at| char::from(DIGITS[(group >> (35 - 5 * at)) as usize & 31])));
    }
    text
}

/// Percent-encodes all but RFC 3986's unreserved characters: apps read `+` as it stands.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW};
    use proptest::prelude::*;
    use std::time::Duration;

    fn rfc_key() -> Key {
        Key::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_standards_table() {
        // RFC 6238, appendix B, SHA-1: eight digits.
        for (seconds, code) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130),
        ] {
            assert_eq!(rfc_key().number_at(seconds / STEP) % 100_000_000, code, "{seconds}");
        }
        // RFC 4226, appendix D: six digits.
        let codes: Vec<String> = (0..10).map(|step| rfc_key().code_at(step)).collect();
        let table = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489";
        assert_eq!(codes.join(" "), table);
    }

    #[test]
    fn a_code_may_be_one_step_off_and_counts_once() {
        let key = Key::new(&Fixed(5));
        let step = NOW.seconds() / STEP;
        let typed = |step| Code::read(&key.code_at(step)).unwrap();
        for (off, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = key.check(&typed(step + off), None, NOW);
            assert_eq!(found, good.then_some(step + off), "{off}");
        }
        assert_eq!(key.check(&typed(step), Some(step), NOW), None, "a second time");
        assert_eq!(key.check(&typed(step - 1), Some(step), NOW), None, "after a later one");
        assert_eq!(key.check(&typed(step + 1), Some(step), NOW), Some(step + 1));
        let later = NOW + Duration::from_secs(30);
        assert_eq!(key.check(&typed(step), Some(step), later), None, "the clock does not matter");
        assert_eq!(Key::new(&Fixed(6)).check(&typed(step), None, NOW), None);
    }

    #[test]
    fn codes_are_read_with_blanks_and_dashes() {
        assert_eq!(Code::read(" 123-456 "), Code::read("123456"));
        for odd in ["", " ", "12345", "1234567", "12345a", "１２３４５６", "-----", "12345678901234567890"]
        {
            assert_eq!(Code::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn base32_is_that_of_the_standards_table() {
        // RFC 4648 §10.
        for (text, encoded) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn apps_are_told_service_and_account() {
        let address = rfc_key().address("Harbour Market", "ada");
        assert_eq!(
            address,
            "otpauth://totp/Harbour%20Market:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Harbour%20Market&algorithm=SHA1&digits=6&period=30"
        );
        assert_eq!(rfc_key().in_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(format!("{:?}", rfc_key()), "Key(…)");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            if let Some(code) = Code::read(&text) {
                prop_assert_eq!(code.0.len(), 6);
            }
        }
    }
}
