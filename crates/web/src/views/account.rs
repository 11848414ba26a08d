//! Pages of a member's own account.

use askama::Template;

use super::Moment;
use super::app_mark::AppMark;
use super::frame::{Field, Frame};
use crate::words::{self, Phrase};

/// `/account`.
#[derive(Template)]
#[template(path = "pages/account.html")]
pub struct AccountPage {
    /// What it is set in.
    pub frame: Frame,
    /// The username.
    pub username: String,
    /// The address.
    pub email: String,
    /// Sessions that live.
    pub sessions: usize,
    /// Apps with access.
    pub apps: usize,
}

/// `/account/profile`.
#[derive(Template)]
#[template(path = "pages/profile.html")]
pub struct ProfilePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The address.
    pub email: String,
    /// Headings with their fields.
    pub groups: Vec<(Phrase, Vec<Field>)>,
}

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Its identifier.
    pub id: String,
    /// The browser in words.
    pub device: String,
    /// The address it was last seen from.
    pub address: String,
    /// When it began.
    pub began: Moment,
    /// When it was last used.
    pub seen: Moment,
    /// How its member signed in.
    pub how: Phrase,
    /// Whether it is this one.
    pub current: bool,
}

/// `/account/sessions`.
#[derive(Template)]
#[template(path = "pages/sessions.html")]
pub struct SessionsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The sessions.
    pub sessions: Vec<SessionRow>,
    /// Whether there are others than this one.
    pub others: bool,
}

/// `/account/sessions/everywhere`.
#[derive(Template)]
#[template(path = "pages/everywhere.html")]
pub struct EverywherePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The member.
    pub member: String,
    /// How many other browsers they are signed in to.
    pub others: usize,
}

/// An app with access.
#[derive(Clone, Debug)]
pub struct AppRow {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What stands beside it.
    pub mark: AppMark,
    /// Its website.
    pub homepage: String,
    /// How its makers are reached.
    pub contacts: Vec<String>,
    /// Where a sign-in at it begins.
    pub start: Option<String>,
    /// What it may do, in words.
    pub sentences: Vec<String>,
    /// When access was given.
    pub granted: Moment,
    /// When it was last authorized.
    pub used: Option<Moment>,
}

/// `/account/apps`.
#[derive(Template)]
#[template(path = "pages/apps.html")]
pub struct AppsPage {
    /// What it is set in.
    pub frame: Frame,
    /// The apps.
    pub apps: Vec<AppRow>,
}

/// What an app may do, with its box.
#[derive(Clone, Debug)]
pub struct GrantedScope {
    /// Its name.
    pub name: String,
    /// What it allows.
    pub sentence: String,
    /// What it does not include.
    pub not_included: Option<String>,
}

/// `/account/apps/{id}`.
#[derive(Template)]
#[template(path = "pages/app_access.html")]
pub struct AppAccessPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The app.
    pub app: AppRow,
    /// What it may do.
    pub scopes: Vec<GrantedScope>,
}

/// `/account/security/password`.
#[derive(Template)]
#[template(path = "pages/change_password.html")]
pub struct ChangePasswordPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Whose password it is, for password managers.
    pub username: String,
    /// The password up to now.
    pub current: Field,
    /// The new one.
    pub new: Field,
    /// Whether “Sign out everywhere else” is ticked.
    pub others: bool,
    /// Whether the password up to now is on the list of leaked ones.
    pub leaked: bool,
    /// What waits behind the page.
    pub next: Option<String>,
}
