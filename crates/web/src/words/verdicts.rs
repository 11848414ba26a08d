//! What the rules of accounts say, in words.

use account::email::EmailProblem;
use account::password::PasswordProblem;
use account::password::strength::Strength;
use account::username::UsernameProblem;

use super::{Phrase, t};

/// A verdict that a page tells.
pub(crate) trait InWords {
    /// What happened and what to do.
    fn in_words(&self) -> Phrase;
}

impl InWords for EmailProblem {
    fn in_words(&self) -> Phrase {
        match self {
            Self::Missing => t("email-missing"),
            Self::NotAnAddress => t("email-not-whole").with("example", "name@example.com"),
            Self::TooLong => t("email-too-long"),
        }
    }
}

impl InWords for UsernameProblem {
    fn in_words(&self) -> Phrase {
        match self {
            Self::Missing => t("username-missing"),
            Self::Length => t("username-length"),
            Self::Characters => t("username-characters"),
            Self::Reserved => t("username-reserved"),
        }
    }
}

impl InWords for PasswordProblem {
    fn in_words(&self) -> Phrase {
        match self {
            Self::Missing => t("password-missing"),
            Self::TooShort(least) => t("password-too-short").count("count", *least),
            Self::TooLong => t("password-too-long"),
            Self::Common => t("password-common"),
            Self::Leaked => t("password-leaked"),
            Self::Pattern => t("password-pattern"),
            Self::Personal => t("password-personal"),
        }
    }
}

impl InWords for Strength {
    fn in_words(&self) -> Phrase {
        match self {
            Self::VeryWeak => t("strength-very-weak"),
            Self::Weak => t("strength-weak"),
            Self::Fair => t("strength-fair"),
            Self::Strong => t("strength-strong"),
            Self::VeryStrong => t("strength-very-strong"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_and_the_pages_say_the_same() {
        for problem in [EmailProblem::Missing, EmailProblem::NotAnAddress, EmailProblem::TooLong] {
            assert_eq!(problem.in_words().to_string(), problem.to_string());
        }
        for problem in [
            UsernameProblem::Missing,
            UsernameProblem::Length,
            UsernameProblem::Characters,
            UsernameProblem::Reserved,
        ] {
            assert_eq!(problem.in_words().to_string(), problem.to_string());
        }
        for problem in [
            PasswordProblem::Missing,
            PasswordProblem::TooShort(15),
            PasswordProblem::TooLong,
            PasswordProblem::Common,
            PasswordProblem::Leaked,
            PasswordProblem::Pattern,
            PasswordProblem::Personal,
        ] {
            assert_eq!(problem.in_words().to_string(), problem.to_string());
        }
    }
}
