//! Pages of the portal on how an app shows itself and how it is spoken to.

use askama::Template;

use super::frame::{Choice, Field, Frame};
use super::portal::AppCard;
use crate::words;

/// `/developers/apps/{id}/branding`.
#[derive(Template)]
#[template(path = "pages/app_branding.html")]
pub struct BrandingPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The app.
    pub app: AppCard,
    /// Whether it has a logo.
    pub has_logo: bool,
    /// Where a program said that its logo is.
    pub logo_uri: Option<String>,
    /// What is wrong with the file that was sent.
    pub logo_problem: Option<String>,
    /// Links and contacts.
    pub fields: Vec<Field>,
}

/// One to choose of several.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Its name.
    pub name: &'static str,
    /// What is chosen.
    pub legend: String,
    /// From what.
    pub options: Vec<Choice>,
    /// What is wrong with what was chosen.
    pub problem: Option<String>,
}

/// `/developers/apps/{id}/keys`.
#[derive(Template)]
#[template(path = "pages/app_keys.html")]
pub struct KeysPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The app.
    pub app: AppCard,
    /// The keys.
    pub fields: Vec<Field>,
    /// How tokens are signed and encrypted.
    pub choices: Vec<Choices>,
}
