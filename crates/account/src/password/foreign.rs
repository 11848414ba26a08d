//! Password hashes that other systems made: bcrypt, scrypt, and PBKDF2 as Django and Keycloak write it. They are
//! verified until their member signs in for the first time; then ours takes their place.

use std::fmt::Write;
use std::num::NonZeroU32;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::pbkdf2::{self, PBKDF2_HMAC_SHA1, PBKDF2_HMAC_SHA256, PBKDF2_HMAC_SHA512};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use serde_json::Value;

/// The most rounds of PBKDF2, bits of bcrypt's cost and bytes of scrypt's memory that are spent on one hash: what
/// costs more was made to stop the server.
const MOST_ROUNDS: u32 = 10_000_000;
const MOST_BCRYPT: u32 = 16;
const MOST_SCRYPT_BYTES: u64 = 256 << 20;
const MOST_LANES: u32 = 16;
/// The longest hash and salt, in bytes.
const LONGEST: usize = 128;

/// A hash of another system's making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignHash(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Bcrypt(String),
    Scrypt { log_n: u8, r: u32, p: u32, salt: Vec<u8>, hash: Vec<u8> },
    Pbkdf2 { name: &'static str, rounds: u32, salt: Vec<u8>, hash: Vec<u8> },
}

/// The names of PBKDF2's hash functions: ours, Django's, Keycloak's.
const PBKDF2: [(&str, &str, &str); 3] = [
    ("pbkdf2-sha1", "pbkdf2_sha1", "pbkdf2"),
    ("pbkdf2-sha256", "pbkdf2_sha256", "pbkdf2-sha256"),
    ("pbkdf2-sha512", "pbkdf2_sha512", "pbkdf2-sha512"),
];

impl ForeignHash {
    /// Reads a hash: bcrypt's own form (also as Django writes it), scrypt and PBKDF2 in PHC form and in Django's, or
    /// a credential of Keycloak's export. `None` for anything else, and for what costs more than we spend.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let kind = match text.as_bytes().first()? {
            b'{' => keycloak(text),
            b'$' => phc(text),
            _ => django(text),
        }?;
        kind.bearable().then_some(Self(kind))
    }

    /// In the form in which it is kept, which [`ForeignHash::parse`] reads again.
    pub fn to_text(&self) -> String {
        let encode = |bytes: &[u8]| STANDARD_NO_PAD.encode(bytes);
        match &self.0 {
            Kind::Bcrypt(text) => text.clone(),
            Kind::Scrypt { log_n, r, p, salt, hash } => {
                format!("$scrypt$ln={log_n},r={r},p={p}${}${}", encode(salt), encode(hash))
            }
            Kind::Pbkdf2 { name, rounds, salt, hash } => {
                let mut text = format!("${name}$i={rounds}$");
                let _ = write!(text, "{}${}", encode(salt), encode(hash));
                text
            }
        }
    }

    /// Whether it is the hash of a password.
    pub fn verify(&self, password: &[u8]) -> bool {
        match &self.0 {
            Kind::Bcrypt(text) => bcrypt::verify(password, text).unwrap_or(false),
            Kind::Scrypt { log_n, r, p, salt, hash } => {
                let mut computed = vec![0; hash.len()];
                scrypt::Params::new(*log_n, *r, *p)
                    .is_ok_and(|params| scrypt::scrypt(password, salt, &params, &mut computed).is_ok())
                    && verify_slices_are_equal(&computed, hash).is_ok()
            }
            Kind::Pbkdf2 { name, rounds, salt, hash } => {
                let algorithm = match *name {
                    "pbkdf2-sha1" => PBKDF2_HMAC_SHA1,
                    "pbkdf2-sha256" => PBKDF2_HMAC_SHA256,
                    _ => PBKDF2_HMAC_SHA512,
                };
                NonZeroU32::new(*rounds)
                    .is_some_and(|rounds| pbkdf2::verify(algorithm, rounds, salt, password, hash).is_ok())
            }
        }
    }
}

impl Kind {
    fn bearable(&self) -> bool {
        let fits = |salt: &[u8], hash: &[u8]| salt.len() <= LONGEST && (16..=LONGEST).contains(&hash.len());
        match self {
            Self::Bcrypt(_) => true,
            Self::Scrypt { log_n, r, p, salt, hash } => {
                let memory = 128_u64.checked_mul(u64::from(*r)).and_then(|n| n.checked_shl((*log_n).into()));
                (1..=30).contains(log_n)
                    && *r <= 1 << 10
                    && memory.is_some_and(|memory| memory <= MOST_SCRYPT_BYTES)
                    && (1..=MOST_LANES).contains(p)
                    && fits(salt, hash)
            }
            Self::Pbkdf2 { rounds, salt, hash, .. } => (1..=MOST_ROUNDS).contains(rounds) && fits(salt, hash),
        }
    }
}

fn bcrypt(text: &str) -> Option<Kind> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", "2a" | "2b" | "2y", cost, rest] = parts[..] else { return None };
    let cost: u32 = cost.parse().ok().filter(|_| cost.len() == 2)?;
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'/';
    let fits = (4..=MOST_BCRYPT).contains(&cost) && rest.len() == 53 && rest.bytes().all(letters);
    fits.then(|| Kind::Bcrypt(text.to_owned()))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

fn phc(text: &str) -> Option<Kind> {
    let parts: Vec<&str> = text.split('$').collect();
    let ["", name, facts, salt, hash] = parts[..] else { return bcrypt(text) };
    let (salt, hash) = (decode(salt)?, decode(hash)?);
    if name == "scrypt" {
        let facts: Vec<&str> = facts.split(',').collect();
        let [n, r, p] = facts[..] else { return None };
        let log_n = n.strip_prefix("ln=")?.parse().ok()?;
        let (r, p) = (r.strip_prefix("r=")?.parse().ok()?, p.strip_prefix("p=")?.parse().ok()?);
        return Some(Kind::Scrypt { log_n, r, p, salt, hash });
    }
    let (name, ..) = PBKDF2.iter().find(|(ours, ..)| *ours == name)?;
    Some(Kind::Pbkdf2 { name, rounds: facts.strip_prefix("i=")?.parse().ok()?, salt, hash })
}

fn django(text: &str) -> Option<Kind> {
    let parts: Vec<&str> = text.split('$').collect();
    match parts[..] {
        ["bcrypt", ..] => bcrypt(text.strip_prefix("bcrypt$")?),
        ["scrypt", n, salt, r, p, hash] => {
            let n: u64 = n.parse().ok().filter(|n: &u64| n.is_power_of_two())?;
            let log_n = u8::try_from(n.trailing_zeros()).ok()?;
            let (r, p) = (r.parse().ok()?, p.parse().ok()?);
            Some(Kind::Scrypt { log_n, r, p, salt: salt.into(), hash: STANDARD.decode(hash).ok()? })
        }
        [name, rounds, salt, hash] => {
            let (name, ..) = PBKDF2.iter().find(|(_, django, _)| *django == name)?;
            let hash = STANDARD.decode(hash).ok()?;
            Some(Kind::Pbkdf2 { name, rounds: rounds.parse().ok()?, salt: salt.into(), hash })
        }
        _ => None,
    }
}

/// Keycloak keeps two documents as text inside a third.
fn keycloak(text: &str) -> Option<Kind> {
    let credential: Value = serde_json::from_str(text).ok()?;
    let inner = |name: &str| serde_json::from_str::<Value>(credential[name].as_str()?).ok();
    let (secret, facts) = (inner("secretData")?, inner("credentialData")?);
    let algorithm = facts["algorithm"].as_str()?;
    let (name, ..) = PBKDF2.iter().find(|(_, _, keycloak)| *keycloak == algorithm)?;
    let rounds = u32::try_from(facts["hashIterations"].as_u64()?).ok()?;
    let decoded = |name: &str| STANDARD.decode(secret[name].as_str()?).ok();
    Some(Kind::Pbkdf2 { name, rounds, salt: decoded("salt")?, hash: decoded("value")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 6070 (the long SHA-1 case), RFC 7914 §12, and what Django 5.2, Keycloak 26 and Python's bcrypt wrote.
    const WRITTEN: [(&str, &str); 7] = [
        (r#"pbkdf2_sha256$1000$seasalt$sBIRamAA4lC9vNjZ9ZjjhUNae4yEBLhbz4CVBMWQJgk="#, "grüne Heide im Mai"),
        (
            r#"scrypt$1024$seasalt$8$5$C1KTnE3NAabgImZtJQZhApL7mhjL/YdwcpWUmXvJ2YrBg1UD5vol5eZMBMzAaVRYb1rWXExT59hxtM6rmrMKFw=="#,
            "grüne Heide im Mai",
        ),
        (r#"$2b$04$sqNOsyLkdPJkamJssMqT2Ow7Wlo7EJtaJdO6YFyhzkjj79smEjL6O"#, "grüne Heide im Mai"),
        (r#"bcrypt$$2a$04$fP0H/Z7YT.ERsTsEW8umDOMs6j5pGknw825MPBM/n7rsEOsLB2hnG"#, "correct horse"),
        (
            r#"{"type": "password", "secretData": "{\"value\": \"GMwnGe1hQ2hFqluLirH5DRqk6jXJVOM+hibyB2nICdT250NxlhWK02CdEGilb9xzOy097/Rw4Szw70qeZFwAUQ==\", \"salt\": \"AAECAwQFBgcICQoLDA0ODw==\", \"additionalParameters\": {}}", "credentialData": "{\"hashIterations\": 2000, \"algorithm\": \"pbkdf2-sha512\", \"additionalParameters\": {}}"}"#,
            "grüne Heide im Mai",
        ),
        (
            r#"$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"#,
            "pleaseletmein",
        ),
        (
            r#"$pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSospGpZM8vBwOA"#,
            "passwordPASSWORDpassword",
        ),
    ];

    #[test]
    fn what_other_systems_wrote_is_verified_and_kept() {
        for (text, password) in WRITTEN {
            let hash = ForeignHash::parse(text).unwrap_or_else(|| panic!("{text} is not read"));
            assert!(hash.verify(password.as_bytes()), "{text}");
            assert!(!hash.verify(b"another one"), "{text}");
            assert_eq!(ForeignHash::parse(&hash.to_text()), Some(hash), "{text}");
        }
    }

    #[test]
    fn what_is_strange_or_too_costly_is_not_read() {
        for text in [
            "",
            "$2b$31$abcdefghijklmnopqrstuuG2rVpRLNHhHyrMhSKcCGNnLLbEjMhSW",
            "$scrypt$ln=24,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=14,r=4294967295,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$pbkdf2-sha256$i=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$pbkdf2-sha256$i=99999999$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$pbkdf2-sha256$i=1000$AAAA$AAAA",
            "pbkdf2_md5$1000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "{}",
            "{\"secretData\":\"{}\",\"credentialData\":\"{\\\"algorithm\\\":\\\"pbkdf2\\\"}\"}",
        ] {
            assert_eq!(ForeignHash::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String) {
            let _ = ForeignHash::parse(&text);
        }
    }
}
