//! What a search is asked, and which words of a project it finds.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::project::{Kind, Project};

/// The most words of one search.
const MOST_WORDS: usize = 8;
/// The longest word that is told apart from others, in characters.
const LONGEST_WORD: usize = 40;

/// What a search for projects is asked. Everything may be left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The beginnings of words, all of which must be there.
    pub words: Vec<String>,
    /// Skills, one of which must be asked for.
    pub skills: Vec<i64>,
    /// The kind of payment.
    pub kind: Option<Kind>,
    /// The code of the currency.
    pub currency: Option<String>,
    /// An amount that the budget must reach.
    pub at_least: Option<i64>,
    /// An amount that the budget must begin below or at.
    pub at_most: Option<i64>,
}

impl Filter {
    /// Whether full-text search is needed to answer.
    pub fn asks_for_words(&self) -> bool {
        !self.words.is_empty() || !self.skills.is_empty()
    }

    /// Takes the words of a text that somebody typed, as far as they count.
    pub fn with_text(self, text: &str) -> Self {
        let mut words: Vec<String> = words(text).collect();
        words.truncate(MOST_WORDS);
        Self { words, ..self }
    }
}

/// The words of a text in the form in which they are compared: letters and digits, small, without accents.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let plain: String =
        text.nfkd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect();
    let found: Vec<String> = plain
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST_WORD).collect())
        .collect();
    found.into_iter()
}

/// The word that stands for a skill. No text has it: no word of a text holds an underscore.
pub fn skill_word(number: i64) -> String {
    format!("skill_{number}")
}

/// Every word by which a project is found, once.
pub fn index(project: &Project) -> Vec<String> {
    let mut found: Vec<String> =
        words(&project.terms.title).chain(words(&project.terms.description)).collect();
    found.extend(project.terms.skills.iter().map(|skill| skill_word(*skill)));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::project;

    fn of(text: &str) -> Vec<String> {
        words(text).collect()
    }

    #[test]
    fn case_accents_and_punctuation_make_no_difference() {
        assert_eq!(
            of("Crème-brûlée, ＬＯＧＯ & “Node.js” (2D)!"),
            ["creme", "brulee", "logo", "node", "js", "2d"]
        );
        assert_eq!(of("  \u{0}'\"*:|&!()<-> "), [""; 0]);
        assert_eq!(of("Übersetzung 日本語"), ["ubersetzung", "日本語"]);
    }

    #[test]
    fn a_search_has_a_bounded_number_of_words() {
        let filter = Filter::default().with_text(&"one two three ".repeat(50));
        assert_eq!(filter.words.len(), MOST_WORDS);
        assert!(filter.asks_for_words() && !Filter::default().with_text(" - ").asks_for_words());
        assert_eq!(of(&"x".repeat(100))[0].len(), LONGEST_WORD);
    }

    #[test]
    fn a_project_is_found_by_its_words_and_skills() {
        let mut project = project();
        project.terms.title = "Logo for a logo shop".into();
        project.terms.description = "A shop.".into();
        project.terms.skills = vec![32, 20];
        assert_eq!(index(&project), ["a", "for", "logo", "shop", "skill_20", "skill_32"]);
    }
}
