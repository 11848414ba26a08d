//! Requests that come inside a JWT: found, fetched, verified with the client's keys, and unfolded into the parameters
//! that count.

use oauth::authorize::{self, PageRefusal, Refusal};
use oauth::client::Client;
use oauth::error::Error;
use oauth::params::Params;
use oauth::request_object::{self, Source, Unread};

use super::authorize::with_server;
use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::attempts;

/// The parameters that count: those of the request object if there is one, else those that came.
pub(super) async fn unfold(
    app: &App,
    visitor: &Visitor,
    client: Option<&Client>,
    params: &Params,
) -> Result<Result<Params, Refusal>, PageError> {
    let Some(client) = client else { return Ok(Ok(params.clone())) };
    if client.suspended_at.is_some() {
        return Ok(Err(Refusal::Page(PageRefusal::SuspendedClient)));
    }
    let unfolded = match request_object::source(client, params) {
        Ok(None) => return Ok(Ok(params.clone())),
        Ok(Some(source)) => read(app, visitor, client, source).await?,
        Err(error) => Err(error),
    };
    let refuse = |error| with_server(app, |server| authorize::refuse(client, params, server, error));
    Ok(unfolded.map_err(refuse))
}

async fn read(
    app: &App,
    visitor: &Visitor,
    client: &Client,
    source: Source<'_>,
) -> Result<Result<Params, Error>, PageError> {
    let token = match source {
        Source::Value(token) => token.to_owned(),
        Source::Reference(uri) => {
            // Each asks another server: so many from one network, and no more.
            attempts::admit_waiting(app, visitor)?;
            match fetch(app, uri).await {
                Ok(token) => token,
                Err(error) => return Ok(Err(error)),
            }
        }
    };
    let keys = match app.client_keys.of(app.outbound(), client, visitor.now).await {
        Ok(keys) => keys,
        Err(why) => return Ok(Err(Error::invalid_request_object(why))),
    };
    let issuer = app.settings.public_url.as_str();
    let first = request_object::read(&token, client, &keys, issuer, visitor.now);
    let unknown = || Error::invalid_request_object("no key of the client has the kid of the request object");
    Ok(match first {
        Ok(params) => Ok(params),
        Err(Unread::Refused(error)) => Err(error),
        Err(Unread::UnknownKey) => {
            match app.client_keys.newer(app.outbound(), client, &keys, visitor.now).await {
                None => Err(unknown()),
                Some(keys) => {
                    let again = request_object::read(&token, client, &keys, issuer, visitor.now);
                    again.map_err(|unread| match unread {
                        Unread::Refused(error) => error,
                        Unread::UnknownKey => unknown(),
                    })
                }
            }
        }
    })
}

async fn fetch(app: &App, uri: &str) -> Result<String, Error> {
    let refused =
        |why: String| Error::invalid_request_uri(format!("the request object cannot be had: {why}"));
    let answer = app.outbound().fetch(uri, request_object::ACCEPT).await;
    let answer = answer.map_err(|why| refused(why.to_string()))?;
    let text = std::str::from_utf8(&answer.body).map_err(|_| refused("the answer is not text".to_owned()))?;
    Ok(text.trim().to_owned())
}
