//! Proof Key for Code Exchange (RFC 7636); S256 is the only method.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::Error;

/// Reads the challenge of an authorization request (RFC 7636 §4.3).
///
/// # Errors
/// If it is missing where it is required, or not an S256 challenge.
pub fn check_challenge(
    method: Option<&str>,
    challenge: Option<&str>,
    required: bool,
) -> Result<Option<String>, Error> {
    let Some(challenge) = challenge else {
        if method.is_some() {
            return Err(Error::invalid_request("code_challenge_method is there without code_challenge"));
        }
        if required {
            return Err(Error::invalid_request(
                "code_challenge is missing; this client must use PKCE with S256",
            ));
        }
        return Ok(None);
    };
    if method != Some("S256") {
        return Err(Error::invalid_request("code_challenge_method must be S256"));
    }
    let hash = URL_SAFE_NO_PAD.decode(challenge).ok().filter(|hash| hash.len() == 32);
    if hash.is_none() {
        return Err(Error::invalid_request("code_challenge must be 43 characters of base64url"));
    }
    Ok(Some(challenge.to_owned()))
}

/// Compares the verifier of a token request with the challenge of the code (RFC 7636 §4.6).
///
/// # Errors
/// If one of them is missing, or they do not belong together.
pub fn verify(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), Error> {
    let (challenge, verifier) = match (challenge, verifier) {
        (None, None) => return Ok(()),
        (None, Some(_)) => {
            return Err(Error::invalid_grant(
                "code_verifier is there, but the code was asked for without PKCE",
            ));
        }
        (Some(_), None) => return Err(Error::invalid_grant("code_verifier is missing")),
        (Some(challenge), Some(verifier)) => (challenge, verifier),
    };
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if !(43..=128).contains(&verifier.len()) || !verifier.bytes().all(unreserved) {
        return Err(Error::invalid_grant("code_verifier must be 43 to 128 unreserved characters"));
    }
    let computed = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
    verify_slices_are_equal(computed.as_bytes(), challenge.as_bytes())
        .map_err(|_| Error::invalid_grant("code_verifier does not match code_challenge"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn appendix_b_of_rfc_7636_holds() {
        assert_eq!(check_challenge(Some("S256"), Some(CHALLENGE), true), Ok(Some(CHALLENGE.to_owned())));
        assert_eq!(verify(Some(CHALLENGE), Some(VERIFIER)), Ok(()));
    }

    #[test]
    fn challenge_and_verifier_come_together() {
        assert_eq!(verify(None, None), Ok(()));
        assert!(verify(None, Some(VERIFIER)).is_err());
        assert!(verify(Some(CHALLENGE), None).is_err());
        assert!(verify(Some(CHALLENGE), Some(&VERIFIER.replace('d', "e"))).is_err());
        assert!(verify(Some(CHALLENGE), Some("short")).is_err());
        assert!(verify(Some(CHALLENGE), Some(&"é".repeat(43))).is_err());
    }

    #[test]
    fn only_s256_is_a_method() {
        for method in [None, Some("plain"), Some("s256"), Some("S512")] {
            assert!(check_challenge(method, Some(CHALLENGE), false).is_err(), "{method:?}");
        }
        assert!(check_challenge(Some("S256"), None, false).is_err());
        assert!(check_challenge(None, None, true).is_err());
        assert_eq!(check_challenge(None, None, false), Ok(None));
        assert!(check_challenge(Some("S256"), Some("tooshort"), false).is_err());
    }
}
