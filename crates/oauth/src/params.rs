//! Parameters as forms and query strings carry them (RFC 6749 §3.1, §3.2, appendix B).

use url::form_urlencoded;

use crate::error::Error;

/// The most parameters a request may have.
const MOST: usize = 100;

/// Parameters in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded` text.
    ///
    /// # Errors
    /// If there are too many, or a value is not percent-encoded UTF-8 without control characters.
    pub fn parse(text: &[u8]) -> Result<Self, Error> {
        let mut pairs = Vec::new();
        for pair in text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == MOST {
                return Err(Error::invalid_request("the request has too many parameters"));
            }
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            pairs.push((name, decode(halves.next().unwrap_or_default())?));
        }
        Ok(Self(pairs))
    }

    /// From pairs that are decoded already.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// The parameters.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of a parameter; one without a value counts as absent (RFC 6749 §3.1).
    ///
    /// # Errors
    /// If it is there more than once.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Error> {
        let mut values = self.iter().filter(|(known, _)| *known == name).map(|(_, value)| value);
        let first = values.next();
        if values.next().is_some() {
            return Err(Error::invalid_request(format!("the parameter {name} is there more than once")));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }

    /// The value of a parameter that must be there.
    ///
    /// # Errors
    /// If it is missing, or there more than once.
    pub fn required(&self, name: &str) -> Result<&str, Error> {
        self.one(name)?.ok_or_else(|| Error::invalid_request(format!("the parameter {name} is missing")))
    }

    /// The form-encoded text, which [`Params::parse`] reads back.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.iter()).finish()
    }
}

/// Decodes one name or value: `+` is a blank, `%` two hexadecimal digits.
pub(crate) fn decode(text: &[u8]) -> Result<String, Error> {
    let bad = || Error::invalid_request("a parameter is not form-encoded UTF-8");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut digit =
                    || rest.next().and_then(|digit| char::from(*digit).to_digit(16)).ok_or_else(bad);
                let value = digit()? * 16 + digit()?;
                u8::try_from(value).map_err(|_| bad())?
            }
            other => *other,
        });
    }
    let decoded = String::from_utf8(bytes).map_err(|_| bad())?;
    let control = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if decoded.chars().any(control) {
        return Err(bad());
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_repeated_parameter_is_an_error_and_an_empty_one_is_absent() {
        let params = Params::parse(b"a=1&b=&c=1&c=2").unwrap();
        assert_eq!(params.one("a").unwrap(), Some("1"));
        assert_eq!(params.one("b").unwrap(), None);
        assert_eq!(params.one("z").unwrap(), None);
        assert!(params.one("c").is_err());
        assert!(params.required("b").is_err());
    }

    #[test]
    fn appendix_b_of_rfc_6749_decodes() {
        let params = Params::parse("v=+%25%26%2B%C2%A3%E2%82%AC".as_bytes()).unwrap();
        assert_eq!(params.one("v").unwrap(), Some(" %&+\u{a3}\u{20ac}"));
    }

    #[test]
    fn what_is_not_form_encoded_is_refused() {
        for text in ["a=%", "a=%2", "a=%zz", "a=%ff", "a=%00", "a=%1b"] {
            assert!(Params::parse(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Params::parse("a=1&".repeat(MOST + 1).as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = Params::parse(&bytes);
        }

        #[test]
        fn what_is_printed_is_read_back(pairs in prop::collection::vec(("[a-z_]{1,8}", "[ -~é€]{0,20}"), 0..10)) {
            let params = Params::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            prop_assert_eq!(Params::parse(params.encode().as_bytes()).unwrap(), params);
        }
    }
}
