//! A key of an app's own that things are encrypted to, and how it reads them.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::cipher::{AES_128, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey, PublicKeyComponents,
};
use aws_lc_rs::signature::{KeyPair, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).expect("base64url")
}

enum Opener {
    Ec(PrivateKey),
    Rsa(OaepPrivateDecryptingKey),
}

/// A key that opens what was encrypted to it.
pub struct Reader {
    opener: Opener,
    jwk: Value,
}

impl Reader {
    /// A key of P-256 for `ECDH-ES`.
    pub fn ec() -> Self {
        let key = PrivateKey::generate(&ECDH_P256).expect("a key");
        let public = key.compute_public_key().expect("a public key");
        let point = public.as_ref();
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..]), "use": "enc", "kid": "reader" });
        Self { opener: Opener::Ec(key), jwk }
    }

    /// An RSA key for `RSA-OAEP-256`.
    pub fn rsa() -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
        let key: PublicKeyComponents<Vec<u8>> = pair.public_key().into();
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().expect("its DER");
        let private = PrivateDecryptingKey::from_pkcs8(pkcs8.as_ref()).expect("the same key");
        let jwk =
            json!({ "kty": "RSA", "n": encode(key.n), "e": encode(key.e), "use": "enc", "kid": "reader" });
        Self { opener: Opener::Rsa(OaepPrivateDecryptingKey::new(private).expect("the same key")), jwk }
    }

    /// Its public half.
    pub fn jwk(&self) -> Value {
        self.jwk.clone()
    }

    /// What was encrypted (RFC 7516 §5.2), with `alg` and `enc` of its header.
    pub fn open(&self, token: &str) -> (String, String, String) {
        let parts: Vec<&str> = token.split('.').collect();
        let [header, wrapped, iv, text, tag] = parts.as_slice() else { panic!("not encrypted: {token}") };
        let said: Value = serde_json::from_slice(&decode(header)).expect("a header");
        assert_eq!((&said["cty"], &said["kid"]), (&json!("JWT"), &json!("reader")), "{said}");
        let name = |member: &str| said[member].as_str().expect("text").to_owned();
        let (alg, enc) = (name("alg"), name("enc"));
        let mut room = [0; 1_024];
        let key = match &self.opener {
            Opener::Rsa(key) => key
                .decrypt(&OAEP_SHA256_MGF1SHA256, &decode(wrapped), &mut room, None)
                .expect("its key")
                .to_vec(),
            Opener::Ec(key) => {
                assert!(wrapped.is_empty() && alg == "ECDH-ES");
                let number = |member: &str| decode(said["epk"][member].as_str().expect("a number"));
                let point = [vec![4], number("x"), number("y")].concat();
                let peer = UnparsedPublicKey::new(&ECDH_P256, point);
                agree(key, peer, "no agreement", |shared| {
                    let length = u32::try_from(enc.len()).expect("short").to_be_bytes();
                    let info =
                        [&[0, 0, 0, 1], shared, &length, enc.as_bytes(), &[0; 8], &[0, 0, 1, 0]].concat();
                    Ok(digest(&SHA256, &info).as_ref().to_vec())
                })
                .expect("an agreement")
            }
        };
        let (iv, tag, mut plain) = (decode(iv), decode(tag), decode(text));
        if enc == "A256GCM" {
            plain.extend(tag);
            let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).expect("256 bits"));
            let nonce = Nonce::try_assume_unique_for_key(&iv).expect("96 bits");
            let length =
                key.open_in_place(nonce, Aad::from(header.as_bytes()), &mut plain).expect("whole").len();
            plain.truncate(length);
        } else {
            let bits = (header.len() as u64 * 8).to_be_bytes();
            let input = [header.as_bytes(), &iv, &plain, &bits].concat();
            let mac = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key[..16]), &input);
            assert_eq!(mac.as_ref()[..16], tag, "whole");
            let aes = UnboundCipherKey::new(&AES_128, &key[16..]).expect("128 bits");
            let iv: [u8; 16] = iv.try_into().expect("128 bits");
            let context = DecryptionContext::Iv128(FixedLength::from(iv));
            let aes = PaddedBlockDecryptingKey::cbc_pkcs7(aes).expect("128 bits");
            plain = aes.decrypt(&mut plain, context).expect("padded").to_vec();
        }
        (alg, enc, String::from_utf8(plain).expect("a token"))
    }
}

/// A token that nobody signed.
pub fn unsigned(claims: &Value) -> String {
    format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode(claims.to_string()))
}
