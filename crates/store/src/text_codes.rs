//! Codes that were sent as text messages.

use account::text::{Holder, SentCode};
use oauth::{Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::text_numbers::read_phone;
use crate::{Reader, Result, Writer};

macro_rules! code_columns {
    () => {
        "holder, user_id, number, code_hash, created_at, expires_at"
    };
}

fn read_code(columns: &mut Columns<'_>) -> Result<SentCode> {
    Ok(SentCode {
        holder: Holder(columns.take()?),
        user_id: columns.take()?,
        number: read_phone(columns)?,
        code_hash: columns.take()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Finds the code that works for a holder at `now`.
    pub async fn find_text_code(&mut self, holder: &Holder, now: Timestamp) -> Result<Option<SentCode>> {
        let sql =
            concat!("SELECT ", code_columns!(), " FROM text_codes WHERE holder = $1 AND expires_at > $2");
        self.query_opt(sql, &[(&holder.0).into(), now.into()], read_code).await
    }
}

impl Writer {
    /// Puts a code in the place of the one before it.
    pub async fn set_text_code(&mut self, code: &SentCode) -> Result<()> {
        let sql = "INSERT INTO text_codes (holder, user_id, number, code_hash, created_at, expires_at)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (holder) DO UPDATE
                   SET user_id = excluded.user_id, number = excluded.number, code_hash = excluded.code_hash,
                       created_at = excluded.created_at, expires_at = excluded.expires_at";
        let params = [
            (&code.holder.0).into(),
            (&code.user_id).into(),
            code.number.as_str().into(),
            (&code.code_hash).into(),
            code.created_at.into(),
            code.expires_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Uses a code, once: gives it if it is that of the holder and works at `now`.
    pub async fn use_text_code(
        &mut self,
        holder: &Holder,
        code_hash: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<SentCode>> {
        let sql = concat!(
            "DELETE FROM text_codes WHERE holder = $1 AND code_hash = $2 AND expires_at > $3 RETURNING ",
            code_columns!()
        );
        self.query_opt(sql, &[(&holder.0).into(), code_hash.into(), now.into()], read_code).await
    }

    /// Ends every code of a member.
    pub async fn delete_text_codes(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM text_codes WHERE user_id = $1", &[user.into()]).await
    }
}
