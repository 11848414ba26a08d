//! What was configured, before it has types: a file with the environment laid over it. A key is known because
//! it is asked for, so no list of keys has to be kept beside the tree.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::files;

/// What the variables begin with.
const PREFIX: &str = "GUILDGATE_";

/// Where a value was given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Origin {
    File(PathBuf),
    Variable(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Variable(name) => f.write_str(name),
        }
    }
}

struct Given {
    value: toml::Value,
    origin: Origin,
}

/// A key with the value in force, for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Effective {
    pub key: &'static str,
    /// Empty if there is none; never a secret's.
    pub value: String,
    /// Where it was given; `None` for a default.
    pub origin: Option<String>,
}

/// A configuration that is being read.
pub(crate) struct Source {
    given: BTreeMap<String, Given>,
    asked: Vec<&'static str>,
    effective: Vec<Effective>,
}

impl Source {
    /// Reads the file, if there is one, and lays the variables over it.
    pub(crate) fn read(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, Failure> {
        let mut source = Self { given: BTreeMap::new(), asked: Vec::new(), effective: Vec::new() };
        if let Some(path) = file {
            let text = std::fs::read_to_string(path).map_err(|error| {
                Failure::files(format!("--config: {} cannot be read: {error}", path.display()))
            })?;
            let table = text.parse::<toml::Table>().map_err(|error| {
                let line =
                    error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
                Failure::configuration(format!("{}, line {line}: {}", path.display(), error.message()))
            })?;
            source.add_table("", table, &Origin::File(path.to_owned()));
        }
        for (name, value) in variables {
            let Some(path) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
            let key = path.to_ascii_lowercase().replace("__", ".");
            let name = format!("{PREFIX}{path}");
            let value = value
                .into_string()
                .map_err(|_| Failure::configuration(format!("{name} is not UTF-8; write it again")))?;
            // An empty variable is how container files say "not set".
            if !value.is_empty() {
                let value = toml::Value::String(value);
                source.given.insert(key, Given { value, origin: Origin::Variable(name) });
            }
        }
        Ok(source)
    }

    fn add_table(&mut self, prefix: &str, table: toml::Table, origin: &Origin) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::Table(inner) => self.add_table(&key, inner, origin),
                value => {
                    self.given.insert(key, Given { value, origin: origin.clone() });
                }
            }
        }
    }

    /// An error about a key that says where its value stands.
    pub(crate) fn reject(&self, key: &str, why: &str) -> Failure {
        match self.given.get(key).map(|given| &given.origin) {
            Some(origin) => Failure::configuration(format!("{key} (in {origin}): {why}")),
            None => Failure::configuration(format!("{key}: {why}")),
        }
    }

    /// The file that gave a key, if a file did.
    pub(crate) fn file_of(&self, key: &str) -> Option<&Path> {
        match &self.given.get(key)?.origin {
            Origin::File(path) => Some(path),
            Origin::Variable(_) => None,
        }
    }

    fn note(&mut self, key: &'static str, value: String) {
        let origin = self.given.get(key).map(|given| given.origin.to_string());
        self.effective.push(Effective { key, value, origin });
    }

    fn find(&mut self, key: &'static str) -> Result<Option<String>, Failure> {
        self.asked.push(key);
        let text = match self.given.get(key).map(|given| &given.value) {
            None => return Ok(None),
            Some(toml::Value::String(text)) => text.clone(),
            Some(toml::Value::Integer(number)) => number.to_string(),
            Some(toml::Value::Boolean(flag)) => flag.to_string(),
            Some(_) => return Err(self.reject(key, "write one value here, not a list or a date")),
        };
        Ok(Some(text))
    }

    /// A value that `parse` understands, `default` if none was given.
    pub(crate) fn parsed<T>(
        &mut self,
        key: &'static str,
        default: &str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let text = self.find(key)?.unwrap_or_else(|| default.to_owned());
        let value = parse(&text).map_err(|why| self.reject(key, &why))?;
        self.note(key, text);
        Ok(value)
    }

    /// A value that may be absent.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        let text = self.find(key)?;
        let value = text.as_deref().map(parse).transpose().map_err(|why| self.reject(key, &why))?;
        self.note(key, text.unwrap_or_default());
        Ok(value)
    }

    /// A list: an array in the file, separated by commas in a variable.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Vec<T>, Failure> {
        self.asked.push(key);
        let texts: Vec<String> = match self.given.get(key).map(|given| &given.value) {
            None => Vec::new(),
            Some(toml::Value::String(text)) => {
                text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
            }
            Some(toml::Value::Array(items)) => {
                let texts: Option<Vec<String>> =
                    items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
                texts.ok_or_else(|| self.reject(key, "every item must be text in quotes"))?
            }
            Some(_) => return Err(self.reject(key, "write a list of texts in brackets")),
        };
        let values = texts.iter().map(|text| parse(text)).collect::<Result<_, _>>();
        let values = values.map_err(|why| self.reject(key, &why))?;
        self.note(key, texts.join(", "));
        Ok(values)
    }

    /// A secret: given itself, or as the file that holds it. `default` is what people read without one.
    pub(crate) fn secret(
        &mut self,
        key: &'static str,
        file_key: &'static str,
        default: &str,
    ) -> Result<Option<String>, Failure> {
        let direct = self.find(key)?;
        let path = self.find(file_key)?;
        let value = match (direct, path) {
            (Some(_), Some(_)) => {
                return Err(self.reject(file_key, &format!("{key} is given too; keep one of the two")));
            }
            (Some(text), None) => Some(text),
            (None, Some(path)) => Some(files::read_secret(Path::new(&path), file_key)?),
            (None, None) => None,
        };
        let from_file = self.given.contains_key(file_key);
        let shown = match (&value, from_file) {
            (Some(_), false) => "(secret)",
            (Some(_), true) => "",
            (None, _) => default,
        };
        self.note(key, shown.to_owned());
        self.note(file_key, self.given.get(file_key).map_or(String::new(), |given| text_of(&given.value)));
        Ok(value)
    }

    /// Ends the reading: every key that was given must have been asked for.
    pub(crate) fn finish(self) -> Result<Vec<Effective>, Failure> {
        let unknown = self.given.iter().find(|(key, _)| !self.asked.contains(&key.as_str()));
        let Some((key, given)) = unknown else { return Ok(self.effective) };
        let (spell, unknown): (fn(&str) -> String, _) = match &given.origin {
            Origin::File(_) => (str::to_owned, format!("{key} (in {})", given.origin)),
            Origin::Variable(name) => (variable_of, name.clone()),
        };
        let nearest = nearest(key, &self.asked).map_or_else(
            || "see docs/operating.md for those there are".to_owned(),
            |known| format!("did you mean {}?", spell(known)),
        );
        Err(Failure::configuration(format!("{unknown} is not a configuration key; {nearest}")))
    }
}

fn text_of(value: &toml::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The variable that gives a key.
fn variable_of(key: &str) -> String {
    format!("{PREFIX}{}", key.to_ascii_uppercase().replace('.', "__"))
}

/// The known key that is nearest to `key`, if one is near at all.
fn nearest<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let ranked = known.iter().map(|candidate| {
        // The right name in the wrong section, or a section itself, is nearer than its letters say.
        let moved = last(candidate) == last(key) || candidate.starts_with(&format!("{key}."));
        let distance = if moved { 1 } else { distance(key, candidate) };
        (distance, *candidate)
    });
    let (distance, candidate) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance <= key.len().max(6) / 3).then_some(candidate)
}

/// How many letters must be put in, taken out or replaced (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_letters() {
        for (from, to, letters) in [("", "abc", 3), ("kitten", "sitting", 3), ("listen", "listen", 0)] {
            assert_eq!(distance(from, to), letters);
        }
    }

    #[test]
    fn the_nearest_key_is_near() {
        let known = ["listen", "database.url", "tokens.access_ttl"];
        assert_eq!(nearest("listn", &known), Some("listen"));
        assert_eq!(nearest("database", &known), Some("database.url"));
        assert_eq!(nearest("access_ttl", &known), Some("tokens.access_ttl"));
        assert_eq!(nearest("colour_of_the_sea", &known), None);
    }

    #[test]
    fn a_variable_and_its_key_are_each_others_inverse() {
        assert_eq!(variable_of("database.url_file"), "GUILDGATE_DATABASE__URL_FILE");
    }
}
