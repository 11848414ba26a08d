//! The sections of the configuration: what each key may say.

use std::path::Path;
use std::time::Duration;

use account::username::Username;
use ipnet::IpNet;
use store::Durability;
use url::Url;
use web::{ApiQuotas, ClientSettings, PasswordSettings, Registering, TokenSettings};

use super::source::Source;
use super::values::{self, Bounds, days, hours, minutes};
use super::{Database, Log, Mail, Outbound, Tls, TlsMode};
use crate::failure::Failure;
use crate::files;
use crate::tls::suites;

/// Collects warnings while numbers and spans are read.
pub(super) struct Reading {
    pub source: Source,
    pub warnings: Vec<String>,
}

impl Reading {
    pub(super) fn span(
        &mut self,
        key: &'static str,
        default: &str,
        bounds: Bounds<Duration>,
    ) -> Result<Duration, Failure> {
        let read = |text: &str| bounds.check(values::duration(text)?, values::print_duration);
        let value = self.source.parsed(key, default, read)?;
        self.warnings.extend(bounds.warning(key, value, values::print_duration));
        Ok(value)
    }

    pub(super) fn number(
        &mut self,
        key: &'static str,
        default: u64,
        bounds: Bounds<u64>,
    ) -> Result<u64, Failure> {
        let print = |value: u64| value.to_string();
        let read = |text: &str| bounds.check(values::number(text)?, print);
        let value = self.source.parsed(key, &print(default), read)?;
        self.warnings.extend(bounds.warning(key, value, print));
        Ok(value)
    }

    fn size(&mut self, key: &'static str, default: u64, bounds: Bounds<u64>) -> Result<usize, Failure> {
        Ok(usize::try_from(self.number(key, default, bounds)?).unwrap_or(usize::MAX))
    }
}

pub(super) fn public_url(text: &str) -> Result<Url, String> {
    let example = "write it like https://id.example.com, without a path";
    let url = Url::parse(text).map_err(|_| format!("“{text}” is not an address; {example}"))?;
    let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if url.scheme() != "https"
        || !url.has_host()
        || !bare
        || !url.username().is_empty()
        || url.password().is_some()
    {
        return Err(format!(
            "“{text}” must begin with https:// and hold a host and perhaps a port; {example}"
        ));
    }
    Ok(url)
}

pub(super) fn service_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    let fits = (1..=50).contains(&name.chars().count()) && oauth::client::registration::is_inert(name);
    if fits { Ok(name.to_owned()) } else { Err("must have 1 to 50 characters that can be seen".to_owned()) }
}

pub(super) fn database(reading: &mut Reading, data_dir: &Path) -> Result<Database, Failure> {
    let source = &mut reading.source;
    let default = format!("sqlite:{}", data_dir.join("guildgate.db").display());
    let url = source.secret("database.url", "database.url_file", &default)?.unwrap_or(default);
    let known = ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    let file = url.strip_prefix("sqlite:").is_some_and(|path| !path.is_empty() && !path.starts_with(':'));
    if !known && !file {
        return Err(source.reject("database.url", "write sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME"));
    }
    refuse_open_file(source, "database.url", &url)?;
    let choices = [("full", Durability::Full), ("normal", Durability::Normal)];
    let durability = source.parsed("database.durability", "full", |text| values::one_of(&choices, text))?;
    if durability == Durability::Normal {
        let what = "database.durability is normal: a power loss can take answers that were given, below the recommended full";
        reading.warnings.push(what.to_owned());
    }
    if store::may_go_in_clear(&url) {
        let what = "database.url gives up TLS to another machine: who sits between reads and changes records";
        reading.warnings.push(what.to_owned());
    }
    let pool_size = reading.size("database.pool_size", 20, Bounds::within(2, 1_000))?;
    let ca_file = reading.source.optional("database.ca_file", values::path)?;
    Ok(Database { url, durability, pool_size, ca_file })
}

/// A configuration file with a password in it is a secret itself.
pub(super) fn refuse_open_file(source: &Source, key: &'static str, url: &str) -> Result<(), Failure> {
    let has_password = Url::parse(url).is_ok_and(|url| url.password().is_some()) || url.contains("password=");
    match source.file_of(key).filter(|_| has_password) {
        Some(path) => files::demand_private(path, key),
        None => Ok(()),
    }
}

pub(super) fn tls(reading: &mut Reading, trusted_proxies: &[IpNet]) -> Result<Tls, Failure> {
    let source = &mut reading.source;
    let names = [("self-signed", 0), ("files", 1), ("proxy", 2)];
    let mode = source.parsed("tls.mode", "self-signed", |text| values::one_of(&names, text))?;
    let certificate = source.optional("tls.cert_file", values::path)?;
    let key = source.optional("tls.key_file", values::path)?;
    let mode = match (mode, certificate, key) {
        (1, Some(certificate), Some(key)) => TlsMode::Files { certificate, key },
        (1, None, _) => {
            return Err(source.reject("tls.cert_file", "tls.mode is files: name the certificate's file"));
        }
        (1, _, None) => return Err(source.reject("tls.key_file", "tls.mode is files: name the key's file")),
        (_, Some(_), _) => {
            return Err(source.reject("tls.cert_file", "has an effect only if tls.mode is files"));
        }
        (_, _, Some(_)) => {
            return Err(source.reject("tls.key_file", "has an effect only if tls.mode is files"));
        }
        (2, None, None) if trusted_proxies.is_empty() => {
            let why =
                "without TLS of our own only proxies may connect: list their networks in trusted_proxies";
            return Err(source.reject("tls.mode", why));
        }
        (2, None, None) => TlsMode::Proxy,
        _ => TlsMode::SelfSigned,
    };
    let cipher_suites = source.list("tls.cipher_suites", suites::known)?;
    for name in cipher_suites.iter().filter(|name| !suites::is_usual(name)) {
        reading
            .warnings
            .push(format!("tls.cipher_suites allows {name}, which is not among the recommended ones"));
    }
    Ok(Tls { mode, cipher_suites })
}

/// Says that mail may go in clear to a server that offers no TLS, or to whoever poses as it.
const UNSAFE_TLS: &str = "tls=unsafe-optional";

pub(super) fn mail(reading: &mut Reading, host: &str) -> Result<Option<Mail>, Failure> {
    let source = &mut reading.source;
    let url = source.secret("mail.url", "mail.url_file", "")?;
    let from = source.optional("mail.from", |text| Ok::<_, String>(text.to_owned()))?;
    let ca_file = source.optional("mail.ca_file", values::path)?;
    let Some(url) = url else {
        for (key, given) in [("mail.from", from.is_some()), ("mail.ca_file", ca_file.is_some())] {
            if given {
                return Err(source.reject(key, "has an effect only with mail.url"));
            }
        }
        return Ok(None);
    };
    refuse_open_file(source, "mail.url", &url)?;
    let parsed =
        Url::parse(&url).ok().filter(|url| ["smtp", "smtps"].contains(&url.scheme()) && url.has_host());
    let example = "write smtp://HOST or smtps://USER:PASSWORD@HOST";
    let url = parsed.ok_or_else(|| source.reject("mail.url", example))?;
    let unsafe_tls = match url.query() {
        None => false,
        // A password, or a CA that was named for it, is never risked in clear.
        Some(UNSAFE_TLS) if url.scheme() == "smtp" && url.username().is_empty() && ca_file.is_none() => true,
        Some(_) => {
            let why = format!(
                "“?{UNSAFE_TLS}” is all that may follow the host, for smtp:// without a password and without mail.ca_file"
            );
            return Err(source.reject("mail.url", &why));
        }
    };
    let from = from.unwrap_or_else(|| format!("no-reply@{host}"));
    if from.parse::<lettre::message::Mailbox>().is_err() {
        return Err(source.reject("mail.from", "must be an address like no-reply@example.com"));
    }
    if unsafe_tls {
        let what = "mail.url says tls=unsafe-optional: who sits between can read mails with links and codes";
        reading.warnings.push(what.to_owned());
    }
    Ok(Some(Mail { url, from, ca_file, unsafe_tls }))
}

pub(super) fn tokens(reading: &mut Reading) -> Result<TokenSettings, Failure> {
    let second = Duration::from_secs(1);
    let access_ttl = reading.span("tokens.access_ttl", "1h", Bounds::within(second, hours(1)))?;
    let code = Bounds::within(second, minutes(10)).warning_above(minutes(1));
    let code_ttl = reading.span("tokens.code_ttl", "60s", code)?;
    let idle = Bounds::within(second, days(3_650)).warning_above(days(30));
    let refresh_idle_ttl = reading.span("tokens.refresh_idle_ttl", "30d", idle)?;
    let absolute = Bounds::within(second, days(3_650)).warning_above(days(90));
    let refresh_absolute_ttl = reading.span("tokens.refresh_absolute_ttl", "90d", absolute)?;
    let window = Bounds::within(Duration::ZERO, Duration::from_secs(10));
    let refresh_retry_window = reading.span("tokens.refresh_retry_window", "10s", window)?;
    let formats = [("jwt", false), ("opaque", true)];
    let opaque_access_tokens =
        reading.source.parsed("tokens.format", "jwt", |text| values::one_of(&formats, text))?;
    Ok(TokenSettings {
        access_ttl,
        code_ttl,
        refresh_idle_ttl,
        refresh_absolute_ttl,
        refresh_retry_window,
        opaque_access_tokens,
    })
}

/// How long keys sign.
pub(super) fn keys(reading: &mut Reading) -> Result<Duration, Failure> {
    let bounds = Bounds::within(Duration::from_secs(1), days(365)).warning_below(days(1));
    reading.span("keys.rotate_every", "90d", bounds)
}

pub(super) fn sessions(reading: &mut Reading) -> Result<account::session::Policy, Failure> {
    let second = Duration::from_secs(1);
    let idle = Bounds::within(second, days(30)).warning_above(hours(1));
    let absolute = Bounds::within(second, days(30)).warning_above(hours(24));
    Ok(account::session::Policy {
        idle: reading.span("sessions.idle", "1h", idle)?,
        absolute: reading.span("sessions.absolute", "24h", absolute)?,
        remembered: reading.span("sessions.remembered", "30d", Bounds::within(second, days(30)))?,
    })
}

pub(super) fn passwords(reading: &mut Reading) -> Result<PasswordSettings, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let length = Bounds::within(8, 64).warning_below(15);
    Ok(PasswordSettings {
        min_length: reading.size("passwords.min_length", 15, length)?,
        hash_concurrency: reading.size("passwords.hash_concurrency", cores, Bounds::within(1, 256))?,
        hash_queue: reading.size("passwords.hash_queue", 64, Bounds::within(0, 10_000))?,
    })
}

pub(super) fn deletion_delay(reading: &mut Reading) -> Result<Duration, Failure> {
    let bounds = Bounds::within(Duration::ZERO, days(90)).warning_below(days(14));
    reading.span("accounts.deletion_delay", "14d", bounds)
}

pub(super) fn throttle(reading: &mut Reading) -> Result<(account::throttle::Policy, u32), Failure> {
    let hard_limit = reading.number("throttle.hard_limit", 100, Bounds::within(1, 100))?;
    let free = reading.number("throttle.free", 5, Bounds::within(1, 100).warning_above(10))?;
    if free > hard_limit {
        return Err(reading.source.reject("throttle.free", "must not be more than throttle.hard_limit"));
    }
    let first = Bounds::within(Duration::ZERO, days(1)).warning_below(Duration::from_secs(30));
    let longest = Bounds::within(Duration::ZERO, days(1)).warning_below(minutes(15));
    let policy = account::throttle::Policy {
        free: i64::try_from(free).unwrap_or(i64::MAX),
        first_wait: reading.span("throttle.first_wait", "30s", first)?,
        longest_wait: reading.span("throttle.longest_wait", "15m", longest)?,
        hard_limit: i64::try_from(hard_limit).unwrap_or(i64::MAX),
    };
    let network = Bounds::within(1, 1_000_000).warning_above(600);
    let per_minute = reading.number("throttle.network_per_minute", 120, network)?;
    Ok((policy, u32::try_from(per_minute).unwrap_or(u32::MAX)))
}

/// Calls of the API a minute. Generous: they stop programs that run away, and an operator knows what is usual.
pub(super) fn api_quotas(reading: &mut Reading) -> Result<ApiQuotas, Failure> {
    let bounds = Bounds::within(1, 1_000_000_000);
    let member = reading.number("throttle.api_member_per_minute", 60_000, bounds)?;
    let app = reading.number("throttle.api_app_per_minute", 600_000, bounds)?;
    let fit = |calls| u32::try_from(calls).unwrap_or(u32::MAX);
    Ok(ApiQuotas { member: fit(member), app: fit(app) })
}

pub(super) fn clients(reading: &mut Reading) -> Result<ClientSettings, Failure> {
    let source = &mut reading.source;
    let names = [("off", 0), ("token", 1), ("open", 2)];
    let who = source.parsed("registration.clients", "token", |text| values::one_of(&names, text))?;
    let owner = source.optional("registration.clients_owner", |text| {
        Username::parse(text).map(|_| text.to_owned()).map_err(|_| format!("“{text}” is not a username"))
    })?;
    let registering = match (who, owner) {
        (2, Some(owner)) => Registering::Openly { owner },
        (2, None) => {
            let why = "registration.clients is open: name the account that apps of strangers belong to";
            return Err(source.reject("registration.clients_owner", why));
        }
        (_, Some(_)) => {
            let why = "has an effect only if registration.clients is open";
            return Err(source.reject("registration.clients_owner", why));
        }
        (0, None) => Registering::Off,
        _ => Registering::WithToken,
    };
    let front_channel = source.parsed("registration.clients_front_channel", "false", values::flag)?;
    let pkce = source.parsed("registration.clients_pkce", "true", values::flag)?;
    let documents = reading.source.parsed("registration.client_documents", "false", values::flag)?;
    let ttl = Bounds::within(Duration::from_secs(1), hours(1));
    let documents_ttl = reading.span("registration.client_documents_ttl", "1m", ttl)?;
    let per_hour = Bounds::within(1, 100_000).warning_above(100);
    let per_hour = reading.number("registration.clients_per_hour", 20, per_hour)?;
    let mut warn = |what: &str| reading.warnings.push(what.to_owned());
    if matches!(registering, Registering::Openly { .. }) {
        warn("registration.clients is open: anybody can register apps");
    }
    if documents {
        warn(
            "registration.client_documents is true: apps that nobody registered here may ask members for access",
        );
    }
    if front_channel {
        warn(
            "registration.clients_front_channel lets apps that register themselves have tokens by way of the browser",
        );
    }
    if !pkce {
        warn(
            "registration.clients_pkce is false: apps that register themselves and keep a secret go without PKCE",
        );
    }
    let per_hour = u32::try_from(per_hour).unwrap_or(u32::MAX);
    Ok(ClientSettings { registering, per_hour, front_channel, pkce, documents, documents_ttl })
}

pub(super) fn outbound(reading: &mut Reading) -> Result<Outbound, Failure> {
    let allow = reading.source.list("outbound.allow", values::host)?;
    let ca_file = reading.source.optional("outbound.ca_file", values::path)?;
    if !allow.is_empty() {
        let hosts = allow.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let what = format!("outbound.allow lets addresses that apps name reach {hosts}, although private");
        reading.warnings.push(what);
    }
    if let Some(path) = &ca_file {
        let what = format!("outbound.ca_file makes certificates of {} good for every host", path.display());
        reading.warnings.push(what);
    }
    Ok(Outbound { allow, ca_file })
}

pub(super) fn log(reading: &mut Reading) -> Result<Log, Failure> {
    use tracing::Level;
    let levels = [
        ("error", Level::ERROR),
        ("warn", Level::WARN),
        ("info", Level::INFO),
        ("debug", Level::DEBUG),
        ("trace", Level::TRACE),
    ];
    let level = reading.source.parsed("log.level", "info", |text| values::one_of(&levels, text))?;
    let formats = [("text", false), ("json", true)];
    let json = reading.source.parsed("log.format", "text", |text| values::one_of(&formats, text))?;
    Ok(Log { level, json })
}
