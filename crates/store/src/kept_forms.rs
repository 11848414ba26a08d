//! Forms that were sent and wait until their member has proved who they are.

use oauth::{KeptFormId, SessionId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// How many wait in one session.
const MOST: i64 = 5;

/// A form that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// Its identifier.
    pub id: KeptFormId,
    /// The session in which it was sent; no other one goes on with it.
    pub session_id: SessionId,
    /// Where it was sent.
    pub path: String,
    /// What was sent, sealed.
    pub sealed_body: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

fn read_form(columns: &mut Columns<'_>) -> Result<KeptForm> {
    Ok(KeptForm {
        id: columns.take()?,
        session_id: columns.take()?,
        path: columns.take()?,
        sealed_body: columns.take()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Finds a form that waits.
    pub async fn find_kept_form(&mut self, id: &KeptFormId) -> Result<Option<KeptForm>> {
        let sql =
            "SELECT kept_id, session_id, path, sealed_body, expires_at FROM kept_forms WHERE kept_id = $1";
        self.query_opt(sql, &[id.into()], read_form).await
    }
}

impl Writer {
    /// Keeps a form; of a session's, the oldest make room.
    pub async fn insert_kept_form(&mut self, form: &KeptForm) -> Result<()> {
        let sql = "INSERT INTO kept_forms (kept_id, session_id, path, sealed_body, expires_at)
                   VALUES ($1, $2, $3, $4, $5)";
        let params = [
            (&form.id).into(),
            (&form.session_id).into(),
            (&form.path).into(),
            (&form.sealed_body).into(),
            form.expires_at.into(),
        ];
        self.queue(sql, &params).await?;
        let sql = "DELETE FROM kept_forms WHERE kept_id IN
                     (SELECT kept_id FROM kept_forms WHERE session_id = $1
                      ORDER BY kept_id DESC LIMIT 100 OFFSET $2)";
        self.queue(sql, &[(&form.session_id).into(), MOST.into()]).await
    }

    /// Takes a form that waits, once; false if it was taken before.
    pub async fn delete_kept_form(&mut self, id: &KeptFormId) -> Result<bool> {
        Ok(self.execute("DELETE FROM kept_forms WHERE kept_id = $1", &[id.into()]).await? == 1)
    }
}
