//! The token in a form: it proves that this browser was shown this form, not long ago.

use std::time::Duration;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::{FormId, Timestamp, TokenHash};

/// How long a form can be sent after it was shown.
const LIFE: Duration = Duration::from_secs(4 * 3_600);

/// Why a form is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// It has no token, or not one of ours.
    Foreign,
    /// It was open for too long.
    Expired,
}

fn tag(key: &[u8; 32], browser: &TokenHash, purpose: &str, form: &FormId) -> hmac::Tag {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    context.update(&browser.0);
    context.update(form.as_bytes());
    context.update(purpose.as_bytes());
    context.sign()
}

/// Makes the token of a form. The form's identifier carries the time.
pub fn make(key: &[u8; 32], browser: &TokenHash, purpose: &str, form: FormId) -> String {
    let mut bytes = form.as_bytes().to_vec();
    bytes.extend_from_slice(tag(key, browser, purpose, &form).as_ref());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Checks a token that came back.
///
/// # Errors
/// If this browser was not shown this form, or too long ago.
pub fn check(
    token: &str,
    key: &[u8; 32],
    browser: &TokenHash,
    purpose: &str,
    now: Timestamp,
) -> Result<FormId, FormProblem> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| FormProblem::Foreign)?;
    let (id, given) = bytes.split_at_checked(16).ok_or(FormProblem::Foreign)?;
    let form = FormId::from_bytes(id.try_into().map_err(|_| FormProblem::Foreign)?);
    let expected = tag(key, browser, purpose, &form);
    aws_lc_rs::constant_time::verify_slices_are_equal(expected.as_ref(), given)
        .map_err(|_| FormProblem::Foreign)?;
    if now.since(form.made_at()) > LIFE { Err(FormProblem::Expired) } else { Ok(form) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW};
    use proptest::prelude::*;

    const KEY: [u8; 32] = [8; 32];
    const BROWSER: TokenHash = TokenHash([1; 32]);

    #[test]
    fn a_form_comes_back_from_its_browser_for_its_purpose_in_time() {
        let form = FormId::new(NOW, &Fixed(2));
        let token = make(&KEY, &BROWSER, "signin", form);
        assert_eq!(check(&token, &KEY, &BROWSER, "signin", NOW), Ok(form));
        assert_eq!(check(&token, &KEY, &BROWSER, "signup", NOW), Err(FormProblem::Foreign));
        assert_eq!(check(&token, &KEY, &TokenHash([2; 32]), "signin", NOW), Err(FormProblem::Foreign));
        assert_eq!(check(&token, &[9; 32], &BROWSER, "signin", NOW), Err(FormProblem::Foreign));
        let late = NOW + LIFE + Duration::from_secs(1);
        assert_eq!(check(&token, &KEY, &BROWSER, "signin", late), Err(FormProblem::Expired));
    }

    proptest! {
        #[test]
        fn any_text_is_refused(text: String) {
            prop_assert!(check(&text, &KEY, &BROWSER, "signin", NOW).is_err());
        }
    }
}
