//! What the tests of several rules begin with.

use crate::client::metadata::ClientMetadata;
use crate::client::{AuthMethod, Client, ClientKind, GrantType};
use crate::grant::Grant;
use crate::{ClientId, Entropy, GrantId, Scope, SessionId, Timestamp, UserId};

pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

pub(crate) struct Fixed(pub u8);

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

/// A confidential web client.
pub(crate) fn client() -> Client {
    Client {
        id: ClientId("app_live_1234567890123456789012".into()),
        owner_id: Some(UserId::from_bytes([1; 16])),
        live: true,
        kind: ClientKind::Web,
        name: "Invoice Robot".into(),
        homepage: "https://robot.example".into(),
        description: String::new(),
        redirect_uris: vec!["https://robot.example/cb".into()],
        post_logout_redirect_uris: Vec::new(),
        scopes: scope("users:read projects:read bids:write"),
        required_scopes: scope("users:read"),
        grants: vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        auth_method: AuthMethod::ClientSecret,
        pkce_required: true,
        implicit_allowed: false,
        first_party: false,
        metadata: ClientMetadata::default(),
        logo_id: None,
        created_at: NOW,
        suspended_at: None,
    }
}

pub(crate) fn scope(text: &str) -> Scope {
    Scope::parse(text).expect("a scope of the test")
}

pub(crate) fn grant() -> Grant {
    Grant {
        id: GrantId::from_bytes([2; 16]),
        client_id: client().id,
        user_id: UserId::from_bytes([3; 16]),
        session_id: SessionId::from_bytes([4; 16]),
        scope: scope("users:read projects:read"),
        auth_time: NOW,
        amr: "pwd".into(),
        claims: None,
        created_at: NOW,
        revoked_at: None,
        authorized_since: None,
    }
}
