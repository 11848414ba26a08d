//! What is measured: one operation after the other on one connection, each answer checked.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, ensure};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use clap::ValueEnum;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::cast::{App, CALLBACK, Cast, IDENTITY_SCOPES, PASSWORD, Person, SCOPES, signs_es256};
use crate::http::{Answer, Connection};

/// An operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    /// The bare answer of `bench yardstick`.
    Yardstick,
    /// An app asks for a token of its own.
    ClientCredentials,
    /// A member who is signed in and has consented comes to `/oauth/authorize`; the app spends the code.
    Code,
    /// A refresh token is rotated.
    Refresh,
    /// An app asks what a token stands for.
    Introspection,
    /// An app reads the record of the member a token acts for.
    SelfCall,
    /// A refresh token is rotated for an app that gets an ID token with it, signed by RS256.
    IdTokenRs256,
    /// The same, signed by ES256.
    IdTokenEs256,
    /// An app asks who the member is.
    Userinfo,
    /// A member opens the sign-in page and signs in.
    SignIn,
    /// RFC 8414's document.
    Discovery,
    /// The keys.
    Jwks,
}

impl Scenario {
    /// Its name on the command line and in results.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// How many people each connection acts as.
    fn people(self) -> usize {
        match self {
            Self::Yardstick | Self::ClientCredentials | Self::Discovery | Self::Jwks => 0,
            Self::Code | Self::Refresh | Self::Introspection | Self::SelfCall | Self::Userinfo => 16,
            Self::IdTokenRs256 | Self::IdTokenEs256 => 8,
            // The first sign-in in a browser costs a mail more and is done before anything is measured.
            Self::SignIn => 4,
        }
    }
}

impl Scenario {
    /// Whether it needs this person: where an algorithm is measured, members of apps that registered it.
    fn wants(self, person: &Person) -> bool {
        match self {
            Self::IdTokenRs256 => !signs_es256(person.app),
            Self::IdTokenEs256 => signs_es256(person.app),
            _ => true,
        }
    }

    /// What its apps ask for.
    fn scope(self) -> &'static str {
        match self {
            Self::IdTokenRs256 | Self::IdTokenEs256 | Self::Userinfo => IDENTITY_SCOPES,
            _ => SCOPES,
        }
    }

    /// The algorithm of the ID tokens that it must be given.
    fn algorithm(self) -> Option<&'static str> {
        match self {
            Self::IdTokenRs256 => Some("RS256"),
            Self::IdTokenEs256 => Some("ES256"),
            _ => None,
        }
    }
}

/// Somebody whom a connection acts as, with what they were given so far.
struct Role {
    person: usize,
    access_token: String,
    refresh_token: String,
}

/// One connection and what it does.
pub(crate) struct Actor {
    connection: Connection,
    scenario: Scenario,
    cast: Arc<Cast>,
    roles: Vec<Role>,
    number: usize,
    turn: usize,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    token_type: String,
    expires_in: u64,
    #[serde(default)]
    refresh_token: String,
    scope: String,
    #[serde(default)]
    id_token: String,
}

impl Tokens {
    fn of(answer: &Answer<'_>, scope: &str) -> anyhow::Result<Self> {
        let tokens: Self = serde_json::from_str(answer.body)?;
        let known = tokens.access_token.starts_with("at_") || tokens.access_token.matches('.').count() == 2;
        ensure!(known && tokens.token_type == "Bearer", "not a token: {}", answer.body);
        ensure!(tokens.expires_in == 3_600 && tokens.scope == scope, "not what was asked: {}", answer.body);
        Ok(tokens)
    }
}

#[derive(Deserialize)]
struct Introspected {
    active: bool,
    sub: Option<String>,
}

#[derive(Deserialize)]
struct Told {
    sub: String,
}

#[derive(Deserialize)]
struct OwnRecord {
    id: String,
    username: String,
}

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn basic(app: &App) -> String {
    format!("Basic {}", STANDARD.encode(format!("{}:{}", app.client_id, app.client_secret)))
}

impl Actor {
    /// Connects and brings everything about to be measured to its usual state.
    pub(crate) async fn prepare(
        address: SocketAddr,
        scenario: Scenario,
        cast: Arc<Cast>,
        number: usize,
        connections: usize,
    ) -> anyhow::Result<Self> {
        let connection = Connection::open(address, number).await?;
        let mine = cast.people.len() / connections.max(1);
        let wanted = (number * mine..(number + 1) * mine).filter(|at| scenario.wants(&cast.people[*at]));
        let wanted: Vec<usize> = wanted.take(scenario.people()).collect();
        let count = wanted.len();
        ensure!(count > 0 || scenario.people() == 0, "more connections than people");
        let role = |person| Role { person, access_token: String::new(), refresh_token: String::new() };
        let roles = wanted.into_iter().map(role).collect();
        let mut actor = Self { connection, scenario, cast, roles, number, turn: 0 };
        for _ in 0..count {
            match scenario {
                Scenario::SignIn => actor.sign_in().await?,
                _ => actor.code().await?,
            }
            actor.turn += 1;
        }
        Ok(actor)
    }

    /// Does the operation once.
    pub(crate) async fn step(&mut self) -> anyhow::Result<()> {
        match self.scenario {
            Scenario::Yardstick => self.document("/", r#"{"status":"ok"}"#).await?,
            Scenario::ClientCredentials => self.client_credentials().await?,
            Scenario::Code => self.code().await?,
            Scenario::Refresh => self.refresh().await?,
            Scenario::Introspection => self.introspect().await?,
            Scenario::SelfCall => self.own_record().await?,
            Scenario::IdTokenRs256 | Scenario::IdTokenEs256 => self.refresh().await?,
            Scenario::Userinfo => self.userinfo().await?,
            Scenario::SignIn => self.sign_in().await?,
            Scenario::Discovery => {
                self.document(
                    "/.well-known/oauth-authorization-server",
                    "\"code_challenge_methods_supported\"",
                )
                .await?;
            }
            Scenario::Jwks => self.document("/oauth/jwks", "\"kid\"").await?,
        }
        self.turn += 1;
        Ok(())
    }

    fn role(&self) -> usize {
        self.turn % self.roles.len()
    }

    async fn document(&mut self, path: &str, holds: &str) -> anyhow::Result<()> {
        let answer = self.connection.get(path, &[]).await?.expect(200)?;
        ensure!(answer.body.contains(holds), "another document: {}", answer.body);
        Ok(())
    }

    async fn client_credentials(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        // A stride through all apps that differs from connection to connection.
        let app = &cast.apps[(self.number * 61 + self.turn * 17) % cast.apps.len()];
        let proof = basic(app);
        let body = form(&[("grant_type", "client_credentials"), ("scope", SCOPES)]);
        let answer =
            self.connection.post("/oauth/token", &[("authorization", &proof)], &body).await?.expect(200)?;
        let tokens = Tokens::of(&answer, SCOPES)?;
        ensure!(tokens.refresh_token.is_empty(), "an app of its own needs no refresh token");
        Ok(())
    }

    async fn code(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let role = self.role();
        let person = &cast.people[self.roles[role].person];
        let app = &cast.apps[person.app];
        let verifier = format!("a-verifier-of-forty-three-or-more-characters-{}-{}", self.number, self.turn);
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
        let state = format!("state-{}", self.turn);
        let query = form(&[
            ("response_type", "code"),
            ("client_id", &app.client_id),
            ("redirect_uri", CALLBACK),
            ("scope", self.scenario.scope()),
            ("state", &state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let cookies = cookies(person, true);
        let path = format!("/oauth/authorize?{query}");
        let answer = self.connection.get(&path, &[("cookie", &cookies)]).await?.expect(303)?;
        let location = url::Url::parse(answer.header("location").context("a redirect leads somewhere")?)?;
        ensure!(location.as_str().starts_with(CALLBACK), "it leads to {location}");
        let value =
            |name: &str| location.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value);
        ensure!(value("state").as_deref() == Some(state.as_str()), "another state: {location}");
        let code = value("code").with_context(|| format!("no code in {location}"))?;
        let body = form(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", &verifier),
        ]);
        let proof = basic(app);
        let answer =
            self.connection.post("/oauth/token", &[("authorization", &proof)], &body).await?.expect(200)?;
        let tokens = Tokens::of(&answer, self.scenario.scope())?;
        ensure!(tokens.refresh_token.starts_with("rt_"), "no refresh token");
        let role = &mut self.roles[role];
        (role.access_token, role.refresh_token) = (tokens.access_token, tokens.refresh_token);
        Ok(())
    }

    async fn refresh(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let at = self.role();
        let role = &mut self.roles[at];
        let proof = basic(&cast.apps[cast.people[role.person].app]);
        let body = form(&[("grant_type", "refresh_token"), ("refresh_token", &role.refresh_token)]);
        let answer =
            self.connection.post("/oauth/token", &[("authorization", &proof)], &body).await?.expect(200)?;
        let tokens = Tokens::of(&answer, self.scenario.scope())?;
        if let Some(algorithm) = self.scenario.algorithm() {
            let header = tokens.id_token.split('.').next().unwrap_or_default();
            let header = URL_SAFE_NO_PAD.decode(header).context("an ID token")?;
            let named = format!("\"alg\":\"{algorithm}\"");
            ensure!(String::from_utf8_lossy(&header).contains(&named), "another ID token: {}", answer.body);
        }
        let rotated = tokens.refresh_token.starts_with("rt_") && tokens.refresh_token != role.refresh_token;
        ensure!(rotated, "the refresh token was not rotated");
        role.refresh_token = tokens.refresh_token;
        Ok(())
    }

    async fn introspect(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let role = &self.roles[self.role()];
        let person = &cast.people[role.person];
        let proof = basic(&cast.apps[person.app]);
        let body = form(&[("token", &role.access_token)]);
        let answer = self
            .connection
            .post("/oauth/introspect", &[("authorization", &proof)], &body)
            .await?
            .expect(200)?;
        let told: Introspected = serde_json::from_str(answer.body)?;
        ensure!(told.active && told.sub.as_ref() == Some(&person.user_id), "another token: {}", answer.body);
        Ok(())
    }

    async fn userinfo(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let role = &self.roles[self.role()];
        let proof = format!("Bearer {}", role.access_token);
        let answer =
            self.connection.get("/oauth/userinfo", &[("authorization", &proof)]).await?.expect(200)?;
        let told: Told = serde_json::from_str(answer.body)?;
        ensure!(told.sub == cast.people[role.person].user_id, "another member: {}", answer.body);
        Ok(())
    }

    async fn own_record(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let role = &self.roles[self.role()];
        let person = &cast.people[role.person];
        let proof = format!("Bearer {}", role.access_token);
        let answer =
            self.connection.get("/api/users/v1/self", &[("authorization", &proof)]).await?.expect(200)?;
        let record: OwnRecord = serde_json::from_str(answer.body)?;
        let right = record.id == person.user_id && record.username == person.username;
        ensure!(right, "another member: {}", answer.body);
        Ok(())
    }

    async fn sign_in(&mut self) -> anyhow::Result<()> {
        let cast = Arc::clone(&self.cast);
        let person = &cast.people[self.roles[self.role()].person];
        let cookies = cookies(person, false);
        let page = self.connection.get("/signin", &[("cookie", &cookies)]).await?.expect(200)?;
        let (_, rest) =
            page.body.split_once("name=\"form_token\" value=\"").context("the page has its form")?;
        let token = rest.split('"').next().unwrap_or_default();
        let pairs = [("form_token", token), ("username", &person.username), ("password", PASSWORD)];
        let body = form(&pairs);
        let answer = self.connection.post("/signin", &[("cookie", &cookies)], &body).await?.expect(303)?;
        let session = answer.cookie("__Host-guildgate").context("nobody was signed in")?;
        ensure!(session.starts_with("ses_"), "not a session: {session}");
        Ok(())
    }
}

fn cookies(person: &Person, signed_in: bool) -> String {
    let browser = format!("__Host-guildgate-browser={}", person.browser);
    match signed_in {
        true => format!("{browser}; __Host-guildgate={}", person.session),
        false => browser,
    }
}
