//! The audit record: events beside their acts, batches sealed behind them.

use account::audit::{Checkpoint, Event};
use oauth::{EventId, Timestamp, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! event_columns {
    () => {
        "event_id, at, actor, action, target, address, result, detail"
    };
}

fn read_event(columns: &mut Columns<'_>) -> Result<Event> {
    Ok(Event {
        id: columns.take()?,
        at: columns.take()?,
        actor: columns.take()?,
        action: columns.take()?,
        target: columns.take()?,
        address: columns.take()?,
        result: columns.take()?,
        detail: columns.take()?,
    })
}

fn read_checkpoint(columns: &mut Columns<'_>) -> Result<(Checkpoint, [u8; 32])> {
    let checkpoint = Checkpoint {
        batch: columns.take()?,
        sealed_at: columns.take()?,
        previous_hash: columns.take()?,
        manifest: columns.take()?,
        key_id: columns.take()?,
        signature: columns.take()?,
    };
    Ok((checkpoint, columns.take()?))
}

/// Which events about a member are listed.
#[derive(Clone, Copy, Debug)]
pub struct EventsWanted<'a> {
    /// Those of these actions only.
    pub actions: Option<&'a [&'a str]>,
    /// Those that were done, or those that were refused.
    pub ok: Option<bool>,
    /// Those since then.
    pub since: Timestamp,
    /// Those before this one.
    pub before: Option<&'a EventId>,
    /// How many.
    pub limit: i64,
}

/// The least identifier of an event that happened then: identifiers begin with the milliseconds.
fn first_id(at: Timestamp) -> EventId {
    let millis = u64::try_from(at.millis()).unwrap_or(0).to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&millis[2..]);
    EventId::from_bytes(bytes)
}

impl Reader {
    /// Finds the last checkpoint, with its hash.
    pub async fn find_last_checkpoint(&mut self) -> Result<Option<(Checkpoint, [u8; 32])>> {
        let sql = "SELECT batch, sealed_at, previous_hash, manifest, key_id, signature, hash
                   FROM audit_checkpoints ORDER BY batch DESC LIMIT 1";
        self.query_opt(sql, &[], read_checkpoint).await
    }

    /// Lists checkpoints in order, from after batch `after`.
    pub async fn list_checkpoints(&mut self, after: i64, limit: i64) -> Result<Vec<Checkpoint>> {
        let sql = "SELECT batch, sealed_at, previous_hash, manifest, key_id, signature, hash
                   FROM audit_checkpoints WHERE batch > $1 ORDER BY batch LIMIT $2";
        let found = self.query_all(sql, &[after.into(), limit.into()], read_checkpoint).await?;
        Ok(found.into_iter().map(|(checkpoint, _)| checkpoint).collect())
    }

    /// Lists the events of one batch in their order.
    pub async fn list_events(&mut self, batch: i64) -> Result<Vec<Event>> {
        let sql =
            concat!("SELECT ", event_columns!(), " FROM audit_events WHERE batch = $1 ORDER BY event_id");
        self.query_all(sql, &[batch.into()], read_event).await
    }

    /// Lists what a member did and what was done to their account, the newest first.
    pub async fn list_events_about(
        &mut self,
        member: &UserId,
        wanted: &EventsWanted<'_>,
    ) -> Result<Vec<Event>> {
        let sql = concat!(
            "SELECT ",
            event_columns!(),
            " FROM (SELECT * FROM (SELECT ",
            event_columns!(),
            " FROM audit_events
                 WHERE actor = $1 AND actor >= 'user:' AND actor < 'user;' AND event_id < $2 AND event_id >= $3
                   AND (CAST($4 AS TEXT) IS NULL OR CAST($4 AS TEXT) LIKE '%,' || action || ',%')
                   AND (CAST($5 AS BIGINT) IS NULL
                        OR CAST($5 AS BIGINT) = CASE WHEN result = 'ok' THEN 1 ELSE 0 END)
                 ORDER BY event_id DESC LIMIT $6) AS own
              UNION SELECT * FROM (SELECT ",
            event_columns!(),
            " FROM audit_events
                 WHERE target = $1 AND target >= 'user:' AND target < 'user;' AND event_id < $2 AND event_id >= $3
                   AND (CAST($4 AS TEXT) IS NULL OR CAST($4 AS TEXT) LIKE '%,' || action || ',%')
                   AND (CAST($5 AS BIGINT) IS NULL
                        OR CAST($5 AS BIGINT) = CASE WHEN result = 'ok' THEN 1 ELSE 0 END)
                 ORDER BY event_id DESC LIMIT $6) AS others) AS events
              ORDER BY event_id DESC LIMIT $6"
        );
        let member = format!("user:{member}");
        let actions = wanted.actions.map(|actions| format!(",{},", actions.join(",")));
        let last = EventId::from_bytes([255; 16]);
        let first = first_id(wanted.since);
        let params = [
            (&member).into(),
            wanted.before.unwrap_or(&last).into(),
            (&first).into(),
            actions.as_ref().into(),
            wanted.ok.map(i64::from).into(),
            wanted.limit.into(),
        ];
        self.query_all(sql, &params, read_event).await
    }

    /// Gives when the oldest event that is not sealed happened.
    pub async fn find_oldest_unsealed(&mut self) -> Result<Option<Timestamp>> {
        let sql = "SELECT at FROM audit_events WHERE batch IS NULL ORDER BY event_id LIMIT 1";
        self.query_opt(sql, &[], |row| row.take()).await
    }
}

impl Writer {
    /// Adds an event; it lasts or vanishes with the act it records.
    pub async fn insert_event(&mut self, event: &Event) -> Result<()> {
        let sql = "INSERT INTO audit_events (event_id, at, actor, action, target, address, result, detail)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            (&event.id).into(),
            event.at.into(),
            (&event.actor).into(),
            (&event.action).into(),
            (&event.target).into(),
            (&event.address).into(),
            (&event.result).into(),
            (&event.detail).into(),
        ];
        self.queue(sql, &params).await
    }

    /// Puts events that are not sealed into `batch`, the oldest first, and gives them in that order.
    pub async fn claim_unsealed_events(&mut self, batch: i64, limit: i64) -> Result<Vec<Event>> {
        let sql = concat!(
            "UPDATE audit_events SET batch = $1
              WHERE event_id IN (SELECT event_id FROM audit_events WHERE batch IS NULL ORDER BY event_id LIMIT $2)
                AND batch IS NULL
              RETURNING ",
            event_columns!()
        );
        let mut events = self.query_all(sql, &[batch.into(), limit.into()], read_event).await?;
        events.sort_by_key(|event| event.id);
        Ok(events)
    }

    /// Adds the checkpoint that seals a batch; false if that batch is sealed.
    pub async fn insert_checkpoint(&mut self, checkpoint: &Checkpoint, hash: &[u8; 32]) -> Result<bool> {
        let sql =
            "INSERT INTO audit_checkpoints (batch, sealed_at, previous_hash, hash, manifest, key_id, signature)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (batch) DO NOTHING";
        let params = [
            checkpoint.batch.into(),
            checkpoint.sealed_at.into(),
            (&checkpoint.previous_hash).into(),
            hash.into(),
            (&checkpoint.manifest).into(),
            (&checkpoint.key_id).into(),
            (&checkpoint.signature).into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }
}
