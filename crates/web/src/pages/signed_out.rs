//! Ending a session of this browser, and the page that says so: who left, what is still open, which way leads back.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oauth::oidc::{OFFLINE_ACCESS, logout};
use oauth::params::Params;
use oauth::{Secret, SessionId};
use store::Reader;

use crate::App;
use crate::acts;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::visitor::{self, SignedIn, Visitor};
use crate::headers::Frames;
use crate::pages::logout::Asked;
use crate::pages::{self, frame, once};
use crate::views::auth::{SignedOutPage, ToldApp};
use crate::words;

const ADDRESS: &str = "/signed-out";

/// What comes after a sign-out.
#[derive(Clone, Copy)]
pub(crate) enum Then<'a> {
    /// The page that says what happened.
    Tell,
    /// The same, with a word of what was done besides.
    Note(&'static str),
    /// The app that asked for it, if it gave a way back.
    Back(&'a Asked),
}

impl Then<'_> {
    fn way_back(self) -> Option<String> {
        match self {
            Self::Back(asked) => asked.way_back(),
            _ => None,
        }
    }

    /// The address of the page, with what it is to tell.
    fn address(self) -> String {
        let pairs = match self {
            Self::Tell => Vec::new(),
            Self::Note(word) => vec![("done", word)],
            Self::Back(asked) => asked.kept(),
        };
        match pairs.is_empty() {
            true => ADDRESS.to_owned(),
            false => format!("{ADDRESS}?{}", Params::from_pairs(pairs).encode()),
        }
    }
}

/// Ends a session of this browser with what apps were given in it. Leads back to the app that asked, or to the page
/// that says what happened.
pub(crate) async fn end(
    app: &App,
    visitor: &Visitor,
    leaving: &SignedIn,
    then: Then<'_>,
) -> Result<Response, PageError> {
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    let ended = acts::sessions::end(&mut tx, &context, &leaving.user.id, &leaving.session.id).await?;
    tx.commit().await?;
    app.revoke_here(ended);
    leave(app, visitor, leaving, then).await
}

/// The answer to a browser whose session was ended: straight back to the app that asked, unless the browser has to tell
/// other apps first.
pub(crate) async fn leave(
    app: &App,
    visitor: &Visitor,
    gone: &SignedIn,
    then: Then<'_>,
) -> Result<Response, PageError> {
    let mut reader = app.store.read().await?;
    let telling = !pages_to_load(app, &mut reader, &gone.session.id).await?.is_empty();
    drop(reader);
    let mut response = match then.way_back().filter(|_| !telling) {
        Some(target) => see_other(&target),
        None => {
            let mut response = see_other(&then.address());
            let session = Secret::presented(gone.session.id.to_string());
            once::keep(app, visitor, ADDRESS, &session, &mut response);
            response
        }
    };
    visitor::set_sessions(&mut response, &visitor.tokens_without(&gone.session), None);
    Ok(response)
}

/// The pages of apps that a browser loads to tell them of the end of a session (OIDC Front-Channel Logout §3).
async fn pages_to_load(app: &App, reader: &mut Reader, session: &SessionId) -> store::Result<Vec<ToldApp>> {
    let clients = reader.list_clients_of_session(session).await?;
    let told = clients.into_iter().filter_map(|client| {
        let uri = client.metadata.frontchannel_logout_uri.as_deref();
        let address = logout::frontchannel_address(uri, &app.settings.public_url, session)?;
        Some(ToldApp { name: client.name, address })
    });
    Ok(told.collect())
}

/// Says who left this browser and what is still open.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let params = Params::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    // A way back that is not registered any more is no way back.
    let asked = Asked::read(&app, &params).await.ok();
    let left = once::take(&app, &visitor, ADDRESS, &headers).and_then(|id| SessionId::parse(&id));
    let mut reader = app.store.read().await?;
    let gone = match left {
        Some(id) => reader.find_session_by_id(&id).await?.filter(|(session, _)| session.ended_at.is_some()),
        None => None,
    };
    let mut page = SignedOutPage {
        frame: frame::of(&app, &visitor, words::t("signed-out-page")),
        gone: None,
        here: visitor.current.as_ref().map(|current| frame::name_of(&current.user).to_owned()),
        elsewhere: 0,
        away: None,
        telling: None,
        told: Vec::new(),
        back: asked.and_then(|asked| Some((asked.app_name()?, asked.way_back()?))),
    };
    if let Some((session, user)) = gone {
        let others = reader.list_sessions(&user.id, visitor.now).await?;
        let here = visitor.current.as_ref().map(|current| current.session.id);
        page.elsewhere = others.iter().filter(|other| Some(other.id) != here).count();
        let staying = apps_that_stay(&mut reader, &session.user_id).await?;
        page.away =
            words::listed(&staying).map(|apps| words::t("signed-out-away").phrase("apps", apps).html());
        page.told = pages_to_load(&app, &mut reader, &session.id).await?;
        let told: Vec<_> = page.told.iter().map(|told| told.name.clone()).collect();
        page.telling =
            words::listed(&told).map(|apps| words::t("signed-out-told").phrase("apps", apps).html());
        page.gone = Some(frame::name_of(&user).to_owned());
    }
    drop(reader);
    let mut response = pages::page(&page)?;
    once::forget(&mut response);
    let origins = page.told.iter().filter_map(|told| logout::origin(&told.address));
    response.extensions_mut().insert(Frames::of(origins));
    Ok(response)
}

/// The names of apps that a member lets act while they are away.
async fn apps_that_stay(reader: &mut Reader, user: &oauth::UserId) -> store::Result<Vec<String>> {
    let connected = reader.list_connected_apps(user).await?;
    let staying = connected.into_iter().filter(|app| app.consent.scope.contains(OFFLINE_ACCESS));
    Ok(staying.map(|app| app.name).collect())
}
