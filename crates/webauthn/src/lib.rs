//! The ceremonies of WebAuthn: what a browser is asked, and whether its answer proves what it should.
//!
//! Nothing here waits or knows HTTP or SQL. The library underneath draws its challenges itself, from the system's
//! random source: it takes none from outside. What is known of a passkey between ceremonies is
//! [`account::passkey::Passkey`]; what a ceremony keeps from question to answer is a text that only this crate reads.

mod answer;
mod register;
mod sign;

pub use answer::{Answer, Refusal};
pub use register::Registered;
pub use sign::Used;

use url::{Host, Url};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// A question for a browser.
#[derive(Clone, Debug)]
pub struct Question {
    /// What `navigator.credentials` is called with, as JSON (WebAuthn §5.1.8 and §5.1.9).
    pub options: serde_json::Value,
    /// What is kept until the answer. It holds the challenge, so it stays here.
    pub state: String,
}

/// The service, as authenticators know it (WebAuthn §4, relying party).
pub struct RelyingParty {
    webauthn: Webauthn,
    id: String,
}

impl RelyingParty {
    /// The relying party of a public address: its host is the identifier, itself the only origin. `None` if the host
    /// is a number, which no passkey can be bound to.
    pub fn new(public_url: &str) -> Option<Self> {
        let origin = Url::parse(public_url).ok()?;
        let id = match origin.host()? {
            Host::Domain(name) => name.to_owned(),
            Host::Ipv4(_) | Host::Ipv6(_) => return None,
        };
        let webauthn = WebauthnBuilder::new(&id, &origin).and_then(WebauthnBuilder::build).ok()?;
        Some(Self { webauthn, id })
    }

    /// The identifier, which passkeys are bound to (WebAuthn §4, RP ID).
    pub fn id(&self) -> &str {
        &self.id
    }
}

#[cfg(test)]
mod tests;
