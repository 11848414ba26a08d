//! Proving that a passkey is there (WebAuthn §7.2).

use account::passkey::Passkey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::UserId;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use webauthn_rs::prelude::{self as library, Credential, DiscoverableAuthentication};

use crate::answer::{Answer, Refusal};
use crate::{Question, RelyingParty};

/// What a signature proves beside its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// How often the authenticator says it signed.
    pub counter: i64,
    /// Whether the passkey has copies.
    pub backed_up: bool,
}

#[derive(Serialize, Deserialize)]
struct State {
    /// Whose passkey is to answer, if that is settled.
    user: Option<UserId>,
    library: DiscoverableAuthentication,
}

impl RelyingParty {
    /// Asks for any passkey that the device knows of: whoever answers says who they are.
    ///
    /// # Errors
    /// If the library refuses its own words.
    pub fn ask_anybody(&self) -> Result<Question, String> {
        self.ask(None, &[])
    }

    /// Asks a member for one of their passkeys.
    ///
    /// # Errors
    /// If the library refuses its own words.
    pub fn ask_member(&self, user: UserId, passkeys: &[Passkey]) -> Result<Question, String> {
        self.ask(Some(user), passkeys)
    }

    fn ask(&self, user: Option<UserId>, passkeys: &[Passkey]) -> Result<Question, String> {
        let begun = self.webauthn.start_discoverable_authentication();
        let (options, state) = begun.map_err(|error| error.to_string())?;
        let mut options = serde_json::to_value(options).map_err(|error| error.to_string())?;
        // The library takes every discoverable passkey for one of conditional mediation; that is the page's to say.
        let mut options = options["publicKey"].take();
        options["allowCredentials"] = passkeys.iter().map(descriptor).collect();
        if let Some(options) = options.as_object_mut() {
            options.remove("extensions");
        }
        let state = serde_json::to_string(&State { user, library: state });
        Ok(Question { options, state: state.map_err(|error| error.to_string())? })
    }

    /// Checks a signature against the passkey it says it is of: challenge, origin, a person who was there and proved
    /// who they are to the device, owner, counter, signature.
    ///
    /// # Errors
    /// If it proves nothing.
    pub fn check(&self, state: &str, answer: &Answer, passkey: &Passkey) -> Result<Used, Refusal> {
        let state: State = serde_json::from_str(state).map_err(|_| Refusal::Challenge)?;
        let named = answer.user_id() == Some(passkey.user_id);
        let owned = match state.user {
            None => named,
            Some(user) => user == passkey.user_id && (named || !answer.names_somebody()),
        };
        if !owned || answer.credential_id() != passkey.credential_id {
            return Err(Refusal::Owner);
        }
        let key = key_of(passkey).ok_or(Refusal::Broken)?;
        let result = self.webauthn.finish_discoverable_authentication_v2(&answer.0, state.library, &key)?;
        Ok(Used { counter: result.counter().into(), backed_up: result.backup_state() })
    }
}

/// How options name a passkey (WebAuthn §5.8.3).
pub(crate) fn descriptor(passkey: &Passkey) -> Value {
    json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(&passkey.credential_id) })
}

/// The key as the library knows it, with what was learned since it was registered.
fn key_of(passkey: &Passkey) -> Option<library::Passkey> {
    let mut credential: Credential = serde_json::from_str(&passkey.public_key).ok()?;
    credential.counter = u32::try_from(passkey.counter).ok()?;
    credential.backup_state = passkey.backed_up;
    Some(credential.into())
}
