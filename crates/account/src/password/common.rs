//! Passwords that are tried first. Kept here are the stems that long passwords are built of; a stem repeated,
//! decorated with digits and signs, or joined with another is on the list too.

const STEMS: &[&str] = &[
    "111111",
    "112233",
    "121212",
    "123123",
    "123321",
    "1234",
    "12345",
    "123456",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "123qwe",
    "131313",
    "147258369",
    "159753",
    "1q2w3e",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "2000",
    "222222",
    "333333",
    "444444",
    "555555",
    "654321",
    "666666",
    "696969",
    "777777",
    "888888",
    "987654321",
    "999999",
    "aa123456",
    "aaaaaa",
    "abc",
    "abc123",
    "abcd1234",
    "access",
    "admin",
    "adobe",
    "amanda",
    "andrea",
    "andrew",
    "angel",
    "apple",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "ashley",
    "azerty",
    "babygirl",
    "bailey",
    "baseball",
    "basketball",
    "batman",
    "biteme",
    "buster",
    "butterfly",
    "changeme",
    "charlie",
    "cheese",
    "chelsea",
    "chocolate",
    "computer",
    "cookie",
    "correcthorsebatterystaple",
    "daniel",
    "default",
    "donald",
    "dragon",
    "flower",
    "football",
    "freedom",
    "fuckyou",
    "george",
    "ginger",
    "google",
    "guest",
    "hannah",
    "harley",
    "hello",
    "hockey",
    "hunter",
    "iloveyou",
    "internet",
    "jennifer",
    "jessica",
    "jordan",
    "joshua",
    "justin",
    "killer",
    "letmein",
    "liverpool",
    "login",
    "loveme",
    "lovely",
    "maggie",
    "master",
    "matrix",
    "matthew",
    "michael",
    "michelle",
    "monkey",
    "mustang",
    "mypassword",
    "nicole",
    "ninja",
    "nothing",
    "pass",
    "passphrase",
    "passw0rd",
    "password",
    "pepper",
    "please",
    "pokemon",
    "princess",
    "purple",
    "q1w2e3r4",
    "qazwsx",
    "querty",
    "qwer1234",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "ranger",
    "robert",
    "root",
    "samantha",
    "secret",
    "shadow",
    "silver",
    "soccer",
    "starwars",
    "summer",
    "sunshine",
    "superman",
    "supersecret",
    "taylor",
    "test",
    "testing",
    "thomas",
    "thunder",
    "tigger",
    "trustno1",
    "welcome",
    "whatever",
    "winter",
    "yankees",
    "zaq12wsx",
    "zxcvbn",
    "zxcvbnm",
];

/// Whether the whole text is stems, digits and signs, with fewer than four characters of its own. A sentence of
/// several words with blanks between them is not: its words are common, their order is not.
pub(super) fn is_listed(plain: &str) -> bool {
    if plain.split_whitespace().count() >= 4 {
        return false;
    }
    let joined: String = plain.chars().filter(|character| !character.is_whitespace()).collect();
    let joined = joined.replace('@', "a").replace('$', "s");
    let mut rest = joined.as_str();
    let mut own = 0;
    while !rest.is_empty() {
        match STEMS.iter().filter(|stem| rest.starts_with(**stem)).map(|stem| stem.len()).max() {
            Some(length) => rest = &rest[length..],
            None => {
                let mut characters = rest.chars();
                let own_letter = characters.next().is_some_and(char::is_alphabetic);
                own += usize::from(own_letter);
                rest = characters.as_str();
            }
        }
    }
    own < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_listed_however_they_are_decorated() {
        for text in [
            "password",
            "passwordpassword",
            "p@ssword1234!!!!",
            "qwertyuiop123456",
            "letmeinletmein!!",
            "iloveyou monkey 99",
        ] {
            assert!(is_listed(text), "{text}");
        }
        for text in
            ["violet umbrella", "correct horse battery staple", "xk7-moonlit-harbour", "надежда умирает"]
        {
            assert!(!is_listed(text), "{text}");
        }
    }

    #[test]
    fn digits_alone_are_listed() {
        assert!(is_listed("8675309867530986"));
    }
}
