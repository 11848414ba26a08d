//! A call: who makes it, for whom, and with what.

use std::sync::Arc;

use account::user::User;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use market::member::PublicProfile;
use oauth::grant::AccessToken;
use oauth::params::Params;
use oauth::{Timestamp, UserId};
use serde::de::DeserializeOwned;

use super::older;
use super::operations::{Face, For, Operation, Verb};
use crate::App;
use crate::acts::{Actor, Context, Origin};
use crate::error::{ApiError, Internal, Problem};
use crate::extract::bearer;
use crate::extract::peer::ClientAddress;
use crate::limits::{self, Standings};

/// The longest body, in bytes.
const MOST_BODY: usize = 64 * 1024;
/// How many are on a page unless the caller says otherwise, and at most.
const PAGE: (i64, i64) = (20, 100);

/// A call whose token was accepted.
pub(super) struct Call {
    pub(super) app: Arc<App>,
    pub(super) operation: &'static Operation,
    pub(super) token: Arc<AccessToken>,
    /// The call's one instant.
    pub(super) now: Timestamp,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The address as it was called, from the path on.
    path: String,
    id: Option<String>,
    query: Params,
    address: ClientAddress,
}

/// Answers a call, or says why not.
pub(super) async fn dispatch(app: Arc<App>, operation: &'static Operation, request: Request) -> Response {
    let mut standings = Standings::default();
    let answered = answer(Arc::clone(&app), operation, request, &mut standings).await;
    let mut response = answered.unwrap_or_else(|error| match operation.face {
        Face::V1 => error.at(&app.settings.public_url),
        Face::Older => error.in_older_manner(&older::request_id(&app)),
    });
    standings.put(response.headers_mut());
    if operation.face == Face::Older {
        standings.put_older(response.headers_mut());
    }
    response
}

/// Who calls is settled before anything of the request is looked at.
async fn answer(
    app: Arc<App>,
    operation: &'static Operation,
    request: Request,
    standings: &mut Standings,
) -> Result<Response, ApiError> {
    let now = app.now();
    let (mut parts, body) = request.into_parts();
    if operation.face == Face::Older {
        older::bring_token(&mut parts.headers)?;
    }
    let token = bearer::demand(&app, &parts.headers, Some(operation.scope), now).await?;
    limits::admit(&app, &token, standings, now).await?;
    if operation.acts_for == For::Member && token.user_id.is_none() {
        return Err(Problem::NoMember.into());
    }
    let query = Params::parse(parts.uri.query().unwrap_or_default().as_bytes())
        .map_err(|error| ApiError::because(Problem::Malformed, error.description))?;
    let id = match operation.path.contains('{') {
        true => named(&mut parts, &app).await?,
        false => None,
    };
    let address = match ClientAddress::from_request_parts(&mut parts, &app).await {
        Ok(address) => address,
        // What is wrong was logged where it was found.
        Err(response) => return Ok(response),
    };
    let reads = operation.takes.is_some() || (operation.face, operation.verb) == (Face::Older, Verb::Put);
    let body = match reads {
        true => to_bytes(body, MOST_BODY).await.map_err(|_| {
            ApiError::because(Problem::Malformed, "the body is too long or did not arrive whole")
        })?,
        false => Bytes::new(),
    };
    let path = parts.uri.path().to_owned();
    let headers = parts.headers;
    let call = Call { app, operation, token, now, headers, body, path, id, query, address };
    Ok((operation.handler)(call).await?.into_response())
}

async fn named(parts: &mut axum::http::request::Parts, app: &Arc<App>) -> Result<Option<String>, ApiError> {
    // One that is no text names nothing.
    let names = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Problem::Missing)?;
    Ok(names.iter().find(|(name, _)| *name == "id").map(|(_, value)| value.to_owned()))
}

impl Call {
    /// What the address names, if `parse` can read it.
    pub(super) fn named<T>(&self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, ApiError> {
        self.id.as_deref().and_then(parse).ok_or_else(|| Problem::Missing.into())
    }

    /// For whom this acts: the member, or the owner of an app that acts for itself.
    pub(super) async fn viewer(&self) -> Result<UserId, ApiError> {
        if let Some(id) = self.token.user_id {
            return Ok(id);
        }
        let client = self.app.store.read().await?.find_client(&self.token.client_id).await?;
        client.and_then(|client| client.owner_id).ok_or_else(|| Problem::BadToken.into())
    }

    /// The account this acts as, for whatever changes something: one that is locked or gone does nothing more.
    pub(super) async fn member(&self) -> Result<User, ApiError> {
        bearer::member(&self.app, &self.viewer().await?).await
    }

    /// The account of a member, if it is shown to others.
    pub(super) async fn shown(&self, id: &UserId) -> Result<Option<PublicProfile>, ApiError> {
        let user = self.app.store.read().await?.find_user(id).await?;
        Ok(user.as_ref().and_then(PublicProfile::of))
    }

    /// What acts are recorded with: a client that acts for itself is named as such.
    pub(super) fn context(&self) -> Context<'_> {
        let actor = match self.token.user_id {
            Some(id) => Actor::User(id),
            None => Actor::Client(self.token.client_id.clone()),
        };
        let origin = Origin { actor, address: self.address.to_string(), device: String::new() };
        Context { now: self.now, entropy: &*self.app.entropy, origin }
    }

    /// Whether the body comes as JSON.
    pub(super) fn is_json(&self) -> bool {
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    }

    /// Reads the body.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        if !self.is_json() {
            return Err(Problem::MediaType.into());
        }
        serde_json::from_slice(&self.body).map_err(|error| {
            ApiError::because(
                Problem::Malformed,
                format!("the body is not what this operation takes: {error}"),
            )
        })
    }

    /// Reads the body, if there is one.
    pub(super) fn json_if_sent<T: DeserializeOwned + Default>(&self) -> Result<T, ApiError> {
        if self.body.is_empty() { Ok(T::default()) } else { self.json() }
    }

    /// Every parameter of the query.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter()
    }

    /// A parameter of the query, which may come once.
    pub(super) fn parameter(&self, name: &str) -> Result<Option<&str>, ApiError> {
        self.query.one(name).map_err(|error| ApiError::because(Problem::Malformed, error.description))
    }

    /// A parameter of the query that `parse` must be able to read.
    pub(super) fn parsed<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ApiError> {
        let malformed =
            || ApiError::because(Problem::Malformed, format!("the parameter {name} is not of its form"));
        self.parameter(name)?.map(|text| parse(text).ok_or_else(malformed)).transpose()
    }

    /// How many are asked for.
    pub(super) fn limit(&self) -> Result<i64, ApiError> {
        let read = |text: &str| whole(text, 1, PAGE.1);
        Ok(self.parsed("limit", read)?.unwrap_or(PAGE.0))
    }

    /// This address again with another cursor.
    pub(super) fn next_page(&self, cursor: &str) -> String {
        let kept = self.query.iter().filter(|(name, value)| *name != "cursor" && !value.is_empty());
        let query = Params::from_pairs(kept.chain([("cursor", cursor)])).encode();
        format!("{}{}?{query}", self.app.settings.public_url, self.path)
    }

    /// Whether `If-Match` lets a thing in this state be changed (RFC 9110 §13.1.1).
    pub(super) fn may_change(&self, etag: &str) -> Result<(), ApiError> {
        let mut values = self.headers.get_all(header::IF_MATCH).iter().peekable();
        if values.peek().is_none() {
            return Ok(());
        }
        let texts = values.filter_map(|value| value.to_str().ok());
        let named =
            texts.flat_map(|text| text.split(',')).map(str::trim).any(|one| one == "*" || one == etag);
        if named { Ok(()) } else { Err(market::Refusal::Changed.into()) }
    }

    /// A fault of ours, for what can only fail if the program is wrong.
    pub(super) fn fault(what: &str) -> ApiError {
        ApiError::Internal(Internal::new(what))
    }
}

/// Reads a whole number in plain digits, within bounds.
pub(super) fn whole(text: &str, least: i64, most: i64) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten()?;
    (least..=most).contains(&number).then_some(number)
}
