//! The seam: the one file that knows there are two engines.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use oauth::ClientId;
use tokio::time::Instant;

use crate::columns::{Columns, Value};
use crate::known_clients::KnownClients;
use crate::{Error, Result, Settings, migrate, postgres, sqlite};

/// A writer older than this is not committed. Servers look for what others revoked this far back and some more, so
/// nothing may appear that carries an older instant.
const LONGEST_WRITE: Duration = Duration::from_secs(20);

/// The records. Cheap to clone; every clone is the same store.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
    known_clients: Arc<KnownClients>,
}

#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite(Arc<sqlite::Sqlite>),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens the store. The schema is [`Store::migrate`]'s to bring up to date.
    ///
    /// # Errors
    /// If the address is not understood or an SQLite file cannot be opened. A PostgreSQL
    /// server is first called when something is asked of it.
    pub fn open(settings: &Settings) -> Result<Self> {
        let engine = if let Some(path) = settings.url.strip_prefix("sqlite:") {
            Engine::Sqlite(sqlite::Sqlite::open(path.as_ref(), settings.durability)?)
        } else if settings.url.starts_with("postgres://") || settings.url.starts_with("postgresql://") {
            Engine::Postgres(postgres::Postgres::open(settings)?)
        } else {
            let hint = "the database address begins with sqlite: or postgres://";
            return Err(Error::Address(hint.to_owned()));
        };
        Ok(Self { engine, known_clients: Arc::new(KnownClients::new()) })
    }

    /// Brings the schema up to date and gives how many migrations that took. Safe to run from several servers at once.
    pub async fn migrate(&self) -> Result<usize> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.migrate(migrate::MIGRATIONS).await,
            Engine::Postgres(postgres) => postgres.migrate(migrate::MIGRATIONS).await,
        }
    }

    /// Brings the schema up to `version` only and gives how many migrations that took; for tests of
    /// what a later program finds.
    #[doc(hidden)]
    pub async fn migrate_to(&self, version: i64) -> Result<usize> {
        let known = migrate::MIGRATIONS.iter().take_while(|migration| migration.version <= version).count();
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.migrate(&migrate::MIGRATIONS[..known]).await,
            Engine::Postgres(postgres) => postgres.migrate(&migrate::MIGRATIONS[..known]).await,
        }
    }

    /// Gives the schema version of the database, 0 if it is empty.
    pub async fn schema_version(&self) -> Result<i64> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.schema_version().await,
            Engine::Postgres(postgres) => postgres.schema_version().await,
        }
    }

    /// Begins to read. Each statement sees what was committed before it.
    pub async fn read(&self) -> Result<Reader> {
        Ok(Reader(match &self.engine {
            Engine::Sqlite(sqlite) => Connection::SqliteRead(sqlite.read()?),
            Engine::Postgres(postgres) => Connection::PostgresRead(postgres.connect().await?),
        }))
    }

    /// Begins to write. Nothing lasts before [`Writer::commit`].
    pub async fn write(&self) -> Result<Writer> {
        let begun_at = Instant::now();
        let connection = match &self.engine {
            Engine::Sqlite(sqlite) => Connection::SqliteWrite(sqlite.write().await?),
            Engine::Postgres(postgres) => {
                Connection::PostgresWrite(postgres::Transaction::begin(postgres.connect().await?))
            }
        };
        let known_clients = Arc::clone(&self.known_clients);
        Ok(Writer { reader: Reader(connection), begun_at, changed_clients: Vec::new(), known_clients })
    }

    /// Whether transactions that write follow one another, so that what they number is seen in that order.
    pub const fn has_one_writer(&self) -> bool {
        matches!(self.engine, Engine::Sqlite(_))
    }

    /// The copy of clients in memory.
    pub(crate) fn known_clients(&self) -> &KnownClients {
        &self.known_clients
    }

    /// Ends what runs in the background and waits for it. Call it once nothing writes any more.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.close().await,
            Engine::Postgres(postgres) => postgres.close(),
        }
    }

    /// Makes the next flush fail, as a full or broken disk would; true if this engine can (SQLite).
    /// For tests of what must then not have happened.
    #[doc(hidden)]
    pub async fn fail_next_flush(&self) -> bool {
        match &self.engine {
            Engine::Sqlite(sqlite) => {
                sqlite.fail_next_flush();
                true
            }
            Engine::Postgres(_) => false,
        }
    }

    /// Gives the steps by which the engine would run `sql`, if it says (SQLite); for tests.
    #[doc(hidden)]
    pub async fn plan(&self, sql: &str) -> Result<Vec<String>> {
        match &self.engine {
            Engine::Sqlite(sqlite) => sqlite.plan(sql),
            Engine::Postgres(_) => Ok(Vec::new()),
        }
    }
}

/// Reads records.
pub struct Reader(Connection);

/// Reads and changes records in one transaction. Dropped without [`Writer::commit`], it leaves nothing behind.
pub struct Writer {
    reader: Reader,
    begun_at: Instant,
    changed_clients: Vec<ClientId>,
    known_clients: Arc<KnownClients>,
}

enum Connection {
    SqliteRead(sqlite::ReadConnection),
    SqliteWrite(sqlite::Transaction),
    PostgresRead(postgres::Connection),
    PostgresWrite(postgres::Transaction),
}

/// Turns a row into a record.
pub(crate) type Read<T> = fn(&mut Columns<'_>) -> Result<T>;

impl Reader {
    /// Runs a statement that gives at most one row.
    pub(crate) async fn query_opt<T: Send>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        read: Read<T>,
    ) -> Result<Option<T>> {
        Ok(self.query_all(sql, params, read).await?.pop())
    }

    /// Runs a statement and gives all its rows; the statement bounds how many.
    pub(crate) async fn query_all<T: Send>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>> {
        match &mut self.0 {
            Connection::SqliteRead(connection) => sqlite::query(connection, sql, params, read),
            Connection::SqliteWrite(transaction) => transaction.query(sql, params, read),
            Connection::PostgresRead(connection) => postgres::query(connection, sql, params, read).await,
            Connection::PostgresWrite(transaction) => transaction.query(sql, params, read).await,
        }
    }

    /// Gives what is for this reader's engine: full-text search has no text that both understand.
    pub(crate) fn either<T>(&self, sqlite: T, postgres: T) -> T {
        match &self.0 {
            Connection::SqliteRead(_) | Connection::SqliteWrite(_) => sqlite,
            Connection::PostgresRead(_) | Connection::PostgresWrite(_) => postgres,
        }
    }

    /// Asks the database for the smallest thing it can answer.
    pub async fn ping(&mut self) -> Result<()> {
        self.query_opt("SELECT 1 = 1", &[], |_| Ok(())).await.map(drop)
    }
}

impl Writer {
    /// Runs a statement and gives how many rows it touched.
    pub(crate) async fn execute(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        match &mut self.reader.0 {
            Connection::SqliteWrite(transaction) => transaction.execute(sql, params),
            Connection::PostgresWrite(transaction) => transaction.execute(sql, params).await,
            Connection::SqliteRead(_) | Connection::PostgresRead(_) => {
                unreachable!("a writer is only ever made of a transaction")
            }
        }
    }

    /// Runs a statement whose outcome nobody asks about. On PostgreSQL it travels with the next
    /// statement or with the commit, which fails if it failed.
    pub(crate) async fn queue(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<()> {
        match &mut self.reader.0 {
            Connection::PostgresWrite(transaction) => transaction.queue(sql, params).await,
            _ => self.execute(sql, params).await.map(drop),
        }
    }

    /// Makes everything this writer did last. `Ok` means it is durable.
    ///
    /// # Errors
    /// If it could not be made durable; then nothing of it stays.
    pub async fn commit(self) -> Result<()> {
        if self.begun_at.elapsed() > LONGEST_WRITE {
            return Err(Error::Unavailable("the transaction took too long".to_owned()));
        }
        let outcome = match self.reader.0 {
            Connection::SqliteWrite(transaction) => transaction.commit().await,
            Connection::PostgresWrite(transaction) => transaction.commit().await,
            Connection::SqliteRead(_) | Connection::PostgresRead(_) => {
                unreachable!("a writer is only ever made of a transaction")
            }
        };
        // Also where it failed: the answer of a commit that lasts may have been lost.
        self.changed_clients.iter().for_each(|id| self.known_clients.forget(id));
        outcome
    }

    /// Takes note that a client or its secrets change with this writer, for the copy in this server's memory.
    pub(crate) fn changes_client(&mut self, id: &ClientId) {
        self.changed_clients.push(id.clone());
    }
}

impl Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}
