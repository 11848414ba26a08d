//! What a person types to say who they are: an address or a username.

use unicode_normalization::UnicodeNormalization;

/// The longest text that is looked up, in bytes.
const LONGEST: usize = 254;

/// The canonical form of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// The key of an address.
    Email(String),
    /// The key of a username.
    Username(String),
}

impl Login {
    /// Reads what was typed; `None` if nobody can have it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST || text.chars().any(char::is_control) {
            return None;
        }
        let key: String = text.nfkc().flat_map(char::to_lowercase).collect();
        Some(if text.contains('@') { Self::Email(key) } else { Self::Username(key) })
    }

    /// The canonical text.
    pub fn key(&self) -> &str {
        match self {
            Self::Email(key) | Self::Username(key) => key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::Email;
    use crate::username::Username;

    #[test]
    fn a_login_finds_the_key_of_what_was_registered() {
        let email = Email::parse("Ada@Example.com").unwrap();
        assert_eq!(Login::parse(" ADA@example.COM"), Some(Login::Email(email.key().into())));
        let username = Username::parse("Ada").unwrap();
        assert_eq!(Login::parse("aDa"), Some(Login::Username(username.key().into())));
        assert_eq!(Login::parse("  "), None);
        assert_eq!(Login::parse(&"x".repeat(255)), None);
    }
}
