//! Authorization codes.

use oauth::grant::AuthorizationCode;
use oauth::{GrantId, Timestamp, TokenHash};

use crate::{Error, Result, Writer};

type Facts = (GrantId, String, bool, Option<String>, Option<String>, Timestamp, Option<Timestamp>);

impl Writer {
    /// Adds a code, whose grant must be there.
    pub async fn insert_authorization_code(
        &mut self,
        hash: &TokenHash,
        code: &AuthorizationCode,
    ) -> Result<()> {
        let sql = "INSERT INTO authorization_codes (code_hash, grant_id, redirect_uri, redirect_uri_given,
                     code_challenge, nonce, expires_at, redeemed_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            hash.into(),
            (&code.grant.id).into(),
            (&code.redirect_uri).into(),
            code.redirect_uri_given.into(),
            code.code_challenge.as_ref().into(),
            code.nonce.as_ref().into(),
            code.expires_at.into(),
            code.redeemed_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Finds a presented code and locks its row until commit, so that two redemptions of one code are
    /// decided one after the other.
    pub async fn claim_authorization_code(
        &mut self,
        hash: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<AuthorizationCode>> {
        let sql = "UPDATE authorization_codes SET presented_at = $2 WHERE code_hash = $1
                   RETURNING grant_id, redirect_uri, redirect_uri_given, code_challenge, nonce, expires_at, redeemed_at";
        let found: Option<Facts> = self
            .query_opt(sql, &[hash.into(), now.into()], |row| {
                Ok((
                    row.take()?,
                    row.take()?,
                    row.take()?,
                    row.maybe()?,
                    row.maybe()?,
                    row.take()?,
                    row.maybe()?,
                ))
            })
            .await?;
        let Some((grant, redirect_uri, redirect_uri_given, code_challenge, nonce, expires_at, redeemed_at)) =
            found
        else {
            return Ok(None);
        };
        let grant = self.find_grant(&grant).await?;
        let grant = grant.ok_or_else(|| Error::Damaged("a code without its grant".to_owned()))?;
        Ok(Some(AuthorizationCode {
            grant,
            redirect_uri,
            redirect_uri_given,
            code_challenge,
            nonce,
            expires_at,
            redeemed_at,
        }))
    }

    /// Spends a claimed code.
    pub async fn mark_code_redeemed(&mut self, hash: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "UPDATE authorization_codes SET redeemed_at = $2 WHERE code_hash = $1";
        self.queue(sql, &[hash.into(), now.into()]).await
    }
}
