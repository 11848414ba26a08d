//! Addresses that are replaced by others.

use account::email::Email;
use oauth::{Timestamp, UserId};

use crate::{Result, Writer};

impl Writer {
    /// Gives an account another address, which is proven; false if another account has proven it. The old one, if
    /// `kept` is given, stays this account's until `kept`, so that nobody else takes it meanwhile.
    pub async fn set_email(
        &mut self,
        id: &UserId,
        new: &Email,
        old: &Email,
        kept: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<bool> {
        if !self.claim_email(id, new.key()).await? {
            return Ok(false);
        }
        let sql = "UPDATE users SET email = $2, email_key = $3, email_verified_at = $4 WHERE user_id = $1";
        self.queue(sql, &[id.into(), new.as_str().into(), new.key().into(), now.into()]).await?;
        let sql = "DELETE FROM users
                   WHERE email_key = $2 AND user_id <> $1 AND email_verified_at IS NULL AND NOT operator";
        self.queue(sql, &[id.into(), new.key().into()]).await?;
        let sql = "DELETE FROM former_emails WHERE email_key = $1 OR email_key = $2";
        self.queue(sql, &[new.key().into(), old.key().into()]).await?;
        match kept {
            _ if old.key() == new.key() => {}
            Some(kept) => {
                let sql = "INSERT INTO former_emails (email_key, user_id, expires_at) VALUES ($1, $2, $3)";
                self.queue(sql, &[old.key().into(), id.into(), kept.into()]).await?;
            }
            None => self.release_email(id, old.key()).await?,
        }
        Ok(true)
    }
}
