//! Accounts.

use account::user::User;
use market::MemberNumber;
use oauth::{Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! user_columns {
    () => {
        "users.user_id, username, email, email_verified_at, display_name, password_hash, password_changed_at,
         operator, locked_at, users.created_at"
    };
}
pub(crate) use user_columns;

pub(crate) fn read_user(columns: &mut Columns<'_>) -> Result<User> {
    Ok(User {
        id: columns.take()?,
        username: columns.take()?,
        email: columns.take()?,
        email_verified_at: columns.maybe()?,
        display_name: columns.take()?,
        password_hash: columns.maybe()?,
        password_changed_at: columns.maybe()?,
        operator: columns.take()?,
        locked_at: columns.maybe()?,
        created_at: columns.take()?,
    })
}

impl Reader {
    /// Finds an account by its identifier.
    pub async fn find_user(&mut self, id: &UserId) -> Result<Option<User>> {
        let sql = concat!("SELECT ", user_columns!(), " FROM users WHERE user_id = $1");
        self.query_opt(sql, &[id.into()], read_user).await
    }

    /// Finds an account by the number that the older API names it by: the first that was made with it.
    pub async fn find_user_by_number(&mut self, number: MemberNumber) -> Result<Option<User>> {
        let sql =
            concat!("SELECT ", user_columns!(), " FROM users WHERE number = $1 ORDER BY created_at LIMIT 1");
        self.query_opt(sql, &[number.into()], read_user).await
    }

    /// Finds an account by the canonical form of its username.
    pub async fn find_user_by_username(&mut self, key: &str) -> Result<Option<User>> {
        let sql = concat!("SELECT ", user_columns!(), " FROM users WHERE username_key = $1");
        self.query_opt(sql, &[key.into()], read_user).await
    }

    /// Finds the account of an address by its canonical form: whoever proved it, else the newest that claims it.
    pub async fn find_user_by_email(&mut self, key: &str) -> Result<Option<User>> {
        let sql = concat!(
            "SELECT ",
            user_columns!(),
            " FROM users WHERE email_key = $1
             ORDER BY CASE WHEN email_verified_at IS NULL THEN 1 ELSE 0 END, created_at DESC LIMIT 1"
        );
        self.query_opt(sql, &[key.into()], read_user).await
    }

    /// Finds the newest account of an address that nobody proved for which `browser` asked for a mail with a code.
    pub async fn find_user_waiting_in(
        &mut self,
        email_key: &str,
        browser: &TokenHash,
    ) -> Result<Option<User>> {
        let sql = concat!(
            "SELECT ",
            user_columns!(),
            " FROM users WHERE email_key = $1 AND email_verified_at IS NULL AND EXISTS
                (SELECT 1 FROM links WHERE links.user_id = users.user_id AND purpose = 'verify-email'
                   AND browser_hash = $2 AND used_at IS NULL)
             ORDER BY created_at DESC LIMIT 1"
        );
        self.query_opt(sql, &[email_key.into(), browser.into()], read_user).await
    }

    /// Lists accounts in the order they were made, from after `after`.
    pub async fn list_users(&mut self, after: Option<&UserId>, limit: i64) -> Result<Vec<User>> {
        let sql =
            concat!("SELECT ", user_columns!(), " FROM users WHERE user_id > $1 ORDER BY user_id LIMIT $2");
        let first = UserId::from_bytes([0; 16]);
        self.query_all(sql, &[after.unwrap_or(&first).into(), limit.into()], read_user).await
    }

    /// Says whether there is an operator.
    pub async fn has_operator(&mut self) -> Result<bool> {
        let sql = "SELECT user_id FROM users WHERE operator LIMIT 1";
        Ok(self.query_opt(sql, &[], |row| row.take::<UserId>()).await?.is_some())
    }
}

impl Writer {
    /// Finds an account and locks its row until commit: what is decided on its password or its being locked is
    /// decided before or after these change, never beside.
    pub async fn claim_user(&mut self, id: &UserId) -> Result<Option<User>> {
        let sql = concat!(
            "UPDATE users SET created_at = created_at WHERE user_id = $1 RETURNING ",
            user_columns!()
        );
        self.query_opt(sql, &[id.into()], read_user).await
    }

    /// Locks an account's row until commit, like [`Writer::claim_user`], for whoever reads what hangs from it next.
    pub async fn lock_user(&mut self, id: &UserId) -> Result<()> {
        let sql = "UPDATE users SET created_at = created_at WHERE user_id = $1";
        self.queue(sql, &[id.into()]).await
    }

    /// Adds an account under the canonical forms of its username and address; false if the username
    /// is taken or was, or the address is proven and another account's.
    pub async fn insert_user(&mut self, user: &User, username_key: &str, email_key: &str) -> Result<bool> {
        if self.is_retired(username_key).await? {
            return Ok(false);
        }
        if user.email_verified_at.is_some() && !self.claim_email(&user.id, email_key).await? {
            return Ok(false);
        }
        let sql = "INSERT INTO users (user_id, username, username_key, email, email_key, email_verified_at,
                     display_name, password_hash, password_changed_at, operator, locked_at, created_at, number)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                   ON CONFLICT (username_key) DO NOTHING";
        let params = [
            (&user.id).into(),
            (&user.username).into(),
            username_key.into(),
            (&user.email).into(),
            email_key.into(),
            user.email_verified_at.into(),
            (&user.display_name).into(),
            user.password_hash.as_ref().into(),
            user.password_changed_at.into(),
            user.operator.into(),
            user.locked_at.into(),
            user.created_at.into(),
            MemberNumber::of(&user.id).into(),
        ];
        let inserted = self.execute(sql, &params).await? == 1;
        if !inserted && user.email_verified_at.is_some() {
            self.release_email(&user.id, email_key).await?;
        }
        Ok(inserted)
    }

    pub(crate) async fn claim_email(&mut self, id: &UserId, email_key: &str) -> Result<bool> {
        let sql = "INSERT INTO verified_emails (email_key, user_id) VALUES ($1, $2)
                   ON CONFLICT (email_key) DO UPDATE SET user_id = excluded.user_id
                   WHERE verified_emails.user_id = excluded.user_id";
        Ok(self.execute(sql, &[email_key.into(), id.into()]).await? == 1)
    }

    pub(crate) async fn release_email(&mut self, id: &UserId, email_key: &str) -> Result<()> {
        let sql = "DELETE FROM verified_emails WHERE email_key = $2 AND user_id = $1";
        self.queue(sql, &[id.into(), email_key.into()]).await
    }

    /// Records that the account's owner proved the address; false if another account has proven it, or this one no
    /// longer has it. Other accounts that only claimed the address are removed: nobody could use them. An operator's
    /// stays.
    pub async fn mark_email_verified(
        &mut self,
        id: &UserId,
        email_key: &str,
        now: Timestamp,
    ) -> Result<bool> {
        if !self.claim_email(id, email_key).await? {
            return Ok(false);
        }
        let sql = "UPDATE users SET email_verified_at = COALESCE(email_verified_at, $3)
                   WHERE user_id = $1 AND email_key = $2";
        if self.execute(sql, &[id.into(), email_key.into(), now.into()]).await? == 0 {
            self.release_email(id, email_key).await?;
            return Ok(false);
        }
        let sql = "DELETE FROM users
                   WHERE email_key = $2 AND user_id <> $1 AND email_verified_at IS NULL AND NOT operator";
        self.queue(sql, &[id.into(), email_key.into()]).await?;
        Ok(true)
    }

    /// Replaces the password's hash, or takes the password away.
    pub async fn set_password(&mut self, id: &UserId, hash: Option<&str>, now: Timestamp) -> Result<()> {
        let sql = "UPDATE users SET password_hash = $2, password_changed_at = $3 WHERE user_id = $1";
        self.queue(sql, &[id.into(), hash.into(), now.into()]).await?;
        self.queue("DELETE FROM leaked_passwords WHERE user_id = $1", &[id.into()]).await
    }

    /// Replaces the hash of the same password by one with today's cost.
    pub async fn set_password_hash(&mut self, id: &UserId, old: &str, new: &str) -> Result<()> {
        let sql = "UPDATE users SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2";
        self.queue(sql, &[id.into(), old.into(), new.into()]).await
    }

    /// Replaces the display name.
    pub async fn set_display_name(&mut self, id: &UserId, name: &str) -> Result<()> {
        let sql = "UPDATE users SET display_name = $2 WHERE user_id = $1";
        self.queue(sql, &[id.into(), name.into()]).await
    }

    /// Locks an account, or unlocks it with `None`; false if there is no such account.
    pub async fn set_locked(&mut self, id: &UserId, locked_at: Option<Timestamp>) -> Result<bool> {
        let sql = "UPDATE users SET locked_at = $2 WHERE user_id = $1";
        Ok(self.execute(sql, &[id.into(), locked_at.into()]).await? == 1)
    }
}
