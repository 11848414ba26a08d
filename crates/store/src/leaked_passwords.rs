//! Members whose password is on the list of leaked ones.

use oauth::{Timestamp, UserId};

use crate::{Reader, Result, Writer};

impl Reader {
    /// Gives when a member's password was found on the list, if it was.
    pub async fn find_leaked_password(&mut self, user: &UserId) -> Result<Option<Timestamp>> {
        let sql = "SELECT found_at FROM leaked_passwords WHERE user_id = $1";
        self.query_opt(sql, &[user.into()], |row| row.take()).await
    }
}

impl Writer {
    /// Notes that a member's password is on the list, until they have another; false if that is known.
    pub async fn insert_leaked_password(&mut self, user: &UserId, now: Timestamp) -> Result<bool> {
        let sql = "INSERT INTO leaked_passwords (user_id, found_at) VALUES ($1, $2)
                   ON CONFLICT (user_id) DO NOTHING";
        Ok(self.execute(sql, &[user.into(), now.into()]).await? == 1)
    }
}
