//! Pages of the developer portal.

use askama::Template;

use super::Moment;
use super::app_mark::AppMark;
use super::frame::{Choice, Field, Frame};
use crate::words;

/// `/developers`.
#[derive(Template)]
#[template(path = "pages/developers.html")]
pub struct DevelopersPage {
    /// What it is set in.
    pub frame: Frame,
    /// The issuer.
    pub issuer: String,
    /// Where members are sent.
    pub authorize: String,
}

/// A registered app in a list.
#[derive(Clone, Debug)]
pub struct AppCard {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What stands beside its name.
    pub mark: AppMark,
    /// What kind of program it is.
    pub kind: String,
    /// Whether it is live.
    pub live: bool,
    /// Whether it was stopped.
    pub suspended: bool,
    /// When it was registered.
    pub created: Moment,
    /// What its owner should look at.
    pub warnings: Vec<String>,
}

impl AppCard {
    /// Where its log is.
    pub fn log(&self) -> String {
        format!("/developers/apps/{}/logs", self.id)
    }

    /// Where the address that its server is told of sign-outs at is set.
    pub fn backchannel_setting(&self) -> String {
        format!("/developers/apps/{}/settings#backchannel_logout_uri", self.id)
    }
}

/// `/developers/apps`.
#[derive(Template)]
#[template(path = "pages/portal_apps.html")]
pub struct PortalAppsPage {
    /// What it is set in.
    pub frame: Frame,
    /// The apps.
    pub apps: Vec<AppCard>,
}

/// `/developers/apps/new`.
#[derive(Template)]
#[template(path = "pages/app_new.html")]
pub struct NewAppPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// What kind of program it is.
    pub kinds: Vec<Choice>,
    /// Name.
    pub name: Field,
    /// Website.
    pub homepage: Field,
    /// Redirect addresses.
    pub redirects: Vec<Field>,
    /// Description.
    pub description: Field,
    /// Scopes.
    pub scopes: Vec<Choice>,
}

/// `/developers/apps/{id}`: the first token.
#[derive(Template)]
#[template(path = "pages/app_quickstart.html")]
pub struct QuickstartPage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: AppCard,
    /// What it does, in its owner's words.
    pub description: String,
    /// The secret, on the one view that shows it.
    pub fresh_secret: Option<String>,
    /// The steps to a first token: heading, words, and lines to paste.
    pub steps: Vec<QuickStep>,
    /// Whether the deprecated implicit grant is on.
    pub implicit: bool,
    /// Whether PKCE is off.
    pub no_pkce: bool,
}

/// One step to a first token.
#[derive(Clone, Debug)]
pub struct QuickStep {
    /// Whether the server has seen it done.
    pub done: bool,
    /// What it does.
    pub heading: String,
    /// Why and how.
    pub words: String,
    /// Lines to paste.
    pub code: String,
}

/// A client secret in a list.
#[derive(Clone, Debug)]
pub struct SecretRow {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Its last four characters.
    pub tail: String,
    /// When it was made.
    pub created: Moment,
    /// When it last proved a request.
    pub used: Option<Moment>,
    /// When it stops or stopped.
    pub stops: Option<Moment>,
    /// Whether it works.
    pub live: bool,
}

/// `/developers/apps/{id}/credentials`.
#[derive(Template)]
#[template(path = "pages/app_credentials.html")]
pub struct CredentialsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form to add was shown.
    pub form_token: String,
    /// The app.
    pub app: AppCard,
    /// Where tokens come from.
    pub token_url: String,
    /// Where members are sent.
    pub authorize_url: String,
    /// Whether nothing proves it.
    pub public: bool,
    /// Whether it proves itself with a key.
    pub keyed: bool,
    /// Where its keys are read from, if they are not registered here.
    pub keys_at: Option<String>,
    /// The new secret, on the one view that shows it.
    pub fresh_secret: Option<String>,
    /// The secrets.
    pub secrets: Vec<SecretRow>,
    /// Whether another may be added.
    pub room: bool,
    /// The new secret's name.
    pub label: Field,
}

/// A redirect address in a list.
#[derive(Clone, Debug)]
pub struct RedirectRow {
    /// The address.
    pub uri: String,
    /// Where it stands in the list.
    pub index: usize,
    /// What is wrong with it, if the rules changed since.
    pub verdict: Option<String>,
}

/// `/developers/apps/{id}/redirects`.
#[derive(Template)]
#[template(path = "pages/app_redirects.html")]
pub struct RedirectsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The app.
    pub app: AppCard,
    /// The addresses.
    pub redirects: Vec<RedirectRow>,
    /// The address to add.
    pub uri: Field,
}

/// `/developers/apps/{id}/scopes`.
#[derive(Template)]
#[template(path = "pages/app_scopes.html")]
pub struct ScopesPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The app.
    pub app: AppCard,
    /// Scopes with what the app asks of each.
    pub scopes: Vec<ScopeChoice>,
}

/// A scope with what an app asks of it.
#[derive(Clone, Debug)]
pub struct ScopeChoice {
    /// Its name.
    pub name: String,
    /// The sentence members read.
    pub sentence: String,
    /// What it does not include.
    pub not_included: Option<String>,
    /// The harm it can do.
    pub risk: String,
    /// Whether the app may ask for it.
    pub asked: bool,
    /// Whether the app cannot work without it.
    pub required: bool,
}

/// The word to an app about one ended session.
#[derive(Clone, Debug)]
pub struct LogoutRow {
    /// The session.
    pub session: String,
    /// When it ended.
    pub at: Moment,
    /// Whether the app understood.
    pub delivered: bool,
    /// When it is tried again, if it is.
    pub next: Option<Moment>,
    /// What was tried.
    pub attempts: Vec<AttemptRow>,
}

/// One attempt to tell an app.
#[derive(Clone, Debug)]
pub struct AttemptRow {
    /// When it ended.
    pub at: Moment,
    /// What came of it.
    pub result: String,
}

/// `/developers/apps/{id}/logouts`.
#[derive(Template)]
#[template(path = "pages/app_logouts.html")]
pub struct LogoutsPage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: AppCard,
    /// Where its server is told.
    pub told_at: Option<String>,
    /// What it was told, the newest first.
    pub rows: Vec<LogoutRow>,
    /// The last of them, if there are older ones.
    pub older: Option<String>,
}

/// `/developers/apps/{id}/settings`.
#[derive(Template)]
#[template(path = "pages/app_settings.html")]
pub struct AppSettingsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form for the words was shown.
    pub form_token: String,
    /// Proves where the form for the addresses was shown.
    pub addresses_token: String,
    /// Where it is told of sign-outs, and where a sign-in may begin.
    pub addresses: Vec<Field>,
    /// Where a sign-in begins, as members are led there.
    pub start: Option<String>,
    /// Proves where the forms that stop and delete were shown.
    pub danger_token: String,
    /// The app.
    pub app: AppCard,
    /// Whether its owner may let it go on: they paused it, not an operator.
    pub resumable: bool,
    /// Name.
    pub name: Field,
    /// Website.
    pub homepage: Field,
    /// Description.
    pub description: Field,
    /// The name typed to delete.
    pub typed_name: Field,
}
