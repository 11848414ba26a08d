//! Usernames, canonicalised once.

use std::fmt;

/// A username that may be taken, with the form under which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username {
    spelled: String,
    key: String,
}

/// Why a text is not taken as a username. Prints as a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsernameProblem {
    /// Nothing was entered.
    Missing,
    /// Its length is off.
    Length,
    /// It holds other characters.
    Characters,
    /// It could be taken for the service itself.
    Reserved,
}

impl fmt::Display for UsernameProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Enter a username.",
            Self::Length => "A username has 3 to 30 characters.",
            Self::Characters => {
                "Use letters from a to z, digits, and single dots, dashes or underscores between them."
            }
            Self::Reserved => "This username is kept for the service. Choose another.",
        })
    }
}

const RESERVED: &[&str] = &[
    "abuse",
    "account",
    "accounts",
    "admin",
    "administrator",
    "api",
    "billing",
    "contact",
    "developer",
    "developers",
    "guildgate",
    "help",
    "hostmaster",
    "info",
    "legal",
    "login",
    "mail",
    "me",
    "moderator",
    "null",
    "oauth",
    "official",
    "operator",
    "postmaster",
    "privacy",
    "root",
    "security",
    "self",
    "setup",
    "signin",
    "signup",
    "staff",
    "status",
    "support",
    "system",
    "team",
    "trust",
    "undefined",
    "webmaster",
    "www",
];

impl Username {
    /// Reads a username. Its spelling is kept; it is compared without regard to case.
    ///
    /// # Errors
    /// If nobody may have it.
    pub fn parse(text: &str) -> Result<Self, UsernameProblem> {
        let spelled = text.trim();
        if spelled.is_empty() {
            return Err(UsernameProblem::Missing);
        }
        let joint = |byte: u8| b"-_.".contains(&byte);
        let bytes = spelled.as_bytes();
        let fits = bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || joint(*byte))
            && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
            && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
            && !bytes.windows(2).any(|pair| joint(pair[0]) && joint(pair[1]));
        if !fits {
            return Err(UsernameProblem::Characters);
        }
        if !(3..=30).contains(&spelled.len()) {
            return Err(UsernameProblem::Length);
        }
        let key = spelled.to_ascii_lowercase();
        if RESERVED.contains(&key.as_str()) {
            return Err(UsernameProblem::Reserved);
        }
        Ok(Self { spelled: spelled.to_owned(), key })
    }

    /// As its owner spells it.
    pub fn as_str(&self) -> &str {
        &self.spelled
    }

    /// The form under which it is compared.
    pub fn key(&self) -> &str {
        &self.key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(Username::parse(" Ada-Osei ").unwrap().key(), "ada-osei");
        assert_eq!(Username::parse("Ada-Osei").unwrap().as_str(), "Ada-Osei");
    }

    #[test]
    fn each_rule_has_its_reason() {
        for (text, problem) in [
            ("", UsernameProblem::Missing),
            ("ab", UsernameProblem::Length),
            (&"a".repeat(31), UsernameProblem::Length),
            ("ada osei", UsernameProblem::Characters),
            ("ada@x", UsernameProblem::Characters),
            ("-ada", UsernameProblem::Characters),
            ("a--b", UsernameProblem::Characters),
            ("аda", UsernameProblem::Characters),
            ("Admin", UsernameProblem::Reserved),
        ] {
            assert_eq!(Username::parse(text), Err(problem), "{text}");
        }
    }
}
