//! The endpoints that OAuth defines.

pub(crate) mod authorize;
pub(crate) mod check_session;
pub(crate) mod discovery;
pub(crate) mod identity;
pub(crate) mod introspect;
pub(crate) mod issue;
pub(crate) mod mint;
pub(crate) mod operation;
pub(crate) mod protect;
pub(crate) mod register;
pub(crate) mod registered;
mod request_object;
pub(crate) mod revoke;
pub(crate) mod token;
pub(crate) mod userinfo;
