//! Fills a deployment: many accounts, many apps, and a few people whom the load acts as.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use account::email::Email;
use account::password::{Hasher, Password};
use account::session::{Browser, Policy, Session};
use account::user::User;
use account::username::Username;
use anyhow::{Context, anyhow, ensure};
use clap::Args;
use oauth::client::metadata::ClientMetadata;
use oauth::client::{AuthMethod, Client, ClientKind, ClientSecret, GrantType};
use oauth::grant::{AccessToken, Grant, RefreshFamily};
use oauth::jose::vault::Vault;
use oauth::{
    ClientId, GrantId, Scope, Secret, SecretId, SecretKind, SessionId, Timestamp, TokenId, UserId, entropy,
    refresh,
};
use serde_json::json;
use store::{Durability, Settings, Store, Writer};

use crate::cast::{App, CALLBACK, Cast, IDENTITY_SCOPES, PASSWORD, Person, signs_es256};
use crate::process;
use crate::sources::{SystemEntropy, now};

/// What a deployment is filled with.
#[derive(Args)]
pub(crate) struct Plan {
    /// The server's `data_dir`, which holds its key.
    #[arg(long)]
    data_dir: PathBuf,
    /// The server's `database.url`.
    #[arg(long)]
    database: String,
    /// The server's `public_url`.
    #[arg(long, default_value = "https://localhost:8443")]
    public_url: String,
    /// How many accounts.
    #[arg(long, default_value_t = 100_000)]
    accounts: usize,
    /// How many apps.
    #[arg(long, default_value_t = 1_000)]
    apps: usize,
    /// How many members are signed in and have allowed an app something.
    #[arg(long, default_value_t = 256)]
    people: usize,
    /// How many authorizations lie about, each with a consent, a refresh family and an opaque token.
    #[arg(long, default_value_t = 0)]
    rows: usize,
    /// Where to write what the load program needs.
    #[arg(long)]
    cast: PathBuf,
}

/// Rows in one transaction: few enough for a busy machine to write them before the store gives a writer up.
const BATCH: usize = 2_000;
/// How long seeded authorizations last.
const LIFE: Duration = Duration::from_secs(30 * 86_400);

/// Fills the records.
pub(crate) async fn fill(plan: Plan) -> anyhow::Result<()> {
    ensure!(plan.people <= plan.accounts && plan.apps > 0, "people are accounts, and allow apps");
    let store = Store::open(&Settings {
        url: plan.database.clone(),
        durability: Durability::Normal,
        pool_size: 2,
        root_certificates: None,
    })?;
    let at = now();
    let hash = hasher(&plan.data_dir)?.hash(&password()?, entropy::bytes(&SystemEntropy));
    let users = accounts(&store, plan.accounts, &hash, at).await?;
    let apps = apps(&store, plan.apps, &users, at).await?;
    let people = people(&store, &plan, &users, &apps, at).await?;
    authorizations(&store, &plan, &users, &apps, at).await?;
    store.close().await;
    Cast { apps, people }.write(&plan.cast)
}

fn password() -> anyhow::Result<Password> {
    Password::presented(PASSWORD).context("it is a password")
}

fn hasher(data_dir: &Path) -> anyhow::Result<Hasher> {
    let key: [u8; 32] =
        fs::read(data_dir.join("key"))?.try_into().map_err(|_| anyhow!("a key has 32 bytes"))?;
    Ok(Hasher::new(*Vault::new(&key).derive("password-pepper")))
}

/// Prints what one password hash costs this machine.
pub(crate) fn measure_hash() -> anyhow::Result<()> {
    const TIMES: u32 = 100;
    let (hasher, password) = (Hasher::new([7; 32]), password()?);
    let before = process::cpu(std::process::id())?;
    for _ in 0..TIMES {
        hasher.verify_dummy(&password);
    }
    let each = (process::cpu(std::process::id())? - before) / TIMES;
    println!("{}", json!({ "kind": "hash", "cpu_ms": each.as_secs_f64() * 1_000.0 }));
    Ok(())
}

fn scope() -> anyhow::Result<Scope> {
    Scope::parse(IDENTITY_SCOPES).context("they are scopes")
}

async fn accounts(
    store: &Store,
    count: usize,
    hash: &str,
    at: Timestamp,
) -> anyhow::Result<Vec<(UserId, String)>> {
    let mut users = Vec::with_capacity(count);
    for first in (0..count).step_by(BATCH) {
        let mut tx = store.write().await?;
        for number in first..count.min(first + BATCH) {
            let username = format!("member{number:07}");
            let parse = |_| anyhow!("{username} is no name");
            let name = Username::parse(&username).map_err(|_| parse(()))?;
            let email = Email::parse(&format!("{username}@example.com")).map_err(|_| parse(()))?;
            let user = User {
                id: UserId::new(at, &SystemEntropy),
                username: username.clone(),
                email: email.as_str().to_owned(),
                email_verified_at: Some(at),
                display_name: format!("Member {number}"),
                password_hash: Some(hash.to_owned()),
                password_changed_at: Some(at),
                operator: false,
                locked_at: None,
                created_at: at,
            };
            ensure!(tx.insert_user(&user, name.key(), email.key()).await?, "{username} is there already");
            users.push((user.id, username));
        }
        tx.commit().await?;
    }
    Ok(users)
}

async fn apps(
    store: &Store,
    count: usize,
    users: &[(UserId, String)],
    at: Timestamp,
) -> anyhow::Result<Vec<App>> {
    let mut tx = store.write().await?;
    let mut apps = Vec::with_capacity(count);
    for number in 0..count {
        let owner_id = users[number % users.len()].0;
        let client = Client {
            id: ClientId::new(true, &SystemEntropy),
            owner_id: Some(owner_id),
            live: true,
            kind: ClientKind::Web,
            name: format!("Invoice Robot {number}"),
            homepage: "https://app.example".to_owned(),
            description: "Writes invoices for finished projects.".to_owned(),
            redirect_uris: vec![CALLBACK.to_owned()],
            post_logout_redirect_uris: Vec::new(),
            scopes: scope()?,
            required_scopes: Scope::parse("users:read").context("it is a scope")?,
            grants: vec![GrantType::AuthorizationCode, GrantType::RefreshToken, GrantType::ClientCredentials],
            auth_method: AuthMethod::ClientSecret,
            pkce_required: true,
            implicit_allowed: false,
            first_party: false,
            logo_id: None,
            metadata: ClientMetadata {
                id_token_signed_response_alg: signs_es256(apps.len()).then(|| "ES256".to_owned()),
                ..ClientMetadata::default()
            },
            created_at: at,
            suspended_at: None,
        };
        ensure!(tx.insert_client(&client).await?, "the client is there already");
        let value = Secret::new(SecretKind::LiveClientSecret, &SystemEntropy);
        let secret = ClientSecret {
            id: SecretId::new(at, &SystemEntropy),
            hash: value.hash(),
            tail: value.tail().to_owned(),
            label: String::new(),
            created_at: at,
            stops_at: None,
            last_used_at: None,
        };
        tx.insert_secret(&client.id, &secret, Some(&owner_id)).await?;
        apps.push(App { client_id: client.id.0, client_secret: value.reveal().to_owned() });
    }
    tx.commit().await?;
    Ok(apps)
}

async fn people(
    store: &Store,
    plan: &Plan,
    users: &[(UserId, String)],
    apps: &[App],
    at: Timestamp,
) -> anyhow::Result<Vec<Person>> {
    let mut tx = store.write().await?;
    let mut people = Vec::with_capacity(plan.people);
    // Spread over all accounts, so that their rows do not lie side by side.
    for (number, (user_id, username)) in users.iter().step_by(users.len() / plan.people).enumerate() {
        let app = number % apps.len();
        let browser = Browser { address: "198.51.100.1", user_agent: "bench", remembered: false };
        let policy = Policy::default();
        let (session, secret) = Session::start(*user_id, "pwd", browser, &policy, at, &SystemEntropy);
        tx.insert_session(&session).await?;
        tx.set_consent(user_id, &ClientId(apps[app].client_id.clone()), &scope()?, at).await?;
        let browser = Secret::new(SecretKind::Session, &SystemEntropy);
        tx.touch_browser(user_id, &browser.hash(), at).await?;
        people.push(Person {
            user_id: user_id.to_string(),
            username: username.clone(),
            session: secret.reveal().to_owned(),
            browser: browser.reveal().to_owned(),
            app,
        });
    }
    tx.commit().await?;
    Ok(people)
}

async fn authorizations(
    store: &Store,
    plan: &Plan,
    users: &[(UserId, String)],
    apps: &[App],
    at: Timestamp,
) -> anyhow::Result<()> {
    for first in (0..plan.rows).step_by(BATCH) {
        let mut tx = store.write().await?;
        for number in first..plan.rows.min(first + BATCH) {
            let user_id = users[number % users.len()].0;
            // Every member goes through the apps at a place of their own: no pair comes twice for long.
            let app = &apps[(number + number / users.len()) % apps.len()];
            authorization(&mut tx, plan, user_id, ClientId(app.client_id.clone()), at).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn authorization(
    tx: &mut Writer,
    plan: &Plan,
    user_id: UserId,
    client_id: ClientId,
    at: Timestamp,
) -> anyhow::Result<()> {
    let grant = Grant {
        id: GrantId::new(at, &SystemEntropy),
        client_id,
        user_id,
        session_id: SessionId::new(at, &SystemEntropy),
        scope: scope()?,
        auth_time: at,
        amr: "pwd".to_owned(),
        claims: None,
        created_at: at,
        revoked_at: None,
        authorized_since: None,
    };
    tx.set_consent(&user_id, &grant.client_id, &grant.scope, at).await?;
    tx.insert_grant(&grant, at + LIFE).await?;
    let token = Secret::new(SecretKind::AccessToken, &SystemEntropy);
    let access = AccessToken {
        id: TokenId::new(at, &SystemEntropy),
        grant_id: Some(grant.id),
        client_id: grant.client_id.clone(),
        user_id: Some(user_id),
        session_id: Some(grant.session_id),
        scope: grant.scope.clone(),
        audience: format!("{}/api", plan.public_url),
        issued_at: at,
        expires_at: at + LIFE,
        auth_time: Some(at),
    };
    tx.insert_access_token(&token.hash(), &access).await?;
    let first = refresh::begin(&SystemEntropy);
    let key = refresh::family_key(&first).context("a fresh token has a family")?;
    let family = RefreshFamily {
        grant,
        current_hash: first.hash(),
        previous_hash: None,
        rotated_at: at,
        idle_expires_at: at + LIFE,
        expires_at: at + LIFE,
        revoked_at: None,
    };
    Ok(tx.insert_refresh_family(&key, &family).await?)
}
