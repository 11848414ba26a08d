//! JWTs for clients: signed with the key of the algorithm that the client registered, encrypted to a key of its own if
//! it registered that.

use oauth::client::Client;
use oauth::client::protection::Protection;
use oauth::jose::jwk::Algorithm;
use oauth::jose::{jwe, jws};

use crate::App;
use crate::error::Internal;

/// Demands the key that ID tokens of `client` are encrypted to, before anything is spent for one.
pub(crate) async fn demand_key(app: &App, client: &Client) -> Result<(), Internal> {
    let Some(encryption) = client.metadata.id_token_protection().encryption else { return Ok(()) };
    let keys = app.client_keys.of(app.outbound(), client, app.now()).await;
    let keys = keys.map_err(|why| Internal::passing(&why))?;
    keys.for_encryption(encryption.key).map(|_| ()).ok_or_else(no_key)
}

fn no_key() -> Internal {
    Internal::passing("a client has no key that its tokens can be encrypted to")
}

/// How a JWT for one client is made. It owns what it needs, so that it outlives a transaction.
pub(crate) struct Seal {
    protection: Protection,
    /// The client, if something is encrypted to a key of its own.
    reader: Option<Box<Client>>,
}

impl Seal {
    /// As `client` registered it.
    pub(crate) fn of(client: &Client, protection: Protection) -> Self {
        let reader = protection.encryption.map(|_| Box::new(client.clone()));
        Self { protection, reader }
    }

    /// How it is signed.
    pub(crate) fn algorithm(&self) -> Algorithm {
        self.protection.signing
    }

    /// Makes the JWT. No transaction may be open: the client's keys may have to be fetched.
    pub(crate) async fn seal(&self, app: &App, typ: &str, payload: &[u8]) -> Result<String, Internal> {
        let key = app.keys().id_token(self.protection.signing);
        let key = key.ok_or_else(|| Internal::new("there is no key for this algorithm"))?;
        let signed = jws::sign(&key, typ, payload);
        let (Some(encryption), Some(client)) = (self.protection.encryption, &self.reader) else {
            return Ok(signed);
        };
        let keys = app.client_keys.of(app.outbound(), client, app.now()).await;
        let keys = keys.map_err(|why| Internal::passing(&why))?;
        keys.for_encryption(encryption.key)
            .and_then(|key| jwe::encrypt(key, encryption.key, encryption.content, &signed, &*app.entropy))
            .ok_or_else(no_key)
    }
}
