//! OAuth 2.0, OpenID Connect and JOSE as pure functions: messages, rules, decisions.
//!
//! Nothing here waits, reads a clock, draws a random number or knows HTTP or SQL. Time
//! arrives as a [`Timestamp`], randomness as an [`Entropy`].

pub mod client;
pub mod entropy;
pub mod grant;
pub mod id;
pub mod revoked;
pub mod scope;
pub mod secret;
pub mod time;

pub use entropy::Entropy;
pub use id::{
    ClientId, EventId, FormId, GrantId, InteractionId, KeyId, MailId, SecretId, SessionId, TokenId, UserId,
};
pub use scope::Scope;
pub use secret::{Secret, SecretKind, TokenHash};
pub use time::Timestamp;
