//! A database of its own for each test, and what tests do with it.

use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use store::{Durability, Reader, Result, Settings, Store, Writer};
use tempfile::TempDir;
use tokio::sync::Barrier;

/// How many tasks race for one thing.
pub const RACERS: usize = 64;
/// How long a condition may take to come true.
pub const PATIENCE: Duration = Duration::from_secs(20);
const POOL: usize = 16;
/// Ends the connections of a user and waits until they have ended.
const END_CONNECTIONS: &str =
    "SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE usename = $1";

/// A migrated database that one test has to itself.
#[derive(Clone)]
pub struct Database {
    /// The store under test.
    pub store: Store,
    /// How it was opened.
    pub settings: Settings,
    place: Place,
}

#[derive(Clone)]
enum Place {
    /// Removed with its last clone.
    Folder {
        _folder: Arc<TempDir>,
    },
    Server {
        administration: String,
        name: String,
    },
}

impl From<&Database> for Database {
    fn from(database: &Database) -> Self {
        database.clone()
    }
}

impl From<&Database> for Store {
    fn from(database: &Database) -> Self {
        database.store.clone()
    }
}

impl Database {
    /// An SQLite file in a new folder, not migrated.
    pub fn new_sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self::open(url, Place::Folder { _folder: Arc::new(folder) })
    }

    /// A new PostgreSQL user with a schema of its own, not migrated: quicker to make than a database, and as
    /// empty, since a user's statements look for tables in the schema of its name.
    pub async fn new_postgres() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let administration = variable("GUILDGATE_TEST_POSTGRES");
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let administrator = connect(&administration).await;
        // A killed run may have left one of this name.
        administrator.batch_execute(&format!("DROP SCHEMA IF EXISTS {name} CASCADE")).await.unwrap();
        administrator.batch_execute(&format!("DROP ROLE IF EXISTS {name}")).await.unwrap();
        administrator.batch_execute(&format!("CREATE ROLE {name} LOGIN")).await.unwrap();
        administrator.batch_execute(&format!("CREATE SCHEMA AUTHORIZATION {name}")).await.unwrap();
        let url = as_user(&administration, &name);
        Self::open(url, Place::Server { administration, name })
    }

    fn open(url: String, place: Place) -> Self {
        let settings =
            Settings { url, durability: Durability::Full, pool_size: POOL, root_certificates: None };
        Self { store: Store::open(&settings).unwrap(), settings, place }
    }

    /// Another store on the same records, as a second server or a command has it.
    pub fn another(&self) -> Store {
        Store::open(&self.settings).unwrap()
    }

    /// Another store on the same records with at most `pool_size` connections.
    pub fn with_pool(&self, pool_size: usize) -> Store {
        Store::open(&Settings { pool_size, ..self.settings.clone() }).unwrap()
    }

    /// The SQLite file.
    pub fn file(&self) -> &str {
        self.settings.url.strip_prefix("sqlite:").expect("only SQLite keeps its records in a file")
    }

    /// The PostgreSQL user.
    pub fn user(&self) -> &str {
        match &self.place {
            Place::Server { name, .. } => name,
            Place::Folder { .. } => panic!("only PostgreSQL has users"),
        }
    }

    /// Runs statements that the store itself has no function for.
    pub async fn execute(&self, sql: &str) {
        match &self.place {
            Place::Folder { .. } => {
                rusqlite::Connection::open(self.file()).unwrap().execute_batch(sql).unwrap()
            }
            Place::Server { .. } => connect(&self.settings.url).await.batch_execute(sql).await.unwrap(),
        }
    }

    /// Returns once a statement of this database waits for a row that another transaction holds. On SQLite
    /// writers wait before their first statement, so there is nothing to wait for.
    pub async fn statement_waits(&self) {
        let Place::Server { administration, name } = &self.place else { return };
        let administrator = connect(administration).await;
        let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = $1 AND wait_event_type = 'Lock'";
        until("a statement waits for a lock", async || {
            administrator.query_one(sql, &[name]).await.unwrap().get::<_, i64>(0) > 0
        })
        .await;
    }

    /// Ends every connection to this database, as a restart of its server does.
    pub async fn end_connections(&self) {
        let Place::Server { administration, name } = &self.place else { return };
        connect(administration).await.query_one(END_CONNECTIONS, &[name]).await.unwrap();
    }

    async fn remove(self) {
        if let Place::Server { administration, name } = &self.place {
            self.store.close().await;
            let administrator = connect(administration).await;
            administrator.query_one(END_CONNECTIONS, &[name]).await.unwrap();
            administrator
                .batch_execute(&format!("DROP SCHEMA {name} CASCADE; DROP ROLE {name}"))
                .await
                .unwrap();
        }
    }
}

/// Proves a fact on a new SQLite file.
pub async fn on_sqlite<A, F>(fact: impl FnOnce(A) -> F)
where
    A: for<'d> From<&'d Database>,
    F: Future<Output = ()>,
{
    let database = Database::new_sqlite();
    database.store.migrate().await.unwrap();
    prove(database, fact).await;
}

/// Proves a fact on a new PostgreSQL database.
pub async fn on_postgres<A, F>(fact: impl FnOnce(A) -> F)
where
    A: for<'d> From<&'d Database>,
    F: Future<Output = ()>,
{
    let database = Database::new_postgres().await;
    database.store.migrate().await.unwrap();
    prove(database, fact).await;
}

/// Proves a fact and removes the database, also if the fact is wrong.
pub async fn prove<A, F>(database: Database, fact: impl FnOnce(A) -> F)
where
    A: for<'d> From<&'d Database>,
    F: Future<Output = ()>,
{
    let outcome = AssertUnwindSafe(fact(A::from(&database))).catch_unwind().await;
    database.remove().await;
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// What `bin/test` says about the PostgreSQL server it started.
#[expect(clippy::disallowed_methods, reason = "only `bin/test` knows where the server it started listens")]
pub fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `bin/test store`"))
}

/// The administrative address with another user in it.
pub fn as_user(administration: &str, name: &str) -> String {
    let (_, server) = administration.split_once('@').expect("the address names a user");
    format!("postgres://{name}@{server}")
}

/// A plain connection, apart from the store's.
pub async fn connect(url: &str) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

/// Writes and commits.
pub async fn save<T>(store: &Store, acts: impl AsyncFnOnce(&mut Writer) -> Result<T>) -> T {
    let mut tx = store.write().await.unwrap();
    let outcome = acts(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    outcome
}

/// Writes and takes it back.
pub async fn attempt<T>(store: &Store, acts: impl AsyncFnOnce(&mut Writer) -> Result<T>) -> T {
    let mut tx = store.write().await.unwrap();
    acts(&mut tx).await.unwrap()
}

/// Reads.
pub async fn read<T>(store: &Store, acts: impl AsyncFnOnce(&mut Reader) -> Result<T>) -> T {
    acts(&mut store.read().await.unwrap()).await.unwrap()
}

/// Lets 64 tasks loose at once and gives what each came back with.
pub async fn race<T, F>(racer: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = Arc::new(Barrier::new(RACERS));
    let racers: Vec<_> = (0..RACERS)
        .map(|number| {
            let (start, run) = (Arc::clone(&start), racer(number));
            tokio::spawn(async move {
                start.wait().await;
                run.await
            })
        })
        .collect();
    let mut outcomes = Vec::with_capacity(RACERS);
    for racer in racers {
        outcomes.push(racer.await.unwrap());
    }
    outcomes
}

/// Counts the racers that won.
pub fn winners(outcomes: &[bool]) -> usize {
    outcomes.iter().filter(|won| **won).count()
}

/// Returns once `condition` holds.
pub async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, waiting).await.is_ok(), "never: {what}");
}
