//! What every handler shares: settings, records, keys, what was revoked, and the two sources a
//! request may not reach for itself, time and randomness.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use account::mail::{Mail, Words};
use account::password::leaked::LeakList;
use account::text::Text;
use oauth::grant::AccessToken;
use oauth::jose::vault::Vault;
use oauth::revoked::{Revocation, Revoked};
use oauth::scope::Catalogue;
use oauth::{Entropy, Timestamp, TokenHash};
use quick_cache::sync::Cache;
use store::{Result, Store, Writer};
use tokio::sync::Semaphore;
use webauthn::RelyingParty;
use zeroize::Zeroizing;

use crate::acts::keys::Fresh;
use crate::acts::mail::Letterhead;
use crate::acts::{self, Context, Origin};
use crate::calls::Gathered;
use crate::client_documents::ClientDocuments;
use crate::client_keys::ClientKeys;
use crate::documents::Documents;
use crate::hashing::Hashing;
use crate::keys::KeyRing;
use crate::limits::Limits;
use crate::outbound::Outbound;
use crate::pages::attempts::NetworkLimiter;
use crate::pictures::Studio;
use crate::{Metrics, Settings};

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// What an [`App`] is made of.
pub struct Parts {
    /// What the deployment decides.
    pub settings: Settings,
    /// The records.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// What seals keys and waiting mails at rest.
    pub vault: Arc<Vault>,
    /// The way to servers of other people.
    pub outbound: Outbound,
    /// The list of leaked passwords.
    pub leaked: Arc<dyn LeakList>,
}

/// What every handler shares.
pub struct App {
    pub(crate) settings: Settings,
    pub(crate) store: Store,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) hashing: Hashing,
    pub(crate) secrets: Derived,
    pub(crate) networks: NetworkLimiter,
    pub(crate) waiting: NetworkLimiter,
    pub(crate) passkeys: NetworkLimiter,
    pub(crate) relying_party: Option<RelyingParty>,
    outbound: Outbound,
    pub(crate) typing: NetworkLimiter,
    pub(crate) client_keys: ClientKeys,
    pub(crate) client_documents: ClientDocuments,
    pub(crate) asking: NetworkLimiter,
    pub(crate) studio: Studio,
    pub(crate) registering: NetworkLimiter,
    pub(crate) verified: Cache<TokenHash, Arc<AccessToken>>,
    pub(crate) calls: Gathered,
    pub(crate) limits: Limits,
    /// Seats for those who follow their logs live.
    pub(crate) followers: Arc<Semaphore>,
    clock: Arc<dyn Clock>,
    vault: Arc<Vault>,
    metrics: Metrics,
    keys: RwLock<Arc<KeyRing>>,
    documents: RwLock<Arc<Documents>>,
    catalogue: RwLock<Arc<Catalogue>>,
    service_name: RwLock<Arc<str>>,
    revoked: RwLock<Revoked>,
    polled: Mutex<Polled>,
    current_as_of: AtomicI64,
    draining: AtomicBool,
}

/// Keys that are derived from the key-encryption key, so that every server has the same ones.
pub(crate) struct Derived {
    /// Authenticates forms.
    pub form: Zeroizing<[u8; 32]>,
    /// Derives the successor of a refresh token.
    pub refresh: Zeroizing<[u8; 32]>,
    /// Names members to clients whose subjects are pairwise.
    pub subject: Zeroizing<[u8; 32]>,
    /// Makes what browsers show of their session.
    pub browser_state: Zeroizing<[u8; 32]>,
    /// Hashes six-digit codes.
    pub code: Zeroizing<[u8; 32]>,
}

struct Polled {
    revocations_since: Timestamp,
    documents_at: Timestamp,
}

/// How far back each look for revocations reaches again: a transaction may commit this much later than
/// the instant it carries.
const OVERLAP: Duration = Duration::from_secs(30);

/// How old the revocation set may grow before tokens are no longer believed.
const STALE_AFTER: Duration = Duration::from_secs(10);

/// Verified tokens that are remembered.
const REMEMBERED_TOKENS: usize = 20_000;

/// How many requests of apps one network may leave waiting for each attempt with a password that it may make.
const WAITING_FACTOR: u32 = 10;

/// How often a network may ask how strong a password is while it is typed, for each attempt with a password.
const TYPING_FACTOR: u32 = 5;
/// How many may follow their logs live at once.
const FOLLOWERS: usize = 100;

/// How many questions and answers of passkeys one network may send for each attempt with a password: each sign-in
/// page asks, and nobody guesses an answer.
const PASSKEY_FACTOR: u32 = 10;

/// Revocations that are read at once.
const PAGE: i64 = 1_000;

/// How often keys, scopes and the service's name are read again.
const DOCUMENT_INTERVAL: Duration = Duration::from_secs(1);

impl App {
    /// Puts the parts together. [`App::load`] must follow before the first request.
    pub fn new(parts: Parts) -> Arc<Self> {
        let Parts { settings, store, clock, entropy, vault, outbound, leaked } = parts;
        let secrets = Derived {
            form: vault.derive("form"),
            refresh: vault.derive("refresh-token"),
            subject: vault.derive("pairwise-subject"),
            browser_state: vault.derive("browser-state"),
            code: vault.derive("mail-code"),
        };
        let start = Timestamp::from_micros(0);
        Arc::new(Self {
            hashing: Hashing::new(*vault.derive("password-pepper"), leaked, &settings.passwords),
            networks: NetworkLimiter::new(settings.network_attempts_per_minute),
            waiting: NetworkLimiter::new(settings.network_attempts_per_minute.saturating_mul(WAITING_FACTOR)),
            passkeys: NetworkLimiter::new(
                settings.network_attempts_per_minute.saturating_mul(PASSKEY_FACTOR),
            ),
            relying_party: RelyingParty::new(&settings.public_url),
            outbound,
            typing: NetworkLimiter::new(settings.network_attempts_per_minute.saturating_mul(TYPING_FACTOR)),
            client_keys: ClientKeys::new(),
            client_documents: ClientDocuments::new(),
            asking: NetworkLimiter::new(settings.network_attempts_per_minute),
            studio: Studio::new(),
            registering: NetworkLimiter::per_hour(settings.clients.per_hour),
            verified: Cache::new(REMEMBERED_TOKENS),
            calls: Gathered::new(&settings.public_url),
            limits: Limits::new(settings.api_quotas),
            followers: Arc::new(Semaphore::new(FOLLOWERS)),
            metrics: Metrics::new(),
            keys: RwLock::new(Arc::new(KeyRing::empty())),
            documents: RwLock::new(Arc::new(Documents::empty())),
            catalogue: RwLock::new(Arc::new(Catalogue::new(Vec::new()))),
            service_name: RwLock::new(settings.service_name.as_str().into()),
            revoked: RwLock::new(Revoked::default()),
            polled: Mutex::new(Polled { revocations_since: start, documents_at: start }),
            current_as_of: AtomicI64::new(0),
            draining: AtomicBool::new(false),
            settings,
            store,
            entropy,
            secrets,
            clock,
            vault,
        })
    }

    /// Writes the lines and counts of apps' calls that wait in memory.
    ///
    /// # Errors
    /// If the store fails; the counts wait for the next time, and the lines count as missing.
    pub async fn write_calls(&self) -> Result<usize> {
        self.calls.write(&self.store, &*self.entropy, self.now()).await
    }

    /// Makes what a first start makes (signing keys, the scope catalogue) and reads what requests need in memory.
    ///
    /// # Errors
    /// If the store fails, or if its keys were sealed with another key-encryption key.
    pub async fn load(&self) -> Result<()> {
        let made = acts::keys::are_made(&mut self.store.read().await?).await?;
        // Keys take a while to make, so this comes before a transaction is open.
        let fresh = (!made).then(|| [Fresh::generate(), Fresh::generate()]);
        let mut tx = self.store.write().await?;
        let context = self.system();
        if let Some(fresh) = fresh {
            acts::keys::ensure(&mut tx, &context, &self.vault, fresh).await?;
        }
        acts::scopes::ensure(&mut tx, &context).await?;
        tx.commit().await?;
        self.read_documents().await?;
        self.store.refresh_known_clients().await?;
        self.read_revocations().await
    }

    /// Reads again what other servers and commands may have changed. Called a few times a second.
    pub async fn refresh(&self) -> Result<()> {
        self.store.refresh_known_clients().await?;
        self.read_revocations().await?;
        let due = {
            let polled = self.polled.lock().unwrap_or_else(PoisonError::into_inner);
            self.now().since(polled.documents_at) >= DOCUMENT_INTERVAL
        };
        if due {
            self.read_documents().await?;
            self.networks.forget_idle();
            self.waiting.forget_idle();
            self.registering.forget_idle();
            self.asking.forget_idle();
            self.passkeys.forget_idle();
            self.typing.forget_idle();
        }
        Ok(())
    }

    async fn read_revocations(&self) -> Result<()> {
        let now = self.now();
        let since = {
            let polled = self.polled.lock().unwrap_or_else(PoisonError::into_inner);
            polled.revocations_since
        };
        let mut from = since - OVERLAP;
        let mut most = PAGE;
        let mut reader = self.store.read().await?;
        loop {
            let page = reader.list_revocations(from, now, most).await?;
            let full = i64::try_from(page.len()) == Ok(most);
            let last = page.last().map(|revocation| revocation.at);
            {
                let mut revoked = self.revoked.write().unwrap_or_else(PoisonError::into_inner);
                page.into_iter().for_each(|revocation| revoked.insert(revocation));
            }
            match last {
                // A whole page of one instant cannot be passed by its time: it is read again with what follows it.
                Some(last) if full && last == from => most *= 2,
                Some(last) if full => from = last,
                _ => break,
            }
        }
        self.revoked.write().unwrap_or_else(PoisonError::into_inner).forget_expired(now);
        self.polled.lock().unwrap_or_else(PoisonError::into_inner).revocations_since = now;
        self.current_as_of.store(now.micros(), Ordering::Release);
        Ok(())
    }

    pub(crate) async fn read_documents(&self) -> Result<()> {
        let now = self.now();
        let mut reader = self.store.read().await?;
        let keys = reader.list_keys().await?;
        let scopes = reader.list_scopes().await?;
        let implicit = reader.has_implicit_client().await?;
        let name = reader.find_setting(acts::setup::SERVICE_NAME).await?;
        drop(reader);
        let changed = {
            let ring = self.keys();
            !ring.is_of(&keys, now)
        };
        if changed {
            let ring = KeyRing::open(&keys, &self.vault, now)?;
            *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
            self.verified.clear();
        }
        if scopes != self.catalogue().entries() {
            *self.catalogue.write().unwrap_or_else(PoisonError::into_inner) =
                Arc::new(Catalogue::new(scopes));
        }
        if let Some(name) = name.filter(|name| **name != *self.service_name()) {
            *self.service_name.write().unwrap_or_else(PoisonError::into_inner) = name.into();
        }
        let documents =
            Documents::make(&self.documents(), &self.settings, &self.catalogue(), &self.keys(), implicit);
        *self.documents.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(documents);
        self.polled.lock().unwrap_or_else(PoisonError::into_inner).documents_at = now;
        Ok(())
    }

    /// The present instant. A request asks once.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What acts of the program itself are recorded with.
    pub fn system(&self) -> Context<'_> {
        Context { now: self.now(), entropy: &*self.entropy, origin: Origin::system() }
    }

    /// The records.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The way to servers of other people. Never while a writer is open.
    pub fn outbound(&self) -> &Outbound {
        &self.outbound
    }

    /// What is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// The keys in use.
    pub(crate) fn keys(&self) -> Arc<KeyRing> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The documents that change with keys and settings only.
    pub(crate) fn documents(&self) -> Arc<Documents> {
        Arc::clone(&self.documents.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The scopes there are.
    pub(crate) fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The service's name, as pages and mails show it.
    pub fn service_name(&self) -> Arc<str> {
        Arc::clone(&self.service_name.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes note of revocations that this server itself just committed, so that they hold at once here.
    pub(crate) fn revoke_here(&self, revocations: impl IntoIterator<Item = Revocation>) {
        let mut revoked = self.revoked.write().unwrap_or_else(PoisonError::into_inner);
        revocations.into_iter().for_each(|revocation| revoked.insert(revocation));
    }

    /// Whether a token was ended before its time; `None` if this server has not been able to ask the
    /// database for so long that it does not know.
    pub(crate) fn is_revoked(&self, token: &AccessToken, now: Timestamp) -> Option<bool> {
        let as_of = Timestamp::from_micros(self.current_as_of.load(Ordering::Acquire));
        if now.since(as_of) > STALE_AFTER {
            return None;
        }
        Some(self.revoked.read().unwrap_or_else(PoisonError::into_inner).contains(token))
    }

    /// What seals keys at rest.
    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Makes the audit key's signature available to the job that seals the audit record.
    pub fn audit_key(&self) -> Option<Arc<oauth::jose::jwk::SigningKey>> {
        self.keys().audit()
    }

    /// Starts the end: `/readyz` says no from now on.
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Release);
    }

    /// Whether the end has begun.
    pub(crate) fn is_draining(&self) -> bool {
        self.draining.load(Ordering::Acquire)
    }

    /// Seals a value under the key-encryption key; only the same `context` opens it.
    pub(crate) fn seal(&self, context: &str, plain: &[u8]) -> Vec<u8> {
        self.vault.seal(context, plain, &*self.entropy)
    }

    /// Opens what [`App::seal`] sealed.
    pub(crate) fn open(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.vault.open(context, sealed)
    }

    /// What mails have on top, and are sealed with.
    pub fn letterhead(&self) -> Letterhead {
        Letterhead {
            service: self.service_name().to_string(),
            public_url: self.settings.public_url.clone(),
            vault: Arc::clone(&self.vault),
            texts: self.settings.texts,
        }
    }

    /// Opens what a mail in the outbox says; `None` if it was sealed with another key, or is not kept any more.
    pub fn open_mail(&self, mail: &Mail) -> Option<Words> {
        acts::mail::open(&self.vault, mail)
    }

    /// Opens what a text message in the outbox says; `None` if it was sealed with another key, or is not kept any more.
    pub fn open_text(&self, text: &Text) -> Option<account::text::Words> {
        acts::texts::open(&self.vault, text)
    }

    /// The address of the platform's API, which is the audience of its tokens.
    pub fn api_audience(&self) -> String {
        format!("{}/api", self.settings.public_url)
    }

    /// Begins to write.
    pub(crate) async fn write(&self) -> Result<Writer> {
        self.store.write().await
    }
}
