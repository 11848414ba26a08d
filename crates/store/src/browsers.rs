//! Browsers in which a member has signed in before.

use oauth::{Timestamp, TokenHash, UserId};

use crate::{Reader, Result, Writer};

impl Reader {
    /// Says whether the member has signed in from this browser before.
    pub async fn is_known_browser(&mut self, user: &UserId, browser: &TokenHash) -> Result<bool> {
        let sql = "SELECT first_seen_at FROM known_browsers WHERE user_id = $1 AND browser_hash = $2";
        let found =
            self.query_opt(sql, &[user.into(), browser.into()], |row| row.take::<Timestamp>()).await?;
        Ok(found.is_some())
    }
}

impl Writer {
    /// Remembers that the member signed in from this browser.
    pub async fn touch_browser(&mut self, user: &UserId, browser: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO known_browsers (user_id, browser_hash, first_seen_at, last_seen_at)
                   VALUES ($1, $2, $3, $3)
                   ON CONFLICT (user_id, browser_hash) DO UPDATE SET last_seen_at = excluded.last_seen_at";
        self.queue(sql, &[user.into(), browser.into(), now.into()]).await
    }

    /// Forgets every browser of a member.
    pub async fn delete_browsers(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM known_browsers WHERE user_id = $1", &[user.into()]).await
    }
}
