//! ID tokens in the making: what one says is read while a transaction is open, it is signed after the commit.

use account::user::User;
use oauth::client::Client;
use oauth::grant::Grant;
use oauth::oidc::claims::{self, ClaimsRequest};
use oauth::oidc::id_token::{self, IdToken};
use oauth::oidc::{OPENID, subject};
use oauth::{Scope, Timestamp};
use serde_json::{Map, Value};
use store::Reader;

use super::protect::Seal;
use crate::App;
use crate::error::Internal;

/// What an ID token says of a member to a client.
pub(crate) struct Identity {
    seal: Seal,
    subject: String,
    grant: Grant,
    nonce: Option<String>,
    claims: Map<String, Value>,
}

/// What an ID token comes with, and vouches for.
pub(crate) struct Beside<'a> {
    pub access_token: Option<&'a str>,
    pub code: Option<&'a str>,
    /// The `state` of the request, where the token travels through the browser with it.
    pub state: Option<&'a str>,
}

/// Whom an ID token tells of whom, and on which occasion.
pub(crate) struct About<'a> {
    pub client: &'a Client,
    pub grant: &'a Grant,
    pub scope: &'a Scope,
    pub member: &'a User,
    pub nonce: Option<String>,
    /// Whether the client gets something to call userinfo with.
    pub userinfo_follows: bool,
}

impl Identity {
    /// Reads it, if the scope asks for an ID token. Where the client gets nothing to call userinfo with, the ID
    /// token holds what userinfo would say (OIDC Core §5.4).
    pub(crate) async fn of(app: &App, reader: &mut Reader, about: About<'_>) -> store::Result<Option<Self>> {
        let About { client, grant, scope, member, nonce, userinfo_follows } = about;
        if !scope.contains(OPENID) {
            return Ok(None);
        }
        let wishes = grant.claims.as_deref().and_then(|text| ClaimsRequest::parse(text).ok());
        let claims = match wishes {
            _ if !userinfo_follows => claims::for_userinfo(&known(reader, member).await?, scope),
            Some(wishes) => claims::for_id_token(&known(reader, member).await?, scope, &wishes),
            None => Map::new(),
        };
        let seal = Seal::of(client, client.metadata.id_token_protection());
        let subject = subject::of(client, &grant.user_id, &app.secrets.subject);
        Ok(Some(Self { seal, subject, grant: grant.clone(), nonce, claims }))
    }

    /// Signs the token.
    pub(crate) async fn sign(
        self,
        app: &App,
        beside: Beside<'_>,
        now: Timestamp,
    ) -> Result<String, Internal> {
        let token = IdToken {
            issuer: &app.settings.public_url,
            grant: &self.grant,
            subject: &self.subject,
            algorithm: self.seal.algorithm(),
            nonce: self.nonce.as_deref(),
            access_token: beside.access_token,
            code: beside.code,
            state: beside.state,
            claims: self.claims,
            now,
        };
        self.seal.seal(app, id_token::TYPE, &token.payload()).await
    }
}

/// Every claim about a member.
pub(crate) async fn known(reader: &mut Reader, member: &User) -> store::Result<Map<String, Value>> {
    let (profile, changed_at) = reader.find_profile(&member.id).await?.unzip();
    Ok(profile.unwrap_or_default().claims(member, changed_at.map(Timestamp::seconds)))
}
