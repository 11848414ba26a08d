//! Signing out, the page after it, and the choice of colours.

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
use crate::pages::{self, frame, is_local, sign_in};
use crate::views::auth::MessagePage;
use crate::views::frame::Theme;

/// Takes the form in the page's head.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, frame::PURPOSE)?;
    sign_in::end_current(&app, &visitor, "/signed-out").await
}

/// Says that this browser is signed out.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    let mut paragraphs = match &visitor.current {
        None => vec!["Nobody is signed in to this browser any more.".to_owned()],
        Some(current) => {
            vec![format!("This browser is still signed in as {}.", frame::name_of(&current.user))]
        }
    };
    paragraphs.push(
        "Apps you allowed keep their access. You see and end that under “Connected apps” in your account."
            .to_owned(),
    );
    let page = MessagePage {
        frame: frame::of(&app, &visitor, "Signed out"),
        heading: "You are signed out".to_owned(),
        paragraphs,
        action: Some(("Sign in again".to_owned(), "/signin".to_owned())),
        reference: None,
    };
    pages::page(&page)
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

/// The start page: to the account, or to the way in.
pub(crate) async fn start(visitor: Visitor) -> Response {
    see_other(if visitor.current.is_some() { "/account" } else { "/signin" })
}
