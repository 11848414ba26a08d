//! TLS: which certificate, which versions and suites; read again on request without closing a connection.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use oauth::Timestamp;
use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::config::{Config, TlsMode};
use crate::failure::Failure;
use crate::files;

mod authority;
mod certificate;
pub(crate) mod suites;

pub(crate) use authority::Authority;
pub(crate) use certificate::Facts;

/// The files of a server's certificate and key.
pub(crate) struct Material {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// What connections are taken with.
pub(crate) struct Tls {
    current: RwLock<Arc<ServerConfig>>,
}

impl Tls {
    /// Reads the certificate, making one first if that is this deployment's way. `None` behind a proxy.
    pub(crate) fn load(config: &Config, now: Timestamp) -> Result<Option<Self>, Failure> {
        let Some(material) = material(config, now)? else { return Ok(None) };
        let current = RwLock::new(Arc::new(server_config(config, &material)?));
        Ok(Some(Self { current }))
    }

    /// Reads the certificate again; connections that are open keep the old one.
    pub(crate) fn reload(&self, config: &Config, now: Timestamp) -> Result<(), Failure> {
        if let Some(material) = material(config, now)? {
            let fresh = Arc::new(server_config(config, &material)?);
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
        Ok(())
    }

    /// For the next connection.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

/// The files the configuration leads to; our own are made first.
fn material(config: &Config, now: Timestamp) -> Result<Option<Material>, Failure> {
    match &config.tls.mode {
        TlsMode::Proxy => Ok(None),
        TlsMode::Files { certificate, key } => {
            Ok(Some(Material { certificate: certificate.clone(), key: key.clone() }))
        }
        TlsMode::SelfSigned => {
            let authority = Authority::in_data_dir(&config.data_dir);
            authority.ensure(&config.host, now).map_err(|error| {
                let folder = config.data_dir.join("tls");
                Failure::files(format!("the certificate in {} cannot be made: {error}", folder.display()))
            })?;
            Ok(Some(Material { certificate: authority.certificate_path(), key: authority.key_path() }))
        }
    }
}

/// Reads certificate and key and checks that they belong together.
pub(crate) fn server_config(config: &Config, material: &Material) -> Result<ServerConfig, Failure> {
    let (certificate, key) = (material.certificate.display(), material.key.display());
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&material.certificate)
        .and_then(Iterator::collect)
        .map_err(|error| Failure::files(format!("tls.cert_file: {certificate} cannot be read: {error}")))?;
    if chain.is_empty() {
        return Err(Failure::files(format!("tls.cert_file: {certificate} holds no certificate (PEM)")));
    }
    files::demand_private(&material.key, "tls.key_file")?;
    let private = PrivateKeyDer::from_pem_file(&material.key)
        .map_err(|error| Failure::files(format!("tls.key_file: {key} cannot be read: {error}")))?;
    let provider = CryptoProvider {
        cipher_suites: suites::chosen(&config.tls.cipher_suites),
        ..aws_lc_rs::default_provider()
    };
    let versions = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .or_else(|_| only_tls13(config))
        .map_err(|error| Failure::configuration(format!("tls.cipher_suites: {error}")))?;
    let mut server = versions.with_no_client_auth().with_single_cert(chain, private).map_err(|error| {
        Failure::files(format!("tls.key_file: {key} does not belong to {certificate}: {error}"))
    })?;
    server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    server.ticketer = aws_lc_rs::Ticketer::new().map_err(|error| Failure::other(error.to_string()))?;
    Ok(server)
}

type WithVersions = rustls::ConfigBuilder<ServerConfig, rustls::WantsVerifier>;

/// For a choice of suites that has none of TLS 1.2.
fn only_tls13(config: &Config) -> Result<WithVersions, rustls::Error> {
    let provider = CryptoProvider {
        cipher_suites: suites::chosen(&config.tls.cipher_suites),
        ..aws_lc_rs::default_provider()
    };
    ServerConfig::builder_with_provider(Arc::new(provider)).with_protocol_versions(&[&rustls::version::TLS13])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Exit;
    use std::os::unix::fs::PermissionsExt;

    const NOW: Timestamp = Timestamp::from_seconds(1_790_000_000);

    fn config(folder: &std::path::Path, more: &[(&str, &str)]) -> Config {
        let mut pairs = vec![("GUILDGATE_DATA_DIR", folder.to_str().unwrap())];
        pairs.extend(more);
        Config::read(None, pairs.into_iter().map(|(name, value)| (name.into(), value.into()))).unwrap()
    }

    #[test]
    fn the_first_start_has_a_certificate() {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path(), &[]);
        let tls = Tls::load(&config, NOW).unwrap().unwrap();
        tls.reload(&config, NOW).unwrap();
        let offered = &tls.acceptor();
        assert_eq!(offered.config().alpn_protocols, [b"h2".to_vec(), b"http/1.1".to_vec()]);
    }

    #[test]
    fn behind_a_proxy_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let more = [("GUILDGATE_TLS__MODE", "proxy"), ("GUILDGATE_TRUSTED_PROXIES", "127.0.0.1")];
        assert!(Tls::load(&config(folder.path(), &more), NOW).unwrap().is_none());
    }

    #[test]
    fn a_key_that_others_can_read_or_of_another_certificate_is_refused() {
        let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&one, &two] {
            Tls::load(&config(folder.path(), &[]), NOW).unwrap();
        }
        let certificate = one.path().join("tls/server.pem");
        let key = two.path().join("tls/server.key");
        let more = [
            ("GUILDGATE_TLS__MODE", "files"),
            ("GUILDGATE_TLS__CERT_FILE", certificate.to_str().unwrap()),
            ("GUILDGATE_TLS__KEY_FILE", key.to_str().unwrap()),
        ];
        let config = config(one.path(), &more);
        let foreign = Tls::load(&config, NOW).err().unwrap();
        assert_eq!(foreign.exit, Exit::Files);
        assert!(foreign.to_string().contains("does not belong to"), "{foreign}");
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Tls::load(&config, NOW).err().unwrap().to_string().contains("chmod 600"));
    }

    #[test]
    fn suites_of_tls_1_3_alone_will_do() {
        let folder = tempfile::tempdir().unwrap();
        let more = [("GUILDGATE_TLS__CIPHER_SUITES", "TLS_AES_256_GCM_SHA384")];
        assert!(Tls::load(&config(folder.path(), &more), NOW).is_ok());
    }
}
