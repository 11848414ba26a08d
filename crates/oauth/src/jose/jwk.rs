//! Keys (RFC 7517, RFC 7638, RFC 8037), parsed once.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair,
    ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RSA_PSS_2048_8192_SHA256, RSA_PSS_SHA256,
    RsaEncoding, RsaKeyPair, VerificationAlgorithm,
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
    /// RSASSA-PKCS1-v1_5 with SHA-256, with keys of 2048 bits or more.
    Rs256,
    /// RSASSA-PSS with SHA-256, with keys of 2048 bits or more.
    Ps256,
}

impl Algorithm {
    /// Every algorithm, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Rs256, Self::Es256, Self::Ps256, Self::EdDsa];

    /// Its registered name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    fn verification(self) -> &'static dyn VerificationAlgorithm {
        match self {
            Self::Es256 => &ECDSA_P256_SHA256_FIXED,
            Self::EdDsa => &ED25519,
            Self::Rs256 => &RSA_PKCS1_2048_8192_SHA256,
            Self::Ps256 => &RSA_PSS_2048_8192_SHA256,
        }
    }
}

/// What the `kid` of an RSA key ends in under PS256.
const PSS: &str = ".ps256";

/// A public key.
pub struct PublicKey {
    algorithm: Algorithm,
    bytes: Vec<u8>,
    parsed: ParsedPublicKey,
    kid: String,
}

impl PublicKey {
    /// From the bytes of [`PublicKey::as_bytes`]; `None` if they are no key of `algorithm`.
    pub fn from_bytes(algorithm: Algorithm, bytes: &[u8]) -> Option<Self> {
        let parsed = ParsedPublicKey::new(algorithm.verification(), bytes).ok()?;
        let members = members(algorithm, bytes)?;
        // The required members in the order of their names, nothing else (RFC 7638 §3.2).
        let canonical = match algorithm {
            Algorithm::Es256 => {
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, members.0, members.1.as_ref()?)
            }
            Algorithm::EdDsa => format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, members.0),
            Algorithm::Rs256 | Algorithm::Ps256 => {
                format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, members.1.as_ref()?, members.0)
            }
        };
        let thumbprint = URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()));
        let kid = match algorithm {
            Algorithm::Ps256 => format!("{thumbprint}{PSS}"),
            _ => thumbprint,
        };
        Some(Self { algorithm, bytes: bytes.to_vec(), parsed, kid })
    }

    /// The raw key: an uncompressed point, the 32 bytes of Ed25519, or the DER of RFC 8017 appendix A.1.1.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its `kid`: its thumbprint (RFC 7638), which an RSA key used with PSS has a mark after, for it may be published
    /// under its other algorithm too.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The one algorithm it is used with.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key as a JWK (RFC 7517 §4).
    pub fn to_jwk(&self) -> Value {
        let (first, second) = members(self.algorithm, &self.bytes).unwrap_or_default();
        let (alg, kid) = (self.algorithm.as_str(), &self.kid);
        match self.algorithm {
            Algorithm::Es256 => {
                json!({ "kty": "EC", "crv": "P-256", "x": first, "y": second, "use": "sig", "alg": alg, "kid": kid })
            }
            Algorithm::EdDsa => {
                json!({ "kty": "OKP", "crv": "Ed25519", "x": first, "use": "sig", "alg": alg, "kid": kid })
            }
            Algorithm::Rs256 | Algorithm::Ps256 => {
                json!({ "kty": "RSA", "n": first, "e": second, "use": "sig", "alg": alg, "kid": kid })
            }
        }
    }

    /// Whether `signature` is this key's over `message`.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        self.parsed.verify_sig(message, signature).is_ok()
    }
}

/// The numbers of a key as a JWK holds them: coordinates, or modulus and exponent.
fn members(algorithm: Algorithm, bytes: &[u8]) -> Option<(String, Option<String>)> {
    match (algorithm, bytes) {
        (Algorithm::Es256, [4, point @ ..]) if point.len() == 64 => {
            Some((URL_SAFE_NO_PAD.encode(&point[..32]), Some(URL_SAFE_NO_PAD.encode(&point[32..]))))
        }
        (Algorithm::EdDsa, point) if point.len() == 32 => Some((URL_SAFE_NO_PAD.encode(point), None)),
        (Algorithm::Rs256 | Algorithm::Ps256, der) => {
            let key = aws_lc_rs::rsa::PublicKey::from_der(der).ok()?;
            let modulus = key.modulus().big_endian_without_leading_zero();
            let exponent = key.exponent().big_endian_without_leading_zero();
            Some((URL_SAFE_NO_PAD.encode(modulus), Some(URL_SAFE_NO_PAD.encode(exponent))))
        }
        _ => None,
    }
}

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rsa(Box<RsaKeyPair>),
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
                    .map(|document| document.as_ref().to_vec())
            }
            Algorithm::EdDsa => Ed25519KeyPair::generate_pkcs8(&SystemRandom::new())
                .map(|document| document.as_ref().to_vec()),
            Algorithm::Rs256 | Algorithm::Ps256 => RsaKeyPair::generate(KeySize::Rsa2048)
                .and_then(|pair| AsDer::<Pkcs8V1Der<'_>>::as_der(&pair))
                .map(|document| document.as_ref().to_vec()),
        };
        let pkcs8 = Zeroizing::new(pkcs8.expect(FAILED));
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
            Algorithm::Rs256 | Algorithm::Ps256 => {
                let pair = RsaKeyPair::from_pkcs8(pkcs8).ok()?;
                let public = pair.public_key().as_ref().to_vec();
                (Pair::Rsa(Box::new(pair)), public)
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
            Pair::Rsa(pair) => {
                let padding: &'static dyn RsaEncoding = match self.public.algorithm {
                    Algorithm::Ps256 => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &SystemRandom::new(), message, &mut signature)
                    .expect("signing fails only if the system has no randomness");
                signature
            }
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
    fn the_thumbprint_of_rfc_7638_section_3_1_is_ours() {
        let modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        // RSAPublicKey of RFC 8017: a sequence of modulus and exponent.
        let mut der = vec![0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00];
        der.extend(URL_SAFE_NO_PAD.decode(modulus).unwrap());
        der.extend([0x02, 0x03, 0x01, 0x00, 0x01]);
        let key = PublicKey::from_bytes(Algorithm::Rs256, &der).unwrap();
        assert_eq!(key.kid(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        assert_eq!(key.to_jwk()["n"], modulus);
    }

    #[test]
    fn a_key_signs_what_its_public_half_verifies() {
        for algorithm in Algorithm::ALL {
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
