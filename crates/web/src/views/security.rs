//! Pages with which a member sees and stops what happens in their name.

use askama::Template;

use super::Moment;
use super::consent::ScopeRow;
use super::frame::{Field, Frame};
use crate::words::{self, Phrase};

/// `/not-me`, `/account/not-me` and `/email/undo`.
#[derive(Template)]
#[template(path = "pages/not_me.html")]
pub struct NotMePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Where the form goes.
    pub action: &'static str,
    /// The link that led here, if one did.
    pub link: String,
    /// Whose account it is.
    pub username: String,
    /// The address the account gets back.
    pub address: Option<String>,
}

/// One line of the security log.
#[derive(Clone, Debug)]
pub struct LogRow {
    /// What happened.
    pub what: String,
    /// Whether it was refused, and why.
    pub refused: Option<String>,
    /// When.
    pub at: Moment,
    /// The network address, or who did it if none of theirs.
    pub place: String,
    /// Whether that is an address.
    pub remote: bool,
    /// With which browser.
    pub device: String,
    /// Whether somebody else may have done it.
    pub disputable: bool,
}

/// A choice of a filter.
#[derive(Clone, Debug)]
pub struct FilterChoice {
    /// Its value.
    pub value: &'static str,
    /// Its words.
    pub words: Phrase,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// `/account/security/log`.
#[derive(Template)]
#[template(path = "pages/security_log.html")]
pub struct SecurityLogPage {
    /// What it is set in.
    pub frame: Frame,
    /// What it may be about.
    pub kinds: Vec<FilterChoice>,
    /// How it may have ended.
    pub results: Vec<FilterChoice>,
    /// The lines.
    pub rows: Vec<LogRow>,
    /// The zone that times are told in.
    pub zone: String,
    /// Whether anything is filtered out.
    pub filtered: bool,
    /// The filters, for the addresses of exports.
    pub filters: String,
    /// Where older lines are.
    pub older: Option<String>,
}

/// `/account/email`.
#[derive(Template)]
#[template(path = "pages/change_email.html")]
pub struct ChangeEmailPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The address up to now.
    pub current: String,
    /// The new one.
    pub email: Field,
}

/// `/account/email/code`.
#[derive(Template)]
#[template(path = "pages/email_code.html")]
pub struct EmailCodePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Where the code went, masked.
    pub masked: String,
    /// The code.
    pub code: Field,
}

/// `/email/confirm`.
#[derive(Template)]
#[template(path = "pages/email_confirm.html")]
pub struct EmailConfirmPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The link that led here.
    pub link: String,
    /// Whose account it is.
    pub username: String,
    /// The address it is to have.
    pub email: String,
}

/// A personal token.
#[derive(Clone, Debug)]
pub struct TokenRow {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its last four characters.
    pub tail: String,
    /// What it may do, in words.
    pub sentences: Vec<String>,
    /// When it was last used.
    pub used: Option<Moment>,
    /// When it ends.
    pub ends: Moment,
    /// Whether that is soon.
    pub soon: bool,
}

/// `/account/tokens`.
#[derive(Template)]
#[template(path = "pages/tokens.html")]
pub struct TokensPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The value of the token that was just made.
    pub secret: Option<String>,
    /// The tokens.
    pub tokens: Vec<TokenRow>,
    /// Whether there is room for another.
    pub room: bool,
}

/// `/account/tokens/new`.
#[derive(Template)]
#[template(path = "pages/token_new.html")]
pub struct NewTokenPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Its name.
    pub name: Field,
    /// How long it may live: value, words, whether chosen.
    pub lives: Vec<(&'static str, Phrase, bool)>,
    /// The day it ends.
    pub until: Field,
    /// What it may see.
    pub see: Vec<ScopeRow>,
    /// What it may change.
    pub change: Vec<ScopeRow>,
}
