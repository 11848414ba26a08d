//! How long a password would withstand guessing.

use zxcvbn::{Score, zxcvbn};

/// How strong a password is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Among the first that are tried.
    VeryWeak,
    /// Found by somebody who tries.
    Weak,
    /// Found by somebody who has a copy of the records and time.
    Fair,
    /// Found by nobody who has anything better to do.
    Strong,
    /// Found by nobody.
    VeryStrong,
}

impl Strength {
    /// Of a text, for somebody who knows the words of `context`: name, address, service.
    pub fn of(text: &str, context: &[&str]) -> Self {
        match zxcvbn(text, context).score() {
            Score::Zero => Self::VeryWeak,
            Score::One => Self::Weak,
            Score::Two => Self::Fair,
            Score::Three => Self::Strong,
            _ => Self::VeryStrong,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_grows_with_what_has_to_be_guessed() {
        for (text, strength) in [
            ("", Strength::VeryWeak),
            ("passwordpassword", Strength::VeryWeak),
            ("seven lanterns above the quiet harbour", Strength::VeryStrong),
        ] {
            assert_eq!(Strength::of(text, &[]), strength, "{text}");
        }
        assert!(Strength::of("guildgateada", &["guildgate", "ada"]) < Strength::of("qzkfhw vyxejr", &[]));
    }

    #[test]
    fn a_text_of_any_length_and_letters_is_weighed() {
        for text in ["é".repeat(128), "a".repeat(1_024), "\u{202e}\u{0}x".to_owned()] {
            assert!(Strength::of(&text, &[]) <= Strength::VeryStrong);
        }
    }
}
