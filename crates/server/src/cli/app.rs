//! `guildgate app` and what it takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::Output;
use crate::config::values;

/// What kind of program an app is.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    /// A server that acts for itself
    Server,
    /// A website with a server
    Web,
    /// A page that runs in the browser only
    Browser,
    /// An app on a phone or desktop
    Native,
    /// A device or command line
    Device,
}

/// A grant type.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Grant {
    AuthorizationCode,
    ClientCredentials,
    RefreshToken,
    Implicit,
}

/// How an app proves itself.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Method {
    /// Not at all: it cannot keep a secret
    None,
    /// The secret, in the header or in the body
    ClientSecret,
    /// The secret, in the header only
    ClientSecretBasic,
    /// The secret, in the body only
    ClientSecretPost,
    /// A JWT signed with a key of its own; see --jwks
    PrivateKeyJwt,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AppTask {
    /// Register an app; its secret is printed once
    #[command(before_help = "Examples:
  guildgate app create --owner ada --name \"Invoice Robot\" --homepage https://robot.example \\
      --kind web --redirect-uri https://robot.example/callback --scope users:read --live --json
  guildgate app create --owner ada --name Nightly --homepage https://robot.example --kind server \\
      --scope projects:read")]
    Create(Box<NewApp>),
    /// List apps
    #[command(before_help = "Examples:
  guildgate app list
  guildgate app list --owner ada --json")]
    List {
        /// Only this person's apps
        #[arg(long, value_name = "USER")]
        owner: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Show an app and its secrets' names
    #[command(before_help = "Examples:
  guildgate app show app_live_0123456789abcdefghijkl")]
    Show(Which),
    /// Stop an app: nothing of it works, its tokens end at once
    #[command(before_help = "Examples:
  guildgate app suspend app_live_0123456789abcdefghijkl")]
    Suspend(Which),
    /// Let a stopped app go on
    #[command(before_help = "Examples:
  guildgate app resume app_live_0123456789abcdefghijkl")]
    Resume(Which),
    /// Add and stop secrets
    #[command(subcommand)]
    Secret(SecretTask),
}

#[derive(Args, Debug)]
pub(crate) struct NewApp {
    /// The member it belongs to: username, address or id
    #[arg(long, value_name = "USER")]
    pub owner: String,
    /// Its name, as members read it
    #[arg(long)]
    pub name: String,
    /// Its website
    #[arg(long, value_name = "URL")]
    pub homepage: String,
    /// What it does
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub description: String,
    /// What kind of program it is
    #[arg(long, value_enum)]
    pub kind: Kind,
    /// Where members are sent back to (again for another)
    #[arg(long = "redirect-uri", value_name = "URI")]
    pub redirect_uris: Vec<String>,
    /// Where a sign-out may lead back to (again for another)
    #[arg(long = "post-logout-uri", value_name = "URI")]
    pub post_logout_uris: Vec<String>,
    /// What it may ask for (again for another)
    #[arg(long = "scope", value_name = "SCOPE")]
    pub scopes: Vec<String>,
    /// What it cannot work without (again for another)
    #[arg(long = "required-scope", value_name = "SCOPE")]
    pub required_scopes: Vec<String>,
    /// One of the service's own: members are not asked for consent
    #[arg(long)]
    pub first_party: bool,
    /// For real use; without it the app is for trials
    #[arg(long)]
    pub live: bool,
    /// A grant besides those of its kind (again for another)
    #[arg(long = "grant", value_enum, value_name = "GRANT")]
    pub grants: Vec<Grant>,
    /// Do not demand PKCE; only of apps that keep a secret
    #[arg(long)]
    pub no_pkce: bool,
    /// Allow the deprecated implicit grant
    #[arg(long)]
    pub allow_implicit: bool,
    /// How it proves itself, if not as its kind does
    #[arg(long, value_enum, value_name = "METHOD")]
    pub auth_method: Option<Method>,
    /// A JSON file with its public keys (a JWK set)
    #[arg(long, value_name = "FILE")]
    pub jwks: Option<PathBuf>,
    /// A JSON file with what else it says of itself, under the names of RFC 7591 and OpenID Connect
    #[arg(long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct Which {
    /// The app's client id
    pub client_id: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SecretTask {
    /// Add a second secret; it is printed once
    #[command(before_help = "Examples:
  guildgate app secret add app_live_0123456789abcdefghijkl --stop-old-after 1d")]
    Add {
        /// The app's client id
        client_id: String,
        /// What to call it
        #[arg(long, default_value = "Added by a command")]
        label: String,
        /// Stop the secret there is after this time (10m, 1d) [default: it goes on]
        #[arg(long, value_name = "TIME", value_parser = values::duration)]
        stop_old_after: Option<Duration>,
        #[command(flatten)]
        output: Output,
    },
    /// Stop a secret at once
    #[command(before_help = "Examples:
  guildgate app show app_live_0123456789abcdefghijkl      lists the ids
  guildgate app secret stop app_live_0123456789abcdefghijkl 0193a5b0-0000-7000-8000-000000000000")]
    Stop {
        /// The app's client id
        client_id: String,
        /// The secret's id
        secret_id: String,
        #[command(flatten)]
        output: Output,
    },
}
