//! How surely a member proved who they are: `acr` (OIDC Core §2), and what a request asks of it (OIDC Core
//! §3.1.2.1 and §5.5.1.1; RFC 9470 §4).

use super::claims::ClaimsRequest;
use super::{ACR_ONE_FACTOR, ACR_TWO_FACTORS};
use crate::error::Error;

/// Whether what RFC 8176 calls `mfa` is among the ways in which somebody signed in.
pub fn is_two_factors(amr: &str) -> bool {
    amr.split_whitespace().any(|way| way == "mfa")
}

/// The `acr` of a sign-in by these ways.
pub fn acr(amr: &str) -> &'static str {
    if is_two_factors(amr) { ACR_TWO_FACTORS } else { ACR_ONE_FACTOR }
}

/// What a request asks beyond one factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Assurance {
    /// Nothing.
    #[default]
    Any,
    /// Two factors, of a member who has them.
    TwoFactorsIfTheyCan,
    /// Two factors; less is of no use to it.
    TwoFactors,
}

impl Assurance {
    /// Reads `acr_values`, which states a wish, and the `acr` claim, which may insist.
    ///
    /// # Errors
    /// If it insists on what no sign-in here reaches.
    pub fn asked(acr_values: Option<&str>, claims: Option<&ClaimsRequest>) -> Result<Self, Error> {
        let insisted = claims.and_then(ClaimsRequest::acr).filter(|wish| wish.is_essential());
        if let Some(wish) = insisted {
            return match (wish.accepts(ACR_ONE_FACTOR), wish.accepts(ACR_TWO_FACTORS)) {
                (true, _) => Ok(Self::Any),
                (false, true) => Ok(Self::TwoFactors),
                (false, false) => Err(Error::unmet_authentication_requirements(
                    "no sign-in here reaches the acr that the request insists on",
                )),
            };
        }
        let wished = |value: &str| {
            let by_claim = claims.and_then(ClaimsRequest::acr).is_some_and(|wish| wish.names(value));
            by_claim || acr_values.is_some_and(|values| values.split_whitespace().any(|known| known == value))
        };
        Ok(match wished(ACR_TWO_FACTORS) && !wished(ACR_ONE_FACTOR) {
            true => Self::TwoFactorsIfTheyCan,
            false => Self::Any,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn asked(acr_values: Option<&str>, claims: &str) -> Result<Assurance, ErrorCode> {
        let claims = (!claims.is_empty()).then(|| ClaimsRequest::parse(claims).unwrap());
        Assurance::asked(acr_values, claims.as_ref()).map_err(|error| error.code)
    }

    #[test]
    fn two_factors_are_a_level_of_their_own() {
        assert_eq!((acr("pwd"), acr("pwd otp mfa"), acr("")), ("1", "2", "1"));
        assert_eq!(acr("pwd notmfa"), "1");
    }

    #[test]
    fn values_state_a_wish_that_either_level_may_fulfil() {
        assert_eq!(asked(None, ""), Ok(Assurance::Any));
        assert_eq!(asked(Some("2"), ""), Ok(Assurance::TwoFactorsIfTheyCan));
        assert_eq!(asked(Some("2 1"), ""), Ok(Assurance::Any));
        assert_eq!(asked(Some("1"), ""), Ok(Assurance::Any));
        assert_eq!(asked(Some("urn:unknown"), ""), Ok(Assurance::Any));
        assert_eq!(
            asked(None, r#"{"id_token":{"acr":{"values":["2"]}}}"#),
            Ok(Assurance::TwoFactorsIfTheyCan)
        );
        assert_eq!(asked(None, r#"{"id_token":{"acr":null}}"#), Ok(Assurance::Any));
    }

    #[test]
    fn an_essential_claim_insists() {
        let essential =
            |rest: &str| asked(None, &format!(r#"{{"id_token":{{"acr":{{"essential":true{rest}}}}}}}"#));
        assert_eq!(essential(""), Ok(Assurance::Any));
        assert_eq!(essential(r#","values":["1","2"]"#), Ok(Assurance::Any));
        assert_eq!(essential(r#","values":["2"]"#), Ok(Assurance::TwoFactors));
        assert_eq!(essential(r#","value":"2""#), Ok(Assurance::TwoFactors));
        assert_eq!(essential(r#","value":"9""#), Err(ErrorCode::UnmetAuthenticationRequirements));
    }
}
