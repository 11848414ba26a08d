//! The form of an export: one JSON object a line, the head first, a checkpoint before the events it seals.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use oauth::{EventId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Checkpoint, Event, Head};

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Line {
    Head {
        batch: i64,
        hash: String,
        exported_at: i64,
        key_id: String,
        signature: String,
    },
    Event {
        id: EventId,
        at: i64,
        actor: String,
        action: String,
        target: String,
        address: String,
        result: String,
        detail: String,
    },
    Checkpoint {
        batch: i64,
        sealed_at: i64,
        previous_hash: String,
        manifest: String,
        key_id: String,
        signature: String,
    },
}

fn print(line: &Line) -> String {
    serde_json::to_string(line).expect("a line is text and numbers")
}

/// The head of an export, its first line.
pub fn head_line(head: &Head) -> String {
    print(&Line::Head {
        batch: head.batch,
        hash: STANDARD.encode(head.hash),
        exported_at: head.exported_at.micros(),
        key_id: head.key_id.clone(),
        signature: STANDARD.encode(&head.signature),
    })
}

/// An event as a line of an export.
pub fn event_line(event: &Event) -> String {
    print(&Line::Event {
        id: event.id,
        at: event.at.micros(),
        actor: event.actor.clone(),
        action: event.action.clone(),
        target: event.target.clone(),
        address: event.address.clone(),
        result: event.result.clone(),
        detail: event.detail.clone(),
    })
}

/// A checkpoint as a line of an export.
pub fn checkpoint_line(checkpoint: &Checkpoint) -> String {
    print(&Line::Checkpoint {
        batch: checkpoint.batch,
        sealed_at: checkpoint.sealed_at.micros(),
        previous_hash: STANDARD.encode(checkpoint.previous_hash),
        manifest: STANDARD.encode(&checkpoint.manifest),
        key_id: checkpoint.key_id.clone(),
        signature: STANDARD.encode(&checkpoint.signature),
    })
}

/// What a line holds.
pub(super) enum Record {
    Head(Head),
    Event(Event),
    Checkpoint(Checkpoint),
}

/// Reads a line back; `None` if it is not one that we print.
pub(super) fn read(text: &str) -> Option<Record> {
    let line: Line = serde_json::from_str(text).ok()?;
    let record = match line {
        Line::Head { batch, hash, exported_at, key_id, signature } => Record::Head(Head {
            batch,
            hash: STANDARD.decode(hash).ok()?.try_into().ok()?,
            exported_at: Timestamp::from_micros(exported_at),
            key_id,
            signature: STANDARD.decode(signature).ok()?,
        }),
        Line::Event { id, at, actor, action, target, address, result, detail } => Record::Event(Event {
            id,
            at: Timestamp::from_micros(at),
            actor,
            action,
            target,
            address,
            result,
            detail,
        }),
        Line::Checkpoint { batch, sealed_at, previous_hash, manifest, key_id, signature } => {
            Record::Checkpoint(Checkpoint {
                batch,
                sealed_at: Timestamp::from_micros(sealed_at),
                previous_hash: STANDARD.decode(previous_hash).ok()?.try_into().ok()?,
                manifest: STANDARD.decode(manifest).ok().filter(|bytes| bytes.len() % super::ENTRY == 0)?,
                key_id,
                signature: STANDARD.decode(signature).ok()?,
            })
        }
    };
    // Only what we would print ourselves: a reordered or padded line is a changed one.
    let printed = match &record {
        Record::Head(head) => head_line(head),
        Record::Event(event) => event_line(event),
        Record::Checkpoint(checkpoint) => checkpoint_line(checkpoint),
    };
    (printed == text).then_some(record)
}
