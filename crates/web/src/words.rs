//! The words of pages, mails and messages, in the reader's language.
//!
//! They stand in `locales/*.ftl`, one Fluent file for each language; the name of a file is its tag (RFC 5646), so a
//! new language is a new file. Code and templates name a text by its key, written out: `words::t("signin-title")`,
//! with what it holds, `words::t("signin-continue").with("app", name)`. A text with markup in it is asked for with
//! [`Phrase::html`]: markup is the translator's, everything put in is escaped. The tests beside this hold every file
//! to the same keys, the same things put in and the same markup, and the templates to having no words of their own.

mod catalogue;
mod choice;
pub(crate) mod events;
pub(crate) mod export;
pub(crate) mod scopes;
#[cfg(test)]
mod tests;
mod verdicts;

use std::fmt;

use askama::filters::HtmlSafe;
use fluent_bundle::{FluentArgs, FluentValue};

use crate::views::Moment;

pub use catalogue::{Language, languages};
pub(crate) use choice::{around, set, wish};
pub(crate) use verdicts::InWords;

tokio::task_local! {
    /// Whose language the request that is answered here is in.
    static LANGUAGE: &'static Language;
}

/// The language of the request that is answered here; English where there is none.
pub fn current() -> &'static Language {
    LANGUAGE.try_with(|language| *language).unwrap_or_else(|_| Language::first())
}

/// Does `work` in another language: mails are in their reader's, not in that of whoever causes them.
pub fn within<T>(language: &'static Language, work: impl FnOnce() -> T) -> T {
    LANGUAGE.sync_scope(language, work)
}

/// A text by its key.
pub const fn t(key: &'static str) -> Phrase {
    Phrase { key, held: Vec::new() }
}

/// A text and what is put into it. It is in the language of whoever it is shown to, once it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    key: &'static str,
    held: Vec<(&'static str, Held)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Text(String),
    Address(String),
    Number(i64),
    Phrase(Phrase),
    Moment(Moment),
}

impl Phrase {
    /// Its key, for logs.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// With a text put in: a name, a code, another's words. Its direction does not spread to what stands around it.
    pub fn with(self, name: &'static str, text: impl fmt::Display) -> Self {
        self.and(name, Held::Text(text.to_string()))
    }

    /// With another text of ours put in.
    pub fn phrase(self, name: &'static str, phrase: Self) -> Self {
        self.and(name, Held::Phrase(phrase))
    }

    /// With a time put in; where there is markup, it is one that programs can read.
    pub fn moment(self, name: &'static str, moment: &Moment) -> Self {
        self.and(name, Held::Moment(moment.clone()))
    }

    /// With an address put in, for the `href` of a link, or whatever else stands where its direction is given.
    pub fn address(self, name: &'static str, address: impl fmt::Display) -> Self {
        self.and(name, Held::Address(address.to_string()))
    }

    /// With a number put in, by which a text may choose its form.
    pub fn count(self, name: &'static str, number: impl Number) -> Self {
        self.and(name, Held::Number(number.number()))
    }

    fn and(mut self, name: &'static str, held: Held) -> Self {
        self.held.push((name, held));
        self
    }

    /// With the markup of its file; what is put in is escaped.
    pub fn html(&self) -> Html {
        Html(self.format(current(), true))
    }

    /// In one language, whoever asks.
    pub fn in_language(&self, language: &'static Language) -> String {
        self.format(language, false)
    }

    fn format(&self, language: &'static Language, markup: bool) -> String {
        let mut held = FluentArgs::with_capacity(self.held.len());
        for (name, value) in &self.held {
            let value: FluentValue<'_> = match value {
                Held::Number(number) => (*number).into(),
                Held::Address(address) if markup => escape(address).into(),
                Held::Address(address) => address.as_str().into(),
                Held::Phrase(phrase) => phrase.format(language, markup).into(),
                Held::Moment(moment) if markup => time(moment).0.into(),
                Held::Moment(moment) => isolate(language, moment.words.clone()).into(),
                Held::Text(text) if markup => isolate(language, escape(text)).into(),
                Held::Text(text) => isolate(language, text.clone()).into(),
            };
            held.set(*name, value);
        }
        language.say(self.key, &held)
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.format(current(), false))
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.to_string()
    }
}

/// What can be counted; templates have references to it.
pub trait Number {
    /// As texts choose their form by it.
    fn number(&self) -> i64;
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl Number for $number {
            fn number(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        })*
    };
}

numbers! { i64 u32 u64 usize }

impl<N: Number> Number for &N {
    fn number(&self) -> i64 {
        (*self).number()
    }
}

/// A text with its markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(String);

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A time as a page shows it: in the reader's zone, for programs, and in UTC for whoever points at it.
pub fn time(moment: &Moment) -> Html {
    let Moment { machine, words, utc } = moment;
    let (words, utc) = (isolate(current(), escape(words)), escape(utc));
    Html(format!("<time datetime=\"{machine}\" title=\"{utc}\">{words}</time>"))
}

/// What was put in is escaped, and the rest is from our own files.
impl HtmlSafe for Html {}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Keeps the direction of what is put in to itself (UAX #9 §6.3), where it could differ from what is around it.
fn isolate(language: &Language, text: String) -> String {
    let own_direction = language.rtl || !text.is_ascii();
    if own_direction { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// Several names, as a text lists them; `None` if there are none.
pub(crate) fn listed(names: &[String]) -> Option<Phrase> {
    let (first, rest) = names.split_first()?;
    let begin = t("list-one").with("name", first);
    Some(rest.iter().fold(begin, |before, name| t("list-more").phrase("before", before).with("name", name)))
}

/// A month by its number, short.
pub(crate) fn month(number: i8) -> Phrase {
    match number {
        1 => t("month-1"),
        2 => t("month-2"),
        3 => t("month-3"),
        4 => t("month-4"),
        5 => t("month-5"),
        6 => t("month-6"),
        7 => t("month-7"),
        8 => t("month-8"),
        9 => t("month-9"),
        10 => t("month-10"),
        11 => t("month-11"),
        _ => t("month-12"),
    }
}
