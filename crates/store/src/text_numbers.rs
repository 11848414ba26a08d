//! Numbers that members' codes are sent to: one a member.

use account::phone::Phone;
use oauth::{Timestamp, UserId};

use crate::columns::Columns;
use crate::{Error, Reader, Result, Writer};

/// Reads a number, which was one when it was written.
pub(crate) fn read_phone(columns: &mut Columns<'_>) -> Result<Phone> {
    let text: String = columns.take()?;
    Phone::parse(&text).map_err(|_| Error::Damaged("a telephone number is none".to_owned()))
}

impl Reader {
    /// Finds the number that a member's codes are sent to.
    pub async fn find_text_number(&mut self, user: &UserId) -> Result<Option<Phone>> {
        let sql = "SELECT number FROM text_numbers WHERE user_id = $1";
        self.query_opt(sql, &[user.into()], read_phone).await
    }
}

impl Writer {
    /// Puts a proven number in the place of the one before it.
    pub async fn set_text_number(&mut self, user: &UserId, number: &Phone, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO text_numbers (user_id, number, created_at, last_used_at)
                   VALUES ($1, $2, $3, NULL)
                   ON CONFLICT (user_id) DO UPDATE
                   SET number = excluded.number, created_at = excluded.created_at, last_used_at = NULL";
        self.queue(sql, &[user.into(), number.as_str().into(), now.into()]).await
    }

    /// Notes that a code which was sent there was right.
    pub async fn touch_text_number(&mut self, user: &UserId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE text_numbers SET last_used_at = $2 WHERE user_id = $1";
        self.queue(sql, &[user.into(), now.into()]).await
    }

    /// Removes a member's number and gives it, if there is one.
    pub async fn delete_text_number(&mut self, user: &UserId) -> Result<Option<Phone>> {
        let sql = "DELETE FROM text_numbers WHERE user_id = $1 RETURNING number";
        self.query_opt(sql, &[user.into()], read_phone).await
    }
}
