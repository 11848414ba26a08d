//! Sign-ins that owe the second factor.

use account::pending::PendingSignIn;
use account::user::User;
use oauth::{TokenHash, UserId};

use crate::columns::Columns;
use crate::users::{read_user, user_columns};
use crate::{Reader, Result, Writer};

macro_rules! pending_columns {
    () => {
        "token_hash, pending_sign_ins.user_id, browser_hash, amr, remembered,
         password_set_at, pending_sign_ins.created_at, expires_at"
    };
}

fn read_pending(columns: &mut Columns<'_>) -> Result<PendingSignIn> {
    Ok(PendingSignIn {
        token_hash: columns.take()?,
        user_id: columns.take()?,
        browser: columns.take()?,
        amr: columns.take()?,
        remembered: columns.take()?,
        password_changed_at: columns.maybe()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Finds one by its cookie's hash, with whose it is.
    pub async fn find_pending_sign_in(&mut self, token: &TokenHash) -> Result<Option<(PendingSignIn, User)>> {
        let sql = concat!(
            "SELECT ",
            pending_columns!(),
            ", ",
            user_columns!(),
            " FROM pending_sign_ins JOIN users ON users.user_id = pending_sign_ins.user_id WHERE token_hash = $1"
        );
        self.query_opt(sql, &[token.into()], |row| Ok((read_pending(row)?, read_user(row)?))).await
    }
}

impl Writer {
    /// Adds one.
    pub async fn insert_pending_sign_in(&mut self, pending: &PendingSignIn) -> Result<()> {
        let sql = "INSERT INTO pending_sign_ins (token_hash, user_id, browser_hash, amr, remembered,
                     password_set_at, created_at, expires_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = [
            (&pending.token_hash).into(),
            (&pending.user_id).into(),
            (&pending.browser).into(),
            (&pending.amr).into(),
            pending.remembered.into(),
            pending.password_changed_at.into(),
            pending.created_at.into(),
            pending.expires_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Finishes one; false if it was finished, or ended, before.
    pub async fn delete_pending_sign_in(&mut self, token: &TokenHash) -> Result<bool> {
        let sql = "DELETE FROM pending_sign_ins WHERE token_hash = $1";
        Ok(self.execute(sql, &[token.into()]).await? == 1)
    }

    /// Ends every one of a member.
    pub async fn delete_pending_sign_ins(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM pending_sign_ins WHERE user_id = $1", &[user.into()]).await
    }
}
