//! Logos of clients.

use oauth::client::Client;
use serde_json::json;
use store::{Result, Writer};

use super::{Context, client_target};
use crate::pictures::{self, Drawn};

/// Gives a claimed client another logo, or none. The picture that it replaces leaves.
pub(crate) async fn set(
    tx: &mut Writer,
    context: &Context<'_>,
    client: &Client,
    drawn: Option<Drawn>,
) -> Result<()> {
    let logo = match drawn {
        Some(drawn) => Some(pictures::keep(tx, context, drawn).await?),
        None => None,
    };
    if let Some(old) = &client.logo_id {
        tx.delete_picture(old).await?;
    }
    tx.set_client_logo(&client.id, logo.as_ref()).await?;
    let facts = json!({ "picture": logo.map(|id| id.to_string()) });
    context.record_with(tx, "client.logo", client_target(&client.id), facts).await
}

/// Has the logo fetched that a client names now and did not name before. One that names none any more loses it.
pub(super) async fn follow(
    tx: &mut Writer,
    context: &Context<'_>,
    before: Option<&Client>,
    after: &Client,
) -> Result<()> {
    let known = before.and_then(|client| client.metadata.logo_uri.as_ref());
    match &after.metadata.logo_uri {
        Some(uri) if known != Some(uri) => tx.insert_logo_fetch(&after.id, context.now).await,
        None if known.is_some() => {
            tx.delete_logo_fetch_of(&after.id).await?;
            set(tx, context, after, None).await
        }
        _ => Ok(()),
    }
}
