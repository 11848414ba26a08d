//! Adding a passkey (WebAuthn §7.1).

use account::passkey::Passkey;
use account::user::User;
use serde::Deserialize;
use webauthn_rs::prelude::{Credential, PasskeyRegistration, RegisterPublicKeyCredential, Uuid};

use crate::answer::{LONGEST, Refusal};
use crate::sign::descriptor;
use crate::{Question, RelyingParty};

/// A passkey that a browser made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// What authenticators call it.
    pub credential_id: Vec<u8>,
    /// The kind of authenticator, zeros if it does not say. Nobody vouches for it.
    pub aaguid: [u8; 16],
    /// The public key with what was settled, for [`Passkey::public_key`].
    pub public_key: String,
    /// How often the authenticator says it signed.
    pub counter: i64,
    /// Whether it may be copied to other devices.
    pub backup_eligible: bool,
    /// Whether it was copied.
    pub backed_up: bool,
}

impl RelyingParty {
    /// Asks a member's browser to make a passkey that can sign in by itself: discoverable, and unlocked by whoever
    /// holds the device. Those that the member has are named, so that no device makes a second one.
    ///
    /// # Errors
    /// If the library refuses its own words.
    pub fn ask_to_register(
        &self,
        service: &str,
        user: &User,
        existing: &[Passkey],
    ) -> Result<Question, String> {
        let shown = if user.display_name.is_empty() { &user.username } else { &user.display_name };
        let excluded = existing.iter().map(|passkey| passkey.credential_id.clone()).collect();
        let begun = self.webauthn.start_passkey_registration(
            Uuid::from_bytes(*user.id.as_bytes()),
            &user.username,
            shown,
            Some(excluded),
        );
        let (options, state) = begun.map_err(|error| error.to_string())?;
        let mut options = serde_json::to_value(options).map_err(|error| error.to_string())?;
        let mut options = options["publicKey"].take();
        options["rp"]["name"] = service.into();
        options["excludeCredentials"] = existing.iter().map(descriptor).collect();
        // The library asks for any key; only one that the device finds by itself can be the whole sign-in.
        options["authenticatorSelection"]["residentKey"] = "required".into();
        options["authenticatorSelection"]["requireResidentKey"] = true.into();
        let state = serde_json::to_string(&state).map_err(|error| error.to_string())?;
        Ok(Question { options, state })
    }

    /// Checks a passkey that a browser made, from its JSON.
    ///
    /// # Errors
    /// If it is not what was asked for.
    pub fn register(&self, state: &str, answer: &str) -> Result<Registered, Refusal> {
        let state: PasskeyRegistration = serde_json::from_str(state).map_err(|_| Refusal::Challenge)?;
        if answer.len() > LONGEST {
            return Err(Refusal::Unreadable);
        }
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| Refusal::Unreadable)?;
        let credential: Credential = self.webauthn.finish_passkey_registration(&answer, &state)?.into();
        Ok(Registered {
            credential_id: credential.cred_id.to_vec(),
            aaguid: aaguid_of(&answer.response.attestation_object).unwrap_or_default(),
            public_key: serde_json::to_string(&credential).map_err(|_| Refusal::Broken)?,
            counter: credential.counter.into(),
            backup_eligible: credential.backup_eligible,
            backed_up: credential.backup_state,
        })
    }
}

/// The kind of authenticator as authenticator data gives it (WebAuthn §6.1 and §6.5.1); the library keeps it only
/// where somebody vouches for it.
fn aaguid_of(attestation_object: &[u8]) -> Option<[u8; 16]> {
    #[derive(Deserialize)]
    struct AttestationObject<'a> {
        #[serde(rename = "authData", borrow)]
        authenticator_data: &'a [u8],
    }
    const AT: std::ops::Range<usize> = 37..53;
    let object: AttestationObject<'_> = serde_cbor_2::from_slice(attestation_object).ok()?;
    object.authenticator_data.get(AT)?.try_into().ok()
}
