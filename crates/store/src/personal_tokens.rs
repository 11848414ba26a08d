//! Personal access tokens of members.

use account::personal_token::PersonalToken;
use account::user::User;
use oauth::{Timestamp, TokenHash, TokenId, UserId};

use crate::columns::Columns;
use crate::users::{read_user, user_columns};
use crate::{Reader, Result, Writer};

macro_rules! personal_token_columns {
    () => {
        "token_id, personal_tokens.user_id, name, tail, scope, personal_tokens.created_at, expires_at, last_used_at"
    };
}

fn read_token(columns: &mut Columns<'_>) -> Result<PersonalToken> {
    Ok(PersonalToken {
        id: columns.take()?,
        user_id: columns.take()?,
        name: columns.take()?,
        tail: columns.take()?,
        scope: columns.take()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
        last_used_at: columns.maybe()?,
    })
}

impl Reader {
    /// Finds a token that works: it has neither ended nor been stopped, and its member is not locked.
    pub async fn find_personal_token(
        &mut self,
        hash: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<PersonalToken>> {
        let sql = concat!(
            "SELECT ",
            personal_token_columns!(),
            " FROM personal_tokens JOIN users ON users.user_id = personal_tokens.user_id
              WHERE token_hash = $1 AND expires_at > $2 AND stopped_at IS NULL AND locked_at IS NULL"
        );
        self.query_opt(sql, &[hash.into(), now.into()], read_token).await
    }

    /// Lists a member's tokens that have neither ended nor been stopped, the newest first, at most 200.
    pub async fn list_personal_tokens(
        &mut self,
        user: &UserId,
        now: Timestamp,
    ) -> Result<Vec<PersonalToken>> {
        let sql = concat!(
            "SELECT ",
            personal_token_columns!(),
            " FROM personal_tokens WHERE user_id = $1 AND expires_at > $2 AND stopped_at IS NULL
              ORDER BY created_at DESC, token_id DESC LIMIT 200"
        );
        self.query_all(sql, &[user.into(), now.into()], read_token).await
    }
}

impl Writer {
    /// Adds a token.
    pub async fn insert_personal_token(&mut self, hash: &TokenHash, token: &PersonalToken) -> Result<()> {
        let sql = "INSERT INTO personal_tokens (token_id, token_hash, user_id, name, tail, scope, created_at,
                     expires_at, last_used_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let scope = token.scope.to_string();
        let params = [
            (&token.id).into(),
            hash.into(),
            (&token.user_id).into(),
            (&token.name).into(),
            (&token.tail).into(),
            (&scope).into(),
            token.created_at.into(),
            token.expires_at.into(),
            token.last_used_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Records that a token was used.
    pub async fn touch_personal_token(&mut self, id: &TokenId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE personal_tokens SET last_used_at = $2 WHERE token_id = $1";
        self.queue(sql, &[id.into(), now.into()]).await
    }

    /// Stops one token of a member for good, and gives it; `None` if it is not theirs or has ended.
    pub async fn stop_personal_token(
        &mut self,
        user: &UserId,
        id: &TokenId,
        now: Timestamp,
    ) -> Result<Option<PersonalToken>> {
        let sql = concat!(
            "UPDATE personal_tokens SET stopped_at = $3
              WHERE token_id = $2 AND user_id = $1 AND stopped_at IS NULL AND expires_at > $3 RETURNING ",
            personal_token_columns!()
        );
        self.query_opt(sql, &[user.into(), id.into(), now.into()], read_token).await
    }

    /// Stops every token of a member for good.
    pub async fn stop_personal_tokens(&mut self, user: &UserId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE personal_tokens SET stopped_at = $2 WHERE user_id = $1 AND stopped_at IS NULL";
        self.queue(sql, &[user.into(), now.into()]).await
    }

    /// Takes tokens that end before `until` and whose members were not reminded yet, with these.
    pub async fn claim_ending_personal_tokens(
        &mut self,
        now: Timestamp,
        until: Timestamp,
        limit: i64,
    ) -> Result<Vec<(PersonalToken, User)>> {
        let sql = "UPDATE personal_tokens SET reminded_at = $1
                   WHERE token_id IN
                     (SELECT token_id FROM personal_tokens
                      WHERE reminded_at IS NULL AND stopped_at IS NULL AND expires_at < $2
                      ORDER BY expires_at LIMIT $3)
                     AND reminded_at IS NULL
                   RETURNING token_id";
        let params = [now.into(), until.into(), limit.into()];
        let ids = self.query_all(sql, &params, |row| row.take::<TokenId>()).await?;
        let mut found = Vec::new();
        for id in &ids {
            let sql = concat!(
                "SELECT ",
                personal_token_columns!(),
                ", ",
                user_columns!(),
                " FROM personal_tokens JOIN users ON users.user_id = personal_tokens.user_id
                  WHERE token_id = $1 AND expires_at > $2 AND locked_at IS NULL"
            );
            let params = [id.into(), now.into()];
            let row = self.query_opt(sql, &params, |row| Ok((read_token(row)?, read_user(row)?))).await?;
            found.extend(row);
        }
        Ok(found)
    }
}
