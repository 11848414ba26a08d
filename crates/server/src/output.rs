//! What commands print: data on standard output, as text for people or JSON for programs.

use std::io::{Write, stdout};

use oauth::Timestamp;
use serde::Serialize;

/// The form of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
}

impl Form {
    pub(crate) const fn of(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }

    /// Prints one thing: as JSON, or as the text that `text` makes of it.
    pub(crate) fn print<T: Serialize>(self, thing: &T, text: impl FnOnce(&T) -> String) {
        match self {
            Self::Json => line(&json(thing)),
            Self::Text => line(&text(thing)),
        }
    }
}

/// Prints a list as it comes, a page at a time.
pub(crate) struct List {
    form: Form,
    columns: &'static [&'static str],
    count: usize,
}

impl List {
    pub(crate) const fn new(form: Form, columns: &'static [&'static str]) -> Self {
        Self { form, columns, count: 0 }
    }

    /// Prints some rows: each with what JSON says of it and its cells.
    pub(crate) fn rows<T: Serialize>(&mut self, rows: Vec<(T, Vec<String>)>) {
        match self.form {
            Form::Json => {
                for (thing, _) in &rows {
                    line(&format!("{}{}", if self.count == 0 { "[" } else { "," }, json(thing)));
                    self.count += 1;
                }
            }
            Form::Text => {
                let cells: Vec<&[String]> = rows.iter().map(|(_, cells)| cells.as_slice()).collect();
                let width = |at: usize| {
                    let longest = cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
                    longest.max(self.columns[at].len())
                };
                let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
                if self.count == 0 {
                    let heads: Vec<String> = self.columns.iter().map(|head| (*head).to_owned()).collect();
                    line(&aligned(&heads, &widths));
                }
                self.count += cells.len();
                cells.iter().for_each(|row| line(&aligned(row, &widths)));
            }
        }
    }

    /// Ends the list.
    pub(crate) fn end(self) {
        if self.form == Form::Json {
            line(if self.count == 0 { "[]" } else { "]" });
        }
    }
}

fn aligned(cells: &[String], widths: &[usize]) -> String {
    let padded = cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
    padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// Lines of names and values, aligned.
pub(crate) fn facts(pairs: &[(&str, String)]) -> String {
    let width = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = pairs.iter().map(|(name, value)| format!("{name:<width$}  {value}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

fn json<T: Serialize>(thing: &T) -> String {
    serde_json::to_string(thing).expect("what commands print has names and plain values")
}

/// Prints a line of data. Whoever reads may have seen enough.
pub(crate) fn line(text: &str) {
    let _ = writeln!(stdout().lock(), "{text}");
}

/// An instant as text (RFC 3339), to the second.
pub(crate) fn instant(at: Timestamp) -> String {
    jiff::Timestamp::from_second(at.seconds())
        .map_or_else(|_| at.seconds().to_string(), |instant| instant.to_string())
}

/// `yes` or `no`.
pub(crate) fn yes(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_rfc_3339() {
        assert_eq!(instant(Timestamp::from_micros(1_764_000_000_123_456)), "2025-11-24T16:00:00Z");
    }

    #[test]
    fn names_and_values_are_aligned() {
        assert_eq!(facts(&[("id", "1".to_owned()), ("email", "a@b.c".to_owned())]), "id     1\nemail  a@b.c");
        assert_eq!(aligned(&["a".into(), "b".into()], &[3, 2]), "a    b");
    }
}
