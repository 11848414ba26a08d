//! Cipher suites by their registered names.

use rustls::SupportedCipherSuite;
use rustls::crypto::aws_lc_rs::ALL_CIPHER_SUITES;

/// The registered name: the library calls those of TLS 1.3 `TLS13_…`.
fn name(suite: &SupportedCipherSuite) -> String {
    format!("{:?}", suite.suite()).replacen("TLS13_", "TLS_", 1)
}

/// Whether a suite is used unless the configuration says otherwise: all of TLS 1.3, and of 1.2 those with
/// ephemeral keys and AES-GCM.
fn usual(suite: &SupportedCipherSuite) -> bool {
    suite.tls13().is_some() || name(suite).contains("_AES_")
}

/// Reads a name.
pub(crate) fn known(text: &str) -> Result<String, String> {
    let all: Vec<String> = ALL_CIPHER_SUITES.iter().map(name).collect();
    if all.iter().any(|known| known == text) {
        return Ok(text.to_owned());
    }
    Err(format!("“{text}” is not a cipher suite this program has; it has {}", all.join(", ")))
}

/// Whether the suite of a name is a usual one.
pub(crate) fn is_usual(text: &str) -> bool {
    ALL_CIPHER_SUITES.iter().any(|suite| name(suite) == text && usual(suite))
}

/// The suites of these names, or the usual ones.
pub(crate) fn chosen(names: &[String]) -> Vec<SupportedCipherSuite> {
    let wanted = |suite: &&SupportedCipherSuite| match names {
        [] => usual(suite),
        names => names.contains(&name(suite)),
    };
    ALL_CIPHER_SUITES.iter().filter(wanted).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_1_2_has_ephemeral_aes_gcm_only() {
        let names: Vec<String> = chosen(&[]).iter().map(name).collect();
        assert!(names.contains(&"TLS_AES_128_GCM_SHA256".to_owned()));
        assert!(names.contains(&"TLS_CHACHA20_POLY1305_SHA256".to_owned()));
        let older = names.iter().filter(|name| name.contains("_WITH_"));
        let mut count = 0;
        for name in older {
            assert!(name.starts_with("TLS_ECDHE_") && name.contains("_GCM_"), "{name}");
            count += 1;
        }
        assert_eq!(count, 4);
    }

    #[test]
    fn a_choice_is_kept_to() {
        let choice = ["TLS_AES_256_GCM_SHA384".to_owned()];
        assert_eq!(chosen(&choice).iter().map(name).collect::<Vec<_>>(), choice);
        assert!(known("TLS_RSA_WITH_AES_128_CBC_SHA").is_err());
        assert!(!is_usual("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));
    }
}
