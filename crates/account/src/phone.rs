//! Telephone numbers that can be texted (ITU-T E.164): a country's code, and no more than fifteen digits in all.

/// The most digits of a number, its country's code among them (E.164 §6).
const MOST_DIGITS: usize = 15;

/// The fewest: shorter ones are services.
const FEWEST_DIGITS: usize = 8;

/// Digits at the end that whoever is given numbers in bulk may choose; what stands before them is one range.
const RANGE_DIGITS: usize = 4;

/// Codes of no country: free, shared and premium services, satellites and networks at sea. A text there costs many
/// times what others do, and whoever runs such a number is paid for it.
const SERVICES: [&str; 10] = ["800", "808", "870", "878", "881", "882", "883", "888", "979", "991"];

/// Country codes of two digits; those that begin with 1 or 7 have one, all others three.
const TWO_DIGITS: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// A number, written `+` and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

/// Why something is no number that can be texted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing.
    Empty,
    /// It does not begin with `+` and a country's code.
    Country,
    /// It holds the zero that is dialled only within the country, in brackets.
    Trunk,
    /// It holds something else than digits and what separates them.
    Characters,
    /// It is too short or too long.
    Length,
    /// It belongs to no country.
    Service,
}

impl Phone {
    /// Reads what was typed: `+` or `00`, and digits with blanks, dashes, dots and brackets between them.
    ///
    /// # Errors
    /// Why it cannot be texted.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        // What is pasted from a message often brings marks of direction with it.
        let hidden = |character: char| {
            character.is_control() || "\u{200e}\u{200f}\u{202a}\u{202c}".contains(character)
        };
        let typed: String = typed.chars().filter(|character| !hidden(*character)).collect();
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Fault::Empty);
        }
        let separates = |character: char| character.is_whitespace() || "-‐‑–.()/".contains(character);
        if !typed
            .chars()
            .all(|character| character.is_ascii_digit() || character == '+' || separates(character))
        {
            return Err(Fault::Characters);
        }
        if typed.contains("(0)") {
            return Err(Fault::Trunk);
        }
        let plain: String = typed.chars().filter(|character| !separates(*character)).collect();
        let digits = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00")).ok_or(Fault::Country)?;
        if digits.contains('+') {
            return Err(Fault::Characters);
        }
        if digits.starts_with('0') {
            return Err(Fault::Country);
        }
        if !(FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len()) {
            return Err(Fault::Length);
        }
        if SERVICES.iter().any(|code| digits.starts_with(code)) {
            return Err(Fault::Service);
        }
        Ok(Self(format!("+{digits}")))
    }

    /// As it is kept and dialled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people read it: the country's code apart, the rest in groups (E.123).
    pub fn in_groups(&self) -> String {
        let (country, rest) = self.0.split_at(1 + self.country_digits());
        let mut groups = vec![country.to_owned()];
        let mut rest = rest;
        // No group stands with a single digit.
        while rest.len() > 4 {
            let (group, after) = rest.split_at(3);
            groups.push(group.to_owned());
            rest = after;
        }
        groups.push(rest.to_owned());
        groups.join(" ")
    }

    /// Its last two digits, by which its owner knows it and nobody else learns it.
    pub fn ending(&self) -> &str {
        &self.0[self.0.len() - 2..]
    }

    /// What it shares with the numbers beside it.
    pub fn range(&self) -> &str {
        &self.0[..self.0.len() - RANGE_DIGITS]
    }

    fn country_digits(&self) -> usize {
        let digits = &self.0[1..];
        match digits.as_bytes()[0] {
            b'1' | b'7' => 1,
            _ if TWO_DIGITS.iter().any(|code| digits.starts_with(code)) => 2,
            _ => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn groups(typed: &str) -> String {
        Phone::parse(typed).unwrap().in_groups()
    }

    #[test]
    fn numbers_are_read_however_they_are_written_and_shown_in_one_way() {
        for (typed, kept, shown) in [
            ("+447911123456", "+447911123456", "+44 791 112 3456"),
            (" 0044 7911-123 456 ", "+447911123456", "+44 791 112 3456"),
            ("+1 (415) 555-2671", "+14155552671", "+1 415 555 2671"),
            ("+233 20.000.0000", "+233200000000", "+233 200 000 000"),
            ("+7 912 345 67 89", "+79123456789", "+7 912 345 6789"),
            ("\u{202a}+34 600 000 000\u{202c}", "+34600000000", "+34 600 000 000"),
            ("+971 50 123 4567", "+971501234567", "+971 501 234 567"),
        ] {
            let phone = Phone::parse(typed).unwrap();
            assert_eq!((phone.as_str(), phone.in_groups().as_str()), (kept, shown));
        }
    }

    #[test]
    fn what_cannot_be_texted_is_told_by_its_reason() {
        for (typed, fault) in [
            ("", Fault::Empty),
            ("   ", Fault::Empty),
            ("07911 123456", Fault::Country),
            ("+0791112345", Fault::Country),
            ("020 000 0000", Fault::Country),
            ("+44 (0)7911 123456", Fault::Trunk),
            ("+44 7911 CALLME", Fault::Characters),
            ("+44+7911123456", Fault::Characters),
            ("+44 7911 ١٢٣٤٥٦", Fault::Characters),
            ("+123456", Fault::Length),
            ("+1234567890123456", Fault::Length),
            ("+881 612 345 678", Fault::Service),
            ("+979 123 456 789", Fault::Service),
        ] {
            assert_eq!(Phone::parse(typed), Err(fault), "{typed}");
        }
    }

    #[test]
    fn neighbours_share_a_range_and_two_digits_tell_numbers_apart() {
        let (one, other) = (Phone::parse("+447911120001").unwrap(), Phone::parse("+447911129999").unwrap());
        assert_eq!((one.range(), one.range() == other.range()), ("+44791112", true));
        assert_eq!((one.ending(), other.ending()), ("01", "99"));
        assert_ne!(Phone::parse("+447911130001").unwrap().range(), one.range());
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,40}") {
            if let Ok(phone) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }

        #[test]
        fn what_is_shown_is_read_back(digits in "[1-9][0-9]{7,14}") {
            if let Ok(phone) = Phone::parse(&format!("+{digits}")) {
                prop_assert_eq!(Phone::parse(&groups(&format!("+{digits}"))), Ok(phone));
            }
        }
    }
}
