//! What a certificate says of itself.

use std::io::{Error, ErrorKind};
use std::net::IpAddr;
use std::path::Path;

use oauth::Timestamp;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// The dates and names of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub begins_at: Timestamp,
    pub ends_at: Timestamp,
    names: Vec<String>,
    addresses: Vec<IpAddr>,
}

impl Facts {
    /// Reads the first certificate of a PEM file.
    pub(crate) fn read(path: &Path) -> std::io::Result<Self> {
        let broken = |what: String| Error::new(ErrorKind::InvalidData, what);
        let text = std::fs::read(path)?;
        let der = CertificateDer::from_pem_slice(&text).map_err(|error| broken(error.to_string()))?;
        let (_, certificate) = X509Certificate::from_der(&der).map_err(|error| broken(error.to_string()))?;
        let validity = certificate.validity();
        let alternatives = certificate.subject_alternative_name().ok().flatten();
        let alternatives = alternatives.map(|found| found.value.general_names.as_slice()).unwrap_or_default();
        let name = |name: &GeneralName<'_>| match name {
            GeneralName::DNSName(name) => Some(name.to_ascii_lowercase()),
            _ => None,
        };
        let address = |name: &GeneralName<'_>| match name {
            GeneralName::IPAddress(bytes) => match bytes.len() {
                4 => <[u8; 4]>::try_from(*bytes).ok().map(IpAddr::from),
                _ => <[u8; 16]>::try_from(*bytes).ok().map(IpAddr::from),
            },
            _ => None,
        };
        Ok(Self {
            begins_at: Timestamp::from_seconds(validity.not_before.timestamp()),
            ends_at: Timestamp::from_seconds(validity.not_after.timestamp()),
            names: alternatives.iter().filter_map(name).collect(),
            addresses: alternatives.iter().filter_map(address).collect(),
        })
    }

    /// Whether clients that ask for `host` accept it (RFC 9525 §6.3).
    pub(crate) fn covers(&self, host: &str) -> bool {
        let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
        if let Ok(address) = host.parse::<IpAddr>() {
            return self.addresses.contains(&address);
        }
        let parent = host.split_once('.').map(|(_, parent)| parent);
        self.names
            .iter()
            .any(|name| *name == host || name.strip_prefix("*.").is_some_and(|rest| Some(rest) == parent))
    }

    /// Whether it covers each of `hosts`.
    pub(crate) fn covers_all(&self, hosts: &[String]) -> bool {
        hosts.iter().all(|host| self.covers(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(names: &[&str]) -> Facts {
        let at = Timestamp::from_seconds(0);
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Facts { begins_at: at, ends_at: at, names, addresses: vec![IpAddr::from([127, 0, 0, 1])] }
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let facts = facts(&["*.example.com", "example.com"]);
        assert!(facts.covers("id.example.com") && facts.covers("EXAMPLE.com"));
        assert!(!facts.covers("a.b.example.com") && !facts.covers("other.com"));
    }

    #[test]
    fn an_address_is_not_a_name() {
        assert!(facts(&[]).covers("127.0.0.1"));
        assert!(!facts(&["127.0.0.2"]).covers("127.0.0.2"));
    }
}
