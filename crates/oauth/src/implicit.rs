//! The deprecated implicit grant (RFC 6749 §4.2): off, unless an operator allows it for a client.

use std::time::Duration;

use crate::client::{Client, GrantType};

/// The longest life of a token that travels in an address.
pub const MAX_TTL: Duration = Duration::from_secs(600);

/// Whether `client` may be answered with a token in the fragment.
pub fn allowed(client: &Client) -> bool {
    client.implicit_allowed && client.may_use(GrantType::Implicit)
}
