//! Mails: written into the outbox in the transaction that causes them.

use account::mail::Mail;
use askama::Template;
use oauth::MailId;
use store::{Result, Writer};

use super::Context;
use crate::views::Moment;
use crate::views::auth::MailBody;

/// What every mail of a deployment has in common.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The service's name.
    pub service: String,
    /// The issuer, on which links are built.
    pub public_url: String,
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
    let origin = match context.origin.address.as_str() {
        "" => "on the server itself".to_owned(),
        address => format!("from the network address {address}"),
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
    let mail = Mail {
        id: MailId::new(context.now, context.entropy),
        recipient: recipient.to_owned(),
        subject,
        text,
        html: body.render().expect("a mail's template formats text only"),
        created_at: context.now,
        due_at: context.now,
        attempts: 0,
        sent_at: None,
        last_error: None,
    };
    tx.insert_mail(&mail).await
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
