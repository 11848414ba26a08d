//! Forms that were sent, so that none is sent twice.

use oauth::{FormId, Timestamp};

use crate::{Result, Writer};

impl Writer {
    /// Spends a form; false if it was spent before. The mark is kept until `expires_at`, when the form
    /// itself is too old to be sent.
    pub async fn spend_form(&mut self, form: &FormId, expires_at: Timestamp) -> Result<bool> {
        let sql =
            "INSERT INTO spent_forms (form_id, expires_at) VALUES ($1, $2) ON CONFLICT (form_id) DO NOTHING";
        Ok(self.execute(sql, &[form.into(), expires_at.into()]).await? == 1)
    }
}
