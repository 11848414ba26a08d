//! Clients that programs register (RFC 7591, RFC 7592, OIDC Registration): metadata become a draft, and a client
//! becomes metadata again.

use serde_json::{Map, Value, json};
use url::Url;

use super::metadata::ClientMetadata;
use super::registration::{ClientDraft, FieldProblem};
use super::{AuthMethod, Client, ClientKind, GrantType};
use crate::authorize::ResponseType;
use crate::error::Error;
use crate::redirect_uri::is_native;
use crate::scope::Catalogue;
use crate::{ClientId, RegistrationTokenId, Scope, Timestamp, TokenHash, UserId};

/// Where clients are registered.
pub const PATH: &str = "/oauth/register";

/// The scopes of a client that asks for none in particular, as far as it may have them.
const IDENTITY: [&str; 6] = ["openid", "profile", "email", "address", "phone", "offline_access"];

/// What answers hold besides metadata, and requests must not (RFC 7592 §2.2).
const OURS: [&str; 4] = [
    "registration_access_token",
    "registration_client_uri",
    "client_secret_expires_at",
    "client_id_issued_at",
];

/// An initial access token (RFC 7591 §3): who holds it registers clients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationToken {
    /// Its identifier.
    pub id: RegistrationTokenId,
    /// SHA-256 of the value.
    pub hash: TokenHash,
    /// Whose the clients will be.
    pub owner_id: UserId,
    /// What they may ask for; empty for what every registered client may.
    pub scopes: Scope,
    /// How many it still registers.
    pub uses_left: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was stopped.
    pub revoked_at: Option<Timestamp>,
}

impl RegistrationToken {
    /// Whether it registers another client at `now`.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.uses_left > 0 && self.revoked_at.is_none() && now < self.expires_at
    }
}

/// On what terms a program may register a client.
pub struct Terms<'a> {
    /// The scopes there are.
    pub catalogue: &'a Catalogue,
    /// What no client may pose as.
    pub service_name: &'a str,
    /// The scopes it may have.
    pub scopes: &'a Scope,
    /// Whether tokens may travel through the browser (RFC 6749 §4.2, OIDC Core §3.2 and §3.3).
    pub front_channel: bool,
    /// Whether clients that keep a secret must use PKCE, as all others must.
    pub pkce: bool,
}

/// The scopes that a client may have which nobody looked at: those that need no review.
pub fn open_scopes(catalogue: &Catalogue) -> Scope {
    let names: Vec<&str> = catalogue
        .entries()
        .iter()
        .filter(|entry| !entry.needs_review)
        .map(|entry| entry.name.as_str())
        .collect();
    Scope::parse(&names.join(" ")).unwrap_or_default()
}

/// A client as a program described it, checked.
#[derive(Clone, Debug)]
pub struct Registration {
    draft: ClientDraft,
    grants: Vec<GrantType>,
}

impl Registration {
    /// The client.
    pub fn into_client(self, id: ClientId, owner: Option<UserId>, now: Timestamp) -> Client {
        Client { grants: self.grants, ..self.draft.into_client(id, owner, now) }
    }

    /// The client that `before` becomes. What it is does not change: only a public client is public, and a native one
    /// native, for all its life.
    ///
    /// # Errors
    /// If it would become another kind of client.
    pub fn replace(self, before: &Client) -> Result<Client, Error> {
        let after = self.into_client(before.id.clone(), before.owner_id, before.created_at);
        if after.kind != before.kind {
            return Err(Error::invalid_client_metadata(
                "application_type and whether the client can keep a secret cannot change: register another client",
            ));
        }
        Ok(Client {
            live: before.live,
            description: before.description.clone(),
            required_scopes: before.required_scopes.filter(|name| after.scopes.contains(name)),
            first_party: before.first_party,
            logo_id: before.logo_id,
            suspended_at: before.suspended_at,
            ..after
        })
    }
}

/// Reads the metadata of a request (RFC 7591 §2): absent members have the standards' defaults, members that we do
/// not know are passed over, and `null` is absent.
///
/// # Errors
/// Every member that cannot stand and why, in one error.
pub fn read(metadata: &Map<String, Value>, terms: &Terms<'_>) -> Result<Registration, Error> {
    let mut reading = Reading { metadata, problems: Vec::new() };
    if reading.find("software_statement").is_some() {
        return Err(Error::unapproved_software_statement(
            "software statements are not taken from anybody: send the metadata themselves",
        ));
    }
    for name in OURS {
        if reading.find(name).is_some() {
            reading.refuse(name, "This is ours to say. Leave it out.");
        }
    }
    let redirect_uris = reading.texts("redirect_uris").unwrap_or_default();
    let native = reading.is_native(&redirect_uris);
    let grants = reading.grants(terms);
    let method = reading.auth_method(native);
    let response_types = reading.response_types(&grants, terms);
    let kind = kind(native, method, &grants);
    let client_uri = reading.text("client_uri");
    let homepage = client_uri.clone().or_else(|| redirect_uris.iter().find_map(|uri| origin(uri)));
    let name = reading.text("client_name").or_else(|| homepage.as_deref().and_then(host));
    let draft = ClientDraft {
        name: name.unwrap_or_else(|| "Unnamed app".to_owned()),
        homepage: homepage.unwrap_or_default(),
        homepage_required: false,
        post_logout_redirect_uris: reading.texts("post_logout_redirect_uris").unwrap_or_default(),
        redirect_uris,
        scopes: reading.scope(terms),
        extra_grants: grants.iter().copied().filter(|grant| !kind.default_grants().contains(grant)).collect(),
        auth_method: Some(method),
        pkce_required: terms.pkce || method == AuthMethod::None,
        implicit_allowed: grants.contains(&GrantType::Implicit),
        metadata: ClientMetadata { response_types, ..reading.rest() },
        ..ClientDraft::new(kind)
    };
    if let Err(found) = draft.check(terms.catalogue, terms.service_name) {
        // What was refused already was put aside, and its absence is no second fault.
        found.into_iter().for_each(|problem| reading.add(named(problem)));
    }
    match reading.problems.is_empty() {
        true => Ok(Registration { draft, grants }),
        false => Err(refusal(&reading.problems)),
    }
}

struct Reading<'a> {
    metadata: &'a Map<String, Value>,
    problems: Vec<(String, String)>,
}

impl<'a> Reading<'a> {
    fn find(&self, name: &str) -> Option<&'a Value> {
        self.metadata.get(name).filter(|value| !value.is_null())
    }

    fn add(&mut self, (name, message): (String, String)) {
        let known = |(known, _): &(String, String)| known.split('[').next() == name.split('[').next();
        if !self.problems.iter().any(known) || name.contains('[') {
            self.problems.push((name, message));
        }
    }

    fn refuse(&mut self, name: &str, message: impl Into<String>) {
        self.add((name.to_owned(), message.into()));
    }

    fn text(&mut self, name: &str) -> Option<String> {
        let text = self.find(name)?.as_str();
        if text.is_none() {
            self.refuse(name, "This must be a text.");
        }
        text.map(str::to_owned)
    }

    fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let list = self.find(name)?.as_array();
        let texts = list.and_then(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect());
        if texts.is_none() {
            self.refuse(name, "This must be a list of texts.");
        }
        texts
    }

    /// A client that does not say is what its redirect URIs say of it.
    fn is_native(&mut self, redirect_uris: &[String]) -> bool {
        match self.text("application_type").as_deref() {
            Some("native") => true,
            Some("web") => false,
            Some(_) => {
                self.refuse("application_type", "This must be web or native.");
                false
            }
            None => redirect_uris.iter().any(|uri| is_native(uri)),
        }
    }

    fn grants(&mut self, terms: &Terms<'_>) -> Vec<GrantType> {
        let Some(names) = self.texts("grant_types") else { return vec![GrantType::AuthorizationCode] };
        let mut grants = Vec::new();
        for name in names {
            match GrantType::parse(&name) {
                Some(GrantType::Implicit) if !terms.front_channel => {
                    self.refuse(
                        "grant_types",
                        "The implicit grant is not open to clients that register themselves.",
                    );
                }
                Some(grant) if !grants.contains(&grant) => grants.push(grant),
                Some(_) => {}
                None => self.refuse("grant_types", format!("There is no grant type {name} here.")),
            }
        }
        if grants.is_empty() {
            self.refuse("grant_types", "Name at least one, or leave this out for authorization_code.");
        }
        grants
    }

    fn auth_method(&mut self, native: bool) -> AuthMethod {
        let usual = if native { AuthMethod::None } else { AuthMethod::ClientSecretBasic };
        let Some(name) = self.text("token_endpoint_auth_method") else { return usual };
        match AuthMethod::parse(&name) {
            // A name of ours for either of two, which no standard knows.
            Some(AuthMethod::ClientSecret) | None => {
                let known = "client_secret_basic, client_secret_post, private_key_jwt or none";
                self.refuse("token_endpoint_auth_method", format!("This must be {known}."));
                usual
            }
            Some(method) if native && method != AuthMethod::None => {
                let why = "A native client cannot keep a secret or a key: use none, or leave this out.";
                self.refuse("token_endpoint_auth_method", why);
                usual
            }
            Some(method) => method,
        }
    }

    /// The registered response types agree with the grants (RFC 7591 §2.1).
    fn response_types(&mut self, grants: &[GrantType], terms: &Terms<'_>) -> Vec<String> {
        const FIELD: &str = "response_types";
        let by_code = grants.contains(&GrantType::AuthorizationCode);
        let Some(names) = self.texts(FIELD) else {
            return if by_code { vec!["code".to_owned()] } else { Vec::new() };
        };
        let mut coded = false;
        for name in &names {
            match ResponseType::parse(name) {
                Some(wanted) if wanted.has_token() && !terms.front_channel => {
                    self.refuse(FIELD, "Only code is open to clients that register themselves.");
                }
                Some(wanted) => {
                    coded |= wanted.code;
                    if wanted.code && !by_code {
                        self.refuse(FIELD, format!("{name} needs authorization_code among grant_types."));
                    }
                    if wanted.has_token() && !grants.contains(&GrantType::Implicit) {
                        self.refuse(FIELD, format!("{name} needs implicit among grant_types."));
                    }
                }
                None => self.refuse(FIELD, format!("There is no response type {name} here.")),
            }
        }
        if by_code && !coded {
            self.refuse(FIELD, "The grant authorization_code needs a response type with code.");
        }
        names
    }

    fn scope(&mut self, terms: &Terms<'_>) -> Scope {
        let open = |name: &str| terms.scopes.contains(name) && terms.catalogue.find(name).is_some();
        let Some(text) = self.text("scope") else {
            let identity = Scope::parse(&IDENTITY.join(" ")).unwrap_or_default().filter(open);
            return if identity.is_empty() { terms.scopes.filter(open) } else { identity };
        };
        let Some(scope) = Scope::parse(&text) else {
            self.refuse("scope", "This must be names of scopes with single blanks between them.");
            return Scope::default();
        };
        if let Some(name) = scope.iter().find(|name| !open(name)) {
            let why = format!("The scope {name} is not open to clients that register themselves.");
            self.refuse("scope", why);
        }
        scope
    }

    /// Everything that is kept under its own name.
    fn rest(&mut self) -> ClientMetadata {
        let mut kept = Map::new();
        for (name, value) in
            self.metadata.iter().filter(|(name, value)| !value.is_null() && *name != "response_types")
        {
            let alone = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
            match serde_json::from_value::<ClientMetadata>(alone) {
                Ok(_) => drop(kept.insert(name.clone(), value.clone())),
                Err(error) if error.to_string().starts_with("unknown field") => {}
                Err(_) => self.refuse(name, "This has the wrong type."),
            }
        }
        serde_json::from_value(Value::Object(kept)).unwrap_or_default()
    }
}

/// What kind of program it is, by what it can keep and do.
fn kind(native: bool, method: AuthMethod, grants: &[GrantType]) -> ClientKind {
    match (native, method) {
        (true, _) => ClientKind::Native,
        (false, _) if grants == [GrantType::ClientCredentials] => ClientKind::Server,
        (false, AuthMethod::None) => ClientKind::Browser,
        (false, _) => ClientKind::Web,
    }
}

fn origin(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok().filter(|url| url.scheme() == "https")?;
    Some(url.origin().ascii_serialization())
}

fn host(uri: &str) -> Option<String> {
    Url::parse(uri).ok()?.host_str().map(str::to_owned)
}

/// A problem of a draft under the name that the metadata have for its field.
fn named(problem: FieldProblem) -> (String, String) {
    let name = match problem.field {
        "name" => "client_name",
        "homepage" => "client_uri",
        "scopes" | "required_scopes" => "scope",
        "auth_method" | "pkce_required" => "token_endpoint_auth_method",
        "grants" => "grant_types",
        field => field,
    };
    let index = problem.index.map(|index| format!("[{index}]")).unwrap_or_default();
    (format!("{name}{index}"), problem.fault.to_string())
}

/// The error of a problem that only a look at the world could find.
pub fn refuse(problem: FieldProblem) -> Error {
    refusal(&[named(problem)])
}

/// One error for all of it (RFC 7591 §3.2.2), in ASCII.
fn refusal(problems: &[(String, String)]) -> Error {
    let lines: Vec<String> = problems.iter().map(|(name, message)| format!("{name}: {message}")).collect();
    let plain = |letter: char| match letter {
        '“' | '”' | '’' | '"' => '\'',
        '\\' => '/',
        letter if letter.is_ascii() && !letter.is_ascii_control() => letter,
        _ => '?',
    };
    let text: String = lines.join(" ").chars().map(plain).collect();
    match problems.iter().any(|(name, _)| name.starts_with("redirect_uris")) {
        true => Error::invalid_redirect_uri(text),
        false => Error::invalid_client_metadata(text),
    }
}

/// A client as metadata (RFC 7591 §3.2.1): everything that is registered, and no secret.
pub fn describe(client: &Client) -> Map<String, Value> {
    let mut said = match serde_json::to_value(&client.metadata) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    };
    let native = matches!(client.kind, ClientKind::Native | ClientKind::Device);
    let method = match client.auth_method {
        AuthMethod::ClientSecret => AuthMethod::ClientSecretBasic,
        method => method,
    };
    let grants: Vec<&str> = client.grants.iter().map(|grant| grant.as_str()).collect();
    let members = [
        ("client_id", json!(client.id.as_str())),
        ("client_id_issued_at", json!(client.created_at.seconds())),
        ("client_name", json!(client.name)),
        ("redirect_uris", json!(client.redirect_uris)),
        ("grant_types", json!(grants)),
        ("response_types", json!(client.metadata.response_types)),
        ("token_endpoint_auth_method", json!(method.as_str())),
        ("application_type", json!(if native { "native" } else { "web" })),
        ("scope", json!(client.scopes.to_string())),
    ];
    said.extend(members.map(|(name, value)| (name.to_owned(), value)));
    if !client.homepage.is_empty() {
        said.insert("client_uri".to_owned(), json!(client.homepage));
    }
    if !client.post_logout_redirect_uris.is_empty() {
        said.insert("post_logout_redirect_uris".to_owned(), json!(client.post_logout_redirect_uris));
    }
    said
}

#[cfg(test)]
mod tests;
