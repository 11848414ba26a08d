//! What members allowed clients.

use oauth::grant::Consent;
use oauth::{ClientId, PictureId, Scope, Timestamp, UserId};

use crate::clients::read_metadata;
use crate::columns::Columns;
use crate::{Reader, Result, Writer};

fn read_consent(columns: &mut Columns<'_>) -> Result<Consent> {
    Ok(Consent {
        user_id: columns.take()?,
        client_id: columns.take()?,
        scope: columns.take()?,
        created_at: columns.take()?,
        updated_at: columns.take()?,
    })
}

/// A client that a member allowed something, with when it last got a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectedApp {
    /// What was allowed.
    pub consent: Consent,
    /// The client's name.
    pub name: String,
    /// The client's website.
    pub homepage: String,
    /// Its logo.
    pub logo_id: Option<PictureId>,
    /// How its makers are reached.
    pub contacts: Vec<String>,
    /// Where a sign-in at it is started.
    pub initiate_login_uri: Option<String>,
    /// When it was last authorized.
    pub last_authorized_at: Option<Timestamp>,
}

impl Reader {
    /// Finds what a member allowed a client.
    pub async fn find_consent(&mut self, user: &UserId, client: &ClientId) -> Result<Option<Consent>> {
        let sql = "SELECT user_id, client_id, scope, created_at, updated_at
                   FROM consents WHERE user_id = $1 AND client_id = $2";
        self.query_opt(sql, &[user.into(), client.into()], read_consent).await
    }

    /// Lists the clients that a member allowed something, at most 200.
    pub async fn list_connected_apps(&mut self, user: &UserId) -> Result<Vec<ConnectedApp>> {
        let sql = "SELECT consents.user_id, consents.client_id, consents.scope, consents.created_at,
                     consents.updated_at, clients.name, clients.homepage, clients.metadata, clients.logo_id,
                     (SELECT MAX(created_at) FROM grants
                      WHERE grants.user_id = consents.user_id AND grants.client_id = consents.client_id)
                   FROM consents JOIN clients ON clients.client_id = consents.client_id
                   WHERE consents.user_id = $1 AND clients.deleted_at IS NULL
                   ORDER BY consents.client_id LIMIT 200";
        self.query_all(sql, &[user.into()], |row| {
            let (consent, name, homepage) = (read_consent(row)?, row.take()?, row.take()?);
            let metadata = read_metadata(&row.take::<String>()?)?;
            Ok(ConnectedApp {
                consent,
                name,
                homepage,
                contacts: metadata.contacts,
                initiate_login_uri: metadata.initiate_login_uri,
                logo_id: row.maybe()?,
                last_authorized_at: row.maybe()?,
            })
        })
        .await
    }

    /// Counts the members who allowed a client something, up to `most`.
    pub async fn count_consents(&mut self, client: &ClientId, most: i64) -> Result<i64> {
        let sql =
            "SELECT COUNT(*) FROM (SELECT user_id FROM consents WHERE client_id = $1 LIMIT $2) AS counted";
        Ok(self.query_opt(sql, &[client.into(), most.into()], |row| row.take()).await?.unwrap_or(0))
    }
}

impl Writer {
    /// Records all that a member now allows a client.
    pub async fn set_consent(
        &mut self,
        user: &UserId,
        client: &ClientId,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO consents (user_id, client_id, scope, created_at, updated_at)
                   VALUES ($1, $2, $3, $4, $4)
                   ON CONFLICT (user_id, client_id) DO UPDATE
                   SET scope = excluded.scope, updated_at = excluded.updated_at";
        let scope = scope.to_string();
        self.queue(sql, &[user.into(), client.into(), (&scope).into(), now.into()]).await
    }

    /// Finds what a member allowed a client and locks the row until commit.
    pub async fn claim_consent(&mut self, user: &UserId, client: &ClientId) -> Result<Option<Consent>> {
        let sql = "UPDATE consents SET updated_at = updated_at WHERE user_id = $1 AND client_id = $2
                   RETURNING user_id, client_id, scope, created_at, updated_at";
        self.query_opt(sql, &[user.into(), client.into()], read_consent).await
    }

    /// Forgets what a member allowed any client.
    pub async fn delete_consents(&mut self, user: &UserId) -> Result<()> {
        self.queue("DELETE FROM consents WHERE user_id = $1", &[user.into()]).await
    }

    /// Forgets what a member allowed a client.
    pub async fn delete_consent(&mut self, user: &UserId, client: &ClientId) -> Result<()> {
        let sql = "DELETE FROM consents WHERE user_id = $1 AND client_id = $2";
        self.queue(sql, &[user.into(), client.into()]).await
    }
}
