//! A registered client (RFC 6749 §2): what the portal's pages call an application.

pub mod document;
pub mod dynamic;
pub mod logo;
pub mod metadata;
pub mod protection;
pub mod registration;

use self::metadata::ClientMetadata;
use crate::jose::jwk::Algorithm;
use crate::scope::Scope;
use crate::{ClientId, PictureId, SecretId, Timestamp, TokenHash, UserId};

/// What kind of program a client is; it decides which grants it gets and whether it can keep a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// A server that acts for itself: client credentials.
    Server,
    /// A website with a server: authorization code, confidential.
    Web,
    /// A page that runs in the browser only: authorization code with PKCE, public.
    Browser,
    /// An app on a phone or desktop: authorization code with PKCE, public (RFC 8252).
    Native,
    /// A device or command line without a browser of its own, public.
    Device,
}

impl ClientKind {
    /// Every kind, in the order of a list.
    pub const ALL: [Self; 5] = [Self::Server, Self::Web, Self::Browser, Self::Native, Self::Device];

    /// Its name in records and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Web => "web",
            Self::Browser => "browser",
            Self::Native => "native",
            Self::Device => "device",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// How a client proves itself at the token endpoint (RFC 7591 §2, `token_endpoint_auth_method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthMethod {
    /// A public client: it only names itself.
    None,
    /// The secret, in the `Authorization` header or in the body, whichever the library prefers.
    ClientSecret,
    /// The secret in the `Authorization` header only.
    ClientSecretBasic,
    /// The secret in the body only.
    ClientSecretPost,
    /// A JWT signed with a key of its own (RFC 7523, OIDC Core §9).
    PrivateKeyJwt,
}

impl AuthMethod {
    /// Every method, in the order of a list.
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::ClientSecret,
        Self::ClientSecretBasic,
        Self::ClientSecretPost,
        Self::PrivateKeyJwt,
    ];

    /// Its name in records and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ClientSecret => "client_secret",
            Self::ClientSecretBasic => "client_secret_basic",
            Self::ClientSecretPost => "client_secret_post",
            Self::PrivateKeyJwt => "private_key_jwt",
        }
    }

    /// Whether a secret proves the client: the other two have none.
    pub const fn uses_secret(self) -> bool {
        !matches!(self, Self::None | Self::PrivateKeyJwt)
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// A grant type a client may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantType {
    /// RFC 6749 §4.1.
    AuthorizationCode,
    /// RFC 6749 §4.4.
    ClientCredentials,
    /// RFC 6749 §6.
    RefreshToken,
    /// RFC 6749 §4.2; only where an operator allows it.
    Implicit,
}

impl GrantType {
    /// Every grant type, in the order of a list.
    pub const ALL: [Self; 4] =
        [Self::AuthorizationCode, Self::ClientCredentials, Self::RefreshToken, Self::Implicit];

    /// Its name in records and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::RefreshToken => "refresh_token",
            Self::Implicit => "implicit",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// A registered client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its public identifier.
    pub id: ClientId,
    /// The member it belongs to. One that describes itself at its identifier belongs to nobody.
    pub owner_id: Option<UserId>,
    /// Live, or for trials only.
    pub live: bool,
    /// What kind of program it is.
    pub kind: ClientKind,
    /// Its name as members read it.
    pub name: String,
    /// Its website.
    pub homepage: String,
    /// What it does, in its owner's words.
    pub description: String,
    /// Redirect URIs, compared as exact strings.
    pub redirect_uris: Vec<String>,
    /// Where a sign-out may lead back to.
    pub post_logout_redirect_uris: Vec<String>,
    /// Scopes it may ask for.
    pub scopes: Scope,
    /// Those of its scopes without which it cannot work: granted whole or not at all.
    pub required_scopes: Scope,
    /// Grant types it may use.
    pub grants: Vec<GrantType>,
    /// How it proves itself.
    pub auth_method: AuthMethod,
    /// Whether every authorization request must bring a `code_challenge`.
    pub pkce_required: bool,
    /// Whether an operator allowed the implicit grant.
    pub implicit_allowed: bool,
    /// One of the platform's own: no consent is asked.
    pub first_party: bool,
    /// What else it says of itself.
    pub metadata: ClientMetadata,
    /// The picture that members see beside its name.
    pub logo_id: Option<PictureId>,
    /// When it was registered.
    pub created_at: Timestamp,
    /// When an owner or operator stopped it.
    pub suspended_at: Option<Timestamp>,
}

impl ClientKind {
    /// Whether such a program can keep a secret (RFC 6749 §2.1).
    pub const fn is_confidential(self) -> bool {
        matches!(self, Self::Server | Self::Web)
    }

    /// Whether browsers are sent back to it.
    pub const fn has_redirects(self) -> bool {
        !matches!(self, Self::Server)
    }

    /// The grant types it begins with.
    pub fn default_grants(self) -> Vec<GrantType> {
        match self {
            Self::Server => vec![GrantType::ClientCredentials],
            _ => vec![GrantType::AuthorizationCode, GrantType::RefreshToken],
        }
    }

    /// How it proves itself unless its owner chooses otherwise.
    pub const fn default_auth_method(self) -> AuthMethod {
        if self.is_confidential() { AuthMethod::ClientSecret } else { AuthMethod::None }
    }
}

impl Client {
    /// Whether nothing proves it (RFC 6749 §2.1).
    pub fn is_public(&self) -> bool {
        self.auth_method == AuthMethod::None
    }

    /// Whether it is that member's.
    pub fn belongs_to(&self, user: &UserId) -> bool {
        self.owner_id.as_ref() == Some(user)
    }

    /// The one algorithm of its assertions, if it registered one.
    pub fn assertion_algorithm(&self) -> Option<Algorithm> {
        Algorithm::parse(self.metadata.token_endpoint_auth_signing_alg.as_deref()?)
    }

    /// Whether it registered a grant type.
    pub fn may_use(&self, grant: GrantType) -> bool {
        self.grants.contains(&grant)
    }
}

/// A secret of a client; the value itself is shown once and kept as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSecret {
    /// Its identifier.
    pub id: SecretId,
    /// SHA-256 of the value.
    pub hash: TokenHash,
    /// The last four characters of the value.
    pub tail: String,
    /// The name its maker gave it.
    pub label: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops; `None` while nobody set an end.
    pub stops_at: Option<Timestamp>,
    /// When it last proved a request, to about a minute.
    pub last_used_at: Option<Timestamp>,
}
