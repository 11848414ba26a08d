//! What an access token says when it is a JWT (RFC 9068).

use serde::{Deserialize, Serialize};

use crate::grant::AccessToken;
use crate::{ClientId, GrantId, Scope, SessionId, Timestamp, TokenId, UserId};

/// The `typ` of an access token (RFC 9068 §2.1).
pub const TYPE: &str = "at+jwt";

#[derive(Serialize, Deserialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    exp: i64,
    iat: i64,
    jti: TokenId,
    client_id: &'a str,
    scope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<SessionId>,
    /// The authorization it was made under; our own.
    #[serde(skip_serializing_if = "Option::is_none")]
    gid: Option<GrantId>,
}

/// Who a token speaks for: the member or, when a client acts for itself, the client (RFC 9068 §2.2). A client
/// id is never a member's id: they differ in form.
pub fn subject(token: &AccessToken) -> String {
    token.user_id.map_or_else(|| token.client_id.0.clone(), |id| id.to_string())
}

/// The payload of the JWT (RFC 9068 §2.2).
pub fn claims(token: &AccessToken, issuer: &str) -> Vec<u8> {
    let claims = Claims {
        iss: issuer,
        sub: &subject(token),
        aud: &token.audience,
        exp: token.expires_at.seconds(),
        iat: token.issued_at.seconds(),
        jti: token.id,
        client_id: token.client_id.as_str(),
        scope: &token.scope.to_string(),
        auth_time: token.auth_time.map(Timestamp::seconds),
        sid: token.session_id,
        gid: token.grant_id,
    };
    serde_json::to_vec(&claims).expect("claims are text and numbers")
}

/// Reads the payload of a JWT whose signature was verified; `None` if it is not an access token of `issuer`.
/// Whether it has expired, and whom it is for, is asked later.
pub fn from_claims(payload: &[u8], issuer: &str) -> Option<AccessToken> {
    #[derive(Deserialize)]
    struct Owned {
        iss: String,
        sub: String,
        aud: String,
        exp: i64,
        iat: i64,
        jti: TokenId,
        client_id: String,
        scope: String,
        auth_time: Option<i64>,
        sid: Option<SessionId>,
        gid: Option<GrantId>,
    }
    let claims: Owned = serde_json::from_slice(payload).ok()?;
    if claims.iss != issuer {
        return None;
    }
    let user_id = match UserId::parse(&claims.sub) {
        Some(id) => Some(id),
        None if claims.sub == claims.client_id => None,
        None => return None,
    };
    Some(AccessToken {
        id: claims.jti,
        grant_id: claims.gid,
        client_id: ClientId(claims.client_id),
        user_id,
        session_id: claims.sid,
        scope: Scope::parse(&claims.scope)?,
        audience: claims.aud,
        issued_at: Timestamp::from_seconds(claims.iat),
        expires_at: Timestamp::from_seconds(claims.exp),
        auth_time: claims.auth_time.map(Timestamp::from_seconds),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, client, grant, scope};
    use std::time::Duration;

    fn token() -> AccessToken {
        AccessToken {
            id: TokenId::from_bytes([7; 16]),
            grant_id: Some(grant().id),
            client_id: client().id,
            user_id: Some(grant().user_id),
            session_id: Some(grant().session_id),
            scope: scope("users:read"),
            audience: "https://id.example/api".into(),
            issued_at: NOW,
            expires_at: NOW + Duration::from_secs(3600),
            auth_time: Some(NOW),
        }
    }

    #[test]
    fn claims_give_the_token_back() {
        let issuer = "https://id.example";
        for token in [
            token(),
            AccessToken { user_id: None, grant_id: None, session_id: None, auth_time: None, ..token() },
        ] {
            let payload = claims(&token, issuer);
            assert_eq!(from_claims(&payload, issuer), Some(token));
            assert_eq!(from_claims(&payload, "https://other.example"), None);
        }
    }

    #[test]
    fn a_client_is_its_own_subject_only() {
        let payload = String::from_utf8(claims(&token(), "https://id.example")).unwrap();
        let forged = payload.replace(&grant().user_id.to_string(), "app_live_other");
        assert_eq!(from_claims(forged.as_bytes(), "https://id.example"), None);
    }
}
