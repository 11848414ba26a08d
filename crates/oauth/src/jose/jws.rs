//! Compact signatures (RFC 7515), with the algorithm fixed by the key and never by the token (RFC 8725 §3.1).

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::jwk::{Algorithm, PublicKey, SigningKey};
use super::key_set::KeySet;

/// The longest token that is looked at, in bytes.
const LONGEST: usize = 16 * 1_024;

/// Strict: no padding, no stray bits at the end.
const ENGINE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, NO_PAD);

/// Why a token was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It is not a compact JWS.
    Malformed,
    /// Its header names what we do not do, or another kind of token.
    Header,
    /// No key that counts has its `kid`.
    UnknownKey,
    /// The signature is not that key's.
    Signature,
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a compact JWS",
            Self::Header => "the header names something else",
            Self::UnknownKey => "no known key has this kid",
            Self::Signature => "the signature does not verify",
        })
    }
}

/// Signs `payload` as a token of kind `typ`.
pub fn sign(key: &SigningKey, typ: &str, payload: &[u8]) -> String {
    let header = format!(r#"{{"alg":"{}","kid":"{}","typ":"{typ}"}}"#, key.algorithm().as_str(), key.kid());
    let mut token = String::with_capacity(payload.len() * 4 / 3 + 300);
    ENGINE.encode_string(header, &mut token);
    token.push('.');
    ENGINE.encode_string(payload, &mut token);
    let signature = key.sign(token.as_bytes());
    token.push('.');
    ENGINE.encode_string(signature, &mut token);
    token
}

/// The members of a header that decide. Keys and addresses of keys in a header are ignored: nobody but us says
/// which keys are ours, and nobody but its registration which are a client's.
#[derive(Deserialize)]
struct Header<'a> {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    #[serde(borrow)]
    crit: Option<&'a RawValue>,
    #[serde(borrow)]
    b64: Option<&'a RawValue>,
}

impl Header<'_> {
    /// Whether it says the token to be of kind `typ`; the `application/` prefix may be left out (RFC 7515 §4.1.9).
    fn is_of(&self, typ: &str) -> bool {
        let said = self.typ.as_deref().unwrap_or_default();
        said.strip_prefix("application/").unwrap_or(said).eq_ignore_ascii_case(typ)
    }
}

/// A compact JWS taken apart.
struct Parts<'a> {
    header: Vec<u8>,
    signed: &'a str,
    payload: &'a str,
    signature: &'a str,
}

fn decode(text: &str) -> Result<Vec<u8>, Rejected> {
    ENGINE.decode(text).map_err(|_| Rejected::Malformed)
}

fn take_apart(token: &str) -> Result<Parts<'_>, Rejected> {
    if token.len() > LONGEST {
        return Err(Rejected::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Rejected::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Rejected::Malformed)?;
    Ok(Parts { header: decode(header)?, signed, payload, signature })
}

impl Parts<'_> {
    /// The header, if it asks for nothing that we do not do. We understand no extension, so any that must be
    /// understood is refused (RFC 7515 §4.1.11).
    fn header(&self) -> Result<Header<'_>, Rejected> {
        // A list could be read as the members of an object in their order; it is none.
        if self.header.trim_ascii_start().first() != Some(&b'{') {
            return Err(Rejected::Malformed);
        }
        let header: Header<'_> = serde_json::from_slice(&self.header).map_err(|_| Rejected::Malformed)?;
        match header.crit.is_some() || header.b64.is_some() {
            true => Err(Rejected::Header),
            false => Ok(header),
        }
    }
}

/// Verifies a token of kind `typ` with one of our keys and gives its payload.
///
/// # Errors
/// If it is bent, of another kind, or not signed by one of `keys`.
pub fn verify(
    token: &str,
    keys: &dyn Fn(&str) -> Option<Arc<PublicKey>>,
    typ: &str,
) -> Result<Vec<u8>, Rejected> {
    let parts = take_apart(token)?;
    let header = parts.header()?;
    let kid = header.kid.as_deref().filter(|_| header.typ.is_some()).ok_or(Rejected::Malformed)?;
    if !header.is_of(typ) {
        return Err(Rejected::Header);
    }
    let key = keys(kid).ok_or(Rejected::UnknownKey)?;
    if header.alg != key.algorithm().as_str() {
        return Err(Rejected::Header);
    }
    if !key.verify(parts.signed.as_bytes(), &decode(parts.signature)?) {
        return Err(Rejected::Signature);
    }
    decode(parts.payload)
}

/// What must hold of a token that a client signed.
#[derive(Clone, Copy, Debug)]
pub struct Demands<'a> {
    /// The algorithms that may be used.
    pub algorithms: &'a [Algorithm],
    /// What its `typ` may be if it has one: clients' libraries differ, and many send none.
    pub types: &'a [&'a str],
}

/// Verifies a token that a client signed with a key of its registered set and gives its payload. With no `kid` in
/// the header, any of its keys for that algorithm will do.
///
/// # Errors
/// If it is bent, breaks `demands`, or is not signed by one of `keys`.
pub fn verify_foreign(token: &str, keys: &KeySet, demands: &Demands<'_>) -> Result<Vec<u8>, Rejected> {
    let parts = take_apart(token)?;
    let header = parts.header()?;
    let algorithm = Algorithm::parse(&header.alg).filter(|found| demands.algorithms.contains(found));
    let kind = header.typ.is_none() || demands.types.iter().any(|typ| header.is_of(typ));
    let algorithm = algorithm.filter(|_| kind).ok_or(Rejected::Header)?;
    let signature = decode(parts.signature)?;
    let mut candidates = keys.for_signatures(algorithm, header.kid.as_deref()).peekable();
    candidates.peek().ok_or(Rejected::UnknownKey)?;
    match candidates.any(|key| key.verify(parts.signed.as_bytes(), &signature)) {
        true => decode(parts.payload),
        false => Err(Rejected::Signature),
    }
}

/// The payload of a token whose header says that nobody signed it (RFC 7518 §3.6); for callers to whom its client
/// registered just that.
///
/// # Errors
/// If it is bent, carries a signature, or says anything else.
pub fn read_unsigned(token: &str) -> Result<Vec<u8>, Rejected> {
    let parts = take_apart(token)?;
    if parts.header()?.alg != "none" || !parts.signature.is_empty() {
        return Err(Rejected::Header);
    }
    decode(parts.payload)
}

#[cfg(test)]
mod tests;
