//! Logos of clients: which picture it is, and which are yet to be fetched.

use oauth::{ClientId, PictureId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// A logo that is yet to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoFetch {
    /// Whose it is.
    pub client_id: ClientId,
    /// When it is tried next.
    pub due_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
}

fn read_fetch(columns: &mut Columns<'_>) -> Result<LogoFetch> {
    Ok(LogoFetch { client_id: columns.take()?, due_at: columns.take()?, attempts: columns.take()? })
}

impl Reader {
    /// Says whether any logo is to be fetched at `now`.
    pub async fn has_due_logo(&mut self, now: Timestamp) -> Result<bool> {
        let sql = "SELECT client_id FROM logo_fetches WHERE due_at <= $1 ORDER BY due_at LIMIT 1";
        Ok(self.query_opt(sql, &[now.into()], |row| row.take::<ClientId>()).await?.is_some())
    }
}

impl Writer {
    /// Makes a picture the logo of a claimed client, or takes it away.
    pub async fn set_client_logo(&mut self, client: &ClientId, logo: Option<&PictureId>) -> Result<()> {
        self.changes_client(client);
        let sql = "UPDATE clients SET logo_id = $2 WHERE client_id = $1";
        self.queue(sql, &[client.into(), logo.into()]).await
    }

    /// Has the logo of a client fetched at `due_at`, anew if it was tried before.
    pub async fn insert_logo_fetch(&mut self, client: &ClientId, due_at: Timestamp) -> Result<()> {
        let sql = "INSERT INTO logo_fetches (client_id, due_at, attempts) VALUES ($1, $2, 0)
                   ON CONFLICT (client_id) DO UPDATE SET due_at = excluded.due_at, attempts = 0";
        self.queue(sql, &[client.into(), due_at.into()]).await
    }

    /// Takes what is due and puts it off to `next_try`, so that a server that dies while it fetches loses none.
    pub async fn claim_due_logos(
        &mut self,
        now: Timestamp,
        next_try: Timestamp,
        limit: i64,
    ) -> Result<Vec<LogoFetch>> {
        let sql = "UPDATE logo_fetches SET due_at = $2, attempts = attempts + 1
                   WHERE client_id IN (SELECT client_id FROM logo_fetches WHERE due_at <= $1
                                       ORDER BY due_at LIMIT $3)
                     AND due_at <= $1
                   RETURNING client_id, due_at, attempts";
        self.query_all(sql, &[now.into(), next_try.into(), limit.into()], read_fetch).await
    }

    /// Puts the next attempt off, unless the client has named another logo since.
    pub async fn mark_logo_failed(&mut self, fetch: &LogoFetch, due_at: Timestamp) -> Result<()> {
        let sql =
            "UPDATE logo_fetches SET due_at = $4 WHERE client_id = $1 AND due_at = $2 AND attempts = $3";
        let params = [(&fetch.client_id).into(), fetch.due_at.into(), fetch.attempts.into(), due_at.into()];
        self.queue(sql, &params).await
    }

    /// Forgets what is done or given up; false if the client has named another logo since.
    pub async fn delete_logo_fetch(&mut self, fetch: &LogoFetch) -> Result<bool> {
        let sql = "DELETE FROM logo_fetches WHERE client_id = $1 AND due_at = $2 AND attempts = $3";
        let params = [(&fetch.client_id).into(), fetch.due_at.into(), fetch.attempts.into()];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Has no logo of a client fetched any more.
    pub async fn delete_logo_fetch_of(&mut self, client: &ClientId) -> Result<()> {
        self.queue("DELETE FROM logo_fetches WHERE client_id = $1", &[client.into()]).await
    }
}
