//! Pages of signing in.

use askama::Template;

use super::Moment;
use super::app_mark::AppMark;
use super::factors::{TextPart, WayLink};
use super::frame::{Field, Frame};
use crate::words::{self, Html};

/// `/signin`.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The app that waits, if one does.
    pub continue_to: Option<String>,
    /// What stands beside its name.
    pub mark: Option<AppMark>,
    /// Where that app says what it does with what it learns.
    pub policy: Option<String>,
    /// Where its terms are.
    pub terms: Option<String>,
    /// The request that waits.
    pub request: Option<String>,
    /// The page of ours that waits.
    pub next: Option<String>,
    /// Email or username.
    pub username: Field,
    /// Password.
    pub password: Field,
    /// Whether “Keep me signed in” was ticked.
    pub remember: bool,
    /// Whether strangers may make an account.
    pub sign_up_open: bool,
    /// The relying party's identifier, where passkeys can be.
    pub passkeys: Option<String>,
    /// A passkey that was shown and that nobody here knows, as scripts name it.
    pub unknown_passkey: Option<String>,
}

/// `/signup`.
#[derive(Template)]
#[template(path = "pages/sign_up.html")]
pub struct SignUpPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The query that keeps what waits for the sign-in.
    pub kept: String,
    /// Address.
    pub email: Field,
    /// Username.
    pub username: Field,
    /// Password.
    pub password: Field,
}

/// `/verify-email`: a code to type.
#[derive(Template)]
#[template(path = "pages/check_inbox.html")]
pub struct CheckInboxPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Proves where the form to send again was shown.
    pub again_token: String,
    /// The query that keeps what waits for the sign-in.
    pub kept: String,
    /// The address, as much of it as its owner typed.
    pub email: String,
    /// The same, masked, if it is one.
    pub masked: Option<String>,
    /// The code.
    pub code: Field,
}

/// `/verify-email?link=…`: one button, because mail scanners open links.
#[derive(Template)]
#[template(path = "pages/verify_link.html")]
pub struct VerifyLinkPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The link's value.
    pub link: String,
    /// The address it proves.
    pub email: String,
}

/// `/password/forgot`.
#[derive(Template)]
#[template(path = "pages/forgot.html")]
pub struct ForgotPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Address.
    pub email: Field,
}

/// `/password/reset`.
#[derive(Template)]
#[template(path = "pages/reset.html")]
pub struct ResetPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The link's value.
    pub link: String,
    /// Whose password it is, for password managers.
    pub username: String,
    /// The new password.
    pub password: Field,
}

/// An account of this browser.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// Its place, as the form names it.
    pub session: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// Whether it is the current one.
    pub current: bool,
}

/// `/accounts`.
#[derive(Template)]
#[template(path = "pages/accounts.html")]
pub struct AccountsPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The app that waits, if one does.
    pub continue_to: Option<String>,
    /// The request that waits.
    pub request: Option<String>,
    /// The page of ours that waits.
    pub next: Option<String>,
    /// The accounts.
    pub accounts: Vec<AccountRow>,
}

/// `/confirm`.
#[derive(Template)]
#[template(path = "pages/confirm.html")]
pub struct ConfirmPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Who is asked.
    pub username: String,
    /// Where to go on.
    pub next: Option<String>,
    /// The request that goes on.
    pub request: Option<String>,
    /// The app that made it.
    pub app: Option<String>,
    /// The form that goes on.
    pub kept: Option<String>,
    /// Whether everything is asked for.
    pub everything: bool,
    /// Password, if it is asked for.
    pub password: Option<Field>,
    /// Code, if it is asked for.
    pub code: Option<Field>,
    /// The way that was chosen.
    pub by: &'static str,
    /// Other ways.
    pub others: Vec<WayLink>,
    /// Whether a passkey is asked for.
    pub passkey: bool,
    /// Whether a code must be sent before anything can be typed.
    pub waits_for_text: bool,
    /// What was sent as a text message.
    pub text: Option<TextPart>,
    /// What its form keeps.
    pub text_kept: Vec<(&'static str, String)>,
}

/// An answer that the browser posts to an app: by script at once, without one at the press of a button.
#[derive(Template)]
#[template(path = "pages/form_post.html")]
pub struct FormPostPage {
    /// What it is set in.
    pub frame: Frame,
    /// Where the form goes.
    pub action: String,
    /// What it holds.
    pub fields: Vec<(String, String)>,
}

/// `/oauth/logout/confirm`.
#[derive(Template)]
#[template(path = "pages/logout.html")]
pub struct LogoutPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The member who is signed in.
    pub member: String,
    /// The app that asks.
    pub app: Option<String>,
    /// Its identifier.
    pub client_id: String,
    /// Where it wants the browser back.
    pub post_logout_redirect_uri: String,
    /// Its own value.
    pub state: String,
}

/// `/signed-out`.
#[derive(Template)]
#[template(path = "pages/signed_out.html")]
pub struct SignedOutPage {
    /// What it is set in.
    pub frame: Frame,
    /// Who left this browser.
    pub gone: Option<String>,
    /// Who is signed in to it still.
    pub here: Option<String>,
    /// How many other browsers whoever left is signed in to.
    pub elsewhere: usize,
    /// Which apps they let act while they are away.
    pub away: Option<Html>,
    /// Which apps the browser tells of it.
    pub telling: Option<Html>,
    /// The pages of theirs that it loads for that.
    pub told: Vec<ToldApp>,
    /// The app that asked for it, and its address.
    pub back: Option<(String, String)>,
}

/// An app that the browser tells of a sign-out.
#[derive(Clone, Debug)]
pub struct ToldApp {
    /// Its name.
    pub name: String,
    /// The page of it that is loaded.
    pub address: String,
}

/// A page with a heading, a paragraph and one way on.
#[derive(Template)]
#[template(path = "pages/message.html")]
pub struct MessagePage {
    /// What it is set in.
    pub frame: Frame,
    /// The heading.
    pub heading: String,
    /// What happened and what to do.
    pub paragraphs: Vec<String>,
    /// The way on.
    pub action: Option<(String, String)>,
    /// Names the request, for whoever looks it up.
    pub reference: Option<String>,
}

/// The page for an authorization request that cannot be answered, as the app's own team sees it.
#[derive(Template)]
#[template(path = "pages/broken_link.html")]
pub struct BrokenLinkPage {
    /// What it is set in.
    pub frame: Frame,
    /// The app.
    pub app: String,
    /// Where its redirects are kept.
    pub redirects_href: String,
    /// What was sent: up to the first difference, the rest.
    pub sent: (String, String),
    /// The nearest registered address, cut at the same place.
    pub registered: Option<(String, String)>,
}

/// `/setup`.
#[derive(Template)]
#[template(path = "pages/setup.html")]
pub struct SetupPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The link's value.
    pub link: String,
    /// Address.
    pub email: Field,
    /// Username.
    pub username: Field,
    /// Password.
    pub password: Field,
    /// The service's name.
    pub service: Field,
}

/// A mail: its text and its HTML.
#[derive(Template)]
#[template(path = "mail.html")]
pub struct MailBody {
    /// The service's name.
    pub service: String,
    /// The heading.
    pub heading: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// A code to type.
    pub code: Option<String>,
    /// A link to follow: words and address.
    pub link: Option<(String, String)>,
    /// When and from where it was asked for.
    pub origin: String,
    /// When that was.
    pub at: Moment,
}
