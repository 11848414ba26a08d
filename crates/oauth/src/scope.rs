//! Scopes (RFC 6749 §3.3): sets of names, and the catalogue that says what each allows.

use std::fmt;

mod catalogue;

pub use catalogue::{Catalogue, Risk, ScopeEntry, ScopeGroup};

/// A set of scope names, in the order they were first named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<String>);

impl Scope {
    /// Reads a space-separated list; `None` if a name has a character that RFC 6749 §3.3 forbids.
    pub fn parse(text: &str) -> Option<Self> {
        let mut names: Vec<String> = Vec::new();
        for name in text.split(' ').filter(|name| !name.is_empty()) {
            let allowed =
                |byte: u8| byte == 0x21 || (0x23..=0x5b).contains(&byte) || (0x5d..=0x7e).contains(&byte);
            if !name.bytes().all(allowed) {
                return None;
            }
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        Some(Self(names))
    }

    /// The names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether `name` is in the set itself; what it implies is the catalogue's to say.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }

    /// Whether the set has no name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every name of this set is in `other`.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|name| other.contains(name))
    }

    /// The names that `keep` accepts.
    pub fn filter(&self, mut keep: impl FnMut(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|name| keep(name)).cloned().collect())
    }

    /// The names of this set and those of `other` that it lacks.
    pub fn union(&self, other: &Self) -> Self {
        let mut names = self.0.clone();
        names.extend(other.0.iter().filter(|name| !self.contains(name)).cloned());
        Self(names)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}
