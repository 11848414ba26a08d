//! Keys (RFC 7517, RFC 7638, RFC 8037), parsed once.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
    ParsedPublicKey, VerificationAlgorithm,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// A signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// Its registered name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Es256, Self::EdDsa].into_iter().find(|known| known.as_str() == name)
    }

    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::Es256 => &ECDSA_P256_SHA256_FIXED,
            Self::EdDsa => &ED25519,
        }
    }
}

/// A public key.
pub struct PublicKey {
    algorithm: Algorithm,
    bytes: Vec<u8>,
    parsed: ParsedPublicKey,
    kid: String,
}

impl PublicKey {
    /// From the bytes of [`PublicKey::as_bytes`]; `None` if they are no point of the curve.
    pub fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Option<Self> {
        let parsed = ParsedPublicKey::new(algorithm.verification(), bytes).ok()?;
        let members = members(algorithm, bytes)?;
        // The required members in the order of their names, nothing else (RFC 7638 §3.2).
        let canonical = match algorithm {
            Algorithm::Es256 => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, members.0, members.1.as_ref()?)
            }
            Algorithm::EdDsa => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, members.0),
        };
        let kid = URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()));
        Some(Self { algorithm, bytes: bytes.to_vec(), parsed, kid })
    }

    /// The raw key: an uncompressed point, or the 32 bytes of Ed25519.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its thumbprint, which is its `kid` (RFC 7638).
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The one algorithm it is used with.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key as a JWK (RFC 7517 §4).
    pub fn to_jwk(&self) -> Value {
        let (x, y) = members(self.algorithm, &self.bytes).unwrap_or_default();
        let (alg, kid) = (self.algorithm.as_str(), &self.kid);
        match self.algorithm {
            Algorithm::Es256 => {
                json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": alg, "kid": kid })
            }
            Algorithm::EdDsa => {
                json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig", "alg": alg, "kid": kid })
            }
        }
    }

    /// Whether `signature` is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.parsed.verify_sig(message, signature).is_ok()
    }
}

/// The coordinates as a JWK holds them.
fn members(algorithm: Algorithm, bytes: &[u8]) -> Option<(String, Option<String>)> {
    match (algorithm, bytes) {
        (Algorithm::Es256, [4, point @ ..]) if point.len() == 64 => {
            Some((URL_SAFE_NO_PAD.encode(&point[..32]), Some(URL_SAFE_NO_PAD.encode(&point[32..]))))
        }
        (Algorithm::EdDsa, point) if point.len() == 32 => Some((URL_SAFE_NO_PAD.encode(point), None)),
        _ => None,
    }
}

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

/// A private key that signs.
pub struct SigningKey {
    pair: Pair,
    public: PublicKey,
}

impl SigningKey {
    /// Makes a key, and gives it also as PKCS #8 to be sealed and stored. The library draws its own randomness.
    pub fn generate(algorithm: Algorithm) -> (Self, Zeroizing<Vec<u8>>) {
        const FAILED: &str = "the library can make a key unless the system has no randomness";
        let pkcs8 = match algorithm {
            Algorithm::Es256 => {
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            }
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()),
        };
        let pkcs8 = Zeroizing::new(pkcs8.expect(FAILED).as_ref().to_vec());
        (Self::from_pkcs8(algorithm, &pkcs8).expect("a key just made can be read"), pkcs8)
    }

    /// Reads a key; `None` if it is not one of `algorithm`.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Option<Self> {
        let (pair, public) = match algorithm {
            Algorithm::Es256 => {
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).ok()?;
                let public = pair.public_key().as_ref().to_vec();
                (Pair::Es256(pair), public)
            }
            Algorithm::EdDsa => {
                let pair = Ed25519KeyPair::from_pkcs8(pkcs8).ok()?;
                let public = pair.public_key().as_ref().to_vec();
                (Pair::EdDsa(pair), public)
            }
        };
        Some(Self { pair, public: PublicKey::from_bytes(algorithm, &public)? })
    }

    /// The `kid` of what it signs.
    pub fn kid(&self) -> &str {
        self.public.kid()
    }

    /// The one algorithm it is used with.
    pub fn algorithm(&self) -> Algorithm {
        self.public.algorithm
    }

    /// The key that verifies.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => pair
                .sign(&SystemRandom::new(), message)
                .expect("signing fails only if the system has no randomness")
                .as_ref()
                .to_vec(),
            Pair::EdDsa(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumbprint_of_rfc_8037_appendix_a_3_is_ours() {
        let x = URL_SAFE_NO_PAD.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
        let key = PublicKey::from_bytes(Algorithm::EdDsa, &x).unwrap();
        assert_eq!(key.kid(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn a_key_signs_what_its_public_half_verifies() {
        for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
            let (key, pkcs8) = SigningKey::generate(algorithm);
            let signature = key.sign(b"message");
            let again = SigningKey::from_pkcs8(algorithm, &pkcs8).unwrap();
            let public = PublicKey::from_bytes(algorithm, again.public().as_bytes()).unwrap();
            assert_eq!(public.kid(), key.kid());
            assert!(public.verify(b"message", &signature));
            assert!(!public.verify(b"massage", &signature));
            assert!(!public.verify(b"message", &signature[1..]));
        }
    }

    #[test]
    fn foreign_bytes_are_no_key() {
        assert!(SigningKey::from_pkcs8(Algorithm::Es256, b"nonsense").is_none());
        assert!(PublicKey::from_bytes(Algorithm::Es256, &[4; 65]).is_none());
        assert!(PublicKey::from_bytes(Algorithm::EdDsa, &[0; 31]).is_none());
    }
}
