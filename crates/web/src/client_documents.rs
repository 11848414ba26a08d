//! Clients that nobody registered: the document at their identifier is fetched by the guarded client, checked, kept,
//! and fetched again when it has grown old.

use std::sync::Arc;
use std::time::Duration;

use axum::http::header;
use oauth::client::Client;
use oauth::client::document;
use oauth::client::dynamic::{self, Terms};
use oauth::{ClientId, Timestamp};
use quick_cache::sync::Cache;
use store::ClientDocument;
use tokio::sync::Mutex;

use crate::App;
use crate::acts::documents::{Described, describe};
use crate::acts::{Actor, Context, Origin};
use crate::extract::peer::ClientAddress;
use crate::outbound::{Answer, Refused};

/// Clients of which it is remembered when they were asked last.
const REMEMBERED: usize = 1_000;
/// How long a document is believed if its server says nothing, and at most; the least is the deployment's to say.
const FRESH_FOR: Duration = Duration::from_secs(10 * 60);
const FRESH_AT_MOST: Duration = Duration::from_secs(24 * 3_600);
/// How long a client goes on as it was while its server cannot be reached.
const GOOD_FOR: Duration = Duration::from_secs(24 * 3_600);
/// How long nobody asks again after an attempt that gave nothing.
const PAUSE: Duration = Duration::from_secs(30);

/// When documents gave nothing, by client. Whoever asks holds the lock, so one at a time fetches.
pub(crate) struct ClientDocuments {
    slots: Cache<ClientId, Arc<Mutex<Option<Failed>>>>,
}

struct Failed {
    at: Timestamp,
    what: Fault,
}

#[derive(Clone)]
enum Fault {
    /// The server could not be heard, which says nothing of the client.
    Unheard(String),
    /// There is no such client, or it is not one that can be taken.
    Unfit(String),
}

/// Why a client whose identifier is an address is not taken.
#[derive(Debug)]
pub(crate) enum NotTaken {
    /// It gave no description that can stand; why, for its makers.
    Unfit(String),
    /// Its network asks for too many.
    Throttled(Duration),
    /// The store failed.
    Store(store::Error),
}

impl From<store::Error> for NotTaken {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl ClientDocuments {
    pub(crate) fn new() -> Self {
        Self { slots: Cache::new(REMEMBERED) }
    }

    fn slot(&self, client: &ClientId) -> Arc<Mutex<Option<Failed>>> {
        let made =
            self.slots.get_or_insert_with(client, || Ok::<_, std::convert::Infallible>(Arc::default()));
        match made {
            Ok(slot) => slot,
            Err(never) => match never {},
        }
    }
}

/// Sees to it that a client whose identifier is an address is in the records as its document says. Of every other
/// client there is nothing to see to.
///
/// # Errors
/// If it is not to be taken for a client now.
pub(crate) async fn see_to(
    app: &App,
    id: &ClientId,
    address: ClientAddress,
    now: Timestamp,
) -> Result<(), NotTaken> {
    if !document::is_address(id) {
        return Ok(());
    }
    let unfit = |why: &str| NotTaken::Unfit(why.to_owned());
    if !app.settings.clients.documents {
        return Err(unfit("apps that describe themselves are not taken here"));
    }
    document::check_id(id).map_err(unfit)?;
    if find(app, id).await?.is_some_and(|known| now < known.fresh_until) {
        return Ok(());
    }
    let slot = app.client_documents.slot(id);
    let mut failed = slot.lock().await;
    // Whoever held the lock before may have fetched it.
    let known = find(app, id).await?;
    if known.is_some_and(|known| now < known.fresh_until) {
        return Ok(());
    }
    let again =
        failed.as_ref().filter(|failed| now.since(failed.at) < PAUSE).map(|failed| failed.what.clone());
    let fault = match again {
        Some(fault) => fault,
        None => {
            app.asking.check(address).map_err(NotTaken::Throttled)?;
            match fetch(app, id, now).await {
                Ok((client, fresh_until)) => {
                    *failed = None;
                    return keep(app, client, address, ClientDocument { fetched_at: now, fresh_until }).await;
                }
                Err(fault) => {
                    *failed = Some(Failed { at: now, what: fault.clone() });
                    fault
                }
            }
        }
    };
    match fault {
        Fault::Unheard(_) if known.is_some_and(|known| now.since(known.fetched_at) <= GOOD_FOR) => Ok(()),
        Fault::Unheard(why) | Fault::Unfit(why) => {
            tracing::info!(client = %id, why, "a client's description cannot be taken");
            Err(NotTaken::Unfit(why))
        }
    }
}

async fn find(app: &App, id: &ClientId) -> store::Result<Option<ClientDocument>> {
    app.store.read().await?.find_client_document(id).await
}

/// Fetches and reads a document. Nothing of what came is kept if it cannot stand.
async fn fetch(app: &App, id: &ClientId, now: Timestamp) -> Result<(Client, Timestamp), Fault> {
    let answer = app.outbound().fetch(id.as_str(), document::ACCEPT).await;
    let answer = answer.map_err(|refused| match refused {
        Refused::Unreachable | Refused::Connection | Refused::TooSlow | Refused::Status(500..) => {
            Fault::Unheard(refused.to_string())
        }
        Refused::Address | Refused::Redirect | Refused::Status(_) | Refused::TooLong => {
            Fault::Unfit(refused.to_string())
        }
    })?;
    let client = read(app, id, &answer, now).map_err(Fault::Unfit)?;
    let between = (app.settings.clients.documents_ttl, FRESH_AT_MOST);
    Ok((client, now + answer.fresh_for(FRESH_FOR, between)))
}

fn read(app: &App, id: &ClientId, answer: &Answer, now: Timestamp) -> Result<Client, String> {
    if answer.body.len() > document::LONGEST {
        return Err("the answer is longer than 16 KiB".to_owned());
    }
    let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !document::is_json(kind.unwrap_or_default()) {
        return Err("the answer is not of type application/json".to_owned());
    }
    let catalogue = app.catalogue();
    let terms = Terms {
        catalogue: &catalogue,
        service_name: &app.service_name(),
        scopes: &dynamic::open_scopes(&catalogue),
        front_channel: false,
        pkce: true,
    };
    document::read(id, &answer.body, &terms, now)
}

async fn keep(
    app: &App,
    client: Client,
    address: ClientAddress,
    document: ClientDocument,
) -> Result<(), NotTaken> {
    let actor = Actor::Client(client.id.clone());
    let origin = Origin { actor, address: address.to_string(), device: String::new() };
    let context = Context { now: document.fetched_at, entropy: &*app.entropy, origin };
    let mut tx = app.write().await?;
    match describe(&mut tx, &context, client, document).await? {
        Described::As(ended) => {
            tx.commit().await?;
            app.revoke_here(ended);
            Ok(())
        }
        Described::Raced => Err(NotTaken::Unfit("it is being read by another server: try again".to_owned())),
    }
}
