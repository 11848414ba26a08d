//! OpenID Connect Core 1.0: what an ID token says, which claims a client gets.

pub mod assurance;
pub mod claims;
pub mod id_token;
pub mod initiate;
pub mod logout;
pub mod session_state;
pub mod subject;

/// The scope that makes a request one of OpenID Connect (OIDC Core §3.1.2.1).
pub const OPENID: &str = "openid";

/// The scope that asks for access while the member is away (OIDC Core §11).
pub const OFFLINE_ACCESS: &str = "offline_access";

/// The `acr` of a sign-in with one factor: there is a level of assurance, and it is the lowest.
pub const ACR_ONE_FACTOR: &str = "1";

/// The `acr` of a sign-in with two factors.
pub const ACR_TWO_FACTORS: &str = "2";
