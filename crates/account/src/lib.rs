//! Members, passwords, second factors, sessions, throttling and the audit record as pure functions.

pub mod audit;
pub mod data;
pub mod device;
pub mod email;
pub mod factor;
pub mod form;
pub mod guesses;
pub mod link;
pub mod log;
pub mod login;
pub mod mail;
pub mod passkey;
pub mod password;
pub mod pending;
pub mod personal_token;
pub mod phone;
pub mod profile;
pub mod recovery;
pub mod session;
pub mod sign_in;
pub mod text;
pub mod throttle;
pub mod totp;
pub mod trust;
pub mod user;
pub mod username;

#[cfg(test)]
mod testing;
