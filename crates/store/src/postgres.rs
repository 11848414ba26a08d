//! PostgreSQL: a bounded pool, transactions that travel with their statements, TLS.

use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use futures_util::future::{join, join_all};
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Row, Statement};

use crate::columns::{Columns, OwnedValue, RawRow, Value};
use crate::engine::Read;
use crate::migrate::{self, Migration};
use crate::{Error, Result, Settings};

/// How long a request waits for a connection.
const CONNECTION_WAIT: Duration = Duration::from_secs(2);
/// Statements that may travel together before they are waited for.
const MOST_QUEUED: usize = 20;
/// Names the advisory lock under which one server at a time migrates.
const MIGRATION_LOCK: i64 = 0x6775_696c_6467_6174;

#[derive(Clone)]
pub(crate) struct Postgres {
    pool: Pool,
}

pub(crate) type Connection = Object;

impl Postgres {
    pub(crate) fn open(settings: &Settings) -> Result<Self> {
        let mut config = tokio_postgres::Config::from_str(&settings.url)
            .map_err(|error| Error::Address(format!("the database address is not understood: {error}")))?;
        config.connect_timeout(Duration::from_secs(2));
        config.keepalives_idle(Duration::from_secs(30));
        config.application_name("guildgate");
        if config.get_options().is_none() {
            config.options(
                "-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s",
            );
        }
        // Without a word on TLS it is required, except to this very machine.
        let (_, parameters) = settings.url.split_once('?').unwrap_or_default();
        if !parameters.contains("sslmode=") {
            config.ssl_mode(if is_local(&config) { SslMode::Disable } else { SslMode::Require });
        }
        let tls = tokio_postgres_rustls::MakeRustlsConnect::new(client_tls(settings)?);
        let manager_config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, tls, manager_config);
        let pool = Pool::builder(manager)
            .max_size(settings.pool_size)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(CONNECTION_WAIT))
            .create_timeout(Some(CONNECTION_WAIT))
            .build()
            .map_err(|error| Error::Address(error.to_string()))?;
        Ok(Self { pool })
    }

    pub(crate) async fn connect(&self) -> Result<Connection> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => error.into(),
            other => Error::Unavailable(other.to_string()),
        })
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }

    pub(crate) async fn migrate(&self, migrations: &[Migration]) -> Result<usize> {
        let mut connection = self.connect().await?;
        let transaction = connection.transaction().await?;
        // A change of the schema takes its time, and so does waiting for a server that is at it.
        transaction.batch_execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0").await?;
        transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK]).await?;
        transaction.batch_execute(migrate::VERSION_TABLE).await?;
        let found = transaction.query_one(migrate::CURRENT_VERSION, &[]).await?.try_get(0)?;
        let pending = migrate::pending(migrations, found)?;
        for migration in pending {
            transaction.batch_execute(migration.postgres).await?;
            transaction
                .execute("INSERT INTO schema_versions (version) VALUES ($1)", &[&migration.version])
                .await?;
        }
        transaction.commit().await?;
        Ok(pending.len())
    }

    pub(crate) async fn schema_version(&self) -> Result<i64> {
        let connection = self.connect().await?;
        let exists = connection.query_one("SELECT to_regclass('schema_versions') IS NOT NULL", &[]).await?;
        if !exists.try_get::<_, bool>(0)? {
            return Ok(0);
        }
        Ok(connection.query_one(migrate::CURRENT_VERSION, &[]).await?.try_get(0)?)
    }
}

fn is_local(config: &tokio_postgres::Config) -> bool {
    let host_is_local = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        Host::Unix(_) => true,
    };
    // An address, where one is given, is what is called, whatever the host is named.
    config.get_hosts().iter().all(host_is_local)
        && config.get_hostaddrs().iter().all(|address| address.is_loopback())
}

/// Whether an address allows that records travel to another machine without TLS.
pub fn may_go_in_clear(url: &str) -> bool {
    let (_, parameters) = url.split_once('?').unwrap_or_default();
    parameters.contains("sslmode=")
        && tokio_postgres::Config::from_str(url).is_ok_and(|config| {
            matches!(config.get_ssl_mode(), SslMode::Disable | SslMode::Prefer) && !is_local(&config)
        })
}

fn client_tls(settings: &Settings) -> Result<rustls::ClientConfig> {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    let mut roots = rustls::RootCertStore::empty();
    for certificate in rustls_native_certs::load_native_certs().certs {
        // A damaged certificate in the system's list is nobody's we trust.
        let _ = roots.add(certificate);
    }
    if let Some(pem) = &settings.root_certificates {
        let known = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate
                .map_err(|error| Error::Address(format!("database.ca_file is not a PEM file: {error}")))?;
            roots.add(certificate).map_err(|error| Error::Address(format!("database.ca_file: {error}")))?;
        }
        if roots.len() == known {
            return Err(Error::Address("database.ca_file holds no certificate".to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Address(error.to_string()))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Runs one statement outside a transaction.
pub(crate) async fn query<T: Send>(
    connection: &Connection,
    sql: &'static str,
    params: &[Value<'_>],
    read: Read<T>,
) -> Result<Vec<T>> {
    let statement = connection.prepare_cached(sql).await?;
    let rows = connection.query(&statement, &references(params)).await?;
    rows.iter().map(|row| read(&mut Columns::new(row))).collect()
}

type Queued = Pin<Box<dyn Future<Output = std::result::Result<(), tokio_postgres::Error>> + Send>>;

/// A transaction that owns its connection. `BEGIN`, statements nobody waits for and `COMMIT` are
/// written to the wire together with the statement that is waited for.
pub(crate) struct Transaction {
    connection: Option<Arc<Object>>,
    /// Not yet sent; each holds the connection too, so it is cleared before the connection is given back.
    queued: Vec<Queued>,
    /// Whether anything was sent.
    begun: bool,
    /// Whether a statement failed: PostgreSQL then answers `COMMIT` with a silent rollback. True also while one is
    /// under way, so that it stays true for a statement that nobody waited for to the end.
    failed: bool,
}

impl Transaction {
    pub(crate) fn begin(connection: Object) -> Self {
        let connection = Arc::new(connection);
        let begin = Arc::clone(&connection);
        let queued: Vec<Queued> = vec![Box::pin(async move { begin.batch_execute("BEGIN").await })];
        Self { connection: Some(connection), queued, begun: false, failed: false }
    }

    fn connection(&self) -> Arc<Object> {
        Arc::clone(self.connection.as_ref().expect("the connection is taken only by commit and drop"))
    }

    /// Sends what is queued, then `last`, and waits for all of it.
    async fn send<T>(
        &mut self,
        last: impl Future<Output = std::result::Result<T, tokio_postgres::Error>>,
    ) -> Result<T> {
        self.begun = true;
        let queued = std::mem::take(&mut self.queued);
        let (before, last) = join(join_all(queued), last).await;
        Ok(before.into_iter().collect::<std::result::Result<(), _>>().and(last)?)
    }

    /// Takes the transaction for failed until the statement that begins now has succeeded.
    fn doubt(&mut self) -> Result<()> {
        if self.failed {
            return Err(Error::earlier_failure());
        }
        self.failed = true;
        Ok(())
    }

    pub(crate) async fn query<T: Send>(
        &mut self,
        sql: &'static str,
        params: &[Value<'_>],
        read: Read<T>,
    ) -> Result<Vec<T>> {
        self.doubt()?;
        let connection = self.connection();
        let statement = connection.prepare_cached(sql).await?;
        let rows = self.send(connection.query(&statement, &references(params))).await?;
        self.failed = false;
        rows.iter().map(|row| read(&mut Columns::new(row))).collect()
    }

    pub(crate) async fn execute(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<u64> {
        self.doubt()?;
        let connection = self.connection();
        let statement = connection.prepare_cached(sql).await?;
        let touched = self.send(connection.execute(&statement, &references(params))).await?;
        self.failed = false;
        Ok(touched)
    }

    pub(crate) async fn queue(&mut self, sql: &'static str, params: &[Value<'_>]) -> Result<()> {
        self.doubt()?;
        let connection = self.connection();
        let statement = connection.prepare_cached(sql).await?;
        let params: Vec<OwnedValue> = params.iter().map(|value| value.to_owned_value()).collect();
        self.queued.push(Box::pin(run(connection, statement, params)));
        if self.queued.len() >= MOST_QUEUED {
            self.send(async { Ok(()) }).await?;
        }
        self.failed = false;
        Ok(())
    }

    pub(crate) async fn commit(mut self) -> Result<()> {
        self.doubt()?;
        let connection = self.connection();
        self.send(connection.batch_execute("COMMIT")).await?;
        self.connection = None;
        Ok(())
    }
}

async fn run(
    connection: Arc<Object>,
    statement: Statement,
    params: Vec<OwnedValue>,
) -> std::result::Result<(), tokio_postgres::Error> {
    let params: Vec<Value<'_>> = params.iter().map(OwnedValue::borrow).collect();
    connection.execute(&statement, &references(&params)).await.map(drop)
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.queued.clear();
        let Some(connection) = self.connection.take() else { return };
        if !self.begun {
            return;
        }
        // Without a runtime to roll back in, the connection is not given back to anybody.
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return discard(connection) };
        runtime.spawn(async move {
            if connection.batch_execute("ROLLBACK").await.is_err() {
                discard(connection);
            }
        });
    }
}

fn discard(connection: Arc<Object>) {
    if let Some(connection) = Arc::into_inner(connection) {
        drop(Object::take(connection));
    }
}

fn references<'a>(params: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) => number.to_sql(kind, out),
            Value::Bool(flag) => flag.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::BOOL, Type::TEXT, Type::BYTEA].contains(kind)
    }

    to_sql_checked!();
}

impl RawRow for Row {
    fn int(&self, at: usize) -> Result<Option<i64>> {
        self.try_get(at).map_err(|error| Error::Damaged(error.to_string()))
    }

    fn flag(&self, at: usize) -> Result<Option<bool>> {
        self.try_get(at).map_err(|error| Error::Damaged(error.to_string()))
    }

    fn text(&self, at: usize) -> Result<Option<&str>> {
        self.try_get(at).map_err(|error| Error::Damaged(error.to_string()))
    }

    fn bytes(&self, at: usize) -> Result<Option<&[u8]>> {
        self.try_get(at).map_err(|error| Error::Damaged(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(url: &str) -> bool {
        is_local(&tokio_postgres::Config::from_str(url).unwrap())
    }

    #[test]
    fn only_this_very_machine_is_called_without_tls() {
        for url in ["postgres://localhost/x", "postgres://127.0.0.1/x", "postgres://%2Frun%2Fpostgresql/x"] {
            assert!(local(url), "{url}");
        }
        for url in [
            "postgres://db.example/x",
            "postgres://127.0.0.1,db.example/x",
            "postgres://localhost/x?hostaddr=10.0.0.5",
            "postgres:///x?hostaddr=10.0.0.5",
        ] {
            assert!(!local(url), "{url}");
        }
    }
}
