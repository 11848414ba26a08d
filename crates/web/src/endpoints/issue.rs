//! What a yes gives: the authorization, and the code and tokens that stand for it.

use oauth::authorize::{Answer, AuthorizationRequest, IssuedToken};
use oauth::grant::{AuthorizationCode, Grant};
use oauth::oidc::{OPENID, logout, session_state};
use oauth::{GrantId, Scope, Secret, SecretKind, SessionId, Timestamp, implicit};
use store::Writer;

use super::authorize::Asked;
use super::identity::{About, Beside, Identity};
use super::mint;
use crate::acts::Context;
use crate::error::PageError;
use crate::extract::visitor::SignedIn;
use crate::{App, calls};

/// What an answer carries, before tokens are signed.
pub(crate) struct Issued {
    request: AuthorizationRequest,
    scope: Scope,
    code: Option<Secret>,
    access: Option<mint::Decided>,
    expires_in: u64,
    identity: Option<Identity>,
    session_id: SessionId,
    now: Timestamp,
}

impl Issued {
    /// Gives the answer. Called after the commit.
    pub(crate) async fn finish(self, app: &App) -> Result<Answer, PageError> {
        let access = self.access.map(|access| access.finish(app)).transpose()?;
        let beside = Beside {
            access_token: access.as_deref(),
            code: self.code.as_ref().map(Secret::reveal),
            state: self.request.state.as_deref(),
        };
        let id_token = match self.identity {
            Some(identity) => Some(identity.sign(app, beside, self.now).await?),
            None => None,
        };
        let token = access.as_deref().map(|token| IssuedToken {
            token,
            expires_in: self.expires_in,
            scope: &self.scope,
        });
        let answer = self.request.answer_with(self.code.as_ref(), token, id_token);
        // A page that is at no origin has no frame to ask in.
        let origin =
            logout::origin(self.request.redirect_uri.as_str()).filter(|_| self.scope.contains(OPENID));
        Ok(match origin {
            Some(origin) => {
                let state = session_state::browser_state(&self.session_id, &app.secrets.browser_state);
                let client = &self.request.client_id;
                answer.with_session_state(session_state::make(client, &origin, &state, &*app.entropy))
            }
            None => answer,
        })
    }
}

/// Makes the authorization and the code that stands for it and, where an operator allows it, tokens at once.
pub(crate) async fn issue(
    app: &App,
    tx: &mut Writer,
    context: &Context<'_>,
    signed_in: &SignedIn,
    asked: &Asked,
    scope: Scope,
) -> Result<Issued, PageError> {
    let (request, settings, now) = (&asked.request, &app.settings.tokens, context.now);
    // A session that ended since this request began authorizes nothing: what ends sessions waits for the member's
    // row, and then ends this authorization too, or was first.
    tx.lock_user(&signed_in.user.id).await?;
    let session = tx.find_session(&signed_in.session.token_hash).await?;
    if !session.is_some_and(|(session, user)| session.live(&user, now)) {
        return Err(PageError::sign_in_first("/signin".to_owned()));
    }
    let grant = Grant {
        id: GrantId::new(now, &*app.entropy),
        client_id: asked.client.id.clone(),
        user_id: signed_in.user.id,
        session_id: signed_in.session.id,
        scope: scope.clone(),
        auth_time: signed_in.session.auth_time,
        amr: signed_in.session.amr.clone(),
        claims: request.claims.clone(),
        created_at: now,
        revoked_at: None,
        authorized_since: None,
    };
    calls::note_grant(&grant);
    tx.insert_grant(&grant, now + settings.refresh_absolute_ttl).await?;
    let facts = serde_json::json!({
        "client": asked.client.id.as_str(),
        "scope": scope.to_string(),
        "redirect_uri": request.redirect_uri.as_str(),
    });
    context.record_with(tx, "grant.create", format!("grant:{}", grant.id), facts).await?;
    let wanted = request.response_type;
    let life = settings.access_ttl.min(implicit::MAX_TTL);
    let access = match wanted.token {
        true => {
            let token = mint::for_member(app, &grant, scope.clone(), life, now);
            Some(mint::decide(app, tx, &asked.client, token).await?)
        }
        false => None,
    };
    let identity = match wanted.id_token {
        true => {
            let about = About {
                client: &asked.client,
                grant: &grant,
                scope: &scope,
                member: &signed_in.user,
                nonce: request.nonce.clone(),
                userinfo_follows: wanted.code || wanted.token,
            };
            Identity::of(app, tx, about).await?
        }
        false => None,
    };
    let code = match wanted.code {
        true => Some(insert_code(app, tx, request, grant, now).await?),
        false => None,
    };
    let request = request.clone();
    Ok(Issued {
        request,
        scope,
        code,
        access,
        expires_in: life.as_secs(),
        identity,
        session_id: signed_in.session.id,
        now,
    })
}

async fn insert_code(
    app: &App,
    tx: &mut Writer,
    request: &AuthorizationRequest,
    grant: Grant,
    now: Timestamp,
) -> Result<Secret, PageError> {
    let code = Secret::new(SecretKind::AuthorizationCode, &*app.entropy);
    let record = AuthorizationCode {
        grant,
        redirect_uri: request.redirect_uri.as_str().to_owned(),
        redirect_uri_given: request.redirect_uri_given,
        code_challenge: request.code_challenge.clone(),
        nonce: request.nonce.clone(),
        expires_at: now + app.settings.tokens.code_ttl,
        redeemed_at: None,
    };
    tx.insert_authorization_code(&code.hash(), &record).await?;
    Ok(code)
}
