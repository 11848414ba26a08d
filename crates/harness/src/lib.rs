//! Starts the finished binary, talks to it as strangers do, and looks at bytes. Nothing of the other crates is
//! used here. What goes wrong here is a failed test, so it panics with what was expected.

pub mod api;
pub mod authenticator;
pub mod browser;
pub mod callback;
pub mod elsewhere;
pub mod form;
pub mod gateway;
pub mod http;
pub mod jose;
pub mod jwt;
pub mod mail;
pub mod oauth_client;
pub mod passkey;
pub mod person;
pub mod postgres;
pub mod raw;
pub mod seed;
pub mod server;
pub mod signer;
pub mod wait;

use std::path::PathBuf;
use std::sync::Once;

/// Reads a variable of the test run, such as where PostgreSQL is.
pub fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the test run is configured by its environment")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// The binary under test: `GUILDGATE_BIN`, or the debug build.
pub fn binary() -> PathBuf {
    let path =
        variable("GUILDGATE_BIN").map_or_else(|| workspace().join("target/debug/guildgate"), PathBuf::from);
    assert!(path.exists(), "{} is not there; build it with: cargo build -p server", path.display());
    path
}

/// Chooses the cryptography that TLS uses, once in a process.
pub(crate) fn choose_cryptography() {
    static CHOSEN: Once = Once::new();
    CHOSEN.call_once(|| {
        rustls::crypto::aws_lc_rs::default_provider()
            .install_default()
            .expect("nothing else has chosen before");
    });
}
