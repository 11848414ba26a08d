//! What must be read back is sealed with a key of the deployment; what only must be the same on every server is
//! derived from it.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use zeroize::Zeroizing;

use crate::{Entropy, entropy};

/// The form of a sealed value: version, the first bytes of the key's hash, nonce, cipher text and tag.
const VERSION: u8 = 1;
const KEY_MARK: usize = 4;
const HEAD: usize = 1 + KEY_MARK + NONCE_LEN;

/// The key-encryption key of a deployment.
pub struct Vault {
    seal: LessSafeKey,
    mark: [u8; KEY_MARK],
    root: Prk,
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl Vault {
    /// From the deployment's 32 bytes.
    pub fn new(key: &[u8; 32]) -> Self {
        let root = Salt::new(HKDF_SHA256, b"guildgate vault").extract(key);
        let sealing = expand(&root, "seal");
        let mut mark = [0; KEY_MARK];
        mark.copy_from_slice(&digest(&SHA256, sealing.as_slice()).as_ref()[..KEY_MARK]);
        let unbound = UnboundKey::new(&AES_256_GCM_SIV, sealing.as_slice()).expect("the key has 32 bytes");
        Self { seal: LessSafeKey::new(unbound), mark, root }
    }

    /// Seals `plain` so that it opens only under the same `context`.
    pub fn seal(&self, context: &str, plain: &[u8], entropy: &dyn Entropy) -> Vec<u8> {
        let nonce = entropy::bytes::<NONCE_LEN>(entropy);
        let mut text = plain.to_vec();
        self.seal
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(context), &mut text)
            .expect("what is sealed is far below the cipher's limit");
        let mut sealed = Vec::with_capacity(HEAD + text.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&self.mark);
        sealed.extend_from_slice(&nonce);
        sealed.append(&mut text);
        sealed
    }

    /// Opens what was sealed under `context` with this key; `None` if it was not, or was changed.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (head, text) = sealed.split_at_checked(HEAD)?;
        if head[0] != VERSION || head[1..=KEY_MARK] != self.mark {
            return None;
        }
        let nonce = Nonce::try_assume_unique_for_key(&head[1 + KEY_MARK..]).ok()?;
        let mut text = Zeroizing::new(text.to_vec());
        let length = self.seal.open_in_place(nonce, Aad::from(context), &mut text).ok()?.len();
        text.truncate(length);
        Some(text)
    }

    /// Derives a key for `label` (RFC 5869): the same on every server of the deployment.
    pub fn derive(&self, label: &str) -> Zeroizing<[u8; 32]> {
        expand(&self.root, &format!("derive {label}"))
    }
}

fn expand(root: &Prk, label: &str) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    let info = [label.as_bytes()];
    root.expand(&info, Length(32))
        .and_then(|material| material.fill(key.as_mut_slice()))
        .expect("32 bytes are within what HKDF gives");
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixed;

    #[test]
    fn what_is_sealed_opens_under_its_own_key_and_context_only() {
        let vault = Vault::new(&[1; 32]);
        let sealed = vault.seal("signing-key:a", b"private", &Fixed(3));
        assert_eq!(vault.open("signing-key:a", &sealed).unwrap().as_slice(), b"private");
        assert!(vault.open("signing-key:b", &sealed).is_none());
        assert!(Vault::new(&[2; 32]).open("signing-key:a", &sealed).is_none());
        assert!(vault.open("signing-key:a", b"").is_none());
        assert!(!sealed.windows(7).any(|window| window == b"private"));
    }

    #[test]
    fn a_changed_byte_is_noticed_wherever_it_is() {
        let vault = Vault::new(&[1; 32]);
        let sealed = vault.seal("c", b"private", &Fixed(3));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(vault.open("c", &changed).is_none(), "byte {at}");
        }
    }

    #[test]
    fn labels_give_keys_apart() {
        let vault = Vault::new(&[1; 32]);
        assert_eq!(*vault.derive("form"), *vault.derive("form"));
        assert_ne!(*vault.derive("form"), *vault.derive("refresh-token"));
    }
}
