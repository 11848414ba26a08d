//! Signing keys, sealed.

use oauth::{KeyId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// What a signing key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Access tokens.
    AccessToken,
    /// ID tokens.
    IdToken,
    /// Checkpoints of the audit record.
    Audit,
}

impl KeyPurpose {
    /// Its name, as commands print it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access-token",
            Self::IdToken => "id-token",
            Self::Audit => "audit",
        }
    }

    /// The inverse of [`KeyPurpose::as_str`].
    pub fn parse(name: &str) -> Option<Self> {
        [Self::AccessToken, Self::IdToken, Self::Audit].into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// A signing key as the store keeps it. It is published from the start, signs from `active_at` on, is no
/// longer used once `retired_at` is set, and leaves the published set at `expires_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredKey {
    /// Its identifier.
    pub id: KeyId,
    /// The `kid` of what it signs (RFC 7638).
    pub kid: String,
    /// The algorithm (RFC 7518 §3.1).
    pub algorithm: String,
    /// What it signs.
    pub purpose: KeyPurpose,
    /// The private key (PKCS #8), sealed.
    pub sealed_key: Vec<u8>,
    /// The public key, as the algorithm prints it.
    pub public_key: Vec<u8>,
    /// When it was made and published.
    pub created_at: Timestamp,
    /// When it began to sign; `None` while it is the next one.
    pub active_at: Option<Timestamp>,
    /// When another took its place.
    pub retired_at: Option<Timestamp>,
    /// When the last thing it signed has ended.
    pub expires_at: Option<Timestamp>,
    /// When an operator withdrew it at once.
    pub revoked_at: Option<Timestamp>,
}

fn read_key(columns: &mut Columns<'_>) -> Result<StoredKey> {
    Ok(StoredKey {
        id: columns.take()?,
        kid: columns.take()?,
        algorithm: columns.take()?,
        purpose: columns.parse(KeyPurpose::parse)?,
        sealed_key: columns.take()?,
        public_key: columns.take()?,
        created_at: columns.take()?,
        active_at: columns.maybe()?,
        retired_at: columns.maybe()?,
        expires_at: columns.maybe()?,
        revoked_at: columns.maybe()?,
    })
}

impl Reader {
    /// Lists all signing keys, the oldest first. There are few: one is made per rotation.
    pub async fn list_keys(&mut self) -> Result<Vec<StoredKey>> {
        let sql = "SELECT key_id, kid, algorithm, purpose, sealed_key, public_key, created_at, active_at, retired_at,
                     expires_at, revoked_at
                   FROM signing_keys ORDER BY key_id";
        self.query_all(sql, &[], read_key).await
    }
}

impl Writer {
    /// Adds a signing key.
    pub async fn insert_key(&mut self, key: &StoredKey) -> Result<()> {
        let sql =
            "INSERT INTO signing_keys (key_id, kid, algorithm, purpose, sealed_key, public_key, created_at,
                     active_at, retired_at, expires_at, revoked_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        let params = [
            (&key.id).into(),
            (&key.kid).into(),
            (&key.algorithm).into(),
            key.purpose.as_str().into(),
            (&key.sealed_key).into(),
            (&key.public_key).into(),
            key.created_at.into(),
            key.active_at.into(),
            key.retired_at.into(),
            key.expires_at.into(),
            key.revoked_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Lets a published key sign; false if it already does, or was revoked.
    pub async fn mark_key_active(&mut self, id: &KeyId, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE signing_keys SET active_at = $2
                   WHERE key_id = $1 AND active_at IS NULL AND revoked_at IS NULL";
        Ok(self.execute(sql, &[id.into(), now.into()]).await? == 1)
    }

    /// Ends a key's signing; it stays published until `expires_at`. False if it was not signing.
    pub async fn mark_key_retired(
        &mut self,
        id: &KeyId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE signing_keys SET retired_at = $2, expires_at = $3
                   WHERE key_id = $1 AND active_at IS NOT NULL AND retired_at IS NULL";
        Ok(self.execute(sql, &[id.into(), now.into(), expires_at.into()]).await? == 1)
    }

    /// Withdraws a key at once, with everything it signed.
    pub async fn mark_key_revoked(&mut self, id: &KeyId, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE signing_keys SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL";
        Ok(self.execute(sql, &[id.into(), now.into()]).await? == 1)
    }
}
