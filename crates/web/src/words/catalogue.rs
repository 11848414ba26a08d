//! The languages there are: one file each.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Files;

/// A language that pages are in.
pub struct Language {
    /// Its tag (RFC 5646).
    pub tag: String,
    /// What it calls itself.
    pub name: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Language").field(&self.tag).finish()
    }
}

/// Which language stands in when a reader's is not there, and which says what another leaves out.
const FIRST: &str = "en";

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let mut languages: Vec<Language> = Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            let text = String::from_utf8(file.data.into_owned()).expect("the files of languages are UTF-8");
            Some(Language::read(name.trim_end_matches(".ftl"), text))
        })
        .collect();
    languages.sort_by_key(|language| (language.tag != FIRST, language.name.clone()));
    languages
});

/// Every language, English first.
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

impl Language {
    /// The language that stands in for others.
    pub(crate) fn first() -> &'static Self {
        &LANGUAGES[0]
    }

    /// The language with exactly this tag.
    pub fn tagged(tag: &str) -> Option<&'static Self> {
        languages().iter().find(|language| language.tag == tag)
    }

    /// The language for a range of tags, such as `es-MX`: the longest tag it begins with (RFC 4647 §3.4).
    pub fn lookup(range: &str) -> Option<&'static Self> {
        let begins = |tag: &str| {
            let rest = range.get(tag.len()..).unwrap_or("x");
            range.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
                && (rest.is_empty() || rest.starts_with('-'))
        };
        languages().iter().filter(|language| begins(&language.tag)).max_by_key(|language| language.tag.len())
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.rtl { "rtl" } else { "ltr" }
    }

    fn read(tag: &str, text: String) -> Self {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        let identifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Direction is kept in by `words::isolate`, which knows what is an address.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        let mut language = Self { tag: tag.to_owned(), name: String::new(), rtl: false, bundle };
        language.name = language.find("language-name", &FluentArgs::new()).unwrap_or_else(|| tag.to_owned());
        language.rtl = language.find("language-direction", &FluentArgs::new()).as_deref() == Some("rtl");
        language
    }

    /// A text, in English if this language lacks it; its key if no language has it.
    pub(super) fn say(&self, key: &str, held: &FluentArgs<'_>) -> String {
        self.find(key, held).or_else(|| Self::first().find(key, held)).unwrap_or_else(|| key.to_owned())
    }

    fn find(&self, key: &str, held: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, Some(held), &mut Vec::new()).into_owned())
    }
}

/// The files, for the tests that compare them.
#[cfg(test)]
pub(super) fn files() -> Vec<(String, String)> {
    let text = |name: &str| String::from_utf8(Files::get(name).unwrap().data.into_owned()).unwrap();
    Files::iter().map(|name| (name.to_string(), text(&name))).collect()
}
