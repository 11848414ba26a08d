//! Access tokens in the making: what they say is decided while a transaction is open, a JWT is signed after
//! its commit.

use std::time::Duration;

use oauth::client::Client;
use oauth::grant::{AccessToken, Grant};
use oauth::jose::jws;
use oauth::oidc::subject;
use oauth::{Scope, Secret, SecretKind, Timestamp, TokenId, access_token};
use store::Writer;

use crate::App;
use crate::error::Internal;

/// An access token whose facts are settled and, if it is opaque, stored.
pub(crate) enum Decided {
    Jwt(AccessToken),
    Opaque(Secret),
}

/// The facts of a token that acts for the member of `grant`.
pub(crate) fn for_member(
    app: &App,
    grant: &Grant,
    scope: Scope,
    life: Duration,
    now: Timestamp,
) -> AccessToken {
    AccessToken {
        id: TokenId::new(now, &*app.entropy),
        grant_id: Some(grant.id),
        client_id: grant.client_id.clone(),
        user_id: Some(grant.user_id),
        // The end of the session is the end of every token that names it.
        session_id: Some(grant.session_id).filter(|_| !grant.outlives_session()),
        scope,
        audience: app.api_audience(),
        issued_at: now,
        expires_at: now + life,
        auth_time: Some(grant.auth_time),
    }
}

/// The facts of a token with which a client acts for itself.
pub(crate) fn for_client(app: &App, client: &Client, scope: Scope, now: Timestamp) -> AccessToken {
    AccessToken {
        id: TokenId::new(now, &*app.entropy),
        grant_id: None,
        client_id: client.id.clone(),
        user_id: None,
        session_id: None,
        scope,
        audience: app.api_audience(),
        issued_at: now,
        expires_at: now + app.settings.tokens.access_ttl,
        auth_time: None,
    }
}

/// Settles the form of a token and stores it if it is opaque. A client for which members have names of their own gets
/// opaque ones: a JWT would tell it the name that our API knows them by.
pub(crate) async fn decide(
    app: &App,
    tx: &mut Writer,
    client: &Client,
    token: AccessToken,
) -> store::Result<Decided> {
    if !app.settings.tokens.opaque_access_tokens && !subject::is_pairwise(client) {
        return Ok(Decided::Jwt(token));
    }
    let secret = Secret::new(SecretKind::AccessToken, &*app.entropy);
    tx.insert_access_token(&secret.hash(), &token).await?;
    Ok(Decided::Opaque(secret))
}

impl Decided {
    /// Gives the token as the client sends it. Called after the commit.
    pub(crate) fn finish(self, app: &App) -> Result<String, Internal> {
        match self {
            Self::Opaque(secret) => Ok(secret.reveal().to_owned()),
            Self::Jwt(token) => {
                let key = app.keys().signing().ok_or_else(|| Internal::new("there is no signing key"))?;
                let claims = access_token::claims(&token, &app.settings.public_url);
                Ok(jws::sign(&key, access_token::TYPE, &claims))
            }
        }
    }
}
