use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::jose::jwk::SigningKey;
use crate::testing::{NOW, client};

const ISSUER: &str = "https://id.example";

fn key(algorithm: Algorithm) -> (SigningKey, KeySet) {
    let (key, _) = SigningKey::generate(algorithm);
    let set = KeySet::parse(&json!({ "keys": [key.public().to_jwk()] })).unwrap();
    (key, set)
}

fn claims() -> Value {
    let id = client().id.to_string();
    json!({ "iss": id, "sub": id, "aud": ISSUER, "exp": NOW.seconds() + 60, "iat": NOW.seconds(), "jti": "one" })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn sign(key: &SigningKey, claims: &Value) -> String {
    jws::sign(key, "JWT", claims.to_string().as_bytes())
}

fn refusal(verdict: Verdict) -> String {
    match verdict {
        Verdict::Refuse(error) => error.description.into_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_assertion_of_each_algorithm_proves_its_client() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let (key, set) = key(algorithm);
        let token = sign(&key, &claims());
        assert_eq!(claimed_client(&token), Some(client().id));
        let verdict = verify(&token, &client().id, &set, None, ISSUER, NOW);
        let Verdict::Spend(proven) = verdict else { panic!("{verdict:?}") };
        assert_eq!(proven.expires_at, NOW + Duration::from_secs(60));
    }
}

#[test]
fn every_claim_must_be_right() {
    let (key, set) = key(Algorithm::Es256);
    let seconds = NOW.seconds();
    let wrong = [
        ("iss", json!("app_live_other"), "iss and sub"),
        ("sub", json!("app_live_other"), "iss and sub"),
        ("sub", json!(null), "iss and sub"),
        ("iss", json!([client().id.to_string()]), "iss and sub"),
        ("aud", json!("https://id.example/oauth/token"), "aud"),
        ("aud", json!([ISSUER, "https://other.example"]), "aud"),
        ("aud", json!([]), "aud"),
        ("aud", json!("https://id.example/"), "aud"),
        ("aud", json!(null), "aud"),
        ("exp", json!(null), "when it expires"),
        ("exp", json!(-1), "when it expires"),
        ("exp", json!(1e300), "when it expires"),
        ("exp", json!(seconds), "has expired"),
        ("exp", json!(seconds + 301), "5 minutes"),
        ("nbf", json!(seconds + 60), "not valid yet"),
        ("iat", json!(seconds + 60), "not valid yet"),
        ("jti", json!(null), "jti"),
        ("jti", json!(""), "jti"),
        ("jti", json!("x".repeat(257)), "jti"),
        ("jti", json!(7), "claims of RFC 7523"),
        ("exp", json!("soon"), "claims of RFC 7523"),
    ];
    for (name, value, why) in wrong {
        let token = sign(&key, &with(name, value.clone()));
        let said = refusal(verify(&token, &client().id, &set, None, ISSUER, NOW));
        assert!(said.contains(why), "{name} {value}: {said}");
    }
    for (name, value) in
        [("aud", json!([ISSUER])), ("exp", json!(seconds as f64 + 0.5 + 1.0)), ("iat", json!(seconds + 5))]
    {
        let token = sign(&key, &with(name, value.clone()));
        let verdict = verify(&token, &client().id, &set, None, ISSUER, NOW);
        assert!(matches!(verdict, Verdict::Spend(_)), "{name} {value}: {verdict:?}");
    }
}

#[test]
fn a_stranger_s_key_asks_for_newer_keys_and_a_closed_algorithm_does_not() {
    let (own, set) = key(Algorithm::Es256);
    let (foreign, _) = key(Algorithm::Es256);
    let id = client().id;
    assert_eq!(verify(&sign(&foreign, &claims()), &id, &set, None, ISSUER, NOW), Verdict::AskForKeys);
    let token = sign(&own, &claims());
    let narrowed = verify(&token, &id, &set, Some(Algorithm::Rs256), ISSUER, NOW);
    assert!(refusal(narrowed).contains("not accepted"));
    let kind = jws::sign(&own, "at+jwt", claims().to_string().as_bytes());
    assert!(refusal(verify(&kind, &id, &set, None, ISSUER, NOW)).contains("not accepted"));
    let last = if token.ends_with('A') { 'Q' } else { 'A' };
    let bent = format!("{}{last}", &token[..token.len() - 1]);
    assert_ne!(verify(&bent, &id, &set, None, ISSUER, NOW), verify(&token, &id, &set, None, ISSUER, NOW));
}

#[test]
fn neither_a_secret_nor_nothing_signs() {
    let (_, set) = key(Algorithm::Es256);
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    for alg in ["none", "HS256", "RS1", "ES256K", ""] {
        let header = json!({ "alg": alg, "typ": "JWT" }).to_string();
        for signature in ["", "AAAA"] {
            let token = format!("{}.{}.{signature}", encode(&header), encode(&claims().to_string()));
            let said = refusal(verify(&token, &client().id, &set, None, ISSUER, NOW));
            assert!(said.contains("not accepted"), "{alg}: {said}");
        }
    }
}

#[test]
fn clients_cannot_spend_each_others_assertions() {
    let other = ClientId("app_live_other".into());
    assert_eq!(name(&client().id, "one"), name(&client().id, "one"));
    assert_ne!(name(&client().id, "one"), name(&other, "one"));
    assert_ne!(name(&client().id, "one"), name(&client().id, "two"));
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(text: String) {
        let _ = claimed_client(&text);
        let verdict = verify(&text, &client().id, &KeySet::default(), None, ISSUER, NOW);
        prop_assert!(!matches!(verdict, Verdict::Spend(_)));
    }
}
