//! The forms on every page: signing out, and the choice of colours and of the language.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::App;
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{self, Visitor};
use crate::pages::signed_out::{self, Then};
use crate::pages::{frame, is_local};
use crate::views::frame::Theme;
use crate::words::{self, Language};

/// Takes the form in the page's head.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, frame::PURPOSE)?;
    match &visitor.current {
        Some(current) => signed_out::end(&app, &visitor, current, Then::Tell).await,
        None => Ok(see_other("/signed-out")),
    }
}

/// Takes the choice of colours and leads back.
pub(crate) async fn set_theme(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, frame::PURPOSE)?;
    let next = Some(form.field("next")).filter(|path| is_local(path)).unwrap_or("/");
    let mut response = see_other(next);
    visitor::set_theme(&mut response, Theme::parse(form.field("theme")));
    Ok(response)
}

/// Takes the choice of a language and leads back.
pub(crate) async fn set_language(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, frame::PURPOSE)?;
    let next = Some(form.field("next")).filter(|path| is_local(path)).unwrap_or("/");
    let mut response = see_other(next);
    if let Some(language) = Language::tagged(form.field("language")) {
        words::set(&mut response, language);
    }
    Ok(response)
}

/// The start page: to the account, or to the way in.
pub(crate) async fn start(visitor: Visitor) -> Response {
    see_other(if visitor.current.is_some() { "/account" } else { "/signin" })
}
