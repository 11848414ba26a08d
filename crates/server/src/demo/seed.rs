//! The people and the app of the demo.

use std::path::Path;
use std::time::Duration;

use account::email::Email;
use account::password::{Hasher, Password};
use account::session::{Browser, Session};
use account::username::Username;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::client::registration::ClientDraft;
use oauth::client::{ClientKind, GrantType};
use oauth::grant::{AuthorizationCode, Grant};
use oauth::{ClientId, GrantId, Scope, Secret, SecretKind, UserId, entropy};
use serde::{Deserialize, Serialize};
use store::Writer;
use url::form_urlencoded;
use web::acts::Context;
use web::acts::accounts::{self, Created, NewAccount};
use web::acts::clients;

use super::market;
use crate::deployment::Deployment;
use crate::failure::Failure;
use crate::files;
use crate::sources::SystemEntropy;

pub(super) const MEMBER: &str = "mara";
pub(super) const DEVELOPER: &str = "devin";
const OPERATOR: &str = "oskar";
/// Where the app's members are sent back to. Nobody has to be there.
pub(super) const CALLBACK: &str = "https://app.example/callback";
/// What the app may do.
pub(super) const SCOPES: &str = "projects:read users:read";

/// The file that lets a kept demo go on.
const FILE: &str = "demo.json";
/// How long the printed code works: the most that is allowed.
const CODE_LIFE: Duration = Duration::from_secs(600);

/// Words of which passwords are made.
const WORDS: [&str; 64] = [
    "amber", "anchor", "apple", "autumn", "basil", "beacon", "birch", "bridge", "candle", "canoe", "cedar",
    "cherry", "cinder", "clover", "cobalt", "comet", "copper", "coral", "cotton", "crane", "dahlia", "delta",
    "ember", "falcon", "fern", "fiddle", "flint", "garnet", "ginger", "harbour", "hazel", "heron", "indigo",
    "island", "ivory", "jasmine", "juniper", "kettle", "lagoon", "lantern", "lemon", "lilac", "linen",
    "magnet", "maple", "marble", "meadow", "mint", "nectar", "olive", "orchid", "otter", "pepper", "pigeon",
    "plum", "quartz", "raven", "river", "saffron", "spruce", "thistle", "tulip", "velvet", "willow",
];

/// Who is in the demo.
#[derive(Serialize, Deserialize)]
pub(super) struct Cast {
    member: String,
    member_id: UserId,
    developer: String,
    operator: String,
    pub(super) client_id: ClientId,
    pub(super) client_secret: String,
}

/// Somebody, as the screen shows them.
pub(super) struct Person<'a> {
    pub(super) role: &'static str,
    pub(super) username: &'static str,
    pub(super) password: &'a str,
    pub(super) sees: &'static str,
}

/// A code that the member allowed the app.
pub(super) struct Code {
    pub(super) value: String,
    pub(super) verifier: String,
    challenge: String,
}

impl Cast {
    /// Brings back those of an earlier start in this folder, or makes them.
    pub(super) async fn enter(deployment: &Deployment, folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        if path.exists() {
            let text = files::read_secret(&path, "--keep")?;
            return serde_json::from_str(&text).map_err(|error| {
                Failure::files(format!("--keep: {} is damaged ({error}); use another folder", path.display()))
            });
        }
        let [member, developer, operator] = std::array::from_fn(|_| password());
        let context = deployment.context();
        let mut tx = deployment.app.store().write().await?;
        let hasher = Hasher::new(*deployment.vault.derive("password-pepper"));
        let mut make = async |username: &str, password: &str, operator: bool| {
            let hash = hash(&hasher, password);
            make_account(&mut tx, &context, username, hash, operator).await
        };
        let member_id = make(MEMBER, &member, false).await?;
        let developer_id = make(DEVELOPER, &developer, false).await?;
        make(OPERATOR, &operator, true).await?;
        let draft = ClientDraft {
            name: "Invoice Robot".to_owned(),
            homepage: "https://app.example".to_owned(),
            description: "Writes invoices for finished projects.".to_owned(),
            redirect_uris: vec![CALLBACK.to_owned()],
            scopes: Scope::parse(SCOPES).unwrap_or_default(),
            extra_grants: vec![GrantType::ClientCredentials],
            ..ClientDraft::new(ClientKind::Web)
        };
        let client = draft.into_client(ClientId::new(true, &SystemEntropy), Some(developer_id), context.now);
        let secret = clients::create(&mut tx, &context, &client).await?;
        let secret = secret.ok_or_else(|| Failure::other("the demo's app got no secret"))?;
        market::fill(&mut tx, &context, developer_id, member_id).await?;
        tx.commit().await?;
        let client_secret = secret.reveal().to_owned();
        let cast = Self { member, member_id, developer, operator, client_id: client.id, client_secret };
        let text = serde_json::to_vec(&cast).map_err(|error| Failure::other(error.to_string()))?;
        files::write_whole(&path, &text, 0o600)
            .map_err(|error| Failure::files(format!("{} cannot be written: {error}", path.display())))?;
        Ok(cast)
    }

    /// Everybody.
    pub(super) fn people(&self) -> [Person<'_>; 3] {
        let person = |role, username, password, sees| Person { role, username, password, sees };
        [
            person("member", MEMBER, self.member.as_str(), "/account"),
            person("developer", DEVELOPER, self.developer.as_str(), "/developers/apps"),
            person(
                "operator",
                OPERATOR,
                self.operator.as_str(),
                "/admin/outbox, after setting up an authenticator app",
            ),
        ]
    }

    /// What happens when the member signs in and allows the app everything it asks for.
    pub(super) async fn authorize(&self, deployment: &Deployment) -> Result<Code, Failure> {
        let context = deployment.context();
        let now = context.now;
        let verifier = URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&SystemEntropy));
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
        let browser = Browser { address: "127.0.0.1", user_agent: "the demo", remembered: false };
        let policy = &deployment.config.sessions;
        let (session, _) = Session::start(self.member_id, "pwd", browser, policy, now, &SystemEntropy);
        let scope = Scope::parse(SCOPES).unwrap_or_default();
        let grant = Grant {
            id: GrantId::new(now, &SystemEntropy),
            client_id: self.client_id.clone(),
            user_id: self.member_id,
            session_id: session.id,
            scope: scope.clone(),
            auth_time: now,
            amr: session.amr.clone(),
            claims: None,
            created_at: now,
            revoked_at: None,
            authorized_since: None,
        };
        let value = Secret::new(SecretKind::AuthorizationCode, &SystemEntropy);
        let code = AuthorizationCode {
            grant: grant.clone(),
            redirect_uri: CALLBACK.to_owned(),
            redirect_uri_given: true,
            code_challenge: Some(challenge.clone()),
            nonce: None,
            expires_at: now + CODE_LIFE,
            redeemed_at: None,
        };
        let mut tx = deployment.app.store().write().await?;
        tx.insert_session(&session).await?;
        tx.set_consent(&self.member_id, &self.client_id, &scope, now).await?;
        tx.insert_grant(&grant, now + deployment.config.tokens.refresh_absolute_ttl).await?;
        tx.insert_authorization_code(&value.hash(), &code).await?;
        context.record(&mut tx, "demo.authorize", format!("grant:{}", grant.id)).await?;
        tx.commit().await?;
        Ok(Code { value: value.reveal().to_owned(), verifier, challenge })
    }
}

impl Code {
    /// The authorization request that leads to another code of the same verifier.
    pub(super) fn request(&self, base: &str, client: &ClientId) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", client.as_str())
            .append_pair("redirect_uri", CALLBACK)
            .append_pair("scope", SCOPES)
            .append_pair("state", "demo")
            .append_pair("code_challenge", &self.challenge)
            .append_pair("code_challenge_method", "S256")
            .finish();
        format!("{base}/oauth/authorize?{query}")
    }
}

fn password() -> String {
    let [a, b, c, d, e] = entropy::bytes::<5>(&SystemEntropy);
    let words = [a, b, c, d].map(|byte| WORDS[usize::from(byte % 64)]);
    format!("{}-{}", words.join("-"), 10 + e % 90)
}

fn hash(hasher: &Hasher, text: &str) -> Option<String> {
    let password = Password::presented(text)?;
    Some(hasher.hash(&password, entropy::bytes::<16>(&SystemEntropy)))
}

async fn make_account(
    tx: &mut Writer,
    context: &Context<'_>,
    username: &str,
    password_hash: Option<String>,
    operator: bool,
) -> Result<UserId, Failure> {
    let broken = |what: String| Failure::other(format!("the demo's account {username}: {what}"));
    let email =
        Email::parse(&format!("{username}@example.com")).map_err(|problem| broken(problem.to_string()))?;
    let name = Username::parse(username).map_err(|problem| broken(problem.to_string()))?;
    let account = NewAccount { email, username: name, password_hash, operator, verified: true };
    match accounts::create(tx, context, account).await? {
        Created::Account(user) => Ok(user.id),
        Created::Taken => Err(broken("it is there already; use another folder".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_ones_a_member_could_choose() {
        for _ in 0..50 {
            let text = password();
            assert_eq!(
                Password::choose(&text, 15, &[MEMBER, "mara@example.com", "Guildgate"]).map(drop),
                Ok(()),
                "{text}"
            );
        }
    }
}
