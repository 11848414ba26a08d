//! What the server remembers of an authorization, from the request that waits to the refresh family.

use crate::client::Client;
use crate::oidc::OFFLINE_ACCESS;
use crate::scope::Scope;
use crate::{ClientId, GrantId, InteractionId, SessionId, Timestamp, TokenHash, UserId};

/// One authorization: by a member through the code flow, and what hangs from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier; every token made under it carries it.
    pub id: GrantId,
    /// The client it was given to.
    pub client_id: ClientId,
    /// The member who gave it.
    pub user_id: UserId,
    /// The session in which it was given.
    pub session_id: SessionId,
    /// What was granted.
    pub scope: Scope,
    /// When the member proved who they are.
    pub auth_time: Timestamp,
    /// How, as RFC 8176 names it, separated by blanks.
    pub amr: String,
    /// The `claims` parameter of the request (OIDC Core §5.5), as it came.
    pub claims: Option<String>,
    /// When it was given.
    pub created_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
    /// Authorizations given to its client until then have ended: the client was stopped.
    pub authorized_since: Option<Timestamp>,
}

impl Grant {
    /// Whether it has ended, by itself or because its client was stopped after it was given. Letting the client go
    /// on brings nothing back.
    pub fn has_ended(&self) -> bool {
        self.revoked_at.is_some() || self.authorized_since.is_some_and(|since| self.created_at <= since)
    }

    /// Whether it goes on when its member signs out: they agreed that the client acts while they are away
    /// (OIDC Core §11; OIDC Back-Channel Logout §2.7).
    pub fn outlives_session(&self) -> bool {
        outlives_session(&self.scope)
    }

    /// What of it `client` may still ask for; `None` if that is nothing. What it may no longer ask for is taken away
    /// from its tokens, not refused.
    pub fn left_for(&self, client: &Client) -> Option<Scope> {
        Some(self.scope.filter(|name| client.scopes.contains(name))).filter(|left| !left.is_empty())
    }
}

/// Whether an authorization of `scope` goes on when its member signs out.
pub fn outlives_session(scope: &Scope) -> bool {
    scope.contains(OFFLINE_ACCESS)
}

/// An authorization code as the store keeps it (RFC 6749 §4.1.2), joined with its grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationCode {
    /// The authorization it stands for.
    pub grant: Grant,
    /// The redirect URI of the request; the token request must repeat it.
    pub redirect_uri: String,
    /// Whether the authorization request named the redirect URI, so that the token request must too (RFC 6749 §4.1.3).
    pub redirect_uri_given: bool,
    /// The S256 challenge, if one was given (RFC 7636 §4.3).
    pub code_challenge: Option<String>,
    /// The OpenID Connect nonce of the request.
    pub nonce: Option<String>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was spent.
    pub redeemed_at: Option<Timestamp>,
}

/// A line of refresh tokens of which one is live (RFC 9700 §4.14.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshFamily {
    /// The authorization it continues.
    pub grant: Grant,
    /// Hash of the live token.
    pub current_hash: TokenHash,
    /// Hash of the token the live one replaced.
    pub previous_hash: Option<TokenHash>,
    /// When the live token was made.
    pub rotated_at: Timestamp,
    /// When the family ends if it is not used.
    pub idle_expires_at: Timestamp,
    /// When it ends in any case.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
}

/// An opaque access token as the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// Its identifier.
    pub id: crate::TokenId,
    /// The authorization it was made under; `None` for client credentials.
    pub grant_id: Option<GrantId>,
    /// The client it was given to.
    pub client_id: ClientId,
    /// The member it acts for; `None` when the client acts for itself.
    pub user_id: Option<UserId>,
    /// The session it came from.
    pub session_id: Option<SessionId>,
    /// What it allows.
    pub scope: Scope,
    /// The API it is for.
    pub audience: String,
    /// When it was made.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When the member proved who they are.
    pub auth_time: Option<Timestamp>,
}

/// What a member allowed a client, for all their authorizations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The member.
    pub user_id: UserId,
    /// The client.
    pub client_id: ClientId,
    /// What the member allowed.
    pub scope: Scope,
    /// When it was first given.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// An authorization request that waits for sign-in or consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// Its identifier, as pages carry it.
    pub id: InteractionId,
    /// Hash of the browser's anti-forgery cookie: another browser cannot go on with it.
    pub browser: TokenHash,
    /// The client that asks.
    pub client_id: ClientId,
    /// The request's parameters, form-encoded as they came.
    pub parameters: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was answered.
    pub completed_at: Option<Timestamp>,
}
