//! Numbered, forward-only changes of the schema, one text for both engines.

use crate::{Error, Result};

/// One step of the schema.
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) sqlite: &'static str,
    pub(crate) postgres: &'static str,
}

macro_rules! text {
    ($file:literal) => {
        include_str!(concat!("../migrations/", $file))
    };
}

/// One text for both engines, or one for each where the languages of their triggers, or of their full-text search,
/// differ.
macro_rules! migrations {
    ($($version:literal $sqlite:literal $($postgres:literal)?),* $(,)?) => {
        &[$(migrations!(@one $version $sqlite $($postgres)?)),*]
    };
    (@one $version:literal $both:literal) => {
        migrations!(@one $version $both $both)
    };
    (@one $version:literal $sqlite:literal $postgres:literal) => {
        Migration { version: $version, sqlite: text!($sqlite), postgres: text!($postgres) }
    };
}

pub(crate) const MIGRATIONS: &[Migration] = migrations![
    1 "0001_accounts.sql",
    2 "0002_clients.sql",
    3 "0003_grants.sql",
    4 "0004_operation.sql",
    5 "0005_client_changes.sqlite.sql" "0005_client_changes.postgres.sql",
    6 "0006_market.sql",
    7 "0007_project_words.sqlite.sql" "0007_project_words.postgres.sql",
    8 "0008_passkeys.sql",
    9 "0009_second_factors.sql",
    10 "0010_rate_limits.sql",
    11 "0011_texts.sql",
    12 "0012_pictures.sql",
    13 "0013_milestones.sql",
];

/// The schema version this program brings a database to.
pub const SCHEMA_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

pub(crate) const VERSION_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY)";
pub(crate) const CURRENT_VERSION: &str = "SELECT COALESCE(MAX(version), 0) FROM schema_versions";

/// The migrations a database at version `found` lacks.
pub(crate) fn pending(migrations: &[Migration], found: i64) -> Result<&[Migration]> {
    let known = migrations.last().map_or(0, |last| last.version);
    if found > known {
        return Err(Error::NewerSchema { found, known });
    }
    let applied = migrations.iter().take_while(|migration| migration.version <= found).count();
    Ok(&migrations[applied..])
}

/// The same text in the type names of SQLite's strict tables.
pub(crate) fn for_sqlite(sql: &str) -> String {
    sql.replace(" BYTEA", " BLOB")
        .replace(" BIGINT", " INTEGER")
        .replace(" BOOLEAN", " INTEGER")
        .replace("\n);", "\n) STRICT;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_database_is_refused() {
        let found = SCHEMA_VERSION + 1;
        assert!(matches!(pending(MIGRATIONS, found), Err(Error::NewerSchema { found: f, .. }) if f == found));
    }

    #[test]
    fn only_what_is_missing_is_pending() {
        let versions: Vec<i64> = pending(MIGRATIONS, 2).unwrap().iter().map(|step| step.version).collect();
        assert_eq!(versions.first(), Some(&3));
    }

    #[test]
    fn versions_count_up_without_a_gap() {
        for (index, migration) in MIGRATIONS.iter().enumerate() {
            assert_eq!(migration.version, index as i64 + 1);
        }
    }

    #[test]
    fn every_table_is_strict_on_sqlite() {
        for migration in MIGRATIONS {
            let sql = for_sqlite(migration.sqlite);
            assert_eq!(sql.matches("CREATE TABLE").count(), sql.matches(") STRICT;").count());
        }
    }
}
