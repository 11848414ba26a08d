//! Pages of a member's data.

use askama::Template;

use super::Moment;
use super::frame::{Field, Frame};
use crate::words;

/// `/account/data`.
#[derive(Template)]
#[template(path = "pages/data.html")]
pub struct DataPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// How long a member can change their mind about leaving.
    pub delay: String,
    /// Whether a copy is being made.
    pub waits: bool,
    /// Until when a copy can be fetched, if there is one.
    pub ready: Option<Moment>,
}

/// A part of a copy.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Its records: names and values.
    pub records: Vec<Vec<(String, String)>>,
}

/// A copy as a page to read, which stands for itself.
#[derive(Template)]
#[template(path = "export.html")]
pub struct ExportDocument {
    /// The service's name.
    pub service: String,
    /// When it was made.
    pub made: Option<Moment>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// `/account/data/delete`.
#[derive(Template)]
#[template(path = "pages/delete_account.html")]
pub struct DeletePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The name to type.
    pub username: String,
    /// How long a member can change their mind.
    pub delay: String,
    /// The apps that end with the account.
    pub apps: Vec<String>,
    /// The box for the name.
    pub name: Field,
}

/// `/account/keep`.
#[derive(Template)]
#[template(path = "pages/keep.html")]
pub struct KeepPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// What waits, as a query.
    pub kept: String,
    /// Whose account it is.
    pub username: String,
    /// When it is deleted.
    pub due: Moment,
}
