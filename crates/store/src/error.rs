//! How a store fails. What a record says ("unknown", "taken") is never one of these.

/// A failure of the store itself.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot answer now: down, full or busy. Trying again later may help.
    #[error("the database cannot answer now: {0}")]
    Unavailable(String),
    /// The database was written by a newer version of this program.
    #[error("the database has schema version {found}, this program knows {known}: use the newer program")]
    NewerSchema {
        /// What the database has.
        found: i64,
        /// What this program knows.
        known: i64,
    },
    /// The address of the database is not one we understand.
    #[error("{0}")]
    Address(String),
    /// A record holds something that no version of this program writes.
    #[error("a stored record is damaged: {0}")]
    Damaged(String),
    /// A statement failed.
    #[error("the database refused a statement: {0}")]
    Statement(String),
}

/// What every store call gives.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What a writer says once one of its statements failed or was abandoned.
    pub(crate) fn earlier_failure() -> Self {
        Self::Statement("an earlier statement of this transaction failed or was abandoned".to_owned())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, SystemIoFailure};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked | DiskFull | SystemIoFailure | CannotOpen) => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Statement(error.to_string()),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let text = describe(&error);
        match error.code().map(|code| code.code()) {
            // Connection trouble, too many of something, shutting down, deadlock or serialisation: all pass.
            None => Self::Unavailable(text),
            // Not who or which database the address says.
            Some(code) if ["28", "3D"].iter().any(|class| code.starts_with(class)) => Self::Address(text),
            Some(code) if ["08", "53", "57", "40", "55"].iter().any(|class| code.starts_with(class)) => {
                Self::Unavailable(text)
            }
            Some(_) => Self::Statement(text),
        }
    }
}

fn describe(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(refusal) => format!("{} ({})", refusal.message(), refusal.code().code()),
        None => {
            let cause =
                std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
            format!("{error}{cause}")
        }
    }
}
