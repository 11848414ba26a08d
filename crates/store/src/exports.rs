//! Copies of their data that members asked for.

use account::data::Export;
use oauth::{Timestamp, UserId};

use crate::{Reader, Result, Writer};

impl Reader {
    /// Finds the copy a member asked for that has not ended.
    pub async fn find_export(&mut self, user: &UserId, now: Timestamp) -> Result<Option<Export>> {
        let sql = "SELECT asked_at, made_at, expires_at FROM exports WHERE user_id = $1 AND expires_at > $2";
        self.query_opt(sql, &[user.into(), now.into()], |row| {
            Ok(Export { asked_at: row.take()?, made_at: row.maybe()?, expires_at: row.take()? })
        })
        .await
    }

    /// Gives the sealed copy, if it was made and has not ended.
    pub async fn find_export_document(&mut self, user: &UserId, now: Timestamp) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT sealed_document FROM exports
                   WHERE user_id = $1 AND expires_at > $2 AND made_at IS NOT NULL";
        let found = self.query_opt(sql, &[user.into(), now.into()], |row| row.maybe::<Vec<u8>>()).await?;
        Ok(found.flatten())
    }

    /// Lists the members whose copy is to be made, in the order they asked.
    pub async fn list_exports_to_make(&mut self, limit: i64) -> Result<Vec<UserId>> {
        let sql = "SELECT user_id FROM exports WHERE made_at IS NULL ORDER BY asked_at LIMIT $1";
        self.query_all(sql, &[limit.into()], |row| row.take()).await
    }
}

impl Writer {
    /// Notes that a member asked for a copy, in the place of one they asked for before.
    pub async fn insert_export(
        &mut self,
        user: &UserId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO exports (user_id, asked_at, expires_at) VALUES ($1, $2, $3)
                   ON CONFLICT (user_id) DO UPDATE SET asked_at = excluded.asked_at, made_at = NULL,
                     expires_at = excluded.expires_at, sealed_document = NULL";
        self.queue(sql, &[user.into(), now.into(), expires_at.into()]).await
    }

    /// Keeps the copy that was made; false if another server was first, or the member is gone.
    pub async fn mark_export_made(
        &mut self,
        user: &UserId,
        document: &[u8],
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE exports SET made_at = $3, expires_at = $4, sealed_document = $2
                   WHERE user_id = $1 AND made_at IS NULL";
        Ok(self.execute(sql, &[user.into(), document.into(), now.into(), expires_at.into()]).await? == 1)
    }
}
