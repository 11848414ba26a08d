//! ID tokens in the making: what one says is read while a transaction is open, it is signed after the commit.

use account::user::User;
use oauth::grant::Grant;
use oauth::jose::jws;
use oauth::oidc::OPENID;
use oauth::oidc::claims::{self, ClaimsRequest};
use oauth::oidc::id_token::{self, IdToken};
use oauth::{Scope, Timestamp};
use serde_json::{Map, Value};
use store::Reader;

use crate::App;
use crate::error::Internal;

/// What an ID token says of a member to a client.
pub(crate) struct Identity {
    grant: Grant,
    nonce: Option<String>,
    claims: Map<String, Value>,
}

/// What an ID token comes with, and vouches for.
pub(crate) struct Beside<'a> {
    pub access_token: Option<&'a str>,
    pub code: Option<&'a str>,
}

impl Identity {
    /// Reads it, if `scope` asks for an ID token. Where the client gets nothing to call userinfo with, the ID
    /// token holds what userinfo would say (OIDC Core §5.4).
    pub(crate) async fn of(
        reader: &mut Reader,
        grant: &Grant,
        scope: &Scope,
        member: &User,
        nonce: Option<String>,
        userinfo_follows: bool,
    ) -> store::Result<Option<Self>> {
        if !scope.contains(OPENID) {
            return Ok(None);
        }
        let wishes = grant.claims.as_deref().and_then(|text| ClaimsRequest::parse(text).ok());
        let claims = match wishes {
            _ if !userinfo_follows => claims::for_userinfo(&known(reader, member).await?, scope),
            Some(wishes) => claims::for_id_token(&known(reader, member).await?, scope, &wishes),
            None => Map::new(),
        };
        Ok(Some(Self { grant: grant.clone(), nonce, claims }))
    }

    /// Signs the token.
    pub(crate) fn sign(self, app: &App, beside: Beside<'_>, now: Timestamp) -> Result<String, Internal> {
        let key = app.keys().id_token().ok_or_else(|| Internal::new("there is no key for ID tokens"))?;
        let token = IdToken {
            issuer: &app.settings.public_url,
            grant: &self.grant,
            nonce: self.nonce.as_deref(),
            access_token: beside.access_token,
            code: beside.code,
            claims: self.claims,
            now,
        };
        Ok(jws::sign(&key, id_token::TYPE, &token.payload()))
    }
}

/// Every claim about a member.
pub(crate) async fn known(reader: &mut Reader, member: &User) -> store::Result<Map<String, Value>> {
    let (profile, changed_at) = reader.find_profile(&member.id).await?.unzip();
    Ok(profile.unwrap_or_default().claims(member, changed_at.map(Timestamp::seconds)))
}
