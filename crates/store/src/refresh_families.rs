//! Refresh families: one row each, however often it rotates.

use oauth::grant::RefreshFamily;
use oauth::{GrantId, Timestamp, TokenHash};

use crate::columns::Columns;
use crate::{Error, Reader, Result, Writer};

macro_rules! family_columns {
    () => {
        "grant_id, current_hash, previous_hash, rotated_at, idle_expires_at, expires_at, revoked_at"
    };
}

struct Facts {
    grant_id: GrantId,
    current_hash: TokenHash,
    previous_hash: Option<TokenHash>,
    rotated_at: Timestamp,
    idle_expires_at: Timestamp,
    expires_at: Timestamp,
    revoked_at: Option<Timestamp>,
}

fn read_facts(columns: &mut Columns<'_>) -> Result<Facts> {
    Ok(Facts {
        grant_id: columns.take()?,
        current_hash: columns.take()?,
        previous_hash: columns.maybe()?,
        rotated_at: columns.take()?,
        idle_expires_at: columns.take()?,
        expires_at: columns.take()?,
        revoked_at: columns.maybe()?,
    })
}

impl Reader {
    async fn with_grant(&mut self, found: Option<Facts>) -> Result<Option<RefreshFamily>> {
        let Some(facts) = found else { return Ok(None) };
        let grant = self.find_grant(&facts.grant_id).await?;
        Ok(Some(RefreshFamily {
            grant: grant.ok_or_else(|| Error::Damaged("a refresh family without its grant".to_owned()))?,
            current_hash: facts.current_hash,
            previous_hash: facts.previous_hash,
            rotated_at: facts.rotated_at,
            idle_expires_at: facts.idle_expires_at,
            expires_at: facts.expires_at,
            revoked_at: facts.revoked_at,
        }))
    }

    /// Finds the family of a refresh token by the hash of its family key.
    pub async fn find_refresh_family(&mut self, key: &[u8; 16]) -> Result<Option<RefreshFamily>> {
        let sql = concat!("SELECT ", family_columns!(), " FROM refresh_families WHERE family_key = $1");
        let found = self.query_opt(sql, &[key.into()], read_facts).await?;
        self.with_grant(found).await
    }
}

impl Writer {
    /// Adds a family, whose grant must be there.
    pub async fn insert_refresh_family(&mut self, key: &[u8; 16], family: &RefreshFamily) -> Result<()> {
        let sql =
            "INSERT INTO refresh_families (family_key, grant_id, current_hash, previous_hash, rotated_at,
                     idle_expires_at, expires_at, revoked_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            key.into(),
            (&family.grant.id).into(),
            (&family.current_hash).into(),
            family.previous_hash.as_ref().into(),
            family.rotated_at.into(),
            family.idle_expires_at.into(),
            family.expires_at.into(),
            family.revoked_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Finds the family of a presented token and locks its row until commit, so that two rotations are
    /// decided one after the other.
    pub async fn claim_refresh_family(
        &mut self,
        key: &[u8; 16],
        now: Timestamp,
    ) -> Result<Option<RefreshFamily>> {
        let sql = concat!(
            "UPDATE refresh_families SET presented_at = $2 WHERE family_key = $1 RETURNING ",
            family_columns!()
        );
        let found = self.query_opt(sql, &[key.into(), now.into()], read_facts).await?;
        self.with_grant(found).await
    }

    /// Replaces the live token of a claimed family.
    pub async fn mark_refresh_rotated(
        &mut self,
        key: &[u8; 16],
        successor: &TokenHash,
        now: Timestamp,
        idle_expires_at: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE refresh_families
                   SET previous_hash = current_hash, current_hash = $2, rotated_at = $3, idle_expires_at = $4
                   WHERE family_key = $1";
        self.queue(sql, &[key.into(), successor.into(), now.into(), idle_expires_at.into()]).await
    }

    /// Ends a family; its access tokens end with its grant.
    pub async fn revoke_refresh_family(&mut self, key: &[u8; 16], now: Timestamp) -> Result<()> {
        let sql = "UPDATE refresh_families SET revoked_at = $2 WHERE family_key = $1 AND revoked_at IS NULL";
        self.queue(sql, &[key.into(), now.into()]).await
    }
}
