//! Records in SQLite or PostgreSQL, one SQL text for both.
//!
//! A [`Store`] gives a [`Reader`] or a [`Writer`]. A writer that is dropped leaves nothing
//! behind; what it did lasts from the moment [`Writer::commit`] returns `Ok`. "Unknown",
//! "taken" and "spent" are values; `Err` means the store itself failed.

mod columns;
mod engine;
mod error;
mod migrate;
mod postgres;
mod sqlite;

mod access_tokens;
mod audit;
mod authenticators;
mod authorization_codes;
mod bids;
mod browsers;
mod call_tallies;
mod calls;
mod client_documents;
mod clients;
mod consents;
mod deletions;
mod emails;
mod expiry;
mod exports;
mod factors;
mod grants;
mod guesses;
mod interactions;
mod kept_forms;
mod keys;
mod known_clients;
mod leaked_passwords;
mod leases;
mod ledger;
mod links;
mod logos;
mod logouts;
mod milestones;
mod outbox;
mod passkeys;
mod pending_sign_ins;
mod personal_tokens;
mod pictures;
mod profiles;
mod project_search;
mod projects;
mod recovery_codes;
mod refresh_families;
mod registrations;
mod replays;
mod reviews;
mod revocations;
mod scopes;
mod secrets;
mod sessions;
mod settings;
mod spent_assertions;
mod spent_forms;
mod text_codes;
mod text_numbers;
mod texts;
mod throttles;
mod trusted_browsers;
mod users;

pub use audit::EventsWanted;
pub use authenticators::Authenticator;
pub use calls::{Segment, Span};
pub use client_documents::ClientDocument;
pub use consents::ConnectedApp;
pub use engine::{Reader, Store, Writer};
pub use error::{Error, Result};
pub use grants::Narrowed;
pub use kept_forms::KeptForm;
pub use keys::{KeyPurpose, StoredKey};
pub use known_clients::KnownClient;
pub use ledger::{Balance, LedgerLine};
pub use logos::LogoFetch;
pub use migrate::SCHEMA_VERSION;
pub use pictures::Picture;
pub use postgres::may_go_in_clear;
pub use replays::{Replay, Replayed};
pub use sqlite::Durability;

/// Where the records are and how they are kept.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// How much a commit on SQLite survives.
    pub durability: Durability,
    /// The most connections to PostgreSQL at once.
    pub pool_size: usize,
    /// Certificates (PEM) that the PostgreSQL server's certificate may be signed by, besides the system's.
    pub root_certificates: Option<Vec<u8>>,
}
