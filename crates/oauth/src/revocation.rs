//! Revocation requests (RFC 7009 §2.1).

use crate::Secret;
use crate::error::Error;
use crate::params::Params;

/// A request to end a token. Its hint is not needed: a token's form says what it is.
#[derive(Clone, Debug)]
pub struct RevocationRequest {
    /// The token.
    pub token: Secret,
}

impl RevocationRequest {
    /// Reads a request.
    ///
    /// # Errors
    /// If the token is missing or repeated.
    pub fn parse(params: &Params) -> Result<Self, Error> {
        params.one("token_type_hint")?;
        Ok(Self { token: Secret::presented(params.required("token")?) })
    }
}
