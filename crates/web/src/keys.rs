//! Signing keys as a server holds them: opened once, kept until the records change.

use std::sync::Arc;

use oauth::Timestamp;
use oauth::jose::jwk::{Algorithm, PublicKey, SigningKey};
use oauth::jose::vault::Vault;
use store::{Error, KeyPurpose, Result, StoredKey};

/// The context a signing key is sealed under.
pub(crate) fn seal_context(kid: &str) -> String {
    format!("signing-key:{kid}")
}

/// The keys in use.
pub(crate) struct KeyRing {
    records: Vec<StoredKey>,
    signing: Option<Arc<SigningKey>>,
    id_token: Vec<Arc<SigningKey>>,
    audit: Option<Arc<SigningKey>>,
    published: Vec<Arc<PublicKey>>,
    made_at: Timestamp,
}

impl KeyRing {
    pub(crate) fn empty() -> Self {
        Self {
            records: Vec::new(),
            signing: None,
            id_token: Vec::new(),
            audit: None,
            published: Vec::new(),
            made_at: Timestamp::from_micros(0),
        }
    }

    /// Opens the keys of `records`.
    pub(crate) fn open(records: &[StoredKey], vault: &Vault, now: Timestamp) -> Result<Self> {
        let in_use = |purpose: KeyPurpose| {
            records
                .iter()
                .filter(move |key| {
                    key.purpose == purpose && key.revoked_at.is_none() && key.retired_at.is_none()
                })
                .filter(|key| key.active_at.is_some_and(|at| at <= now))
        };
        let newest = |purpose: KeyPurpose| in_use(purpose).max_by_key(|key| key.active_at);
        let open = |key: Option<&StoredKey>| key.map(|key| open_key(key, vault)).transpose();
        let mut id_token = Vec::new();
        let mut of_id_tokens: Vec<&StoredKey> = in_use(KeyPurpose::IdToken).collect();
        of_id_tokens.sort_by_key(|key| std::cmp::Reverse(key.active_at));
        for key in of_id_tokens {
            id_token.extend(open_all(key, vault)?);
        }
        let mut published = Vec::new();
        for key in records.iter().filter(|key| key.purpose != KeyPurpose::Audit && is_published(key, now)) {
            published.extend(public_keys(key)?);
        }
        Ok(Self {
            signing: open(newest(KeyPurpose::AccessToken))?,
            id_token,
            audit: open(newest(KeyPurpose::Audit))?,
            published,
            records: records.to_vec(),
            made_at: now,
        })
    }

    /// Whether the ring was made of just these records and none has left the published set since.
    pub(crate) fn is_of(&self, records: &[StoredKey], now: Timestamp) -> bool {
        let left = |key: &StoredKey| {
            key.expires_at.is_some_and(|end| end > self.made_at && end <= now)
                || key.active_at.is_some_and(|start| start > self.made_at && start <= now)
        };
        self.records == records && !records.iter().any(left)
    }

    /// The key that signs access tokens.
    pub(crate) fn signing(&self) -> Option<Arc<SigningKey>> {
        self.signing.clone()
    }

    /// The key that signs ID tokens, and whatever else clients are told as a JWT, by `algorithm`.
    pub(crate) fn id_token(&self, algorithm: Algorithm) -> Option<Arc<SigningKey>> {
        self.id_token.iter().find(|key| key.algorithm() == algorithm).cloned()
    }

    /// The key that signs checkpoints of the audit record.
    pub(crate) fn audit(&self) -> Option<Arc<SigningKey>> {
        self.audit.clone()
    }

    /// The key with this `kid`, if it is published.
    pub(crate) fn find(&self, kid: &str) -> Option<Arc<PublicKey>> {
        self.published.iter().find(|key| key.kid() == kid).cloned()
    }

    /// The published keys.
    pub(crate) fn published(&self) -> &[Arc<PublicKey>] {
        &self.published
    }
}

fn is_published(key: &StoredKey, now: Timestamp) -> bool {
    key.revoked_at.is_none() && key.expires_at.is_none_or(|end| end > now)
}

/// The algorithms that a key is used with: an RSA key of ID tokens with both paddings, as TLS 1.3 does with the keys
/// of certificates (RFC 8446 §4.2.3).
fn algorithms(key: &StoredKey) -> Result<Vec<Algorithm>> {
    match (key.purpose, Algorithm::parse(&key.algorithm)) {
        (KeyPurpose::IdToken, Some(Algorithm::Rs256)) => Ok(vec![Algorithm::Rs256, Algorithm::Ps256]),
        (_, Some(algorithm)) => Ok(vec![algorithm]),
        (_, None) => Err(Error::Damaged(format!("signing key {}: its algorithm is not known", key.kid))),
    }
}

fn open_key(key: &StoredKey, vault: &Vault) -> Result<Arc<SigningKey>> {
    let all = open_all(key, vault)?;
    all.into_iter().next().ok_or_else(|| Error::Damaged(format!("signing key {}", key.kid)))
}

fn open_all(key: &StoredKey, vault: &Vault) -> Result<Vec<Arc<SigningKey>>> {
    let damaged = |what: &str| Error::Damaged(format!("signing key {}: {what}", key.kid));
    let pkcs8 = vault.open(&seal_context(&key.kid), &key.sealed_key).ok_or_else(|| {
        damaged("it was sealed with another key-encryption key; give this server the key the others have")
    })?;
    let open = |algorithm| {
        SigningKey::from_pkcs8(algorithm, &pkcs8).map(Arc::new).ok_or_else(|| damaged("it cannot be read"))
    };
    algorithms(key)?.into_iter().map(open).collect()
}

fn public_keys(key: &StoredKey) -> Result<Vec<Arc<PublicKey>>> {
    let read = |algorithm| {
        PublicKey::from_bytes(algorithm, &key.public_key)
            .map(Arc::new)
            .ok_or_else(|| Error::Damaged(format!("public key {}", key.kid)))
    };
    algorithms(key)?.into_iter().map(read).collect()
}
