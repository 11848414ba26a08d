//! The invariants of the code that a reader cannot see, read off the sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use harness::workspace;

/// The files under version control, with those that are new and not ignored.
fn tracked() -> Vec<PathBuf> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let output = Command::new("git").args(list).current_dir(workspace()).output().expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).expect("names are UTF-8");
    let paths = names.split('\0').filter(|name| !name.is_empty()).map(PathBuf::from);
    paths.filter(|path| workspace().join(path).is_file()).collect()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = workspace().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files, with their texts.
fn sources() -> Vec<(String, String)> {
    let paths = tracked().into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    paths.map(|path| (path.to_str().expect("UTF-8").to_owned(), read(&path))).collect()
}

/// Lines that break a rule, as `file:line: text`.
fn offences(of: impl Fn(&str) -> bool, broken: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| of(path)) {
        for (index, line) in text.lines().enumerate().filter(|(_, line)| broken(line)) {
            found.push(format!("{path}:{}: {}", index + 1, line.trim()));
        }
    }
    found
}

/// This file names what it forbids.
fn is_this(path: &str) -> bool {
    path == "crates/harness/tests/it/tidy.rs"
}

#[track_caller]
fn none(offences: &[String], rule: &str) {
    assert!(offences.is_empty(), "{rule}:\n{}", offences.join("\n"));
}

#[test]
fn rules_know_no_runtime_driver_or_http() {
    const FORBIDDEN: [&str; 16] = [
        "tokio",
        "axum",
        "hyper",
        "hyper-util",
        "http",
        "http-body-util",
        "tower",
        "tower-http",
        "reqwest",
        "rusqlite",
        "tokio-postgres",
        "deadpool-postgres",
        "lettre",
        "rustls",
        "jiff",
        "tracing",
    ];
    for crate_name in ["oauth", "account", "market"] {
        let manifest = read(format!("crates/{crate_name}/Cargo.toml"));
        let names = manifest.lines().filter_map(|line| line.split(['.', '=', ' ']).next());
        let bad: Vec<_> = names.filter(|name| FORBIDDEN.contains(name)).collect();
        assert!(bad.is_empty(), "{crate_name} depends on {bad:?}");
    }
}

#[test]
fn crates_know_only_what_stands_to_their_left() {
    const LINE: [&str; 7] = ["oauth", "account", "market", "webauthn", "store", "web", "server"];
    for (place, name) in LINE.iter().enumerate() {
        let manifest = read(format!("crates/{name}/Cargo.toml"));
        for right in &LINE[place..] {
            let known = manifest.lines().any(|line| line.starts_with(&format!("{right}.workspace")));
            assert!(!known, "{name} knows {right}");
        }
    }
    let manifest = read("crates/harness/Cargo.toml");
    let known =
        LINE.iter().find(|name| manifest.lines().any(|line| line.starts_with(&format!("{name}.workspace"))));
    assert_eq!(known, None, "the harness sees only the finished binary");
}

#[test]
fn drivers_are_named_in_the_seam_only() {
    const SEAM: [&str; 6] = ["engine", "sqlite", "postgres", "columns", "error", "migrate"];
    let outside = |path: &str| {
        let in_seam = SEAM.iter().any(|name| {
            path == format!("crates/store/src/{name}.rs")
                || path.starts_with(&format!("crates/store/src/{name}/"))
        });
        path.starts_with("crates/")
            && !path.starts_with("crates/harness/")
            && !path.contains("/tests/")
            && !in_seam
    };
    let named = |line: &str| line.contains("rusqlite") || line.contains("tokio_postgres");
    none(&offences(outside, named), "only the store's seam knows the drivers");
}

#[test]
fn sql_stands_in_the_store_only() {
    const BEGINNINGS: [&str; 8] = [
        "\"SELECT ",
        "\"INSERT INTO ",
        "\"UPDATE ",
        "\"DELETE FROM ",
        "\"CREATE TABLE ",
        "\"ALTER TABLE ",
        "\"WITH ",
        "\"DROP TABLE ",
    ];
    let outside = |path: &str| {
        path.starts_with("crates/")
            && !path.starts_with("crates/store/")
            && !path.starts_with("crates/harness/")
    };
    let sql = |line: &str| BEGINNINGS.iter().any(|beginning| line.contains(beginning));
    none(&offences(outside, sql), "SQL stands in the store");
}

#[test]
fn files_hold_one_subject() {
    const MOST: usize = 600;
    let long: Vec<_> = sources()
        .iter()
        .map(|(path, text)| (path.clone(), text.lines().count()))
        .filter(|(_, lines)| *lines > MOST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    none(&long, "a file of more than 600 lines holds more than one subject");
}

#[test]
fn every_function_of_the_store_is_tested() {
    let mut tests = String::new();
    for (path, text) in sources() {
        if path.starts_with("crates/store/tests/it/") {
            tests.push_str(&text);
        }
    }
    let mut untested = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("crates/store/src/")) {
        for line in text.lines() {
            let line = line.trim_start();
            let rest = ["pub async fn ", "pub fn ", "pub const fn "]
                .iter()
                .find_map(|start| line.strip_prefix(start));
            let Some(name) = rest.and_then(|rest| rest.split(['(', '<']).next()) else { continue };
            let called =
                [format!(".{name}("), format!("::{name}("), format!("::{name})"), format!("::{name}::")];
            if !called.iter().any(|call| tests.contains(call.as_str())) {
                untested.push(format!("{path}: {name}"));
            }
        }
    }
    none(&untested, "a function of the store is named in no test of it");
}

#[test]
fn a_todo_carries_an_issue_number() {
    let broken = |line: &str| {
        ["TODO", "FIXME", "XXX", "HACK"].iter().any(|word| {
            line.split(|c: char| !c.is_ascii_alphanumeric()).any(|found| found == *word)
                && !line.contains(&format!("{word}(#"))
        })
    };
    none(&offences(|path| !is_this(path), broken), "write TODO(#12)");
}

#[test]
fn lints_are_expected_and_tests_are_run() {
    for word in ["#[allow(", "#![allow(", "#[ignore", "#[cfg(never"] {
        none(
            &offences(|path| !is_this(path), |line| line.contains(word)),
            &format!("{word} is not used here"),
        );
    }
}

#[test]
fn tests_wait_for_conditions_and_not_for_time() {
    const POLLERS: [&str; 2] = ["crates/harness/src/wait.rs", "crates/store/tests/it/support.rs"];
    let is_test = |path: &str| {
        path.contains("/tests/") && !is_this(path) && !POLLERS.contains(&path)
            || (path.starts_with("crates/harness/src/") && !POLLERS.contains(&path))
    };
    let sleeps = |line: &str| line.contains("sleep(") && !line.trim_start().starts_with("//");
    none(&offences(is_test, sleeps), "tests poll a condition, with harness::wait or its like");
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let mut names: Vec<String> = fs::read_dir(workspace().join("crates/store/migrations"))
        .expect("the store has migrations")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    let mut expected = 1;
    let mut last = String::new();
    for name in &names {
        let (number, rest) = name.split_once('_').unwrap_or_else(|| panic!("{name} has no number"));
        assert!(number.len() == 4 && rest.ends_with(".sql"), "{name}");
        // Where DDL must differ, two files carry one number.
        if number == last {
            assert!(rest.ends_with(".sqlite.sql") || rest.ends_with(".postgres.sql"), "{name}");
            continue;
        }
        assert_eq!(number.parse::<u32>().ok(), Some(expected), "{name}");
        expected += 1;
        last = number.to_owned();
    }
}

#[test]
fn pages_of_the_documentation_lead_somewhere() {
    let mut missing = Vec::new();
    for path in tracked().iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = read(path);
        let folder = path.parent().unwrap_or(Path::new(""));
        let links = text.match_indices("](").filter_map(|(at, _)| text[at + 2..].split(')').next());
        for link in links.map(|link| link.split('#').next().unwrap_or_default()) {
            let elsewhere = link.is_empty() || link.contains("://") || link.starts_with("mailto:");
            if !elsewhere && !workspace().join(folder).join(link).exists() {
                missing.push(format!("{}: {link}", path.display()));
            }
        }
    }
    none(&missing, "a page links to what is not there");
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"]
    {
        assert!(workspace().join(name).is_file(), "{name} is missing");
    }
    for name in ["docs/glossary.md", "docs/operating.md", "docs/decisions"] {
        assert!(workspace().join(name).exists(), "{name} is missing");
    }
}

#[test]
fn nothing_of_the_workshop_is_in_the_files() {
    // Where packages come from and where this was written is nobody's business; each word is put together
    // here, so that it does not stand in this file either.
    let forbidden = [
        ["static.", "crates.io"].concat(),
        ["index.", "crates.io"].concat(),
        ["registry.", "npmjs"].concat(),
        ["files.", "pythonhosted"].concat(),
        ["proxy.", "golang"].concat(),
        ["repo1.", "maven"].concat(),
        ["/wo", "rk/"].concat(),
        ["/ho", "me/"].concat(),
        ["/ro", "ot/"].concat(),
        ["BEGIN ", "PRIVATE KEY"].concat(),
    ];
    let mut found = Vec::new();
    for path in tracked() {
        let bytes = fs::read(workspace().join(&path)).expect("a tracked file can be read");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for (index, line) in text.lines().enumerate() {
            // Lock files name the registry that packages were resolved from; their tools write them.
            let locked = path.file_name().is_some_and(|name| {
                ["Cargo.lock", "package-lock.json", "go.sum"].iter().any(|lock| name == *lock)
            });
            if !locked && forbidden.iter().any(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{}: {}", path.display(), index + 1, line.trim()));
            }
        }
    }
    none(&found, "this belongs to a machine, not to the product");
}
