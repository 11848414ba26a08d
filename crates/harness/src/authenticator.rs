//! An authenticator app, made from RFC 6238 alone.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac;

/// How long a code stands, in seconds.
const STEP: u64 = 30;

/// An app with one key.
#[derive(Clone, Debug)]
pub struct Authenticator {
    /// The key as it stands on the page, without blanks.
    pub key: String,
    bytes: Vec<u8>,
    last: u64,
}

impl Authenticator {
    /// Takes the key that the page to set one up shows.
    pub fn of_page(html: &str) -> Self {
        let shown = html.split("id=\"key-text\"").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
        let key: String =
            shown.expect("the page shows a key").chars().filter(|letter| *letter != ' ').collect();
        Self { bytes: from_base32(&key), key, last: 0 }
    }

    /// The code of the step `off` from the present one.
    pub fn code(&self, off: i64) -> String {
        self.code_at((now() / STEP).wrapping_add_signed(off))
    }

    /// A code that the server has to take: of the step before, of this one or of the next, each only once. That of
    /// the step before is used while it stays good for long enough to be sent.
    pub fn next_code(&mut self) -> Option<String> {
        let (step, into) = (now() / STEP, now() % STEP);
        let first = if into < STEP / 2 { step - 1 } else { step };
        let next = (self.last + 1).max(first);
        if next > step + 1 {
            return None;
        }
        let step = next;
        self.last = step;
        Some(self.code_at(step))
    }

    fn code_at(&self, step: u64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.bytes);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let at = usize::from(tag.as_ref()[19] & 15);
        let four: [u8; 4] = tag.as_ref()[at..at + 4].try_into().expect("four bytes");
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }
}

fn now() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "the app's clock is the machine's")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    now.as_secs()
}

fn from_base32(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let digit = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            _ => panic!("{text} is not base32"),
        };
        held = (held << 5) | u32::from(digit);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_and_the_codes_are_those_of_the_standards() {
        let key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned();
        let app = Authenticator { bytes: from_base32(&key), key, last: 0 };
        assert_eq!(app.bytes, b"12345678901234567890");
        assert_eq!((app.code_at(0), app.code_at(1)), ("755224".to_owned(), "287082".to_owned()));
    }
}
