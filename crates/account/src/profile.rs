//! What a member tells of themselves, in the claims of OpenID Connect (OIDC Core §5.1).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::user::User;

/// The longest value, in characters.
const LONGEST: usize = 120;

/// A profile as the store keeps it. Everything may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile(Map<String, Value>);

/// What a field of a profile holds, which decides what may stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// An address of the web.
    Url,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// A language tag (RFC 5646), such as `en-GB`.
    Locale,
    /// A telephone number in international form.
    Phone,
}

/// The headings of a page under which the fields stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What the member is called.
    Name,
    /// What else they tell.
    About,
    /// Where they are reached.
    Reach,
}

impl Group {
    /// Every group, in the order of a page.
    pub const ALL: [Self; 3] = [Self::Name, Self::About, Self::Reach];
}

/// One field: its claim, what it holds. Fields of `address` carry its name before a dot.
pub struct FieldSpec {
    /// Where it stands.
    pub group: Group,
    /// The claim.
    pub claim: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// The `autocomplete` attribute.
    pub autocomplete: &'static str,
}

macro_rules! fields {
    ($($group:ident $claim:literal $kind:ident $autocomplete:literal;)*) => {
        /// Every field besides the name, in the order of a page.
        pub const FIELDS: &[FieldSpec] = &[
            $(FieldSpec { group: Group::$group, claim: $claim, kind: Kind::$kind, autocomplete: $autocomplete },)*
        ];
    };
}

fields! {
    Name "given_name" Text "given-name";
    Name "middle_name" Text "additional-name";
    Name "family_name" Text "family-name";
    Name "nickname" Text "nickname";
    About "profile" Url "url";
    About "picture" Url "photo";
    About "website" Url "url";
    About "gender" Text "sex";
    About "birthdate" Date "bday";
    About "zoneinfo" Text "off";
    About "locale" Locale "language";
    Reach "phone_number" Phone "tel";
    Reach "address.street_address" Text "street-address";
    Reach "address.locality" Text "address-level2";
    Reach "address.region" Text "address-level1";
    Reach "address.postal_code" Text "postal-code";
    Reach "address.country" Text "country-name";
}

/// Why a value cannot stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is longer than 120 characters.
    TooLong,
    /// It holds a character that cannot be seen.
    Unseen,
    /// It is none of the field's kind.
    NotOf(Kind),
}

impl Profile {
    /// Reads what the store keeps; what cannot be read is an empty profile's business no more.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As the store keeps it.
    pub fn to_text(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// The value of a field.
    pub fn get(&self, claim: &str) -> &str {
        self.0.get(claim).and_then(Value::as_str).unwrap_or_default()
    }

    /// Sets a field; an empty value takes it out.
    ///
    /// # Errors
    /// If the value is none of the field's kind.
    pub fn set(&mut self, field: &FieldSpec, value: &str) -> Result<(), Problem> {
        let value = value.trim();
        if value.is_empty() {
            self.0.remove(field.claim);
            return Ok(());
        }
        check(field.kind, value)?;
        self.0.insert(field.claim.to_owned(), value.into());
        Ok(())
    }

    /// Every claim about a member, with what their account says.
    pub fn claims(&self, user: &User, updated_at: Option<i64>) -> Map<String, Value> {
        let mut claims = Map::new();
        let mut address = Map::new();
        for (name, value) in &self.0 {
            match name.strip_prefix("address.") {
                Some(part) => address.insert(part.to_owned(), value.clone()),
                None => claims.insert(name.clone(), value.clone()),
            };
        }
        if !address.is_empty() {
            let lines = ["street_address", "locality", "region", "postal_code", "country"];
            let lines: Vec<&str> = lines.iter().filter_map(|part| address.get(*part)?.as_str()).collect();
            address.insert("formatted".to_owned(), lines.join("\n").into());
            claims.insert("address".to_owned(), address.into());
        }
        if claims.contains_key("phone_number") {
            // Nobody has proven it: there is no way to yet.
            claims.insert("phone_number_verified".to_owned(), false.into());
        }
        let name = if user.display_name.is_empty() { &user.username } else { &user.display_name };
        claims.insert("name".to_owned(), json!(name));
        claims.insert("preferred_username".to_owned(), json!(user.username));
        claims.insert("email".to_owned(), json!(user.email));
        claims.insert("email_verified".to_owned(), user.email_verified_at.is_some().into());
        claims.insert("updated_at".to_owned(), json!(updated_at.unwrap_or(user.created_at.seconds())));
        claims
    }
}

fn check(kind: Kind, value: &str) -> Result<(), Problem> {
    if value.chars().count() > LONGEST {
        return Err(Problem::TooLong);
    }
    if !oauth::client::registration::is_inert(value) {
        return Err(Problem::Unseen);
    }
    let fits = match kind {
        Kind::Text => true,
        Kind::Url => {
            value.strip_prefix("https://").is_some_and(|rest| rest.contains('.') && !rest.contains(' '))
        }
        Kind::Date => is_date(value),
        Kind::Locale => value.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }),
        Kind::Phone => {
            let digits = value.chars().filter(char::is_ascii_digit).count();
            let allowed = |character: char| character.is_ascii_digit() || " ()-.".contains(character);
            value.strip_prefix('+').is_some_and(|rest| rest.chars().all(allowed))
                && (7..=15).contains(&digits)
        }
    };
    if fits { Ok(()) } else { Err(Problem::NotOf(kind)) }
}

fn is_date(value: &str) -> bool {
    let parts: Vec<Option<u16>> = value.split('-').map(|part| part.parse().ok()).collect();
    let [Some(year), Some(month), Some(day)] = parts[..] else { return false };
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    };
    value.len() == 10 && (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::user;

    fn set(claim: &str, value: &str) -> Result<Profile, Problem> {
        let mut profile = Profile::default();
        let field = FIELDS.iter().find(|field| field.claim == claim).expect("a field");
        profile.set(field, value).map(|()| profile)
    }

    #[test]
    fn each_kind_takes_what_it_holds() {
        for (claim, good, bad) in [
            ("birthdate", "2000-02-29", "1900-02-29"),
            ("birthdate", "1990-12-31", "31.12.1990"),
            ("website", "https://ada.example/x", "javascript:alert(1)"),
            ("locale", "en-GB", "englisch, bitte"),
            ("phone_number", "+233 20 000 0000", "020 000 0000"),
            ("nickname", "ada", "a\u{202e}da"),
        ] {
            assert!(set(claim, good).is_ok(), "{good}");
            assert!(set(claim, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_is_one_claim() {
        let mut profile = set("address.locality", "Accra").unwrap();
        let country = FIELDS.iter().find(|field| field.claim == "address.country").unwrap();
        profile.set(country, "Ghana").unwrap();
        let claims = profile.claims(&user(), None);
        assert_eq!(
            claims["address"],
            json!({ "locality": "Accra", "country": "Ghana", "formatted": "Accra\nGhana" })
        );
        assert!(!claims.contains_key("phone_number_verified"));
    }

    #[test]
    fn an_emptied_field_is_no_claim() {
        let mut profile = set("nickname", "ada").unwrap();
        let nickname = FIELDS.iter().find(|field| field.claim == "nickname").unwrap();
        profile.set(nickname, " ").unwrap();
        assert_eq!(profile, Profile::default());
        assert_eq!(Profile::parse(&profile.to_text()), Some(profile));
    }

    #[test]
    fn every_field_is_a_claim_that_is_announced() {
        let announced: Vec<&str> = oauth::oidc::claims::supported().collect();
        for field in FIELDS {
            let claim = field.claim.split('.').next().unwrap_or_default();
            assert!(announced.contains(&claim), "{}", field.claim);
        }
    }
}
