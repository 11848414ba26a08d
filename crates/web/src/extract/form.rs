//! Forms: the browser's own, opened here, sent once where it matters.

use std::time::Duration;

use account::form;
use axum::http::{HeaderMap, header};
use oauth::params::Params;
use oauth::{FormId, Timestamp};
use store::Writer;

use crate::App;
use crate::error::{PageError, TokenError};
use crate::extract::upload::Upload;
use crate::extract::visitor::Visitor;

/// The hidden field that proves a form was opened in this browser.
const TOKEN: &str = "form_token";

/// How long the mark of a spent form is kept: longer than a form can be sent.
const SPENT_FOR: Duration = Duration::from_secs(5 * 3_600);

/// A form that came from a page of ours.
#[derive(Debug)]
pub(crate) struct Submitted {
    params: Params,
    form: FormId,
    now: Timestamp,
}

impl Submitted {
    /// Everything that was sent.
    pub(crate) fn params(&self) -> &Params {
        &self.params
    }

    /// The value of a field, empty if it is absent; of a repeated one the first.
    pub(crate) fn field(&self, name: &str) -> &str {
        let mut values = self.params.iter().filter(|(known, _)| *known == name);
        values.next().map_or("", |(_, value)| value)
    }

    /// The value of a field without blanks around it.
    pub(crate) fn trimmed(&self, name: &str) -> &str {
        self.field(name).trim()
    }

    /// Every value of a field that may repeat.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.params.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Spends the form, so that a double press does the thing once.
    pub(crate) async fn spend(&self, tx: &mut Writer) -> Result<(), PageError> {
        if tx.spend_form(&self.form, self.now + SPENT_FOR).await? {
            return Ok(());
        }
        Err(PageError::form_spent())
    }
}

/// Makes the token of a form that is being shown.
pub(crate) fn token(app: &App, visitor: &Visitor, purpose: &str) -> String {
    let id = FormId::new(visitor.now, &*app.entropy);
    form::make(&app.secrets.form, &visitor.browser, purpose, id)
}

/// Accepts a form that was shown to this browser for `purpose`.
pub(crate) fn accept(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    body: &[u8],
    purpose: &str,
) -> Result<Submitted, PageError> {
    if !is_form(headers) {
        return Err(PageError::form_expired());
    }
    let params = Params::parse(body).map_err(|_| PageError::form_expired())?;
    open(app, visitor, headers, params, purpose)
}

/// Accepts a form that brought a file.
pub(crate) fn accept_upload(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    upload: &Upload,
    purpose: &str,
) -> Result<Submitted, PageError> {
    open(app, visitor, headers, upload.fields.clone(), purpose)
}

fn open(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    params: Params,
    purpose: &str,
) -> Result<Submitted, PageError> {
    if !comes_from_us(headers, &app.settings.public_url) {
        return Err(PageError::form_expired());
    }
    let given = params.iter().find(|(name, _)| *name == TOKEN).map_or("", |(_, value)| value);
    let form = form::check(given, &app.secrets.form, &visitor.browser, purpose, visitor.now)
        .map_err(|_| PageError::form_expired())?;
    Ok(Submitted { params, form, now: visitor.now })
}

/// Accepts what a script of ours asks with a form's fields. It changes nothing, so it needs no form of its own.
pub(crate) fn accept_question(app: &App, headers: &HeaderMap, body: &[u8]) -> Result<Params, PageError> {
    if !comes_from_us(headers, &app.settings.public_url) || !is_form(headers) {
        return Err(PageError::form_expired());
    }
    Params::parse(body).map_err(|_| PageError::form_expired())
}

/// Whether a browser says that one of our own pages sent this. Under `no-referrer` browsers send
/// `Origin: null` with a form, which says nothing; then `Sec-Fetch-Site` and the form's token decide.
fn comes_from_us(headers: &HeaderMap, public_url: &str) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    let origin = headers.get(header::ORIGIN).map(|value| value.as_bytes());
    let site_agrees = site.is_none_or(|site| site == b"same-origin" || site == b"none");
    let origin_agrees = origin.is_none_or(|origin| origin == b"null" || origin == public_url.as_bytes());
    site_agrees && origin_agrees
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Reads the body of a request that a client sends to an endpoint (RFC 6749 §3.2): a form, nothing else.
pub(crate) fn endpoint_params(headers: &HeaderMap, body: &[u8]) -> Result<Params, TokenError> {
    if !is_form(headers) {
        let what = "send the parameters in a body of type application/x-www-form-urlencoded";
        return Err(oauth::error::Error::invalid_request(what).into());
    }
    Ok(Params::parse(body)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn another_site_cannot_send_our_forms() {
        let us = "https://id.example";
        for (pairs, ours) in [
            (vec![], true),
            (vec![("origin", "https://id.example")], true),
            (vec![("origin", "null"), ("sec-fetch-site", "same-origin")], true),
            (vec![("origin", "https://evil.example")], false),
            (vec![("origin", "https://id.example:8443")], false),
            (vec![("origin", "null"), ("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "same-site")], false),
        ] {
            assert_eq!(comes_from_us(&headers(&pairs), us), ours, "{pairs:?}");
        }
    }

    #[test]
    fn only_a_form_is_read() {
        assert!(is_form(&headers(&[("content-type", "application/x-www-form-urlencoded; charset=UTF-8")])));
        assert!(!is_form(&headers(&[("content-type", "application/json")])));
        assert!(!is_form(&headers(&[])));
    }
}
