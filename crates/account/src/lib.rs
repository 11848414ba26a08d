//! Members, passwords, sessions, throttling and the audit record as pure functions.

pub mod audit;
pub mod link;
pub mod mail;
pub mod session;
pub mod throttle;
pub mod user;
