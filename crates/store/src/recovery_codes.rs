//! Recovery codes.

use oauth::{RecoverySetId, Timestamp, TokenHash, UserId};

use crate::{Result, Writer};

impl Writer {
    /// Adds a set that its owner has yet to save, in place of another such one.
    pub async fn insert_recovery_codes(
        &mut self,
        user: &UserId,
        set: &RecoverySetId,
        codes: &[TokenHash],
        now: Timestamp,
    ) -> Result<()> {
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1 AND confirmed_at IS NULL";
        self.queue(sql, &[user.into()]).await?;
        let sql =
            "INSERT INTO recovery_codes (code_hash, user_id, set_id, created_at) VALUES ($1, $2, $3, $4)";
        for code in codes {
            self.queue(sql, &[code.into(), user.into(), set.into(), now.into()]).await?;
        }
        Ok(())
    }

    /// Lets a saved set count, and the one before it no more; false if there is no such set that waits.
    pub async fn confirm_recovery_codes(
        &mut self,
        user: &UserId,
        set: &RecoverySetId,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE recovery_codes SET confirmed_at = $3
                   WHERE user_id = $1 AND set_id = $2 AND confirmed_at IS NULL";
        if self.execute(sql, &[user.into(), set.into(), now.into()]).await? == 0 {
            return Ok(false);
        }
        let sql = "DELETE FROM recovery_codes WHERE user_id = $1 AND set_id <> $2";
        self.queue(sql, &[user.into(), set.into()]).await?;
        Ok(true)
    }

    /// Uses a code; false if it is not one of the member's, was used before, or does not count yet.
    pub async fn use_recovery_code(
        &mut self,
        user: &UserId,
        code: &TokenHash,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE recovery_codes SET used_at = $3
                   WHERE code_hash = $2 AND user_id = $1 AND confirmed_at IS NOT NULL AND used_at IS NULL";
        Ok(self.execute(sql, &[user.into(), code.into(), now.into()]).await? == 1)
    }

    /// Removes every code of a member.
    pub async fn delete_recovery_codes(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM recovery_codes WHERE user_id = $1", &[user.into()]).await
    }
}
