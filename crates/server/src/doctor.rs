//! `guildgate doctor`: looks at everything a server needs and says what to do. It changes nothing.

use std::path::PathBuf;

use oauth::Timestamp;
use serde::Serialize;
use store::Store;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::config::values::days;
use crate::config::{Config, TlsMode};
use crate::deployment;
use crate::failure::{Exit, Failure};
use crate::files;
use crate::jobs::mail::PostOffice;
use crate::jobs::texts::Gateway;
use crate::output::{Form, instant};
use crate::sources::SystemEntropy;
use crate::tls::{self, Authority, Facts, Material};

/// The start of the year in which this program was written; a clock before it is wrong.
const WRITTEN: Timestamp = Timestamp::from_seconds(1_767_225_600);
/// How long a certificate must still hold.
const WARN_BEFORE_END: std::time::Duration = days(14);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Ok,
    Warning,
    Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Finding {
    state: State,
    about: &'static str,
    what: String,
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, state: State, about: &'static str, what: impl Into<String>) {
        self.0.push(Finding { state, about, what: what.into() });
    }

    fn failure(&mut self, about: &'static str, failure: &Failure) {
        self.add(State::Problem, about, failure.to_string());
    }
}

/// Looks, prints, and fails if something is wrong.
pub(crate) async fn run(file: Option<PathBuf>, form: Form) -> Result<(), Failure> {
    let mut findings = Findings(Vec::new());
    match Config::load(file.as_deref()) {
        Err(failure) => findings.failure("configuration", &failure),
        Ok(config) => {
            findings.add(State::Ok, "configuration", "every key is known and its value may stand");
            for warning in &config.warnings {
                findings.add(State::Warning, "configuration", warning.clone());
            }
            look(&config, &mut findings).await;
        }
    }
    let Findings(findings) = findings;
    form.print(&findings, |findings| {
        let line = |finding: &Finding| {
            let state = match finding.state {
                State::Ok => "ok",
                State::Warning => "warning",
                State::Problem => "PROBLEM",
            };
            format!("{state:<8} {:<14} {}", finding.about, finding.what)
        };
        findings.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    match findings.iter().filter(|finding| finding.state == State::Problem).count() {
        0 => Ok(()),
        1 => Err(Failure::new(Exit::Verification, "doctor found 1 problem")),
        count => Err(Failure::new(Exit::Verification, format!("doctor found {count} problems"))),
    }
}

async fn look(config: &Config, findings: &mut Findings) {
    let now = deployment::now();
    let made = look_at_files(config, findings);
    look_at_tls(config, now, findings);
    look_at_listener(config, findings).await;
    let store = look_at_database(config, made, findings).await;
    look_at_clock(now, store.as_ref(), findings).await;
    look_at_mail(config, store.as_ref(), findings).await;
    look_at_texts(config, store.as_ref(), findings).await;
    if let Some(store) = store {
        store.close().await;
    }
}

/// Whether the deployment was started before.
fn look_at_files(config: &Config, findings: &mut Findings) -> bool {
    let data_dir = config.data_dir.display();
    if !config.data_dir.exists() {
        findings.add(State::Ok, "files", format!("{data_dir} is not there yet: the first start makes it"));
        return false;
    }
    let own_key = config.data_dir.join("key");
    if config.key_file.is_none() && !own_key.exists() {
        findings.add(
            State::Ok,
            "files",
            format!("{} is not there yet: the first start makes it", own_key.display()),
        );
        return false;
    }
    match files::vault_key(config.key_file.as_deref(), &config.data_dir, &SystemEntropy) {
        Ok(_) => findings.add(State::Ok, "files", "the key-encryption key is there and private"),
        Err(failure) => findings.failure("files", &failure),
    }
    true
}

fn look_at_tls(config: &Config, now: Timestamp, findings: &mut Findings) {
    let material = match &config.tls.mode {
        TlsMode::Proxy => {
            let what = "tls.mode is proxy: connections are taken in clear, from trusted_proxies only";
            return findings.add(State::Ok, "tls", what);
        }
        TlsMode::Files { certificate, key } => {
            Material { certificate: certificate.clone(), key: key.clone() }
        }
        TlsMode::SelfSigned => {
            let authority = Authority::in_data_dir(&config.data_dir);
            if !authority.certificate_path().exists() {
                return findings.add(
                    State::Ok,
                    "tls",
                    "there is no certificate yet: the first start makes one",
                );
            }
            Material { certificate: authority.certificate_path(), key: authority.key_path() }
        }
    };
    if let Err(failure) = tls::server_config(config, &material) {
        return findings.failure("tls", &failure);
    }
    match Facts::read(&material.certificate) {
        Err(error) => {
            findings.add(State::Problem, "tls", format!("{}: {error}", material.certificate.display()));
        }
        Ok(facts) => {
            let (state, what) = judge(&facts, &config.host, &config.tls.mode, now);
            findings.add(state, "tls", what);
        }
    }
}

fn judge(facts: &Facts, host: &str, mode: &TlsMode, now: Timestamp) -> (State, String) {
    let renewed = *mode == TlsMode::SelfSigned;
    let ends = instant(facts.ends_at);
    if now < facts.begins_at {
        return (
            State::Problem,
            format!("the certificate holds from {} on: check the clock", instant(facts.begins_at)),
        );
    }
    if now >= facts.ends_at && !renewed {
        return (State::Problem, format!("the certificate ended at {ends}: get a new one, then send SIGHUP"));
    }
    if !facts.covers(host) && !renewed {
        return (
            State::Problem,
            format!("the certificate is not for {host}, the host of public_url: get one that is"),
        );
    }
    if now + WARN_BEFORE_END > facts.ends_at && !renewed {
        return (State::Warning, format!("the certificate ends at {ends}: renew it, then send SIGHUP"));
    }
    (State::Ok, format!("the certificate is for {host} and ends at {ends}"))
}

async fn look_at_listener(config: &Config, findings: &mut Findings) {
    let wait = std::time::Duration::from_secs(2);
    let answered = timeout(wait, TcpStream::connect(config.listen)).await;
    let what = match answered {
        Ok(Ok(_)) => {
            format!("something listens on {}; if that is not this server, serve cannot start", config.listen)
        }
        _ => format!("nobody listens on {}: the server is not running", config.listen),
    };
    findings.add(State::Ok, "listener", what);
}

async fn look_at_database(config: &Config, made: bool, findings: &mut Findings) -> Option<Store> {
    if config.database.sqlite_path().is_some_and(|path| !path.exists()) {
        let (state, what) = match made {
            false => (State::Ok, "there is no database yet: the first start makes it"),
            true => (
                State::Warning,
                "the database file is gone, though the key is there: restore it, or start afresh",
            ),
        };
        findings.add(state, "database", what);
        return None;
    }
    let store = match deployment::open_store(config) {
        Ok(store) => store,
        Err(failure) => {
            findings.failure("database", &failure);
            return None;
        }
    };
    match store.schema_version().await {
        Ok(0) => findings.add(State::Ok, "database", "it answers and is empty: the first start fills it"),
        Ok(version) if version == store::SCHEMA_VERSION => {
            findings.add(
                State::Ok,
                "database",
                format!("it answers, its schema version {version} is this program's"),
            );
            return Some(store);
        }
        Ok(version) if version < store::SCHEMA_VERSION => {
            let what = format!(
                "its schema version is {version}, this program's is {}: run guildgate migrate",
                store::SCHEMA_VERSION
            );
            findings.add(State::Problem, "database", what);
        }
        Ok(found) => {
            let newer = store::Error::NewerSchema { found, known: store::SCHEMA_VERSION };
            findings.failure("database", &newer.into());
        }
        Err(error) => findings.failure("database", &error.into()),
    }
    store.close().await;
    None
}

async fn look_at_clock(now: Timestamp, store: Option<&Store>, findings: &mut Findings) {
    let newest = match store {
        Some(store) => newest_record(store).await.unwrap_or(None),
        None => None,
    };
    if now < WRITTEN {
        findings.add(State::Problem, "clock", format!("it says {}: set it, best with NTP", instant(now)));
    } else if let Some(newest) = newest.filter(|newest| *newest > now + std::time::Duration::from_secs(5)) {
        let what = format!(
            "it says {}, but a record was made at {}: set it, best with NTP",
            instant(now),
            instant(newest)
        );
        findings.add(State::Problem, "clock", what);
    } else {
        findings.add(State::Ok, "clock", format!("it says {}, which is after every record", instant(now)));
    }
}

async fn newest_record(store: &Store) -> store::Result<Option<Timestamp>> {
    let mut reader = store.read().await?;
    let sealed = reader.find_last_checkpoint().await?.map(|(checkpoint, _)| checkpoint.sealed_at);
    let waiting = reader.find_oldest_unsealed().await?;
    Ok(sealed.max(waiting))
}

async fn look_at_mail(config: &Config, store: Option<&Store>, findings: &mut Findings) {
    const MANY: i64 = 1_000;
    let waiting = match store {
        Some(store) => match store.read().await {
            Ok(mut reader) => reader.count_unsent_mails(MANY).await.unwrap_or(0),
            Err(_) => 0,
        },
        None => 0,
    };
    let Some(mail) = &config.mail else {
        let what =
            format!("mail.url is not set: mails stay in the outbox ({waiting} wait), set it to send them");
        return findings.add(State::Warning, "mail", what);
    };
    let tested = match PostOffice::new(mail, config) {
        Ok(post) => post.test().await,
        Err(failure) => return findings.failure("mail", &failure),
    };
    match tested {
        Ok(()) => findings.add(State::Ok, "mail", format!("the mail server answers, {waiting} mails wait")),
        Err(why) => {
            findings.add(State::Problem, "mail", format!("{why}: check mail.url; {waiting} mails wait"))
        }
    }
}

async fn look_at_texts(config: &Config, store: Option<&Store>, findings: &mut Findings) {
    const MANY: i64 = 1_000;
    let waiting = match store {
        Some(store) => match store.read().await {
            Ok(mut reader) => reader.count_unsent_texts(MANY).await.unwrap_or(0),
            Err(_) => 0,
        },
        None => 0,
    };
    let Some(sms) = &config.sms else {
        let (state, what) = match waiting {
            0 => (State::Ok, "sms.url is not set: nobody is offered codes by text message".to_owned()),
            _ => (
                State::Warning,
                format!("sms.url is not set, and {waiting} text messages wait: they end unsent"),
            ),
        };
        return findings.add(state, "texts", what);
    };
    let tested = match Gateway::new(sms) {
        Ok(gateway) => gateway.test().await,
        Err(failure) => return findings.failure("texts", &failure),
    };
    match tested {
        Ok(()) => {
            findings.add(State::Ok, "texts", format!("the gateway answers, {waiting} text messages wait"))
        }
        Err(why) => {
            let what = format!("{why}: check sms.url; {waiting} text messages wait");
            findings.add(State::Problem, "texts", what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::Authority;

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    #[test]
    fn a_certificate_is_judged_by_its_dates_and_names() {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::in_data_dir(folder.path());
        authority.ensure("id.example.com", NOW).unwrap();
        let facts = Facts::read(&authority.certificate_path()).unwrap();
        let files = TlsMode::Files { certificate: PathBuf::new(), key: PathBuf::new() };
        let state = |host: &str, mode: &TlsMode, now: Timestamp| judge(&facts, host, mode, now).0;
        assert_eq!(state("id.example.com", &files, NOW), State::Ok);
        assert_eq!(state("other.example.com", &files, NOW), State::Problem);
        assert_eq!(state("id.example.com", &files, NOW + days(390)), State::Warning);
        assert_eq!(state("id.example.com", &files, NOW + days(400)), State::Problem);
        assert_eq!(state("id.example.com", &files, NOW - days(10)), State::Problem);
        assert_eq!(state("other.example.com", &TlsMode::SelfSigned, NOW + days(400)), State::Ok);
    }

    #[tokio::test]
    async fn nothing_is_made_by_looking() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let pairs = [("GUILDGATE_DATA_DIR".into(), data.clone().into_os_string())];
        let config = Config::read(None, pairs).unwrap();
        let mut findings = Findings(Vec::new());
        look(&config, &mut findings).await;
        assert!(!data.exists());
        assert!(findings.0.iter().all(|finding| finding.state != State::Problem), "{:?}", findings.0);
    }
}
