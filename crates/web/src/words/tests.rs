//! Every language says the same, every text is used, and nothing is said outside of the files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::choice::negotiate;
use super::{Language, catalogue, languages, t, within};

/// A text as its file has it.
#[derive(Debug, PartialEq, Eq)]
struct Text {
    /// What is put in.
    held: BTreeSet<String>,
    /// Its tags, in order.
    markup: Vec<String>,
}

/// The texts of a file by their keys. The files keep to a plain form: a key at the start of a line, the rest indented.
fn texts(file: &str) -> BTreeMap<String, Text> {
    let mut raw: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        let starts = line.chars().next().is_some_and(|first| first.is_ascii_lowercase());
        match line.split_once('=') {
            Some((key, text)) if starts => raw.push((key.trim().to_owned(), text.to_owned())),
            _ if line.starts_with(' ') => raw.last_mut().expect("a text goes on").1.push_str(line),
            _ => assert!(line.is_empty() || line.starts_with('#'), "what is this line? {line}"),
        }
    }
    let mut texts = BTreeMap::new();
    for (key, text) in raw {
        let again = texts.insert(key.clone(), Text { held: held(&text), markup: markup(&text) });
        assert!(again.is_none(), "{key} is there twice");
    }
    texts
}

fn held(text: &str) -> BTreeSet<String> {
    let name = |part: &str| {
        let end = part.find(|character: char| !character.is_ascii_alphanumeric() && character != '-');
        part[..end.unwrap_or(part.len())].to_owned()
    };
    text.split('$').skip(1).map(name).collect()
}

/// The tags of a text; in one that has several forms, those of all of them.
fn markup(text: &str) -> Vec<String> {
    let mut tags: Vec<String> =
        text.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0.to_owned())).collect();
    tags.sort();
    tags.dedup();
    tags
}

fn of(tag: &str) -> BTreeMap<String, Text> {
    let name = format!("{tag}.ftl");
    let file = catalogue::files().into_iter().find(|(known, _)| *known == name);
    texts(&file.unwrap_or_else(|| panic!("no {name}")).1)
}

#[test]
fn every_language_says_the_same() {
    let english = of("en");
    for (name, file) in catalogue::files() {
        assert_eq!(
            fluent_bundle::FluentResource::try_new(file.clone()).err().map(|(_, errors)| errors),
            None,
            "{name}"
        );
        let theirs = texts(&file);
        let missing: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:#?}");
        let unknown: Vec<_> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(unknown.is_empty(), "{name} has what English has not: {unknown:#?}");
        for (key, text) in &theirs {
            assert_eq!(text.markup, english[key].markup, "{name}: the markup of {key}");
            assert_eq!(text.held, english[key].held, "{name}: what is put into {key}");
        }
    }
}

#[test]
fn every_text_is_used_and_every_text_used_is_there() {
    let english = of("en");
    let mut used = BTreeSet::from(["language-name".to_owned(), "language-direction".to_owned()]);
    for (path, source) in sources() {
        for (key, rest) in uses(&source) {
            let Some(text) = english.get(key) else { panic!("{}: there is no {key}", path.display()) };
            let as_html = rest.contains(".html()");
            let in_template = path.extension().is_some_and(|ending| ending == "html");
            if in_template {
                let has_markup = !text.markup.is_empty() || rest.contains(".moment(");
                assert_eq!(as_html, has_markup, "{}: markup of {key}", path.display());
            }
            used.insert(key.to_owned());
        }
    }
    let unused: Vec<_> = english.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:#?}");
}

/// Each `t("key")` of a file, and what follows up to the end of the expression.
fn uses(source: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("t(\"") {
        let before = source[..at].chars().next_back().unwrap_or(' ');
        let Some((key, rest)) = source[at + 3..].split_once('"') else { continue };
        let is_key =
            !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if matches!(before, ':' | ' ' | '(' | '{' | '\n') && is_key {
            let end = rest.find("}}").unwrap_or(rest.len().min(200));
            found.push((key, rest.get(..end).unwrap_or(rest)));
        }
    }
    found
}

/// Source files and templates of this crate, but for this one.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "templates"] {
        walk(&root.join(folder), &mut found);
    }
    found.retain(|(path, _)| !path.ends_with("words/tests.rs"));
    found
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => walk(&path, found),
            false => found.push((path.clone(), fs::read_to_string(&path).unwrap())),
        }
    }
}

#[test]
fn templates_have_no_words_of_their_own() {
    let mut spoken = Vec::new();
    for (path, source) in sources() {
        let name = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"));
        let Ok(name) = name else { continue };
        if IN_ENGLISH.contains(&name.to_string_lossy().as_ref()) {
            continue;
        }
        spoken.extend(words_of(&source).into_iter().map(|text| format!("{}: {text}", name.display())));
    }
    assert!(spoken.is_empty(), "{spoken:#?}");
}

/// The letters that a reader would see or hear beside what is put in.
fn words_of(template: &str) -> Vec<String> {
    // Names of classes, by which a page says how it is laid out.
    let seen = without(
        &without(template, "{% block kind %}", "{% endblock %}"),
        "{% block main %}",
        "{% endblock %}",
    );
    let plain = without(&without(&without(&seen, "{#", "#}"), "{%", "%}"), "{{", "}}");
    let plain =
        without(&without(&without(&plain, "<style", "</style>"), "<code", "</code>"), "<svg", "</svg>");
    let mut spoken: Vec<String> = Vec::new();
    for name in [" aria-label=\"", " title=\"", " alt=\"", " placeholder=\"", " data-busy=\""] {
        spoken.extend(plain.split(name).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    spoken.extend(without(&plain, "<", ">").lines().map(str::to_owned));
    spoken.retain(|text| text.chars().any(char::is_alphabetic));
    spoken
}

/// `text` without what stands between two marks.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        left.push_str(before);
        left.push(' ');
        rest = after.split_once(to).map_or("", |(_, after)| after);
    }
    left + rest
}

#[test]
fn the_reader_is_answered_in_a_language_they_read() {
    for (accepted, tag) in [
        ("", "en"),
        ("*", "en"),
        ("xx", "en"),
        ("es-MX, en;q=0.5", "es"),
        ("en;q=0.5, ar;q=0.9", "ar"),
        ("fr, AR-eg;q=0.2, en;q=0.1", "ar"),
        ("es;q=0, en;q=0.1", "en"),
        ("espo", "en"),
    ] {
        assert_eq!(negotiate(accepted).tag, tag, "{accepted}");
    }
    assert_eq!(languages()[0].tag, "en");
}

#[test]
fn what_is_put_in_is_escaped_and_keeps_its_direction() {
    let hostile = t("signin-continue").with("app", "<b>\"x\"&'</b>");
    assert_eq!(
        hostile.html().to_string(),
        "to continue to <bdi>&lt;b&gt;&quot;x&quot;&amp;&#39;&lt;/b&gt;</bdi>"
    );
    let title = t("layout-error-title");
    assert_eq!(title.clone().with("title", "Acme").to_string(), "Error: Acme");
    assert_eq!(title.clone().with("title", "عكا").to_string(), "Error: \u{2068}عكا\u{2069}");
    let arabic = Language::tagged("ar").unwrap();
    assert!(within(arabic, || title.with("title", "Acme").to_string()).contains("\u{2068}Acme\u{2069}"));
}

/// Mails are in English.
const IN_ENGLISH: &[&str] = &["mail.html"];
