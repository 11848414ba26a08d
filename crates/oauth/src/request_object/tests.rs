use super::*;
use crate::jose::jwk::SigningKey;
use crate::testing::{NOW, client};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::json;

const ISSUER: &str = "https://id.example";

fn good() -> Value {
    json!({
        "iss": client().id.as_str(), "aud": ISSUER, "exp": NOW.seconds() + 60, "iat": NOW.seconds(), "jti": "1",
        "response_type": "code", "scope": "openid", "max_age": 60, "claims": { "id_token": { "name": null } },
    })
}

fn with(changes: Value) -> Value {
    let mut claims = good();
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn keys(key: &SigningKey) -> KeySet {
    KeySet::parse(&json!({ "keys": [key.public().to_jwk()] })).unwrap()
}

fn taken(client: &Client, key: &SigningKey, claims: &Value) -> Result<Params, Unread> {
    let token = jws::sign(key, "oauth-authz-req+jwt", claims.to_string().as_bytes());
    read(&token, client, &keys(key), ISSUER, NOW)
}

fn unsigned(claims: &Value) -> String {
    let encode = |text: String| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.", encode(r#"{"alg":"none"}"#.to_owned()), encode(claims.to_string()))
}

#[test]
fn what_is_inside_becomes_the_request() {
    for algorithm in Algorithm::ALL {
        let (key, _) = SigningKey::generate(algorithm);
        let params = taken(&client(), &key, &good()).unwrap();
        assert_eq!(params.one("client_id").unwrap(), Some(client().id.as_str()));
        assert_eq!(params.one("max_age").unwrap(), Some("60"));
        assert_eq!(params.one("claims").unwrap(), Some(r#"{"id_token":{"name":null}}"#));
        assert_eq!(params.one("iss").unwrap(), None);
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let (key, _) = SigningKey::generate(Algorithm::Es256);
    for changes in [
        json!({ "iss": "app_live_other" }),
        json!({ "iss": 7 }),
        json!({ "aud": "https://other.example" }),
        json!({ "aud": ["https://other.example"] }),
        json!({ "aud": 7 }),
        json!({ "sub": client().id.as_str() }),
        json!({ "exp": NOW.seconds() - 60 }),
        json!({ "exp": "tomorrow" }),
        json!({ "nbf": NOW.seconds() + 60 }),
        json!({ "iat": NOW.seconds() + 60 }),
        json!({ "request": "x" }),
        json!({ "request_uri": "https://x" }),
        json!({ "client_id": "app_live_other" }),
        json!({ "scope": ["openid"] }),
        json!({ "state": null }),
        json!({ "claims": [] }),
        json!({ "state": "a\u{0}b" }),
    ] {
        assert!(taken(&client(), &key, &with(changes.clone())).is_err(), "{changes}");
    }
    for changes in [json!({ "aud": [ISSUER, "x"] }), json!({ "unknown": [1] }), json!({ "sub": "a-member" })]
    {
        assert!(taken(&client(), &key, &with(changes.clone())).is_ok(), "{changes}");
    }
}

#[test]
fn it_is_signed_as_the_client_registered() {
    let (key, _) = SigningKey::generate(Algorithm::Es256);
    let (other, _) = SigningKey::generate(Algorithm::Es256);
    let mut registered = client();
    let token = jws::sign(&other, "oauth-authz-req+jwt", good().to_string().as_bytes());
    assert_eq!(read(&token, &registered, &keys(&key), ISSUER, NOW), Err(Unread::UnknownKey));
    assert!(read(&unsigned(&good()), &registered, &keys(&key), ISSUER, NOW).is_err());
    let assertion = jws::sign(&key, "at+jwt", good().to_string().as_bytes());
    assert!(read(&assertion, &registered, &keys(&key), ISSUER, NOW).is_err());

    registered.metadata.request_object_signing_alg = Some("PS256".into());
    assert!(taken(&registered, &key, &good()).is_err());
    registered.metadata.request_object_signing_alg = Some("none".into());
    assert!(taken(&registered, &key, &good()).is_err());
    assert!(read(&unsigned(&good()), &registered, &KeySet::default(), ISSUER, NOW).is_ok());
}

#[test]
fn it_comes_one_way_and_from_a_registered_address() {
    let mut registered = client();
    registered.metadata.request_uris = vec!["https://robot.example/r.jwt".into()];
    let params = |pairs: &[(&'static str, &'static str)]| Params::from_pairs(pairs.iter().copied());
    let at = |uri| source(&registered, &params(&[("request_uri", uri)])).map(|found| found.is_some());
    assert_eq!(at("https://robot.example/r.jwt"), Ok(true));
    assert!(at("https://robot.example/r.jwt?x").is_err());
    assert!(source(&registered, &params(&[("request", "a"), ("request_uri", "b")])).is_err());
    assert!(source(&registered, &params(&[("request", "a"), ("request", "b")])).is_err());
    assert_eq!(source(&registered, &params(&[])), Ok(None));
    registered.metadata.require_signed_request_object = true;
    assert!(source(&registered, &params(&[])).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text: String) {
        let mut registered = client();
        registered.metadata.request_object_signing_alg = Some("none".into());
        let _ = read(&text, &registered, &KeySet::default(), ISSUER, NOW);
        let inside = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), URL_SAFE_NO_PAD.encode(&text));
        let _ = read(&inside, &registered, &KeySet::default(), ISSUER, NOW);
    }
}
