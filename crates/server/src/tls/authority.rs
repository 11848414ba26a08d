//! A CA of our own, for deployments that have no certificate yet: `{data_dir}/tls/ca.pem` is what their clients
//! trust, the server's certificate under it is renewed without a word.

use std::fs::{self, DirBuilder};
use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use oauth::{Timestamp, entropy};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose,
};

use super::certificate::Facts;
use crate::config::values::days;
use crate::files;
use crate::sources::SystemEntropy;

/// How long the CA lives.
const CA_LIFE: Duration = days(3_650);
/// How long a server's certificate lives; browsers refuse more than 398 days.
const LIFE: Duration = days(397);
/// A certificate that ends within this time is replaced.
const RENEW_WITHIN: Duration = days(60);

/// The files.
pub(crate) struct Authority {
    folder: PathBuf,
}

impl Authority {
    pub(crate) fn in_data_dir(data_dir: &Path) -> Self {
        Self { folder: data_dir.join("tls") }
    }

    /// What clients trust.
    pub(crate) fn ca_path(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    pub(crate) fn certificate_path(&self) -> PathBuf {
        self.folder.join("server.pem")
    }

    pub(crate) fn key_path(&self) -> PathBuf {
        self.folder.join("server.key")
    }

    fn ca_key_path(&self) -> PathBuf {
        self.folder.join("ca.key")
    }

    /// Makes what is missing, near its end, or for another host.
    pub(crate) fn ensure(&self, host: &str, now: Timestamp) -> std::io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let names = names(host);
        let fresh = |path: &Path, names: &[String]| {
            Facts::read(path).is_ok_and(|facts| facts.ends_at > now + RENEW_WITHIN && facts.covers_all(names))
        };
        if !fresh(&self.ca_path(), &[]) || !self.ca_key_path().exists() {
            self.make_ca(now)?;
        } else if fresh(&self.certificate_path(), &names) && self.key_path().exists() {
            return Ok(());
        }
        self.make_certificate(&names, now)
    }

    fn make_ca(&self, now: Timestamp) -> std::io::Result<()> {
        let key = KeyPair::generate().map_err(failed)?;
        let mark = entropy::bytes::<4>(&SystemEntropy).map(|byte| format!("{byte:02x}")).concat();
        let mut params = params(&[], &format!("Guildgate CA {mark}"), CA_LIFE, now)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key).map_err(failed)?;
        files::write_whole(&self.ca_key_path(), key.serialize_pem().as_bytes(), 0o600)?;
        files::write_whole(&self.ca_path(), certificate.pem().as_bytes(), 0o644)
    }

    fn make_certificate(&self, names: &[String], now: Timestamp) -> std::io::Result<()> {
        let ca_key = KeyPair::from_pem(&fs::read_to_string(self.ca_key_path())?).map_err(failed)?;
        let issuer =
            Issuer::from_ca_cert_pem(&fs::read_to_string(self.ca_path())?, ca_key).map_err(failed)?;
        let key = KeyPair::generate().map_err(failed)?;
        let mut params = params(names, names.first().map_or("localhost", String::as_str), LIFE, now)?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &issuer).map_err(failed)?;
        files::write_whole(&self.key_path(), key.serialize_pem().as_bytes(), 0o600)?;
        files::write_whole(&self.certificate_path(), certificate.pem().as_bytes(), 0o644)
    }
}

/// The names a server's certificate is for.
fn names(host: &str) -> Vec<String> {
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let local = ["localhost".to_owned(), Ipv4Addr::LOCALHOST.to_string(), Ipv6Addr::LOCALHOST.to_string()];
    let mut names = vec![host];
    names.extend(local);
    let mut seen = Vec::new();
    names.retain(|name| {
        let key = name.parse::<IpAddr>().map_or_else(|_| name.to_ascii_lowercase(), |ip| ip.to_string());
        let fresh = !seen.contains(&key);
        seen.push(key);
        fresh
    });
    names
}

fn params(
    names: &[String],
    subject: &str,
    life: Duration,
    now: Timestamp,
) -> std::io::Result<CertificateParams> {
    let mut params = CertificateParams::new(names).map_err(failed)?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, subject.chars().take(64).collect::<String>());
    // A day back, for clients whose clock is slow.
    let (year, month, day) = date(now - days(1))?;
    params.not_before = rcgen::date_time_ymd(year, month, day);
    let (year, month, day) = date(now + life)?;
    params.not_after = rcgen::date_time_ymd(year, month, day);
    Ok(params)
}

fn date(at: Timestamp) -> std::io::Result<(i32, u8, u8)> {
    let instant = jiff::Timestamp::from_microsecond(at.micros())
        .map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string()))?;
    let date = jiff::tz::TimeZone::UTC.to_datetime(instant).date();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    Ok((i32::from(date.year()), part(date.month()), part(date.day())))
}

fn failed(error: rcgen::Error) -> Error {
    Error::new(ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    fn authority() -> (tempfile::TempDir, Authority) {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::in_data_dir(folder.path());
        (folder, authority)
    }

    #[test]
    fn the_first_start_makes_a_ca_and_a_certificate_for_the_host_and_this_machine() {
        let (_folder, authority) = authority();
        authority.ensure("id.example.com", NOW).unwrap();
        let facts = Facts::read(&authority.certificate_path()).unwrap();
        for name in ["id.example.com", "localhost", "127.0.0.1", "::1"] {
            assert!(facts.covers(name), "{name}");
        }
        assert!(!facts.covers("example.com"));
        assert!(facts.begins_at < NOW && facts.ends_at > NOW + days(395));
        for key in [authority.key_path(), authority.ca_key_path()] {
            assert_eq!(fs::metadata(key).unwrap().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_good_stays() {
        let (_folder, authority) = authority();
        authority.ensure("localhost", NOW).unwrap();
        let files =
            || [authority.ca_path(), authority.certificate_path()].map(|path| fs::read(path).unwrap());
        let before = files();
        authority.ensure("localhost", NOW + days(30)).unwrap();
        assert_eq!(files(), before);
    }

    #[test]
    fn another_host_or_a_near_end_renews_the_certificate_and_keeps_the_ca() {
        let (_folder, authority) = authority();
        authority.ensure("localhost", NOW).unwrap();
        let ca = fs::read(authority.ca_path()).unwrap();
        authority.ensure("id.example.com", NOW).unwrap();
        let certificate = fs::read(authority.certificate_path()).unwrap();
        assert!(Facts::read(&authority.certificate_path()).unwrap().covers("id.example.com"));
        authority.ensure("id.example.com", NOW + days(350)).unwrap();
        assert_ne!(fs::read(authority.certificate_path()).unwrap(), certificate);
        assert_eq!(fs::read(authority.ca_path()).unwrap(), ca);
    }

    #[test]
    fn a_name_is_listed_once() {
        assert_eq!(names("LOCALHOST"), ["LOCALHOST", "127.0.0.1", "::1"]);
        assert_eq!(names("[::1]"), ["::1", "localhost", "127.0.0.1"]);
    }
}
