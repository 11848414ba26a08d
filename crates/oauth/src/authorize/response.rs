//! What an authorization request is answered with, and how the answer travels (OAuth 2.0 Multiple Response Type
//! Encoding Practices; OAuth 2.0 Form Post Response Mode; RFC 9207; JWT Secured Authorization Response Mode, JARM).

use std::time::Duration;

use serde_json::{Map, Value};

use super::AuthorizationRequest;
use crate::error::Error;
use crate::params::Params;
use crate::redirect_uri::RedirectUri;
use crate::{ClientId, Scope, Secret, Timestamp};

/// What the client wants to be answered with: any of these, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseType {
    /// A code.
    pub code: bool,
    /// An ID token.
    pub id_token: bool,
    /// An access token.
    pub token: bool,
}

impl ResponseType {
    /// A code and nothing else.
    pub const CODE: Self = Self { code: true, id_token: false, token: false };

    /// Every type there is, as metadata list them; those after the first only where tokens may travel through
    /// the browser.
    pub const NAMES: [&str; 7] =
        ["code", "token", "id_token", "id_token token", "code id_token", "code token", "code id_token token"];

    /// Reads the words of `response_type`, in any order.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut found = Self { code: false, id_token: false, token: false };
        for word in text.split(' ') {
            let part = match word {
                "code" => &mut found.code,
                "id_token" => &mut found.id_token,
                "token" => &mut found.token,
                _ => return None,
            };
            if std::mem::replace(part, true) {
                return None;
            }
        }
        Some(found)
    }

    /// Whether a token travels through the browser.
    pub const fn has_token(self) -> bool {
        self.id_token || self.token
    }

    /// How the answer travels unless the request says otherwise.
    pub(super) const fn usual_mode(self) -> ResponseMode {
        ResponseMode { carrier: self.usual_carrier(), jwt: false }
    }

    const fn usual_carrier(self) -> Carrier {
        if self.has_token() { Carrier::Fragment } else { Carrier::Query }
    }

    /// How the answer travels. A token never travels in a query, where servers log it.
    pub(super) fn mode(self, params: &Params) -> Result<ResponseMode, Error> {
        let Some(name) = params.one("response_mode")? else { return Ok(self.usual_mode()) };
        let (name, jwt) = match name.strip_suffix("jwt") {
            None => (name, false),
            Some("") => return Ok(ResponseMode { carrier: self.usual_carrier(), jwt: true }),
            Some(carrier) => (carrier.strip_suffix('.').unwrap_or_default(), true),
        };
        match Carrier::parse(name) {
            Some(Carrier::Query) if self.has_token() => Err(Error::invalid_request(
                "a token is not sent in a query; response_mode must be fragment or form_post",
            )),
            Some(carrier) => Ok(ResponseMode { carrier, jwt }),
            None => Err(Error::invalid_request(format!(
                "response_mode must be one of {}",
                ResponseMode::NAMES.join(", ")
            ))),
        }
    }
}

/// How the answer travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseMode {
    carrier: Carrier,
    /// Whether it travels as one JWT (JARM §2.3).
    jwt: bool,
}

impl ResponseMode {
    /// Every mode there is, as metadata list them.
    pub const NAMES: [&str; 7] =
        ["query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt"];
}

/// What the answer travels in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Carrier {
    /// The query of the redirect URI.
    Query,
    /// Its fragment.
    Fragment,
    /// A form that the browser posts to it.
    FormPost,
}

impl Carrier {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "query" => Self::Query,
            "fragment" => Self::Fragment,
            "form_post" => Self::FormPost,
            _ => return None,
        })
    }
}

/// How long an answer that is a JWT may be believed: the most that JARM §2.1 recommends.
const ANSWER_LIFE: Duration = Duration::from_secs(10 * 60);

/// An answer for a client, on its way through the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    client_id: ClientId,
    redirect_uri: RedirectUri,
    response_mode: ResponseMode,
    parameters: Vec<(&'static str, String)>,
}

/// How the browser takes an answer along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is sent to this address.
    Redirect(String),
    /// It posts a form.
    Form {
        /// To this address.
        action: String,
        /// With these fields.
        fields: Vec<(&'static str, String)>,
    },
}

impl Answer {
    /// The client to which it goes as one JWT, if it does.
    pub fn sealed_for(&self) -> Option<&ClientId> {
        self.response_mode.jwt.then_some(&self.client_id)
    }

    /// The payload of that JWT (JARM §2.1).
    pub fn payload(&self, now: Timestamp) -> Vec<u8> {
        let mut members = Map::new();
        for (name, value) in &self.parameters {
            members.insert((*name).to_owned(), value.as_str().into());
        }
        members.insert("aud".to_owned(), self.client_id.as_str().into());
        members.insert("exp".to_owned(), (now + ANSWER_LIFE).seconds().into());
        Value::Object(members).to_string().into_bytes()
    }

    /// The answer that is nothing but that JWT.
    pub fn sealed(self, jwt: String) -> Self {
        Self { parameters: vec![("response", jwt)], ..self }
    }

    /// The error it tells, by name and in words.
    pub fn error(&self) -> Option<(&str, &str)> {
        let find = |wanted| {
            self.parameters.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str())
        };
        find("error").map(|error| (error, find("error_description").unwrap_or_default()))
    }

    /// The same, with the address where an error is explained (RFC 6749 §4.1.2.1); an answer without one stays as it is.
    pub fn with_error_uri(mut self, uri: Option<String>) -> Self {
        if self.error().is_some() {
            self.parameters.extend(uri.map(|uri| ("error_uri", uri)));
        }
        self
    }

    /// The same with the state of the browser's session (OIDC Session Management §2).
    pub fn with_session_state(mut self, state: String) -> Self {
        self.parameters.push(("session_state", state));
        self
    }

    /// Whether it tells the state of the browser's session.
    pub fn tells_session_state(&self) -> bool {
        self.parameters.iter().any(|(name, _)| *name == "session_state")
    }

    /// How the browser takes it along.
    pub fn delivery(&self) -> Delivery {
        let parameters = self.parameters.iter().map(|(name, value)| (*name, value.as_str()));
        match self.response_mode.carrier {
            Carrier::Query => Delivery::Redirect(self.redirect_uri.with_query(parameters)),
            Carrier::Fragment => Delivery::Redirect(self.redirect_uri.with_fragment(parameters)),
            Carrier::FormPost => Delivery::Form {
                action: self.redirect_uri.as_str().to_owned(),
                fields: self.parameters.clone(),
            },
        }
    }
}

/// An access token in an answer.
#[derive(Clone, Copy, Debug)]
pub struct IssuedToken<'a> {
    /// The token.
    pub token: &'a str,
    /// Its life in seconds.
    pub expires_in: u64,
    /// What it allows.
    pub scope: &'a Scope,
}

impl AuthorizationRequest {
    fn answer(&self, mut parameters: Vec<(&'static str, String)>) -> Answer {
        parameters.extend(self.state.iter().map(|state| ("state", state.clone())));
        parameters.push(("iss", self.issuer.clone()));
        Answer {
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            response_mode: self.response_mode,
            parameters,
        }
    }

    /// The answer that carries what was asked for (RFC 6749 §4.1.2, §4.2.2; OIDC Core §3.2.2.5, §3.3.2.5).
    pub fn answer_with(
        &self,
        code: Option<&Secret>,
        access_token: Option<IssuedToken<'_>>,
        id_token: Option<String>,
    ) -> Answer {
        let mut parameters = Vec::new();
        parameters.extend(code.map(|code| ("code", code.reveal().to_owned())));
        if let Some(IssuedToken { token, expires_in, scope }) = access_token {
            parameters.extend([
                ("access_token", token.to_owned()),
                ("token_type", "Bearer".to_owned()),
                ("expires_in", expires_in.to_string()),
                ("scope", scope.to_string()),
            ]);
        }
        parameters.extend(id_token.map(|token| ("id_token", token)));
        self.answer(parameters)
    }

    /// The answer that says no (RFC 6749 §4.1.2.1).
    pub fn answer_error(&self, error: &Error) -> Answer {
        self.answer(vec![
            ("error", error.code.as_str().to_owned()),
            ("error_description", error.description.to_string()),
        ])
    }
}
