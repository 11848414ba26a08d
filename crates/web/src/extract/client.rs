//! The client that calls the token, revocation or introspection endpoint, and its proof.

use std::sync::Arc;
use std::time::Duration;

use account::throttle::{self, Throttle};
use axum::http::{HeaderMap, header};
use oauth::client::Client;
use oauth::client_auth::{self, Proof};
use oauth::error::Error;
use oauth::params::Params;
use oauth::{ClientId, SecretId, Timestamp};
use store::{KnownClient, Writer};

use crate::acts::{Actor, Context, Origin, client_target};
use crate::client_documents::{self, NotTaken};
use crate::error::TokenError;
use crate::extract::assertion;
use crate::extract::peer::ClientAddress;
use crate::{App, calls};

/// A client that proved who it is, or a public one that named itself.
pub(crate) struct Authenticated {
    pub client: Arc<Client>,
    known: Arc<KnownClient>,
    /// Whether memory said so, not the records.
    recalled: bool,
    /// The secret that proved it, if one did.
    proof: Option<SecretId>,
}

/// How often the last use of a secret is written down.
const NOTE_EVERY: Duration = Duration::from_secs(5);

impl Authenticated {
    fn of(known: Arc<KnownClient>, recalled: bool, proof: Proof) -> Self {
        let proof = match proof {
            Proof::Secret(secret) => Some(secret),
            Proof::None | Proof::Assertion(_) => None,
        };
        Self { client: Arc::clone(&known.client), known, recalled, proof }
    }

    /// Notes the use of the secret in a transaction that is open anyway.
    pub(crate) async fn note_use(&self, tx: &mut Writer, now: Timestamp) -> store::Result<()> {
        match self.secret_to_note(now) {
            Some(secret) => tx.touch_secret(secret, now).await,
            None => Ok(()),
        }
    }

    fn secret_to_note(&self, now: Timestamp) -> Option<&SecretId> {
        self.proof.as_ref().filter(|secret| self.known.takes_note(secret, now, NOTE_EVERY))
    }

    /// Says whether the client is still as it was when it proved itself: memory may lag behind another server or a
    /// command by less than a second. What was read for this very request is not asked about again: an assertion
    /// proves a client once.
    pub(crate) async fn is_current(&self, tx: &mut Writer) -> store::Result<bool> {
        Ok(!self.recalled || tx.is_current(&self.known).await?)
    }

    /// Notes the use of the secret in a transaction of its own.
    pub(crate) async fn note_use_alone(&self, app: &App, now: Timestamp) -> store::Result<()> {
        let Some(secret) = self.secret_to_note(now) else { return Ok(()) };
        let mut tx = app.write().await?;
        tx.touch_secret(secret, now).await?;
        tx.commit().await
    }

    /// The context of an act of this client.
    pub(crate) fn context<'a>(&self, app: &'a App, address: ClientAddress, now: Timestamp) -> Context<'a> {
        let actor = Actor::Client(self.client.id.clone());
        Context {
            now,
            entropy: &*app.entropy,
            origin: Origin { actor, address: address.to_string(), device: String::new() },
        }
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
    match client_documents::see_to(app, &credentials.client_id, address, now).await {
        Ok(()) => {}
        Err(NotTaken::Unfit(why)) => {
            let why = format!("the client's description cannot be taken: {why}");
            return Err(Error::invalid_client(why).into());
        }
        Err(NotTaken::Throttled(wait)) => return Err(TokenError::Throttled(wait)),
        Err(NotTaken::Store(error)) => return Err(error.into()),
    }
    let prove = |known: Option<&Arc<KnownClient>>| match known {
        Some(known) => client_auth::authenticate(Some(&known.client), &known.secrets, &credentials, now),
        None => client_auth::authenticate(None, &[], &credentials, now),
    };
    if let Some(known) = app.store.recall_client(&credentials.client_id)
        && let Ok(proof @ (Proof::None | Proof::Secret(_))) = prove(Some(&known))
    {
        calls::note_request(&known.client.id, params);
        return Ok(Authenticated::of(known, true, proof));
    }
    // What memory does not know or refuses, the records decide.
    let found = match credentials.client_id.as_str().len() {
        1..=ClientId::MAX_LEN => app.store.learn_client(&credentials.client_id, now).await?,
        _ => None,
    };
    if let Some(known) = &found {
        calls::note_request(&known.client.id, params);
    }
    match (prove(found.as_ref()), found) {
        (Ok(Proof::Assertion(assertion)), Some(known)) => {
            match assertion::spend(app, &known.client, &assertion, now).await? {
                Ok(()) => Ok(Authenticated::of(known, false, Proof::None)),
                Err(error) => Err(refuse(app, &known.client, "wrong assertion", error, address, now).await?),
            }
        }
        (Ok(proof), Some(known)) => Ok(Authenticated::of(known, false, proof)),
        (Ok(_), None) => Err(Error::invalid_client("the client is not known").into()),
        (Err(error), Some(known)) if credentials.secret.is_some() => {
            Err(refuse(app, &known.client, "wrong secret", error, address, now).await?)
        }
        (Err(error), _) => Err(error.into()),
    }
}

/// Records a failed attempt and slows a guesser down. A right proof is never slowed: it cannot be guessed,
/// and whoever floods with wrong ones must not stop the app itself.
async fn refuse(
    app: &App,
    client: &Client,
    what: &str,
    error: Error,
    address: ClientAddress,
    now: Timestamp,
) -> Result<TokenError, TokenError> {
    let origin = Origin { actor: Actor::Anonymous, address: address.to_string(), device: String::new() };
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
    context.record_refusal(&mut tx, "client.authenticate", client_target(&client.id), what).await?;
    tx.commit().await?;
    Ok(error.into())
}
