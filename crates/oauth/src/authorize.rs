//! Authorization requests: what is refused and where, and what stands between a request and its answer
//! (RFC 6749 §3.1, §4.1.1; RFC 9207; OIDC Core §3.1.2.1 for `prompt` and `max_age`).

use std::time::Duration;

use crate::client::{Client, GrantType};
use crate::error::Error;
use crate::grant::Consent;
use crate::oidc::assurance::Assurance;
use crate::oidc::claims::ClaimsRequest;
use crate::oidc::{OFFLINE_ACCESS, OPENID, subject};
use crate::params::Params;
use crate::redirect_uri::{Mismatch, RedirectUri};
use crate::scope::Catalogue;
use crate::{ClientId, Scope, Timestamp, UserId, implicit, pkce};

mod response;

pub use response::{Answer, Delivery, IssuedToken, ResponseMode, ResponseType};

/// What the client wants of the member's attention (OIDC Core §3.1.2.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// Show nothing.
    pub none: bool,
    /// Ask to sign in again.
    pub login: bool,
    /// Ask for consent again.
    pub consent: bool,
    /// Ask which account.
    pub select_account: bool,
    /// Offer to make an account (Initiating User Registration via OpenID Connect 1.0).
    pub create: bool,
}

/// A request that passed its checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client_id: ClientId,
    /// Where the answer goes.
    pub redirect_uri: RedirectUri,
    /// Whether the request named the redirect URI.
    pub redirect_uri_given: bool,
    /// What the answer holds.
    pub response_type: ResponseType,
    /// How it travels.
    pub response_mode: ResponseMode,
    /// What is asked for.
    pub scope: Scope,
    /// The client's own value, returned unchanged.
    pub state: Option<String>,
    /// The PKCE challenge.
    pub code_challenge: Option<String>,
    /// The nonce, kept for ID tokens.
    pub nonce: Option<String>,
    /// What the client wants of the member's attention.
    pub prompt: Prompt,
    /// How long ago the member may have proved who they are.
    pub max_age: Option<Duration>,
    /// How surely.
    pub assurance: Assurance,
    /// Who the client thinks will sign in.
    pub login_hint: Option<String>,
    /// The older ID token that names who must be signed in, as it came.
    pub id_token_hint: Option<String>,
    /// The member that must be signed in: by a claim that the client insists on, or by the hint.
    pub expected_user: Option<UserId>,
    /// The `claims` parameter, as it came.
    pub claims: Option<String>,
    /// The languages that the member reads, the best first.
    pub ui_locales: Option<String>,
    /// Who answers (RFC 9207).
    pub issuer: String,
}

/// Why a request goes no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Told on a page of ours: nothing proves where the answer should go.
    Page(PageRefusal),
    /// Told to the client.
    Redirect(Answer),
}

/// Why a request is answered on a page of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageRefusal {
    /// It cannot be read.
    Malformed(Error),
    /// Nobody registered this client.
    UnknownClient,
    /// The client was stopped.
    SuspendedClient,
    /// It does not say where the answer goes.
    RedirectMissing,
    /// It names an address that is not registered.
    RedirectNotRegistered {
        /// The address it names.
        sent: String,
    },
}

impl PageRefusal {
    /// The refusal as the client's own developers read it; the client itself is not told.
    pub fn error(&self) -> Error {
        match self {
            Self::Malformed(error) => error.clone(),
            Self::UnknownClient => Error::invalid_request("no app has this client_id"),
            Self::SuspendedClient => Error::unauthorized_client("this client has been stopped"),
            Self::RedirectMissing => Error::invalid_request("the parameter redirect_uri is missing"),
            Self::RedirectNotRegistered { .. } => {
                Error::invalid_request("redirect_uri is not one that is registered")
            }
        }
    }
}

/// The server that is asked.
#[derive(Clone, Copy)]
pub struct Server<'a> {
    /// Who answers.
    pub issuer: &'a str,
    /// The scopes there are.
    pub catalogue: &'a Catalogue,
    /// The secret that pairwise subjects are made with.
    pub subjects: &'a [u8; 32],
}

/// Checks a request of `client`. Until its redirect URI is matched, a refusal is shown on our own page.
///
/// # Errors
/// The first rule that it breaks.
pub fn check(
    client: Option<&Client>,
    params: &Params,
    server: &Server<'_>,
) -> Result<AuthorizationRequest, Refusal> {
    let (client, mut request) = begin(client, params, server)?;
    match fill(&mut request, client, params, server) {
        Ok(()) => Ok(request),
        Err(error) => Err(Refusal::Redirect(request.answer_error(&error))),
    }
}

/// Refuses a request whose request object cannot be taken: told to the client if what stands beside the object says
/// where, and on a page of ours if not.
pub fn refuse(client: &Client, params: &Params, server: &Server<'_>, error: Error) -> Refusal {
    match begin(Some(client), params, server) {
        Ok((_, request)) => Refusal::Redirect(request.answer_error(&error)),
        Err(Refusal::Page(PageRefusal::RedirectMissing)) => Refusal::Page(PageRefusal::Malformed(error)),
        Err(refusal) => refusal,
    }
}

/// Finds out who asks and where the answer goes.
fn begin<'a>(
    client: Option<&'a Client>,
    params: &Params,
    server: &Server<'_>,
) -> Result<(&'a Client, AuthorizationRequest), Refusal> {
    let malformed = |error| Refusal::Page(PageRefusal::Malformed(error));
    params.one("client_id").map_err(malformed)?;
    let sent = params.one("redirect_uri").map_err(malformed)?;
    let client = client.ok_or(Refusal::Page(PageRefusal::UnknownClient))?;
    if client.suspended_at.is_some() {
        return Err(Refusal::Page(PageRefusal::SuspendedClient));
    }
    let redirect_uri = RedirectUri::matching(client, sent).map_err(|mismatch| {
        Refusal::Page(match (mismatch, sent) {
            (Mismatch::NotRegistered, Some(sent)) => {
                PageRefusal::RedirectNotRegistered { sent: sent.to_owned() }
            }
            _ => PageRefusal::RedirectMissing,
        })
    })?;
    // OpenID Connect has it always, however many are registered (OIDC Core §3.1.2.1).
    let scope = params.one("scope").ok().flatten().unwrap_or_default();
    if sent.is_none() && scope.split(' ').any(|name| name == OPENID) {
        return Err(Refusal::Page(PageRefusal::RedirectMissing));
    }
    let response_type = response_type(client, params).unwrap_or(ResponseType::CODE);
    let request = AuthorizationRequest {
        client_id: client.id.clone(),
        redirect_uri,
        redirect_uri_given: sent.is_some(),
        response_type,
        // A mode that cannot be is told below, in the usual one.
        response_mode: response_type.mode(params).unwrap_or(response_type.usual_mode()),
        scope: Scope::default(),
        // A repeated state is told below; then none is returned.
        state: params.one("state").ok().flatten().map(str::to_owned),
        code_challenge: None,
        nonce: None,
        prompt: Prompt::default(),
        max_age: None,
        assurance: Assurance::Any,
        login_hint: None,
        id_token_hint: None,
        expected_user: None,
        claims: None,
        ui_locales: None,
        issuer: server.issuer.to_owned(),
    };
    Ok((client, request))
}

/// Checks what is told to the client if it is wrong.
fn fill(
    request: &mut AuthorizationRequest,
    client: &Client,
    params: &Params,
    server: &Server<'_>,
) -> Result<(), Error> {
    let catalogue = server.catalogue;
    params.one("state")?;
    response_type(client, params)?.mode(params)?;
    request.scope = match params.one("scope")? {
        None => catalogue.known(&client.scopes),
        Some(text) => Scope::parse(text)
            .ok_or_else(|| Error::invalid_scope("scope holds a character that no scope has"))?,
    };
    if !request.response_type.code {
        // Nothing that is given through the browser lasts while the member is away (OIDC Core §11).
        request.scope = request.scope.filter(|name| name != OFFLINE_ACCESS);
    }
    let claims = params.one("claims")?.filter(|_| request.scope.contains(OPENID));
    let wishes = claims.map(ClaimsRequest::parse).transpose()?;
    let usual = client.metadata.default_acr_values.join(" ");
    // What a request says of it takes the place of what was registered (OIDC Registration §2).
    let says = wishes.as_ref().is_some_and(|wishes| wishes.acr().is_some());
    let usual = Some(usual.as_str()).filter(|usual| !usual.is_empty() && !says);
    request.assurance = Assurance::asked(params.one("acr_values")?.or(usual), wishes.as_ref())?;
    if let Some(wishes) = wishes {
        if let Some(wanted) = wishes.subject() {
            let unknown = || Error::login_required("nobody has the subject that the request insists on");
            request.expected_user = Some(subject::find(client, wanted, server.subjects).ok_or_else(unknown)?);
        }
        // What is named one by one is allowed by the scope that stands for it, if the client has that.
        let named = wishes.scopes().filter(|name| client.scopes.contains(name));
        request.scope = request.scope.union(&named);
        request.claims = claims.map(str::to_owned);
    }
    request.id_token_hint = params.one("id_token_hint")?.map(str::to_owned);
    request.ui_locales = params.one("ui_locales")?.map(str::to_owned);
    // Pages fit every display, and claims are in the one language in which members wrote them.
    for ignored in ["display", "claims_locales"] {
        params.one(ignored)?;
    }
    let foreign = |name: &&str| !client.scopes.contains(name) || catalogue.find(name).is_none();
    if let Some(name) = request.scope.iter().find(foreign) {
        return Err(Error::invalid_scope(format!("the client has not registered the scope {name}")));
    }
    if request.scope.is_empty() {
        return Err(Error::invalid_scope("the client has registered no scope to ask for"));
    }
    let required = client.pkce_required && request.response_type.code;
    let method = params.one("code_challenge_method")?;
    request.code_challenge = pkce::check_challenge(method, params.one("code_challenge")?, required)?;
    request.nonce = params.one("nonce")?.map(str::to_owned);
    if request.response_type.id_token {
        if !request.scope.contains(OPENID) {
            return Err(Error::invalid_request("an ID token needs the scope openid"));
        }
        // Nothing else tells a token that was slipped in from the one that was asked for (OIDC Core §3.2.2.1).
        if request.nonce.is_none() {
            return Err(Error::invalid_request("an ID token through the browser needs a nonce"));
        }
    }
    request.login_hint = params.one("login_hint")?.map(str::to_owned);
    request.prompt = prompt(params.one("prompt")?)?;
    let usual = client.metadata.default_max_age.map(|seconds| Duration::from_secs(seconds.into()));
    request.max_age = match params.one("max_age")? {
        None => usual,
        Some(text) => {
            let seconds =
                text.parse().map_err(|_| Error::invalid_request("max_age must be whole seconds"))?;
            Some(Duration::from_secs(seconds))
        }
    };
    Ok(())
}

/// What the client may be answered with. Tokens travel through the browser only where an operator allows it.
fn response_type(client: &Client, params: &Params) -> Result<ResponseType, Error> {
    let wanted = params.required("response_type")?;
    let wanted = ResponseType::parse(wanted)
        .ok_or_else(|| Error::unsupported_response_type("response_type must be code"))?;
    if wanted.has_token() && !implicit::allowed(client) {
        return Err(Error::unauthorized_client(
            "tokens through the browser are off for this client; use response_type=code with PKCE",
        ));
    }
    let registered = &client.metadata.response_types;
    if !registered.is_empty() && !registered.iter().any(|name| ResponseType::parse(name) == Some(wanted)) {
        return Err(Error::unauthorized_client("this client did not register this response_type"));
    }
    if wanted.code && !client.may_use(GrantType::AuthorizationCode) {
        return Err(Error::unauthorized_client("this client may not send members here"));
    }
    Ok(wanted)
}

fn prompt(text: Option<&str>) -> Result<Prompt, Error> {
    let mut prompt = Prompt::default();
    for word in text.unwrap_or_default().split_whitespace() {
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "consent" => prompt.consent = true,
            "select_account" => prompt.select_account = true,
            "create" => prompt.create = true,
            _ => {
                return Err(Error::invalid_request(
                    "prompt must be of none, login, consent, select_account, create",
                ));
            }
        }
    }
    if prompt.none && (prompt.login || prompt.consent || prompt.select_account || prompt.create) {
        return Err(Error::invalid_request("prompt=none goes with no other prompt"));
    }
    Ok(prompt)
}

/// Who is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// The member.
    pub user_id: UserId,
    /// When they proved who they are.
    pub auth_time: Timestamp,
    /// Whether they did so with two factors.
    pub two_factors: bool,
    /// Whether they have a second factor to show.
    pub has_second_factor: bool,
}

/// How far a member has come with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// When the request began to wait; `None` on its arrival.
    pub started_at: Option<Timestamp>,
    /// Whether the member has chosen an account since.
    pub account_chosen: bool,
}

impl Progress {
    /// Whether the member proved who they are after the request began to wait.
    fn is_before(&self, session: &SessionFacts) -> bool {
        self.started_at.is_some_and(|started| session.auth_time >= started)
    }
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Somebody signs in.
    SignIn,
    /// Somebody makes an account, or signs in after all.
    SignUp,
    /// The member, who is signed in, proves once more who they are: too long ago for the request, or by too little.
    Confirm,
    /// The member chooses an account.
    ChooseAccount,
    /// The member consents.
    Consent {
        /// What the client asks for.
        wanted: Scope,
        /// What of it the member has not allowed before.
        fresh: Scope,
    },
    /// The client gets this.
    Issue(Scope),
    /// The client is told no.
    Refuse(Error),
}

/// Decides what stands between a request and its answer.
pub fn next_step(
    request: &AuthorizationRequest,
    client: &Client,
    session: Option<&SessionFacts>,
    consent: Option<&Consent>,
    progress: &Progress,
    now: Timestamp,
) -> Step {
    let silent = request.prompt.none;
    if request.prompt.create && !session.is_some_and(|session| progress.is_before(session)) {
        return Step::SignUp;
    }
    let stranger = |session: &SessionFacts| request.expected_user.is_some_and(|user| user != session.user_id);
    if let Some(session) = session.filter(|session| stranger(session)) {
        return match silent || progress.is_before(session) {
            true => Step::Refuse(Error::login_required("another member is signed in than the request names")),
            false => Step::SignIn,
        };
    }
    let recent = session.filter(|session| is_recent(request, session, progress, now));
    let Some(session) = recent else {
        return match session {
            _ if silent => Step::Refuse(Error::login_required("nobody is signed in, or not recently enough")),
            // Who it is is known; that it is still them is to be shown. A sign-in that is asked for as such is one.
            Some(_) if !request.prompt.login => Step::Confirm,
            _ => Step::SignIn,
        };
    };
    if request.prompt.select_account && !progress.account_chosen && !progress.is_before(session) {
        return Step::ChooseAccount;
    }
    if let Some(step) = second_factor(request, session) {
        return step;
    }
    // Another program on the member's device could pose as such a client, so a yes is never remembered for it.
    let unprovable = client.is_public() && request.redirect_uri.unprovable();
    if client.first_party && !unprovable {
        return Step::Issue(request.scope.clone());
    }
    let allowed = consent.map(|consent| consent.scope.clone()).unwrap_or_default();
    let fresh = request.scope.filter(|name| !allowed.contains(name));
    if fresh.is_empty() && !request.prompt.consent && !unprovable {
        return Step::Issue(request.scope.clone());
    }
    match silent {
        true => Step::Refuse(Error::consent_required("the member has not allowed all of this")),
        false => Step::Consent { wanted: request.scope.clone(), fresh },
    }
}

/// What a request for two factors puts between a member with one and the answer. A wish that cannot be fulfilled
/// stops nothing: the answer's `acr` tells.
fn second_factor(request: &AuthorizationRequest, session: &SessionFacts) -> Option<Step> {
    let silent = request.prompt.none;
    match request.assurance {
        _ if session.two_factors => None,
        Assurance::Any => None,
        Assurance::TwoFactorsIfTheyCan if silent || !session.has_second_factor => None,
        Assurance::TwoFactors if !session.has_second_factor => {
            let what = "the member has no second factor, on which the request insists";
            Some(Step::Refuse(Error::unmet_authentication_requirements(what)))
        }
        Assurance::TwoFactors if silent => {
            Some(Step::Refuse(Error::login_required("the member has not shown their second factor")))
        }
        Assurance::TwoFactors | Assurance::TwoFactorsIfTheyCan => Some(Step::Confirm),
    }
}

/// Whether the member proved who they are as recently as the request demands. A forced sign-in is met only by
/// one that happened after the request arrived, so giving up never yields the old session's answer.
fn is_recent(
    request: &AuthorizationRequest,
    session: &SessionFacts,
    progress: &Progress,
    now: Timestamp,
) -> bool {
    let since = progress.is_before(session);
    let young = request.max_age.is_none_or(|most| now.since(session.auth_time) <= most);
    since || (!request.prompt.login && young)
}

#[cfg(test)]
mod tests;
