//! Members, passwords, sessions, throttling and the audit record as pure functions.

pub mod audit;
pub mod data;
pub mod device;
pub mod email;
pub mod form;
pub mod link;
pub mod log;
pub mod login;
pub mod mail;
pub mod passkey;
pub mod password;
pub mod personal_token;
pub mod profile;
pub mod session;
pub mod sign_in;
pub mod throttle;
pub mod user;
pub mod username;

#[cfg(test)]
mod testing;
