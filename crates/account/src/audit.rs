//! The audit record: what happened, who did it, to what, from where, with what result.

use oauth::{EventId, Timestamp};

/// One audit event. Its row is written in the transaction of the act it records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identifier.
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it: `user:…`, `client:…`, `cli`, `system` or `anonymous`.
    pub actor: String,
    /// What was done, `subject.verb`: `session.start`, `token.issue`.
    pub action: String,
    /// What it was done to: `user:…`, `client:…`, `grant:…`, or empty.
    pub target: String,
    /// The network address it came from, or empty.
    pub address: String,
    /// `ok`, or the reason it was refused.
    pub result: String,
    /// Further facts as one line of JSON, or empty. Never a secret.
    pub detail: String,
}

/// A sealed batch of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Its place in the chain, from 1.
    pub batch: i64,
    /// When it was sealed.
    pub sealed_at: Timestamp,
    /// Hash of the checkpoint before it; zeros for the first.
    pub previous_hash: [u8; 32],
    /// For each event in order its identifier (16 bytes) and its hash (32 bytes).
    pub manifest: Vec<u8>,
    /// The key that signed it.
    pub key_id: String,
    /// Ed25519 over the checkpoint's hash.
    pub signature: Vec<u8>,
}
