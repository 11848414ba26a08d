//! Authenticator apps: one a member.

use oauth::{Timestamp, UserId};

use crate::{Result, Writer};

/// What a member's authenticator app shares with us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticator {
    /// The key, sealed.
    pub sealed_key: Vec<u8>,
    /// The last time step whose code was used; no code of it or an earlier one counts again.
    pub last_step: i64,
}

impl Writer {
    /// Finds a member's authenticator app and locks its row until commit.
    pub async fn claim_authenticator(&mut self, user: &UserId) -> Result<Option<Authenticator>> {
        let sql = "UPDATE authenticators SET last_step = last_step WHERE user_id = $1
                   RETURNING sealed_key, last_step";
        let read = |row: &mut crate::columns::Columns<'_>| {
            Ok(Authenticator { sealed_key: row.take()?, last_step: row.take()? })
        };
        self.query_opt(sql, &[user.into()], read).await
    }

    /// Puts a proven authenticator app in the place of the one before it; its `last_step` is that of the proof.
    pub async fn set_authenticator(
        &mut self,
        user: &UserId,
        proven: &Authenticator,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO authenticators (user_id, sealed_key, last_step, created_at, last_used_at)
                   VALUES ($1, $2, $3, $4, NULL)
                   ON CONFLICT (user_id) DO UPDATE
                   SET sealed_key = excluded.sealed_key, last_step = excluded.last_step,
                       created_at = excluded.created_at, last_used_at = NULL";
        let params = [user.into(), (&proven.sealed_key).into(), proven.last_step.into(), now.into()];
        self.queue(sql, &params).await
    }

    /// Uses the code of a time step; false if it, or a later one, was used before.
    pub async fn use_step(&mut self, user: &UserId, step: i64, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE authenticators SET last_step = $2, last_used_at = $3
                   WHERE user_id = $1 AND last_step < $2";
        Ok(self.execute(sql, &[user.into(), step.into(), now.into()]).await? == 1)
    }

    /// Removes a member's authenticator app; false if there is none.
    pub async fn delete_authenticator(&mut self, user: &UserId) -> Result<bool> {
        let sql = "DELETE FROM authenticators WHERE user_id = $1";
        Ok(self.execute(sql, &[user.into()]).await? == 1)
    }
}
