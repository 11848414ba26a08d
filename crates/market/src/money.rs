//! Currencies and amounts. An amount is a whole number of the currency's smallest unit.

/// A currency that members deal in (ISO 4217).
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its number in the older API.
    pub number: i64,
    /// Its code.
    pub code: &'static str,
    /// Its sign.
    pub sign: &'static str,
    /// Its name.
    pub name: &'static str,
    /// How many digits of an amount stand after the point.
    pub exponent: u32,
}

/// The largest amount of anything, in smallest units.
pub const MOST: i64 = 100_000_000_000;

const fn currency(
    number: i64,
    code: &'static str,
    sign: &'static str,
    name: &'static str,
    exponent: u32,
) -> Currency {
    Currency { number, code, sign, name, exponent }
}

/// Every currency, by code.
pub const CURRENCIES: &[Currency] = &[
    currency(3, "AUD", "$", "Australian Dollar", 2),
    currency(20, "BRL", "R$", "Brazilian Real", 2),
    currency(9, "CAD", "$", "Canadian Dollar", 2),
    currency(12, "CHF", "CHF", "Swiss Franc", 2),
    currency(21, "DKK", "kr", "Danish Krone", 2),
    currency(8, "EUR", "€", "Euro", 2),
    currency(4, "GBP", "£", "British Pound", 2),
    currency(5, "HKD", "$", "Hong Kong Dollar", 2),
    currency(11, "INR", "₹", "Indian Rupee", 2),
    currency(22, "JPY", "¥", "Japanese Yen", 0),
    currency(24, "KWD", "KD", "Kuwaiti Dinar", 3),
    currency(23, "NOK", "kr", "Norwegian Krone", 2),
    currency(2, "NZD", "$", "New Zealand Dollar", 2),
    currency(7, "PHP", "₱", "Philippine Peso", 2),
    currency(15, "PLN", "zł", "Polish Zloty", 2),
    currency(14, "SEK", "kr", "Swedish Krona", 2),
    currency(6, "SGD", "$", "Singapore Dollar", 2),
    currency(1, "USD", "$", "US Dollar", 2),
];

impl Currency {
    /// By its code.
    pub fn find(code: &str) -> Option<&'static Self> {
        CURRENCIES.iter().find(|currency| currency.code == code)
    }

    /// By its number in the older API.
    pub fn numbered(number: i64) -> Option<&'static Self> {
        CURRENCIES.iter().find(|currency| currency.number == number)
    }
}

impl Currency {
    fn scale(&self) -> f64 {
        f64::from(10_u32.pow(self.exponent))
    }

    /// Reads an amount that is written with a point, as older clients do; `None` if it has more digits than the
    /// currency, or is none that can be dealt in.
    pub fn to_smallest(&self, amount: f64) -> Option<i64> {
        let scaled = amount * self.scale();
        let whole = scaled.round();
        let fits = whole.abs() <= MOST as f64 && (scaled - whole).abs() < 1e-3;
        // In bounds, so nothing is cut off.
        fits.then_some(whole as i64)
    }

    /// Writes an amount with a point. Every amount up to [`MOST`] comes back exactly.
    pub fn with_point(&self, amount: i64) -> f64 {
        amount as f64 / self.scale()
    }
}

/// Whether something may cost this much.
pub fn is_price(amount: i64) -> bool {
    (1..=MOST).contains(&amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_has_a_code_and_a_number_of_its_own() {
        for currency in CURRENCIES {
            assert_eq!(Currency::find(currency.code), Some(currency));
            assert_eq!(Currency::numbered(currency.number), Some(currency), "{}", currency.code);
        }
        assert!(CURRENCIES.is_sorted_by_key(|currency| currency.code));
        assert_eq!(Currency::find("eur"), None);
    }

    proptest::proptest! {
        #[test]
        fn an_amount_written_with_a_point_comes_back(amount in 0..=MOST, at in 0..CURRENCIES.len()) {
            let currency = &CURRENCIES[at];
            proptest::prop_assert_eq!(currency.to_smallest(currency.with_point(amount)), Some(amount));
        }
    }

    #[test]
    fn an_amount_finer_than_its_currency_is_none() {
        let find = |code| Currency::find(code).unwrap();
        assert_eq!(find("EUR").to_smallest(10.5), Some(1_050));
        assert_eq!((find("EUR").to_smallest(0.005), find("JPY").to_smallest(0.5)), (None, None));
        for amount in [f64::NAN, f64::INFINITY, 1e18, -1e18] {
            assert_eq!(find("EUR").to_smallest(amount), None, "{amount}");
        }
    }

    #[test]
    fn a_price_is_neither_nothing_nor_without_end() {
        assert!(is_price(1) && is_price(MOST));
        assert!(!is_price(0) && !is_price(-1) && !is_price(MOST + 1));
    }
}
