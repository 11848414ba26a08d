//! What a page of a client compares to learn whether the browser's session is still the one it knows
//! (OIDC Session Management 1.0).

use std::fmt::Write;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{ClientId, Entropy, SessionId, entropy};

/// What a browser shows of its session to our own frame: it changes with the session, and leads to nothing.
pub fn browser_state(session: &SessionId, secret: &[u8; 32]) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), session.as_bytes());
    URL_SAFE_NO_PAD.encode(&tag.as_ref()[..16])
}

/// The `session_state` of an answer to a page at `origin` (OIDC Session Management §2), with a fresh salt.
pub fn make(client: &ClientId, origin: &str, browser_state: &str, entropy: &dyn Entropy) -> String {
    compute(client, origin, browser_state, &URL_SAFE_NO_PAD.encode(entropy::bytes::<12>(entropy)))
}

fn compute(client: &ClientId, origin: &str, browser_state: &str, salt: &str) -> String {
    let text = format!("{client} {origin} {browser_state} {salt}");
    let mut state = String::new();
    for byte in digest(&SHA256, text.as_bytes()).as_ref() {
        let _ = write!(state, "{byte:02x}");
    }
    format!("{state}.{salt}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_the_hash_that_the_frame_computes() {
        // sha256("s6BhdRkqt3 https://client.example state salt"), by another program.
        assert_eq!(
            compute(&ClientId("s6BhdRkqt3".into()), "https://client.example", "state", "salt"),
            "2b6e49209a4c35e550ceb2fa23265adef5587285f7a183747a7ebba2a17f1492.salt"
        );
    }

    #[test]
    fn the_browsers_state_changes_with_the_session_and_the_deployment() {
        let session = |byte| SessionId::from_bytes([byte; 16]);
        let state = browser_state(&session(1), &[1; 32]);
        assert_eq!(state, browser_state(&session(1), &[1; 32]));
        assert_ne!(state, browser_state(&session(2), &[1; 32]));
        assert_ne!(state, browser_state(&session(1), &[2; 32]));
        assert_eq!(state.len(), 22);
    }
}
