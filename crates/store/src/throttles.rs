//! Counted failures.

use account::throttle::Throttle;
use oauth::Timestamp;

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_throttle(columns: &mut Columns<'_>) -> Result<Throttle> {
    Ok(Throttle { failures: columns.take()?, last_failure_at: columns.take()? })
}

impl Reader {
    /// Finds what was counted under a key.
    pub async fn find_throttle(&mut self, key: &[u8]) -> Result<Option<Throttle>> {
        let sql = "SELECT failures, last_failure_at FROM throttles WHERE throttle_key = $1";
        self.query_opt(sql, &[key.into()], read_throttle).await
    }
}

impl Writer {
    /// Counts an attempt as failed before it is tried, and gives what had been counted before it. The row
    /// stays locked until commit, so attempts in parallel count one after the other.
    pub async fn claim_throttle(&mut self, key: &[u8], now: Timestamp) -> Result<Throttle> {
        let sql = "INSERT INTO throttles (throttle_key, failures, last_failure_at) VALUES ($1, 0, $2)
                   ON CONFLICT (throttle_key) DO UPDATE SET failures = throttles.failures
                   RETURNING failures, last_failure_at";
        let found = self.query_opt(sql, &[key.into(), now.into()], read_throttle).await?;
        Ok(found.unwrap_or(Throttle { failures: 0, last_failure_at: now }))
    }

    /// Sets the count under a key.
    pub async fn set_throttle(&mut self, key: &[u8], throttle: Throttle) -> Result<()> {
        let sql = "INSERT INTO throttles (throttle_key, failures, last_failure_at) VALUES ($1, $2, $3)
                   ON CONFLICT (throttle_key) DO UPDATE
                   SET failures = excluded.failures, last_failure_at = excluded.last_failure_at";
        self.queue(sql, &[key.into(), throttle.failures.into(), throttle.last_failure_at.into()]).await
    }

    /// Forgets what was counted under a key.
    pub async fn delete_throttle(&mut self, key: &[u8]) -> Result<()> {
        self.queue("DELETE FROM throttles WHERE throttle_key = $1", &[key.into()]).await
    }
}
