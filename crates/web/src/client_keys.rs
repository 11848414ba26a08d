//! The public keys of clients: registered by value, or fetched from their `jwks_uri`, remembered and fetched again.

use std::sync::Arc;
use std::time::Duration;

use oauth::client::Client;
use oauth::jose::key_set::KeySet;
use oauth::{ClientId, Timestamp};
use quick_cache::sync::Cache;
use tokio::sync::Mutex;

use crate::outbound::Outbound;

/// Clients whose fetched keys are remembered.
const REMEMBERED: usize = 1_000;
/// How long a set is used before it is fetched again, if its server says nothing; and the least and the most.
const FRESH_FOR: Duration = Duration::from_secs(5 * 60);
const FRESH_BETWEEN: (Duration, Duration) = (Duration::from_secs(60), Duration::from_secs(3_600));
/// How long a set goes on being used while its server does not answer.
const GOOD_FOR: Duration = Duration::from_secs(24 * 3_600);
/// How long nobody asks again after an attempt that failed, or that was made for a key nobody knew.
const PAUSE: Duration = Duration::from_secs(30);

/// What is remembered of clients' keys.
pub(crate) struct ClientKeys {
    slots: Cache<ClientId, Arc<Mutex<Slot>>>,
}

/// What is remembered of one client's. Whoever asks for it holds the lock, so one at a time fetches.
#[derive(Default)]
struct Slot {
    uri: String,
    held: Option<Held>,
    /// When an attempt gave nothing, and why.
    failed: Option<(Timestamp, String)>,
    /// When it was last asked for a key that nobody knew.
    pressed_at: Option<Timestamp>,
}

struct Held {
    keys: Arc<KeySet>,
    fetched_at: Timestamp,
    fresh_until: Timestamp,
}

impl ClientKeys {
    pub(crate) fn new() -> Self {
        Self { slots: Cache::new(REMEMBERED) }
    }

    /// The keys of `client`; none if it registered none.
    ///
    /// # Errors
    /// If they cannot be fetched and were not lately; the text says why, for the client's developer.
    pub(crate) async fn of(
        &self,
        outbound: &Outbound,
        client: &Client,
        now: Timestamp,
    ) -> Result<Arc<KeySet>, String> {
        let metadata = &client.metadata;
        let Some(uri) = &metadata.jwks_uri else {
            let set = metadata.jwks.as_ref().map(KeySet::parse);
            let set = set.transpose().map_err(|why| format!("the registered keys cannot be used: {why}"))?;
            return Ok(Arc::new(set.unwrap_or_default()));
        };
        let slot = self.slot(&client.id);
        let mut slot = slot.lock().await;
        slot.turn_to(uri);
        if slot.must_ask(now) {
            slot.ask(outbound, now).await;
        }
        let held = slot.held.as_ref().filter(|held| now.since(held.fetched_at) <= GOOD_FOR);
        held.map(|held| Arc::clone(&held.keys)).ok_or_else(|| slot.complaint())
    }

    /// The keys of `client` if there are newer ones than `seen`, which lack one that is needed: a client may have
    /// rotated its keys a moment ago. Its server is asked at most twice a minute for it, whoever presents what.
    pub(crate) async fn newer(
        &self,
        outbound: &Outbound,
        client: &Client,
        seen: &Arc<KeySet>,
        now: Timestamp,
    ) -> Option<Arc<KeySet>> {
        let uri = client.metadata.jwks_uri.as_ref()?;
        let slot = self.slot(&client.id);
        let mut slot = slot.lock().await;
        slot.turn_to(uri);
        let unseen = |slot: &Slot| {
            slot.held.as_ref().map(|held| &held.keys).filter(|keys| !Arc::ptr_eq(keys, seen)).cloned()
        };
        if unseen(&slot).is_none() && slot.may_press(now) {
            slot.pressed_at = Some(now);
            slot.ask(outbound, now).await;
        }
        unseen(&slot)
    }

    fn slot(&self, client: &ClientId) -> Arc<Mutex<Slot>> {
        let made =
            self.slots.get_or_insert_with(client, || Ok::<_, std::convert::Infallible>(Arc::default()));
        match made {
            Ok(slot) => slot,
            Err(never) => match never {},
        }
    }
}

impl Slot {
    /// What was fetched from another address is forgotten.
    fn turn_to(&mut self, uri: &str) {
        if self.uri != uri {
            *self = Self { uri: uri.to_owned(), ..Self::default() };
        }
    }

    fn may_press(&self, now: Timestamp) -> bool {
        self.pressed_at.is_none_or(|pressed| now.since(pressed) >= PAUSE)
    }

    fn must_ask(&self, now: Timestamp) -> bool {
        let fresh = self.held.as_ref().is_some_and(|held| now < held.fresh_until);
        !fresh && self.failed.as_ref().is_none_or(|(failed, _)| now.since(*failed) >= PAUSE)
    }

    async fn ask(&mut self, outbound: &Outbound, now: Timestamp) {
        let answer = outbound.fetch(&self.uri, "application/jwk-set+json, application/json").await;
        let read = answer.map_err(|refused| refused.to_string()).and_then(|answer| {
            let set =
                serde_json::from_slice(&answer.body).map_err(|_| "the answer is not JSON".to_owned())?;
            let keys = KeySet::parse(&set).map_err(|why| why.to_string())?;
            Ok((keys, answer.fresh_for(FRESH_FOR, FRESH_BETWEEN)))
        });
        match read {
            Ok((keys, fresh_for)) => {
                self.held =
                    Some(Held { keys: Arc::new(keys), fetched_at: now, fresh_until: now + fresh_for });
                self.failed = None;
            }
            Err(why) => {
                tracing::info!(uri = self.uri, why, "the keys of a client could not be fetched");
                self.failed = Some((now, why));
            }
        }
    }

    fn complaint(&self) -> String {
        let why = self.failed.as_ref().map_or("no answer", |(_, why)| why);
        format!("the keys at the jwks_uri of the client could not be fetched: {why}")
    }
}
