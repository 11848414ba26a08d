//! Telling an app's server that a session has ended (OIDC Back-Channel Logout §2.5 to §2.8): one attempt.

use oauth::TokenId;
use oauth::client::Client;
use oauth::oidc::logout::{Delivery, LogoutToken, TYPE};
use oauth::oidc::subject;

use crate::App;
use crate::endpoints::protect::Seal;

/// What came of an attempt, in words for the app's team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The app understood.
    Understood(String),
    /// It did not, or could not be asked: it is tried again.
    Unheard(String),
    /// There is nobody to tell any more.
    Nobody(String),
}

impl App {
    /// Tells an app what `delivery` says. No transaction may be open.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn tell_of_logout(&self, delivery: &Delivery) -> store::Result<Told> {
        let client = self.store.read().await?.find_client(&delivery.client_id).await?;
        let Some(client) = client.filter(|client| client.suspended_at.is_none()) else {
            return Ok(Told::Nobody("The app was stopped or deleted.".to_owned()));
        };
        let Some(uri) = client.metadata.backchannel_logout_uri.as_deref() else {
            return Ok(Told::Nobody("The app has no back-channel address any more.".to_owned()));
        };
        let token = match self.logout_token(&client, delivery).await {
            Ok(token) => token,
            Err(_) => {
                return Ok(Told::Unheard("No token could be made for the app: see to its keys.".to_owned()));
            }
        };
        Ok(match self.outbound().post_form(uri, &[("logout_token", &token)]).await {
            Ok(answer) if [200, 204].contains(&answer.status) => {
                Told::Understood(format!("The app answered with status {}.", answer.status))
            }
            Ok(answer) => Told::Unheard(format!("The app answered with status {}.", answer.status)),
            Err(refused) => Told::Unheard(format!("No answer: {refused}.")),
        })
    }

    /// A token of its own for each attempt, made like the app's ID tokens.
    async fn logout_token(
        &self,
        client: &Client,
        delivery: &Delivery,
    ) -> Result<String, crate::error::Internal> {
        let now = self.now();
        let token = LogoutToken {
            id: TokenId::new(now, &*self.entropy),
            issuer: &self.settings.public_url,
            client_id: &client.id,
            subject: &subject::of(client, &delivery.user_id, &self.secrets.subject),
            session_id: delivery.session_id,
            now,
        };
        let seal = Seal::of(client, client.metadata.id_token_protection());
        seal.seal(self, TYPE, &token.payload()).await
    }
}
