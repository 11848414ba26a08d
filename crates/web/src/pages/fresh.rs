//! What is sensitive is done for somebody who has just proved who they are. Whoever has not is asked, and then the
//! exact act goes on: the form that was sent waits meanwhile, sealed.

use std::sync::Arc;
use std::time::Duration;

use account::session::{Demand, Means};
use axum::body::Body;
use axum::extract::OriginalUri;
use axum::http::{HeaderValue, Method, Request, header, request};
use axum::response::Response;
use oauth::params::Params;
use oauth::{KeptFormId, SessionId};
use store::{KeptForm, Writer};
use tower::ServiceExt;
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Internal, PageError};
use crate::extract::form::Submitted;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::Waiting;

/// How long a form waits.
const LIFE: Duration = Duration::from_secs(10 * 60);

/// Where anything will do, what the member has decides nothing.
const NOTHING: Means = Means { password: false, factor: false };

/// The longest form that waits.
const MOST: usize = 32 * 1_024;

/// The longest address that it was sent to.
const MOST_PATH: usize = 1_000;

/// Makes sure that whoever sent a form that does something sensitive proved who they are in the last minutes.
pub(crate) async fn demand(app: &App, visitor: &Visitor, form: &Submitted) -> Result<(), PageError> {
    let current = visitor.signed_in()?;
    match current.session.meets(Demand::Anything, NOTHING, visitor.now) {
        true => Ok(()),
        false => Err(ask(app, visitor, current, form, &[]).await?),
    }
}

/// The same for whoever opens a page that such a form stands on.
pub(crate) fn demand_to_open(visitor: &Visitor) -> Result<(), PageError> {
    match visitor.signed_in()?.session.meets(Demand::Anything, NOTHING, visitor.now) {
        true => Ok(()),
        false => {
            let waiting = Waiting::new(None, Some(&visitor.path));
            Err(PageError::sign_in_first(waiting.address("/confirm")))
        }
    }
}

/// Makes sure that whoever sent a form that changes what they prove themselves with proved everything of it in the
/// last minutes.
pub(crate) async fn demand_everything(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
) -> Result<(), PageError> {
    let current = visitor.signed_in()?;
    let means = means_of(app, current).await?;
    match current.session.meets(Demand::Everything, means, visitor.now) {
        true => Ok(()),
        false => Err(ask(app, visitor, current, form, &[EVERYTHING]).await?),
    }
}

/// The same for a form that holds the password itself: what is left is the second factor.
pub(crate) async fn demand_factor(app: &App, visitor: &Visitor, form: &Submitted) -> Result<(), PageError> {
    let current = visitor.signed_in()?;
    let means = means_of(app, current).await?;
    match current.session.owes(means, visitor.now).factor {
        false => Ok(()),
        true => Err(ask(app, visitor, current, form, &[EVERYTHING]).await?),
    }
}

/// The same for whoever opens a page that such a form stands on.
pub(crate) async fn demand_everything_to_open(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    let current = visitor.signed_in()?;
    let means = means_of(app, current).await?;
    if current.session.meets(Demand::Everything, means, visitor.now) {
        return Ok(());
    }
    let waiting = Waiting::new(None, Some(&visitor.path));
    Err(PageError::sign_in_first(waiting.address_with("/confirm", &[EVERYTHING])))
}

/// The parameter that asks for everything.
const EVERYTHING: (&str, &str) = ("all", "1");

/// What a member has to prove themselves with.
pub(crate) async fn means_of(app: &App, current: &SignedIn) -> Result<Means, PageError> {
    let factors = app.store.read().await?.find_factors(&current.user.id).await?;
    Ok(Means { password: current.user.password_hash.is_some(), factor: factors.any() })
}

/// Keeps the form and leads to where the member is asked.
async fn ask(
    app: &App,
    visitor: &Visitor,
    current: &SignedIn,
    form: &Submitted,
    more: &[(&str, &str)],
) -> Result<PageError, PageError> {
    let body = Zeroizing::new(form.params().encode());
    if body.len() > MOST || visitor.path.len() > MOST_PATH {
        return Ok(PageError::sign_in_first(Waiting::default().address_with("/confirm", more)));
    }
    let id = KeptFormId::new(visitor.now, &*app.entropy);
    let kept = KeptForm {
        id,
        session_id: current.session.id,
        path: visitor.path.clone(),
        sealed_body: app.seal(&context(&id), body.as_bytes()),
        expires_at: visitor.now + LIFE,
    };
    let mut tx = app.write().await?;
    tx.insert_kept_form(&kept).await?;
    tx.commit().await?;
    let id = id.to_string();
    let mut pairs = vec![("kept", id.as_str())];
    pairs.extend(more);
    Ok(PageError::sign_in_first(Waiting::default().address_with("/confirm", &pairs)))
}

fn context(id: &KeptFormId) -> String {
    format!("kept-form:{id}")
}

/// Finds a form that waits in this session.
pub(crate) async fn find(
    app: &App,
    visitor: &Visitor,
    session: &SessionId,
    id: &str,
) -> Result<Option<KeptForm>, PageError> {
    let Some(id) = KeptFormId::parse(id) else { return Ok(None) };
    let found = app.store.read().await?.find_kept_form(&id).await?;
    Ok(found.filter(|kept| kept.session_id == *session && kept.expires_at > visitor.now))
}

/// Takes a form that waits; it goes on once.
pub(crate) async fn take(tx: &mut Writer, kept: &KeptForm) -> Result<(), PageError> {
    if tx.delete_kept_form(&kept.id).await? { Ok(()) } else { Err(PageError::form_spent()) }
}

/// Sends a form that waited, as the browser sent it, in the session that `cookie` names.
pub(crate) async fn go_on(
    app: &Arc<App>,
    kept: &KeptForm,
    asked: &request::Parts,
    cookie: &str,
) -> Result<Response, PageError> {
    let broken = |_| Internal::new("a kept form cannot be sent");
    let body = app.open(&context(&kept.id), &kept.sealed_body);
    let body = body.ok_or_else(|| Internal::new("a kept form was sealed with another key"))?;
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(kept.path.as_str())
        .body(Body::from(body.to_vec()))
        .map_err(|_| Internal::new("a kept form has no address"))?;
    *request.headers_mut() = asked.headers.clone();
    request.headers_mut().remove(header::CONTENT_LENGTH);
    request.headers_mut().insert(
        header::COOKIE,
        HeaderValue::try_from(cookie).map_err(|_| Internal::new("a cookie of ours is no header"))?,
    );
    *request.extensions_mut() = asked.extensions.clone();
    let address = OriginalUri(request.uri().clone());
    request.extensions_mut().insert(address);
    let router = crate::router::actions().with_state(Arc::clone(app));
    Ok(router.oneshot(request).await.map_err(broken)?)
}

/// The parameters that a page of ours sends along to be asked again.
pub(crate) fn wants_everything(params: &Params) -> bool {
    params.one(EVERYTHING.0).ok().flatten() == Some(EVERYTHING.1)
}
