//! The access token of an API request: verified once, remembered until it ends, with the revocation set in front.

use std::sync::Arc;

use account::user::User;
use axum::http::{HeaderMap, header};
use oauth::bearer::{self, Challenge};
use oauth::error::Error;
use oauth::grant::AccessToken;
use oauth::jose::jws;
use oauth::params::Params;
use oauth::{Secret, SecretKind, Timestamp, TokenHash, UserId, access_token};

use crate::App;
use crate::calls::note_token;
use crate::error::{ApiError, Internal};
use crate::keys::KeyRing;

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
    if text.starts_with(SecretKind::PersonalToken.prefix()) {
        return personal(app, text, &hash, now).await;
    }
    let token = match app.verified.get(&hash) {
        Some(token) => token,
        None => {
            let keys = app.keys();
            let token = Arc::new(read(app, &keys, text, &hash, now).await?.ok_or(NotAccepted::Dead)?);
            app.verified.insert(hash, Arc::clone(&token));
            // Whoever changes the keys forgets all tokens next: one that was verified meanwhile must not stay.
            if !Arc::ptr_eq(&keys, &app.keys()) {
                app.verified.remove(&hash);
            }
            token
        }
    };
    note_token(&token);
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

/// A personal token lives longer than anything is remembered, so the records are asked each time.
async fn personal(
    app: &App,
    text: &str,
    hash: &TokenHash,
    now: Timestamp,
) -> Result<Arc<AccessToken>, NotAccepted> {
    const BYTES: usize = SecretKind::PersonalToken.entropy_bytes();
    if Secret::presented(text).payload::<BYTES>(SecretKind::PersonalToken).is_none() {
        return Err(NotAccepted::Dead);
    }
    let found = app.store.read().await?.find_personal_token(hash, now).await?;
    let token = found.ok_or(NotAccepted::Dead)?;
    if token.wants_touch(now) {
        let mut tx = app.write().await?;
        tx.touch_personal_token(&token.id, now).await?;
        tx.commit().await?;
    }
    Ok(Arc::new(token.as_access_token(&app.api_audience())))
}

async fn read(
    app: &App,
    keys: &KeyRing,
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
    let payload = jws::verify(text, &|kid| keys.find(kid), access_token::TYPE);
    Ok(payload.ok().and_then(|payload| access_token::from_claims(&payload, &app.settings.public_url)))
}

/// Demands a token in the header that allows `needed`.
pub(crate) async fn demand(
    app: &App,
    headers: &HeaderMap,
    needed: Option<&str>,
    now: Timestamp,
) -> Result<Arc<AccessToken>, ApiError> {
    demand_anywhere(app, headers, None, needed, now).await
}

/// Demands a token that allows `needed`, in the header or in the form that was posted (RFC 6750 §2.2), not in
/// both.
pub(crate) async fn demand_anywhere(
    app: &App,
    headers: &HeaderMap,
    posted: Option<&Params>,
    needed: Option<&str>,
    now: Timestamp,
) -> Result<Arc<AccessToken>, ApiError> {
    let refuse = |error: Option<Error>| challenge(app, error, needed);
    let text = match presented(headers, posted) {
        Ok(Some(text)) => text,
        Ok(None) => return Err(refuse(None)),
        Err(error) => return Err(refuse(Some(error))),
    };
    let token = resolve(app, text, now).await.map_err(|reason| match reason {
        NotAccepted::Dead => refuse(Some(dead())),
        NotAccepted::Unsure => {
            ApiError::Internal(Internal::passing("the revocation set is too old to accept a token"))
        }
        NotAccepted::Internal(error) => ApiError::Internal(error),
    })?;
    bearer::check(&token, &app.api_audience(), needed, &app.catalogue(), now)
        .map_err(|error| refuse(Some(error)))?;
    Ok(token)
}

/// The token a request brings.
fn presented<'a>(headers: &'a HeaderMap, posted: Option<&'a Params>) -> Result<Option<&'a str>, Error> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or("\u{0}"));
    if values.next().is_some() {
        return Err(Error::invalid_request("send one Authorization header"));
    }
    let in_form = posted.map(|params| params.one("access_token")).transpose()?.flatten();
    match (bearer::presented(value)?, in_form) {
        (Some(_), Some(_)) => Err(Error::invalid_request("send the access token once")),
        (in_header, in_form) => Ok(in_header.or(in_form)),
    }
}

fn dead() -> Error {
    Error::invalid_token("the access token is unknown, expired or revoked")
}

/// What is said of a token whose client is gone.
pub(crate) fn ended(app: &App) -> ApiError {
    challenge(app, Some(dead()), None)
}

fn challenge(app: &App, error: Option<Error>, needed: Option<&str>) -> ApiError {
    let resource_metadata = format!("{}/.well-known/oauth-protected-resource/api", app.settings.public_url);
    ApiError::Challenge(Box::new(Challenge { error, scope: needed.map(str::to_owned), resource_metadata }))
}

/// Finds the member that a token acts for. Of one who is locked or gone every token has ended, whatever this server
/// has heard of it.
pub(crate) async fn member(app: &App, id: &UserId) -> Result<User, ApiError> {
    let user = app.store.read().await?.find_user(id).await?;
    user.filter(|user| user.locked_at.is_none()).ok_or_else(|| challenge(app, Some(dead()), None))
}
