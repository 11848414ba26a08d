//! SQLite: readers of their own, one writing connection, and group commit.
//!
//! Writers take turns on the writing connection. Each is a savepoint in the running
//! transaction; committing releases the savepoint and waits. The flusher is a thread that
//! queues for the connection like a writer: those in line before it join the batch, then it
//! commits, which is the one disk flush that makes the whole batch durable, and answers all.

mod statement;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::OpenFlags;
use tokio::sync::{OwnedMutexGuard, Semaphore, oneshot};

use crate::columns::Value;
use crate::engine::Read;
use crate::migrate::{self, Migration};
use crate::{Error, Result};

use statement::keep_statements;
pub(crate) use statement::{execute, query};

/// How much a commit survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Power loss: every batch is flushed to the disk.
    #[default]
    Full,
    /// The end of the process, but a power loss may take the last moments.
    Normal,
}

/// Writers in line before the next one is turned away.
const MOST_WAITING: usize = 2_048;
/// Read connections kept open while nobody reads.
const MOST_IDLE_READERS: usize = 16;
/// How long a writer waits for another process (an administrative command, say).
const BUSY_PAUSE: Duration = Duration::from_millis(5);
const BUSY_TRIES: u32 = 1_000;

pub(crate) struct Sqlite {
    path: PathBuf,
    readers: Mutex<Vec<rusqlite::Connection>>,
    writer: Arc<tokio::sync::Mutex<WriteConnection>>,
    places: Arc<Semaphore>,
    fail_next_flush: Arc<AtomicBool>,
    flush: Mutex<Option<mpsc::Sender<()>>>,
    flusher: Mutex<Option<JoinHandle<()>>>,
}

struct WriteConnection {
    connection: rusqlite::Connection,
    /// Whether a transaction is open.
    open: bool,
    /// Who waits for the running batch to be durable.
    waiting: Vec<oneshot::Sender<Result<()>>>,
    /// Whether the flusher has ended: nobody would answer.
    closed: bool,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, durability: Durability) -> Result<Arc<Self>> {
        if path.as_os_str().is_empty() || path.as_os_str() == ":memory:" {
            return Err(Error::Address("the database address sqlite: names a file".to_owned()));
        }
        if let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        {
            return Err(Error::Address(format!(
                "the folder {} of the database does not exist",
                folder.display()
            )));
        }
        let mut connection = rusqlite::Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
        };
        connection.pragma_update(None, "synchronous", synchronous)?;
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        keep_statements(&connection)?;
        // From here on nobody waits inside SQLite: see `begin`.
        connection.busy_timeout(Duration::ZERO)?;
        let fail_next_flush = Arc::new(AtomicBool::new(false));
        let fail = Arc::clone(&fail_next_flush);
        connection.commit_hook(Some(move || fail.swap(false, Ordering::SeqCst)))?;
        let writer = WriteConnection { connection, open: false, waiting: Vec::new(), closed: false };
        let writer = Arc::new(tokio::sync::Mutex::new(writer));
        let (flush, requests) = mpsc::channel();
        let flusher = std::thread::Builder::new()
            .name("flush".to_owned())
            .spawn({
                let writer = Arc::clone(&writer);
                move || flush_batches(&writer, &requests)
            })
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Arc::new(Self {
            path: path.to_owned(),
            readers: Mutex::default(),
            writer,
            places: Arc::new(Semaphore::new(MOST_WAITING)),
            fail_next_flush,
            flush: Mutex::new(Some(flush)),
            flusher: Mutex::new(Some(flusher)),
        }))
    }

    pub(crate) fn read(self: &Arc<Self>) -> Result<ReadConnection> {
        let idle = lock(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.open_reader()?,
        };
        Ok(ReadConnection { store: Arc::clone(self), connection: Some(connection) })
    }

    fn open_reader(&self) -> Result<rusqlite::Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(Duration::from_secs(2))?;
        keep_statements(&connection)?;
        Ok(connection)
    }

    pub(crate) async fn write(self: &Arc<Self>) -> Result<Transaction> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| Error::Unavailable("too many writers wait".to_owned()))?;
        let mut guard = Arc::clone(&self.writer).lock_owned().await;
        guard.begin().await?;
        let begun = guard.connection.prepare_cached("SAVEPOINT writer").and_then(|mut sql| sql.execute([]));
        drop(place);
        // Made before the outcome is looked at: where it failed, this lets the file go when it is dropped.
        let transaction = Transaction { store: Arc::clone(self), guard: Some(guard), failed: false };
        begun?;
        Ok(transaction)
    }

    pub(crate) async fn migrate(self: &Arc<Self>, migrations: &[Migration]) -> Result<usize> {
        let mut transaction = self.write().await?;
        let connection = transaction.connection();
        connection.execute_batch(migrate::VERSION_TABLE)?;
        let found = version(connection)?;
        let pending = migrate::pending(migrations, found)?;
        for migration in pending {
            connection.execute_batch(&migrate::for_sqlite(migration.sqlite))?;
            execute(
                connection,
                "INSERT INTO schema_versions (version) VALUES ($1)",
                &[Value::Int(migration.version)],
            )?;
        }
        transaction.commit().await?;
        Ok(pending.len())
    }

    pub(crate) async fn schema_version(self: &Arc<Self>) -> Result<i64> {
        version(&*self.read()?)
    }

    pub(crate) fn fail_next_flush(&self) {
        self.fail_next_flush.store(true, Ordering::SeqCst);
    }

    pub(crate) fn plan(self: &Arc<Self>, sql: &str) -> Result<Vec<String>> {
        let connection = self.read()?;
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let mut rows = statement.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(row.get(3)?);
        }
        Ok(steps)
    }

    pub(crate) async fn close(&self) {
        lock(&self.flush).take();
        let flusher = lock(&self.flusher).take();
        if let Some(flusher) = flusher {
            // The thread ends once its channel is closed and the batch it may hold is flushed.
            let _ = tokio::task::spawn_blocking(move || flusher.join()).await;
        }
        lock(&self.readers).clear();
        let writer = Arc::clone(&self.writer).lock_owned().await;
        let tidy =
            move || writer.connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)");
        // What fails here is done when the file is next opened.
        let _ = tokio::task::spawn_blocking(tidy).await;
    }

    fn request_flush(&self) {
        if let Some(flush) = lock(&self.flush).as_ref() {
            // The thread outlives the sender, so this arrives. Where the store is closing, the thread flushes
            // once more at its end, after whoever has a turn now.
            let _ = flush.send(());
        }
    }
}

fn version(connection: &rusqlite::Connection) -> Result<i64> {
    let exists =
        connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_versions'")?.exists([])?;
    if !exists {
        return Ok(0);
    }
    Ok(connection.query_row(migrate::CURRENT_VERSION, [], |row| row.get(0))?)
}

impl WriteConnection {
    /// Opens a transaction unless one runs. Another process may hold the file; then this waits
    /// without holding a thread.
    async fn begin(&mut self) -> Result<()> {
        if self.closed {
            return Err(Error::Unavailable("the store is closed".to_owned()));
        }
        if self.open && !self.connection.is_autocommit() {
            return Ok(());
        }
        self.fail_batch("the database ended the running transaction");
        for _ in 0..BUSY_TRIES {
            // A statement may not be held while this waits: it belongs to one thread.
            let begun = self.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([]);
            match begun {
                Ok(_) => {
                    self.open = true;
                    return Ok(());
                }
                Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                    tokio::time::sleep(BUSY_PAUSE).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Unavailable("another process holds the database file".to_owned()))
    }

    /// Makes the batch durable and answers everybody in it.
    fn flush(&mut self) {
        if !self.open {
            return;
        }
        let flushed = self.connection.prepare_cached("COMMIT").and_then(|mut commit| commit.execute([]));
        match flushed {
            Ok(_) => {
                self.open = false;
                for waiting in self.waiting.drain(..) {
                    let _ = waiting.send(Ok(()));
                }
            }
            Err(error) => self.fail_batch(&error.to_string()),
        }
    }

    /// Takes back what the running batch did and tells everybody in it.
    fn fail_batch(&mut self, why: &str) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.open = false;
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(Err(Error::Unavailable(format!("the flush failed: {why}"))));
        }
    }
}

fn flush_batches(writer: &Arc<tokio::sync::Mutex<WriteConnection>>, requests: &mpsc::Receiver<()>) {
    while requests.recv().is_ok() {
        writer.blocking_lock().flush();
    }
    let mut writer = writer.blocking_lock();
    writer.flush();
    writer.closed = true;
}

/// A connection that reads, lent from the idle ones.
pub(crate) struct ReadConnection {
    store: Arc<Sqlite>,
    connection: Option<rusqlite::Connection>,
}

impl Deref for ReadConnection {
    type Target = rusqlite::Connection;

    fn deref(&self) -> &rusqlite::Connection {
        self.connection.as_ref().expect("the connection is taken only when this is dropped")
    }
}

impl Drop for ReadConnection {
    fn drop(&mut self) {
        let mut idle = lock(&self.store.readers);
        if idle.len() < MOST_IDLE_READERS {
            idle.extend(self.connection.take());
        }
    }
}

/// A writer's turn: a savepoint in the running transaction.
pub(crate) struct Transaction {
    store: Arc<Sqlite>,
    guard: Option<OwnedMutexGuard<WriteConnection>>,
    /// Whether a statement failed. SQLite may then have ended the whole running transaction, so that the next
    /// statement would last by itself.
    failed: bool,
}

impl Transaction {
    pub(crate) fn connection(&mut self) -> &rusqlite::Connection {
        &self.guard.as_ref().expect("the guard is taken only by commit and drop").connection
    }

    pub(crate) fn query<T>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>> {
        self.checked(|connection| query(connection, sql, params, read))
    }

    pub(crate) fn execute(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        self.checked(|connection| execute(connection, sql, params))
    }

    fn checked<T>(&mut self, run: impl FnOnce(&rusqlite::Connection) -> Result<T>) -> Result<T> {
        if self.failed {
            return Err(Error::earlier_failure());
        }
        let outcome = run(self.connection());
        self.failed = outcome.is_err();
        outcome
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        if self.failed {
            return Err(Error::earlier_failure());
        }
        let mut guard = self.guard.take().expect("the guard is taken only by commit and drop");
        if guard.connection.is_autocommit() {
            guard.fail_batch("the database ended the running transaction");
            return Err(Error::Unavailable("the database ended the running transaction".to_owned()));
        }
        let released = guard.connection.prepare_cached("RELEASE writer").and_then(|mut sql| sql.execute([]));
        if let Err(error) = released {
            self.guard = Some(guard);
            return Err(error.into());
        }
        let (answer, flushed) = oneshot::channel();
        let first = guard.waiting.is_empty();
        guard.waiting.push(answer);
        if first {
            self.store.request_flush();
        }
        drop(guard);
        flushed.await.unwrap_or_else(|_| Err(Error::Unavailable("the store is closing".to_owned())))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(mut guard) = self.guard.take() else { return };
        let undone = guard.connection.execute_batch("ROLLBACK TO writer; RELEASE writer");
        if undone.is_err() {
            guard.fail_batch("a writer could not be undone");
        } else if guard.waiting.is_empty() {
            // Nothing of this batch is to stay, so the file is let go at once.
            guard.fail_batch("");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
