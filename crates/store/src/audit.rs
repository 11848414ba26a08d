//! The audit record: events beside their acts, batches sealed behind them.

use account::audit::{Checkpoint, Event};
use oauth::{Timestamp, UserId};

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

    /// Lists the newest events of what a member did.
    pub async fn list_events_of(&mut self, member: &UserId, limit: i64) -> Result<Vec<Event>> {
        let sql = concat!(
            "SELECT ",
            event_columns!(),
            " FROM audit_events WHERE actor = $1 AND actor >= 'user:' AND actor < 'user;'
              ORDER BY event_id DESC LIMIT $2"
        );
        let actor = format!("user:{member}");
        self.query_all(sql, &[(&actor).into(), limit.into()], read_event).await
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
