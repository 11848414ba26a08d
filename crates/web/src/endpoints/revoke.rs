//! `POST /oauth/revoke` (RFC 7009).

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oauth::grant::AccessToken;
use oauth::revocation::RevocationRequest;
use oauth::revoked::RevocationTarget;
use oauth::{Secret, SecretKind, refresh};
use serde_json::json;

use crate::App;
use crate::acts::{self, Context};
use crate::error::TokenError;
use crate::extract::bearer::{self, NotAccepted};
use crate::extract::client::{self, Authenticated};
use crate::extract::form;
use crate::extract::peer::ClientAddress;

/// Ends a token. An unknown one, or one of another client, is answered like a success: it cannot be used by
/// the caller either way.
pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, TokenError> {
    let now = app.now();
    let params = form::endpoint_params(&headers, &body)?;
    let caller = client::authenticate(&app, &headers, &params, address, now).await?;
    let request = RevocationRequest::parse(&params)?;
    let context = caller.context(&app, address, now);
    if request.token.reveal().starts_with(SecretKind::RefreshToken.prefix()) {
        revoke_refresh_token(&app, &caller, &context, &request.token).await?;
    } else {
        match bearer::resolve(&app, request.token.reveal(), now).await {
            Ok(token) if token.client_id == caller.client.id => {
                revoke_access_token(&app, &context, &token).await?;
            }
            Ok(_) | Err(NotAccepted::Dead) => {}
            Err(NotAccepted::Unsure) => {
                return Err(crate::error::Internal::passing("revocations cannot be read").into());
            }
            Err(NotAccepted::Internal(error)) => return Err(error.into()),
        }
    }
    // RFC 7009 §2.2 lets clients ignore the body, but some libraries read JSON from every answer.
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({}))).into_response())
}

/// Ends the whole authorization (RFC 7009 §2.1): any token of the family names it, a replaced one too.
async fn revoke_refresh_token(
    app: &App,
    caller: &Authenticated,
    context: &Context<'_>,
    token: &Secret,
) -> Result<(), TokenError> {
    let Some(key) = refresh::family_key(token) else { return Ok(()) };
    let mut tx = app.write().await?;
    let Some(family) = tx.claim_refresh_family(&key, context.now).await? else { return Ok(()) };
    let hash = token.hash();
    let is_its_token = family.current_hash == hash || family.previous_hash == Some(hash);
    if family.grant.client_id != caller.client.id || !is_its_token || family.grant.has_ended() {
        return Ok(());
    }
    tx.revoke_refresh_family(&key, context.now).await?;
    let ended = acts::grants::revoke(&mut tx, context, &family.grant.id).await?;
    context.record(&mut tx, "token.revoke", format!("grant:{}", family.grant.id)).await?;
    caller.note_use(&mut tx, context.now).await?;
    tx.commit().await?;
    app.revoke_here([ended]);
    Ok(())
}

async fn revoke_access_token(
    app: &App,
    context: &Context<'_>,
    token: &AccessToken,
) -> Result<(), TokenError> {
    let ended = context.revocation(RevocationTarget::Token(token.id));
    let mut tx = app.write().await?;
    tx.insert_revocation(&ended).await?;
    context.record(&mut tx, "token.revoke", format!("token:{}", token.id)).await?;
    tx.commit().await?;
    app.revoke_here([ended]);
    Ok(())
}
