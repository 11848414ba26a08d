//! Calls that all servers count together.

use oauth::{Timestamp, TokenHash};

use crate::{Result, Writer};

impl Writer {
    /// Adds calls to what was counted under a key in the window that began at `window`, and gives the total.
    pub async fn add_tally(&mut self, key: &TokenHash, window: Timestamp, calls: i64) -> Result<i64> {
        let sql = "INSERT INTO call_tallies (tally_key, window_start, calls) VALUES ($1, $2, $3)
                   ON CONFLICT (tally_key, window_start) DO UPDATE SET calls = call_tallies.calls + excluded.calls
                   RETURNING calls";
        let total = self.query_opt(sql, &[key.into(), window.into(), calls.into()], |row| row.take()).await?;
        Ok(total.unwrap_or(calls))
    }
}
