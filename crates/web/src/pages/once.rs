//! A value that is shown once: sealed into a cookie of this browser, opened and dropped by the next view. The
//! server keeps no copy, and whoever copies the cookie holds nothing that can be read.

use std::time::Duration;

use axum::http::HeaderMap;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::{Secret, Timestamp};

use crate::App;
use crate::extract::visitor::{self, Visitor};

const COOKIE: &str = "__Host-guildgate-once";

/// How long the view may take to come.
const LIFE: Duration = Duration::from_secs(120);

/// Keeps a value for the next view of `subject`'s page in this browser.
pub(crate) fn keep(app: &App, visitor: &Visitor, subject: &str, secret: &Secret, response: &mut Response) {
    let mut plain = visitor.now.micros().to_be_bytes().to_vec();
    plain.extend_from_slice(secret.reveal().as_bytes());
    let sealed = app.seal(&context(visitor, subject), &plain);
    visitor::add_cookie(response, COOKIE, &URL_SAFE_NO_PAD.encode(sealed), Some(LIFE));
}

/// Gives the value that was kept for this view, if there is one.
pub(crate) fn take(app: &App, visitor: &Visitor, subject: &str, headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let sealed = URL_SAFE_NO_PAD.decode(jar.get(COOKIE)?.value()).ok()?;
    let plain = app.open(&context(visitor, subject), &sealed)?;
    let (at, value) = plain.split_at_checked(8)?;
    let at = Timestamp::from_micros(i64::from_be_bytes(at.try_into().ok()?));
    if visitor.now.since(at) > LIFE {
        return None;
    }
    String::from_utf8(value.to_vec()).ok()
}

/// Drops what was kept.
pub(crate) fn forget(response: &mut Response) {
    visitor::add_cookie(response, COOKIE, "", Some(Duration::ZERO));
}

fn context(visitor: &Visitor, subject: &str) -> String {
    let browser: String = visitor.browser.0.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("once:{browser}:{subject}")
}
