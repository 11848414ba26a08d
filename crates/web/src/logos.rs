//! Logos that apps name by an address: fetched by the guarded client, drawn anew, kept.

use oauth::client::logo;
use store::LogoFetch;

use crate::App;
use crate::acts::logos;
use crate::pictures::{Drawn, Shape};

/// What is taken.
const KINDS: &str = "image/png, image/webp, image/jpeg";

impl App {
    /// Fetches a logo once. No transaction may be open.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn fetch_logo(&self, fetch: &LogoFetch) -> store::Result<()> {
        let client = self.store.read().await?.find_client(&fetch.client_id).await?;
        let uri = client.and_then(|client| client.metadata.logo_uri);
        let drawn = match &uri {
            Some(uri) => self.draw_from(uri).await,
            None => Err("the app names no logo any more".to_owned()),
        };
        let context = self.system();
        let mut tx = self.write().await?;
        // Whoever changes the client holds its row and may name another logo: its row first.
        let client = tx.claim_client(&fetch.client_id, context.now).await?;
        let client = client.filter(|client| uri.is_some() && client.metadata.logo_uri == uri);
        match (client, drawn) {
            (Some(client), Ok(drawn)) => {
                if tx.delete_logo_fetch(fetch).await? {
                    logos::set(&mut tx, &context, &client, Some(drawn)).await?;
                }
            }
            (Some(client), Err(why)) => {
                tracing::info!(client = %client.id, why, "the logo of a client could not be fetched");
                match logo::pause_after(fetch.attempts) {
                    Some(pause) => tx.mark_logo_failed(fetch, context.now + pause).await?,
                    None => drop(tx.delete_logo_fetch(fetch).await?),
                }
            }
            (None, _) => drop(tx.delete_logo_fetch(fetch).await?),
        }
        tx.commit().await
    }

    async fn draw_from(&self, uri: &str) -> Result<Drawn, String> {
        let answer = self.outbound().fetch(uri, KINDS).await.map_err(|refused| refused.to_string())?;
        let drawn = self.studio.draw(answer.body, Shape::Logo).await;
        drawn.map_err(|_| "it could not be drawn".to_owned())?.map_err(|unusable| unusable.to_string())
    }
}
