//! One-time links and codes that are sent by mail.

use oauth::{Timestamp, TokenHash, UserId};

/// What a link is for. One made for one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    /// Proves that its reader owns the address.
    VerifyEmail,
    /// Lets its reader set a new password.
    ResetPassword,
    /// Lets its reader make the first operator.
    Setup,
}

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
