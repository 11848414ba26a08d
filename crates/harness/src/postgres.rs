//! A database of its own for each server under test, on the PostgreSQL that the run was given.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio_postgres::{Client, NoTls};
use url::Url;

/// The variable that holds the address of a PostgreSQL whose user may make databases.
pub const VARIABLE: &str = "GUILDGATE_TEST_POSTGRES";

static MADE: AtomicU64 = AtomicU64::new(0);

fn administrative() -> Url {
    let text = crate::variable(VARIABLE).unwrap_or_else(|| {
        panic!("{VARIABLE} must hold the address of a PostgreSQL for tests; bin/test starts one and sets it")
    });
    Url::parse(&text).unwrap_or_else(|error| panic!("{VARIABLE} is not an address: {error}"))
}

/// Opens a connection for a look behind the server's back.
pub async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

/// A database that goes away with this value.
#[derive(Debug)]
pub struct Database {
    name: String,
    url: String,
}

impl Database {
    /// Makes an empty database.
    pub async fn make() -> Self {
        let mut url = administrative();
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("guildgate_harness_{}_{number}", std::process::id());
        let client = connect(url.as_str()).await;
        // One of an earlier run that was killed may be left over.
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        client.execute(&drop, &[]).await.expect("databases may be dropped");
        client.execute(&format!("CREATE DATABASE {name}"), &[]).await.expect("databases may be made");
        url.set_path(&name);
        Self { name, url: url.into() }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Turns every connection away, and ends those there are; or takes them again.
    pub async fn admit(&self, connections: bool) {
        let client = connect(administrative().as_str()).await;
        let sql = format!("ALTER DATABASE {} WITH ALLOW_CONNECTIONS {connections}", self.name);
        client.execute(&sql, &[]).await.expect("a database can be closed");
        if !connections {
            let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1";
            client.query_one(sql, &[&self.name]).await.expect("connections can be ended");
        }
    }

    /// Whether these bytes stand in any column of any table.
    pub async fn holds(&self, bytes: &[u8]) -> bool {
        let client = connect(&self.url).await;
        let columns = "SELECT table_name, column_name FROM information_schema.columns
                       WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')";
        for column in client.query(columns, &[]).await.expect("the catalogue can be read") {
            let (table, column): (String, String) = (column.get(0), column.get(1));
            let sql = format!(
                "SELECT count(*) FROM {table}
                 WHERE position($1 IN CASE WHEN pg_typeof({column}) = 'bytea'::regtype
                     THEN decode(replace({column}::text, '\\x', ''), 'hex')
                     ELSE convert_to({column}::text, 'UTF8') END) > 0"
            );
            let found: i64 = client.query_one(&sql, &[&bytes]).await.expect("the table can be read").get(0);
            if found > 0 {
                return true;
            }
        }
        false
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (url, name) = (administrative(), self.name.clone());
        // A thread of its own: the test's runtime may be ending.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be made").block_on(async {
                let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                let _ = connect(url.as_str()).await.execute(&drop, &[]).await;
            });
        });
        let _ = dropping.join();
    }
}
