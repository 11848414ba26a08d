//! `/account/security/authenticator`: set up, replaced, turned off. The key waits sealed in the form and counts once
//! a code has proved that an app holds it; until then the one before it does.

use std::sync::Arc;
use std::time::Duration;

use account::session::Proof;
use account::totp::{Code, Key};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::Timestamp;

use super::{account_frame, security};
use crate::App;
use crate::acts::factors;
use crate::endpoints::authorize::see_other;
use crate::error::{Internal, PageError};
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::begin::Renewed;
use crate::pages::{self, Query, Waiting, frame, fresh};
use crate::views::factors::{AuthenticatorPage, Qr};
use crate::views::frame::{Field, Problem};
use crate::words;

const PURPOSE: &str = "authenticator";

/// How long setting up may take.
const LIFE: Duration = Duration::from_secs(3_600);

/// Shows a new key.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    fresh::demand_everything_to_open(&app, &visitor).await?;
    let waiting = Waiting::of_query(&Query::of(query.as_deref()));
    let key = Key::new(&*app.entropy);
    let sealed = seal(&app, &visitor, &key)?;
    pages::page(&page(&app, &visitor, &key, sealed, &waiting, &[]).await?)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    key: &Key,
    sealed: String,
    waiting: &Waiting,
    problems: &[Problem],
) -> Result<AuthenticatorPage, PageError> {
    let user = &visitor.signed_in()?.user;
    let factors = app.store.read().await?.find_factors(&user.id).await?;
    let replaces = factors.authenticator.is_some();
    let title = match replaces {
        true => words::t("authenticator-replace-title"),
        false => words::t("authenticator-title"),
    };
    let address = key.address(&app.service_name(), &user.username);
    let picture = Qr::of(&address).ok_or_else(|| Internal::new("a key does not fit a QR code"))?;
    Ok(AuthenticatorPage {
        frame: frame::with_problems(account_frame(app, visitor, title, "/account/security"), problems),
        form_token: form::token(app, visitor, PURPOSE),
        replaces,
        demanded: user.operator && !factors.strong(),
        sealed,
        key: key.in_groups(),
        address,
        picture,
        next: waiting.next.clone(),
        code: Field::code("code", words::t("authenticator-code"))
            .hint(words::t("authenticator-code-hint"))
            .checked(problems),
    })
}

/// Takes the code that proves the key.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let current = visitor.signed_in()?;
    let waiting = Waiting::of_form(&form);
    let sealed = form.field("key");
    let key = open(&app, &visitor, current, sealed).ok_or_else(PageError::form_expired)?;
    let step = Code::read(form.field("code")).and_then(|code| key.check(&code, None, visitor.now));
    let Some(step) = step else {
        let problems = [frame::problem("code", words::t("authenticator-code-wrong"))];
        let page = page(&app, &visitor, &key, sealed.to_owned(), &waiting, &problems).await?;
        return pages::refused(&page);
    };
    let renewed = Renewed::of(
        &app,
        &visitor,
        Proof { password: false, factor: Some(account::factor::Kind::Authenticator.amr()) },
    )?;
    let (context, letterhead) = (visitor.context(&app), app.letterhead());
    let mut tx = app.write().await?;
    renewed.claim(&mut tx, &visitor).await?;
    let before = tx.find_factors(&current.user.id).await?;
    factors::set_authenticator(&mut tx, &context, &letterhead, &current.user, &key, step).await?;
    renewed.save(&mut tx, &context, &visitor).await?;
    tx.commit().await?;
    let done = match before.authenticator {
        Some(_) => ("done", "authenticator-replaced"),
        None => ("done", "authenticator-on"),
    };
    // Whoever has no way back is led to one, and from there to where they were going.
    let way_back = before.recovery.is_some_and(|recovery| recovery.left > 0);
    let address = match (way_back, &waiting.next) {
        (true, Some(next)) => next.clone(),
        (true, None) => waiting.address_with("/account/security", &[done]),
        (false, _) => waiting.address_with("/account/security/recovery", &[done]),
    };
    let mut response = see_other(&address);
    renewed.set_cookies(&app, &mut response);
    Ok(response)
}

/// Turns it off.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, security::PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let current = visitor.signed_in()?;
    let factors_held = app.store.read().await?.find_factors(&current.user.id).await?;
    if current.user.operator && !factors_held.strong_without_authenticator() {
        // The page has no such button for an operator who has nothing else.
        return Err(PageError::not_found());
    }
    let (context, letterhead) = (visitor.context(&app), app.letterhead());
    let mut tx = app.write().await?;
    tx.claim_user(&current.user.id).await?;
    factors::delete_authenticator(&mut tx, &context, &letterhead, &current.user).await?;
    tx.commit().await?;
    Ok(see_other("/account/security?done=authenticator-off"))
}

/// Only the session that the key was shown to brings it back.
fn seal_context(current: &SignedIn) -> String {
    format!("enrol:{}:{}", current.user.id, current.session.id)
}

fn seal(app: &App, visitor: &Visitor, key: &Key) -> Result<String, PageError> {
    let mut plain = visitor.now.micros().to_be_bytes().to_vec();
    plain.extend_from_slice(key.as_bytes());
    Ok(URL_SAFE_NO_PAD.encode(app.seal(&seal_context(visitor.signed_in()?), &plain)))
}

fn open(app: &App, visitor: &Visitor, current: &SignedIn, sealed: &str) -> Option<Key> {
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let plain = app.open(&seal_context(current), &sealed)?;
    let (at, key) = plain.split_at_checked(8)?;
    let at = Timestamp::from_micros(i64::from_be_bytes(at.try_into().ok()?));
    (visitor.now.since(at) <= LIFE).then(|| Key::from_bytes(key)).flatten()
}
