//! Which language a request is answered in: the one that was chosen here, else the first that the browser asks for.

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;

use super::{LANGUAGE, Language};
use crate::extract::visitor::{self, BROWSER_LIFE};

const COOKIE: &str = "__Host-guildgate-language";
/// What the app that sent somebody here said of their languages, and how long that holds.
const WISH: &str = "__Host-guildgate-wish";
const WISH_LIFE: Duration = Duration::from_secs(10 * 60);

/// Answers a request in its reader's language.
pub(crate) async fn around(request: Request, next: Next) -> Response {
    let language = asked_for(request.headers());
    LANGUAGE.scope(language, next.run(request)).await
}

/// The language that was chosen in this browser, else the one that an app wished for, else what its headers ask for.
fn asked_for(headers: &HeaderMap) -> &'static Language {
    let jar = CookieJar::from_headers(headers);
    let named = |name| jar.get(name).and_then(|cookie| Language::tagged(cookie.value()));
    let chosen = named(COOKIE).or_else(|| named(WISH));
    chosen.unwrap_or_else(|| {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        negotiate(asked.unwrap_or_default())
    })
}

/// The language that `Accept-Language` likes best (RFC 9110 §12.5.4), as far as there is one.
pub(super) fn negotiate(accepted: &str) -> &'static Language {
    const MOST: usize = 32;
    let mut best: Option<(f32, &'static Language)> = None;
    for part in accepted.split(',').take(MOST) {
        let (range, parameters) = part.trim().split_once(';').unwrap_or((part.trim(), ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |q| q.parse().unwrap_or(0.0));
        let found = if range == "*" { Some(Language::first()) } else { Language::lookup(range) };
        if let Some(language) = found
            && weight > best.map_or(0.0, |(weight, _)| weight)
        {
            best = Some((weight, language));
        }
    }
    best.map_or_else(Language::first, |(_, language)| language)
}

/// Speaks the first language of an app's list that there is (OIDC Core §3.1.2.1) until its request is answered, unless
/// the person has chosen one.
pub(crate) fn wish(response: &mut Response, tags: &str) {
    const MOST: usize = 32;
    if let Some(language) = tags.split_whitespace().take(MOST).find_map(Language::lookup) {
        visitor::add_cookie(response, WISH, &language.tag, Some(WISH_LIFE));
    }
}

/// Remembers the language a person chose.
pub(crate) fn set(response: &mut Response, language: &Language) {
    visitor::add_cookie(response, COOKIE, &language.tag, Some(BROWSER_LIFE));
}
