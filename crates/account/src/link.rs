//! One-time links and codes that are sent by mail.

use std::time::Duration;

use aws_lc_rs::hmac;
use oauth::{Entropy, Secret, SecretKind, Timestamp, TokenHash, UserId, entropy};

/// What a link is for. One made for one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Proves that its reader owns the address.
    VerifyEmail,
    /// Lets its reader set a new password.
    ResetPassword,
    /// Lets its reader make the first operator.
    Setup,
    /// Proves that its reader owns the address an account is to have.
    ChangeEmail,
    /// Gives an account its old address back, and ends everything.
    UndoEmail,
    /// Ends everything of an account whose owner says that an act was not theirs.
    NotMe,
}

impl LinkPurpose {
    /// Every purpose.
    pub const ALL: [Self; 6] = [
        Self::VerifyEmail,
        Self::ResetPassword,
        Self::Setup,
        Self::ChangeEmail,
        Self::UndoEmail,
        Self::NotMe,
    ];

    /// Whether a link for this only takes away: it gives nobody anything, so it stays good beside newer ones, and
    /// when the password changes. Otherwise whoever broke in could void what their victim was sent.
    pub const fn only_ends(self) -> bool {
        matches!(self, Self::UndoEmail | Self::NotMe)
    }

    /// How long a link for this lives.
    pub const fn life(self) -> Duration {
        Duration::from_secs(match self {
            Self::VerifyEmail | Self::Setup | Self::ChangeEmail => 24 * 3_600,
            Self::UndoEmail | Self::NotMe => 7 * 86_400,
            Self::ResetPassword => 30 * 60,
        })
    }
}

/// Wrong codes after which only the link, or a new mail, helps.
const MOST_WRONG_CODES: i64 = 5;

/// A one-time link as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Hash of its value.
    pub hash: TokenHash,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose it is; `None` for set-up.
    pub user_id: Option<UserId>,
    /// The address it was sent to.
    pub email: String,
    /// Hash of the browser's cookie that asked for it; using it elsewhere proves less.
    pub browser: Option<TokenHash>,
    /// Hash of the six-digit code that may be typed instead.
    pub code_hash: Option<TokenHash>,
    /// Wrong codes typed so far.
    pub wrong_codes: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What became of a typed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeUse {
    /// It is right.
    Accept,
    /// It is wrong; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// The link has ended, or too many wrong codes were typed.
    Over,
}

impl Link {
    /// Makes a link for a purpose and gives its value and the six-digit code that may be typed instead.
    pub fn make(
        purpose: LinkPurpose,
        user_id: Option<UserId>,
        email: &str,
        browser: Option<TokenHash>,
        now: Timestamp,
        entropy: &dyn Entropy,
        code_key: &[u8; 32],
    ) -> (Self, Secret, String) {
        let secret = Secret::new(SecretKind::Link, entropy);
        let code = six_digits(entropy);
        let hash = secret.hash();
        let link = Self {
            hash,
            purpose,
            user_id,
            email: email.to_owned(),
            browser,
            code_hash: Some(hash_code(code_key, &hash, &code)),
            wrong_codes: 0,
            created_at: now,
            expires_at: now + purpose.life(),
            used_at: None,
        };
        (link, secret, code)
    }

    /// The same without a code to type.
    #[must_use]
    pub fn without_code(self) -> Self {
        Self { code_hash: None, ..self }
    }

    /// Whether the link still opens what it was made for.
    pub fn opens(&self, purpose: LinkPurpose, now: Timestamp) -> bool {
        self.purpose == purpose && self.used_at.is_none() && self.expires_at > now
    }

    /// Decides about a typed code; blanks and dashes in it do not count.
    pub fn check_code(&self, typed: &str, code_key: &[u8; 32], now: Timestamp) -> CodeUse {
        let open = self.used_at.is_none() && self.expires_at > now && self.wrong_codes < MOST_WRONG_CODES;
        let Some(right) = self.code_hash.filter(|_| open) else { return CodeUse::Over };
        let digits: String =
            typed.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
        let given = hash_code(code_key, &self.hash, &digits);
        match aws_lc_rs::constant_time::verify_slices_are_equal(&given.0, &right.0) {
            Ok(()) => CodeUse::Accept,
            Err(_) => CodeUse::Wrong { left: MOST_WRONG_CODES - self.wrong_codes - 1 },
        }
    }
}

/// Draws six digits.
pub(crate) fn six_digits(entropy: &dyn Entropy) -> String {
    // 2⁶⁴ is not a multiple of a million; the unevenness is one in 18 · 10¹².
    let number = u64::from_be_bytes(entropy::bytes::<8>(entropy)) % 1_000_000;
    format!("{number:06}")
}

/// A code has too little in it for a plain hash; the key keeps a copy of the database from being searched.
pub(crate) fn hash_code(key: &[u8; 32], bound_to: &TokenHash, code: &str) -> TokenHash {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    context.update(&bound_to.0);
    context.update(code.as_bytes());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.sign().as_ref());
    TokenHash(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW, user};

    const KEY: [u8; 32] = [8; 32];

    fn link(purpose: LinkPurpose) -> (Link, String) {
        let (link, _, code) =
            Link::make(purpose, Some(user().id), "ada@example.com", None, NOW, &Fixed(6), &KEY);
        (link, code)
    }

    #[test]
    fn a_link_opens_its_own_purpose_once_and_in_time() {
        let (reset, _) = link(LinkPurpose::ResetPassword);
        assert!(reset.opens(LinkPurpose::ResetPassword, NOW));
        assert!(!reset.opens(LinkPurpose::VerifyEmail, NOW));
        assert!(!reset.opens(LinkPurpose::ResetPassword, NOW + Duration::from_secs(30 * 60)));
        assert!(!Link { used_at: Some(NOW), ..reset }.opens(LinkPurpose::ResetPassword, NOW));
    }

    #[test]
    fn what_only_ends_has_no_code_and_lives_for_a_week() {
        for purpose in LinkPurpose::ALL {
            assert_eq!(purpose.only_ends(), purpose.life() == Duration::from_secs(7 * 86_400));
        }
        let (link, code) = link(LinkPurpose::NotMe);
        assert_eq!(link.without_code().check_code(&code, &KEY, NOW), CodeUse::Over);
    }

    #[test]
    fn a_code_is_taken_with_blanks_and_dashes() {
        let (link, code) = link(LinkPurpose::VerifyEmail);
        let spaced = format!(" {}-{} ", &code[..3], &code[3..]);
        assert_eq!(link.check_code(&spaced, &KEY, NOW), CodeUse::Accept);
        assert_eq!(link.check_code(&code, &[9; 32], NOW), CodeUse::Wrong { left: 4 });
    }

    #[test]
    fn five_wrong_codes_end_the_guessing() {
        let (link, code) = link(LinkPurpose::VerifyEmail);
        let guess =
            |wrong_codes, typed: &str| Link { wrong_codes, ..link.clone() }.check_code(typed, &KEY, NOW);
        assert_eq!(guess(4, "000001"), CodeUse::Wrong { left: 0 });
        assert_eq!(guess(5, &code), CodeUse::Over);
        assert_eq!(guess(0, ""), CodeUse::Wrong { left: 4 });
    }
}
