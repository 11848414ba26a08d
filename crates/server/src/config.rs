//! The configuration: one typed tree, read once, turned once into the settings the other crates define.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use store::Durability;
use url::{Host, Url};
use web::{PasswordSettings, TokenSettings};

use crate::failure::Failure;

mod sections;
mod sms;
mod source;
#[cfg(test)]
mod tests;
pub(crate) mod values;

use sections::Reading;
pub(crate) use source::Effective;
use source::Source;

/// The file that is read if none is named.
const DEFAULT_FILE: &str = "guildgate.toml";

/// What a deployment decides.
#[derive(Clone)]
pub(crate) struct Config {
    /// The issuer.
    pub public_url: String,
    /// Its host.
    pub host: String,
    pub service_name: String,
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    pub key_file: Option<PathBuf>,
    pub trusted_proxies: Vec<IpNet>,
    pub database: Database,
    pub tls: Tls,
    pub mail: Option<Mail>,
    pub sms: Option<Sms>,
    pub tokens: TokenSettings,
    pub rotate_keys_every: Duration,
    pub sessions: account::session::Policy,
    pub passwords: PasswordSettings,
    pub throttle: account::throttle::Policy,
    pub network_attempts_per_minute: u32,
    pub api_quotas: web::ApiQuotas,
    pub registration_open: bool,
    pub deletion_delay: Duration,
    pub clients: web::ClientSettings,
    pub outbound: Outbound,
    pub log: Log,
    pub metrics_listen: Option<SocketAddr>,
    /// What is allowed but looser than recommended.
    pub warnings: Vec<String>,
    /// Every key with the value in force.
    pub effective: Vec<Effective>,
}

/// Where the records are.
#[derive(Clone)]
pub(crate) struct Database {
    url: String,
    pub durability: Durability,
    pub pool_size: usize,
    pub ca_file: Option<PathBuf>,
}

impl Database {
    /// The file of an SQLite database.
    pub(crate) fn sqlite_path(&self) -> Option<&Path> {
        self.url.strip_prefix("sqlite:").map(Path::new)
    }
}

/// How connections are protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tls {
    pub mode: TlsMode,
    /// Names of cipher suites; empty for the usual ones.
    pub cipher_suites: Vec<String>,
}

/// Where certificates come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TlsMode {
    /// From a CA of our own.
    SelfSigned,
    /// From two files.
    Files { certificate: PathBuf, key: PathBuf },
    /// A trusted proxy has them, and talks to us in clear.
    Proxy,
}

/// Where mail goes.
#[derive(Clone)]
pub(crate) struct Mail {
    pub url: Url,
    pub from: String,
    pub ca_file: Option<PathBuf>,
    /// Whether TLS is used only if the mail server offers it.
    pub unsafe_tls: bool,
}

/// Where text messages go: a gateway that speaks Twilio's Messages form.
#[derive(Clone)]
pub(crate) struct Sms {
    /// Its address, without the account and the token.
    pub url: Url,
    /// The account and the token, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// The number, or the messaging service, that texts come from.
    pub from: String,
    pub ca_file: Option<PathBuf>,
    pub policy: account::text::Policy,
}

/// Whom the guarded client may ask besides the public internet.
#[derive(Clone)]
pub(crate) struct Outbound {
    pub allow: Vec<Host>,
    pub ca_file: Option<PathBuf>,
}

/// What is logged, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Log {
    pub level: tracing::Level,
    pub json: bool,
}

impl Config {
    /// Reads `file` or, if none is named, the default one if it is there; the environment goes over it.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self, Failure> {
        let default = Path::new(DEFAULT_FILE);
        let file = file.or_else(|| default.exists().then_some(default));
        Self::read(file, std::env::vars_os())
    }

    /// Reads `file` and `variables`.
    pub(crate) fn read(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, Failure> {
        let mut reading = Reading { source: Source::read(file, variables)?, warnings: Vec::new() };
        let public_url =
            reading.source.parsed("public_url", "https://localhost:8443", sections::public_url)?;
        let host = public_url.host_str().unwrap_or_default().to_owned();
        let service_name = reading.source.parsed("service_name", "Guildgate", sections::service_name)?;
        let listen = reading.source.parsed("listen", "127.0.0.1:8443", values::address)?;
        let data_dir = reading.source.parsed("data_dir", "./guildgate-data", values::path)?;
        let key_file = reading.source.optional("key_file", values::path)?;
        let trusted_proxies = reading.source.list("trusted_proxies", values::network)?;
        let database = sections::database(&mut reading, &data_dir)?;
        let tls = sections::tls(&mut reading, &trusted_proxies)?;
        let mail = sections::mail(&mut reading, &host)?;
        let sms = sms::read(&mut reading)?;
        let tokens = sections::tokens(&mut reading)?;
        let rotate_keys_every = sections::keys(&mut reading)?;
        let sessions = sections::sessions(&mut reading)?;
        let passwords = sections::passwords(&mut reading)?;
        let (throttle, network_attempts_per_minute) = sections::throttle(&mut reading)?;
        let api_quotas = sections::api_quotas(&mut reading)?;
        let registration_open = reading.source.parsed("registration.open", "true", values::flag)?;
        let deletion_delay = sections::deletion_delay(&mut reading)?;
        let clients = sections::clients(&mut reading)?;
        let outbound = sections::outbound(&mut reading)?;
        let log = sections::log(&mut reading)?;
        let metrics_listen = reading.source.optional("metrics.listen", values::address)?;
        let Reading { source, mut warnings } = reading;
        if let Some(address) = metrics_listen.filter(|address| !address.ip().is_loopback()) {
            warnings.push(format!(
                "metrics.listen is {address}: whoever reaches it reads the metrics, without TLS"
            ));
        }
        Ok(Self {
            public_url: public_url.as_str().trim_end_matches('/').to_owned(),
            host,
            service_name,
            listen,
            data_dir,
            key_file,
            trusted_proxies,
            database,
            tls,
            mail,
            sms,
            tokens,
            rotate_keys_every,
            sessions,
            passwords,
            throttle,
            network_attempts_per_minute,
            api_quotas,
            registration_open,
            deletion_delay,
            clients,
            outbound,
            log,
            metrics_listen,
            warnings,
            effective: source.finish()?,
        })
    }

    /// What the handlers need of it.
    pub(crate) fn web_settings(&self) -> web::Settings {
        web::Settings {
            public_url: self.public_url.clone(),
            service_name: self.service_name.clone(),
            trusted_proxies: self.trusted_proxies.clone(),
            tokens: self.tokens.clone(),
            sessions: self.sessions,
            passwords: self.passwords.clone(),
            throttle: self.throttle,
            network_attempts_per_minute: self.network_attempts_per_minute,
            api_quotas: self.api_quotas,
            registration_open: self.registration_open,
            deletion_delay: self.deletion_delay,
            clients: self.clients.clone(),
            texts: self.sms.as_ref().map(|sms| sms.policy),
            mail_configured: self.mail.is_some(),
        }
    }

    /// The way to servers of other people.
    pub(crate) fn outbound(&self) -> Result<web::outbound::Outbound, Failure> {
        let Outbound { allow, ca_file } = &self.outbound;
        let failed = |why: String| {
            let path = ca_file.as_deref().unwrap_or(Path::new("")).display();
            Failure::files(format!("outbound.ca_file: {path}: {why}"))
        };
        let read = |path: &PathBuf| std::fs::read(path).map_err(|error| failed(error.to_string()));
        let root_certificates = ca_file.as_ref().map(read).transpose()?;
        let settings = web::outbound::OutboundSettings { allow: allow.clone(), root_certificates };
        web::outbound::Outbound::new(settings).map_err(failed)
    }

    /// What the store needs of it.
    pub(crate) fn store_settings(&self) -> Result<store::Settings, Failure> {
        let ca_file = self.database.ca_file.as_ref();
        let root_certificates = ca_file.map(|path| {
            std::fs::read(path)
                .map_err(|error| Failure::files(format!("database.ca_file: {}: {error}", path.display())))
        });
        Ok(store::Settings {
            url: self.database.url.clone(),
            durability: self.database.durability,
            pool_size: self.database.pool_size,
            root_certificates: root_certificates.transpose()?,
        })
    }
}
