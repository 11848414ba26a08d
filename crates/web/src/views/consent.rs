//! The promise page: what an app asks for and what that means.

use askama::Template;

use super::app_mark::AppMark;
use super::frame::Frame;
use crate::words::{self, Phrase};

/// One scope in words.
#[derive(Clone, Debug)]
pub struct ScopeRow {
    /// Its name, the value of its box.
    pub name: String,
    /// What it allows.
    pub sentence: String,
    /// What it does not include.
    pub not_included: Option<String>,
    /// Whether the app cannot work without it.
    pub required: bool,
    /// Whether the member allowed it before.
    pub allowed_before: bool,
    /// Whether it is asked for on top of what was allowed before.
    pub new: bool,
    /// Whether it can do much harm.
    pub risky: bool,
    /// Whether the box is ticked.
    pub ticked: bool,
}

/// `/oauth/consent`.
#[derive(Template)]
#[template(path = "pages/consent.html")]
pub struct ConsentPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The request.
    pub request: String,
    /// The app's name.
    pub app: String,
    /// What stands beside it.
    pub mark: AppMark,
    /// Whose it is, in a sentence.
    pub made_by: Phrase,
    /// The host of its website.
    pub homepage_host: String,
    /// Its website.
    pub homepage: String,
    /// Where it says what it does with what it learns.
    pub policy: Option<String>,
    /// Where its terms are.
    pub terms: Option<String>,
    /// How long it has been registered.
    pub age: Phrase,
    /// Roughly how many members use it.
    pub members: Phrase,
    /// Whether nobody has reviewed it.
    pub unreviewed: bool,
    /// Whether it is for trials only.
    pub test: bool,
    /// The member.
    pub member: String,
    /// Their address.
    pub email: String,
    /// What it may see.
    pub see: Vec<ScopeRow>,
    /// What it may change.
    pub change: Vec<ScopeRow>,
    /// Whether it may act while the member is away.
    pub away: Vec<ScopeRow>,
    /// How long its access lasts.
    pub lasts: Phrase,
    /// Where the browser goes next.
    pub destination: String,
    /// Whether any box is left to tick.
    pub choices: bool,
}
