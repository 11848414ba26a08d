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
use crate::extract::visitor::Visitor;
use crate::pages::{self, frame, sign_in};
use crate::views::auth::LogoutPage;

const PURPOSE: &str = "logout";

/// A request to sign out that was checked.
struct Asked {
    client: Option<Client>,
    hint: Option<Hint>,
    /// A registered address, without `state`.
    target: Option<String>,
    state: Option<String>,
}

fn broken(advice: &str) -> PageError {
    PageError::new(StatusCode::BAD_REQUEST, "This link from an app is broken", advice.to_owned())
}

fn malformed() -> PageError {
    broken("The app that sent you here asked in a way that cannot be understood. You are still signed in.")
}

impl Asked {
    async fn read(app: &App, params: &Params) -> Result<Self, PageError> {
        let one = |name: &str| params.one(name).map_err(|_| malformed());
        let hint = one("id_token_hint")?.and_then(|text| read_hint(app, text));
        let named = one("client_id")?.map(|id| ClientId(id.to_owned()));
        let id = match (named, &hint) {
            (Some(named), Some(hint)) if named != hint.client_id => {
                return Err(broken(
                    "The app that sent you here names two apps at once. You are still signed in.",
                ));
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
            client.as_ref().is_some_and(|client| client.post_logout_redirect_uris.contains(uri))
        };
        if target.as_ref().is_some_and(|uri| !registered(uri)) {
            return Err(broken(
                "The app that sent you here wants you back at an address it has not registered. You are still signed in; you can sign out in your account.",
            ));
        }
        Ok(Self { client, hint, target, state: one("state")?.map(str::to_owned) })
    }

    /// Whether the request brings an ID token of this member.
    fn hint_names(&self, app: &App, member: &UserId) -> bool {
        let (Some(hint), Some(client)) = (&self.hint, &self.client) else { return false };
        subject::of(client, member, &app.secrets.subject) == hint.subject
    }

    /// Where the browser goes once nobody is signed in.
    fn after(&self) -> String {
        let Some(target) = &self.target else { return "/signed-out".to_owned() };
        match &self.state {
            None => target.clone(),
            Some(state) => {
                let joint = if target.contains('?') { "&" } else { "?" };
                format!("{target}{joint}{}", Params::from_pairs([("state", state.as_str())]).encode())
            }
        }
    }
}

/// Takes an app's request. With an ID token of the very member who is signed in, nothing more is asked.
pub(crate) async fn begin(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = query.unwrap_or_default();
    let params = Params::parse(query.as_bytes()).map_err(|_| malformed())?;
    let asked = Asked::read(&app, &params).await?;
    let Some(current) = &visitor.current else { return Ok(see_other(&asked.after())) };
    if asked.hint_names(&app, &current.user.id) {
        return sign_in::end_current(&app, &visitor, &asked.after()).await.map(pages::in_flow);
    }
    let kept = [
        ("client_id", asked.client.as_ref().map(|client| client.id.as_str())),
        ("post_logout_redirect_uri", asked.target.as_deref()),
        ("state", asked.state.as_deref()),
    ];
    let kept = kept.into_iter().filter_map(|(name, value)| Some((name, value?)));
    Ok(see_other(&format!("/oauth/logout/confirm?{}", Params::from_pairs(kept).encode())))
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
    let Some(current) = &visitor.current else { return Ok(see_other(&asked.after())) };
    let page = LogoutPage {
        frame: frame::of(&app, &visitor, "Sign out?"),
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
    sign_in::end_current(&app, &visitor, &asked.after()).await.map(pages::in_flow)
}
