//! Compact encryption (RFC 7516) to a key that a client registered. Nothing is decrypted here: no peer of ours has a
//! reason to hide something from everybody but us that TLS does not hide already.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::cipher::{AES_128, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::key_wrap::{self, AesKek, KeyWrap};
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::{error::Unspecified, hmac};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use crate::{Entropy, entropy};

/// How the key of the content reaches its reader (RFC 7518 §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// Encrypted with RSAES-OAEP, SHA-256 and MGF1 with SHA-256.
    RsaOaep256,
    /// Agreed on with an ephemeral key on P-256.
    EcdhEs,
    /// Wrapped with AES-128 under a key that is agreed on.
    EcdhEsA128Kw,
    /// Wrapped with AES-256 under a key that is agreed on.
    EcdhEsA256Kw,
}

impl KeyAlgorithm {
    /// Every algorithm, in the order of a list.
    pub const ALL: [Self; 4] = [Self::RsaOaep256, Self::EcdhEs, Self::EcdhEsA128Kw, Self::EcdhEsA256Kw];

    /// Its registered name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RsaOaep256 => "RSA-OAEP-256",
            Self::EcdhEs => "ECDH-ES",
            Self::EcdhEsA128Kw => "ECDH-ES+A128KW",
            Self::EcdhEsA256Kw => "ECDH-ES+A256KW",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// How the content is encrypted (RFC 7518 §5.1). Both take a key of 256 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentAlgorithm {
    /// AES-128 in CBC mode with HMAC SHA-256.
    A128CbcHs256,
    /// AES-256 in Galois/counter mode.
    A256Gcm,
}

/// The length of a content key.
const KEY_BYTES: usize = 32;

impl ContentAlgorithm {
    /// Every algorithm, in the order of a list.
    pub const ALL: [Self; 2] = [Self::A128CbcHs256, Self::A256Gcm];

    /// Its registered name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A128CbcHs256 => "A128CBC-HS256",
            Self::A256Gcm => "A256GCM",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    const fn iv_bytes(self) -> usize {
        match self {
            Self::A128CbcHs256 => 16,
            Self::A256Gcm => 12,
        }
    }
}

/// What a key encrypts with.
pub(super) enum Lock {
    Rsa(OaepPublicEncryptingKey),
    /// A point of P-256, uncompressed.
    P256(Vec<u8>),
}

/// A public key that things are encrypted to.
pub struct EncryptionKey {
    pub(super) kid: Option<String>,
    pub(super) lock: Lock,
}

impl EncryptionKey {
    /// A key of P-256, from its point.
    pub(super) fn p256(kid: Option<String>, point: &[u8]) -> Self {
        Self { kid, lock: Lock::P256(point.to_vec()) }
    }

    /// An RSA key, from the DER of its `SubjectPublicKeyInfo`.
    pub(super) fn rsa(kid: Option<String>, spki: &[u8]) -> Option<Self> {
        let key = PublicEncryptingKey::from_der(spki).ok()?;
        Some(Self { kid, lock: Lock::Rsa(OaepPublicEncryptingKey::new(key).ok()?) })
    }

    /// Whether it is of the kind that `algorithm` needs.
    pub(super) fn suits(&self, algorithm: KeyAlgorithm) -> bool {
        matches!((&self.lock, algorithm), (Lock::Rsa(_), KeyAlgorithm::RsaOaep256))
            || (matches!(self.lock, Lock::P256(_)) && algorithm != KeyAlgorithm::RsaOaep256)
    }
}

/// Encrypts a signed token, which makes a nested one (RFC 7519 §5.2); `None` if the key does not suit.
pub fn encrypt(
    key: &EncryptionKey,
    algorithm: KeyAlgorithm,
    content: ContentAlgorithm,
    token: &str,
    entropy: &dyn Entropy,
) -> Option<String> {
    if !key.suits(algorithm) {
        return None;
    }
    let mut header = Map::new();
    header.insert("alg".to_owned(), algorithm.as_str().into());
    header.insert("enc".to_owned(), content.as_str().into());
    header.insert("cty".to_owned(), "JWT".into());
    if let Some(kid) = &key.kid {
        header.insert("kid".to_owned(), kid.as_str().into());
    }
    let mut secret = Zeroizing::new(entropy::bytes::<KEY_BYTES>(entropy));
    let wrapped = match &key.lock {
        Lock::Rsa(rsa) => {
            let mut wrapped = vec![0; rsa.ciphertext_size()];
            rsa.encrypt(&OAEP_SHA256_MGF1SHA256, secret.as_slice(), &mut wrapped, None).ok()?;
            wrapped
        }
        Lock::P256(point) => {
            let ephemeral = PrivateKey::generate(&ECDH_P256).ok()?;
            header.insert("epk".to_owned(), epk(ephemeral.compute_public_key().ok()?.as_ref())?);
            let peer = UnparsedPublicKey::new(&ECDH_P256, point);
            let agreed = |name: &str, length| {
                agree(&ephemeral, peer, Unspecified, |shared| {
                    Ok(concat_kdf(shared, name, [b"", b""], length))
                })
            };
            let wrap = |aes, length| {
                let kek = AesKek::new(aes, &agreed(algorithm.as_str(), length)?)?;
                let mut wrapped = vec![0; KEY_BYTES + 8];
                kek.wrap(secret.as_slice(), &mut wrapped)?;
                Ok::<_, Unspecified>(wrapped)
            };
            match algorithm {
                KeyAlgorithm::EcdhEsA128Kw => wrap(&key_wrap::AES_128, 16).ok()?,
                KeyAlgorithm::EcdhEsA256Kw => wrap(&key_wrap::AES_256, 32).ok()?,
                _ => {
                    secret.copy_from_slice(&agreed(content.as_str(), KEY_BYTES).ok()?);
                    Vec::new()
                }
            }
        }
    };
    let header = URL_SAFE_NO_PAD.encode(Value::Object(header).to_string());
    let mut iv = vec![0; content.iv_bytes()];
    entropy.fill(&mut iv);
    let (text, tag) = seal(content, &secret, &iv, header.as_bytes(), token.as_bytes()).ok()?;
    let parts = [wrapped, iv, text, tag].map(|part| URL_SAFE_NO_PAD.encode(part));
    Some(format!("{header}.{}", parts.join(".")))
}

/// The ephemeral key as a JWK (RFC 7518 §4.6.1.1).
fn epk(point: &[u8]) -> Option<Value> {
    let (x, y) = point.strip_prefix(&[4])?.split_at_checked(32)?;
    let [x, y] = [x, y].map(|number| URL_SAFE_NO_PAD.encode(number));
    Some(json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y }))
}

/// Concat KDF with SHA-256 (RFC 7518 §4.6.2) for at most 256 bits, which is one round.
fn concat_kdf(shared: &[u8], algorithm: &str, parties: [&[u8]; 2], length: usize) -> Zeroizing<Vec<u8>> {
    let prefixed = |bytes: &[u8]| [&word(bytes.len()), bytes].concat();
    let [apu, apv] = parties.map(prefixed);
    let input = [&word(1), shared, &prefixed(algorithm.as_bytes()), &apu, &apv, &word(length * 8)].concat();
    let input = Zeroizing::new(input);
    Zeroizing::new(digest(&SHA256, &input).as_ref()[..length].to_vec())
}

fn word(number: usize) -> [u8; 4] {
    u32::try_from(number).expect("lengths here are far below 2^32").to_be_bytes()
}

/// Encrypts, giving cipher text and tag.
fn seal(
    content: ContentAlgorithm,
    key: &[u8; KEY_BYTES],
    iv: &[u8],
    aad: &[u8],
    plain: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), Unspecified> {
    let mut text = plain.to_vec();
    match content {
        ContentAlgorithm::A256Gcm => {
            let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key)?);
            let nonce = Nonce::try_assume_unique_for_key(iv)?;
            let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), &mut text)?;
            Ok((text, tag.as_ref().to_vec()))
        }
        ContentAlgorithm::A128CbcHs256 => {
            let iv: [u8; 16] = iv.try_into().map_err(|_| Unspecified)?;
            let aes = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, &key[16..])?)?;
            aes.less_safe_encrypt(&mut text, EncryptionContext::Iv128(FixedLength::from(iv)))?;
            let tag = cbc_tag(&key[..16], &iv, aad, &text);
            Ok((text, tag))
        }
    }
}

/// RFC 7518 §5.2.2.1, step 5 on.
fn cbc_tag(key: &[u8], iv: &[u8], aad: &[u8], text: &[u8]) -> Vec<u8> {
    let bits = (aad.len() as u64 * 8).to_be_bytes();
    let input = [aad, iv, text, &bits].concat();
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), &input).as_ref()[..16].to_vec()
}

#[cfg(test)]
mod tests;
