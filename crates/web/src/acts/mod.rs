//! What both pages and commands do, written once: each act takes an open writer, changes records and adds
//! its audit event. The caller commits.

pub mod accounts;
pub mod clients;
pub mod data;
pub(crate) mod documents;
pub mod emails;
pub mod factors;
pub mod grants;
pub mod keys;
pub mod leaks;
pub mod links;
pub(crate) mod logos;
pub mod mail;
pub mod passkeys;
pub mod passwords;
pub mod personal_tokens;
pub mod registrations;
pub mod scopes;
pub mod sector;
pub mod sessions;
pub mod setup;
pub mod texts;

use std::fmt;

use account::audit::Event;
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{ClientId, Entropy, EventId, Timestamp, UserId};
use store::{Result, Writer};

/// The longest life of an access token, with what clocks and polls may differ by: a revocation is kept as long.
pub(crate) const TOKENS_END_WITHIN: std::time::Duration = std::time::Duration::from_secs(3_600 + 120);

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member, developer or operator.
    User(UserId),
    /// A client for itself.
    Client(ClientId),
    /// Whoever runs commands on the server.
    Command,
    /// The program itself.
    System,
    /// Somebody who has not said who they are.
    Anonymous,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::Client(id) => write!(f, "client:{id}"),
            Self::Command => f.write_str("command"),
            Self::System => f.write_str("system"),
            Self::Anonymous => f.write_str("anonymous"),
        }
    }
}

/// Where an act comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Who acts.
    pub actor: Actor,
    /// The network address, empty if there is none.
    pub address: String,
    /// The browser in words, empty if there is none.
    pub device: String,
}

impl Origin {
    /// A command on the server.
    pub fn command() -> Self {
        Self { actor: Actor::Command, address: String::new(), device: String::new() }
    }

    /// The program itself.
    pub fn system() -> Self {
        Self { actor: Actor::System, address: String::new(), device: String::new() }
    }
}

/// The instant, the randomness and the origin of one act.
pub struct Context<'a> {
    /// The request's one instant.
    pub now: Timestamp,
    /// Randomness.
    pub entropy: &'a dyn Entropy,
    /// Where it comes from.
    pub origin: Origin,
}

impl Context<'_> {
    /// Makes an audit event of an act that succeeded.
    pub fn event(&self, action: &str, target: String) -> Event {
        Event {
            id: EventId::new(self.now, self.entropy),
            at: self.now,
            actor: self.origin.actor.to_string(),
            action: action.to_owned(),
            target,
            address: self.origin.address.clone(),
            result: "ok".to_owned(),
            detail: String::new(),
        }
    }

    /// Adds the audit event of an act that succeeded.
    pub async fn record(&self, tx: &mut Writer, action: &str, target: String) -> Result<()> {
        tx.insert_event(&self.event(action, target)).await
    }

    /// Adds the audit event of an act that succeeded, with facts about it.
    pub async fn record_with(
        &self,
        tx: &mut Writer,
        action: &str,
        target: String,
        detail: serde_json::Value,
    ) -> Result<()> {
        tx.insert_event(&Event { detail: detail.to_string(), ..self.event(action, target) }).await
    }

    /// Adds the audit event of an act that was refused.
    pub async fn record_refusal(
        &self,
        tx: &mut Writer,
        action: &str,
        target: String,
        reason: &str,
    ) -> Result<()> {
        tx.insert_event(&Event { result: reason.to_owned(), ..self.event(action, target) }).await
    }

    /// The end of every access token made for `target` until now.
    pub(crate) fn revocation(&self, target: RevocationTarget) -> Revocation {
        Revocation { target, at: self.now, expires_at: self.tokens_end() }
    }

    /// When the last access token made until now has expired anyway.
    pub(crate) fn tokens_end(&self) -> Timestamp {
        self.now + TOKENS_END_WITHIN
    }
}

/// How the audit record names a member.
pub(crate) fn user_target(id: &UserId) -> String {
    format!("user:{id}")
}

/// How the audit record names a client.
pub(crate) fn client_target(id: &ClientId) -> String {
    format!("client:{id}")
}
