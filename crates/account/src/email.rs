//! Mail addresses, canonicalised once.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A mail address that could exist, with the form under which it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    spelled: String,
    key: String,
}

/// Why a text is not taken as an address. Prints as a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailProblem {
    /// Nothing was entered.
    Missing,
    /// It cannot be an address.
    NotAnAddress,
    /// It is longer than mail allows.
    TooLong,
}

impl fmt::Display for EmailProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Enter your email address.",
            Self::NotAnAddress => "This is not a whole email address. Write it like name@example.com.",
            Self::TooLong => "This email address is longer than mail allows. Check it for extra text.",
        })
    }
}

impl Email {
    /// Reads an address. Its spelling is kept for sending; all of it is compared without regard to case.
    ///
    /// # Errors
    /// If mail could not be sent there.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let spelled = text.trim();
        if spelled.is_empty() {
            return Err(EmailProblem::Missing);
        }
        if spelled.len() > 254 {
            return Err(EmailProblem::TooLong);
        }
        let (local, domain) = spelled.rsplit_once('@').ok_or(EmailProblem::NotAnAddress)?;
        let local_fits = (1..=64).contains(&local.len())
            && local.chars().all(|c| !c.is_control() && !c.is_whitespace() && !"\"(),:;<>@[\\]".contains(c))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if !local_fits || !domain.contains('.') || !domain.split('.').all(label) {
            return Err(EmailProblem::NotAnAddress);
        }
        let key = spelled.nfkc().flat_map(char::to_lowercase).collect();
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

    /// Enough of it to recognise one's own: `a…@example.com`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.spelled.rsplit_once('@').unwrap_or((&self.spelled, ""));
        let first: String = local.chars().take(1).collect();
        format!("{first}…@{domain}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_address_have_one_key() {
        let key = |text| Email::parse(text).unwrap().key().to_owned();
        assert_eq!(key(" Ada.Osei@Example.COM "), key("ada.osei@example.com"));
        assert_eq!(Email::parse("Ada@Example.com").unwrap().as_str(), "Ada@Example.com");
    }

    #[test]
    fn what_cannot_receive_mail_is_refused() {
        for text in [
            "",
            "ada",
            "ada@",
            "@example.com",
            "a b@example.com",
            "ada@localhost",
            "ada@-x.com",
            "a..b@x.com",
            "a@x..com",
            "a@b@c.com",
            "a\n@x.com",
        ] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(Email::parse(&format!("{}@example.com", "a".repeat(250))), Err(EmailProblem::TooLong));
    }

    #[test]
    fn a_mask_shows_the_first_letter_and_the_domain() {
        assert_eq!(Email::parse("ada@example.com").unwrap().masked(), "a…@example.com");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = Email::parse(&text);
        }
    }
}
