//! Authorizations, and ending them.

use oauth::grant::{Grant, outlives_session};
use oauth::revoked::{Revocation, RevocationTarget};
use oauth::{ClientId, GrantId, Scope, SessionId, Timestamp, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

/// An authorization of which something was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowed {
    /// Which one.
    pub id: GrantId,
    /// The session in which it was given.
    pub session_id: SessionId,
    /// What was granted until now.
    pub before: Scope,
    /// What is left.
    pub after: Scope,
}

fn read_grant(columns: &mut Columns<'_>) -> Result<Grant> {
    Ok(Grant {
        id: columns.take()?,
        client_id: columns.take()?,
        user_id: columns.take()?,
        session_id: columns.take()?,
        scope: columns.take()?,
        auth_time: columns.take()?,
        amr: columns.take()?,
        claims: columns.maybe()?,
        created_at: columns.take()?,
        revoked_at: columns.maybe()?,
        authorized_since: columns.maybe()?,
    })
}

impl Reader {
    /// Finds an authorization.
    pub async fn find_grant(&mut self, id: &GrantId) -> Result<Option<Grant>> {
        let sql = "SELECT grant_id, grants.client_id, user_id, session_id, scope, auth_time, amr, claims,
                     grants.created_at, revoked_at, authorized_since
                   FROM grants LEFT JOIN clients ON clients.client_id = grants.client_id WHERE grant_id = $1";
        self.query_opt(sql, &[id.into()], read_grant).await
    }
}

impl Writer {
    /// Adds an authorization that nothing can continue after `expires_at`.
    pub async fn insert_grant(&mut self, grant: &Grant, expires_at: Timestamp) -> Result<()> {
        let sql = "INSERT INTO grants (grant_id, client_id, user_id, session_id, scope, auth_time, amr,
                     claims, outlives_session, created_at, expires_at, revoked_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
        let scope = grant.scope.to_string();
        let params = [
            (&grant.id).into(),
            (&grant.client_id).into(),
            (&grant.user_id).into(),
            (&grant.session_id).into(),
            (&scope).into(),
            grant.auth_time.into(),
            (&grant.amr).into(),
            grant.claims.as_ref().into(),
            grant.outlives_session().into(),
            grant.created_at.into(),
            expires_at.into(),
            grant.revoked_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Ends an authorization with every token made under it; false if it had ended. `tokens_end_at` is
    /// when the last access token made under it has expired anyway.
    pub async fn revoke_grant(
        &mut self,
        id: &GrantId,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE grants SET revoked_at = $2 WHERE grant_id = $1 AND revoked_at IS NULL";
        let revoked = self.execute(sql, &[id.into(), now.into()]).await? == 1;
        if revoked {
            self.insert_revocation(&Revocation {
                target: RevocationTarget::Grant(*id),
                at: now,
                expires_at: tokens_end_at,
            })
            .await?;
        }
        Ok(revoked)
    }

    /// Ends every authorization that a member gave a client, and gives which they were.
    pub async fn revoke_grants_of_consent(
        &mut self,
        user: &UserId,
        client: &ClientId,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<Vec<GrantId>> {
        let sql = "UPDATE grants SET revoked_at = $3
                   WHERE user_id = $1 AND client_id = $2 AND revoked_at IS NULL RETURNING grant_id";
        let params = [user.into(), client.into(), now.into()];
        let ended = self.query_all(sql, &params, |row| row.take::<GrantId>()).await?;
        for id in &ended {
            let target = RevocationTarget::Grant(*id);
            self.insert_revocation(&Revocation { target, at: now, expires_at: tokens_end_at }).await?;
        }
        Ok(ended)
    }

    /// Narrows every live authorization that a member gave a client to `scope`: what exceeds it is taken
    /// away, and access tokens made so far end.
    pub async fn narrow_grants(
        &mut self,
        user: &UserId,
        client: &ClientId,
        scope: &Scope,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<Vec<Narrowed>> {
        let sql = "UPDATE grants SET expires_at = expires_at
                   WHERE user_id = $1 AND client_id = $2 AND revoked_at IS NULL
                   RETURNING grant_id, session_id, scope";
        let live = self
            .query_all(sql, &[user.into(), client.into()], |row| {
                Ok((row.take::<GrantId>()?, row.take::<SessionId>()?, row.take::<Scope>()?))
            })
            .await?;
        let mut narrowed = Vec::new();
        for (id, session_id, before) in live {
            let after = before.filter(|name| scope.contains(name));
            if after == before {
                continue;
            }
            let (text, outlives) = (after.to_string(), outlives_session(&after));
            let sql = "UPDATE grants SET scope = $2, outlives_session = $3 WHERE grant_id = $1";
            self.queue(sql, &[(&id).into(), (&text).into(), outlives.into()]).await?;
            let target = RevocationTarget::Narrowed(id);
            self.insert_revocation(&Revocation { target, at: now, expires_at: tokens_end_at }).await?;
            narrowed.push(Narrowed { id, session_id, before, after });
        }
        Ok(narrowed)
    }

    /// Ends what was authorized in one session and does not outlive it, with every token made for it.
    pub async fn revoke_grants_of_session(
        &mut self,
        session: &SessionId,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<()> {
        let sql = "UPDATE grants SET revoked_at = $2
                   WHERE session_id = $1 AND revoked_at IS NULL AND NOT outlives_session";
        self.queue(sql, &[session.into(), now.into()]).await?;
        let target = RevocationTarget::Session(*session);
        self.insert_revocation(&Revocation { target, at: now, expires_at: tokens_end_at }).await
    }

    /// Ends what a member authorized in any session but `kept` and does not outlive it, also where the session ran
    /// out by itself, and gives the sessions whose tokens end.
    pub async fn revoke_grants_of_sessions(
        &mut self,
        user: &UserId,
        kept: Option<&SessionId>,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<Vec<SessionId>> {
        let sql = "UPDATE grants SET revoked_at = $3
                   WHERE user_id = $1 AND session_id <> $2 AND revoked_at IS NULL AND NOT outlives_session
                   RETURNING session_id";
        let nobody = SessionId::from_bytes([0; 16]);
        let params = [user.into(), kept.unwrap_or(&nobody).into(), now.into()];
        let mut sessions = self.query_all(sql, &params, |row| row.take::<SessionId>()).await?;
        sessions.sort();
        sessions.dedup();
        for session in &sessions {
            let target = RevocationTarget::Session(*session);
            self.insert_revocation(&Revocation { target, at: now, expires_at: tokens_end_at }).await?;
        }
        Ok(sessions)
    }

    /// Ends every authorization of a member with every token made for them. One that was given after `now`, while
    /// this was on its way or by another server's clock, is named by itself.
    pub async fn revoke_grants_of_user(
        &mut self,
        user: &UserId,
        now: Timestamp,
        tokens_end_at: Timestamp,
    ) -> Result<u64> {
        let sql = "UPDATE grants SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL
                   RETURNING grant_id, created_at";
        let ended = self
            .query_all(sql, &[user.into(), now.into()], |row| {
                Ok((row.take::<GrantId>()?, row.take::<Timestamp>()?))
            })
            .await?;
        let younger = ended.iter().filter(|(_, created_at)| *created_at > now);
        let targets = younger.map(|(id, _)| RevocationTarget::Grant(*id));
        for target in targets.chain([RevocationTarget::User(*user)]) {
            self.insert_revocation(&Revocation { target, at: now, expires_at: tokens_end_at }).await?;
        }
        Ok(ended.len() as u64)
    }
}
