//! Cookies of the second factor: a sign-in that owes it, and trust that spares it.

use std::time::Duration;

use account::pending::PendingSignIn;
use account::trust::{self, TrustedBrowser};
use account::user::User;
use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use oauth::{Secret, SecretKind, UserId};

use super::visitor::{Visitor, add_cookie};
use crate::App;

const PENDING: &str = "__Host-guildgate-signin";
const TRUST: &str = "__Host-guildgate-trust";

/// Members who may trust one browser at once.
const MOST_TRUST: usize = 5;

/// Finds the sign-in that this browser has to finish.
pub(crate) async fn find(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> store::Result<Option<(PendingSignIn, User)>> {
    let jar = CookieJar::from_headers(headers);
    let Some(token) =
        jar.get(PENDING).map(Cookie::value).and_then(|text| read(text, SecretKind::PendingSignIn))
    else {
        return Ok(None);
    };
    let found = app.store.read().await?.find_pending_sign_in(&token.hash()).await?;
    Ok(found.filter(|(pending, user)| pending.open(user, &visitor.browser, visitor.now)))
}

/// Lets the browser finish a sign-in.
pub(crate) fn keep(response: &mut Response, token: &Secret) {
    add_cookie(response, PENDING, token.reveal(), None);
}

/// Drops the sign-in that was finished.
pub(crate) fn forget(response: &mut Response) {
    add_cookie(response, PENDING, "", Some(Duration::ZERO));
}

/// Finds the trust of this browser that spares `user` the second factor.
pub(crate) async fn find_trust(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    user: &UserId,
) -> store::Result<Option<TrustedBrowser>> {
    let tokens = trust_tokens(headers);
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut reader = app.store.read().await?;
    for token in tokens {
        if let Some(browser) = reader.find_trusted_browser(&token.hash()).await?
            && browser.spares(user, visitor.now)
        {
            return Ok(Some(browser));
        }
    }
    Ok(None)
}

/// Adds trust to what the browser keeps of it.
pub(crate) fn keep_trust(response: &mut Response, headers: &HeaderMap, token: &Secret) {
    let mut tokens = vec![token.clone()];
    tokens.extend(trust_tokens(headers));
    tokens.truncate(MOST_TRUST);
    let value = tokens.iter().map(Secret::reveal).collect::<Vec<_>>().join(".");
    add_cookie(response, TRUST, &value, Some(trust::LIFE));
}

fn trust_tokens(headers: &HeaderMap) -> Vec<Secret> {
    let jar = CookieJar::from_headers(headers);
    let value = jar.get(TRUST).map_or("", Cookie::value);
    let tokens = value.split('.').filter_map(|text| read(text, SecretKind::TrustedBrowser));
    tokens.take(MOST_TRUST).collect()
}

fn read(text: &str, kind: SecretKind) -> Option<Secret> {
    const BYTES: usize = SecretKind::PendingSignIn.entropy_bytes();
    let secret = Secret::presented(text);
    secret.payload::<BYTES>(kind).is_some().then_some(secret)
}
