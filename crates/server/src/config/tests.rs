use std::ffi::OsString;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use super::{Config, TlsMode};
use crate::failure::{Exit, Failure};

fn variables(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    pairs.iter().map(|(name, value)| (name.into(), value.into())).collect()
}

fn from_variables(pairs: &[(&str, &str)]) -> Result<Config, Failure> {
    Config::read(None, variables(pairs))
}

fn refusal(pairs: &[(&str, &str)]) -> String {
    let failure = from_variables(pairs).err().expect("the configuration is refused");
    assert_eq!(failure.exit, Exit::Configuration);
    failure.to_string()
}

struct File {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn file(text: &str, mode: u32) -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guildgate.toml");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    File { _folder: folder, path }
}

fn from_file(text: &str) -> Result<Config, Failure> {
    Config::read(Some(&file(text, 0o644).path), [])
}

#[test]
fn an_empty_configuration_is_the_contracts() {
    let config = from_variables(&[]).unwrap();
    assert_eq!(config.public_url, "https://localhost:8443");
    assert_eq!(config.host, "localhost");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8443");
    assert_eq!(config.database.sqlite_path(), Some("./guildgate-data/guildgate.db".as_ref()));
    assert_eq!(config.tls.mode, TlsMode::SelfSigned);
    assert_eq!(config.tokens.access_ttl, Duration::from_secs(3_600));
    assert_eq!(config.tokens.code_ttl, Duration::from_secs(60));
    assert_eq!(config.tokens.refresh_retry_window, Duration::from_secs(10));
    assert!(config.mail.is_none() && config.metrics_listen.is_none());
    assert!(config.warnings.is_empty(), "{:?}", config.warnings);
}

#[test]
fn hosts_that_may_be_private_are_read_as_in_addresses_and_said_at_start() {
    let config = from_variables(&[("GUILDGATE_OUTBOUND__ALLOW", "Robot.Example, 10.0.0.7, ::1, [fd00::2]")]);
    let config = config.unwrap();
    let hosts: Vec<String> = config.outbound.allow.iter().map(ToString::to_string).collect();
    assert_eq!(hosts, ["robot.example", "10.0.0.7", "[::1]", "[fd00::2]"]);
    assert!(config.warnings[0].contains("robot.example"), "{:?}", config.warnings);
    assert!(refusal(&[("GUILDGATE_OUTBOUND__ALLOW", "https://robot.example")]).contains("is not a host"));
    let missing = from_variables(&[("GUILDGATE_OUTBOUND__CA_FILE", "/nowhere/ca.pem")]).unwrap();
    assert!(missing.outbound().err().unwrap().to_string().contains("outbound.ca_file"));
}

#[test]
fn the_environment_goes_over_the_file() {
    let file = file("public_url = \"https://a.example\"\n[tokens]\naccess_ttl = \"5m\"\n", 0o644);
    let config = Config::read(
        Some(&file.path),
        variables(&[
            ("GUILDGATE_PUBLIC_URL", "https://b.example/"),
            ("GUILDGATE_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.7"),
            ("GUILDGATE_MAIL__URL", ""),
            ("HOME", "/root"),
        ]),
    )
    .unwrap();
    assert_eq!(config.public_url, "https://b.example");
    assert_eq!(config.tokens.access_ttl, Duration::from_secs(300));
    assert_eq!(config.trusted_proxies.len(), 2);
    assert!(config.mail.is_none());
}

#[test]
fn an_unknown_key_is_named_with_the_nearest_known_one() {
    let failure = from_file("lisen = \"127.0.0.1:1\"").err().unwrap().to_string();
    assert!(failure.starts_with("lisen (in "), "{failure}");
    assert!(failure.ends_with("did you mean listen?"), "{failure}");
    assert_eq!(
        refusal(&[("GUILDGATE_DATABASE__URI", "x")]),
        "GUILDGATE_DATABASE__URI is not a configuration key; did you mean GUILDGATE_DATABASE__URL?"
    );
    assert!(refusal(&[("GUILDGATE_DATABASE_URL", "x")]).contains("GUILDGATE_DATABASE__URL?"));
    assert!(from_file("[database]\nuri = \"x\"").err().unwrap().to_string().contains("database.url?"));
}

#[test]
fn every_error_names_its_key() {
    for (name, value, begin) in [
        ("PUBLIC_URL", "http://a.example", "public_url (in GUILDGATE_PUBLIC_URL): "),
        ("PUBLIC_URL", "https://a.example/path", "public_url (in "),
        ("LISTEN", "8443", "listen (in "),
        ("TRUSTED_PROXIES", "everyone", "trusted_proxies (in "),
        ("DATABASE__URL", "mysql://a", "database.url (in "),
        ("DATABASE__URL", "sqlite::memory:", "database.url (in "),
        ("DATABASE__DURABILITY", "off", "database.durability (in "),
        ("TLS__MODE", "acme", "tls.mode (in "),
        ("TLS__MODE", "proxy", "tls.mode (in "),
        ("TLS__MODE", "files", "tls.cert_file: "),
        ("TLS__KEY_FILE", "key.pem", "tls.key_file (in "),
        ("TLS__CIPHER_SUITES", "TLS_NULL", "tls.cipher_suites (in "),
        ("MAIL__URL", "http://mail", "mail.url (in "),
        ("MAIL__URL", "smtp://mail.example?tls=none", "mail.url (in "),
        ("MAIL__URL", "smtp://me:secret@mail.example?tls=unsafe-optional", "mail.url (in "),
        ("MAIL__URL", "smtps://mail.example?tls=unsafe-optional", "mail.url (in "),
        ("MAIL__FROM", "a@example.com", "mail.from (in "),
        ("TOKENS__FORMAT", "saml", "tokens.format (in "),
        ("PASSWORDS__MIN_LENGTH", "many", "passwords.min_length (in "),
        ("REGISTRATION__OPEN", "yes", "registration.open (in "),
        ("LOG__LEVEL", "loud", "log.level (in "),
        ("METRICS__LISTEN", "9100", "metrics.listen (in "),
    ] {
        let refusal = refusal(&[(&format!("GUILDGATE_{name}"), value)]);
        assert!(refusal.starts_with(begin), "{name}={value}: {refusal}");
        assert!(!refusal.contains('\n'));
    }
}

#[test]
fn hard_limits_are_errors() {
    for (name, value) in [
        ("TOKENS__ACCESS_TTL", "61m"),
        ("TOKENS__ACCESS_TTL", "0s"),
        ("TOKENS__CODE_TTL", "11m"),
        ("TOKENS__REFRESH_RETRY_WINDOW", "11s"),
        ("SESSIONS__REMEMBERED", "31d"),
        ("PASSWORDS__MIN_LENGTH", "7"),
        ("THROTTLE__HARD_LIMIT", "101"),
    ] {
        assert!(refusal(&[(&format!("GUILDGATE_{name}"), value)]).contains("must be "), "{name}={value}");
    }
}

#[test]
fn a_looser_value_than_recommended_warns() {
    for (name, value, key) in [
        ("DATABASE__DURABILITY", "normal", "database.durability"),
        ("DATABASE__URL", "postgres://db.example/guildgate?sslmode=disable", "database.url"),
        ("MAIL__URL", "smtp://mail.example?tls=unsafe-optional", "mail.url"),
        ("TOKENS__CODE_TTL", "5m", "tokens.code_ttl"),
        ("TOKENS__REFRESH_IDLE_TTL", "31d", "tokens.refresh_idle_ttl"),
        ("TOKENS__REFRESH_ABSOLUTE_TTL", "91d", "tokens.refresh_absolute_ttl"),
        ("SESSIONS__IDLE", "2h", "sessions.idle"),
        ("SESSIONS__ABSOLUTE", "25h", "sessions.absolute"),
        ("PASSWORDS__MIN_LENGTH", "8", "passwords.min_length"),
        ("THROTTLE__FIRST_WAIT", "1s", "throttle.first_wait"),
        ("METRICS__LISTEN", "0.0.0.0:9100", "metrics.listen"),
        ("TLS__CIPHER_SUITES", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "tls.cipher_suites"),
    ] {
        let config = from_variables(&[(&format!("GUILDGATE_{name}"), value)]).unwrap();
        let [warning] = config.warnings.as_slice() else { panic!("{name}: {:?}", config.warnings) };
        assert!(warning.starts_with(key), "{warning}");
    }
}

#[test]
fn a_file_with_a_password_must_be_private() {
    let text = "[database]\nurl = \"postgres://me:secret@db.example/guildgate\"\n";
    let failure = Config::read(Some(&file(text, 0o644).path), []).err().unwrap();
    assert_eq!(failure.exit, Exit::Files);
    assert!(failure.to_string().contains("chmod 600") && !failure.to_string().contains("secret@"));
    assert!(Config::read(Some(&file(text, 0o600).path), []).is_ok());
}

#[test]
fn a_secret_comes_from_a_file_of_its_own() {
    let secret = file("postgres://me:secret@db.example/guildgate\n", 0o600);
    let path = secret.path.to_str().unwrap();
    let config = from_variables(&[("GUILDGATE_DATABASE__URL_FILE", path)]).unwrap();
    assert_eq!(config.database.url, "postgres://me:secret@db.example/guildgate");
    assert!(!format!("{:?}", config.effective).contains("secret@"));
    let both = refusal(&[("GUILDGATE_DATABASE__URL_FILE", path), ("GUILDGATE_DATABASE__URL", "sqlite:a")]);
    assert!(both.contains("keep one of the two"), "{both}");
    let open = file("smtp://a", 0o604);
    let failure = from_variables(&[("GUILDGATE_MAIL__URL_FILE", open.path.to_str().unwrap())]).err().unwrap();
    assert_eq!(failure.exit, Exit::Files);
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let failure = from_file("listen = \"127.0.0.1:1\"\n\ntokens = = 1\n").err().unwrap().to_string();
    assert!(failure.contains("guildgate.toml, line 3: "), "{failure}");
}
