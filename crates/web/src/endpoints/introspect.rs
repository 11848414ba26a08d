//! `POST /oauth/introspect` (RFC 7662).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oauth::error::Error;
use oauth::grant::RefreshFamily;
use oauth::introspection::{Introspection, IntrospectionRequest, may_name, may_see};
use oauth::oidc::subject;
use oauth::{Secret, SecretKind, Timestamp, UserId, refresh};

use crate::App;
use crate::error::TokenError;
use crate::extract::bearer::{self, NotAccepted};
use crate::extract::client::{self, Authenticated};
use crate::extract::form;
use crate::extract::peer::ClientAddress;

/// Tells a confidential client what a token stands for, if the token is its business.
pub(crate) async fn introspect(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, TokenError> {
    let now = app.now();
    let params = form::endpoint_params(&headers, &body)?;
    let caller = client::authenticate(&app, &headers, &params, address, now).await?;
    if caller.client.is_public() {
        return Err(Error::invalid_client("introspection needs a client that proves who it is").into());
    }
    let request = IntrospectionRequest::parse(&params)?;
    let answer = if request.token.reveal().starts_with(SecretKind::RefreshToken.prefix()) {
        of_refresh_token(&app, &caller, &request.token, now).await?
    } else {
        of_access_token(&app, &caller, request.token.reveal(), now).await?
    };
    caller.note_use_alone(&app, now).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

async fn of_access_token(
    app: &App,
    caller: &Authenticated,
    text: &str,
    now: Timestamp,
) -> Result<Introspection, TokenError> {
    let token = match bearer::resolve(app, text, now).await {
        Ok(token) => token,
        Err(NotAccepted::Dead) => return Ok(Introspection::inactive()),
        Err(NotAccepted::Unsure) => {
            return Err(crate::error::Internal::passing("revocations cannot be read").into());
        }
        Err(NotAccepted::Internal(error)) => return Err(error.into()),
    };
    if !may_see(&caller.client, &token, &app.api_audience()) {
        return Ok(Introspection::inactive());
    }
    let username = match &token.user_id {
        Some(id) => match app.store.read().await?.find_user(id).await? {
            Some(user) if user.locked_at.is_none() => {
                Some(user.username).filter(|_| may_name(&caller.client, &token))
            }
            // Of a member who is locked or gone every token has ended.
            _ => return Ok(Introspection::inactive()),
        },
        None => None,
    };
    let answer = Introspection::of_access_token(&token, &app.settings.public_url, username);
    Ok(match &token.user_id {
        Some(id) if token.client_id == caller.client.id => answer.with_subject(name(app, caller, id)),
        _ => answer,
    })
}

/// The name that a member has to the client that asks about a token of its own.
fn name(app: &App, caller: &Authenticated, member: &UserId) -> String {
    subject::of(&caller.client, member, &app.secrets.subject)
}

/// A refresh token is its own client's business only.
async fn of_refresh_token(
    app: &App,
    caller: &Authenticated,
    token: &Secret,
    now: Timestamp,
) -> Result<Introspection, TokenError> {
    let Some(key) = refresh::family_key(token) else { return Ok(Introspection::inactive()) };
    let family = app.store.read().await?.find_refresh_family(&key).await?;
    let live = |family: &RefreshFamily| {
        family.current_hash == token.hash()
            && family.revoked_at.is_none()
            && !family.grant.has_ended()
            && family.idle_expires_at > now
            && family.expires_at > now
            && family.grant.client_id == caller.client.id
    };
    Ok(match family.filter(live) {
        Some(family) => Introspection::of_refresh_token(&family, &app.settings.public_url)
            .with_subject(name(app, caller, &family.grant.user_id)),
        None => Introspection::inactive(),
    })
}
