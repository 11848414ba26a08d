//! A mail that waits to be sent.

use oauth::{MailId, Timestamp};
use serde::{Deserialize, Serialize};

/// A mail in the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its identifier; the message's `Message-ID` is built from it, so a second delivery can be told from a second mail.
    pub id: MailId,
    /// The address it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// What it says, sealed: it may hold a link or a code.
    pub sealed_words: Vec<u8>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it may next be tried.
    pub due_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
    /// What the mail server said last.
    pub last_error: Option<String>,
}

/// What a mail says.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// As text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}
