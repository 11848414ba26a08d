//! The access token of an API request: verified once, remembered until it ends, with the revocation set in front.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use oauth::bearer::{self, Challenge};
use oauth::error::Error;
use oauth::grant::AccessToken;
use oauth::jose::jws;
use oauth::{Secret, SecretKind, Timestamp, TokenHash, access_token};

use crate::App;
use crate::error::{ApiError, Internal};

/// Why a token was not accepted.
pub(crate) enum NotAccepted {
    /// It is not one of ours, bent, ended or revoked.
    Dead,
    /// This server cannot tell just now.
    Unsure,
    /// Ours.
    Internal(Internal),
}

impl From<store::Error> for NotAccepted {
    fn from(error: store::Error) -> Self {
        Self::Internal(error.into())
    }
}

/// Finds out what a presented access token stands for: a live token of ours, whatever its form and audience.
pub(crate) async fn resolve(app: &App, text: &str, now: Timestamp) -> Result<Arc<AccessToken>, NotAccepted> {
    let hash = TokenHash::of(text.as_bytes());
    let token = match app.verified.get(&hash) {
        Some(token) => token,
        None => {
            let token = Arc::new(read(app, text, &hash, now).await?.ok_or(NotAccepted::Dead)?);
            app.verified.insert(hash, Arc::clone(&token));
            token
        }
    };
    if token.expires_at <= now {
        app.verified.remove(&hash);
        return Err(NotAccepted::Dead);
    }
    match app.is_revoked(&token, now) {
        Some(false) => Ok(token),
        Some(true) => Err(NotAccepted::Dead),
        None => Err(NotAccepted::Unsure),
    }
}

async fn read(
    app: &App,
    text: &str,
    hash: &TokenHash,
    now: Timestamp,
) -> Result<Option<AccessToken>, NotAccepted> {
    if text.starts_with(SecretKind::AccessToken.prefix()) {
        const BYTES: usize = SecretKind::AccessToken.entropy_bytes();
        if Secret::presented(text).payload::<BYTES>(SecretKind::AccessToken).is_none() {
            return Ok(None);
        }
        return Ok(app.store.read().await?.find_access_token(hash, now).await?);
    }
    let keys = app.keys();
    let payload = jws::verify(text, &|kid| keys.find(kid), access_token::TYPE);
    Ok(payload.ok().and_then(|payload| access_token::from_claims(&payload, &app.settings.public_url)))
}

/// Demands a token for our API that allows `needed`.
pub(crate) async fn demand(
    app: &App,
    headers: &HeaderMap,
    needed: Option<&str>,
    now: Timestamp,
) -> Result<Arc<AccessToken>, ApiError> {
    let refuse = |error: Option<Error>| {
        ApiError::Challenge(Box::new(Challenge {
            error,
            scope: needed.map(str::to_owned),
            resource_metadata: format!(
                "{}/.well-known/oauth-protected-resource/api",
                app.settings.public_url
            ),
        }))
    };
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or("\u{0}"));
    if values.next().is_some() {
        return Err(refuse(Some(Error::invalid_request("send one Authorization header"))));
    }
    let text = match bearer::presented(value) {
        Ok(Some(text)) => text,
        Ok(None) => return Err(refuse(None)),
        Err(error) => return Err(refuse(Some(error))),
    };
    let token = resolve(app, text, now).await.map_err(|reason| match reason {
        NotAccepted::Dead => {
            refuse(Some(Error::invalid_token("the access token is unknown, expired or revoked")))
        }
        NotAccepted::Unsure => {
            ApiError::Internal(Internal::passing("the revocation set is too old to accept a token"))
        }
        NotAccepted::Internal(error) => ApiError::Internal(error),
    })?;
    bearer::check(&token, &app.api_audience(), needed, &app.catalogue(), now)
        .map_err(|error| refuse(Some(error)))?;
    Ok(token)
}
