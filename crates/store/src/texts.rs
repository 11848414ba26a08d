//! Text messages that wait to be sent, and those that were.

use account::text::{Kind, Scope, Text};
use oauth::{TextId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! text_columns {
    () => {
        "text_id, notice, user_id, recipient, number_range, sealed_words, created_at, due_at, expires_at,
         attempts, sent_at, ended_at, last_error"
    };
}

fn read_text(columns: &mut Columns<'_>) -> Result<Text> {
    Ok(Text {
        id: columns.take()?,
        kind: Kind::of(columns.take()?),
        user_id: columns.take()?,
        recipient: columns.take()?,
        number_range: columns.take()?,
        sealed_words: columns.take()?,
        created_at: columns.take()?,
        due_at: columns.take()?,
        expires_at: columns.take()?,
        attempts: columns.take()?,
        sent_at: columns.maybe()?,
        ended_at: columns.maybe()?,
        last_error: columns.maybe()?,
    })
}

impl Reader {
    /// Lists text messages, the newest first, from before `before`.
    pub async fn list_texts(&mut self, before: Option<&TextId>, limit: i64) -> Result<Vec<Text>> {
        let sql = concat!(
            "SELECT ",
            text_columns!(),
            " FROM texts WHERE text_id < $1 ORDER BY text_id DESC LIMIT $2"
        );
        let last = TextId::from_bytes([255; 16]);
        self.query_all(sql, &[before.unwrap_or(&last).into(), limit.into()], read_text).await
    }

    /// Counts the text messages that wait, up to `most`.
    pub async fn count_unsent_texts(&mut self, most: i64) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM (SELECT text_id FROM texts
                   WHERE sent_at IS NULL AND ended_at IS NULL LIMIT $1) AS waiting";
        Ok(self.query_opt(sql, &[most.into()], |row| row.take()).await?.unwrap_or(0))
    }

    /// Gives when the `number`-th newest text message was written, of those that count as `text` does by `scope`.
    pub async fn find_earlier_text(
        &mut self,
        text: &Text,
        scope: Scope,
        number: i64,
    ) -> Result<Option<Timestamp>> {
        let (notice, skipped) = (text.kind.is_notice().into(), (number - 1).into());
        let read = |row: &mut Columns<'_>| row.take();
        match scope {
            Scope::Number => {
                let sql = "SELECT created_at FROM texts WHERE recipient = $1 AND notice = $2
                           ORDER BY created_at DESC LIMIT 1 OFFSET $3";
                self.query_opt(sql, &[(&text.recipient).into(), notice, skipped], read).await
            }
            Scope::Account => {
                let sql = "SELECT created_at FROM texts WHERE user_id = $1 AND notice = $2
                           ORDER BY created_at DESC LIMIT 1 OFFSET $3";
                self.query_opt(sql, &[(&text.user_id).into(), notice, skipped], read).await
            }
            Scope::Range => {
                let sql = "SELECT created_at FROM texts WHERE number_range = $1
                           ORDER BY created_at DESC LIMIT 1 OFFSET $2";
                self.query_opt(sql, &[(&text.number_range).into(), skipped], read).await
            }
            Scope::Total => {
                let sql = "SELECT created_at FROM texts ORDER BY created_at DESC LIMIT 1 OFFSET $1";
                self.query_opt(sql, &[skipped], read).await
            }
        }
    }
}

impl Writer {
    /// Holds the gate until commit: whoever writes a text message next sees what was written before.
    pub async fn claim_text_gate(&mut self) -> Result<()> {
        self.execute("UPDATE text_gate SET gate = gate WHERE gate = $1", &[1_i64.into()]).await.map(|_| ())
    }

    /// Adds a text message to be sent.
    pub async fn insert_text(&mut self, text: &Text) -> Result<()> {
        let sql = "INSERT INTO texts (text_id, notice, user_id, recipient, number_range, sealed_words,
                     created_at, due_at, expires_at, attempts, sent_at, ended_at, last_error)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        let params = [
            (&text.id).into(),
            text.kind.is_notice().into(),
            (&text.user_id).into(),
            (&text.recipient).into(),
            (&text.number_range).into(),
            (&text.sealed_words).into(),
            text.created_at.into(),
            text.due_at.into(),
            text.expires_at.into(),
            text.attempts.into(),
            text.sent_at.into(),
            text.ended_at.into(),
            text.last_error.as_ref().into(),
        ];
        self.queue(sql, &params).await
    }

    /// Takes text messages that are due for sending and puts their next try off to `next_try`, so that a server that
    /// dies while it sends loses none. What is due is asked twice: a server that waited for another's claim sees the
    /// rows again as that one left them.
    pub async fn claim_due_texts(
        &mut self,
        now: Timestamp,
        next_try: Timestamp,
        limit: i64,
    ) -> Result<Vec<Text>> {
        let sql = concat!(
            "UPDATE texts SET due_at = $2, attempts = attempts + 1
              WHERE text_id IN (SELECT text_id FROM texts
                                WHERE sent_at IS NULL AND ended_at IS NULL AND due_at <= $1
                                ORDER BY due_at LIMIT $3)
                AND sent_at IS NULL AND ended_at IS NULL AND due_at <= $1
              RETURNING ",
            text_columns!()
        );
        self.query_all(sql, &[now.into(), next_try.into(), limit.into()], read_text).await
    }

    /// Records that the gateway took a text message, and forgets what it says.
    pub async fn mark_text_sent(&mut self, id: &TextId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE texts SET sent_at = $2, last_error = NULL, sealed_words = $3 WHERE text_id = $1";
        self.queue(sql, &[id.into(), now.into(), [].as_slice().into()]).await
    }

    /// Records that the gateway did not take a text message, and when to try again.
    pub async fn mark_text_failed(&mut self, id: &TextId, error: &str, due_at: Timestamp) -> Result<()> {
        let sql = "UPDATE texts SET last_error = $2, due_at = $3 WHERE text_id = $1";
        self.queue(sql, &[id.into(), error.into(), due_at.into()]).await
    }

    /// Records that a text message will not be sent, and forgets what it says.
    pub async fn mark_text_ended(&mut self, id: &TextId, error: &str, now: Timestamp) -> Result<()> {
        let sql = "UPDATE texts SET ended_at = $2, last_error = $3, sealed_words = $4 WHERE text_id = $1";
        self.queue(sql, &[id.into(), now.into(), error.into(), [].as_slice().into()]).await
    }
}
