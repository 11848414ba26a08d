//! A deployment that is open: its configuration, its keys, its records. Both the server and commands begin here.

use std::sync::Arc;

use oauth::jose::vault::Vault;
use store::Store;
use web::acts::{Context, Origin};
use web::{App, Clock, Parts};

use crate::config::Config;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::leaked::ListInUse;
use crate::sources::{SystemEntropy, WallClock};

/// Which databases are brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Migrate {
    /// Any.
    Always,
    /// An empty one only: a server of another version may be running on the rest.
    IfEmpty,
}

/// A deployment that is open.
pub(crate) struct Deployment {
    pub config: Config,
    pub app: Arc<App>,
    pub vault: Arc<Vault>,
    /// How many migrations were applied.
    pub migrated: usize,
}

/// Opens the records without touching them.
pub(crate) fn open_store(config: &Config) -> Result<Store, Failure> {
    if let Some(path) = config.database.sqlite_path() {
        files::prepare_database(path)?;
    }
    Ok(Store::open(&config.store_settings()?)?)
}

impl Deployment {
    /// Opens a deployment, making on the first start what a first start makes.
    pub(crate) async fn open(config: Config, migrate: Migrate) -> Result<Self, Failure> {
        files::make_folder(&config.data_dir)?;
        let key = files::vault_key(config.key_file.as_deref(), &config.data_dir, &SystemEntropy)?;
        let leaked = Arc::new(ListInUse::open(&config.data_dir)?);
        let store = open_store(&config)?;
        let migrated = migrate_store(&store, migrate).await?;
        let vault = Arc::new(Vault::new(&key));
        let app = App::new(Parts {
            settings: config.web_settings(),
            store,
            clock: Arc::new(WallClock::default()),
            entropy: Arc::new(SystemEntropy),
            vault: Arc::clone(&vault),
            outbound: config.outbound()?,
            leaked,
        });
        app.load().await.map_err(|error| match error {
            // What is sealed and does not open at the start was sealed with another key.
            store::Error::Damaged(what) => Failure::files(format!("key_file: {what}")),
            other => other.into(),
        })?;
        Ok(Self { config, app, vault, migrated })
    }

    /// What an act of a command is recorded with.
    pub(crate) fn context(&self) -> Context<'_> {
        Context { now: self.app.now(), entropy: &SystemEntropy, origin: Origin::command() }
    }

    /// Lets go of the records.
    pub(crate) async fn close(&self) {
        self.app.store().close().await;
    }
}

async fn migrate_store(store: &Store, migrate: Migrate) -> Result<usize, Failure> {
    let found = store.schema_version().await.map_err(|error| match error {
        // What is refused to the first question is refused to this user or under this name.
        store::Error::Statement(what) => {
            Failure::new(Exit::Database, format!("the database refuses us: {what}; check database.url"))
        }
        other => other.into(),
    })?;
    if migrate == Migrate::IfEmpty && found > 0 && found < store::SCHEMA_VERSION {
        return Err(Failure::other(format!(
            "the database has schema version {found}, this program needs {}: run guildgate migrate",
            store::SCHEMA_VERSION
        )));
    }
    Ok(store.migrate().await?)
}

/// The time, for what happens before a deployment is open.
pub(crate) fn now() -> oauth::Timestamp {
    WallClock::default().now()
}
