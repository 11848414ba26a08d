//! The list of leaked passwords in use: an operator's own in the data folder, else the one that comes with the program.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use account::password::Password;
use account::password::leaked::{self, LeakList, Shipped};

use crate::failure::Failure;

/// Where an operator's own list lies.
pub(crate) fn path_in(data_dir: &Path) -> PathBuf {
    data_dir.join("leaked-passwords")
}

/// The list in use. It is opened at each question, so that a new one counts from the moment it is in its place.
pub(crate) struct ListInUse {
    path: PathBuf,
}

impl ListInUse {
    /// Of a data folder. A list that is damaged is noticed now, not when somebody chooses a password.
    pub(crate) fn open(data_dir: &Path) -> Result<Self, Failure> {
        let list = Self { path: path_in(data_dir) };
        list.count().map_err(|error| {
            Failure::files(format!(
                "{}: {error}; make it again with guildgate passwords import, or remove it",
                list.path.display()
            ))
        })?;
        Ok(list)
    }

    /// How many passwords it holds, and whether it is an operator's own.
    pub(crate) fn count(&self) -> io::Result<(u64, bool)> {
        match self.own()? {
            Some(mut file) => Ok((leaked::count(&mut file)?, true)),
            None => Ok((leaked::count(&mut io::Cursor::new(leaked::SHIPPED))?, false)),
        }
    }

    fn own(&self) -> io::Result<Option<File>> {
        match File::open(&self.path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl LeakList for ListInUse {
    fn contains(&self, password: &Password) -> io::Result<bool> {
        match self.own()? {
            Some(mut file) => leaked::contains(&mut file, password),
            None => Shipped.contains(password),
        }
    }
}
