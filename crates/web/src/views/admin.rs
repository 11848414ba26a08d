//! Pages of operators.

use askama::Template;

use super::Moment;
use super::frame::Frame;
use crate::words;

/// A mail in a list.
#[derive(Clone, Debug)]
pub struct MailRow {
    /// Its identifier.
    pub id: String,
    /// Where it goes.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// When it was written.
    pub written: Moment,
    /// What became of it.
    pub state: String,
}

/// `/admin/outbox`.
#[derive(Template)]
#[template(path = "pages/outbox.html")]
pub struct OutboxPage {
    /// What it is set in.
    pub frame: Frame,
    /// The mails.
    pub mails: Vec<MailRow>,
    /// Whether mail leaves the outbox.
    pub delivered: bool,
    /// The next page.
    pub older: Option<String>,
}

/// `/admin/outbox/{id}`.
#[derive(Template)]
#[template(path = "pages/mail.html")]
pub struct MailPage {
    /// What it is set in.
    pub frame: Frame,
    /// The mail.
    pub mail: MailRow,
    /// Its text.
    pub text: String,
}
