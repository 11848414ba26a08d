//! Words that members write for each other.

use oauth::client::registration::is_inert;

use crate::Fault;

/// Whether a text is one line of `least` to `most` characters that shows what it holds.
fn is_line(text: &str, least: usize, most: usize) -> bool {
    text == text.trim() && (least..=most).contains(&text.chars().count()) && is_inert(text)
}

/// Whether a text is one or more lines of `least` to `most` characters that show what they hold.
fn is_prose(text: &str, least: usize, most: usize) -> bool {
    text == text.trim()
        && (least..=most).contains(&text.chars().count())
        && is_inert(&text.replace(['\n', '\t'], " "))
}

/// Looks for faults in what a project is called.
pub fn title(text: &str) -> Option<Fault> {
    let advice = "Give a title of 10 to 100 characters on one line, without blanks at its ends.";
    (!is_line(text, 10, 100)).then_some(Fault::new("title", advice))
}

/// Looks for faults in what a project is about.
pub fn description(text: &str) -> Option<Fault> {
    let advice =
        "Describe it in 30 to 4000 characters, without blanks at the ends and without control characters.";
    (!is_prose(text, 30, 4_000)).then_some(Fault::new("description", advice))
}

/// Looks for faults in what a bid offers.
pub fn offer(text: &str) -> Option<Fault> {
    let advice = "Say what you offer in at most 2000 characters, without blanks at the ends and without control characters.";
    (!is_prose(text, 0, 2_000)).then_some(Fault::new("description", advice))
}

/// Looks for faults in what a review says.
pub fn comment(text: &str) -> Option<Fault> {
    let advice =
        "Say how it was in 10 to 2000 characters, without blanks at the ends and without control characters.";
    (!is_prose(text, 10, 2_000)).then_some(Fault::new("comment", advice))
}

/// Looks for faults in what a milestone pays.
pub fn part(text: &str) -> Option<Fault> {
    let advice =
        "Say what it pays in 1 to 500 characters, without blanks at the ends and without control characters.";
    (!is_prose(text, 1, 500)).then_some(Fault::new("description", advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_visible_line() {
        assert_eq!(title("A logo for a bakery"), None);
        let long = "x".repeat(101);
        for text in
            ["", "short", " A logo for a bakery", "A logo\nfor a bakery", "A lo\u{200b}go for us", &long]
        {
            assert!(title(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn a_description_may_have_lines() {
        assert_eq!(description("We are a bakery.\n\nWe need a logo.\tSoon."), None);
        assert!(description("We are a bakery.\u{202e} We need a logo.").is_some());
        assert!(description("Too short.").is_some());
    }

    #[test]
    fn a_review_says_something() {
        assert_eq!(comment("Quick, careful and kind."), None);
        assert!(comment("Fine.").is_some() && comment(&"x".repeat(2_001)).is_some());
    }

    #[test]
    fn a_part_is_described() {
        assert_eq!(part("First draft"), None);
        assert!(part("").is_some() && part(&"x".repeat(501)).is_some());
    }

    #[test]
    fn an_offer_may_say_nothing() {
        assert_eq!(offer(""), None);
        assert!(offer(&"x".repeat(2_001)).is_some());
    }
}
