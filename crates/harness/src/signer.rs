//! A key of an app's own, and what it signs.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
    RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// What `client_assertion_type` says (RFC 7523 §2.2).
pub const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

enum Pair {
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
    Rsa(RsaKeyPair),
}

/// A private key.
pub struct Signer {
    pair: Pair,
    alg: &'static str,
    kid: String,
}

impl Signer {
    /// A new one, for ES256.
    pub fn new(kid: &str) -> Self {
        Self::with("ES256", kid)
    }

    /// A new one, for `ES256`, `EdDSA`, `RS256` or `PS256`.
    pub fn with(alg: &'static str, kid: &str) -> Self {
        const MADE: &str = "a key can be made";
        let pair = match alg {
            "ES256" => Pair::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect(MADE)),
            "EdDSA" => Pair::Ed(Ed25519KeyPair::generate().expect(MADE)),
            _ => Pair::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).expect(MADE)),
        };
        Self { pair, alg, kid: kid.to_owned() }
    }

    /// The public half (RFC 7517 §4).
    pub fn jwk(&self) -> Value {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match &self.pair {
            Pair::Ec(pair) => {
                let point = pair.public_key().as_ref();
                json!({ "kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..]) })
            }
            Pair::Ed(pair) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "x": encode(pair.public_key().as_ref()) })
            }
            Pair::Rsa(pair) => {
                let key: PublicKeyComponents<Vec<u8>> = pair.public_key().into();
                json!({ "kty": "RSA", "n": encode(&key.n), "e": encode(&key.e) })
            }
        };
        for (name, value) in [("use", "sig"), ("alg", self.alg), ("kid", self.kid.as_str())] {
            jwk[name] = value.into();
        }
        jwk
    }

    /// Signs claims.
    pub fn sign(&self, claims: &Value) -> String {
        self.sign_as(&json!({ "alg": self.alg, "kid": self.kid, "typ": "JWT" }), claims)
    }

    /// Signs claims under a header of the caller's.
    pub fn sign_as(&self, header: &Value, claims: &Value) -> String {
        const SIGNS: &str = "a key signs";
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let (message, random) = (signed.as_bytes(), SystemRandom::new());
        let signature = match &self.pair {
            Pair::Ec(pair) => pair.sign(&random, message).expect(SIGNS).as_ref().to_vec(),
            Pair::Ed(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                let padding = if self.alg == "PS256" { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                pair.sign(padding, &random, message, &mut signature).expect(SIGNS);
                signature
            }
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
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
