//! Signed-in browsers.

use oauth::{SessionId, Timestamp, TokenHash, UserId};

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier, the `sid` of OpenID Connect.
    pub id: SessionId,
    /// Hash of the cookie's value.
    pub token_hash: TokenHash,
    /// Who is signed in.
    pub user_id: UserId,
    /// When the member last proved who they are.
    pub auth_time: Timestamp,
    /// How, as RFC 8176 names it, separated by spaces (`pwd`).
    pub amr: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to about a minute.
    pub last_seen_at: Timestamp,
    /// When it ends if it is not used.
    pub idle_expires_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// The address it was last used from.
    pub address: String,
    /// The browser's own description (`User-Agent`), cut to 256 bytes.
    pub user_agent: String,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}
