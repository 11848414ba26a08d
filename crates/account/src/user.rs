//! A member, a developer or an operator: one kind of account.

use oauth::{Timestamp, UserId};

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its identifier.
    pub id: UserId,
    /// The public name, as its owner spells it.
    pub username: String,
    /// The address, as its owner spells it.
    pub email: String,
    /// When the owner proved to read mail there.
    pub email_verified_at: Option<Timestamp>,
    /// The name that pages and apps show; empty until its owner gives one.
    pub display_name: String,
    /// The password's hash in PHC form; `None` when there is no password.
    pub password_hash: Option<String>,
    /// When the password was last set.
    pub password_changed_at: Option<Timestamp>,
    /// Whether it may use the operators' pages.
    pub operator: bool,
    /// When an operator locked it.
    pub locked_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}
