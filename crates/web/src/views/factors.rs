//! Pages of second factors: shown at sign-in, set up in the account.

use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};

use super::Moment;
use super::frame::{Field, Frame};
use super::passkeys::Passkeys;
use crate::words::{self, Phrase};

/// A link to another way.
#[derive(Clone, Debug)]
pub struct WayLink {
    /// Where to.
    pub href: String,
    /// Its words.
    pub words: Phrase,
}

/// `/signin/factor`.
#[derive(Template)]
#[template(path = "pages/factor.html")]
pub struct FactorPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The kind of factor, as addresses name it.
    pub kind: &'static str,
    /// The heading.
    pub heading: Phrase,
    /// Who is signing in.
    pub username: String,
    /// The app that waits, if one does.
    pub continue_to: Option<String>,
    /// The request that waits.
    pub request: Option<String>,
    /// The page of ours that waits.
    pub next: Option<String>,
    /// The code; a passkey needs none, and nor does a text message that was not sent.
    pub code: Option<Field>,
    /// What was sent as a text message.
    pub text: Option<TextPart>,
    /// What its form keeps.
    pub text_kept: Vec<(&'static str, String)>,
    /// Whether the browser may be trusted.
    pub may_trust: bool,
    /// Other ways.
    pub others: Vec<WayLink>,
    /// The way back to the beginning.
    pub start_over: String,
}

/// What a page says of codes by text message.
#[derive(Clone, Debug)]
pub struct TextPart {
    /// The last two digits of the number.
    pub ending: String,
    /// Whether a code was sent that works.
    pub sent: bool,
    /// Until when it works.
    pub until: Option<Moment>,
    /// When the next may be sent, if that is not now.
    pub again_at: Option<Moment>,
    /// How long one works.
    pub life: String,
    /// Whether none are sent here any more.
    pub off: bool,
    /// Where the form goes that sends one.
    pub send_to: &'static str,
}

/// `/account/security/text`.
#[derive(Template)]
#[template(path = "pages/text_number.html")]
pub struct TextNumberPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// The number up to now.
    pub before: Option<String>,
    /// The number.
    pub phone: Field,
}

/// `/account/security/text/code`.
#[derive(Template)]
#[template(path = "pages/text_code.html")]
pub struct TextCodePage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The number in international form.
    pub number: String,
    /// What was sent there.
    pub text: TextPart,
    /// What the form that sends another keeps.
    pub text_kept: Vec<(&'static str, String)>,
    /// The code, while one works.
    pub code: Option<Field>,
}

/// Codes by text message.
#[derive(Clone, Debug)]
pub struct TextRow {
    /// The last two digits of the number.
    pub ending: String,
    /// Since when they are on.
    pub since: Moment,
    /// When one was last used.
    pub used: Option<Moment>,
}

/// What should come next on the security page.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// Why.
    pub words: Phrase,
    /// Where to.
    pub href: &'static str,
    /// The link's words.
    pub link: Phrase,
}

/// A trusted browser.
#[derive(Clone, Debug)]
pub struct TrustRow {
    /// Its identifier.
    pub id: String,
    /// The browser in words.
    pub device: String,
    /// The address it was last used from.
    pub address: String,
    /// Until when it is trusted.
    pub until: Moment,
    /// When it was last used.
    pub used: Moment,
    /// Whether it is this one.
    pub current: bool,
}

/// An authenticator app.
#[derive(Clone, Debug)]
pub struct AuthenticatorRow {
    /// Since when it is on.
    pub since: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
    /// Whether it may be turned off.
    pub removable: bool,
}

/// Recovery codes.
#[derive(Clone, Debug)]
pub struct RecoveryRow {
    /// How many are left.
    pub left: i64,
    /// When they were made.
    pub since: Moment,
    /// When one was last used.
    pub used: Option<Moment>,
    /// Whether few are left.
    pub few: bool,
}

/// `/account/security`.
#[derive(Template)]
#[template(path = "pages/security.html")]
pub struct SecurityPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// Ways in and ways back, in a line.
    pub state: String,
    /// The single next step.
    pub next_step: Option<NextStep>,
    /// When the password was last set.
    pub password: Option<Moment>,
    /// The passkeys, where passkeys can be.
    pub passkeys: Option<Passkeys>,
    /// The authenticator app.
    pub authenticator: Option<AuthenticatorRow>,
    /// Codes by text message.
    pub text: Option<TextRow>,
    /// Whether they can be turned on here.
    pub texts_offered: bool,
    /// The recovery codes.
    pub recovery: Option<RecoveryRow>,
    /// Whether there is a second factor.
    pub has_factor: bool,
    /// Trusted browsers.
    pub trusted: Vec<TrustRow>,
    /// Sessions that live.
    pub sessions: usize,
}

/// `/account/security/authenticator`.
#[derive(Template)]
#[template(path = "pages/authenticator.html")]
pub struct AuthenticatorPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the form was shown.
    pub form_token: String,
    /// Whether there is one already.
    pub replaces: bool,
    /// Whether its owner cannot do without.
    pub demanded: bool,
    /// The key, sealed.
    pub sealed: String,
    /// The key as people type it.
    pub key: String,
    /// The address that an app reads.
    pub address: String,
    /// The same as a picture.
    pub picture: Qr,
    /// Where to go on.
    pub next: Option<String>,
    /// The code that proves it.
    pub code: Field,
}

/// `/account/security/recovery`.
#[derive(Template)]
#[template(path = "pages/recovery.html")]
pub struct RecoveryPage {
    /// What it is set in.
    pub frame: Frame,
    /// Proves where the forms were shown.
    pub form_token: String,
    /// The service's name.
    pub service: String,
    /// Whose codes they are.
    pub username: String,
    /// The codes, once.
    pub codes: Vec<String>,
    /// The codes as a file.
    pub file: String,
    /// The set they are.
    pub set: String,
    /// When this page was made.
    pub now: Moment,
    /// The set that counts.
    pub recovery: Option<RecoveryRow>,
    /// Whether there is a factor that the codes stand in for.
    pub has_factor: bool,
    /// Where to go on.
    pub next: Option<String>,
}

/// A QR code as the path of its dark modules.
#[derive(Clone, Debug)]
pub struct Qr {
    /// Its width with the quiet zone.
    pub size: i32,
    /// The path.
    pub path: String,
}

impl Qr {
    /// Draws a text; `None` if it is longer than a QR code holds.
    pub fn of(text: &str) -> Option<Self> {
        /// What must stay light around it.
        const QUIET: i32 = 4;
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let begin = x;
                while x < code.size() && code.get_module(x, y) {
                    x += 1;
                }
                if x > begin {
                    let run = x - begin;
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", begin + QUIET, y + QUIET));
                }
                x += 1;
            }
        }
        Some(Self { size: code.size() + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_is_drawn_run_by_run() {
        let drawn = Qr::of("otpauth://totp/Guildgate:ada").unwrap();
        let code = QrCode::encode_text("otpauth://totp/Guildgate:ada", QrCodeEcc::Medium).unwrap();
        assert_eq!(drawn.size, code.size() + 8);
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let runs = drawn.path.split('h').skip(1).step_by(2);
        let drawn: usize =
            runs.map(|run| run.split('v').next().unwrap_or_default().parse::<usize>().unwrap()).sum();
        assert_eq!(drawn, dark);
        assert!(Qr::of(&"x".repeat(5_000)).is_none());
    }
}
