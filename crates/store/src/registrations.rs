//! Clients that programs register: with what they may, and with what they come back.

use oauth::client::Client;
use oauth::client::dynamic::RegistrationToken;
use oauth::{ClientId, RegistrationTokenId, Timestamp, TokenHash};

use crate::clients::grant_names;
use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! registration_token_columns {
    () => {
        "token_id, token_hash, owner_id, scopes, uses_left, created_at, expires_at, revoked_at"
    };
}

fn read_token(columns: &mut Columns<'_>) -> Result<RegistrationToken> {
    Ok(RegistrationToken {
        id: columns.take()?,
        hash: columns.take()?,
        owner_id: columns.take()?,
        scopes: columns.take()?,
        uses_left: columns.take()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
        revoked_at: columns.maybe()?,
    })
}

impl Reader {
    /// Finds an initial access token by its value's hash.
    pub async fn find_registration_token(&mut self, hash: &TokenHash) -> Result<Option<RegistrationToken>> {
        let sql = concat!(
            "SELECT ",
            registration_token_columns!(),
            " FROM registration_tokens WHERE token_hash = $1"
        );
        self.query_opt(sql, &[hash.into()], read_token).await
    }

    /// Lists initial access tokens, the newest first, at most 200.
    pub async fn list_registration_tokens(&mut self) -> Result<Vec<RegistrationToken>> {
        let sql = concat!(
            "SELECT ",
            registration_token_columns!(),
            " FROM registration_tokens ORDER BY token_id DESC LIMIT 200"
        );
        self.query_all(sql, &[], read_token).await
    }

    /// Finds the hash of what proves the program that registered a client.
    pub async fn find_client_registration(&mut self, client: &ClientId) -> Result<Option<TokenHash>> {
        let sql = "SELECT token_hash FROM client_registrations WHERE client_id = $1";
        self.query_opt(sql, &[client.into()], |row| row.take()).await
    }
}

impl Writer {
    /// Adds an initial access token.
    pub async fn insert_registration_token(&mut self, token: &RegistrationToken) -> Result<()> {
        let sql =
            "INSERT INTO registration_tokens (token_id, token_hash, owner_id, scopes, uses_left, created_at,
                     expires_at, revoked_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let scopes = token.scopes.to_string();
        let params = [
            (&token.id).into(),
            (&token.hash).into(),
            (&token.owner_id).into(),
            (&scopes).into(),
            token.uses_left.into(),
            token.created_at.into(),
            token.expires_at.into(),
            token.revoked_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Uses an initial access token once more; false if it has ended, was stopped, or has no use left.
    pub async fn spend_registration_token(
        &mut self,
        id: &RegistrationTokenId,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE registration_tokens SET uses_left = uses_left - 1
                   WHERE token_id = $1 AND uses_left > 0 AND revoked_at IS NULL AND expires_at > $2";
        Ok(self.execute(sql, &[id.into(), now.into()]).await? == 1)
    }

    /// Stops an initial access token; false if there is none, or it was stopped before.
    pub async fn revoke_registration_token(
        &mut self,
        id: &RegistrationTokenId,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE registration_tokens SET revoked_at = $2 WHERE token_id = $1 AND revoked_at IS NULL";
        Ok(self.execute(sql, &[id.into(), now.into()]).await? == 1)
    }

    /// Records that a program registered a client, and what proves it later.
    pub async fn insert_client_registration(&mut self, client: &ClientId, hash: &TokenHash) -> Result<()> {
        let sql = "INSERT INTO client_registrations (client_id, token_hash) VALUES ($1, $2)";
        self.queue(sql, &[client.into(), hash.into()]).await
    }

    /// Replaces what proves the program; false if it is not `old` any more.
    pub async fn rotate_client_registration(
        &mut self,
        client: &ClientId,
        old: &TokenHash,
        new: &TokenHash,
    ) -> Result<bool> {
        let sql = "UPDATE client_registrations SET token_hash = $3 WHERE client_id = $1 AND token_hash = $2";
        Ok(self.execute(sql, &[client.into(), old.into(), new.into()]).await? == 1)
    }

    /// Saves what the program that registered a claimed client may change besides what its owner may.
    pub async fn update_client_protocol(&mut self, client: &Client) -> Result<()> {
        let sql =
            "UPDATE clients SET grants = $2, auth_method = $3, implicit_allowed = $4 WHERE client_id = $1";
        let grants = grant_names(client);
        let params = [
            (&client.id).into(),
            (&grants).into(),
            client.auth_method.as_str().into(),
            client.implicit_allowed.into(),
        ];
        self.changes_client(&client.id);
        self.queue(sql, &params).await
    }
}
