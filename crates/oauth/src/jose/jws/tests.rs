use super::*;
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
    let ignored = json!({"alg": "ES256", "kid": kid, "typ": TYP, "jku": "https://evil.example", "jwk": {}});
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
