//! Compact signatures (RFC 7515), with the algorithm fixed by the key and never by the token (RFC 8725 §3.1).

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::jwk::{PublicKey, SigningKey};

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
    /// No key of ours has its `kid`.
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
/// which keys are ours.
#[derive(Deserialize)]
struct Header<'a> {
    alg: String,
    kid: String,
    typ: String,
    #[serde(borrow)]
    crit: Option<&'a RawValue>,
    #[serde(borrow)]
    b64: Option<&'a RawValue>,
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
    if token.len() > LONGEST {
        return Err(Rejected::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Rejected::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Rejected::Malformed)?;
    let decode = |text: &str| ENGINE.decode(text).map_err(|_| Rejected::Malformed);
    let header = decode(header)?;
    let header: Header<'_> = serde_json::from_slice(&header).map_err(|_| Rejected::Malformed)?;
    // The `application/` prefix may be left out (RFC 7515 §4.1.9).
    let kind = header.typ.strip_prefix("application/").unwrap_or(&header.typ);
    // We understand no extension, so any that must be understood is refused (RFC 7515 §4.1.11).
    if !kind.eq_ignore_ascii_case(typ) || header.crit.is_some() || header.b64.is_some() {
        return Err(Rejected::Header);
    }
    let key = keys(&header.kid).ok_or(Rejected::UnknownKey)?;
    if header.alg != key.algorithm().as_str() {
        return Err(Rejected::Header);
    }
    if !key.verify(signed.as_bytes(), &decode(signature)?) {
        return Err(Rejected::Signature);
    }
    decode(payload)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::jwk::Algorithm;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const TYP: &str = "at+jwt";

    fn key(algorithm: Algorithm) -> (SigningKey, Arc<PublicKey>, Vec<u8>) {
        let (key, pkcs8) = SigningKey::generate(algorithm);
        let public = Arc::new(PublicKey::from_bytes(algorithm, key.public().as_bytes()).unwrap());
        (key, public, pkcs8.to_vec())
    }

    fn only(key: &Arc<PublicKey>) -> impl Fn(&str) -> Option<Arc<PublicKey>> + use<> {
        let key = Arc::clone(key);
        move |kid| (kid == key.kid()).then(|| Arc::clone(&key))
    }

    /// A token with a header of one's own, signed rightly.
    fn signed(key: &SigningKey, header: &Value, payload: &str) -> String {
        let text = format!("{}.{}", ENGINE.encode(header.to_string()), ENGINE.encode(payload));
        let signature = ENGINE.encode(key.sign(text.as_bytes()));
        format!("{text}.{signature}")
    }

    #[test]
    fn another_library_reads_our_tokens() {
        let (key, public, _) = key(Algorithm::Es256);
        let token = sign(&key, TYP, br#"{"sub":"ada"}"#);
        let jwk = serde_json::from_value(public.to_jwk()).unwrap();
        let decoding = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
        let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::ES256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let read = jsonwebtoken::decode::<Value>(&token, &decoding, &rules).unwrap();
        assert_eq!(read.claims["sub"], "ada");
        assert_eq!(read.header.kid.as_deref(), Some(key.kid()));
    }

    #[test]
    fn we_read_the_tokens_of_another_library() {
        let (key, public, pkcs8) = key(Algorithm::EdDsa);
        let mut header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA);
        header.typ = Some("application/at+jwt".into());
        header.kid = Some(key.kid().to_owned());
        let encoding = jsonwebtoken::EncodingKey::from_ed_der(&pkcs8);
        let token = jsonwebtoken::encode(&header, &json!({"sub": "ada"}), &encoding).unwrap();
        assert_eq!(verify(&token, &only(&public), TYP).unwrap(), br#"{"sub":"ada"}"#);
    }

    #[test]
    fn headers_that_would_weaken_us_are_refused() {
        let (key, public, _) = key(Algorithm::Es256);
        let kid = key.kid();
        for (header, reason) in [
            (json!({"alg": "ES256", "kid": kid, "typ": "JWT"}), Rejected::Header),
            (json!({"alg": "none", "kid": kid, "typ": TYP}), Rejected::Header),
            (json!({"alg": "HS256", "kid": kid, "typ": TYP}), Rejected::Header),
            (json!({"alg": "EdDSA", "kid": kid, "typ": TYP}), Rejected::Header),
            (json!({"alg": "ES256", "kid": kid, "typ": TYP, "crit": ["exp"]}), Rejected::Header),
            (json!({"alg": "ES256", "kid": kid, "typ": TYP, "b64": false}), Rejected::Header),
            (json!({"alg": "ES256", "kid": "other", "typ": TYP}), Rejected::UnknownKey),
            (json!({"alg": "ES256", "typ": TYP}), Rejected::Malformed),
        ] {
            let token = signed(&key, &header, "{}");
            assert_eq!(verify(&token, &only(&public), TYP), Err(reason), "{header}");
        }
        let ignored =
            json!({"alg": "ES256", "kid": kid, "typ": TYP, "jku": "https://evil.example", "jwk": {}});
        assert!(verify(&signed(&key, &ignored, "{}"), &only(&public), TYP).is_ok());
    }

    #[test]
    fn no_bent_or_cut_token_is_accepted() {
        let (key, public, _) = key(Algorithm::Es256);
        let token = sign(&key, TYP, br#"{"sub":"ada","scope":"read"}"#);
        let keys = only(&public);
        for at in 0..token.len() {
            assert!(verify(&token[..at], &keys, TYP).is_err(), "cut at {at}");
            let replacement = if &token[at..=at] == "A" { "B" } else { "A" };
            let mut bent = token.clone();
            bent.replace_range(at..=at, replacement);
            assert!(verify(&bent, &keys, TYP).is_err(), "bent at {at}");
        }
        assert!(verify(&format!("{token}="), &keys, TYP).is_err());
        assert!(verify(&format!("{token}.{token}"), &keys, TYP).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            prop_assert!(verify(&text, &|_| None, TYP).is_err());
        }
    }
}
