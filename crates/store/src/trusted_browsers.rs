//! Browsers in which a member need not show the second factor.

use account::trust::TrustedBrowser;
use oauth::{Timestamp, TokenHash, TrustId, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! trust_columns {
    () => {
        "trust_id, token_hash, user_id, user_agent, address, created_at, last_used_at, expires_at"
    };
}

fn read_browser(columns: &mut Columns<'_>) -> Result<TrustedBrowser> {
    Ok(TrustedBrowser {
        id: columns.take()?,
        token_hash: columns.take()?,
        user_id: columns.take()?,
        user_agent: columns.take()?,
        address: columns.take()?,
        created_at: columns.take()?,
        last_used_at: columns.maybe()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Finds a trusted browser by its cookie's hash.
    pub async fn find_trusted_browser(&mut self, token: &TokenHash) -> Result<Option<TrustedBrowser>> {
        let sql = concat!("SELECT ", trust_columns!(), " FROM trusted_browsers WHERE token_hash = $1");
        self.query_opt(sql, &[token.into()], read_browser).await
    }

    /// Lists the browsers that a member trusts at `now`, the newest first, at most 200.
    pub async fn list_trusted_browsers(
        &mut self,
        user: &UserId,
        now: Timestamp,
    ) -> Result<Vec<TrustedBrowser>> {
        let sql = concat!(
            "SELECT ",
            trust_columns!(),
            " FROM trusted_browsers WHERE user_id = $1 AND expires_at > $2 ORDER BY trust_id DESC LIMIT 200"
        );
        self.query_all(sql, &[user.into(), now.into()], read_browser).await
    }
}

impl Writer {
    /// Adds a trusted browser.
    pub async fn insert_trusted_browser(&mut self, browser: &TrustedBrowser) -> Result<()> {
        let sql =
            "INSERT INTO trusted_browsers (trust_id, token_hash, user_id, user_agent, address, created_at,
                     last_used_at, expires_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            (&browser.id).into(),
            (&browser.token_hash).into(),
            (&browser.user_id).into(),
            (&browser.user_agent).into(),
            (&browser.address).into(),
            browser.created_at.into(),
            browser.last_used_at.into(),
            browser.expires_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Records that a trusted browser spared its member the second factor; false if it is trusted no more.
    pub async fn touch_trusted_browser(
        &mut self,
        id: &TrustId,
        address: &str,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE trusted_browsers SET last_used_at = $2, address = $3 WHERE trust_id = $1";
        Ok(self.execute(sql, &[id.into(), now.into(), address.into()]).await? == 1)
    }

    /// Trusts one browser of a member no more; false if it is not theirs, or was not trusted.
    pub async fn delete_trusted_browser(&mut self, user: &UserId, id: &TrustId) -> Result<bool> {
        let sql = "DELETE FROM trusted_browsers WHERE trust_id = $2 AND user_id = $1";
        Ok(self.execute(sql, &[user.into(), id.into()]).await? == 1)
    }

    /// Trusts no browser of a member any more.
    pub async fn delete_trusted_browsers(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM trusted_browsers WHERE user_id = $1", &[user.into()]).await
    }
}
