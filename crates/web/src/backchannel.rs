//! Telling an app's server that a session has ended (OIDC Back-Channel Logout §2.5 to §2.8): one attempt.

use oauth::TokenId;
use oauth::client::Client;
use oauth::oidc::logout::{Delivery, LogoutToken, TYPE};
use oauth::oidc::subject;

use crate::App;
use crate::endpoints::protect::Seal;
use crate::{outbound, words};

/// What came of an attempt, as it is recorded; pages read it with [`in_words`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The app understood.
    Understood(String),
    /// It did not, or could not be asked: it is tried again.
    Unheard(String),
    /// There is nobody to tell any more.
    Nobody(String),
}

/// How attempts are recorded: what is none of these is why there was no answer.
const NO_APP: &str = "no app";
const NO_ADDRESS: &str = "no address";
const NO_TOKEN: &str = "no token";
const STATUS: &str = "status ";

/// What a recorded attempt came to, in words.
pub(crate) fn in_words(result: &str) -> String {
    let phrase = match (result, result.strip_prefix(STATUS)) {
        (NO_APP, _) => words::t("logouts-no-app"),
        (NO_ADDRESS, _) => words::t("logouts-no-address"),
        (NO_TOKEN, _) => words::t("logouts-no-token"),
        (_, Some(status)) => words::t("logouts-status").with("status", status),
        (why, None) => words::t("logouts-no-answer").with("why", outbound::in_words(why)),
    };
    phrase.to_string()
}

impl App {
    /// Tells an app what `delivery` says. No transaction may be open.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn tell_of_logout(&self, delivery: &Delivery) -> store::Result<Told> {
        let client = self.store.read().await?.find_client(&delivery.client_id).await?;
        let Some(client) = client.filter(|client| client.suspended_at.is_none()) else {
            return Ok(Told::Nobody(NO_APP.to_owned()));
        };
        let Some(uri) = client.metadata.backchannel_logout_uri.as_deref() else {
            return Ok(Told::Nobody(NO_ADDRESS.to_owned()));
        };
        let token = match self.logout_token(&client, delivery).await {
            Ok(token) => token,
            Err(_) => {
                return Ok(Told::Unheard(NO_TOKEN.to_owned()));
            }
        };
        Ok(match self.outbound().post_form(uri, &[("logout_token", &token)]).await {
            Ok(answer) if [200, 204].contains(&answer.status) => {
                Told::Understood(format!("{STATUS}{}", answer.status))
            }
            Ok(answer) => Told::Unheard(format!("{STATUS}{}", answer.status)),
            Err(refused) => Told::Unheard(refused.to_string()),
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
