//! What the set-up page and the operators decide while the server runs.

use oauth::Timestamp;

use crate::{Reader, Result, Writer};

impl Reader {
    /// Finds a setting.
    pub async fn find_setting(&mut self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM settings WHERE name = $1";
        self.query_opt(sql, &[name.into()], |row| row.take()).await
    }
}

impl Writer {
    /// Settles a setting once and for all; false if it is settled.
    pub async fn insert_setting(&mut self, name: &str, value: &str, now: Timestamp) -> Result<bool> {
        let sql = "INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
        Ok(self.execute(sql, &[name.into(), value.into(), now.into()]).await? == 1)
    }

    /// Changes a setting.
    pub async fn set_setting(&mut self, name: &str, value: &str, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, $3)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
        self.queue(sql, &[name.into(), value.into(), now.into()]).await
    }
}
