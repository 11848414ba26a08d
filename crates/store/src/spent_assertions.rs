//! Assertions that proved a client, so that none does it twice.

use oauth::client_assertion::Proven;

use crate::{Result, Writer};

impl Writer {
    /// Spends an assertion; false if it was spent before. The mark is kept until the assertion would be refused
    /// anyway.
    pub async fn spend_assertion(&mut self, proven: &Proven) -> Result<bool> {
        let sql = "INSERT INTO spent_assertions (assertion_hash, expires_at) VALUES ($1, $2)
                   ON CONFLICT (assertion_hash) DO NOTHING";
        Ok(self.execute(sql, &[(&proven.hash).into(), proven.expires_at.into()]).await? == 1)
    }
}
