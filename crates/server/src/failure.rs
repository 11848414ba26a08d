//! How a command fails: one line that says what to do, and an exit code.

use std::fmt;
use std::process::ExitCode;

/// The exit codes of a command that did not succeed, as `--help` lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// For none of the reasons below.
    Other = 1,
    /// The command itself cannot stand.
    Usage = 2,
    /// The configuration cannot stand.
    Configuration = 3,
    /// A file others can read, or that cannot be read, or the wrong key.
    Files = 4,
    /// Another program listens there.
    AddressInUse = 5,
    /// The database does not answer.
    Database = 6,
    /// The database belongs to a newer version.
    NewerDatabase = 7,
    /// A check found something.
    Verification = 8,
}

/// What `--help` says about them.
pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  failed for a reason not listed here
  2  the command was not understood, or asks for what is not allowed
  3  the configuration has an error
  4  a file has the wrong permissions or cannot be read, or the key-encryption key is another one
  5  the address is in use
  6  the database cannot be reached
  7  the database is from a newer version of this program
  8  a check found a problem (audit verify, doctor)";

/// Why a command did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub exit: Exit,
    message: String,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }

    pub(crate) fn other(message: impl Into<String>) -> Self {
        Self::new(Exit::Other, message)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Exit::Configuration, message)
    }

    pub(crate) fn files(message: impl Into<String>) -> Self {
        Self::new(Exit::Files, message)
    }

    /// What the process ends with.
    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(self.exit as u8)
    }
}

impl fmt::Display for Failure {
    /// One line, whatever it was made of.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.message.split_whitespace().collect();
        f.write_str(&words.join(" "))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error::{Address, Damaged, NewerSchema, Statement, Unavailable};
        match &error {
            Unavailable(_) => Self::new(
                Exit::Database,
                format!("{error}; check database.url, and that the database runs and takes connections"),
            ),
            NewerSchema { .. } => Self::new(Exit::NewerDatabase, error.to_string()),
            Address(what) => Self::configuration(format!("database.url: {what}")),
            Damaged(_) | Statement(_) => Self::other(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line() {
        assert_eq!(Failure::other("two\n  lines").to_string(), "two lines");
    }

    #[test]
    fn each_fault_of_the_store_has_its_code() {
        let exit = |error: store::Error| Failure::from(error).exit;
        assert_eq!(exit(store::Error::Unavailable("down".into())), Exit::Database);
        assert_eq!(exit(store::Error::NewerSchema { found: 9, known: 4 }), Exit::NewerDatabase);
        assert_eq!(exit(store::Error::Address("odd".into())), Exit::Configuration);
        assert_eq!(exit(store::Error::Statement("bad".into())), Exit::Other);
    }
}
