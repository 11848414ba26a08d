//! Pages about passkeys.

use askama::Template;

use super::Moment;
use super::frame::{Field, Frame};
use crate::words;

/// A member's passkeys, as the security page shows them.
#[derive(Clone, Debug)]
pub struct Passkeys {
    /// The passkeys.
    pub rows: Vec<PasskeyRow>,
    /// Whether one more may be added.
    pub room: bool,
    /// The relying party's identifier.
    pub rp_id: String,
    /// The member, as authenticators know them.
    pub user_handle: String,
    /// What authenticators call the passkeys, for the member's passkey manager to drop all others.
    pub kept: String,
}

/// One passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its identifier.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Whether it may be copied to other devices.
    pub synced: bool,
    /// When it was made.
    pub added: Moment,
    /// Its last use.
    pub used: Option<PasskeyUse>,
    /// Whether it may be removed.
    pub removable: bool,
}

/// The last use of a passkey.
#[derive(Clone, Debug)]
pub struct PasskeyUse {
    /// When.
    pub at: Moment,
    /// The browser in words.
    pub device: String,
    /// The network address.
    pub address: String,
}

/// `/account/security/passkeys/new`.
#[derive(Template)]
#[template(path = "pages/passkey_new.html")]
pub struct NewPasskeyPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
}

/// `/account/security/passkeys/{id}`.
#[derive(Template)]
#[template(path = "pages/passkey.html")]
pub struct PasskeyPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The passkey's identifier.
    pub id: String,
    /// Its name.
    pub name: Field,
}
