//! `POST /oauth/token` (RFC 6749 §3.2).

use std::sync::Arc;

use account::user::User;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oauth::code::{CodeRequest, Redemption};
use oauth::error::Error;
use oauth::grant::{AuthorizationCode, Grant, RefreshFamily};
use oauth::refresh::{self, Rotation, RotationPolicy};
use oauth::token::{TokenRequest, TokenResponse};
use oauth::{Scope, Secret, Timestamp, client_credentials};
use serde_json::json;
use store::Writer;

use super::identity::{About, Beside, Identity};
use super::mint::{self, Decided};
use super::protect;
use crate::acts::{self, Context, user_target};
use crate::error::TokenError;
use crate::extract::client::{self, Authenticated};
use crate::extract::form;
use crate::extract::peer::ClientAddress;
use crate::{App, calls};

/// What was decided and committed, before it is signed.
struct Granted {
    access: Decided,
    refresh: Option<Secret>,
    scope: Scope,
    expires_in: u64,
    identity: Option<Identity>,
}

/// Answers a token request.
pub(crate) async fn token(
    State(app): State<Arc<App>>,
    address: ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, TokenError> {
    let now = app.now();
    let params = form::endpoint_params(&headers, &body)?;
    let mut caller = client::authenticate(&app, &headers, &params, address, now).await?;
    let request = TokenRequest::parse(&params)?;
    protect::demand_key(&app, &caller.client).await?;
    let mut tx = app.write().await?;
    if !caller.is_current(&mut tx).await? {
        drop(tx);
        app.store.forget_client(&caller.client.id);
        caller = client::authenticate(&app, &headers, &params, address, now).await?;
        tx = app.write().await?;
    }
    let grant_type = request.grant_type();
    calls::note(|notes| notes.grant_type = Some(grant_type.as_str()));
    if !caller.client.may_use(grant_type) {
        let what = "this client may not use this grant type; its owner chooses them when registering it";
        return Err(Error::unauthorized_client(what).into());
    }
    let context = caller.context(&app, address, now);
    let granted = match request {
        TokenRequest::AuthorizationCode { code, request } => {
            redeem_code(&app, tx, &caller, &context, &code, &request).await?
        }
        TokenRequest::RefreshToken { token, scope } => {
            rotate(&app, tx, &caller, &context, &token, scope.as_ref()).await?
        }
        TokenRequest::ClientCredentials { scope } => {
            client_credentials(&app, tx, &caller, &context, scope.as_ref()).await?
        }
    };
    app.metrics().token_given(grant_type.as_str());
    let access_token = granted.access.finish(&app)?;
    let beside = Beside { access_token: Some(&access_token), code: None, state: None };
    let id_token = match granted.identity {
        Some(identity) => Some(identity.sign(&app, beside, now).await?),
        None => None,
    };
    let answer = TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in: granted.expires_in,
        refresh_token: granted.refresh.map(|token| token.reveal().to_owned()),
        scope: granted.scope.to_string(),
        id_token,
    };
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")], Json(answer)).into_response())
}

/// RFC 6749 §4.1.3.
async fn redeem_code(
    app: &App,
    mut tx: Writer,
    caller: &Authenticated,
    context: &Context<'_>,
    presented: &Secret,
    request: &CodeRequest,
) -> Result<Granted, TokenError> {
    let now = context.now;
    let hash = presented.hash();
    let Some(code) = tx.claim_authorization_code(&hash, now).await? else {
        return Err(Error::invalid_grant("the code is not known, or it ended long ago").into());
    };
    calls::note_grant(&code.grant);
    match code.redeem(&caller.client, request, now) {
        Redemption::Refuse(error) => {
            let target = grant_target(&code.grant);
            context.record_refusal(&mut tx, "code.redeem", target, &error.description).await?;
            tx.commit().await?;
            Err(error.into())
        }
        Redemption::Replay => {
            // An answer of "no" that changes the store: committed before it is given.
            let ended = acts::grants::revoke(&mut tx, context, &code.grant.id).await?;
            let target = grant_target(&code.grant);
            context.record_refusal(&mut tx, "code.redeem", target, "replayed").await?;
            tx.commit().await?;
            app.revoke_here([ended]);
            Err(Error::invalid_grant("the code was already used; the tokens it gave have been revoked")
                .into())
        }
        Redemption::Issue(scope) => {
            let member = check_member(&mut tx, &code.grant).await?;
            tx.mark_code_redeemed(&hash, now).await?;
            let granted = issue(app, &mut tx, caller, &code, scope, &member, now).await?;
            let facts =
                json!({ "user": user_target(&code.grant.user_id), "scope": granted.scope.to_string() });
            context.record_with(&mut tx, "code.redeem", grant_target(&code.grant), facts).await?;
            caller.note_use(&mut tx, now).await?;
            tx.commit().await?;
            Ok(granted)
        }
    }
}

async fn issue(
    app: &App,
    tx: &mut Writer,
    caller: &Authenticated,
    code: &AuthorizationCode,
    scope: Scope,
    member: &User,
    now: Timestamp,
) -> Result<Granted, TokenError> {
    let settings = &app.settings.tokens;
    let token = mint::for_member(app, &code.grant, scope.clone(), settings.access_ttl, now);
    let access = mint::decide(app, tx, &caller.client, token).await?;
    let refresh = match caller.client.may_use(oauth::client::GrantType::RefreshToken) {
        false => None,
        true => Some(begin_family(app, tx, &code.grant, now).await?),
    };
    let about = About {
        client: &caller.client,
        grant: &code.grant,
        scope: &scope,
        member,
        nonce: code.nonce.clone(),
        userinfo_follows: true,
    };
    let identity = Identity::of(app, tx, about).await?;
    Ok(Granted { access, refresh, scope, expires_in: settings.access_ttl.as_secs(), identity })
}

async fn begin_family(
    app: &App,
    tx: &mut Writer,
    grant: &Grant,
    now: Timestamp,
) -> Result<Secret, TokenError> {
    let settings = &app.settings.tokens;
    let first = refresh::begin(&*app.entropy);
    let key = refresh::family_key(&first)
        .ok_or_else(|| crate::error::Internal::new("a refresh token without a family key"))?;
    let family = RefreshFamily {
        grant: grant.clone(),
        current_hash: first.hash(),
        previous_hash: None,
        rotated_at: now,
        idle_expires_at: (now + settings.refresh_idle_ttl).min(now + settings.refresh_absolute_ttl),
        expires_at: now + settings.refresh_absolute_ttl,
        revoked_at: None,
    };
    tx.insert_refresh_family(&key, &family).await?;
    Ok(first)
}

/// RFC 6749 §6, with rotation (RFC 9700 §4.14.2).
async fn rotate(
    app: &App,
    mut tx: Writer,
    caller: &Authenticated,
    context: &Context<'_>,
    presented: &Secret,
    scope: Option<&Scope>,
) -> Result<Granted, TokenError> {
    let now = context.now;
    let settings = &app.settings.tokens;
    let unknown = || Error::invalid_grant("the refresh token is not known, or it ended long ago");
    let key = refresh::family_key(presented).ok_or_else(unknown)?;
    let family = tx.claim_refresh_family(&key, now).await?.ok_or_else(unknown)?;
    calls::note_grant(&family.grant);
    let policy =
        RotationPolicy { retry_window: settings.refresh_retry_window, idle_ttl: settings.refresh_idle_ttl };
    let (scope, repeated) = match family.rotate(&caller.client, &presented.hash(), scope, &policy, now) {
        Rotation::Rotate(scope) => (scope, false),
        Rotation::Repeat(scope) => (scope, true),
        Rotation::Refuse(error) => {
            let target = grant_target(&family.grant);
            context.record_refusal(&mut tx, "refresh.rotate", target, &error.description).await?;
            tx.commit().await?;
            return Err(error.into());
        }
        Rotation::Reuse => {
            // Whoever stole a token and its owner look alike: neither keeps anything.
            tx.revoke_refresh_family(&key, now).await?;
            let ended = acts::grants::revoke(&mut tx, context, &family.grant.id).await?;
            let target = grant_target(&family.grant);
            context.record_refusal(&mut tx, "refresh.rotate", target, "reused").await?;
            tx.commit().await?;
            app.revoke_here([ended]);
            let what =
                "the refresh token was already used; all tokens of this authorization have been revoked";
            return Err(Error::invalid_grant(what).into());
        }
    };
    let member = check_member(&mut tx, &family.grant).await?;
    let successor = refresh::successor(presented, &app.secrets.refresh).ok_or_else(unknown)?;
    if !repeated {
        let idle_end = family.idle_end(&policy, now);
        tx.mark_refresh_rotated(&key, &successor.hash(), now, idle_end).await?;
    }
    let token = mint::for_member(app, &family.grant, scope.clone(), settings.access_ttl, now);
    let access = mint::decide(app, &mut tx, &caller.client, token).await?;
    let facts = json!({ "scope": scope.to_string(), "repeated": repeated });
    context.record_with(&mut tx, "refresh.rotate", grant_target(&family.grant), facts).await?;
    caller.note_use(&mut tx, now).await?;
    // No nonce: it belongs to the request that the first one answered (OIDC Core §12.2).
    let (client, grant) = (&caller.client, &family.grant);
    let about = About { client, grant, scope: &scope, member: &member, nonce: None, userinfo_follows: true };
    let identity = Identity::of(app, &mut tx, about).await?;
    tx.commit().await?;
    let expires_in = settings.access_ttl.as_secs();
    Ok(Granted { access, refresh: Some(successor), scope, expires_in, identity })
}

/// RFC 6749 §4.4.
async fn client_credentials(
    app: &App,
    mut tx: Writer,
    caller: &Authenticated,
    context: &Context<'_>,
    scope: Option<&Scope>,
) -> Result<Granted, TokenError> {
    let scope = client_credentials::granted(&caller.client, scope, &app.catalogue())?;
    let token = mint::for_client(app, &caller.client, scope.clone(), context.now);
    let target = format!("token:{}", token.id);
    let access = mint::decide(app, &mut tx, &caller.client, token).await?;
    let facts = json!({ "grant": "client_credentials", "scope": scope.to_string() });
    context.record_with(&mut tx, "token.issue", target, facts).await?;
    caller.note_use(&mut tx, context.now).await?;
    tx.commit().await?;
    let expires_in = app.settings.tokens.access_ttl.as_secs();
    Ok(Granted { access, refresh: None, scope, expires_in, identity: None })
}

/// A member who was locked since gets nothing more.
async fn check_member(tx: &mut Writer, grant: &Grant) -> Result<User, TokenError> {
    match tx.find_user(&grant.user_id).await? {
        Some(user) if user.locked_at.is_none() => Ok(user),
        _ => Err(Error::invalid_grant("the member's account is closed or locked").into()),
    }
}

fn grant_target(grant: &Grant) -> String {
    format!("grant:{}", grant.id)
}
