//! Clients that are what the document at their identifier says.

use oauth::client::Client;
use oauth::{ClientId, Timestamp};

use crate::{Reader, Result, Writer};

/// When the document of a client was fetched, and how long it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientDocument {
    /// When it was fetched.
    pub fetched_at: Timestamp,
    /// Until when nobody asks again.
    pub fresh_until: Timestamp,
}

impl Reader {
    /// Finds what is known of a client's document.
    pub async fn find_client_document(&mut self, client: &ClientId) -> Result<Option<ClientDocument>> {
        let sql = "SELECT fetched_at, fresh_until FROM client_documents WHERE client_id = $1";
        self.query_opt(sql, &[client.into()], |row| {
            Ok(ClientDocument { fetched_at: row.take()?, fresh_until: row.take()? })
        })
        .await
    }
}

impl Writer {
    /// Records that the document of a client was fetched.
    pub async fn set_client_document(&mut self, client: &ClientId, document: ClientDocument) -> Result<()> {
        let sql = "INSERT INTO client_documents (client_id, fetched_at, fresh_until) VALUES ($1, $2, $3)
                   ON CONFLICT (client_id) DO UPDATE
                   SET fetched_at = excluded.fetched_at, fresh_until = excluded.fresh_until";
        let params = [client.into(), document.fetched_at.into(), document.fresh_until.into()];
        self.queue(sql, &params).await
    }

    /// Saves what kind of program a claimed client is: only one that describes itself becomes another.
    pub async fn set_client_kind(&mut self, client: &Client) -> Result<()> {
        self.changes_client(&client.id);
        let sql = "UPDATE clients SET kind = $2 WHERE client_id = $1";
        self.queue(sql, &[(&client.id).into(), client.kind.as_str().into()]).await
    }
}
