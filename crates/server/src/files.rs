//! Files with secrets: made so that only this user reads them, refused if others can.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use oauth::{Entropy, entropy};
use zeroize::Zeroizing;

use crate::failure::Failure;

/// Bytes of the key-encryption key.
const KEY_BYTES: usize = 32;

/// Makes a folder that only this user opens, unless it is there.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| Failure::files(format!("the folder {} cannot be made: {error}", path.display())))
}

/// Refuses a file that others on this machine can read or its group can change.
pub(crate) fn demand_private(path: &Path, key: &str) -> Result<(), Failure> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, key, &error))?;
    let mode = metadata.mode() & 0o777;
    if mode & 0o027 == 0 {
        return Ok(());
    }
    let path = path.display();
    Err(Failure::files(format!(
        "{key}: others can read {path} (mode {mode:04o}), and it holds a secret; run: chmod 600 {path}"
    )))
}

/// Reads a small file with a secret, without the line end that editors add.
pub(crate) fn read_secret(path: &Path, key: &str) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, key, &error))?;
    demand_private(path, key)?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

fn unreadable(path: &Path, key: &str, error: &std::io::Error) -> Failure {
    let advice = match error.kind() {
        ErrorKind::NotFound => "there is no such file",
        ErrorKind::PermissionDenied => "this user may not read it",
        _ => "it cannot be read",
    };
    Failure::files(format!("{key}: {}: {advice} ({error})", path.display()))
}

/// Writes a file whole or not at all, and durably.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], mode: u32) -> std::io::Result<()> {
    let fresh = write_beside(path, bytes, mode)?;
    fs::rename(&fresh, path)?;
    sync_folder(path)
}

fn write_beside(path: &Path, bytes: &[u8], mode: u32) -> std::io::Result<PathBuf> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let fresh = path.with_file_name(name);
    let _ = fs::remove_file(&fresh);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(fresh)
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes sure that an SQLite file, if there is to be one, is this user's alone before SQLite opens it.
pub(crate) fn prepare_database(path: &Path) -> Result<(), Failure> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => demand_private(path, "database.url"),
        Err(error) => {
            Err(Failure::files(format!("database.url: {} cannot be made: {error}", path.display())))
        }
    }
}

/// The key-encryption key: what `key_file` holds or, without one, `{data_dir}/key`, made at the first start.
pub(crate) fn vault_key(
    key_file: Option<&Path>,
    data_dir: &Path,
    entropy: &dyn Entropy,
) -> Result<Zeroizing<[u8; KEY_BYTES]>, Failure> {
    if let Some(path) = key_file {
        return read_key(path, "key_file");
    }
    let path = data_dir.join("key");
    if !path.exists() {
        let fresh = Zeroizing::new(entropy::bytes::<KEY_BYTES>(entropy));
        make_once(&path, fresh.as_slice())
            .map_err(|error| Failure::files(format!("{} cannot be made: {error}", path.display())))?;
    }
    read_key(&path, "data_dir")
}

/// Puts a file in place unless another process was first; then theirs stays.
fn make_once(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let fresh = write_beside(path, bytes, 0o600)?;
    let placed = fs::hard_link(&fresh, path);
    fs::remove_file(&fresh)?;
    match placed {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(path),
    }
}

fn read_key(path: &Path, key: &str) -> Result<Zeroizing<[u8; KEY_BYTES]>, Failure> {
    let bytes = Zeroizing::new(fs::read(path).map_err(|error| unreadable(path, key, &error))?);
    demand_private(path, key)?;
    <[u8; KEY_BYTES]>::try_from(bytes.as_slice()).map(Zeroizing::new).map_err(|_| {
        let (path, length) = (path.display(), bytes.len());
        Failure::files(format!(
            "{key}: {path} holds {length} bytes, a key-encryption key has {KEY_BYTES}; \
             give the file the other servers have, or for a new deployment run: head -c 32 /dev/urandom > {path}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Exit;
    use crate::sources::SystemEntropy;
    use std::os::unix::fs::PermissionsExt;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_key_is_made_once_and_only_for_this_user() {
        let folder = tempfile::tempdir().unwrap();
        let first = vault_key(None, folder.path(), &SystemEntropy).unwrap();
        let again = vault_key(None, folder.path(), &SystemEntropy).unwrap();
        assert_eq!(*first, *again);
        let mode = fs::metadata(folder.path().join("key")).unwrap().mode() & 0o777;
        assert_eq!(mode, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_others_can_read_is_refused_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        vault_key(None, folder.path(), &SystemEntropy).unwrap();
        let path = folder.path().join("key");
        for (mode, refused) in [(0o600, false), (0o440, false), (0o644, true), (0o604, true), (0o620, true)] {
            set_mode(&path, mode);
            match vault_key(None, folder.path(), &SystemEntropy) {
                Ok(_) => assert!(!refused, "{mode:o}"),
                Err(failure) => {
                    assert!(refused, "{mode:o}: {failure}");
                    assert_eq!(failure.exit, Exit::Files);
                    assert!(failure.to_string().contains("chmod 600"));
                }
            }
        }
    }

    #[test]
    fn a_key_of_another_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("short");
        write_whole(&path, b"short", 0o600).unwrap();
        let failure = vault_key(Some(&path), folder.path(), &SystemEntropy).unwrap_err();
        assert!(failure.to_string().contains("holds 5 bytes"), "{failure}");
        let missing = vault_key(Some(&folder.path().join("none")), folder.path(), &SystemEntropy);
        assert!(missing.unwrap_err().to_string().starts_with("key_file: "));
    }

    #[test]
    fn a_database_file_is_this_users_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("guildgate.db");
        prepare_database(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        set_mode(&path, 0o644);
        assert_eq!(prepare_database(&path).unwrap_err().exit, Exit::Files);
    }
}
