//! A key of an app's own, and what it signs.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// What `client_assertion_type` says (RFC 7523 §2.2).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A private key for ES256.
pub struct Signer {
    pair: EcdsaKeyPair,
    kid: String,
}

impl Signer {
    /// A new one.
    pub fn new(kid: &str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key can be made");
        Self { pair, kid: kid.to_owned() }
    }

    /// The public half (RFC 7517 §4).
    pub fn jwk(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": self.kid })
    }

    /// Signs claims.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as(&json!({ "alg": "ES256", "kid": self.kid, "typ": "JWT" }), claims)
    }

    /// Signs claims under a header of the caller's.
    pub fn sign_as(&self, header: &Value, claims: &Value) -> String {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).expect("a key signs");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

/// The claims of an assertion of `client` for `issuer` that ends in a minute (RFC 7523 §3).
pub fn assertion(client: &str, issuer: &str, jti: &str) -> Value {
    let now = seconds();
    json!({ "iss": client, "sub": client, "aud": issuer, "iat": now, "exp": now + 60, "jti": jti })
}

/// The time, as tokens count it.
#[expect(clippy::disallowed_methods, reason = "what a client signs says when it was signed")]
pub fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970").as_secs()
}
