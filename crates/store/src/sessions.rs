//! Signed-in browsers.

use account::session::Session;
use account::user::User;
use oauth::{SessionId, Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::users::{read_user, user_columns};
use crate::{Reader, Result, Writer};

macro_rules! session_columns {
    () => {
        "session_id, token_hash, sessions.user_id, auth_time, amr, password_at, factor_at, sessions.created_at, last_seen_at, idle_expires_at,
         expires_at, address, user_agent, ended_at"
    };
}

fn read_session(columns: &mut Columns<'_>) -> Result<Session> {
    Ok(Session {
        id: columns.take()?,
        token_hash: columns.take()?,
        user_id: columns.take()?,
        auth_time: columns.take()?,
        amr: columns.take()?,
        password_at: columns.maybe()?,
        factor_at: columns.maybe()?,
        created_at: columns.take()?,
        last_seen_at: columns.take()?,
        idle_expires_at: columns.take()?,
        expires_at: columns.take()?,
        address: columns.take()?,
        user_agent: columns.take()?,
        ended_at: columns.maybe()?,
    })
}

impl Reader {
    /// Finds a session by its cookie's hash, with whose it is.
    pub async fn find_session(&mut self, token: &TokenHash) -> Result<Option<(Session, User)>> {
        let sql = concat!(
            "SELECT ",
            session_columns!(),
            ", ",
            user_columns!(),
            " FROM sessions JOIN users ON users.user_id = sessions.user_id WHERE token_hash = $1"
        );
        self.query_opt(sql, &[token.into()], |row| Ok((read_session(row)?, read_user(row)?))).await
    }

    /// Finds a session by its identifier, with whose it is, ended or not.
    pub async fn find_session_by_id(&mut self, id: &SessionId) -> Result<Option<(Session, User)>> {
        let sql = concat!(
            "SELECT ",
            session_columns!(),
            ", ",
            user_columns!(),
            " FROM sessions JOIN users ON users.user_id = sessions.user_id WHERE session_id = $1"
        );
        self.query_opt(sql, &[id.into()], |row| Ok((read_session(row)?, read_user(row)?))).await
    }

    /// Lists a member's sessions that have not ended, the last used first, at most 200.
    pub async fn list_sessions(&mut self, user: &UserId, now: Timestamp) -> Result<Vec<Session>> {
        let sql = concat!(
            "SELECT ",
            session_columns!(),
            " FROM sessions
              WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND idle_expires_at > $2
              ORDER BY last_seen_at DESC LIMIT 200"
        );
        self.query_all(sql, &[user.into(), now.into()], read_session).await
    }
}

impl Writer {
    /// Adds a session.
    pub async fn insert_session(&mut self, session: &Session) -> Result<()> {
        let sql =
            "INSERT INTO sessions (session_id, token_hash, user_id, auth_time, amr, password_at, factor_at, created_at,
                     last_seen_at, idle_expires_at, expires_at, address, user_agent, ended_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        let params = [
            (&session.id).into(),
            (&session.token_hash).into(),
            (&session.user_id).into(),
            session.auth_time.into(),
            (&session.amr).into(),
            session.password_at.into(),
            session.factor_at.into(),
            session.created_at.into(),
            session.last_seen_at.into(),
            session.idle_expires_at.into(),
            session.expires_at.into(),
            (&session.address).into(),
            (&session.user_agent).into(),
            session.ended_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Records that a live session was used.
    pub async fn touch_session(
        &mut self,
        id: &SessionId,
        now: Timestamp,
        idle_expires_at: Timestamp,
        address: &str,
    ) -> Result<()> {
        let sql = "UPDATE sessions SET last_seen_at = $2, idle_expires_at = $3, address = $4
                   WHERE session_id = $1 AND ended_at IS NULL AND last_seen_at < $2";
        self.queue(sql, &[id.into(), now.into(), idle_expires_at.into(), address.into()]).await
    }

    /// Records that the member proved who they are once more; the cookie's value changes with it.
    /// False if the session has ended meanwhile.
    pub async fn renew_session(&mut self, renewed: &Session) -> Result<bool> {
        let sql =
            "UPDATE sessions SET token_hash = $2, auth_time = $3, amr = $4, password_at = $5, factor_at = $6
                   WHERE session_id = $1 AND ended_at IS NULL";
        let params = [
            (&renewed.id).into(),
            (&renewed.token_hash).into(),
            renewed.auth_time.into(),
            (&renewed.amr).into(),
            renewed.password_at.into(),
            renewed.factor_at.into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Takes a session that has not ended over into a new sign-in of its member in the same browser: apps go on knowing
    /// it by its identifier. False if it has ended meanwhile.
    pub async fn restart_session(&mut self, session: &Session) -> Result<bool> {
        let sql = "UPDATE sessions SET token_hash = $3, auth_time = $4, amr = $5, created_at = $6, last_seen_at = $6,
                     idle_expires_at = $7, expires_at = $8, address = $9, user_agent = $10, password_at = $11,
                     factor_at = $12
                   WHERE session_id = $1 AND user_id = $2 AND ended_at IS NULL";
        let params = [
            (&session.id).into(),
            (&session.user_id).into(),
            (&session.token_hash).into(),
            session.auth_time.into(),
            (&session.amr).into(),
            session.created_at.into(),
            session.idle_expires_at.into(),
            session.expires_at.into(),
            (&session.address).into(),
            (&session.user_agent).into(),
            session.password_at.into(),
            session.factor_at.into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Ends one session of a member; false if it is not theirs or has ended.
    pub async fn end_session(&mut self, user: &UserId, id: &SessionId, now: Timestamp) -> Result<bool> {
        let sql =
            "UPDATE sessions SET ended_at = $3 WHERE session_id = $2 AND user_id = $1 AND ended_at IS NULL";
        Ok(self.execute(sql, &[user.into(), id.into(), now.into()]).await? == 1)
    }

    /// Ends all sessions of a member but `kept`, also those that ran out by themselves, and gives which they were.
    pub async fn end_sessions(
        &mut self,
        user: &UserId,
        kept: Option<&SessionId>,
        now: Timestamp,
    ) -> Result<Vec<SessionId>> {
        let sql = "UPDATE sessions SET ended_at = $3
                   WHERE user_id = $1 AND session_id <> $2 AND ended_at IS NULL RETURNING session_id";
        let nobody = SessionId::from_bytes([0; 16]);
        let params = [user.into(), kept.unwrap_or(&nobody).into(), now.into()];
        self.query_all(sql, &params, |row| row.take()).await
    }
}
