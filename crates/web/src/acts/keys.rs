//! Signing keys: made, rotated, revoked.

use std::time::Duration;

use oauth::jose::jwk::{Algorithm, SigningKey};
use oauth::jose::vault::Vault;
use oauth::{KeyId, Timestamp};
use store::{Error, KeyPurpose, Reader, Result, StoredKey, Writer};
use zeroize::Zeroizing;

use super::Context;
use crate::App;
use crate::keys::seal_context;

/// How long a key stays published after it signed its last token: the longest life of a token and the time
/// until every server has noticed.
const PUBLISHED_AFTER: Duration = Duration::from_secs(3_600 + 300);

/// Says that the first start has made the keys.
const MADE: &str = "keys-made";

/// What is signed, and with what; each line has a key that signs and one that is published ahead of its use. The RSA
/// key signs by PS256 too.
const LINES: [(KeyPurpose, Algorithm); 4] = [
    (KeyPurpose::AccessToken, Algorithm::Es256),
    (KeyPurpose::IdToken, Algorithm::Rs256),
    (KeyPurpose::IdToken, Algorithm::Es256),
    (KeyPurpose::IdToken, Algorithm::EdDsa),
];

/// Makes the keys of a first start, once however many servers start together: two for each line, and one for the audit
/// record.
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
        for ((purpose, _), key) in LINES.into_iter().zip(fresh.0) {
            insert(tx, context, vault, purpose, key, active_at).await?;
        }
    }
    let audit = SigningKey::generate(Algorithm::EdDsa);
    insert(tx, context, vault, KeyPurpose::Audit, audit, Some(context.now)).await
}

/// Whether the first start has made the keys.
pub async fn are_made(reader: &mut Reader) -> Result<bool> {
    Ok(reader.find_setting(MADE).await?.is_some())
}

type NewKey = (SigningKey, Zeroizing<Vec<u8>>);

/// A new key for each line. Made before a transaction is open: an RSA key takes a while.
pub struct Fresh([NewKey; LINES.len()]);

impl Fresh {
    /// Makes them.
    pub fn generate() -> Self {
        Self(LINES.map(|(_, algorithm)| SigningKey::generate(algorithm)))
    }

    /// The key of one line.
    fn take(self, purpose: KeyPurpose, algorithm: &str) -> Option<NewKey> {
        let lines = LINES.into_iter().zip(self.0);
        let mut fitting = lines.filter(|((line, with), _)| *line == purpose && with.as_str() == algorithm);
        fitting.next().map(|(_, key)| key)
    }
}

/// Lets the keys that were published ahead sign from now on, and publishes the next ones. Tokens of the old
/// keys verify until they end. False if another command rotates at the same time.
pub async fn rotate(tx: &mut Writer, context: &Context<'_>, vault: &Vault, fresh: Fresh) -> Result<bool> {
    let keys = tx.list_keys().await?;
    for ((purpose, algorithm), new) in LINES.into_iter().zip(fresh.0) {
        let usable = |key: &&StoredKey| {
            key.purpose == purpose && key.algorithm == algorithm.as_str() && key.revoked_at.is_none()
        };
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

/// Rotates if the keys have signed for as long as `every`. Any server may ask, and several at once: the change of one
/// row decides. True if this one did it.
pub async fn rotate_if_due(app: &App, every: Duration) -> Result<bool> {
    if !is_due(&app.store().read().await?.list_keys().await?, every, app.now()) {
        return Ok(false);
    }
    let fresh = tokio::task::spawn_blocking(Fresh::generate).await;
    let fresh = fresh.map_err(|_| Error::Unavailable("a key could not be made".to_owned()))?;
    let mut tx = app.write().await?;
    // Asked again, for another server may have been first.
    if !is_due(&tx.list_keys().await?, every, app.now())
        || !rotate(&mut tx, &app.system(), app.vault(), fresh).await?
    {
        return Ok(false);
    }
    tx.commit().await?;
    app.read_documents().await?;
    Ok(true)
}

fn is_due(keys: &[StoredKey], every: Duration, now: Timestamp) -> bool {
    let signing = keys.iter().filter(|key| key.purpose != KeyPurpose::Audit && key.retired_at.is_none());
    let since = signing.filter_map(|key| key.active_at).min();
    since.is_some_and(|since| now.since(since) >= every)
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
    let Some(key) = keys.iter().find(|key| key.kid == kid && key.purpose != KeyPurpose::Audit) else {
        return Ok(Revoked::Unknown);
    };
    if key.active_at.is_some() && key.retired_at.is_none() && key.revoked_at.is_none() {
        return Ok(Revoked::Signing);
    }
    if !tx.mark_key_revoked(&key.id, context.now).await? {
        return Ok(Revoked::Unknown);
    }
    if key.active_at.is_none() {
        let new = fresh.take(key.purpose, &key.algorithm);
        let new =
            new.ok_or_else(|| Error::Damaged(format!("signing key {kid}: its algorithm is not known")))?;
        insert(tx, context, vault, key.purpose, new, None).await?;
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
