//! Clients that describe themselves in a document at their identifier.

use oauth::client::Client;
use oauth::revoked::Revocation;
use store::{ClientDocument, Result, Writer};

use super::{Context, clients};

/// What became of a document.
pub(crate) enum Described {
    /// The client is what it says; what ended with what it was before.
    As(Option<Revocation>),
    /// Another server was first to make this client: look again.
    Raced,
}

/// Makes a client what its document says. What was decided here of one that is known stays.
pub(crate) async fn describe(
    tx: &mut Writer,
    context: &Context<'_>,
    said: Client,
    document: ClientDocument,
) -> Result<Described> {
    let ended = match tx.claim_client(&said.id, context.now).await? {
        None => {
            // One that was deleted has left its identifier taken for a while.
            if !clients::insert(tx, context, &said).await? {
                return Ok(Described::Raced);
            }
            None
        }
        Some(before) => {
            let after = Client {
                logo_id: before.logo_id,
                created_at: before.created_at,
                suspended_at: before.suspended_at,
                ..said.clone()
            };
            match before == after {
                true => None,
                false => {
                    let ended = clients::update(tx, context, &before, &after).await?;
                    tx.update_client_protocol(&after).await?;
                    tx.set_client_kind(&after).await?;
                    ended
                }
            }
        }
    };
    tx.set_client_document(&said.id, document).await?;
    Ok(Described::As(ended))
}
