//! `guildgate passwords`.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter};
use std::path::Path;

use account::password::leaked::{LeakKey, ListWriter};
use serde_json::json;

use crate::cli::{ImportedList, PasswordsTask};
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::leaked::{ListInUse, path_in};
use crate::output::{self, Form};

/// A line of a published list, in bytes: a hash, a colon, a number, an end.
const LINE: u64 = 45;

/// Does what was asked.
pub(crate) fn run(config: &Config, task: PasswordsTask) -> Result<(), Failure> {
    files::make_folder(&config.data_dir)?;
    match task {
        PasswordsTask::Import(list) => import(config, &list),
        PasswordsTask::Show(output) => show(config, Form::of(output.json)),
    }
}

fn show(config: &Config, form: Form) -> Result<(), Failure> {
    let list = ListInUse::open(&config.data_dir)?;
    let (count, own) = list.count().map_err(|error| unreadable(&path_in(&config.data_dir), &error))?;
    form.print(&json!({ "passwords": count, "own": own }), |_| {
        output::facts(&[
            ("passwords", count.to_string()),
            ("list", if own { "your own" } else { "the one that comes with the program" }.to_owned()),
        ])
    });
    Ok(())
}

fn import(config: &Config, list: &ImportedList) -> Result<(), Failure> {
    let target = path_in(&config.data_dir);
    let fresh = target.with_extension(format!("new-{}", std::process::id()));
    let made = write(list, &fresh).and_then(|count| {
        let placed = File::open(&fresh).and_then(|file| file.sync_all());
        placed.and_then(|()| fs::rename(&fresh, &target)).map_err(|error| unwritable(&target, &error))?;
        Ok(count)
    });
    if made.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    let count = made?;
    Form::of(list.output.json).print(&json!({ "passwords": count }), |_| {
        format!("{count} leaked passwords are refused from now on. Running servers use the new list at once.")
    });
    Ok(())
}

fn write(list: &ImportedList, to: &Path) -> Result<u64, Failure> {
    let source = File::open(&list.file).map_err(|error| unreadable(&list.file, &error))?;
    let length = source.metadata().map_err(|error| unreadable(&list.file, &error))?.len();
    let out = File::create(to).map_err(|error| unwritable(to, &error))?;
    let expected = length / if list.plain { 10 } else { LINE };
    let mut writer =
        ListWriter::begin(BufWriter::new(out), expected).map_err(|error| unwritable(to, &error))?;
    let mut kept = Vec::new();
    for (number, line) in BufReader::new(source).split(b'\n').enumerate() {
        let line = line.map_err(|error| unreadable(&list.file, &error))?;
        // What is no UTF-8 cannot be chosen here either.
        let Ok(text) = std::str::from_utf8(&line) else { continue };
        let text = text.trim_end_matches('\r');
        if list.plain {
            kept.extend((!text.is_empty()).then(|| LeakKey::of(text)));
            continue;
        }
        if text.is_empty() {
            continue;
        }
        let Some((key, seen)) = published(text) else {
            return Err(Failure::usage(format!(
                "{}: line {} is not a SHA-1 hash and how often it was seen; for a list in clear add --plain",
                list.file.display(),
                number + 1
            )));
        };
        let in_order =
            seen < list.seen_at_least || writer.add(key).map_err(|error| unwritable(to, &error))?;
        if !in_order {
            return Err(Failure::usage(format!(
                "{}: line {} is out of order: take the list that is ordered by hash, or sort it",
                list.file.display(),
                number + 1
            )));
        }
    }
    kept.sort_unstable();
    for key in kept {
        writer.add(key).map_err(|error| unwritable(to, &error))?;
    }
    let (_, count) = writer.end().map_err(|error| unwritable(to, &error))?;
    if count == 0 {
        return Err(Failure::usage(format!("{}: there is no password in it", list.file.display())));
    }
    Ok(count)
}

/// A line of a published list: `5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824`. Without a number it was seen once.
fn published(line: &str) -> Option<(LeakKey, u64)> {
    let (hash, seen) = line.split_once(':').unwrap_or((line, "1"));
    Some((LeakKey::from_sha1(hash)?, seen.trim().parse().ok()?))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::files(format!("{} cannot be read: {error}", path.display()))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::files(format!("{} cannot be written: {error}", path.display()))
}
