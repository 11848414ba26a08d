//! Secrets of clients.

use oauth::client::ClientSecret;
use oauth::{ClientId, SecretId, Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// Reads the columns of a secret, which are all `NULL` where a client has none.
pub(crate) fn read_secret(columns: &mut Columns<'_>) -> Result<Option<ClientSecret>> {
    let Some(id) = columns.maybe()? else { return Ok(None) };
    Ok(Some(ClientSecret {
        id,
        hash: columns.take()?,
        tail: columns.take()?,
        label: columns.take()?,
        created_at: columns.take()?,
        stops_at: columns.maybe()?,
        last_used_at: columns.maybe()?,
    }))
}

impl Reader {
    /// Lists a client's secrets, stopped ones too, the oldest first, at most 50.
    pub async fn list_secrets(&mut self, client: &ClientId) -> Result<Vec<ClientSecret>> {
        let sql = "SELECT secret_id, secret_hash, tail, label, created_at, stops_at, last_used_at
                   FROM client_secrets WHERE client_id = $1 ORDER BY created_at DESC LIMIT 50";
        let mut secrets = self.query_all(sql, &[client.into()], read_secret).await?;
        secrets.reverse();
        Ok(secrets.into_iter().flatten().collect())
    }
}

impl Reader {
    /// Finds whose a secret is, working or not.
    pub async fn find_secret_owner(&mut self, hash: &TokenHash) -> Result<Option<(ClientId, SecretId)>> {
        let sql = "SELECT client_id, secret_id FROM client_secrets WHERE secret_hash = $1 LIMIT 1";
        self.query_opt(sql, &[hash.into()], |row| Ok((row.take()?, row.take()?))).await
    }
}

impl Writer {
    /// Adds a secret to a claimed client.
    pub async fn insert_secret(
        &mut self,
        client: &ClientId,
        secret: &ClientSecret,
        made_by: Option<&UserId>,
    ) -> Result<()> {
        let sql = "INSERT INTO client_secrets (secret_id, client_id, secret_hash, tail, label, created_at,
                     created_by, stops_at, last_used_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let params = [
            (&secret.id).into(),
            client.into(),
            (&secret.hash).into(),
            (&secret.tail).into(),
            (&secret.label).into(),
            secret.created_at.into(),
            made_by.into(),
            secret.stops_at.into(),
            secret.last_used_at.into(),
        ];
        self.changes_client(client);
        self.queue(sql, &params).await
    }

    /// Settles when a secret of a client stops; false if the client has no such secret or it stops sooner anyway.
    pub async fn stop_secret(
        &mut self,
        client: &ClientId,
        id: &SecretId,
        stops_at: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE client_secrets SET stops_at = $3
                   WHERE secret_id = $2 AND client_id = $1 AND (stops_at IS NULL OR stops_at > $3)";
        self.changes_client(client);
        Ok(self.execute(sql, &[client.into(), id.into(), stops_at.into()]).await? == 1)
    }

    /// Records that a secret proved a request.
    pub async fn touch_secret(&mut self, id: &SecretId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE client_secrets SET last_used_at = $2 WHERE secret_id = $1";
        self.queue(sql, &[id.into(), now.into()]).await
    }
}
