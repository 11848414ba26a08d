//! Registered clients.

use oauth::client::metadata::ClientMetadata;
use oauth::client::{AuthMethod, Client, ClientKind, GrantType};
use oauth::{ClientId, SessionId, Timestamp, UserId};

use crate::columns::Columns;
use crate::known_clients::KnownClient;
use crate::secrets::read_secret;
use crate::{Error, Reader, Result, Writer};

macro_rules! client_columns {
    () => {
        "clients.client_id, owner_id, live, kind, name, homepage, description, redirect_uris,
         post_logout_redirect_uris, scopes, required_scopes, grants, auth_method, pkce_required, implicit_allowed,
         first_party, metadata, logo_id, clients.created_at, suspended_at"
    };
}

pub(crate) fn read_client(columns: &mut Columns<'_>) -> Result<Client> {
    Ok(Client {
        id: columns.take()?,
        owner_id: columns.maybe()?,
        live: columns.take()?,
        kind: columns.parse(ClientKind::parse)?,
        name: columns.take()?,
        homepage: columns.take()?,
        description: columns.take()?,
        redirect_uris: lines(&columns.take::<String>()?),
        post_logout_redirect_uris: lines(&columns.take::<String>()?),
        scopes: columns.take()?,
        required_scopes: columns.take()?,
        grants: read_grants(&columns.take::<String>()?)?,
        auth_method: columns.parse(AuthMethod::parse)?,
        pkce_required: columns.take()?,
        implicit_allowed: columns.take()?,
        first_party: columns.take()?,
        metadata: read_metadata(&columns.take::<String>()?)?,
        logo_id: columns.maybe()?,
        created_at: columns.take()?,
        suspended_at: columns.maybe()?,
    })
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn read_grants(text: &str) -> Result<Vec<GrantType>> {
    text.split_whitespace()
        .map(|name| GrantType::parse(name).ok_or_else(|| Error::Damaged(format!("grant type “{name}”"))))
        .collect()
}

pub(crate) fn read_metadata(text: &str) -> Result<ClientMetadata> {
    ClientMetadata::from_json(text).map_err(|error| Error::Damaged(format!("client metadata: {error}")))
}

pub(crate) fn grant_names(client: &Client) -> String {
    client.grants.iter().map(|grant| grant.as_str()).collect::<Vec<_>>().join(" ")
}

impl Reader {
    /// Finds a client that has not been deleted.
    pub async fn find_client(&mut self, id: &ClientId) -> Result<Option<Client>> {
        let sql = concat!(
            "SELECT ",
            client_columns!(),
            " FROM clients WHERE client_id = $1 AND deleted_at IS NULL"
        );
        self.query_opt(sql, &[id.into()], read_client).await
    }

    /// Finds a client that has not been deleted, with its secrets that have not stopped.
    pub async fn find_client_and_secrets(
        &mut self,
        id: &ClientId,
        now: Timestamp,
    ) -> Result<Option<KnownClient>> {
        let sql = concat!(
            "SELECT ",
            client_columns!(),
            ", (SELECT MAX(change_number) FROM client_changes WHERE client_changes.client_id = clients.client_id),
              secret_id, secret_hash, tail, label, client_secrets.created_at, stops_at, last_used_at
              FROM clients LEFT JOIN client_secrets
                ON client_secrets.client_id = clients.client_id AND (stops_at IS NULL OR stops_at > $2)
              WHERE clients.client_id = $1 AND deleted_at IS NULL
              ORDER BY client_secrets.created_at LIMIT 10"
        );
        let rows = self
            .query_all(sql, &[id.into(), now.into()], |row| {
                let (client, last_change) = (read_client(row)?, row.maybe()?.unwrap_or(0));
                let bytes = row.bytes_taken() as u64;
                Ok((client, last_change, bytes, read_secret(row)?))
            })
            .await?;
        let mut secrets = Vec::new();
        let mut found = None;
        for (client, last_change, bytes, secret) in rows {
            found = Some((client, last_change, bytes));
            secrets.extend(secret);
        }
        Ok(found.map(|(client, last_change, bytes)| KnownClient::new(client, secrets, last_change, bytes)))
    }

    /// Lists a member's clients, the oldest first, at most 200.
    pub async fn list_clients_of(&mut self, owner: &UserId) -> Result<Vec<Client>> {
        let sql = concat!(
            "SELECT ",
            client_columns!(),
            " FROM clients WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY created_at LIMIT 200"
        );
        self.query_all(sql, &[owner.into()], read_client).await
    }

    /// Counts a member's clients, at most to `most`.
    pub async fn count_clients_of(&mut self, owner: &UserId, most: i64) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM (SELECT client_id FROM clients
                     WHERE owner_id = $1 AND deleted_at IS NULL LIMIT $2) AS counted";
        let counted = self.query_opt(sql, &[owner.into(), most.into()], |row| row.take()).await?;
        Ok(counted.unwrap_or(0))
    }

    /// Lists all clients in the order of their identifiers, from after `after`.
    pub async fn list_clients(&mut self, after: Option<&ClientId>, limit: i64) -> Result<Vec<Client>> {
        let sql = concat!(
            "SELECT ",
            client_columns!(),
            " FROM clients WHERE client_id > $1 AND deleted_at IS NULL ORDER BY client_id LIMIT $2"
        );
        self.query_all(sql, &[after.map_or("", ClientId::as_str).into(), limit.into()], read_client).await
    }

    /// Lists the clients that a member authorized in a session, without those that were stopped or deleted since, at
    /// most 200.
    pub async fn list_clients_of_session(&mut self, session: &SessionId) -> Result<Vec<Client>> {
        let sql = concat!(
            "SELECT ",
            client_columns!(),
            " FROM clients
              WHERE client_id IN (SELECT grants.client_id FROM grants WHERE grants.session_id = $1)
                AND suspended_at IS NULL AND deleted_at IS NULL
              ORDER BY client_id LIMIT 200"
        );
        self.query_all(sql, &[session.into()], read_client).await
    }

    /// Finds who stopped a client that is stopped, as the audit record names actors.
    pub async fn find_suspender(&mut self, id: &ClientId) -> Result<Option<String>> {
        let sql = "SELECT suspended_by FROM clients
                   WHERE client_id = $1 AND deleted_at IS NULL AND suspended_at IS NOT NULL AND suspended_by IS NOT NULL";
        self.query_opt(sql, &[id.into()], |row| row.take()).await
    }

    /// Says whether any client may use the implicit grant.
    pub async fn has_implicit_client(&mut self) -> Result<bool> {
        let sql = "SELECT client_id FROM clients WHERE implicit_allowed AND deleted_at IS NULL LIMIT 1";
        Ok(self.query_opt(sql, &[], |row| row.take::<ClientId>()).await?.is_some())
    }
}

impl Writer {
    /// Adds a client; false if the identifier is in use.
    pub async fn insert_client(&mut self, client: &Client) -> Result<bool> {
        let sql = "INSERT INTO clients (client_id, owner_id, live, kind, name, homepage, description,
                     redirect_uris, post_logout_redirect_uris, scopes, required_scopes, grants, auth_method,
                     pkce_required, implicit_allowed, first_party, metadata, created_at, updated_at, suspended_at, logo_id)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19, $20)
                   ON CONFLICT (client_id) DO NOTHING";
        let redirect_uris = client.redirect_uris.join("\n");
        let post_logout = client.post_logout_redirect_uris.join("\n");
        let (scopes, required) = (client.scopes.to_string(), client.required_scopes.to_string());
        let (grants, metadata) = (grant_names(client), client.metadata.to_json());
        let params = [
            (&client.id).into(),
            client.owner_id.as_ref().into(),
            client.live.into(),
            client.kind.as_str().into(),
            (&client.name).into(),
            (&client.homepage).into(),
            (&client.description).into(),
            (&redirect_uris).into(),
            (&post_logout).into(),
            (&scopes).into(),
            (&required).into(),
            (&grants).into(),
            client.auth_method.as_str().into(),
            client.pkce_required.into(),
            client.implicit_allowed.into(),
            client.first_party.into(),
            (&metadata).into(),
            client.created_at.into(),
            client.suspended_at.into(),
            client.logo_id.as_ref().into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Finds a client that has not been deleted and locks its row until commit.
    pub async fn claim_client(&mut self, id: &ClientId, now: Timestamp) -> Result<Option<Client>> {
        let sql = concat!(
            "UPDATE clients SET updated_at = $2 WHERE client_id = $1 AND deleted_at IS NULL RETURNING ",
            client_columns!()
        );
        self.query_opt(sql, &[id.into(), now.into()], read_client).await
    }

    /// Saves what an owner may change of a claimed client: its words, addresses and scopes.
    pub async fn update_client(&mut self, client: &Client) -> Result<()> {
        let sql = "UPDATE clients SET name = $2, homepage = $3, description = $4, redirect_uris = $5,
                     post_logout_redirect_uris = $6, scopes = $7, required_scopes = $8, metadata = $9
                   WHERE client_id = $1";
        let redirect_uris = client.redirect_uris.join("\n");
        let post_logout = client.post_logout_redirect_uris.join("\n");
        let (scopes, required) = (client.scopes.to_string(), client.required_scopes.to_string());
        let metadata = client.metadata.to_json();
        let params = [
            (&client.id).into(),
            (&client.name).into(),
            (&client.homepage).into(),
            (&client.description).into(),
            (&redirect_uris).into(),
            (&post_logout).into(),
            (&scopes).into(),
            (&required).into(),
            (&metadata).into(),
        ];
        self.changes_client(&client.id);
        self.queue(sql, &params).await
    }

    /// Stops a client. Authorizations given to it until `now` have ended.
    pub async fn suspend_client(&mut self, id: &ClientId, now: Timestamp, by: &str) -> Result<()> {
        let sql = "UPDATE clients SET suspended_at = $2, suspended_by = $3, authorized_since = $2
                   WHERE client_id = $1";
        self.changes_client(id);
        self.queue(sql, &[id.into(), now.into(), by.into()]).await
    }

    /// Lets a stopped client go on. An authorization that was on its way when it was stopped has ended, too.
    pub async fn resume_client(&mut self, id: &ClientId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE clients SET suspended_at = NULL, suspended_by = NULL, authorized_since = $2
                   WHERE client_id = $1 AND suspended_at IS NOT NULL";
        self.changes_client(id);
        self.queue(sql, &[id.into(), now.into()]).await
    }

    /// Deletes a client: from now on nobody finds it. What hangs from it leaves in small batches.
    pub async fn mark_client_deleted(&mut self, id: &ClientId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE clients SET deleted_at = $2, implicit_allowed = $3 WHERE client_id = $1";
        self.changes_client(id);
        self.queue(sql, &[id.into(), now.into(), false.into()]).await
    }
}
