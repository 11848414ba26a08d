//! Who is in the measured deployment: what seeding leaves for load.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The password of every seeded account; nothing secret depends on it.
pub(crate) const PASSWORD: &str = "eleven herons beside the slow canal";
/// Where browsers are sent back to; nobody has to be there.
pub(crate) const CALLBACK: &str = "https://app.example/callback";
/// What every seeded app may ask for.
pub(crate) const SCOPES: &str = "projects:read users:read";
/// The same with an ID token.
pub(crate) const IDENTITY_SCOPES: &str = "openid projects:read users:read";

/// Whether an app, by its place in the list, registered ID tokens that are signed by ES256 rather than RS256.
pub(crate) const fn signs_es256(app: usize) -> bool {
    app % 2 == 1
}

/// Everybody whom a run acts as.
#[derive(Serialize, Deserialize)]
pub(crate) struct Cast {
    /// Apps, each with its secret.
    pub apps: Vec<App>,
    /// Members who are signed in and have allowed an app what it asks for.
    pub people: Vec<Person>,
}

/// A registered app.
#[derive(Serialize, Deserialize)]
pub(crate) struct App {
    pub client_id: String,
    pub client_secret: String,
}

/// A member in a browser.
#[derive(Serialize, Deserialize)]
pub(crate) struct Person {
    pub user_id: String,
    pub username: String,
    /// The value of the session's cookie.
    pub session: String,
    /// The value of the browser's own cookie.
    pub browser: String,
    /// The app they allowed, by its place in the list.
    pub app: usize,
}

impl Cast {
    /// Reads what [`Cast::write`] wrote.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        Ok(serde_json::from_slice(&fs::read(path)?)?)
    }

    /// Writes it for the load program.
    pub(crate) fn write(&self, path: &Path) -> anyhow::Result<()> {
        Ok(fs::write(path, serde_json::to_vec(self)?)?)
    }
}
