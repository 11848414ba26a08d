//! Sets of public keys that others made (RFC 7517 §5): a client's, by value or from its `jwks_uri`.

use std::fmt;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use serde_json::{Map, Value};

use super::jwe::{EncryptionKey, KeyAlgorithm};
use super::jwk::{Algorithm, PublicKey};

/// The most keys that a set may hold: each may have to be tried.
const MOST_KEYS: usize = 20;
/// The longest `kid`, in bytes.
const LONGEST_KID: usize = 256;
/// The lengths an RSA modulus may have, in bits (RFC 7518 §3.3).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=8_192;
/// Members that only a private or a shared key has (RFC 7518 §6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

const ENGINE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD);

/// Why a set of keys cannot be used, in words for the developer who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unusable(&'static str);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A set of public keys.
#[derive(Default)]
pub struct KeySet {
    keys: Vec<Entry>,
}

struct Entry {
    kid: Option<String>,
    /// What it verifies: one algorithm, or for an RSA key that names none, two. Nothing if it only encrypts.
    verifying: Vec<PublicKey>,
    /// What is encrypted to it, by these algorithms. Nothing if it only verifies.
    encrypting: Option<(EncryptionKey, Vec<KeyAlgorithm>)>,
}

impl KeySet {
    /// Reads a set. Keys of kinds that we do not know are passed over, as RFC 7517 §5 wants; a key that says it
    /// is of a kind we know must be one.
    ///
    /// # Errors
    /// If it is no set of keys, holds a private, weak or broken key, or too many.
    pub fn parse(set: &Value) -> Result<Self, Unusable> {
        let keys = set["keys"].as_array().ok_or(Unusable("there is no list “keys”"))?;
        if keys.len() > MOST_KEYS {
            return Err(Unusable("there are more than 20 keys"));
        }
        let keys = keys.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { keys: keys.into_iter().flatten().collect() })
    }

    /// The keys that may verify a signature of `algorithm`; with `kid`, only those of that name.
    pub fn for_signatures(
        &self,
        algorithm: Algorithm,
        kid: Option<&str>,
    ) -> impl Iterator<Item = &PublicKey> {
        self.keys
            .iter()
            .filter(move |entry| kid.is_none_or(|kid| entry.kid.as_deref() == Some(kid)))
            .flat_map(|entry| &entry.verifying)
            .filter(move |key| key.algorithm() == algorithm)
    }

    /// Whether some key verifies signatures of `algorithm`.
    pub fn verifies(&self, algorithm: Algorithm) -> bool {
        self.for_signatures(algorithm, None).next().is_some()
    }
}

impl KeySet {
    /// The key that things for its owner are encrypted to by `algorithm`: the first of the set that may be used so.
    pub fn for_encryption(&self, algorithm: KeyAlgorithm) -> Option<&EncryptionKey> {
        let encrypting = self.keys.iter().filter_map(|entry| entry.encrypting.as_ref());
        encrypting.filter(|(_, algorithms)| algorithms.contains(&algorithm)).map(|(key, _)| key).next()
    }
}

/// Reads one key; `None` if it is of a kind or for a use that is not ours.
fn read(key: &Value) -> Result<Option<Entry>, Unusable> {
    let members = key.as_object().ok_or(Unusable("a key is not a JSON object"))?;
    let text = |name: &str| members.get(name).map(|value| value.as_str().ok_or(Unusable(MEMBER))).transpose();
    if PRIVATE.iter().any(|name| members.contains_key(*name)) {
        return Err(Unusable("a key is private: send the public half only, and throw this key away"));
    }
    let kid = text("kid")?;
    if kid.is_some_and(|kid| kid.is_empty() || kid.len() > LONGEST_KID) {
        return Err(Unusable("a kid is empty or longer than 256 bytes"));
    }
    let kind = text("kty")?.ok_or(Unusable("a key does not say its kty"))?;
    let (algorithms, bytes): (&[Algorithm], _) = match (kind, text("crv")?) {
        ("RSA", _) => (&[Algorithm::Rs256, Algorithm::Ps256], rsa(members)?),
        ("EC", Some("P-256")) => (&[Algorithm::Es256], p256(members)?),
        ("OKP", Some("Ed25519")) => (&[Algorithm::EdDsa], coordinate(members, "x")?.to_vec()),
        ("oct", _) => return Err(Unusable("a key is a shared secret: only public keys can be registered")),
        _ => return Ok(None),
    };
    // Whatever it is for, it must be a key of its kind.
    let parse = |algorithm: &Algorithm| PublicKey::from_bytes(*algorithm, &bytes);
    let keys: Option<Vec<PublicKey>> = algorithms.iter().map(parse).collect();
    let keys = keys.ok_or(Unusable("a key is not what its kty and crv say"))?;
    let (usage, alg) = (text("use")?, text("alg")?);
    let verifies = usage.is_none_or(|usage| usage == "sig") && may(members, &["verify"])?;
    let is_for = |key: &PublicKey| verifies && alg.is_none_or(|alg| alg_names(alg, key.algorithm()));
    let verifying = keys.into_iter().filter(is_for).collect();
    let encrypts = usage.is_none_or(|usage| usage == "enc") && may(members, &ENCRYPTING)?;
    let key = match kind {
        _ if !encrypts => None,
        "RSA" => EncryptionKey::rsa(kid.map(str::to_owned), &subject_public_key_info(&bytes)),
        "EC" => Some(EncryptionKey::p256(kid.map(str::to_owned), &bytes)),
        _ => None,
    };
    let encrypting = key.map(|key| {
        let named = |algorithm: &KeyAlgorithm| alg.is_none_or(|alg| alg == algorithm.as_str());
        let suits = |algorithm: &KeyAlgorithm| key.suits(*algorithm) && named(algorithm);
        let algorithms = KeyAlgorithm::ALL.into_iter().filter(suits).collect();
        (key, algorithms)
    });
    Ok(Some(Entry { kid: kid.map(str::to_owned), verifying, encrypting }))
}

/// What `key_ops` says of a key that others encrypt to.
const ENCRYPTING: [&str; 4] = ["encrypt", "wrapKey", "deriveKey", "deriveBits"];

const MEMBER: &str = "a member of a key is not text";

/// Whether `alg` of a key names this algorithm; `Ed25519` is the newer name of what `EdDSA` means here (RFC 9864).
fn alg_names(alg: &str, algorithm: Algorithm) -> bool {
    alg == algorithm.as_str() || (alg == "Ed25519" && algorithm == Algorithm::EdDsa)
}

/// Whether `key_ops`, if it is there, names one of `operations` (RFC 7517 §4.3).
fn may(members: &Map<String, Value>, operations: &[&str]) -> Result<bool, Unusable> {
    let Some(listed) = members.get("key_ops") else { return Ok(true) };
    let listed = listed.as_array().ok_or(Unusable("key_ops is not a list"))?;
    Ok(listed.iter().filter_map(Value::as_str).any(|listed| operations.contains(&listed)))
}

fn bytes(members: &Map<String, Value>, name: &str) -> Result<Vec<u8>, Unusable> {
    let text = members.get(name).and_then(Value::as_str);
    let text = text.ok_or(Unusable("a key lacks a number that its kty must have"))?;
    ENGINE.decode(text).map_err(|_| Unusable("a number of a key is not base64url without padding"))
}

fn coordinate(members: &Map<String, Value>, name: &str) -> Result<[u8; 32], Unusable> {
    // The full length, leading zeros included (RFC 7518 §6.2.1.2).
    bytes(members, name)?.try_into().map_err(|_| Unusable("a coordinate does not have 32 bytes"))
}

fn p256(members: &Map<String, Value>) -> Result<Vec<u8>, Unusable> {
    Ok([&[4][..], &coordinate(members, "x")?, &coordinate(members, "y")?].concat())
}

/// `RSAPublicKey` in DER (RFC 8017 appendix A.1.1).
fn rsa(members: &Map<String, Value>) -> Result<Vec<u8>, Unusable> {
    let trimmed = |name: &str| {
        bytes(members, name).map(|bytes| bytes.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<_>>())
    };
    let (modulus, exponent) = (trimmed("n")?, trimmed("e")?);
    let bits = modulus.first().map_or(0, |first| modulus.len() * 8 - first.leading_zeros() as usize);
    if !RSA_BITS.contains(&bits) {
        return Err(Unusable("an RSA key has fewer than 2048 or more than 8192 bits"));
    }
    // An exponent of one signs everything; larger ones than four bytes only cost.
    let odd = exponent.last().is_some_and(|last| last % 2 == 1);
    if !odd || exponent == [1] || exponent.len() > 4 {
        return Err(Unusable("the exponent of an RSA key is not a usual one"));
    }
    Ok(der(0x30, &[der_number(&modulus), der_number(&exponent)].concat()))
}

/// `SubjectPublicKeyInfo` of an RSA key in DER (RFC 3279 §2.3.1).
fn subject_public_key_info(key: &[u8]) -> Vec<u8> {
    const RSA_ENCRYPTION: [u8; 13] =
        [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    der(0x30, &[der(0x30, &RSA_ENCRYPTION), der(0x03, &[&[0], key].concat())].concat())
}

fn der_number(bytes: &[u8]) -> Vec<u8> {
    // A leading bit that is set would make it negative.
    let sign: &[u8] = if bytes[0] & 0x80 == 0 { &[] } else { &[0] };
    der(0x02, &[sign, bytes].concat())
}

/// One element of DER, of less than 64 KiB.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(content.len()).expect("a key is far shorter than 64 KiB").to_be_bytes();
    let length: &[u8] = match (high, low) {
        (0, 0..=0x7f) => &[low],
        (0, _) => &[0x81, low],
        _ => &[0x82, high, low],
    };
    [&[tag], length, content].concat()
}

#[cfg(test)]
mod tests;
