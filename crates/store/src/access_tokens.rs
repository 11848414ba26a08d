//! Opaque access tokens.

use oauth::grant::AccessToken;
use oauth::{Timestamp, TokenHash};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_access_token(columns: &mut Columns<'_>) -> Result<AccessToken> {
    Ok(AccessToken {
        id: columns.take()?,
        grant_id: columns.maybe()?,
        client_id: columns.take()?,
        user_id: columns.maybe()?,
        session_id: columns.maybe()?,
        scope: columns.take()?,
        audience: columns.take()?,
        issued_at: columns.take()?,
        expires_at: columns.take()?,
        auth_time: columns.maybe()?,
    })
}

impl Reader {
    /// Finds an opaque access token that has not expired.
    pub async fn find_access_token(
        &mut self,
        hash: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<AccessToken>> {
        let sql = "SELECT token_id, grant_id, client_id, user_id, session_id, scope, audience, issued_at, expires_at,
                     auth_time
                   FROM access_tokens WHERE token_hash = $1 AND expires_at > $2";
        self.query_opt(sql, &[hash.into(), now.into()], read_access_token).await
    }
}

impl Writer {
    /// Adds an opaque access token.
    pub async fn insert_access_token(&mut self, hash: &TokenHash, token: &AccessToken) -> Result<()> {
        let sql = "INSERT INTO access_tokens (token_hash, token_id, grant_id, client_id, user_id, session_id, scope,
                     audience, issued_at, expires_at, auth_time)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        let scope = token.scope.to_string();
        let params = [
            hash.into(),
            (&token.id).into(),
            token.grant_id.as_ref().into(),
            (&token.client_id).into(),
            token.user_id.as_ref().into(),
            token.session_id.as_ref().into(),
            (&scope).into(),
            (&token.audience).into(),
            token.issued_at.into(),
            token.expires_at.into(),
            token.auth_time.into(),
        ];
        self.queue(sql, &params).await
    }
}
