//! Passwords: what may be chosen, and how one is kept (NIST SP 800-63B-4 §3.1.1, RFC 9106).

use std::fmt;
use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

mod common;
pub mod foreign;
pub mod leaked;
pub mod strength;

use foreign::ForeignHash;

/// The most code points and bytes; longer ones are refused, never cut.
const MOST_CHARS: usize = 128;
const MOST_BYTES: usize = 1_024;

/// A password somebody presented, normalised so that every keyboard spells it alike. It cannot be printed. Where
/// normalising changed it, what was typed is kept beside: other systems hashed that.
pub struct Password(Zeroizing<String>, Option<Zeroizing<String>>);

/// Why a password cannot be chosen. Prints as a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Nothing was entered.
    Missing,
    /// Fewer code points than are asked for.
    TooShort(usize),
    /// More than can be taken.
    TooLong,
    /// On the list of what is tried first.
    Common,
    /// On a list of passwords that leaked somewhere.
    Leaked,
    /// One pattern over and over.
    Pattern,
    /// Made of the member's own name or address, or the service's.
    Personal,
}

impl fmt::Display for PasswordProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Enter a password."),
            Self::TooShort(least) => {
                write!(f, "Use {least} characters or more. A short sentence works and is easy to remember.")
            }
            Self::TooLong => f.write_str("Use 128 characters or fewer."),
            Self::Common => f.write_str(
                "This password is on lists of common and leaked ones, which are tried first. Choose another.",
            ),
            Self::Leaked => f.write_str(
                "This password is on a list of leaked ones, which are tried first. Whoever leaked it, it is no longer yours alone. Choose another.",
            ),
            Self::Pattern => {
                f.write_str("This password repeats a short pattern, which is tried early. Choose another.")
            }
            Self::Personal => f.write_str(
                "This password is little more than your name, your address or ours. Choose another.",
            ),
        }
    }
}

impl Password {
    /// Takes a password to be compared; `None` if nobody can have chosen it.
    pub fn presented(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= MOST_BYTES && text.chars().count() <= MOST_CHARS;
        fits.then(|| {
            let normal: Zeroizing<String> = Zeroizing::new(text.nfkc().collect());
            let typed = (*normal != text).then(|| Zeroizing::new(text.to_owned()));
            Self(normal, typed)
        })
    }

    fn typed(&self) -> &str {
        self.1.as_ref().map_or(&self.0, |typed| typed)
    }

    /// Takes a new password. `context` holds words that must not be all there is to it: name, address, service.
    ///
    /// # Errors
    /// The reason why it is a bad one.
    pub fn choose(text: &str, least: usize, context: &[&str]) -> Result<Self, PasswordProblem> {
        if text.is_empty() {
            return Err(PasswordProblem::Missing);
        }
        let password = Self::presented(text).ok_or(PasswordProblem::TooLong)?;
        if password.0.chars().count() < least {
            return Err(PasswordProblem::TooShort(least));
        }
        let plain: String = password.0.chars().flat_map(char::to_lowercase).collect();
        if common::is_listed(&plain) {
            return Err(PasswordProblem::Common);
        }
        if is_pattern(&plain) {
            return Err(PasswordProblem::Pattern);
        }
        if is_personal(&plain, context) {
            return Err(PasswordProblem::Personal);
        }
        Ok(password)
    }
}

/// Whether a text is one short piece repeated, or a run along the alphabet or the digits.
fn is_pattern(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    let repeats = |length: usize| chars.iter().zip(chars.iter().skip(length)).all(|(a, b)| a == b);
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let runs = chars.windows(2).filter(|pair| step(pair).abs() <= 1).count();
    (1..=4).any(repeats) || runs + 3 >= chars.len()
}

/// Whether taking the words of `context` away leaves fewer than six characters.
fn is_personal(plain: &str, context: &[&str]) -> bool {
    let mut rest = plain.to_owned();
    let mut words: Vec<String> = Vec::new();
    for text in context {
        let text = text.to_lowercase();
        words.extend(text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
        words.push(text);
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in words.iter().filter(|word| word.chars().count() >= 3) {
        rest = rest.replace(word.as_str(), "");
    }
    rest.len() < plain.len() && rest.chars().filter(|c| c.is_alphanumeric()).count() < 6
}

/// Cost of a new hash: OWASP's first setting (19 MiB, two passes, one lane).
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const OUTPUT: usize = 32;

/// Hashes passwords with a key that only the servers hold, so that a copy of the database alone cannot be
/// searched. Memory is used again from hash to hash.
pub struct Hasher {
    pepper: Zeroizing<[u8; 32]>,
    spare: Mutex<Vec<Vec<Block>>>,
}

impl Hasher {
    /// With the key.
    pub fn new(pepper: [u8; 32]) -> Self {
        Self { pepper: Zeroizing::new(pepper), spare: Mutex::new(Vec::new()) }
    }

    /// Hashes a password (PHC string format).
    pub fn hash(&self, password: &Password, salt: [u8; 16]) -> String {
        let cost = Cost { memory: MEMORY_KIB, passes: PASSES, lanes: LANES };
        let hash = self.compute(password, &salt, cost).expect("today's cost is one the algorithm takes");
        format!(
            "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(*hash)
        )
    }

    /// Whether `phc` is the hash of the password: one of ours, or one that another system made.
    pub fn verify(&self, password: &Password, phc: &str) -> bool {
        let Some(stored) = Stored::parse(phc) else {
            return ForeignHash::parse(phc).is_some_and(|hash| {
                hash.verify(password.typed().as_bytes())
                    || password.1.is_some() && hash.verify(password.0.as_bytes())
            });
        };
        self.compute(password, &stored.salt, stored.cost)
            .is_some_and(|hash| verify_slices_are_equal(hash.as_slice(), &stored.hash).is_ok())
    }

    /// Takes as long as [`Hasher::verify`], for where there is nothing to compare with.
    pub fn verify_dummy(&self, password: &Password) {
        let cost = Cost { memory: MEMORY_KIB, passes: PASSES, lanes: LANES };
        std::hint::black_box(self.compute(password, &[0; 16], cost));
    }

    /// Whether `phc` was made at another cost than today's, or by another system.
    pub fn outdated(&self, phc: &str) -> bool {
        let today = Cost { memory: MEMORY_KIB, passes: PASSES, lanes: LANES };
        Stored::parse(phc).is_none_or(|stored| stored.cost != today)
    }

    fn compute(&self, password: &Password, salt: &[u8], cost: Cost) -> Option<Zeroizing<[u8; OUTPUT]>> {
        let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(OUTPUT)).ok()?;
        let blocks = params.block_count();
        let argon2 =
            Argon2::new_with_secret(self.pepper.as_slice(), Algorithm::Argon2id, Version::V0x13, params)
                .ok()?;
        let mut memory = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        memory.resize(memory.len().max(blocks), Block::default());
        let mut hash = Zeroizing::new([0; OUTPUT]);
        let done = argon2.hash_password_into_with_memory(
            password.0.as_bytes(),
            salt,
            hash.as_mut_slice(),
            &mut memory[..blocks],
        );
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
        done.is_ok().then_some(hash)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// A hash in PHC string format, taken apart.
struct Stored {
    cost: Cost,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Stored {
    fn parse(phc: &str) -> Option<Self> {
        let mut parts = phc.strip_prefix("$argon2id$v=19$")?.split('$');
        let mut numbers = parts
            .next()?
            .split(',')
            .zip(["m=", "t=", "p="])
            .map(|(text, name)| text.strip_prefix(name).and_then(|digits| digits.parse::<u32>().ok()));
        let cost = Cost { memory: numbers.next()??, passes: numbers.next()??, lanes: numbers.next()?? };
        let mut bytes = || parts.next().and_then(|text| STANDARD_NO_PAD.decode(text).ok());
        let stored = Self { cost, salt: bytes()?, hash: bytes()? };
        // What costs far more than ours was not made by us, and must not stop the server.
        (stored.cost.memory <= 1 << 18 && stored.cost.passes <= 16).then_some(stored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str) -> Result<(), PasswordProblem> {
        Password::choose(text, 15, &["ada", "ada.osei@example.com", "Guildgate"]).map(drop)
    }

    #[test]
    fn each_rule_has_its_reason() {
        for (text, verdict) in [
            ("", Err(PasswordProblem::Missing)),
            ("fourteen chars", Err(PasswordProblem::TooShort(15))),
            (&"é".repeat(129), Err(PasswordProblem::TooLong)),
            ("passwordpassword", Err(PasswordProblem::Common)),
            ("abababababababab", Err(PasswordProblem::Pattern)),
            ("abcdefghijklmnopqrs", Err(PasswordProblem::Pattern)),
            ("ada.osei@example.com", Err(PasswordProblem::Personal)),
            ("guildgate-ada-osei", Err(PasswordProblem::Personal)),
            ("grün ist die Heide im Mai", Ok(())),
            ("correct horse battery staple", Ok(())),
        ] {
            assert_eq!(chosen(text), verdict, "{text}");
        }
    }

    #[test]
    fn a_hash_belongs_to_one_password_and_one_key() {
        let hasher = Hasher::new([1; 32]);
        let password = Password::presented("correct horse battery staple").unwrap();
        let phc = hasher.hash(&password, [7; 16]);
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(hasher.verify(&password, &phc));
        assert!(!hasher.verify(&Password::presented("correct horse battery stapla").unwrap(), &phc));
        assert!(!Hasher::new([2; 32]).verify(&password, &phc));
        assert!(!hasher.outdated(&phc));
        assert!(hasher.outdated(&phc.replace("t=2", "t=1")));
        assert!(!hasher.verify(&password, "$argon2id$v=19$m=4294967295,t=2,p=1$AAAAAAAAAAA$AAAA"));
        assert!(!hasher.verify(&password, "nonsense"));
    }

    #[test]
    fn every_keyboard_spells_a_password_alike() {
        let hasher = Hasher::new([1; 32]);
        let phc = hasher.hash(&Password::presented("caf\u{e9} au lait").unwrap(), [7; 16]);
        assert!(hasher.verify(&Password::presented("cafe\u{301} au lait").unwrap(), &phc));
    }

    #[test]
    fn a_hash_from_elsewhere_is_verified_as_it_was_typed_and_outdated() {
        let hasher = Hasher::new([1; 32]);
        let typed = "cafe\u{301} au lait";
        let theirs = bcrypt::hash_with_salt(typed, 4, [7; 16]).map(|made| made.to_string()).unwrap();
        assert!(hasher.verify(&Password::presented(typed).unwrap(), &theirs));
        assert!(!hasher.verify(&Password::presented("another").unwrap(), &theirs));
        assert!(hasher.outdated(&theirs));
        let normal =
            bcrypt::hash_with_salt("caf\u{e9} au lait", 4, [7; 16]).map(|made| made.to_string()).unwrap();
        assert!(hasher.verify(&Password::presented(typed).unwrap(), &normal));
    }

    #[test]
    fn a_long_password_is_refused_and_never_cut() {
        assert!(Password::presented(&"a".repeat(128)).is_some());
        assert!(Password::presented(&"a".repeat(129)).is_none());
    }
}
