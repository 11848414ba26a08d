//! A copy in memory of the clients that are asked for most.
//!
//! The database itself numbers every change of a client or its secrets, in the transaction that makes it
//! (`client_changes`). A server looks for new numbers several times a second and forgets what they name; what it
//! changed itself it forgets with the commit. Where it has not looked for a while, the copy is not believed.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use oauth::client::{Client, ClientSecret};
use oauth::{ClientId, SecretId, Timestamp};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::time::Instant;

use crate::{Reader, Result, Store, Writer};

/// How long what was last known is believed. With the pause between two looks this stays under a second.
const BELIEVED_FOR: Duration = Duration::from_millis(700);
/// How far back each look reaches again: a number is given when its change is made, and seen when that is committed.
const OVERLAP: Duration = Duration::from_secs(30);
/// Numbers before the last one that a first look takes for not yet seen.
const FIRST_REACH: i64 = 1_000;
/// After a pause this long nothing in memory is kept: what the database noted meanwhile may be gone.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Numbered changes that are kept: many more than are made between two looks.
const KEPT: i64 = 100_000;
/// Changes that are read at once.
const PAGE: i64 = 1_000;
/// What the copy may hold, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// What a client takes beside its words.
const FRAME_BYTES: u64 = 1_024;

/// A client and its secrets, as they were after one change of them.
#[derive(Debug)]
pub struct KnownClient {
    /// The client.
    pub client: Arc<Client>,
    /// Its secrets that had not stopped when it was read.
    pub secrets: Vec<ClientSecret>,
    /// When the use of each was last written down.
    uses: Vec<AtomicI64>,
    /// The number of its last change, 0 if none is known.
    last_change: i64,
    bytes: u64,
}

impl KnownClient {
    pub(crate) fn new(client: Client, secrets: Vec<ClientSecret>, last_change: i64, bytes: u64) -> Self {
        let use_of = |secret: &ClientSecret| AtomicI64::new(secret.last_used_at.map_or(0, Timestamp::micros));
        let uses = secrets.iter().map(use_of).collect();
        Self { client: Arc::new(client), secrets, uses, last_change, bytes }
    }

    /// Says whether the use of a secret at `now` is to be written down: once in `every`, by one of those who ask at
    /// a time.
    pub fn takes_note(&self, secret: &SecretId, now: Timestamp, every: Duration) -> bool {
        let Some(at) = self.secrets.iter().position(|known| known.id == *secret) else { return false };
        let last = self.uses[at].load(Ordering::Relaxed);
        now.since(Timestamp::from_micros(last)) >= every
            && self.uses[at]
                .compare_exchange(last, now.micros(), Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}

/// The copy.
pub(crate) struct KnownClients {
    clients: Cache<ClientId, Arc<KnownClient>, ByBytes>,
    /// How often something was forgotten.
    forgotten: AtomicU64,
    looks: Mutex<Option<Looks>>,
    made_at: Instant,
    /// When the last look began that found everything, in milliseconds since `made_at`, and one; 0 before the first.
    current_at: AtomicU64,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<ClientId, Arc<KnownClient>> for ByBytes {
    fn weight(&self, _: &ClientId, known: &Arc<KnownClient>) -> u64 {
        FRAME_BYTES + known.bytes
    }
}

/// How far the changes have been seen.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Looks {
    /// Up to this number nothing can appear any more.
    settled: i64,
    /// The last number that was seen at `seen_at`.
    seen: i64,
    seen_at: Instant,
}

impl Looks {
    fn first(last: i64, at: Instant) -> Self {
        Self { settled: last - FIRST_REACH, seen: last, seen_at: at }
    }

    /// After a look at `at` that saw all up to `last`. What had been given a number when `seen` was seen has been
    /// committed a while later, or never is.
    fn and_then(self, last: i64, at: Instant, overlap: Duration) -> Self {
        let last = last.max(self.seen);
        match at.duration_since(self.seen_at) >= overlap {
            true if overlap.is_zero() => Self { settled: last, seen: last, seen_at: at },
            true => Self { settled: self.seen, seen: last, seen_at: at },
            false => self,
        }
    }
}

impl KnownClients {
    pub(crate) fn new() -> Self {
        let fitting = usize::try_from(MOST_BYTES / FRAME_BYTES).unwrap_or(usize::MAX);
        Self {
            clients: Cache::with_weighter(fitting, MOST_BYTES, ByBytes),
            forgotten: AtomicU64::new(0),
            looks: Mutex::new(None),
            made_at: Instant::now(),
            current_at: AtomicU64::new(0),
        }
    }

    pub(crate) fn forget(&self, id: &ClientId) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.clients.remove(id);
    }

    /// Forgets a client unless it was read after its change of that number. Changes of one client are numbered in the
    /// order of their commits, as each holds its row.
    fn forget_before(&self, id: &ClientId, change: i64) {
        // Counted first, for whoever is reading it now.
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        if self.clients.peek(id).is_some_and(|known| known.last_change < change) {
            self.clients.remove(id);
        }
    }

    fn forget_all(&self) {
        self.forgotten.fetch_add(1, Ordering::SeqCst);
        self.clients.clear();
    }

    fn looks(&self) -> MutexGuard<'_, Option<Looks>> {
        self.looks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn millis(&self, at: Instant) -> u64 {
        u64::try_from(at.duration_since(self.made_at).as_millis()).unwrap_or(u64::MAX)
    }

    fn is_believed(&self) -> bool {
        let Some(current_at) = self.current_at.load(Ordering::Acquire).checked_sub(1) else { return false };
        u128::from(self.millis(Instant::now()).saturating_sub(current_at)) < BELIEVED_FOR.as_millis()
    }
}

impl Store {
    /// Gives a client from memory, if it is there and memory is current to within a second.
    pub fn recall_client(&self, id: &ClientId) -> Option<Arc<KnownClient>> {
        let known = self.known_clients();
        if known.is_believed() { known.clients.get(id) } else { None }
    }

    /// Finds a client with its secrets that have not stopped, and keeps it in memory.
    pub async fn learn_client(&self, id: &ClientId, now: Timestamp) -> Result<Option<Arc<KnownClient>>> {
        let known = self.known_clients();
        let forgotten = known.forgotten.load(Ordering::SeqCst);
        let Some(found) = self.read().await?.find_client_and_secrets(id, now).await? else { return Ok(None) };
        let found = Arc::new(found);
        known.clients.insert(id.clone(), Arc::clone(&found));
        // Whoever changed it since forgot it before it was here.
        if known.forgotten.load(Ordering::SeqCst) != forgotten {
            known.clients.remove(id);
        }
        Ok(Some(found))
    }

    /// Takes a client out of memory.
    pub fn forget_client(&self, id: &ClientId) {
        self.known_clients().forget(id);
    }

    /// Forgets the clients that anybody changed, and believes the others for a while. Called a few times a second.
    pub async fn refresh_known_clients(&self) -> Result<()> {
        let known = self.known_clients();
        let began = Instant::now();
        let before = *known.looks();
        let before = before.filter(|looks| began.duration_since(looks.seen_at) < LONGEST_PAUSE);
        let mut reader = self.read().await?;
        let before = match before {
            Some(before) => before,
            None => {
                known.forget_all();
                Looks::first(reader.find_last_client_change().await?, began)
            }
        };
        // Where writers follow one another nothing appears late.
        let overlap = if self.has_one_writer() { Duration::ZERO } else { OVERLAP };
        let mut last = before.settled;
        loop {
            let page = reader.list_client_changes(last, PAGE).await?;
            let full = i64::try_from(page.len()) == Ok(PAGE);
            for (number, id) in page {
                known.forget_before(&id, number);
                last = number;
            }
            if !full {
                break;
            }
        }
        *known.looks() = Some(before.and_then(last, began, overlap));
        known.current_at.store(known.millis(began) + 1, Ordering::Release);
        Ok(())
    }
}

impl Reader {
    /// Lists numbered changes after `after` with the client that each is of, in their order.
    pub async fn list_client_changes(&mut self, after: i64, limit: i64) -> Result<Vec<(i64, ClientId)>> {
        let sql = "SELECT change_number, client_id FROM client_changes
                   WHERE change_number > $1 ORDER BY change_number LIMIT $2";
        self.query_all(sql, &[after.into(), limit.into()], |row| Ok((row.take()?, row.take()?))).await
    }

    /// Gives the number of the last change of any client, 0 if there is none.
    pub async fn find_last_client_change(&mut self) -> Result<i64> {
        let sql = "SELECT MAX(change_number) FROM client_changes";
        Ok(self.query_opt(sql, &[], |row| row.maybe()).await?.flatten().unwrap_or(0))
    }
}

impl Writer {
    /// Deletes up to `limit` changes that every server has seen.
    pub(crate) async fn delete_old_client_changes(&mut self, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM client_changes WHERE change_number IN
                     (SELECT change_number FROM client_changes
                      WHERE change_number < (SELECT MAX(change_number) FROM client_changes) - $1
                      ORDER BY change_number LIMIT $2)";
        self.execute(sql, &[KEPT.into(), limit.into()]).await
    }

    /// Says whether a client is still as it is known. Asked before anything is given on the word of memory.
    pub async fn is_current(&mut self, known: &KnownClient) -> Result<bool> {
        let sql = "SELECT MAX(change_number) FROM client_changes WHERE client_id = $1";
        let last = self.query_opt(sql, &[(&known.client.id).into()], |row| row.maybe::<i64>()).await?;
        Ok(last.flatten().unwrap_or(0) == known.last_change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_looked_for_again_until_whoever_drew_it_has_committed() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut looks = Looks::first(5_000, start);
        assert_eq!(looks.settled, 4_000);
        looks = looks.and_then(5_003, at(29), OVERLAP);
        assert_eq!((looks.settled, looks.seen), (4_000, 5_000));
        looks = looks.and_then(5_009, at(30), OVERLAP);
        assert_eq!((looks.settled, looks.seen), (5_000, 5_009));
        looks = looks.and_then(5_000, at(61), OVERLAP);
        assert_eq!((looks.settled, looks.seen), (5_009, 5_009));
        looks = looks.and_then(5_020, at(61), Duration::ZERO);
        assert_eq!((looks.settled, looks.seen), (5_020, 5_020));
    }
}
