//! The records, on both engines: every fact is stated once and proven on SQLite and on PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a fact that cannot be looked at is not proven")]

/// Makes two tests of each fact, one per engine. A fact is an `async fn` of this module that takes a
/// [`Store`](store::Store), or the whole [`Database`](support::Database) where it needs more.
macro_rules! both_engines {
    ($($fact:ident),* $(,)?) => {$(
        mod $fact {
            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn sqlite() {
                crate::support::on_sqlite(super::$fact).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
            async fn postgres() {
                crate::support::on_postgres(super::$fact).await;
            }
        }
    )*};
}

mod records;
mod statements;
mod support;

mod access_tokens;
mod audit;
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
mod engine;
mod expiry;
mod exports;
mod grants;
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
mod migrate;
mod milestones;
mod outbox;
mod passkeys;
mod personal_tokens;
mod plans;
mod postgres;
mod profiles;
mod project_search;
mod projects;
mod refresh_families;
mod registrations;
mod replays;
mod reviews;
mod revocations;
mod scopes;
mod second_factors;
mod secrets;
mod sessions;
mod settings;
mod spent_assertions;
mod spent_forms;
mod sqlite;
mod texts;
mod throttles;
mod trusted_browsers;
mod users;
