//! Reads and verifies signed tokens with nothing but a published key set.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// The parts of a token in compact form.
#[derive(Clone, Debug)]
pub struct Jwt {
    /// The header.
    pub header: Value,
    /// The payload.
    pub claims: Value,
    signed: String,
    signature: Vec<u8>,
}

fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

impl Jwt {
    /// Reads a token; `None` if it is none.
    pub fn read(token: &str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: serde_json::from_slice(&decode(header)?).ok()?,
            claims: serde_json::from_slice(&decode(claims)?).ok()?,
            signed: signed.to_owned(),
            signature: decode(signature)?,
        })
    }

    /// Whether a key of this set (RFC 7517 §5) made it, with the algorithm that the key is for.
    pub fn verifies(&self, jwks: &Value) -> bool {
        let keys = jwks["keys"].as_array().expect("a key set has keys");
        let Some(key) = keys.iter().find(|key| key["kid"] == self.header["kid"]) else { return false };
        let number = |name: &str| key[name].as_str().and_then(decode).expect("a number is base64url");
        let signed = self.signed.as_bytes();
        if key["alg"] != self.header["alg"] {
            return false;
        }
        match (self.header["alg"].as_str(), key["kty"].as_str()) {
            (Some("ES256"), Some("EC")) if key["crv"] == "P-256" => {
                let point = [vec![4], number("x"), number("y")].concat();
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(signed, &self.signature).is_ok()
            }
            (Some(alg @ ("RS256" | "PS256")), Some("RSA")) => {
                let key = RsaPublicKeyComponents { n: number("n"), e: number("e") };
                let padding = match alg {
                    "PS256" => &RSA_PSS_2048_8192_SHA256,
                    _ => &RSA_PKCS1_2048_8192_SHA256,
                };
                key.verify(padding, signed, &self.signature).is_ok()
            }
            (Some("EdDSA"), Some("OKP")) if key["crv"] == "Ed25519" => {
                UnparsedPublicKey::new(&ED25519, number("x")).verify(signed, &self.signature).is_ok()
            }
            _ => false,
        }
    }
}

/// The SHA-256 of a text, in hexadecimal digits.
pub fn sha256_hex(text: &str) -> String {
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A verifier for PKCE with its challenge (RFC 7636 §4).
#[derive(Clone, Debug)]
pub struct Pkce {
    /// The verifier.
    pub verifier: String,
    /// The challenge.
    pub challenge: String,
}

impl Pkce {
    /// Of a number, so that each request has another.
    pub fn of(number: u64) -> Self {
        let verifier = format!("harness-verifier-with-forty-three-or-more-{number:020}");
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
        Self { challenge: URL_SAFE_NO_PAD.encode(hash.as_ref()), verifier }
    }
}
