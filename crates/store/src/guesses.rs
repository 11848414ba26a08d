//! Wrong second factors, counted per member over everything.

use account::guesses::{Guesses, Target};
use oauth::{Timestamp, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_guesses(columns: &mut Columns<'_>) -> Result<Guesses> {
    Ok(Guesses::from_bytes(&columns.take::<Vec<u8>>()?))
}

impl Reader {
    /// Finds the wrong ones at a member's codes.
    pub async fn find_guesses(&mut self, user: &UserId, target: Target) -> Result<Guesses> {
        let sql = "SELECT wrong_at FROM guesses WHERE user_id = $1 AND target = $2";
        let found = self.query_opt(sql, &[user.into(), target.as_str().into()], read_guesses).await?;
        Ok(found.unwrap_or_default())
    }
}

impl Writer {
    /// Finds the wrong ones at a member's codes and locks their row until commit: guesses in parallel are decided
    /// one after the other.
    pub async fn claim_guesses(&mut self, user: &UserId, target: Target, now: Timestamp) -> Result<Guesses> {
        let sql = "INSERT INTO guesses (user_id, target, wrong_at, last_wrong_at) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (user_id, target) DO UPDATE SET wrong_at = guesses.wrong_at
                   RETURNING wrong_at";
        let none: &[u8] = &[];
        let params = [user.into(), target.as_str().into(), none.into(), now.into()];
        Ok(self.query_opt(sql, &params, read_guesses).await?.unwrap_or_default())
    }

    /// Sets the wrong ones at a member's codes.
    pub async fn set_guesses(
        &mut self,
        user: &UserId,
        target: Target,
        guesses: &Guesses,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE guesses SET wrong_at = $3, last_wrong_at = $4 WHERE user_id = $1 AND target = $2";
        let bytes = guesses.to_bytes();
        self.queue(sql, &[user.into(), target.as_str().into(), (&bytes).into(), now.into()]).await
    }

    /// Forgets the wrong ones at a member's codes.
    pub async fn delete_guesses(&mut self, user: &UserId, target: Target) -> Result<()> {
        let sql = "DELETE FROM guesses WHERE user_id = $1 AND target = $2";
        self.queue(sql, &[user.into(), target.as_str().into()]).await
    }
}
