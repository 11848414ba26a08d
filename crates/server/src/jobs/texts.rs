//! Text messages leave their outbox: taken, sent, and marked as sent, put off or given up. One that is worth nothing any
//! more is never sent.

use std::sync::Arc;
use std::time::Duration;

use account::text::{Text, Words};
use oauth::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Response, StatusCode};
use serde::Deserialize;
use tokio::task::JoinSet;

use super::Desk;
use crate::config::Sms;
use crate::failure::Failure;

/// How often the outbox is looked at.
const PAUSE: Duration = Duration::from_millis(250);
/// Text messages that are sent at once.
const AT_ONCE: i64 = 8;
/// How long the gateway may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// When one is tried again by anyone if this server ends while it sends.
const LOST_AFTER: Duration = Duration::from_secs(20);
/// The wait after the first failure; it doubles from there. A code lives for minutes, so these are short.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The most that is read of what the gateway answers.
const MOST_BYTES: usize = 64 * 1_024;

/// The way to the gateway.
pub(crate) struct Gateway {
    client: Client,
    sms: Sms,
}

/// Why a text message was not taken.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// It may be taken later.
    Later(String),
    /// It will never be.
    Never(String),
}

/// What gateways say of an error.
#[derive(Deserialize)]
struct Said {
    code: Option<i64>,
}

impl Gateway {
    /// For a configuration. Nothing is connected yet.
    pub(crate) fn new(sms: &Sms) -> Result<Self, Failure> {
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .timeout(PATIENCE)
            .referer(false)
            .user_agent(concat!("Guildgate/", env!("CARGO_PKG_VERSION")));
        if let Some(path) = &sms.ca_file {
            let failed = |why: String| Failure::files(format!("sms.ca_file: {}: {why}", path.display()));
            let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
            let certificates =
                Certificate::from_pem_bundle(&pem).map_err(|error| failed(error.to_string()))?;
            if certificates.is_empty() {
                return Err(failed("holds no certificate".to_owned()));
            }
            builder = certificates.into_iter().fold(builder, reqwest::ClientBuilder::add_root_certificate);
        }
        let client = builder
            .build()
            .map_err(|error| Failure::configuration(format!("sms.url: {}", describe(&error))))?;
        Ok(Self { client, sms: sms.clone() })
    }

    /// Asks for the messages, which changes nothing, and says what is wrong.
    pub(crate) async fn test(&self) -> Result<(), String> {
        let asked = self.client.get(self.sms.url.clone()).query(&[("PageSize", "1")]);
        let answer = self.with_credentials(asked).send().await.map_err(|error| describe(&error))?;
        match answer.status() {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err("the gateway does not accept the account and the token".to_owned())
            }
            status if status.is_server_error() => {
                Err(format!("the gateway answers with status {}", status.as_u16()))
            }
            _ => Ok(()),
        }
    }

    fn with_credentials(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match &self.sms.credentials {
            Some((account, token)) => request.basic_auth(account, Some(token)),
            None => request,
        }
    }

    /// Sends one text message, which the gateway must hand on before `left` is over.
    async fn send(&self, text: &Text, words: Option<Words>, left: Duration) -> Result<(), Refusal> {
        let words = words.ok_or_else(|| Refusal::Never("sealed with another key".to_owned()))?;
        let seconds = left.as_secs().max(1).to_string();
        let form = [
            ("To", text.recipient.as_str()),
            (self.sms.sender(), &self.sms.from),
            ("Body", &words.text),
            ("ValidityPeriod", &seconds),
        ];
        let request = self.client.post(self.sms.url.clone()).form(&form);
        let answer = self.with_credentials(request).send().await;
        let answer = answer.map_err(|error| Refusal::Later(describe(&error)))?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        // Of what the gateway says only its number is kept: its words repeat the telephone's.
        let code = said(answer).await.and_then(|said| said.code);
        let why = match code {
            Some(code) => format!("status {}, error {code}", status.as_u16()),
            None => format!("status {}", status.as_u16()),
        };
        match status {
            StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::UNPROCESSABLE_ENTITY => {
                Err(Refusal::Never(why))
            }
            _ => Err(Refusal::Later(why)),
        }
    }
}

async fn said(mut answer: Response) -> Option<Said> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.ok()? {
        if body.len() + piece.len() > MOST_BYTES {
            return None;
        }
        body.extend_from_slice(&piece);
    }
    serde_json::from_slice(&body).ok()
}

/// What went wrong on the way, in one line, without the address: it may hold the account.
fn describe(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let text = match error.is_timeout() {
        true => "the gateway did not answer in time".to_owned(),
        false => format!("the gateway cannot be reached: {cause}"),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(300).collect()
}

fn wait_after(attempts: i64) -> Duration {
    let doublings = u32::try_from((attempts - 1).clamp(0, 20)).unwrap_or(0);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

/// Sends what is due.
pub(super) async fn step(desk: Desk, gateway: Arc<Gateway>) -> store::Result<Duration> {
    let store = desk.app.store();
    if store.read().await?.count_unsent_texts(1).await? == 0 {
        return Ok(PAUSE);
    }
    let now = desk.app.now();
    let mut tx = store.write().await?;
    let texts = tx.claim_due_texts(now, now + LOST_AFTER, AT_ONCE).await?;
    if texts.is_empty() {
        return Ok(PAUSE);
    }
    tx.commit().await?;
    let mut sending = JoinSet::new();
    for text in texts {
        let (gateway, words) = (Arc::clone(&gateway), desk.app.open_text(&text));
        let left = text.expires_at.since(now);
        sending.spawn(async move {
            let outcome = match text.expires_at > now {
                true => gateway.send(&text, words, left).await,
                false => Err(Refusal::Never("it was over before it could be sent".to_owned())),
            };
            (text, outcome)
        });
    }
    while let Some(sent) = sending.join_next().await {
        let Ok((text, outcome)) = sent else { continue };
        save(&desk, &text, outcome).await?;
    }
    Ok(Duration::ZERO)
}

/// Records what came of one try.
async fn save(desk: &Desk, text: &Text, outcome: Result<(), Refusal>) -> store::Result<()> {
    let now: Timestamp = desk.app.now();
    let mut tx = desk.app.store().write().await?;
    match outcome {
        Ok(()) => tx.mark_text_sent(&text.id, now).await?,
        Err(Refusal::Later(why)) => {
            tracing::warn!(text = %text.id, error = why, "a text message was not taken; it is tried again");
            tx.mark_text_failed(&text.id, &why, now + wait_after(text.attempts)).await?;
        }
        Err(Refusal::Never(why)) => {
            tracing::warn!(text = %text.id, error = why, "a text message was given up");
            tx.mark_text_ended(&text.id, &why, now).await?;
        }
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_half_a_minute() {
        let seconds = [1, 2, 3, 5, 6, 60].map(|attempts| wait_after(attempts).as_secs());
        assert_eq!(seconds, [1, 2, 4, 16, 30, 30]);
    }
}
