//! What a deployment decides, as the handlers need it. `server` makes it of the configuration, once.

use std::time::Duration;

use ipnet::IpNet;

use crate::ApiQuotas;

/// What a deployment decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The issuer: scheme, host and port, without a slash at the end. Every public address is built from it.
    pub public_url: String,
    /// The name that pages and mails show until the set-up page gave another.
    pub service_name: String,
    /// Proxies whose forwarding headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Lifetimes of what the token endpoint gives.
    pub tokens: TokenSettings,
    /// Lifetimes of sessions.
    pub sessions: account::session::Policy,
    /// What a password must have, and how many are hashed at once.
    pub passwords: PasswordSettings,
    /// How failures slow an account down.
    pub throttle: account::throttle::Policy,
    /// Requests a minute that one network may send to the pages that take passwords and codes.
    pub network_attempts_per_minute: u32,
    /// Calls of the API a minute.
    pub api_quotas: ApiQuotas,
    /// Whether strangers may make an account of their own.
    pub registration_open: bool,
    /// How long a member can change their mind after asking to have the account deleted.
    pub deletion_delay: Duration,
    /// How programs register clients.
    pub clients: ClientSettings,
    /// What limits text messages; without it there are none.
    pub texts: Option<account::text::Policy>,
    /// Whether mail leaves the outbox.
    pub mail_configured: bool,
}

/// Lifetimes of what the token endpoint gives.
#[derive(Clone, Debug)]
pub struct TokenSettings {
    /// Access tokens, at most an hour.
    pub access_ttl: Duration,
    /// Authorization codes, at most ten minutes.
    pub code_ttl: Duration,
    /// A refresh family that nobody uses.
    pub refresh_idle_ttl: Duration,
    /// A refresh family in any case.
    pub refresh_absolute_ttl: Duration,
    /// How long the token just replaced still gives its successor, at most ten seconds.
    pub refresh_retry_window: Duration,
    /// Whether access tokens for our own API are opaque rather than JWTs.
    pub opaque_access_tokens: bool,
}

/// What a password must have, and how many are hashed at once.
#[derive(Clone, Debug)]
pub struct PasswordSettings {
    /// Code points a password must have where it alone signs in.
    pub min_length: usize,
    /// Hashes that run at once.
    pub hash_concurrency: usize,
    /// Requests that may wait for a hash.
    pub hash_queue: usize,
}

/// How programs register clients (RFC 7591).
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// Who may.
    pub registering: Registering,
    /// Clients an hour that one network may register openly, on each server.
    pub per_hour: u32,
    /// Whether they may have tokens by way of the browser.
    pub front_channel: bool,
    /// Whether those that keep a secret must use PKCE, as all others must.
    pub pkce: bool,
    /// Whether an address may be an identifier, at which the client describes itself.
    pub documents: bool,
    /// How long such a description is believed at least.
    pub documents_ttl: Duration,
}

/// Who may register clients by a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registering {
    /// Nobody: there is no such endpoint.
    Off,
    /// Who holds an initial access token.
    WithToken,
    /// Anybody. What nobody vouches for belongs to one account.
    Openly {
        /// Its username.
        owner: String,
    },
}
