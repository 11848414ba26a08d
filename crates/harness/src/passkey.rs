//! A passkey in software: makes what an authenticator and its browser make (WebAuthn §6 and §7), and bends it where a
//! test asks for that.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// Flags of authenticator data (WebAuthn §6.1).
pub mod flags {
    /// Somebody was there.
    pub const PRESENT: u8 = 0x01;
    /// The device knows who.
    pub const VERIFIED: u8 = 0x04;
    /// The key may be copied.
    pub const BACKUP_ELIGIBLE: u8 = 0x08;
    /// The key was copied.
    pub const BACKED_UP: u8 = 0x10;
    /// A new key follows.
    pub const NEW_KEY: u8 = 0x40;
}

/// A passkey and the device that holds it.
#[derive(Debug)]
pub struct SoftPasskey {
    /// What the authenticator calls it.
    pub credential_id: Vec<u8>,
    /// Whom it signs in.
    pub user_handle: Vec<u8>,
    /// Which service it signs in to.
    pub rp_id: String,
    /// The page that asks it.
    pub origin: String,
    /// What it says it has signed so far; stays 0 unless a test counts.
    pub counter: u32,
    /// What it says of itself and of who holds it.
    pub flags: u8,
    /// The kind of authenticator it says it is.
    pub aaguid: [u8; 16],
    key: EcdsaKeyPair,
}

impl SoftPasskey {
    /// A device that answers pages of `origin` and has no passkey yet: one that is bound to it, and verifies.
    pub fn new(origin: &str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key can be made");
        let credential_id = digest(&SHA256, key.public_key().as_ref()).as_ref()[..20].to_vec();
        Self {
            credential_id,
            user_handle: Vec::new(),
            rp_id: String::new(),
            origin: origin.to_owned(),
            counter: 0,
            flags: flags::PRESENT | flags::VERIFIED,
            aaguid: [0; 16],
            key,
        }
    }

    /// Another device that calls itself this one, without its key.
    pub fn pretender(&self) -> Self {
        Self {
            credential_id: self.credential_id.clone(),
            user_handle: self.user_handle.clone(),
            rp_id: self.rp_id.clone(),
            ..Self::new(&self.origin)
        }
    }

    /// Answers `navigator.credentials.create` with a key for whoever the options name.
    pub fn create(&mut self, options: &Value) -> Value {
        self.rp_id = text(&options["rp"]["id"]);
        self.user_handle = unbase64(&text(&options["user"]["id"]));
        let client = self.client_data("webauthn.create", options);
        let mut object = vec![0xa3];
        push_text(&mut object, "fmt");
        push_text(&mut object, "none");
        push_text(&mut object, "attStmt");
        object.push(0xa0);
        push_text(&mut object, "authData");
        push_bytes(&mut object, &self.registration_data());
        json!({
            "id": base64(&self.credential_id),
            "rawId": base64(&self.credential_id),
            "type": "public-key",
            "response": { "clientDataJSON": base64(&client), "attestationObject": base64(&object) },
            "clientExtensionResults": {},
        })
    }

    /// Answers `navigator.credentials.get`.
    pub fn get(&self, options: &Value) -> Value {
        let client = self.client_data("webauthn.get", options);
        let data = self.authenticator_data(self.flags);
        let mut signed = data.clone();
        signed.extend_from_slice(digest(&SHA256, &client).as_ref());
        let signature = self.key.sign(&SystemRandom::new(), &signed).expect("a key signs");
        json!({
            "id": base64(&self.credential_id),
            "rawId": base64(&self.credential_id),
            "type": "public-key",
            "response": {
                "clientDataJSON": base64(&client),
                "authenticatorData": base64(&data),
                "signature": base64(signature.as_ref()),
                "userHandle": base64(&self.user_handle),
            },
            "clientExtensionResults": {},
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend_from_slice(&self.counter.to_be_bytes());
        data
    }

    fn registration_data(&self) -> Vec<u8> {
        let mut data = self.authenticator_data(self.flags | flags::NEW_KEY);
        data.extend_from_slice(&self.aaguid);
        data.extend_from_slice(&u16::try_from(self.credential_id.len()).expect("it is short").to_be_bytes());
        data.extend_from_slice(&self.credential_id);
        // An EC2 key for ES256 on P-256 (RFC 9053 §7.1.1): 1 is the type, 3 the algorithm, -1 the curve.
        data.extend_from_slice(&[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]);
        let point = &self.key.public_key().as_ref()[1..];
        for (label, coordinate) in [0x21, 0x22].into_iter().zip(point.chunks(32)) {
            data.push(label);
            push_bytes(&mut data, coordinate);
        }
        data
    }
}

/// A change of one bit in a value of a browser's answer.
pub fn bend(answer: &mut Value, member: &str) {
    let mut bytes = unbase64(&text(&answer["response"][member]));
    let last = bytes.last_mut().expect("there is something to bend");
    *last ^= 1;
    answer["response"][member] = base64(&bytes).into();
}

fn push_text(to: &mut Vec<u8>, text: &str) {
    to.push(0x60 + u8::try_from(text.len()).expect("it is short"));
    to.extend_from_slice(text.as_bytes());
}

fn push_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    to.push(0x58);
    to.push(u8::try_from(bytes.len()).expect("it is short"));
    to.extend_from_slice(bytes);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn unbase64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).expect("it is base64url")
}
