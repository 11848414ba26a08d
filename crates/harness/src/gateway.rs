//! A gateway for text messages that speaks Twilio's Messages form and keeps what it is sent.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::wait;

/// The account that texts are sent with.
pub const ACCOUNT: &str = "ACtest";
/// What opens it.
pub const TOKEN: &str = "to/ken";
/// Where texts come from.
pub const FROM: &str = "+447700900123";

/// A text message that arrived.
#[derive(Clone, Debug)]
pub struct Text {
    /// The fields of the form, in their order.
    pub form: Vec<(String, String)>,
}

impl Text {
    /// A field of the form; empty if it is absent.
    pub fn field(&self, name: &str) -> &str {
        self.form.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What it says.
    pub fn body(&self) -> &str {
        self.field("Body")
    }

    /// The six digits that it begins with.
    pub fn code(&self) -> String {
        let code: String = self.body().chars().take_while(char::is_ascii_digit).collect();
        assert_eq!(code.len(), 6, "no code in: {}", self.body());
        code
    }
}

#[derive(Debug, Default)]
struct Held {
    texts: Vec<Text>,
    /// Statuses of the next answers; then 201.
    planned: Vec<u16>,
    refused: Vec<String>,
}

/// The gateway.
#[derive(Debug)]
pub struct Gateway {
    url: String,
    held: Arc<Mutex<Held>>,
    task: JoinHandle<()>,
}

impl Gateway {
    /// Listens on a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let url = format!("http://{ACCOUNT}:{}@127.0.0.1:{port}", TOKEN.replace('/', "%2F"));
        let held = Arc::new(Mutex::new(Held::default()));
        let kept = Arc::clone(&held);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&kept)));
            }
        });
        Self { url, held, task }
    }

    /// The variables with which a server sends texts through it.
    pub fn variables(&self) -> [(&'static str, &str); 2] {
        [("SMS__URL", &self.url), ("SMS__FROM", FROM)]
    }

    /// Answers the next requests with these statuses, then takes texts again.
    pub fn plan(&self, statuses: &[u16]) {
        self.lock().planned = statuses.to_vec();
    }

    /// Everything that was taken so far.
    pub fn texts(&self) -> Vec<Text> {
        self.lock().texts.clone()
    }

    /// What was taken for a number so far.
    pub fn to(&self, number: &str) -> Vec<Text> {
        self.texts().into_iter().filter(|text| text.field("To") == number).collect()
    }

    /// Requests that were not what a gateway takes, and why.
    pub fn refused(&self) -> Vec<String> {
        self.lock().refused.clone()
    }

    /// Waits for the text to a number after the first `known`.
    pub async fn next(&self, number: &str, known: usize) -> Text {
        let found = async || self.to(number).into_iter().nth(known);
        wait::until(&format!("a text message to {number} arrives"), found).await
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Reads one request, judges it as the real one does, and hangs up.
async fn answer(mut stream: TcpStream, held: Arc<Mutex<Held>>) {
    let mut read = Vec::new();
    let mut buffer = [0; 4_096];
    let (head, body) = loop {
        match stream.read(&mut buffer).await {
            Ok(count @ 1..) => read.extend_from_slice(&buffer[..count]),
            _ => return,
        }
        if let Some(whole) = whole(&read) {
            break whole;
        }
    };
    let (status, told) = {
        let mut held = held.lock().unwrap_or_else(PoisonError::into_inner);
        match judge(&head) {
            Ok(true) => take(&mut held, &body),
            Ok(false) => (200, r#"{"messages":[]}"#.to_owned()),
            Err(why) => {
                held.refused.push(why.clone());
                (401, format!(r#"{{"code":20003,"message":"{why}","status":401}}"#))
            }
        }
    };
    let answer = format!(
        "HTTP/1.1 {status} Said\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{told}",
        told.len()
    );
    // Whoever asked may have gone.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

fn take(held: &mut Held, body: &str) -> (u16, String) {
    if !held.planned.is_empty() {
        let status = held.planned.remove(0);
        return (status, format!(r#"{{"code":21211,"message":"The number is wrong","status":{status}}}"#));
    }
    let pairs = url::form_urlencoded::parse(body.as_bytes());
    let form = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    held.texts.push(Text { form });
    (201, r#"{"sid":"SM00000000000000000000000000000000","status":"queued"}"#.to_owned())
}

/// Whether a request sends a text message, or only looks; why not, if it is neither.
fn judge(head: &str) -> Result<bool, String> {
    let header = |wanted: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value.trim())
    };
    let expected = format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
    if header("authorization") != expected {
        return Err("the account and the token are wrong".to_owned());
    }
    let path = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json");
    let mut words = head.split(' ');
    let (method, asked) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if asked.split('?').next() != Some(&path) {
        return Err(format!("there is nothing at {asked}"));
    }
    match (method, header("content-type")) {
        ("POST", "application/x-www-form-urlencoded") => Ok(true),
        ("GET", _) => Ok(false),
        (method, kind) => Err(format!("{method} with {kind} is not understood")),
    }
}

/// A request's head and body, once all of it is there.
fn whole(read: &[u8]) -> Option<(String, String)> {
    let end = read.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let body = read.get(end..end + length.unwrap_or(0))?;
    Some((head, String::from_utf8_lossy(body).into_owned()))
}
