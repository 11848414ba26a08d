//! Mails: written into the outbox in the transaction that causes them.

use std::sync::Arc;

use account::mail::{Mail, Words};
use account::text::Policy;
use askama::Template;
use oauth::MailId;
use oauth::jose::vault::Vault;
use store::{Result, Writer};
use zeroize::Zeroizing;

use super::Context;
use crate::views::Moment;
use crate::views::auth::MailBody;

/// What every mail of a deployment has in common.
#[derive(Clone)]
pub struct Letterhead {
    /// The service's name.
    pub service: String,
    /// The issuer, on which links are built.
    pub public_url: String,
    /// What seals the words of a mail that waits.
    pub vault: Arc<Vault>,
    /// What limits text messages; `None` where none are sent.
    pub texts: Option<Policy>,
}

impl Letterhead {
    /// The host alone, without a port.
    pub(super) fn host(&self) -> &str {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        let end = rest.rfind(':').filter(|at| !rest[*at..].contains(']')).unwrap_or(rest.len());
        &rest[..end]
    }
}

/// One mail, before it has an address.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// The subject, which is also the heading.
    pub subject: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// A code to type.
    pub code: Option<String>,
    /// A link to follow: words and address.
    pub link: Option<(String, String)>,
}

/// Puts a letter into the outbox; it is sent once the transaction has committed.
pub async fn send(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    recipient: &str,
    letter: Letter,
) -> Result<()> {
    let at = Moment::of(context.now);
    let origin = match (context.origin.device.as_str(), context.origin.address.as_str()) {
        (_, "") => "on the server itself".to_owned(),
        ("", address) => format!("from the network address {address}"),
        (device, address) => {
            let device =
                device.strip_prefix('A').map_or_else(|| device.to_owned(), |rest| format!("a{rest}"));
            format!("with {device}, from the network address {address},")
        }
    };
    let text = text_of(&letter, from, &origin, &at);
    let subject = letter.subject.clone();
    let body = MailBody {
        service: from.service.clone(),
        heading: letter.subject,
        paragraphs: letter.paragraphs,
        code: letter.code,
        link: letter.link,
        origin,
        at,
    };
    let words = Words { text, html: body.render().expect("a mail's template formats text only") };
    let id = MailId::new(context.now, context.entropy);
    let mail = Mail {
        id,
        recipient: recipient.to_owned(),
        subject,
        sealed_words: seal(&from.vault, context, &id, &words),
        created_at: context.now,
        due_at: context.now,
        attempts: 0,
        sent_at: None,
        last_error: None,
    };
    tx.insert_mail(&mail).await
}

fn seal(vault: &Vault, context: &Context<'_>, id: &MailId, words: &Words) -> Vec<u8> {
    let plain = Zeroizing::new(serde_json::to_vec(words).expect("two texts are always JSON"));
    vault.seal(&seal_context(id), &plain, context.entropy)
}

/// Opens what a mail says; `None` if it was sealed with another key, or is not kept any more.
pub(crate) fn open(vault: &Vault, mail: &Mail) -> Option<Words> {
    let plain = vault.open(&seal_context(&mail.id), &mail.sealed_words)?;
    serde_json::from_slice(&plain).ok()
}

fn seal_context(id: &MailId) -> String {
    format!("mail:{id}")
}

fn text_of(letter: &Letter, from: &Letterhead, origin: &str, at: &Moment) -> String {
    let mut parts = vec![letter.subject.clone()];
    parts.extend(letter.paragraphs.iter().cloned());
    parts.extend(letter.code.iter().map(|code| format!("Code: {code}")));
    parts.extend(letter.link.iter().map(|(words, address)| format!("{words}:\n{address}")));
    parts.push(format!("This was asked for {origin} at {}.", at.words));
    parts.push(format!("{}\n{}", from.service, from.public_url));
    parts.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::Origin;
    use oauth::{Entropy, Timestamp};

    struct Fixed;

    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[test]
    fn a_mail_that_waits_is_sealed_and_opens_as_itself_only() {
        let vault = Vault::new(&[1; 32]);
        let now = Timestamp::from_seconds(1_800_000_000);
        let context = Context { now, entropy: &Fixed, origin: Origin::system() };
        let id = MailId::from_bytes([7; 16]);
        let words = Words { text: "https://id.example/password/reset?link=ln_x".into(), html: "<p>".into() };
        let mail = Mail {
            id,
            recipient: "ada@example.com".into(),
            subject: "Choose a new password".into(),
            sealed_words: seal(&vault, &context, &id, &words),
            created_at: now,
            due_at: now,
            attempts: 0,
            sent_at: None,
            last_error: None,
        };
        assert!(!mail.sealed_words.windows(5).any(|part| part == b"link="));
        assert!(open(&vault, &mail).is_some_and(|opened| opened == words));
        let other = Mail { id: MailId::from_bytes([8; 16]), ..mail.clone() };
        assert!(open(&vault, &other).is_none());
        assert!(open(&Vault::new(&[2; 32]), &mail).is_none());
        assert!(open(&vault, &Mail { sealed_words: Vec::new(), ..mail }).is_none());
    }
}
