//! The client that calls the token, revocation or introspection endpoint, and its proof.

use std::time::Duration;

use account::throttle::{self, Throttle};
use axum::http::{HeaderMap, header};
use oauth::client::Client;
use oauth::error::Error;
use oauth::params::Params;
use oauth::{ClientId, SecretId, Timestamp, client_auth};
use store::Writer;

use crate::App;
use crate::acts::{Actor, Context, Origin, client_target};
use crate::error::TokenError;
use crate::extract::peer::ClientAddress;

/// A client that proved who it is, or a public one that named itself.
pub(crate) struct Authenticated {
    pub client: Client,
    /// The secret that proved it, if it is time to note its use.
    noted: Option<SecretId>,
}

/// How often the last use of a secret is written down.
const NOTE_EVERY: Duration = Duration::from_secs(5);

impl Authenticated {
    /// Notes the use of the secret in a transaction that is open anyway.
    pub(crate) async fn note_use(&self, tx: &mut Writer, now: Timestamp) -> store::Result<()> {
        match &self.noted {
            Some(secret) => tx.touch_secret(secret, now).await,
            None => Ok(()),
        }
    }

    /// Notes the use of the secret in a transaction of its own.
    pub(crate) async fn note_use_alone(&self, app: &App, now: Timestamp) -> store::Result<()> {
        if self.noted.is_none() {
            return Ok(());
        }
        let mut tx = app.write().await?;
        self.note_use(&mut tx, now).await?;
        tx.commit().await
    }

    /// The context of an act of this client.
    pub(crate) fn context<'a>(&self, app: &'a App, address: ClientAddress, now: Timestamp) -> Context<'a> {
        let actor = Actor::Client(self.client.id.clone());
        Context { now, entropy: &*app.entropy, origin: Origin { actor, address: address.to_string() } }
    }
}

/// Authenticates the client of a request (RFC 6749 §2.3).
pub(crate) async fn authenticate(
    app: &App,
    headers: &HeaderMap,
    params: &Params,
    address: ClientAddress,
    now: Timestamp,
) -> Result<Authenticated, TokenError> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    // A value that is no text cannot be a credential; it must not count as none either.
    let authorization = values.next().map(|value| value.to_str().unwrap_or("\u{0}"));
    if values.next().is_some() {
        return Err(Error::invalid_request("send one Authorization header").into());
    }
    let credentials = client_auth::presented(authorization, params)?;
    let found = match credentials.client_id.as_str().len() {
        1..=ClientId::MAX_LEN => {
            app.store.read().await?.find_client_and_secrets(&credentials.client_id, now).await?
        }
        _ => None,
    };
    let (client, secrets) = match found {
        Some((client, secrets)) => (Some(client), secrets),
        None => (None, Vec::new()),
    };
    match (client_auth::authenticate(client.as_ref(), &secrets, &credentials, now), client) {
        (Ok(proof), Some(client)) => {
            let stale = |id: &SecretId| {
                secrets.iter().any(|secret| {
                    secret.id == *id && secret.last_used_at.is_none_or(|used| now.since(used) >= NOTE_EVERY)
                })
            };
            Ok(Authenticated { client, noted: proof.filter(stale) })
        }
        (Ok(_), None) => Err(Error::invalid_client("the client is not known").into()),
        (Err(error), client) => {
            Err(refuse(app, client.as_ref(), credentials.secret.is_some(), error, address, now).await?)
        }
    }
}

/// Records a failed attempt and slows a guesser down. A right secret is never slowed: it cannot be guessed,
/// and whoever floods with wrong ones must not stop the app itself.
async fn refuse(
    app: &App,
    client: Option<&Client>,
    guessed: bool,
    error: Error,
    address: ClientAddress,
    now: Timestamp,
) -> Result<TokenError, TokenError> {
    let (Some(client), true) = (client, guessed) else { return Ok(error.into()) };
    let origin = Origin { actor: Actor::Anonymous, address: address.to_string() };
    let context = Context { now, entropy: &*app.entropy, origin };
    let key = throttle::client_key(&client.id);
    let mut tx = app.write().await?;
    let before = tx.claim_throttle(&key, now).await?;
    if let throttle::Attempt::Wait { until } = app.settings.throttle.decide(Some(&before), now) {
        // What is turned away is not counted: the wait ends whatever the guesser does.
        drop(tx);
        return Ok(TokenError::Throttled(until.since(now)));
    }
    let failed = Throttle { failures: before.failures + 1, last_failure_at: now };
    tx.set_throttle(&key, failed).await?;
    context.record_refusal(&mut tx, "client.authenticate", client_target(&client.id), "wrong secret").await?;
    tx.commit().await?;
    Ok(error.into())
}
