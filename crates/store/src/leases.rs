//! Work that one server at a time does.

use oauth::Timestamp;

use crate::{Result, Writer};

impl Writer {
    /// Takes or keeps the named work for `holder` until `until`; false while another holds it.
    pub async fn claim_lease(
        &mut self,
        name: &str,
        holder: &[u8; 16],
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool> {
        let sql = "INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $4)
                   ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
                   WHERE leases.holder = excluded.holder OR leases.expires_at <= $3";
        Ok(self.execute(sql, &[name.into(), holder.into(), now.into(), until.into()]).await? == 1)
    }

    /// Gives the named work back, if `holder` has it.
    pub async fn delete_lease(&mut self, name: &str, holder: &[u8; 16]) -> Result<()> {
        self.queue("DELETE FROM leases WHERE name = $1 AND holder = $2", &[name.into(), holder.into()]).await
    }
}
