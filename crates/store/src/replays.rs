//! Answers that are given again to a request that is sent again.

use oauth::{Timestamp, TokenHash};

use crate::{Result, Writer};

/// An answer as it was first given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Its status.
    pub status: i64,
    /// Where what it made is.
    pub location: Option<String>,
    /// The state of what it made.
    pub etag: Option<String>,
    /// Its body.
    pub body: String,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// It is new.
    Fresh,
    /// The same request was answered with this.
    Answer(Replay),
    /// Another request carried it.
    Different,
}

impl Writer {
    /// Takes a key for a request, or finds what it was answered with. The row stays locked until commit, so that of
    /// requests in parallel one is answered and the others are told the same.
    pub async fn claim_replay(
        &mut self,
        key: &TokenHash,
        request: &TokenHash,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Replayed> {
        // One that has ended is taken over.
        let sql = "INSERT INTO replays (replay_key, request_hash, expires_at) VALUES ($1, $2, $4)
                   ON CONFLICT (replay_key) DO UPDATE SET
                     request_hash = CASE WHEN replays.expires_at <= $3 THEN $2 ELSE replays.request_hash END,
                     status = CASE WHEN replays.expires_at <= $3 THEN NULL ELSE replays.status END,
                     expires_at = CASE WHEN replays.expires_at <= $3 THEN $4 ELSE replays.expires_at END
                   RETURNING request_hash, status, location, etag, body";
        let params = [key.into(), request.into(), now.into(), expires_at.into()];
        let found = self
            .query_opt(sql, &params, |row| {
                let request: TokenHash = row.take()?;
                let (status, location, etag): (Option<i64>, _, _) =
                    (row.maybe()?, row.maybe()?, row.maybe()?);
                let body: Option<String> = row.maybe()?;
                let answer =
                    status.map(|status| Replay { status, location, etag, body: body.unwrap_or_default() });
                Ok((request, answer))
            })
            .await?;
        Ok(match found {
            Some((known, _)) if known != *request => Replayed::Different,
            Some((_, Some(answer))) => Replayed::Answer(answer),
            _ => Replayed::Fresh,
        })
    }

    /// Keeps the answer under a key that was claimed.
    pub async fn set_replay(&mut self, key: &TokenHash, answer: &Replay) -> Result<()> {
        let sql = "UPDATE replays SET status = $2, location = $3, etag = $4, body = $5 WHERE replay_key = $1";
        let params = [
            key.into(),
            answer.status.into(),
            answer.location.as_ref().into(),
            answer.etag.as_ref().into(),
            (&answer.body).into(),
        ];
        self.queue(sql, &params).await
    }
}
