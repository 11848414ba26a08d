//! What every server must stop accepting before its time.

use oauth::Timestamp;
use oauth::revoked::{Revocation, RevocationTarget};

use crate::columns::Columns;
use crate::{Error, Reader, Result, Writer};

fn read_revocation(columns: &mut Columns<'_>) -> Result<Revocation> {
    let (kind, key): (i64, Vec<u8>) = (columns.take()?, columns.take()?);
    let target = RevocationTarget::from_parts(kind, &key);
    Ok(Revocation {
        target: target.ok_or_else(|| Error::Damaged(format!("a revocation of kind {kind}")))?,
        at: columns.take()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Lists revocations made at or after `since` that still matter at `now`, in the order they were made.
    pub async fn list_revocations(
        &mut self,
        since: Timestamp,
        now: Timestamp,
        limit: i64,
    ) -> Result<Vec<Revocation>> {
        let sql = "SELECT target_kind, target_key, revoked_at, expires_at FROM revocations
                   WHERE revoked_at >= $1 AND expires_at > $2 ORDER BY revoked_at LIMIT $3";
        self.query_all(sql, &[since.into(), now.into(), limit.into()], read_revocation).await
    }
}

impl Writer {
    /// Records that tokens made for the target until now end. One that arrives late takes nothing from a later one.
    pub async fn insert_revocation(&mut self, revocation: &Revocation) -> Result<()> {
        let sql = "INSERT INTO revocations (target_kind, target_key, revoked_at, expires_at)
                   VALUES ($1, $2, $3, $4)
                   ON CONFLICT (target_kind, target_key) DO UPDATE
                   SET revoked_at = CASE WHEN excluded.revoked_at > revocations.revoked_at
                         THEN excluded.revoked_at ELSE revocations.revoked_at END,
                       expires_at = CASE WHEN excluded.expires_at > revocations.expires_at
                         THEN excluded.expires_at ELSE revocations.expires_at END";
        let key = revocation.target.key();
        let params = [
            revocation.target.kind().into(),
            (&key).into(),
            revocation.at.into(),
            revocation.expires_at.into(),
        ];
        self.queue(sql, &params).await
    }
}
