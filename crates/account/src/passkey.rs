//! Passkeys: public keys whose other half a member's device keeps, and the challenges that prove it is there.

use std::time::Duration;

use oauth::{ChallengeId, Entropy, PasskeyId, Timestamp, TokenHash, UserId};

/// The most passkeys of one member.
pub const MOST: usize = 20;

/// The most characters of a passkey's name.
pub const NAME_MAX: usize = 50;

/// How long an answer to a challenge may take.
pub const CHALLENGE_LIFE: Duration = Duration::from_secs(5 * 60);

/// A passkey of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its identifier, in addresses.
    pub id: PasskeyId,
    /// Whose it is.
    pub user_id: UserId,
    /// What authenticators call it (WebAuthn §4, credential ID).
    pub credential_id: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The kind of authenticator that made it; zeros if it did not say (WebAuthn §6.5.1).
    pub aaguid: [u8; 16],
    /// The public key with what was settled at registration, as the ceremonies write it.
    pub public_key: String,
    /// How often the authenticator says it signed; stays 0 where it does not count (WebAuthn §6.1.1).
    pub counter: i64,
    /// Whether it may be copied to other devices (WebAuthn §6.1.3).
    pub backup_eligible: bool,
    /// Whether it was copied.
    pub backed_up: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When, where and with what it was last used.
    pub last_use: Option<Use>,
}

/// One use of a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// When.
    pub at: Timestamp,
    /// The network address.
    pub address: String,
    /// The browser's own description.
    pub user_agent: String,
}

impl Passkey {
    /// How it proves who signs in, as RFC 8176 names it: a key (in the hands of software if it may be copied, else of
    /// hardware, on the authenticator's word), a person who was there, and with what unlocked the key a second factor.
    pub const fn amr(&self) -> &'static str {
        if self.backup_eligible { "swk user mfa" } else { "hwk user mfa" }
    }
}

/// What a challenge is for. An answer to one is worth nothing anywhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in with nothing else.
    SignIn,
    /// The second factor, after a password.
    Factor,
    /// Proving again who is signed in.
    Confirm,
    /// Adding a passkey.
    Register,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::SignIn, Self::Factor, Self::Confirm, Self::Register];

    /// Its name in the records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Factor => "factor",
            Self::Confirm => "confirm",
            Self::Register => "register",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// A challenge that a browser was given (WebAuthn §13.4.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Its identifier, which the browser sends back.
    pub id: ChallengeId,
    /// What it is for.
    pub purpose: Purpose,
    /// Hash of the browser's own cookie: no other browser answers it.
    pub browser: TokenHash,
    /// Who is to answer it; `None` if anybody may say who they are.
    pub user_id: Option<UserId>,
    /// What the ceremonies keep until the answer.
    pub state: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Challenge {
    /// Makes one.
    pub fn new(
        purpose: Purpose,
        browser: TokenHash,
        user_id: Option<UserId>,
        state: String,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Self {
        let id = ChallengeId::new(now, entropy);
        Self { id, purpose, browser, user_id, state, expires_at: now + CHALLENGE_LIFE }
    }
}

/// What an authenticator of this kind is called, where that is known.
pub fn authenticator_name(aaguid: &[u8; 16]) -> Option<&'static str> {
    let aaguid = u128::from_be_bytes(*aaguid);
    AUTHENTICATORS.iter().find(|(known, _)| *known == aaguid).map(|(_, name)| *name)
}

/// The name a new passkey begins with: its authenticator's, else that of the browser it was made with. A member who
/// has one of that name gets a number behind it.
pub fn first_name(aaguid: &[u8; 16], device: &str, taken: &[Passkey]) -> String {
    let name = authenticator_name(aaguid).unwrap_or(device);
    let is_taken = |name: &str| taken.iter().any(|passkey| passkey.name == name);
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

/// Reads a name as its owner entered it; `None` if it is none.
pub fn read_name(entered: &str) -> Option<String> {
    let name = entered.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_MAX).contains(&name.chars().count());
    (fits && !name.chars().any(is_unseen)).then_some(name)
}

/// Characters that show nothing, or turn around what stands beside them.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Kinds of authenticators by the number that they give themselves.
const AUTHENTICATORS: &[(u128, &str)] = &[
    (0x08987058_cadc_4b81_b6e1_30de50dcbe96, "Windows Hello"),
    (0x9ddd1817_af5a_4672_a2b9_3e3dd95000a9, "Windows Hello"),
    (0x6028b017_b1d4_4c02_b4b3_afcdafc96bb2, "Windows Hello"),
    (0xfbfc3007_154e_4ecc_8c0b_6e020557d7bd, "Apple Passwords"),
    (0xdd4ec289_e01d_41c9_bb89_70fa845d4bf2, "iCloud Keychain, managed"),
    (0xea9b8d66_4d01_1d21_3ce4_b6b48cb575d4, "Google Password Manager"),
    (0xd3452668_01fd_4c12_926c_83a4204853aa, "Microsoft Password Manager"),
    (0xadce0002_35bc_c60a_648b_0b25f1f05503, "Chrome on Mac"),
    (0x771b48fd_d3d4_4f74_9232_fc157ab0507a, "Edge on Mac"),
    (0xb5397666_4885_aa6b_cebf_e52262a439a2, "Chromium"),
    (0x53414d53_554e_4700_0000_000000000000, "Samsung Pass"),
    (0xbada5566_a7aa_401f_bd96_45619a55120d, "1Password"),
    (0xd548826e_79b4_db40_a3d8_11116f7e8349, "Bitwarden"),
    (0x531126d6_e717_415c_9320_3d9aa6981239, "Dashlane"),
    (0xf3809540_7f14_49c1_a8b3_8f813b225541, "Enpass"),
    (0xfdb141b2_5d84_443e_8a35_4698c205a502, "KeePassXC"),
    (0x0ea242b4_43c4_4a1b_8b17_dd6d0b6baec6, "Keeper"),
    (0xb78a0a55_6ef8_d246_a042_ba0f6d55050c, "LastPass"),
    (0xb84e4048_15dc_4dd0_8640_f4f60813c8af, "NordPass"),
    (0x50726f74_6f6e_5061_7373_50726f746f6e, "Proton Pass"),
    (0xcb69481e_8ff7_4039_93ec_0a2729a154a8, "YubiKey 5"),
    (0xee882879_721c_4913_9775_3dfcce97072a, "YubiKey 5"),
    (0x2fc0579f_8113_47ea_b116_bb5a8db9202a, "YubiKey 5 NFC"),
    (0xfa2b99dc_9e39_4257_8f92_4a30d23c4118, "YubiKey 5 NFC"),
    (0xc5ef55ff_ad9a_4b9f_b580_adebafe026d0, "YubiKey 5Ci"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    fn named(name: &str) -> Passkey {
        Passkey {
            id: PasskeyId::from_bytes([1; 16]),
            user_id: user().id,
            credential_id: vec![1],
            name: name.into(),
            aaguid: [0; 16],
            public_key: String::new(),
            counter: 0,
            backup_eligible: true,
            backed_up: true,
            created_at: NOW,
            last_use: None,
        }
    }

    #[test]
    fn a_passkey_is_two_factors_of_a_key_in_software_or_in_hardware() {
        assert_eq!(named("a").amr(), "swk user mfa");
        assert_eq!(Passkey { backup_eligible: false, ..named("a") }.amr(), "hwk user mfa");
    }

    #[test]
    fn a_name_comes_from_the_authenticator_or_the_browser_and_is_new() {
        let proton = *b"Proton\x50\x61\x73\x73Proton";
        assert_eq!(first_name(&proton, "Firefox on Linux", &[]), "Proton Pass");
        assert_eq!(first_name(&[0; 16], "Firefox on Linux", &[]), "Firefox on Linux");
        let taken = [named("Proton Pass"), named("Proton Pass 2")];
        assert_eq!(first_name(&proton, "Firefox on Linux", &taken), "Proton Pass 3");
    }

    #[test]
    fn kinds_are_told_apart() {
        for (index, (aaguid, _)) in AUTHENTICATORS.iter().enumerate() {
            assert!(!AUTHENTICATORS[..index].iter().any(|(known, _)| known == aaguid), "{aaguid:x}");
        }
    }

    #[test]
    fn a_name_is_short_and_shows_what_it_is() {
        assert_eq!(read_name("  My   key "), Some("My key".into()));
        assert_eq!(read_name(&"x".repeat(50)), Some("x".repeat(50)));
        for bad in ["", "  ", &"x".repeat(51), "a\u{202e}b", "a\u{200b}b", "a\u{7}b"] {
            assert_eq!(read_name(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_purpose_is_found_by_its_name_and_a_challenge_ends() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
        }
        assert_eq!(Purpose::parse("other"), None);
        let challenge =
            Challenge::new(Purpose::SignIn, TokenHash([1; 32]), None, "{}".into(), NOW, &Fixed(2));
        assert_eq!(challenge.expires_at, NOW + CHALLENGE_LIFE);
    }
}
