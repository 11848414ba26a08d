//! A mail server that keeps what it is sent.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::wait;

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct Mail {
    /// To whom, as the envelope says.
    pub recipient: String,
    /// The whole message.
    pub message: String,
}

impl Mail {
    /// A header of the message, unfolded; empty if it is absent.
    pub fn header(&self, name: &str) -> String {
        let head = self.message.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
        let wanted = format!("{}:", name.to_ascii_lowercase());
        let line = head.lines().find(|line| line.to_ascii_lowercase().starts_with(&wanted));
        line.map_or_else(String::new, |line| line[wanted.len()..].trim().to_owned())
    }

    /// Its text: the plain part, decoded.
    pub fn text(&self) -> String {
        let plain = self.message.find("text/plain").expect("the mail has a plain part");
        let start = self.message[..plain].rfind("\r\n--").map_or(0, |at| at + 2);
        let part = &self.message[start..];
        let (head, body) = part.split_once("\r\n\r\n").expect("a part has a head");
        let boundary = part.lines().next().filter(|line| line.starts_with("--"));
        let body = boundary.and_then(|boundary| body.split(boundary).next()).unwrap_or(body);
        let head = head.to_ascii_lowercase();
        if head.contains("base64") {
            let packed: String = body.split_whitespace().collect();
            return String::from_utf8(STANDARD.decode(packed).expect("base64")).expect("UTF-8");
        }
        if head.contains("quoted-printable") { quoted_printable(body) } else { body.to_owned() }
    }
}

fn quoted_printable(text: &str) -> String {
    let joined = text.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(joined.len());
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
        let digits = std::str::from_utf8(&digits).expect("digits");
        bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The six-digit code in a mail's text.
pub fn code(text: &str) -> String {
    let runs = text.split(|character: char| !character.is_ascii_digit());
    let mut sixes = runs.filter(|run| run.len() == 6);
    sixes.next().unwrap_or_else(|| panic!("no code in: {text}")).to_owned()
}

/// The link to `path` in a mail's text, without its origin.
pub fn link(text: &str, path: &str) -> String {
    let at = text.find(path).unwrap_or_else(|| panic!("no link to {path} in: {text}"));
    let ends = |character: char| character.is_whitespace() || "\"'<>)".contains(character);
    let link = text[at..].split(ends).next().expect("a split has a first part");
    crate::form::unescape(link)
}

/// The mail server.
#[derive(Debug)]
pub struct Sink {
    url: String,
    mails: Arc<Mutex<Vec<Mail>>>,
    task: JoinHandle<()>,
}

impl Sink {
    /// Listens on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("smtp://{}", listener.local_addr().expect("it is bound"));
        let mails = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&mails);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&kept)));
            }
        });
        Self { url, mails, task }
    }

    /// Its address, for `mail.url`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The mails to an address so far.
    pub fn to(&self, recipient: &str) -> Vec<Mail> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        mails.iter().filter(|mail| mail.recipient == recipient).cloned().collect()
    }

    /// Waits for the mail to an address after the first `known`.
    pub async fn next(&self, recipient: &str, known: usize) -> Mail {
        wait::until(&format!("a mail to {recipient} arrives"), async || {
            self.to(recipient).into_iter().nth(known)
        })
        .await
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// RFC 5321, as much of it as one sender needs.
async fn talk(stream: TcpStream, mails: Arc<Mutex<Vec<Mail>>>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let mut recipient = String::new();
    if write.write_all(b"220 sink ESMTP\r\n").await.is_err() {
        return;
    }
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let command = line.trim_end().to_ascii_uppercase();
        let answer: &[u8] = if command.starts_with("EHLO") {
            b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
        } else if command.starts_with("RCPT TO:") {
            let address = line.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
            recipient = address.map_or_else(String::new, |(address, _)| address.to_owned());
            b"250 ok\r\n"
        } else if command == "DATA" {
            if write.write_all(b"354 go on\r\n").await.is_err() {
                return;
            }
            let Some(message) = message(&mut lines).await else { return };
            let mail = Mail { recipient: recipient.clone(), message };
            mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
            b"250 kept\r\n"
        } else if command == "QUIT" {
            let _ = write.write_all(b"221 bye\r\n").await;
            return;
        } else {
            b"250 ok\r\n"
        };
        if write.write_all(answer).await.is_err() {
            return;
        }
    }
}

async fn message(lines: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
