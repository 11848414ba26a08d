//! What stands beside an app's name: its logo, or its first letters.

use askama::Template;
use askama::filters::HtmlSafe;
use oauth::PictureId;

use crate::pictures;

/// The mark of an app. Its name stands beside it, so it says nothing to whoever does not see it.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/app_mark.html")]
pub struct AppMark {
    initials: String,
    logo: Option<String>,
}

/// Its template escapes what it holds, so a page takes it as it is.
impl HtmlSafe for AppMark {}

impl AppMark {
    /// Of an app of that name, with its logo if it has one.
    pub fn of(name: &str, logo: Option<&PictureId>) -> Self {
        Self { initials: initials(name), logo: logo.map(pictures::address) }
    }
}

/// The first letters of an app's first two words.
fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    name.split_whitespace().take(2).map(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_two_words() {
        assert_eq!(initials("invoice robot pro"), "IR");
        assert_eq!(initials("ßmall"), "SS");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn a_logo_stands_in_their_place() {
        let id = PictureId::from_bytes([1; 16]);
        let shown = AppMark::of("Robot <b>", Some(&id)).render().unwrap();
        assert!(shown.contains(&format!("src=\"/pictures/{id}\"")) && !shown.contains("RB"), "{shown}");
        let letters = AppMark::of("<b> Robot", None).render().unwrap();
        assert!(letters.contains("&#60;R") && !letters.contains("img"), "{letters}");
    }
}
