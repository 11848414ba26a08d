//! What may be registered, with a reason for what may not.

use serde_json::Value;
use url::Url;

use super::metadata::ClientMetadata;
use super::{AuthMethod, Client, ClientKind, GrantType};
use crate::client_assertion::ALGORITHMS;
use crate::jose::jwk::Algorithm;
use crate::jose::key_set::KeySet;
use crate::oidc::{logout, subject};
use crate::redirect_uri::{self, MOST_REDIRECT_URIS};
use crate::scope::{Catalogue, Scope};
use crate::{ClientId, Timestamp, UserId};

mod fault;
mod words;

pub(super) use fault::Problems;
pub use fault::{Fault, FieldProblem};
use words::imitates;
pub use words::is_inert;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 50;
/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 300;

/// A client as its owner describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientDraft {
    /// What kind of program it is.
    pub kind: ClientKind,
    /// Live, or for trials only.
    pub live: bool,
    /// Its name.
    pub name: String,
    /// Its website.
    pub homepage: String,
    /// Whether it must have one: a program that registers itself need not.
    pub homepage_required: bool,
    /// What it does.
    pub description: String,
    /// Its redirect URIs.
    pub redirect_uris: Vec<String>,
    /// Where a sign-out may lead back to.
    pub post_logout_redirect_uris: Vec<String>,
    /// The scopes it may ask for.
    pub scopes: Scope,
    /// Those it cannot work without.
    pub required_scopes: Scope,
    /// Grant types besides those of its kind.
    pub extra_grants: Vec<GrantType>,
    /// How it proves itself, if not as its kind does.
    pub auth_method: Option<AuthMethod>,
    /// Whether PKCE is demanded; public clients never go without.
    pub pkce_required: bool,
    /// Whether an operator allows the implicit grant.
    pub implicit_allowed: bool,
    /// One of the platform's own.
    pub first_party: bool,
    /// What else it says of itself.
    pub metadata: ClientMetadata,
}

impl ClientDraft {
    /// A draft of a kind with everything else empty.
    pub fn new(kind: ClientKind) -> Self {
        Self {
            kind,
            live: true,
            name: String::new(),
            homepage: String::new(),
            homepage_required: true,
            description: String::new(),
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            scopes: Scope::default(),
            required_scopes: Scope::default(),
            extra_grants: Vec::new(),
            auth_method: None,
            pkce_required: true,
            implicit_allowed: false,
            first_party: false,
            metadata: ClientMetadata::default(),
        }
    }

    /// The draft that an existing client is a copy of.
    pub fn of(client: &Client) -> Self {
        let usual = client.kind.default_grants();
        Self {
            kind: client.kind,
            live: client.live,
            name: client.name.clone(),
            homepage: client.homepage.clone(),
            homepage_required: !client.homepage.is_empty(),
            description: client.description.clone(),
            redirect_uris: client.redirect_uris.clone(),
            post_logout_redirect_uris: client.post_logout_redirect_uris.clone(),
            scopes: client.scopes.clone(),
            required_scopes: client.required_scopes.clone(),
            extra_grants: client.grants.iter().copied().filter(|grant| !usual.contains(grant)).collect(),
            auth_method: Some(client.auth_method),
            pkce_required: client.pkce_required,
            implicit_allowed: client.implicit_allowed,
            first_party: client.first_party,
            metadata: client.metadata.clone(),
        }
    }

    /// The client, if the draft passed its checks.
    pub fn into_client(self, id: ClientId, owner_id: Option<UserId>, now: Timestamp) -> Client {
        let mut grants = self.kind.default_grants();
        let extra =
            self.extra_grants.iter().copied().chain(self.implicit_allowed.then_some(GrantType::Implicit));
        for grant in extra {
            if !grants.contains(&grant) {
                grants.push(grant);
            }
        }
        Client {
            id,
            owner_id,
            live: self.live,
            kind: self.kind,
            name: self.name,
            homepage: self.homepage,
            description: self.description,
            redirect_uris: self.redirect_uris,
            post_logout_redirect_uris: self.post_logout_redirect_uris,
            scopes: self.scopes,
            required_scopes: self.required_scopes,
            grants,
            auth_method: self.auth_method.unwrap_or(self.kind.default_auth_method()),
            pkce_required: self.pkce_required,
            implicit_allowed: self.implicit_allowed,
            first_party: self.first_party,
            metadata: self.metadata,
            logo_id: None,
            created_at: now,
            suspended_at: None,
        }
    }

    /// Checks the draft. `service_name` is what no app may pose as.
    ///
    /// # Errors
    /// Every field that cannot stand, with its reason.
    pub fn check(&self, catalogue: &Catalogue, service_name: &str) -> Result<(), Vec<FieldProblem>> {
        let mut problems = Problems::default();
        self.check_words(&mut problems, service_name);
        self.check_redirects(&mut problems);
        self.check_scopes(&mut problems, catalogue);
        self.check_grants(&mut problems);
        self.check_keys(&mut problems);
        self.metadata.check(&mut problems);
        self.check_sector(&mut problems);
        self.check_frontchannel(&mut problems);
        if problems.0.is_empty() { Ok(()) } else { Err(problems.0) }
    }

    /// OIDC Front-Channel Logout §2.
    fn check_frontchannel(&self, problems: &mut Problems) {
        let Some(uri) = &self.metadata.frontchannel_logout_uri else { return };
        let home = logout::origin(uri);
        if !self.redirect_uris.iter().any(|redirect| logout::origin(redirect) == home) {
            problems.add("frontchannel_logout_uri", Fault::ForeignOrigin);
        }
    }

    /// OIDC Core §8.1.
    fn check_sector(&self, problems: &mut Problems) {
        let pairwise = self.metadata.subject_type.as_deref() == Some("pairwise");
        let named = self.metadata.sector_identifier_uri.is_some();
        if pairwise && !named && !subject::have_one_host(&self.redirect_uris) {
            problems.add("redirect_uris", Fault::RedirectsOnManyHosts);
        }
    }

    fn check_words(&self, problems: &mut Problems, service_name: &str) {
        let length = self.name.chars().count();
        if length == 0 {
            problems.add("name", Fault::NameMissing);
        } else if length > LONGEST_NAME {
            problems.add("name", Fault::NameTooLong);
        } else if !is_inert(&self.name) {
            problems.add("name", Fault::NameHidden);
        } else if imitates(&self.name, service_name) && !self.first_party {
            problems.add("name", Fault::NameImitates(service_name.to_owned()));
        }
        if self.description.chars().count() > LONGEST_DESCRIPTION {
            problems.add("description", Fault::DescriptionTooLong);
        } else if !is_inert(&self.description.replace(['\n', '\r'], " ")) {
            problems.add("description", Fault::DescriptionHidden);
        }
        if self.homepage.is_empty() && !self.homepage_required {
            return;
        }
        if self.homepage.is_empty() {
            problems.add("homepage", Fault::HomepageMissing);
        } else if !is_homepage(&self.homepage) {
            problems.add("homepage", Fault::HomepageNotHttps);
        }
    }

    fn check_redirects(&self, problems: &mut Problems) {
        let sends_members_back =
            self.kind.has_redirects() || self.extra_grants.contains(&GrantType::AuthorizationCode);
        if !sends_members_back && !self.redirect_uris.is_empty() {
            problems.add("redirect_uris", Fault::RedirectsUnused);
            return;
        }
        if sends_members_back && self.redirect_uris.is_empty() {
            problems.add("redirect_uris", Fault::RedirectsMissing);
        }
        if self.redirect_uris.len() > MOST_REDIRECT_URIS {
            problems.add("redirect_uris", Fault::RedirectsTooMany);
        }
        for (index, uri) in self.redirect_uris.iter().enumerate() {
            if let Err(reason) = redirect_uri::check_registration(self.kind, self.live, uri) {
                problems.add_at("redirect_uris", index, Fault::Address(reason));
            } else if self.redirect_uris[..index].contains(uri) {
                problems.add_at("redirect_uris", index, Fault::RedirectTwice);
            }
        }
        for uri in &self.post_logout_redirect_uris {
            if let Err(reason) = redirect_uri::check_registration(self.kind, self.live, uri) {
                problems.add("post_logout_redirect_uris", Fault::Address(reason));
            }
        }
    }

    fn check_scopes(&self, problems: &mut Problems, catalogue: &Catalogue) {
        if self.scopes.is_empty() {
            problems.add("scopes", Fault::ScopesMissing);
        }
        if let Some(name) = self.scopes.iter().find(|name| catalogue.find(name).is_none()) {
            problems.add("scopes", Fault::ScopeUnknown(name.to_owned()));
        }
        if !self.required_scopes.is_subset(&self.scopes) {
            problems.add("required_scopes", Fault::RequiredNotAsked);
        }
    }

    /// A client that proves itself with a key must show the other half of it.
    fn check_keys(&self, problems: &mut Problems) {
        let method = self.auth_method.unwrap_or(self.kind.default_auth_method());
        let algorithm = self.metadata.token_endpoint_auth_signing_alg.as_deref();
        if algorithm.is_some_and(|name| !ALGORITHMS.iter().any(|known| known.as_str() == name)) {
            let known = ALGORITHMS.map(Algorithm::as_str).join(", ");
            problems.add("token_endpoint_auth_signing_alg", format!("Choose one of {known}."));
        }
        if method != AuthMethod::PrivateKeyJwt {
            if algorithm.is_some() {
                let why =
                    "Only an app that proves itself with private_key_jwt signs anything here. Remove it.";
                problems.add("token_endpoint_auth_signing_alg", why);
            }
            return;
        }
        let verifies = |set: &Value| {
            let set = KeySet::parse(set).unwrap_or_default();
            let allowed = |known: &Algorithm| algorithm.is_none_or(|name| known.as_str() == name);
            ALGORITHMS.iter().filter(|known| allowed(known)).any(|known| set.verifies(*known))
        };
        match (&self.metadata.jwks, &self.metadata.jwks_uri) {
            (None, None) => {
                problems.add("jwks", "An app that proves itself with a key must give its public keys.")
            }
            (Some(set), _) if !verifies(set) => {
                problems.add("jwks", "None of the keys can verify what the app will sign to prove itself.");
            }
            _ => {}
        }
    }

    fn check_grants(&self, problems: &mut Problems) {
        let method = self.auth_method.unwrap_or(self.kind.default_auth_method());
        let public = method == AuthMethod::None;
        if public == self.kind.is_confidential() {
            problems.add(
                "auth_method",
                match public {
                    true => "An app of this kind must prove itself with a secret or a key.",
                    false => "An app of this kind cannot keep a secret.",
                },
            );
        }
        if public && self.extra_grants.contains(&GrantType::ClientCredentials) {
            problems.add("grants", "Only an app that can keep a secret may act for itself.");
        }
        if public && !self.pkce_required {
            problems.add("pkce_required", "An app without a secret must use PKCE.");
        }
        if self.extra_grants.contains(&GrantType::Implicit) && !self.implicit_allowed {
            problems.add("grants", "Only an operator may allow the implicit grant.");
        }
    }
}

fn is_homepage(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
    }) && text.len() <= 2_000
        && is_inert(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, scope};

    fn draft() -> ClientDraft {
        ClientDraft {
            name: "Invoice Robot".into(),
            homepage: "https://robot.example".into(),
            redirect_uris: vec!["https://robot.example/cb".into()],
            scopes: scope("users:read"),
            ..ClientDraft::new(ClientKind::Web)
        }
    }

    fn problems(draft: &ClientDraft) -> Vec<&'static str> {
        let catalogue = Catalogue::new(Catalogue::first_start());
        match draft.check(&catalogue, "Guildgate") {
            Ok(()) => Vec::new(),
            Err(problems) => problems.iter().map(|problem| problem.field).collect(),
        }
    }

    #[test]
    fn a_plain_draft_passes() {
        assert_eq!(problems(&draft()), Vec::<&str>::new());
    }

    #[test]
    fn every_field_that_cannot_stand_is_named() {
        let empty = ClientDraft::new(ClientKind::Web);
        assert_eq!(problems(&empty), ["name", "homepage", "redirect_uris", "scopes"]);
    }

    #[test]
    fn a_name_neither_hides_nor_poses() {
        for name in ["Evil\u{202e}tobor", "A\u{200b}B", "Guild Gate Support", "guildgate", &"x".repeat(51)] {
            assert_eq!(problems(&ClientDraft { name: name.into(), ..draft() }), ["name"], "{name}");
        }
        for name in
            ["\u{ff27}uildgate", "Gui1dgate", "Guildg\u{430}te", "Guíldgate", "\u{3164}", "A\u{2800}B"]
        {
            assert_eq!(problems(&ClientDraft { name: name.into(), ..draft() }), ["name"], "{name}");
        }
        let ours = ClientDraft { name: "Guildgate Mobile".into(), first_party: true, ..draft() };
        assert!(problems(&ours).is_empty());
    }

    #[test]
    fn a_website_is_https() {
        for homepage in ["http://robot.example", "robot.example", "https://u:p@robot.example", "javascript:1"]
        {
            assert_eq!(
                problems(&ClientDraft { homepage: homepage.into(), ..draft() }),
                ["homepage"],
                "{homepage}"
            );
        }
    }

    #[test]
    fn whatever_sends_members_back_has_addresses_that_may_stand() {
        let server = ClientDraft { kind: ClientKind::Server, redirect_uris: Vec::new(), ..draft() };
        assert!(problems(&server).is_empty());
        assert_eq!(
            problems(&ClientDraft { redirect_uris: draft().redirect_uris, ..server.clone() }),
            ["redirect_uris"]
        );
        let both = ClientDraft { extra_grants: vec![GrantType::AuthorizationCode], ..server };
        assert_eq!(problems(&both), ["redirect_uris"]);
        assert!(problems(&ClientDraft { redirect_uris: draft().redirect_uris, ..both.clone() }).is_empty());
        let open = ClientDraft { redirect_uris: vec!["http://evil.example/*#x".into()], ..both };
        assert_eq!(problems(&open), ["redirect_uris"]);
    }

    #[test]
    fn a_client_without_a_secret_gets_no_powers_of_one() {
        let public = ClientDraft { kind: ClientKind::Browser, ..draft() };
        assert!(problems(&public).is_empty());
        let extra = ClientDraft { extra_grants: vec![GrantType::ClientCredentials], ..public.clone() };
        assert_eq!(problems(&extra), ["grants"]);
        assert_eq!(problems(&ClientDraft { pkce_required: false, ..public.clone() }), ["pkce_required"]);
        let secret = ClientDraft { auth_method: Some(AuthMethod::ClientSecretBasic), ..public };
        assert_eq!(problems(&secret), ["auth_method"]);
        let open = ClientDraft { auth_method: Some(AuthMethod::None), ..draft() };
        assert_eq!(problems(&open), ["auth_method"]);
    }

    #[test]
    fn the_kind_chooses_the_grants() {
        let owner = Some(UserId::from_bytes([1; 16]));
        let made = |draft: ClientDraft| draft.into_client(ClientId("a".into()), owner, NOW);
        let web = made(draft());
        assert!(web.may_use(GrantType::AuthorizationCode) && web.may_use(GrantType::RefreshToken));
        assert!(!web.may_use(GrantType::ClientCredentials) && !web.is_public());
        let both = ClientDraft { extra_grants: vec![GrantType::ClientCredentials], ..draft() };
        assert!(made(both.clone()).may_use(GrantType::ClientCredentials));
        assert_eq!(ClientDraft::of(&made(both.clone())).extra_grants, both.extra_grants);
        assert!(made(ClientDraft { kind: ClientKind::Native, ..draft() }).is_public());
    }
}
