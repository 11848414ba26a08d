//! The assertion that proves a client (`private_key_jwt`): compared with the client's keys, and spent.

use oauth::Timestamp;
use oauth::client::Client;
use oauth::client_assertion::{Proven, Verdict, verify};
use oauth::error::Error;

use crate::App;
use crate::error::TokenError;

/// Decides whether an assertion proves `client` and, if it does, spends it: proving is an act of its own, and what
/// proved once proves nothing more, whatever becomes of the rest of the request.
pub(super) async fn spend(
    app: &App,
    client: &Client,
    assertion: &str,
    now: Timestamp,
) -> Result<Result<(), Error>, TokenError> {
    match compare(app, client, assertion, now).await {
        Err(error) => Ok(Err(error)),
        Ok(proven) => {
            let mut tx = app.write().await?;
            if !tx.spend_assertion(&proven).await? {
                return Ok(Err(Error::invalid_client(
                    "the client_assertion was already used: its jti is known",
                )));
            }
            tx.commit().await?;
            Ok(Ok(()))
        }
    }
}

async fn compare(app: &App, client: &Client, assertion: &str, now: Timestamp) -> Result<Proven, Error> {
    let (only, issuer) = (client.assertion_algorithm(), &app.settings.public_url);
    let unknown = || Error::invalid_client("no key that the client registered made this client_assertion");
    let keys = app.client_keys.of(app.outbound(), client, now).await.map_err(Error::invalid_client)?;
    match verify(assertion, &client.id, &keys, only, issuer, now) {
        Verdict::Spend(proven) => return Ok(proven),
        Verdict::Refuse(error) => return Err(error),
        Verdict::AskForKeys => {}
    }
    let keys = app.client_keys.newer(app.outbound(), client, &keys, now).await.ok_or_else(unknown)?;
    match verify(assertion, &client.id, &keys, only, issuer, now) {
        Verdict::Spend(proven) => Ok(proven),
        Verdict::Refuse(error) => Err(error),
        Verdict::AskForKeys => Err(unknown()),
    }
}
