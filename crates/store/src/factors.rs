//! What a member has beside the password, at a glance.

use account::factor::{Factors, Held, Passkeys, Recovery};
use oauth::UserId;

use crate::columns::Columns;
use crate::{Reader, Result};

fn read_factors(columns: &mut Columns<'_>) -> Result<Factors> {
    let (since, used_at) = (columns.maybe()?, columns.maybe()?);
    let authenticator = since.map(|since| Held { since, used_at });
    let (since, left, used_at) = (columns.maybe()?, columns.take()?, columns.maybe()?);
    let recovery = since.map(|since| Recovery { since, left, used_at });
    let (count, used_at) = (columns.take()?, columns.maybe()?);
    let passkeys = (count > 0).then_some(Passkeys { count, used_at });
    let (since, used_at) = (columns.maybe()?, columns.maybe()?);
    let text = since.map(|since| Held { since, used_at });
    Ok(Factors { passkeys, authenticator, text, recovery })
}

impl Reader {
    /// Finds what a member has.
    pub async fn find_factors(&mut self, user: &UserId) -> Result<Factors> {
        let sql = "SELECT (SELECT created_at FROM authenticators WHERE user_id = $1),
              (SELECT last_used_at FROM authenticators WHERE user_id = $1),
              (SELECT MAX(created_at) FROM recovery_codes WHERE user_id = $1 AND confirmed_at IS NOT NULL),
              (SELECT COUNT(*) FROM recovery_codes
               WHERE user_id = $1 AND confirmed_at IS NOT NULL AND used_at IS NULL),
              (SELECT MAX(used_at) FROM recovery_codes WHERE user_id = $1 AND confirmed_at IS NOT NULL),
              (SELECT COUNT(*) FROM passkeys WHERE user_id = $1),
              (SELECT MAX(last_used_at) FROM passkeys WHERE user_id = $1),
              (SELECT created_at FROM text_numbers WHERE user_id = $1),
              (SELECT last_used_at FROM text_numbers WHERE user_id = $1)";
        Ok(self.query_opt(sql, &[user.into()], read_factors).await?.unwrap_or_default())
    }
}
