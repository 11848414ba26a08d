//! Recovery codes: ten, each of use once, for whoever lost everything else.

use aws_lc_rs::hmac;
use oauth::{Entropy, Secret, TokenHash, UserId};
use zeroize::Zeroizing;

/// How many a set holds.
pub const CODES: usize = 10;

/// How few are left when their owner is reminded to make new ones.
pub const FEW: i64 = 3;

/// Characters of a code: 60 bits.
const LENGTH: usize = 12;

/// Crockford's base 32: no letter that is taken for a digit.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Draws a set of codes, as they are shown: three groups of four.
pub fn make(entropy: &dyn Entropy) -> Vec<Secret> {
    (0..CODES).map(|_| draw(entropy)).collect()
}

fn draw(entropy: &dyn Entropy) -> Secret {
    let mut bytes = Zeroizing::new([0; LENGTH]);
    entropy.fill(bytes.as_mut_slice());
    let mut text = String::with_capacity(LENGTH + 2);
    for (at, byte) in bytes.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            text.push('-');
        }
        // 256 is a multiple of 32: every digit is as likely.
        text.push(char::from(DIGITS[usize::from(byte & 31)]));
    }
    Secret::presented(text)
}

/// Hashes what was typed under the deployment's key, for one member; `None` if it cannot be a code. The key keeps a
/// copy of the database from being searched.
pub fn hash(typed: &str, key: &[u8; 32], user: &UserId) -> Option<TokenHash> {
    let code = read(typed)?;
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    context.update(b"recovery");
    context.update(user.as_bytes());
    context.update(code.as_bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.sign().as_ref());
    Some(TokenHash(hash))
}

/// Any case; blanks and dashes do not count; what looks like a digit is one.
fn read(typed: &str) -> Option<Zeroizing<String>> {
    let mut code = Zeroizing::new(String::with_capacity(LENGTH));
    for character in typed.chars().filter(|character| !character.is_whitespace() && *character != '-') {
        let digit = match character.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        if code.len() == LENGTH || !u8::try_from(digit).is_ok_and(|byte| DIGITS.contains(&byte)) {
            return None;
        }
        code.push(digit);
    }
    (code.len() == LENGTH).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::user;
    use proptest::prelude::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    const KEY: [u8; 32] = [8; 32];

    struct Counting(AtomicU8);

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
        }
    }

    #[test]
    fn a_set_holds_ten_that_can_be_typed() {
        let codes = make(&Counting(AtomicU8::new(0)));
        assert_eq!(codes.len(), CODES);
        for (at, code) in codes.iter().enumerate() {
            let text = code.reveal();
            assert_eq!((text.len(), text.matches('-').count()), (14, 2), "{text}");
            let hashes = codes[..at].iter().map(|other| hash(other.reveal(), &KEY, &user().id));
            assert!(!hashes.into_iter().any(|other| other == hash(text, &KEY, &user().id)));
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let hash = |typed| hash(typed, &KEY, &user().id);
        let right = hash("01ab-cdef-ghjk").unwrap();
        for typed in ["01abcdefghjk", " O1AB CDEF GHJK", "oiab-cdef-ghjk", "0lab--cdefghjk"] {
            assert_eq!(hash(typed), Some(right), "{typed}");
        }
        for odd in ["", "01ab-cdef-ghj", "01ab-cdef-ghjkm", "01ab-cdef-ghju", "…"] {
            assert_eq!(hash(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_code_is_one_members_under_one_key() {
        let typed = "01ab-cdef-ghjk";
        let mine = hash(typed, &KEY, &user().id);
        assert_ne!(mine, hash(typed, &KEY, &UserId::from_bytes([9; 16])));
        assert_ne!(mine, hash(typed, &[9; 32], &user().id));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = hash(&text, &KEY, &user().id);
        }
    }
}
