//! OAuth 2.0, OpenID Connect and JOSE as pure functions: messages, rules, decisions.
//!
//! Nothing here waits, reads a clock, draws a random number or knows HTTP or SQL. Time
//! arrives as a [`Timestamp`], randomness as an [`Entropy`].

pub mod access_token;
pub mod authorize;
pub mod bearer;
pub mod call;
pub mod client;
pub mod client_assertion;
pub mod client_auth;
pub mod client_credentials;
pub mod code;
pub mod consent;
pub mod entropy;
pub mod error;
pub mod grant;
pub mod id;
pub mod implicit;
pub mod introspection;
pub mod jose;
pub mod metadata;
pub mod oidc;
pub mod params;
pub mod pkce;
pub mod quota;
pub mod redirect_uri;
pub mod refresh;
pub mod request_object;
pub mod revocation;
pub mod revoked;
pub mod scope;
pub mod secret;
#[cfg(test)]
mod testing;
pub mod time;
pub mod token;

pub use entropy::Entropy;
pub use id::*;
pub use scope::Scope;
pub use secret::{Secret, SecretKind, TokenHash};
pub use time::Timestamp;
