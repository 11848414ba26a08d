//! An app that somebody registered: the side of OAuth that nobody here wrote.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::http::{Answer, Http, encode};
use crate::jwt::Pkce;
use crate::server::Server;

/// A registered app.
#[derive(Clone, Debug)]
pub struct ClientApp {
    /// Its id.
    pub id: String,
    /// Its secret, if it can keep one.
    pub secret: Option<String>,
    /// The address it is answered at.
    pub redirect_uri: String,
    http: Http,
}

/// The tokens of a successful answer.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The access token.
    pub access: String,
    /// The refresh token, empty if there is none.
    pub refresh: String,
    /// What was granted.
    pub scope: String,
}

impl Tokens {
    /// Of an answer that must be a success.
    #[track_caller]
    pub fn of(answer: Answer) -> Self {
        let body = answer.expect(200).json();
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        Self { access: text("access_token"), refresh: text("refresh_token"), scope: text("scope") }
    }
}

/// The address of apps that need none that answers.
pub const CALLBACK: &str = "https://app.example/callback";

/// The scopes that apps of the tests register unless they say otherwise.
pub const SCOPES: [&str; 2] = ["users:read", "projects:read"];

impl ClientApp {
    /// Registers an app of `owner` with a command.
    pub async fn register(server: &Server, owner: &str, kind: &str, more: &[&str]) -> Self {
        let mut arguments =
            vec!["app", "create", "--owner", owner, "--name", "Invoice Robot", "--live", "--json"];
        arguments.extend(["--homepage", "https://app.example", "--kind", kind]);
        if kind != "server" && !more.contains(&"--redirect-uri") {
            arguments.extend(["--redirect-uri", CALLBACK]);
        }
        if !more.contains(&"--scope") {
            arguments.extend(SCOPES.iter().flat_map(|scope| ["--scope", scope]));
        }
        arguments.extend(more);
        let made = server.command(&arguments).await.json();
        let redirect = arguments.iter().position(|argument| *argument == "--redirect-uri");
        let redirect = redirect.map_or("", |at| arguments[at + 1]);
        Self::known(server, &made, redirect)
    }

    /// From what the command or the portal said of it.
    pub fn known(server: &Server, made: &Value, redirect_uri: &str) -> Self {
        Self {
            id: made["client_id"].as_str().expect("an app has an id").to_owned(),
            secret: made["client_secret"].as_str().map(str::to_owned),
            redirect_uri: redirect_uri.to_owned(),
            http: server.http(),
        }
    }

    /// The same app, talking to another server.
    pub fn at(&self, server: &Server) -> Self {
        Self { http: server.http(), ..self.clone() }
    }

    /// The same app with another secret, or without one.
    pub fn with_secret(&self, secret: Option<&str>) -> Self {
        Self { secret: secret.map(str::to_owned), ..self.clone() }
    }

    /// The same app, naming another address to be answered at.
    pub fn answered_at(&self, redirect_uri: &str) -> Self {
        Self { redirect_uri: redirect_uri.to_owned(), ..self.clone() }
    }

    /// Where it sends a browser: a request with PKCE for `scope`.
    pub fn authorize_path(&self, scope: &str, pkce: &Pkce) -> String {
        self.authorize_path_with(&[
            ("response_type", "code"),
            ("redirect_uri", &self.redirect_uri),
            ("scope", scope),
            ("state", "the state & more"),
            ("code_challenge", &pkce.challenge),
            ("code_challenge_method", "S256"),
        ])
    }

    /// Where it sends a browser, with just these parameters besides its id.
    pub fn authorize_path_with(&self, parameters: &[(&str, &str)]) -> String {
        let mut pairs = vec![("client_id", self.id.as_str())];
        pairs.extend_from_slice(parameters);
        format!("/oauth/authorize?{}", encode(&pairs))
    }

    /// The `Authorization` header that proves it.
    pub fn basic(&self) -> String {
        let secret = self.secret.as_deref().expect("the app has a secret");
        format!("Basic {}", STANDARD.encode(format!("{}:{secret}", self.id)))
    }

    /// Calls an endpoint as this app, with the proof in the body.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs = fields.to_vec();
        pairs.push(("client_id", &self.id));
        if let Some(secret) = &self.secret {
            pairs.push(("client_secret", secret));
        }
        self.http.post(path, &pairs).await
    }

    /// Calls an endpoint with exactly these fields.
    pub async fn call_bare(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        self.http.post_with(path, headers, fields).await
    }

    /// Spends a code.
    pub async fn redeem(&self, code: &str, pkce: &Pkce) -> Answer {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", &pkce.verifier),
        ];
        self.call("/oauth/token", &fields).await
    }

    /// Spends a refresh token.
    pub async fn refresh(&self, token: &str) -> Answer {
        self.call("/oauth/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await
    }

    /// Asks for a token of its own.
    pub async fn own_token(&self) -> Answer {
        self.call("/oauth/token", &[("grant_type", "client_credentials")]).await
    }

    /// Asks what a token stands for.
    pub async fn introspect(&self, token: &str) -> Value {
        self.call("/oauth/introspect", &[("token", token)]).await.expect(200).json()
    }

    /// Ends a token.
    pub async fn revoke(&self, token: &str) -> Answer {
        self.call("/oauth/revoke", &[("token", token)]).await
    }

    /// Calls the API for the member's own record.
    pub async fn own_record(&self, token: &str) -> Answer {
        self.http.get_as("/api/users/v1/self", token).await
    }

    /// Its connection.
    pub const fn http(&self) -> &Http {
        &self.http
    }
}
