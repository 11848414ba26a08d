//! The audit record: what happened, who did it, to what, from where, with what result; and the chain of signed
//! checkpoints that shows whether it is whole.
//!
//! An event's row is written with its act. Soon after, a batch of rows is sealed: a checkpoint lists each event
//! and its hash, names the checkpoint before it, and is signed. An export can be verified with the public key
//! alone.

use aws_lc_rs::digest::{Context, SHA256};
use oauth::jose::jwk::SigningKey;
use oauth::{EventId, Timestamp};

mod export;
mod verify;

pub use export::{checkpoint_line, event_line, head_line};
pub use verify::{Broken, Report, Verifier};

/// One audit event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identifier.
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it: `user:…`, `client:…`, `command`, `system` or `anonymous`.
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

/// The first row of an export: it names the last checkpoint, so that a missing end shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last checkpoint's place in the chain; 0 if there is none.
    pub batch: i64,
    /// The last checkpoint's hash.
    pub hash: [u8; 32],
    /// When the export was made.
    pub exported_at: Timestamp,
    /// The key that signed it.
    pub key_id: String,
    /// Ed25519 over the above.
    pub signature: Vec<u8>,
}

impl Head {
    /// Signs the head of an export that ends with checkpoint `batch`.
    pub fn sign(batch: i64, hash: [u8; 32], key: &SigningKey, now: Timestamp) -> Self {
        let mut head =
            Self { batch, hash, exported_at: now, key_id: key.kid().to_owned(), signature: Vec::new() };
        head.signature = key.sign(&head.digest());
        head
    }

    fn digest(&self) -> [u8; 32] {
        digest(&[
            b"head",
            &self.batch.to_be_bytes(),
            &self.hash,
            &self.exported_at.micros().to_be_bytes(),
            self.key_id.as_bytes(),
        ])
    }
}

/// Bytes of a manifest for one event.
const ENTRY: usize = 48;

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        // Each part with its length, so that moving a letter from one to the next shows.
        context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

impl Event {
    /// Its hash, over every column.
    pub fn hash(&self) -> [u8; 32] {
        digest(&[
            b"event",
            self.id.as_bytes(),
            &self.at.micros().to_be_bytes(),
            self.actor.as_bytes(),
            self.action.as_bytes(),
            self.target.as_bytes(),
            self.address.as_bytes(),
            self.result.as_bytes(),
            self.detail.as_bytes(),
        ])
    }
}

impl Checkpoint {
    /// Seals a batch of events that follows the checkpoint with `previous_hash`.
    pub fn seal(
        batch: i64,
        previous_hash: [u8; 32],
        events: &[Event],
        key: &SigningKey,
        now: Timestamp,
    ) -> (Self, [u8; 32]) {
        let mut manifest = Vec::with_capacity(events.len() * ENTRY);
        for event in events {
            manifest.extend_from_slice(event.id.as_bytes());
            manifest.extend_from_slice(&event.hash());
        }
        let key_id = key.kid().to_owned();
        let mut checkpoint =
            Self { batch, sealed_at: now, previous_hash, manifest, key_id, signature: Vec::new() };
        let hash = checkpoint.hash();
        checkpoint.signature = key.sign(&hash);
        (checkpoint, hash)
    }

    /// What is signed, and what the next checkpoint names.
    pub fn hash(&self) -> [u8; 32] {
        digest(&[
            b"checkpoint",
            &self.batch.to_be_bytes(),
            &self.sealed_at.micros().to_be_bytes(),
            &self.previous_hash,
            &self.manifest,
            self.key_id.as_bytes(),
        ])
    }

    /// The identifier and hash of each event it seals.
    fn entries(&self) -> impl Iterator<Item = (EventId, [u8; 32])> + '_ {
        self.manifest.chunks_exact(ENTRY).map(|entry| {
            let (mut id, mut hash) = ([0; 16], [0; 32]);
            id.copy_from_slice(&entry[..16]);
            hash.copy_from_slice(&entry[16..]);
            (EventId::from_bytes(id), hash)
        })
    }
}
