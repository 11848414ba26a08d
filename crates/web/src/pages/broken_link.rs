//! The page for an authorization request that must not be redirected (RFC 6749 §4.1.2.1). The app's own people
//! see which character is wrong; everybody else sees that nothing was shared.

use askama::Template;
use oauth::authorize::PageRefusal;
use oauth::client::Client;
use oauth::redirect_uri::first_difference;

use crate::endpoints::authorize::refusal_page;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::frame;
use crate::views::auth::BrokenLinkPage;
use crate::{App, calls};

/// Explains a refusal to whoever sees it.
pub(crate) fn explain(
    app: &App,
    visitor: &Visitor,
    client: Option<&Client>,
    refusal: &PageRefusal,
) -> PageError {
    let plain = refusal_page(refusal);
    calls::note_error(&refusal.error());
    let (Some(client), PageRefusal::RedirectNotRegistered { sent }) = (client, refusal) else { return plain };
    let is_owner = visitor.current.as_ref().is_some_and(|current| client.belongs_to(&current.user.id));
    if !is_owner {
        return plain;
    }
    let nearest = client.redirect_uris.iter().max_by_key(|uri| first_difference(sent, uri));
    let at = nearest.map_or(0, |uri| first_difference(sent, uri));
    let page = BrokenLinkPage {
        frame: frame::of(app, visitor, &plain.heading),
        app: client.name.clone(),
        redirects_href: format!("/developers/apps/{}/redirects", client.id),
        sent: split(sent, at),
        registered: nearest.map(|uri| split(uri, at)),
    };
    let page = page.render().ok().map(Into::into);
    PageError { page, ..plain }
}

fn split(text: &str, at: usize) -> (String, String) {
    (text.chars().take(at).collect(), text.chars().skip(at).collect())
}
