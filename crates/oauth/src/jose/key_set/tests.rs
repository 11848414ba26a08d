use super::*;
use crate::jose::jwk::SigningKey;
use crate::jose::jws::{self, Demands, Rejected, verify_foreign};
use proptest::prelude::*;
use serde_json::json;

const TYPE: &str = "oauth-authz-req+jwt";
const ANY: Demands<'_> = Demands { algorithms: &Algorithm::ALL, types: &["JWT", TYPE] };

fn jwk(key: &SigningKey, changes: Value) -> Value {
    let mut jwk = key.public().to_jwk();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => jwk.as_object_mut().unwrap().remove(name),
            value => jwk.as_object_mut().unwrap().insert(name.clone(), value.clone()),
        };
    }
    jwk
}

fn set(keys: &[Value]) -> KeySet {
    KeySet::parse(&json!({ "keys": keys })).unwrap()
}

fn refused(key: &Value) -> &'static str {
    KeySet::parse(&json!({ "keys": [key] })).err().unwrap().0
}

#[test]
fn every_algorithm_verifies_with_a_registered_key() {
    for algorithm in Algorithm::ALL {
        let (key, _) = SigningKey::generate(algorithm);
        let keys = set(&[jwk(&key, json!({}))]);
        let token = jws::sign(&key, TYPE, b"{}");
        assert_eq!(verify_foreign(&token, &keys, &ANY).unwrap(), b"{}");
        let other = Demands { algorithms: &[], ..ANY };
        assert_eq!(verify_foreign(&token, &keys, &other), Err(Rejected::Header));
        assert!(verify_foreign(&token[..token.len() - 2], &keys, &ANY).is_err());
    }
}

#[test]
fn an_rsa_key_that_names_no_algorithm_verifies_both() {
    let (rs, pkcs8) = SigningKey::generate(Algorithm::Rs256);
    let ps = SigningKey::from_pkcs8(Algorithm::Ps256, &pkcs8).unwrap();
    for (key, with_alg) in [(&rs, true), (&ps, false)] {
        let both = set(&[jwk(&rs, json!({ "alg": null, "kid": key.kid() }))]);
        let one = set(&[jwk(&rs, json!({ "kid": key.kid() }))]);
        let token = jws::sign(key, TYPE, b"{}");
        assert!(verify_foreign(&token, &both, &ANY).is_ok());
        assert_eq!(verify_foreign(&token, &one, &ANY).is_ok(), with_alg);
    }
}

#[test]
fn use_and_operations_and_names_are_honoured() {
    let (key, _) = SigningKey::generate(Algorithm::Es256);
    let token = jws::sign(&key, TYPE, b"{}");
    let tried = |changes| verify_foreign(&token, &set(&[jwk(&key, changes)]), &ANY);
    assert_eq!(tried(json!({ "use": "enc" })), Err(Rejected::UnknownKey));
    assert_eq!(tried(json!({ "key_ops": ["encrypt"] })), Err(Rejected::UnknownKey));
    assert_eq!(tried(json!({ "kid": "another" })), Err(Rejected::UnknownKey));
    assert_eq!(tried(json!({ "kid": null })), Err(Rejected::UnknownKey));
    assert_eq!(tried(json!({ "alg": "ES384" })), Err(Rejected::UnknownKey));
    assert!(tried(json!({ "use": null, "alg": null, "key_ops": ["verify"] })).is_ok());
}

#[test]
fn without_a_name_every_key_of_the_algorithm_is_tried() {
    let [(one, _), (two, _)] = [(); 2].map(|()| SigningKey::generate(Algorithm::EdDsa));
    let keys =
        set(&[jwk(&one, json!({ "kid": "same" })), jwk(&two, json!({ "kid": "same", "alg": "Ed25519" }))]);
    let header = ENGINE.encode(r#"{"alg":"EdDSA"}"#);
    let signed = format!("{header}.{}", ENGINE.encode("{}"));
    let token = format!("{signed}.{}", ENGINE.encode(two.sign(signed.as_bytes())));
    assert!(verify_foreign(&token, &keys, &ANY).is_ok());
}

#[test]
fn a_shared_secret_made_of_a_public_key_signs_nothing() {
    let (key, _) = SigningKey::generate(Algorithm::Rs256);
    let keys = set(&[jwk(&key, json!({}))]);
    let encoding = jsonwebtoken::EncodingKey::from_secret(key.public().as_bytes());
    let mut header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS256);
    header.kid = Some(key.kid().to_owned());
    let token = jsonwebtoken::encode(&header, &json!({}), &encoding).unwrap();
    assert_eq!(verify_foreign(&token, &keys, &ANY), Err(Rejected::Header));
    let unsigned = format!("{}.{}.", ENGINE.encode(r#"{"alg":"none"}"#), ENGINE.encode("{}"));
    assert_eq!(verify_foreign(&unsigned, &keys, &ANY), Err(Rejected::Header));
    assert_eq!(jws::read_unsigned(&unsigned).unwrap(), b"{}");
    assert_eq!(jws::read_unsigned(&format!("{unsigned}AA")), Err(Rejected::Header));
    assert_eq!(jws::read_unsigned(&token), Err(Rejected::Header));
}

#[test]
fn another_library_signs_what_we_verify() {
    for (ours, theirs) in [
        (Algorithm::Rs256, jsonwebtoken::Algorithm::RS256),
        (Algorithm::Ps256, jsonwebtoken::Algorithm::PS256),
        (Algorithm::Es256, jsonwebtoken::Algorithm::ES256),
        (Algorithm::EdDsa, jsonwebtoken::Algorithm::EdDSA),
    ] {
        let (key, pkcs8) = SigningKey::generate(ours);
        let keys = set(&[jwk(&key, json!({ "kid": "theirs" }))]);
        let encoding = match ours {
            Algorithm::Es256 => jsonwebtoken::EncodingKey::from_ec_der(&pkcs8),
            Algorithm::EdDsa => jsonwebtoken::EncodingKey::from_ed_der(&pkcs8),
            _ => jsonwebtoken::EncodingKey::from_rsa_pem(pem(&pkcs8).as_bytes()).unwrap(),
        };
        let header = jsonwebtoken::Header::new(theirs);
        let token = jsonwebtoken::encode(&header, &json!({ "sub": "ada" }), &encoding).unwrap();
        assert_eq!(verify_foreign(&token, &keys, &ANY).unwrap(), br#"{"sub":"ada"}"#, "{ours:?}");

        let token = jws::sign(&key, TYPE, br#"{"sub":"ada"}"#);
        let jwk = serde_json::from_value(key.public().to_jwk()).unwrap();
        let decoding = jsonwebtoken::DecodingKey::from_jwk(&jwk).unwrap();
        let mut rules = jsonwebtoken::Validation::new(theirs);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let read = jsonwebtoken::decode::<Value>(&token, &decoding, &rules).unwrap();
        assert_eq!(read.claims["sub"], "ada", "{ours:?}");
    }
}

fn pem(pkcs8: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(pkcs8);
    let line = |what| format!("-----{what} PRIVATE {}-----\n", "KEY");
    format!("{}{text}\n{}", line("BEGIN"), line("END"))
}

#[test]
fn hostile_sets_are_refused() {
    let (ec, _) = SigningKey::generate(Algorithm::Es256);
    let (rsa, _) = SigningKey::generate(Algorithm::Rs256);
    let half = ENGINE.encode([0xff; 128]);
    for (key, why) in [
        (json!(7), "not a JSON object"),
        (json!({}), "kty"),
        (jwk(&ec, json!({ "d": "AA" })), "private"),
        (json!({ "kty": "oct", "k": "AA" }), "private"),
        (json!({ "kty": "oct" }), "shared secret"),
        (jwk(&ec, json!({ "kid": "" })), "kid"),
        (jwk(&ec, json!({ "kid": "k".repeat(257) })), "kid"),
        (jwk(&ec, json!({ "kid": 7 })), "not text"),
        (jwk(&ec, json!({ "key_ops": "verify" })), "key_ops"),
        (jwk(&ec, json!({ "y": null })), "lacks"),
        (jwk(&ec, json!({ "y": ENGINE.encode([7; 32]) })), "not what"),
        (jwk(&ec, json!({ "x": ENGINE.encode([7; 31]) })), "32 bytes"),
        (jwk(&ec, json!({ "x": format!("{}=", ENGINE.encode([7; 32])) })), "base64url"),
        (jwk(&rsa, json!({ "n": half })), "2048"),
        (jwk(&rsa, json!({ "n": "" })), "2048"),
        (jwk(&rsa, json!({ "e": "AQ" })), "exponent"),
        (jwk(&rsa, json!({ "e": "AAAE" })), "exponent"),
        (jwk(&rsa, json!({ "e": ENGINE.encode([0xff; 8]) })), "exponent"),
        (json!({ "kty": "OKP", "crv": "Ed25519", "x": "AA" }), "32 bytes"),
    ] {
        assert!(refused(&key).contains(why), "{key}: {}", refused(&key));
    }
    assert!(KeySet::parse(&json!({ "keys": {} })).is_err());
    assert!(KeySet::parse(&json!({ "keys": vec![jwk(&ec, json!({})); 21] })).is_err());
}

#[test]
fn keys_of_other_kinds_are_passed_over() {
    let keys = set(&[json!({ "kty": "EC", "crv": "P-521", "x": "AA", "y": "AA" }), json!({ "kty": "AKP" })]);
    assert!(Algorithm::ALL.into_iter().all(|algorithm| !keys.verifies(algorithm)));
}

#[test]
fn the_signature_of_rfc_7515_appendix_a_2_verifies() {
    let key = json!({ "kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ" });
    let token = concat!(
        "eyJhbGciOiJSUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    );
    assert!(verify_foreign(token, &set(&[key]), &ANY).is_ok());
}

#[test]
fn the_signature_of_rfc_7515_appendix_a_3_verifies() {
    let key = json!({ "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" });
    let token = concat!(
        "eyJhbGciOiJFUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    );
    assert!(verify_foreign(token, &set(&[key]), &ANY).is_ok());
}

proptest! {
    #[test]
    fn any_members_are_read_or_refused(kty in "RSA|EC|OKP|[a-z]{0,3}", crv in "P-256|Ed25519|.{0,5}", x: String, n in "[A-Za-z0-9_-]{0,400}") {
        let key = json!({ "kty": kty, "crv": crv, "x": x, "y": n, "n": n, "e": "AQAB" });
        let _ = KeySet::parse(&json!({ "keys": [key] }));
    }
}
