//! Mail leaves the outbox: taken, sent, and marked as sent or put off.

use std::sync::Arc;
use std::time::Duration;

use account::mail::{Mail, Words};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use oauth::Timestamp;
use tokio::task::JoinSet;

use super::Desk;
use crate::config::{self, Config};
use crate::failure::Failure;

/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// Mails that are sent at once.
const AT_ONCE: i64 = 8;
/// How long the mail server may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// When a mail is tried again by anyone if this server ends while it sends.
const LOST_AFTER: Duration = Duration::from_secs(60);
/// The wait after the first failure; it doubles from there.
const FIRST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);
/// The wait after a mail server said that it will never take the mail.
const REFUSED_WAIT: Duration = Duration::from_secs(86_400);

/// The way to the mail server.
pub(crate) struct PostOffice {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// What message identifiers end with.
    host: String,
}

impl PostOffice {
    /// For a configuration. Nothing is connected yet.
    pub(crate) fn new(mail: &config::Mail, config: &Config) -> Result<Self, Failure> {
        let mut from: Mailbox = mail
            .from
            .parse()
            .map_err(|error| Failure::configuration(format!("mail.from is not an address: {error}")))?;
        from.name.get_or_insert_with(|| config.service_name.clone());
        Ok(Self { transport: transport(mail)?, from, host: config.host.clone() })
    }

    /// Connects and says hello.
    pub(crate) async fn test(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("the mail server does not answer".to_owned()),
            Err(error) => Err(describe(&error)),
        }
    }

    /// Sends one mail.
    async fn send(&self, mail: &Mail, words: Option<Words>) -> Result<(), Refusal> {
        let sealed = || Refusal { why: "sealed with another key".to_owned(), wait: REFUSED_WAIT };
        let message = self
            .message(mail, words.ok_or_else(sealed)?)
            .map_err(|why| Refusal { why, wait: REFUSED_WAIT })?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Refusal { why: describe(&error), wait: REFUSED_WAIT }),
            Err(error) => Err(Refusal { why: describe(&error), wait: wait_after(mail.attempts) }),
        }
    }

    fn message(&self, mail: &Mail, words: Words) -> Result<Message, String> {
        let to = mail.recipient.parse::<Mailbox>().map_err(|error| error.to_string())?;
        Message::builder()
            // The same for every try, so that a mail that arrives twice can be told from two mails.
            .message_id(Some(format!("<{}@{}>", mail.id, self.host)))
            .date(std::time::UNIX_EPOCH + mail.created_at.since(Timestamp::from_micros(0)))
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            .raw_header(lettre::message::header::HeaderValue::new(
                lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(MultiPart::alternative_plain_html(words.text, words.html))
            .map_err(|error| error.to_string())
    }
}

/// Why a mail was not taken, and how long to wait.
struct Refusal {
    why: String,
    wait: Duration,
}

fn transport(mail: &config::Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, Failure> {
    let url = &mail.url;
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned();
    let tls = || tls(mail, &host);
    let has_password = !url.username().is_empty();
    let (port, tls) = match url.scheme() {
        "smtps" => (465, Tls::Wrapper(tls()?)),
        _ if is_local(&host) && mail.ca_file.is_none() => (25, Tls::None),
        // A password, or a CA that was named for it, is never risked in clear.
        _ if has_password || mail.ca_file.is_some() => (587, Tls::Required(tls()?)),
        _ => (25, Tls::Opportunistic(tls()?)),
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
        .port(url.port().unwrap_or(port))
        .tls(tls)
        .timeout(Some(PATIENCE));
    if has_password {
        let decode = |text: &str| {
            let pairs = format!("v={}", text.replace('+', "%2B"));
            url::form_urlencoded::parse(pairs.as_bytes())
                .next()
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let credentials =
            Credentials::new(decode(url.username()), decode(url.password().unwrap_or_default()));
        builder = builder.credentials(credentials);
    }
    Ok(builder.build())
}

fn tls(mail: &config::Mail, host: &str) -> Result<TlsParameters, Failure> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &mail.ca_file {
        let failed = |why: String| Failure::files(format!("mail.ca_file: {}: {why}", path.display()));
        let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
        builder = builder
            .add_root_certificate(Certificate::from_pem(&pem).map_err(|error| failed(error.to_string()))?);
    }
    builder.build_rustls().map_err(|error| Failure::configuration(format!("mail.url: {error}")))
}

fn is_local(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// What a mail server or the way to it said, in one line.
fn describe(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn wait_after(attempts: i64) -> Duration {
    let doublings = u32::try_from((attempts - 1).clamp(0, 20)).unwrap_or(0);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

/// Sends what is due.
pub(super) async fn step(desk: Desk, post: Arc<PostOffice>) -> store::Result<Duration> {
    let store = desk.app.store();
    if store.read().await?.count_unsent_mails(1).await? == 0 {
        return Ok(PAUSE);
    }
    let now = desk.app.now();
    let mut tx = store.write().await?;
    let mails = tx.claim_due_mails(now, now + LOST_AFTER, AT_ONCE).await?;
    if mails.is_empty() {
        return Ok(PAUSE);
    }
    tx.commit().await?;
    let mut sending = JoinSet::new();
    for mail in mails {
        let (post, words) = (Arc::clone(&post), desk.app.open_mail(&mail));
        sending.spawn(async move { (mail.id, post.send(&mail, words).await) });
    }
    while let Some(sent) = sending.join_next().await {
        let Ok((id, outcome)) = sent else { continue };
        let mut tx = store.write().await?;
        let now = desk.app.now();
        match outcome {
            Ok(()) => tx.mark_mail_sent(&id, now).await?,
            Err(Refusal { why, wait }) => {
                tracing::warn!(mail = %id, error = why, "a mail was not taken; it is tried again");
                tx.mark_mail_failed(&id, &why, now + wait).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use oauth::MailId;

    fn office(url: &str) -> PostOffice {
        let variables = [("GUILDGATE_MAIL__URL", url), ("GUILDGATE_PUBLIC_URL", "https://id.example.com")];
        let config = Config::read(None, variables.map(|(name, value)| (name.into(), value.into()))).unwrap();
        PostOffice::new(config.mail.as_ref().unwrap(), &config).unwrap()
    }

    fn mail(recipient: &str) -> Mail {
        Mail {
            id: MailId::from_bytes([7; 16]),
            recipient: recipient.to_owned(),
            subject: "Grüße\r\nBcc: eve@example.com".to_owned(),
            sealed_words: Vec::new(),
            created_at: Timestamp::from_seconds(1_790_000_000),
            due_at: Timestamp::from_seconds(1_790_000_000),
            attempts: 1,
            sent_at: None,
            last_error: None,
        }
    }

    fn words() -> Words {
        Words { text: "plain".to_owned(), html: "<p>rich".to_owned() }
    }

    #[tokio::test]
    async fn a_message_says_the_same_at_every_try() {
        let office = office("smtp://127.0.0.1:2525");
        let text = String::from_utf8(office.message(&mail("ada@example.com"), words()).unwrap().formatted())
            .unwrap();
        assert!(
            text.contains("Message-ID: <07070707-0707-0707-0707-070707070707@id.example.com>\r\n"),
            "{text}"
        );
        assert!(text.contains("From: Guildgate <no-reply@id.example.com>\r\n"), "{text}");
        assert!(text.contains("text/plain") && text.contains("text/html"));
        assert!(!text.contains("\r\nBcc:"), "{text}");
        assert!(office.message(&mail("not an address"), words()).is_err());
    }

    #[tokio::test]
    async fn nobody_at_the_other_end_is_a_failure_to_try_again() {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        drop(socket);
        let office = office(&format!("smtp://{address}"));
        let refusal = office.send(&mail("ada@example.com"), Some(words())).await.unwrap_err();
        assert_eq!(refusal.wait, FIRST_WAIT);
        assert!(!refusal.why.contains('\n'));
        let refusal = office.send(&mail("ada@example.com"), None).await.unwrap_err();
        assert_eq!((refusal.why.as_str(), refusal.wait), ("sealed with another key", REFUSED_WAIT));
    }

    #[test]
    fn waits_grow_to_an_hour() {
        let seconds = [1, 2, 3, 9, 10, 60].map(|attempts| wait_after(attempts).as_secs());
        assert_eq!(seconds, [10, 20, 40, 2_560, 3_600, 3_600]);
    }
}
