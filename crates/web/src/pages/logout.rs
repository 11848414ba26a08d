//! `/oauth/logout`: an app asks to sign the member out (OIDC RP-Initiated Logout 1.0).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::client::Client;
use oauth::oidc::id_token::Hint;
use oauth::oidc::subject;
use oauth::params::Params;
use oauth::{ClientId, UserId};

use crate::App;
use crate::endpoints::authorize::{read_hint, see_other};
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::signed_out::{self, Then};
use crate::pages::{self, frame};
use crate::views::auth::LogoutPage;
use crate::words::{self, Phrase};

const PURPOSE: &str = "logout";

/// A request to sign out that was checked.
pub(crate) struct Asked {
    client: Option<Client>,
    hint: Option<Hint>,
    /// A registered address, without `state`.
    target: Option<String>,
    state: Option<String>,
}

fn broken(advice: Phrase) -> PageError {
    PageError::new(StatusCode::BAD_REQUEST, words::t("error-broken-link"), advice)
}

fn malformed() -> PageError {
    broken(words::t("logout-malformed"))
}

impl Asked {
    /// Checks a request (OIDC RP-Initiated Logout §2, §4).
    pub(crate) async fn read(app: &App, params: &Params) -> Result<Self, PageError> {
        let one = |name: &str| params.one(name).map_err(|_| malformed());
        for ignored in ["logout_hint", "ui_locales"] {
            one(ignored)?;
        }
        let hint = match one("id_token_hint")? {
            Some(text) => Some(read_hint(app, text).ok_or_else(|| broken(words::t("logout-not-ours")))?),
            None => None,
        };
        let named = one("client_id")?.map(|id| ClientId(id.to_owned()));
        let id = match (named, &hint) {
            (Some(named), Some(hint)) if named != hint.client_id => {
                return Err(broken(words::t("logout-two-apps")));
            }
            (Some(named), _) => Some(named),
            (None, hint) => hint.as_ref().map(|hint| hint.client_id.clone()),
        };
        let client = match &id {
            Some(id) if id.as_str().len() <= ClientId::MAX_LEN => {
                app.store.read().await?.find_client(id).await?
            }
            _ => None,
        };
        let target = one("post_logout_redirect_uri")?.map(str::to_owned);
        let registered = |uri: &String| {
            client.as_ref().is_some_and(|client| {
                client.suspended_at.is_none() && client.post_logout_redirect_uris.contains(uri)
            })
        };
        if target.as_ref().is_some_and(|uri| !registered(uri)) {
            return Err(broken(words::t("logout-not-registered")));
        }
        Ok(Self { client, hint, target, state: one("state")?.map(str::to_owned) })
    }

    /// The address that leads back to the app, if it gave one.
    pub(crate) fn way_back(&self) -> Option<String> {
        let target = self.target.as_ref()?;
        Some(match &self.state {
            None => target.clone(),
            Some(state) => {
                let joint = if target.contains('?') { "&" } else { "?" };
                format!("{target}{joint}{}", Params::from_pairs([("state", state.as_str())]).encode())
            }
        })
    }

    /// The name of the app that asks.
    pub(crate) fn app_name(&self) -> Option<String> {
        self.client.as_ref().map(|client| client.name.clone())
    }

    /// The parameters that say the same, without the hint.
    pub(crate) fn kept(&self) -> Vec<(&'static str, &str)> {
        let kept = [
            ("client_id", self.client.as_ref().map(|client| client.id.as_str())),
            ("post_logout_redirect_uri", self.target.as_deref()),
            ("state", self.state.as_deref()),
        ];
        kept.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The answer where nobody is signed in.
    fn answer_nobody(&self) -> Response {
        see_other(self.way_back().as_deref().unwrap_or("/signed-out"))
    }

    /// The session in this browser of the member that the hint is about.
    async fn hinted_session(&self, app: &App, visitor: &Visitor) -> Result<Option<SignedIn>, PageError> {
        let (Some(hint), Some(client)) = (&self.hint, &self.client) else { return Ok(None) };
        let sessions = visitor.sessions(app).await?.into_iter().map(|(_, signed_in)| signed_in);
        let named = |member: &UserId| subject::of(client, member, &app.secrets.subject) == hint.subject;
        Ok(sessions.into_iter().find(|signed_in| named(&signed_in.user.id)))
    }
}

/// Takes an app's request. With an ID token of a member who is signed in here, nothing more is asked.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = query.unwrap_or_default();
    let params = Params::parse(query.as_bytes()).map_err(|_| malformed())?;
    let asked = Asked::read(&app, &params).await?;
    if visitor.current.is_none() {
        return Ok(asked.answer_nobody());
    }
    if let Some(leaving) = asked.hinted_session(&app, &visitor).await? {
        return signed_out::end(&app, &visitor, &leaving, Then::Back(&asked)).await.map(pages::in_flow);
    }
    Ok(see_other(&format!("/oauth/logout/confirm?{}", Params::from_pairs(asked.kept()).encode())))
}

/// Turns a request that comes by `POST` into one by `GET`: a post from another site comes without our cookies.
pub(crate) async fn begin_posted(headers: HeaderMap, body: Bytes) -> Result<Response, PageError> {
    let params = form::endpoint_params(&headers, &body).map_err(|_| malformed())?;
    Ok(see_other(&format!("/oauth/logout?{}", params.encode())))
}

/// Asks the member.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let params = Params::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let asked = Asked::read(&app, &params).await?;
    let Some(current) = &visitor.current else { return Ok(asked.answer_nobody()) };
    let page = LogoutPage {
        frame: frame::of(&app, &visitor, words::t("logout-title")),
        form_token: form::token(&app, &visitor, PURPOSE),
        member: frame::name_of(&current.user).to_owned(),
        app: asked.client.as_ref().map(|client| client.name.clone()),
        client_id: asked.client.map(|client| client.id.to_string()).unwrap_or_default(),
        post_logout_redirect_uri: asked.target.unwrap_or_default(),
        state: asked.state.unwrap_or_default(),
    };
    pages::page(&page).map(pages::in_flow)
}

/// Signs the member out and leads back.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let asked = Asked::read(&app, form.params()).await?;
    match &visitor.current {
        Some(current) => {
            signed_out::end(&app, &visitor, current, Then::Back(&asked)).await.map(pages::in_flow)
        }
        None => Ok(asked.answer_nobody()),
    }
}
