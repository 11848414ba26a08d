//! Signing keys: made, rotated, revoked.

use std::time::Duration;

use oauth::jose::jwk::{Algorithm, SigningKey};
use oauth::jose::vault::Vault;
use oauth::{KeyId, Timestamp};
use store::{KeyPurpose, Reader, Result, StoredKey, Writer};
use zeroize::Zeroizing;

use super::Context;
use crate::keys::seal_context;

/// How long a key stays published after it signed its last token: the longest life of a token and the time
/// until every server has noticed.
const PUBLISHED_AFTER: Duration = Duration::from_secs(3_600 + 300);

/// Says that the first start has made the keys.
const MADE: &str = "keys-made";

/// What tokens are signed for; each has a key that signs and one that is published ahead of its use.
const TOKENS: [KeyPurpose; 2] = [KeyPurpose::AccessToken, KeyPurpose::IdToken];

/// Makes the keys of a first start, once however many servers start together: two for each kind of token, and
/// one for the audit record.
pub async fn ensure(
    tx: &mut Writer,
    context: &Context<'_>,
    vault: &Vault,
    [signing, next]: [Fresh; 2],
) -> Result<()> {
    if are_made(tx).await? || !tx.insert_setting(MADE, "1", context.now).await? {
        return Ok(());
    }
    for (fresh, active_at) in [(signing, Some(context.now)), (next, None)] {
        insert(tx, context, vault, KeyPurpose::AccessToken, fresh.access_token, active_at).await?;
        insert(tx, context, vault, KeyPurpose::IdToken, fresh.id_token, active_at).await?;
    }
    let audit = SigningKey::generate(Algorithm::EdDsa);
    insert(tx, context, vault, KeyPurpose::Audit, audit, Some(context.now)).await
}

/// Whether the first start has made the keys.
pub async fn are_made(reader: &mut Reader) -> Result<bool> {
    Ok(reader.find_setting(MADE).await?.is_some())
}

type NewKey = (SigningKey, Zeroizing<Vec<u8>>);

/// A new key for each kind of token. Made before a transaction is open: an RSA key takes a while.
pub struct Fresh {
    access_token: NewKey,
    id_token: NewKey,
}

impl Fresh {
    /// Makes them.
    pub fn generate() -> Self {
        Self {
            access_token: SigningKey::generate(Algorithm::Es256),
            id_token: SigningKey::generate(Algorithm::Rs256),
        }
    }

    fn take(self, purpose: KeyPurpose) -> NewKey {
        match purpose {
            KeyPurpose::IdToken => self.id_token,
            _ => self.access_token,
        }
    }
}

/// Lets the keys that were published ahead sign from now on, and publishes the next ones. Tokens of the old
/// keys verify until they end. False if another command rotates at the same time.
pub async fn rotate(tx: &mut Writer, context: &Context<'_>, vault: &Vault, fresh: Fresh) -> Result<bool> {
    let keys = tx.list_keys().await?;
    for (purpose, new) in TOKENS.into_iter().zip([fresh.access_token, fresh.id_token]) {
        let usable = |key: &&StoredKey| key.purpose == purpose && key.revoked_at.is_none();
        let Some(next) = keys.iter().filter(usable).find(|key| key.active_at.is_none()) else {
            return Ok(false);
        };
        if !tx.mark_key_active(&next.id, context.now).await? {
            return Ok(false);
        }
        let signing = |key: &&StoredKey| key.active_at.is_some() && key.retired_at.is_none();
        for key in keys.iter().filter(usable).filter(signing) {
            tx.mark_key_retired(&key.id, context.now, context.now + PUBLISHED_AFTER).await?;
        }
        context.record(tx, "key.rotate", format!("key:{}", next.kid)).await?;
        insert(tx, context, vault, purpose, new, None).await?;
    }
    Ok(true)
}

/// What became of a key's revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// It is withdrawn, with every token it signed.
    Done,
    /// There is no such key, or it is withdrawn already.
    Unknown,
    /// It signs now: rotate first, so that tokens can still be made.
    Signing,
}

/// Withdraws a key with everything it signed, at once.
pub async fn revoke(
    tx: &mut Writer,
    context: &Context<'_>,
    vault: &Vault,
    kid: &str,
    fresh: Fresh,
) -> Result<Revoked> {
    let keys = tx.list_keys().await?;
    let Some(key) = keys.iter().find(|key| key.kid == kid && TOKENS.contains(&key.purpose)) else {
        return Ok(Revoked::Unknown);
    };
    if key.active_at.is_some() && key.retired_at.is_none() && key.revoked_at.is_none() {
        return Ok(Revoked::Signing);
    }
    if !tx.mark_key_revoked(&key.id, context.now).await? {
        return Ok(Revoked::Unknown);
    }
    if key.active_at.is_none() {
        insert(tx, context, vault, key.purpose, fresh.take(key.purpose), None).await?;
    }
    context.record(tx, "key.revoke", format!("key:{kid}")).await?;
    Ok(Revoked::Done)
}

async fn insert(
    tx: &mut Writer,
    context: &Context<'_>,
    vault: &Vault,
    purpose: KeyPurpose,
    (key, pkcs8): NewKey,
    active_at: Option<Timestamp>,
) -> Result<()> {
    let sealed_key = vault.seal(&seal_context(key.kid()), &pkcs8, context.entropy);
    let record = StoredKey {
        id: KeyId::new(context.now, context.entropy),
        kid: key.kid().to_owned(),
        algorithm: key.algorithm().as_str().to_owned(),
        purpose,
        sealed_key,
        public_key: key.public().as_bytes().to_vec(),
        created_at: context.now,
        active_at,
        retired_at: None,
        expires_at: None,
        revoked_at: None,
    };
    tx.insert_key(&record).await?;
    context.record(tx, "key.make", format!("key:{}", record.kid)).await
}
