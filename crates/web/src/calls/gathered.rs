//! Lines and counts on their way into the records.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oauth::call::{Call, Count, CountKey};
use oauth::{CallId, ClientId, Entropy, SegmentId, Timestamp};
use store::{Result, Store};

/// The most lines that wait at once, about 10 MB. Above that calls are counted and their lines missing.
const MOST_LINES: usize = 20_000;
/// The most apps that wait at once.
const MOST_APPS: usize = 20_000;
/// The most lines in one stretch.
const STRETCH: usize = 500;
/// Apps that are written in one transaction.
const BATCH: usize = 64;

/// What waits, by app, in an order that is the same on every server: whoever counts for two apps at once never
/// waits for somebody who counts for them the other way round.
pub(crate) struct Gathered {
    waiting: Mutex<Waiting>,
    /// What the addresses of apps' pages begin with.
    pub apps: Arc<str>,
}

#[derive(Default)]
struct Waiting {
    apps: BTreeMap<ClientId, OfApp>,
    lines: usize,
}

#[derive(Default)]
struct OfApp {
    lines: Vec<Call>,
    missing: u64,
    counts: BTreeMap<CountKey, i64>,
}

impl Gathered {
    /// Of a service at this address.
    pub(crate) fn new(public_url: &str) -> Self {
        Self { waiting: Mutex::default(), apps: format!("{public_url}/developers/apps/").into() }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a call in.
    pub(crate) fn add(&self, client: ClientId, call: Call) {
        let mut waiting = self.waiting();
        let has_room = waiting.lines < MOST_LINES;
        if waiting.apps.len() >= MOST_APPS && !waiting.apps.contains_key(&client) {
            return;
        }
        let of_app = waiting.apps.entry(client).or_default();
        *of_app.counts.entry(call.count_key()).or_default() += 1;
        if has_room {
            of_app.lines.push(call);
            waiting.lines += 1;
        } else {
            of_app.missing += 1;
        }
    }

    fn take(&self) -> BTreeMap<ClientId, OfApp> {
        std::mem::take(&mut *self.waiting()).apps
    }

    /// Keeps for later what could not be written: the counts, and of the lines how many are missing.
    fn put_back(&self, apps: impl IntoIterator<Item = (ClientId, OfApp)>) {
        let mut waiting = self.waiting();
        for (client, unwritten) in apps {
            let of_app = waiting.apps.entry(client).or_default();
            of_app.missing += unwritten.missing + unwritten.lines.len() as u64;
            for (key, calls) in unwritten.counts {
                *of_app.counts.entry(key).or_default() += calls;
            }
        }
    }

    /// Writes everything that waits, and gives how many lines that were.
    ///
    /// # Errors
    /// If the store fails; what was not written is counted with the next batch.
    pub(crate) async fn write(&self, store: &Store, entropy: &dyn Entropy, now: Timestamp) -> Result<usize> {
        let mut rest = self.take().into_iter();
        let mut written = 0;
        loop {
            let batch: Vec<_> = rest.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(written);
            }
            if let Err(error) = write_batch(store, entropy, now, &batch).await {
                self.put_back(batch.into_iter().chain(rest));
                return Err(error);
            }
            written += batch.iter().map(|(_, of_app)| of_app.lines.len()).sum::<usize>();
        }
    }
}

async fn write_batch(
    store: &Store,
    entropy: &dyn Entropy,
    now: Timestamp,
    batch: &[(ClientId, OfApp)],
) -> Result<()> {
    let mut tx = store.write().await?;
    for (client, of_app) in batch {
        for stretch in of_app.lines.chunks(STRETCH) {
            tx.insert_call_segment(client, &SegmentId::new(now, entropy), stretch).await?;
        }
        if of_app.missing > 0 {
            let gap = Call::gap(CallId::new(now, entropy), of_app.missing);
            tx.insert_call_segment(client, &SegmentId::new(now, entropy), &[gap]).await?;
        }
        for (key, calls) in &of_app.counts {
            tx.add_calls(client, now, &Count { key: key.clone(), calls: *calls }).await?;
        }
    }
    tx.commit().await
}
