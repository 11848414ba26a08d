//! Accounts that leave.

use oauth::{Timestamp, TokenHash, UserId};

use crate::{Reader, Result, Writer};

/// What leaves with an account, by its identifier.
const LEAVES: &[&str] = &[
    "DELETE FROM verified_emails WHERE email_key IN (SELECT email_key FROM users WHERE user_id = $1)",
    "DELETE FROM verified_emails WHERE (email_key, user_id) IN
       (SELECT email_key, user_id FROM former_emails WHERE user_id = $1)",
    "DELETE FROM former_emails WHERE user_id = $1",
    "DELETE FROM profiles WHERE user_id = $1",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM links WHERE user_id = $1",
    "DELETE FROM known_browsers WHERE user_id = $1",
    "DELETE FROM leaked_passwords WHERE user_id = $1",
    "DELETE FROM passkeys WHERE user_id = $1",
    "DELETE FROM authenticators WHERE user_id = $1",
    "DELETE FROM text_numbers WHERE user_id = $1",
    "DELETE FROM text_codes WHERE user_id = $1",
    "DELETE FROM recovery_codes WHERE user_id = $1",
    "DELETE FROM guesses WHERE user_id = $1",
    "DELETE FROM pending_sign_ins WHERE user_id = $1",
    "DELETE FROM trusted_browsers WHERE user_id = $1",
    "DELETE FROM personal_tokens WHERE user_id = $1",
    "DELETE FROM consents WHERE user_id = $1",
    "DELETE FROM exports WHERE user_id = $1",
    "DELETE FROM account_deletions WHERE user_id = $1",
    "DELETE FROM users WHERE user_id = $1",
];

impl Reader {
    /// Gives when an account is to be deleted, if its member asked for that.
    pub async fn find_deletion(&mut self, user: &UserId) -> Result<Option<Timestamp>> {
        let sql = "SELECT due_at FROM account_deletions WHERE user_id = $1";
        self.query_opt(sql, &[user.into()], |row| row.take()).await
    }

    /// Says whether a name belonged to an account that is gone.
    pub async fn is_retired(&mut self, username_key: &str) -> Result<bool> {
        let hash = TokenHash::of(username_key.as_bytes());
        let sql = "SELECT username_hash FROM retired_usernames WHERE username_hash = $1";
        Ok(self.query_opt(sql, &[(&hash).into()], |row| row.take::<TokenHash>()).await?.is_some())
    }
}

impl Writer {
    /// Notes that an account is to be deleted then; false if that is known.
    pub async fn insert_deletion(
        &mut self,
        user: &UserId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<bool> {
        let sql = "INSERT INTO account_deletions (user_id, asked_at, due_at) VALUES ($1, $2, $3)
                   ON CONFLICT (user_id) DO NOTHING";
        Ok(self.execute(sql, &[user.into(), now.into(), due_at.into()]).await? == 1)
    }

    /// Forgets that an account was to be deleted; false if it was not, or is gone.
    pub async fn delete_deletion(&mut self, user: &UserId) -> Result<bool> {
        Ok(self.execute("DELETE FROM account_deletions WHERE user_id = $1", &[user.into()]).await? == 1)
    }

    /// Takes accounts whose time has come, locked until commit. What is due is asked twice: a server that waited
    /// for a member who changed their mind sees the row again as that left it.
    pub async fn claim_due_deletions(&mut self, now: Timestamp, limit: i64) -> Result<Vec<UserId>> {
        let sql = "UPDATE account_deletions SET due_at = due_at
                   WHERE user_id IN (SELECT user_id FROM account_deletions WHERE due_at <= $1
                                     ORDER BY due_at LIMIT $2)
                     AND due_at <= $1
                   RETURNING user_id";
        self.query_all(sql, &[now.into(), limit.into()], |row| row.take()).await
    }

    /// Deletes an account with everything that says who it was. Its name is kept as a hash, so that nobody gets it
    /// again; what it did stays in the audit record under a number that leads to nobody.
    pub async fn delete_user(&mut self, user: &UserId, username_key: &str) -> Result<()> {
        let hash = TokenHash::of(username_key.as_bytes());
        let sql = "INSERT INTO retired_usernames (username_hash) VALUES ($1) ON CONFLICT (username_hash) DO NOTHING";
        self.queue(sql, &[(&hash).into()]).await?;
        for sql in LEAVES {
            self.execute(sql, &[user.into()]).await?;
        }
        Ok(())
    }
}
