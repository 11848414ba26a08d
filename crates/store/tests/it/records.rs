//! Records to put into a store.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use account::audit::Event;
use account::link::{Link, LinkPurpose};
use account::mail::Mail;
use account::session::Session;
use account::user::User;
use market::ProjectId;
use market::bid::{Bid, Offer};
use market::project::{Kind, Project, Terms};
use oauth::client::dynamic::RegistrationToken;
use oauth::client::metadata::ClientMetadata;
use oauth::client::{AuthMethod, Client, ClientKind, ClientSecret, GrantType};
use oauth::grant::{AccessToken, AuthorizationCode, Grant, Interaction, RefreshFamily};
use oauth::{
    ClientId, Entropy, EventId, FormId, GrantId, InteractionId, KeyId, MailId, RegistrationTokenId, Scope,
    SecretId, SessionId, Timestamp, TokenHash, TokenId, UserId,
};
use store::{KeyPurpose, Store, StoredKey};

use crate::support::save;

/// When all of this happens.
pub const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// A day.
pub const DAY: Duration = Duration::from_secs(86_400);

/// Bytes that never repeat within a run.
pub struct Fresh;

impl Entropy for Fresh {
    fn fill(&self, bytes: &mut [u8]) {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        for chunk in bytes.chunks_mut(8) {
            let number = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            chunk.copy_from_slice(&number.to_be_bytes()[..chunk.len()]);
        }
    }
}

pub fn after(seconds: u64) -> Timestamp {
    NOW + Duration::from_secs(seconds)
}

pub fn before(seconds: u64) -> Timestamp {
    NOW - Duration::from_secs(seconds)
}

pub fn hash(text: &str) -> TokenHash {
    TokenHash::of(text.as_bytes())
}

pub fn fresh_hash() -> TokenHash {
    TokenHash(oauth::entropy::bytes(&Fresh))
}

pub fn scope(text: &str) -> Scope {
    Scope::parse(text).unwrap()
}

pub fn user_id() -> UserId {
    UserId::new(NOW, &Fresh)
}

pub fn session_id() -> SessionId {
    SessionId::new(NOW, &Fresh)
}

pub fn grant_id() -> GrantId {
    GrantId::new(NOW, &Fresh)
}

pub fn form_id() -> FormId {
    FormId::new(NOW, &Fresh)
}

/// An account that proved its address.
pub fn user(name: &str) -> User {
    User {
        id: user_id(),
        username: name.to_owned(),
        email: format!("{name}@example.org"),
        email_verified_at: Some(NOW),
        display_name: format!("{name} the member"),
        password_hash: Some("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".to_owned()),
        password_changed_at: Some(NOW),
        operator: false,
        locked_at: None,
        created_at: NOW,
    }
}

/// An account that proved nothing.
pub fn unverified(name: &str) -> User {
    User { email_verified_at: None, ..user(name) }
}

/// An open project of `owner`.
pub fn project(owner: UserId) -> Project {
    let terms = Terms {
        title: "A logo for a bakery".to_owned(),
        description: "We bake bread in the old town.\nWe need a logo.".to_owned(),
        skills: vec![32, 20],
        kind: Kind::Fixed,
        currency: "EUR".to_owned(),
        minimum: 10_000,
        maximum: 30_000,
        commitment: None,
        places: 1,
    };
    Project::new(owner, terms, false, NOW)
}

/// A bid of `bidder` on a project.
pub fn bid(project: ProjectId, bidder: UserId) -> Bid {
    let offer =
        Offer { amount: 20_000, period: 7, milestone_percentage: 50, description: "Gladly.".to_owned() };
    Bid::new(project, bidder, offer, NOW)
}

/// Adds a project and gives it as it is kept.
pub async fn add_project(store: &Store, project: &Project) -> Project {
    let id = save(store, async |tx| tx.insert_project(project).await).await;
    Project { id, ..project.clone() }
}

pub fn client() -> Client {
    Client {
        id: ClientId::new(true, &Fresh),
        owner_id: Some(user_id()),
        live: true,
        kind: ClientKind::Web,
        name: "Bid board".to_owned(),
        homepage: "https://app.example".to_owned(),
        description: "Shows bids “at a glance”.\nOn two lines.".to_owned(),
        redirect_uris: vec!["https://app.example/cb".to_owned(), "https://app.example/cb?two".to_owned()],
        post_logout_redirect_uris: vec![],
        scopes: scope("users:read bids:read"),
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

pub fn secret(label: &str, created_at: Timestamp) -> ClientSecret {
    ClientSecret {
        id: SecretId::new(created_at, &Fresh),
        hash: fresh_hash(),
        tail: "wxyz".to_owned(),
        label: label.to_owned(),
        created_at,
        stops_at: None,
        last_used_at: None,
    }
}

pub fn registration_token() -> RegistrationToken {
    RegistrationToken {
        id: RegistrationTokenId::new(NOW, &Fresh),
        hash: fresh_hash(),
        owner_id: user_id(),
        scopes: scope("openid profile"),
        uses_left: 1,
        created_at: NOW,
        expires_at: after(60),
        revoked_at: None,
    }
}

pub fn grant() -> Grant {
    Grant {
        id: grant_id(),
        client_id: ClientId::new(true, &Fresh),
        user_id: user_id(),
        session_id: session_id(),
        scope: scope("users:read bids:read"),
        auth_time: before(5),
        amr: "pwd".to_owned(),
        claims: Some(r#"{"id_token":{"name":null}}"#.to_owned()),
        created_at: NOW,
        revoked_at: None,
        authorized_since: None,
    }
}

pub fn code(grant: &Grant) -> AuthorizationCode {
    AuthorizationCode {
        grant: grant.clone(),
        redirect_uri: "https://app.example/cb".to_owned(),
        redirect_uri_given: true,
        code_challenge: Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned()),
        nonce: Some("n-0S6_WzA2Mj".to_owned()),
        expires_at: after(60),
        redeemed_at: None,
    }
}

pub fn family(grant: &Grant) -> RefreshFamily {
    RefreshFamily {
        grant: grant.clone(),
        current_hash: fresh_hash(),
        previous_hash: None,
        rotated_at: NOW,
        idle_expires_at: NOW + 30 * DAY,
        expires_at: NOW + 90 * DAY,
        revoked_at: None,
    }
}

pub fn access_token() -> AccessToken {
    AccessToken {
        id: TokenId::new(NOW, &Fresh),
        grant_id: Some(grant_id()),
        client_id: ClientId::new(true, &Fresh),
        user_id: Some(user_id()),
        session_id: Some(session_id()),
        scope: scope("users:read"),
        audience: "https://id.example/api".to_owned(),
        issued_at: NOW,
        expires_at: after(3_600),
        auth_time: Some(before(5)),
    }
}

pub fn interaction() -> Interaction {
    Interaction {
        id: InteractionId::new(NOW, &Fresh),
        browser: fresh_hash(),
        client_id: ClientId::new(true, &Fresh),
        parameters: "client_id=a&state=%C3%A9".to_owned(),
        created_at: NOW,
        expires_at: after(3_600),
        completed_at: None,
    }
}

pub fn session(user: &UserId) -> Session {
    Session {
        id: session_id(),
        token_hash: fresh_hash(),
        user_id: *user,
        auth_time: NOW,
        amr: "pwd".to_owned(),
        password_at: Some(NOW),
        factor_at: None,
        created_at: NOW,
        last_seen_at: NOW,
        idle_expires_at: after(3_600),
        expires_at: NOW + DAY,
        address: "203.0.113.9".to_owned(),
        user_agent: "Test/1.0".to_owned(),
        ended_at: None,
    }
}

pub fn link(user: Option<UserId>, purpose: LinkPurpose) -> Link {
    Link {
        hash: fresh_hash(),
        purpose,
        user_id: user,
        email: "ada@example.org".to_owned(),
        browser: Some(hash("browser")),
        code_hash: Some(hash("123456")),
        wrong_codes: 0,
        created_at: NOW,
        expires_at: after(1_800),
        used_at: None,
    }
}

pub fn mail(due_at: Timestamp) -> Mail {
    Mail {
        id: MailId::new(due_at, &Fresh),
        recipient: "ada@example.org".to_owned(),
        subject: "Your link".to_owned(),
        sealed_words: vec![1, 0, 255],
        created_at: NOW,
        due_at,
        attempts: 0,
        sent_at: None,
        last_error: None,
    }
}

pub fn event(actor: &str, at: Timestamp) -> Event {
    Event {
        id: EventId::new(at, &Fresh),
        at,
        actor: actor.to_owned(),
        action: "session.start".to_owned(),
        target: "user:ada".to_owned(),
        address: "203.0.113.9".to_owned(),
        result: "ok".to_owned(),
        detail: String::new(),
    }
}

/// The next key: published, not yet signing.
pub fn key(kid: &str, created_at: Timestamp) -> StoredKey {
    StoredKey {
        id: KeyId::new(created_at, &Fresh),
        kid: kid.to_owned(),
        algorithm: "ES256".to_owned(),
        purpose: KeyPurpose::AccessToken,
        sealed_key: vec![1, 2, 3],
        public_key: vec![0, 255, 4],
        created_at,
        active_at: None,
        retired_at: None,
        expires_at: None,
        revoked_at: None,
    }
}

/// Adds an account under its own username and address.
pub async fn add_user(store: &Store, user: &User) -> bool {
    save(store, async |tx| tx.insert_user(user, &user.username, &user.email).await).await
}

/// Adds an authorization.
/// A client, in the records.
pub async fn add_client(store: &Store) -> Client {
    let client = client();
    assert!(save(store, async |tx| tx.insert_client(&client).await).await);
    client
}

pub async fn add_grant(store: &Store, grant: &Grant) {
    save(store, async |tx| tx.insert_grant(grant, NOW + 90 * DAY).await).await;
}
