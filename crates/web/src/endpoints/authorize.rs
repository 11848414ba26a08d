//! `GET` and `POST /oauth/authorize` (RFC 6749 §3.1): from a client's request to its answer, by way of the
//! pages that stand between.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use oauth::authorize::{
    self, Answer, AuthorizationRequest, Delivery, PageRefusal, Progress, Refusal, SessionFacts, Step,
};
use oauth::client::Client;
use oauth::grant::{Consent, Interaction};
use oauth::oidc::assurance::Assurance;
use oauth::oidc::id_token::{self, Hint};
use oauth::oidc::session_state;
use oauth::oidc::subject;
use oauth::params::Params;
use oauth::{ClientId, InteractionId};
use store::{KnownClient, Writer};

use super::issue::issue;
use super::protect::Seal;
use super::request_object;
use crate::client_documents::{self, NotTaken};
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{self, SignedIn, Visitor};
use crate::pages::{self, attempts, frame};
use crate::views::auth::FormPostPage;
use crate::words;
use crate::{App, calls};

/// How long a request waits for sign-in and consent.
const INTERACTION_LIFE: Duration = Duration::from_secs(10 * 60);

/// The longest request that is kept while its member signs in.
const MOST_PARAMETERS: usize = 8 * 1_024;

/// How the endpoint is called. `HEAD`, which asks what an answer would be like, cannot be answered without giving it.
pub(crate) fn methods() -> MethodRouter<Arc<App>> {
    let refuse = || async { (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, POST")]) };
    get(show).post(submit).head(refuse)
}

/// Answers an authorization request that a browser brings by `GET`.
async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    begin(&app, &visitor, query.unwrap_or_default().as_bytes()).await
}

/// Answers an authorization request that a browser brings by `POST`. One without our cookies, such as browsers send
/// from another site, is brought once more by `GET`, with them.
async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::endpoint_params(&headers, &body)
        .map_err(|_| refusal_page(&PageRefusal::Malformed(not_a_form())))?;
    if visitor.new_browser {
        let params = Params::parse(&body).map_err(|error| refusal_page(&PageRefusal::Malformed(error)))?;
        let text = fitting(&params)?;
        return Ok(see_other(&format!("/oauth/authorize?{text}")));
    }
    begin(&app, &visitor, &body).await
}

/// The text of a request that is not too long to be kept.
fn fitting(params: &Params) -> Result<String, PageError> {
    let text = params.encode();
    if text.len() > MOST_PARAMETERS {
        let what = oauth::error::Error::invalid_request("the request is too long");
        return Err(refusal_page(&PageRefusal::Malformed(what)));
    }
    Ok(text)
}

fn not_a_form() -> oauth::error::Error {
    oauth::error::Error::invalid_request("the body is not a form")
}

async fn begin(app: &App, visitor: &Visitor, text: &[u8]) -> Result<Response, PageError> {
    let sent = Params::parse(text).map_err(|error| refusal_page(&PageRefusal::Malformed(error)))?;
    let (known, read) = find_client_and_read(app, visitor, &sent).await?;
    let client = known.as_ref().map(|known| Arc::clone(&known.client));
    if let Some(client) = &client {
        calls::note_request(&client.id, read.as_ref().map_or(&sent, |(inside, _)| inside));
    }
    let (params, request) = match read {
        Ok(read) => read,
        Err(Refusal::Redirect(answer)) => return deliver(app, visitor, answer).await,
        Err(Refusal::Page(refusal)) => {
            return Err(pages::broken_link::explain(app, visitor, client.as_deref(), &refusal));
        }
    };
    let client = client.ok_or_else(|| refusal_page(&PageRefusal::UnknownClient))?;
    let asked = Asked { client, known, request, params, sent, interaction: None };
    advance(app, visitor, asked, Progress { started_at: None, account_chosen: false }).await
}

/// This server, as the rules know it.
pub(super) fn with_server<T>(app: &App, decide: impl FnOnce(&authorize::Server<'_>) -> T) -> T {
    let catalogue = app.catalogue();
    let issuer = app.settings.public_url.as_str();
    decide(&authorize::Server { issuer, catalogue: &catalogue, subjects: &app.secrets.subject })
}

fn check(app: &App, client: Option<&Client>, params: &Params) -> Result<AuthorizationRequest, Refusal> {
    let mut request = with_server(app, |server| authorize::check(client, params, server))?;
    if let (Some(text), Some(client)) = (&request.id_token_hint, client) {
        let hint = read_hint(app, text).filter(|hint| hint.client_id == client.id);
        let Some(user) = hint.and_then(|hint| subject::find(client, &hint.subject, &app.secrets.subject))
        else {
            let error =
                oauth::error::Error::invalid_request("id_token_hint is no ID token that we gave this app");
            return Err(Refusal::Redirect(request.answer_error(&error)));
        };
        request.expected_user = Some(user);
    }
    Ok(request)
}

/// Reads an older ID token that comes back as a hint.
pub(crate) fn read_hint(app: &App, text: &str) -> Option<Hint> {
    let keys = app.keys();
    id_token::read_hint(text, &|kid| keys.find(kid), &app.settings.public_url)
}

/// Sends the browser back to the client with an answer.
pub(crate) async fn deliver(app: &App, visitor: &Visitor, answer: Answer) -> Result<Response, PageError> {
    calls::note_answer(&answer);
    let answer = answer.with_error_uri(calls::error_uri());
    let tells_state = answer.tells_session_state();
    let answer = match answer.sealed_for().cloned() {
        None => answer,
        Some(id) => {
            let client = app.store.read().await?.find_client(&id).await?;
            let client = client.ok_or_else(|| refusal_page(&PageRefusal::UnknownClient))?;
            let seal = Seal::of(&client, client.metadata.authorization_protection());
            let jwt = seal.seal(app, id_token::TYPE, &answer.payload(visitor.now)).await?;
            answer.sealed(jwt)
        }
    };
    let mut response = match answer.delivery() {
        Delivery::Redirect(location) => see_other(&location),
        Delivery::Form { action, fields } => {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            let frame = frame::of(app, visitor, words::t("form-post-title"));
            pages::page(&FormPostPage { frame, action, fields }).map(pages::in_flow)?
        }
    };
    if let Some(current) = visitor.current.as_ref().filter(|_| tells_state) {
        let state = session_state::browser_state(&current.session.id, &app.secrets.browser_state);
        visitor::set_state(&mut response, &state, current.session.expires_at.since(visitor.now));
    }
    Ok(response)
}

/// The parameters that count, and what they ask for.
type Read = Result<(Params, AuthorizationRequest), Refusal>;

/// Finds the client that a request names, and reads the request as that client's. What memory does not know or refuses,
/// the records decide.
async fn find_client_and_read(
    app: &App,
    visitor: &Visitor,
    sent: &Params,
) -> Result<(Option<Arc<KnownClient>>, Read), PageError> {
    let id = sent.one("client_id").map_err(|error| refusal_page(&PageRefusal::Malformed(error)))?;
    let Some(id) = id.filter(|id| id.len() <= ClientId::MAX_LEN).map(|id| ClientId(id.to_owned())) else {
        return Ok((None, read(app, visitor, None, sent).await?));
    };
    match client_documents::see_to(app, &id, visitor.address, visitor.now).await {
        Ok(()) => {}
        Err(NotTaken::Unfit(why)) => return Err(undescribed_page(&id, &why)),
        Err(NotTaken::Throttled(wait)) => return Err(attempts::too_many_requests(wait)),
        Err(NotTaken::Store(error)) => return Err(error.into()),
    }
    if let Some(known) = app.store.recall_client(&id)
        && let Ok(read) = read(app, visitor, Some(&known.client), sent).await?
    {
        return Ok((Some(known), Ok(read)));
    }
    let known = app.store.learn_client(&id, visitor.now).await?;
    let read = read(app, visitor, known.as_ref().map(|known| &*known.client), sent).await?;
    Ok((known, read))
}

async fn read(
    app: &App,
    visitor: &Visitor,
    client: Option<&Client>,
    sent: &Params,
) -> Result<Read, PageError> {
    Ok(match request_object::unfold(app, visitor, client, sent).await? {
        Ok(params) => check(app, client, &params).map(|request| (params, request)),
        Err(refusal) => Err(refusal),
    })
}

/// A request that passed its checks, with the record that keeps it if it had to wait.
pub(crate) struct Asked {
    pub client: Arc<Client>,
    /// What was known of the client, if that came from memory.
    known: Option<Arc<KnownClient>>,
    pub request: AuthorizationRequest,
    /// The parameters that count.
    params: Params,
    /// The parameters as they came.
    sent: Params,
    interaction: Option<Interaction>,
}

impl Asked {
    /// What is known of how far its member has come.
    pub(crate) fn progress(&self, account_chosen: bool) -> Progress {
        Progress { started_at: self.interaction.as_ref().map(|kept| kept.created_at), account_chosen }
    }
}

/// Finds a request that waits in this browser, by the identifier that pages carry.
pub(crate) async fn find_waiting(app: &App, visitor: &Visitor, id: &str) -> Result<Asked, PageError> {
    let id = InteractionId::parse(id).ok_or_else(PageError::request_over)?;
    let mut reader = app.store.read().await?;
    let interaction = reader.find_interaction(&id).await?.ok_or_else(PageError::request_over)?;
    let over = interaction.completed_at.is_some() || interaction.expires_at <= visitor.now;
    if over || interaction.browser != visitor.browser {
        return Err(PageError::request_over());
    }
    let client = reader.find_client(&interaction.client_id).await?;
    drop(reader);
    let params = Params::parse(interaction.parameters.as_bytes()).map_err(|_| PageError::request_over())?;
    // Checked anew: the client may have been suspended or changed meanwhile.
    let request = check(app, client.as_ref(), &params).map_err(|_| PageError::request_over())?;
    let client = Arc::new(client.ok_or_else(PageError::request_over)?);
    Ok(Asked { client, known: None, request, sent: params.clone(), params, interaction: Some(interaction) })
}

/// Goes on with a request that waited, now that its member signed in or chose an account.
pub(crate) async fn resume(
    app: &App,
    visitor: &Visitor,
    id: &str,
    account_chosen: bool,
) -> Result<Response, PageError> {
    let asked = find_waiting(app, visitor, id).await?;
    let progress = asked.progress(account_chosen);
    advance(app, visitor, asked, progress).await
}

async fn advance(
    app: &App,
    visitor: &Visitor,
    asked: Asked,
    progress: Progress,
) -> Result<Response, PageError> {
    // Consent is asked for where the answer hangs on it: most often it was given, and the transaction that issues
    // claims it anyway.
    let facts = facts(app, visitor, &asked).await?;
    let step = match decide(visitor, &asked, facts.as_ref(), None, &progress) {
        Step::Refuse(_) => next_step(app, visitor, &asked, &progress).await?,
        step => step,
    };
    match step {
        Step::SignUp if app.settings.registration_open => wait_at(app, visitor, asked, "/signup").await,
        Step::SignIn | Step::SignUp => wait_at(app, visitor, asked, "/signin").await,
        Step::Confirm => wait_at(app, visitor, asked, "/confirm").await,
        Step::ChooseAccount => wait_at(app, visitor, asked, "/accounts").await,
        Step::Refuse(error) => {
            finish(app, visitor, &asked).await?;
            deliver(app, visitor, asked.request.answer_error(&error)).await
        }
        Step::Consent { .. } | Step::Issue(_) => {
            let signed_in = visitor.signed_in()?;
            let context = visitor.context(app);
            let mut tx = app.write().await?;
            if let Some(known) = &asked.known
                && !tx.is_current(known).await?
            {
                // Memory lags behind another server or a command: the request is brought once more, to the records.
                drop(tx);
                app.store.forget_client(&asked.client.id);
                return Ok(see_other(&format!("/oauth/authorize?{}", fitting(&asked.sent)?)));
            }
            // Whoever withdraws consent meanwhile waits for this row and then ends this authorization, or was first.
            let consent = match asked.client.first_party {
                true => None,
                false => tx.claim_consent(&signed_in.user.id, &asked.client.id).await?,
            };
            let scope = match decide(visitor, &asked, facts.as_ref(), consent.as_ref(), &progress) {
                Step::Issue(scope) => scope,
                Step::Refuse(error) => {
                    drop(tx);
                    finish(app, visitor, &asked).await?;
                    return deliver(app, visitor, asked.request.answer_error(&error)).await;
                }
                _ => {
                    drop(tx);
                    return wait_at(app, visitor, asked, "/oauth/consent").await;
                }
            };
            complete(&mut tx, visitor, &asked).await?;
            let issued = issue(app, &mut tx, &context, signed_in, &asked, scope).await?;
            tx.commit().await?;
            deliver(app, visitor, issued.finish(app).await?).await
        }
    }
}

/// Decides what stands between this visitor and the answer.
pub(crate) async fn next_step(
    app: &App,
    visitor: &Visitor,
    asked: &Asked,
    progress: &Progress,
) -> Result<Step, PageError> {
    let consent = match &visitor.current {
        Some(signed_in) => app.store.read().await?.find_consent(&signed_in.user.id, &asked.client.id).await?,
        None => None,
    };
    let facts = facts(app, visitor, asked).await?;
    Ok(decide(visitor, asked, facts.as_ref(), consent.as_ref(), progress))
}

/// What the rules want to know of who is signed in. What else a member has to show is looked up only for a request
/// that asks for more than their session has.
async fn facts(app: &App, visitor: &Visitor, asked: &Asked) -> Result<Option<SessionFacts>, PageError> {
    let Some(SignedIn { session, user }) = &visitor.current else { return Ok(None) };
    let two_factors = session.two_factors();
    let matters = asked.request.assurance != Assurance::Any && !two_factors;
    let has_second_factor = matters && app.store.read().await?.find_factors(&user.id).await?.any();
    let auth_time = session.auth_time;
    Ok(Some(SessionFacts { user_id: user.id, auth_time, two_factors, has_second_factor }))
}

fn decide(
    visitor: &Visitor,
    asked: &Asked,
    facts: Option<&SessionFacts>,
    consent: Option<&Consent>,
    progress: &Progress,
) -> Step {
    authorize::next_step(&asked.request, &asked.client, facts, consent, progress, visitor.now)
}

/// Keeps the request and sends the browser to a page that leads back to it.
async fn wait_at(app: &App, visitor: &Visitor, asked: Asked, page: &str) -> Result<Response, PageError> {
    let id = match &asked.interaction {
        Some(interaction) => interaction.id,
        None => keep(app, visitor, &asked).await?,
    };
    let mut response = see_other(&format!("{page}?request={id}"));
    if let Some(tags) = &asked.request.ui_locales {
        words::wish(&mut response, tags);
    }
    Ok(response)
}

async fn keep(app: &App, visitor: &Visitor, asked: &Asked) -> Result<InteractionId, PageError> {
    let parameters = fitting(&asked.params)?;
    attempts::admit_waiting(app, visitor)?;
    let interaction = Interaction {
        id: InteractionId::new(visitor.now, &*app.entropy),
        browser: visitor.browser,
        client_id: asked.client.id.clone(),
        parameters,
        created_at: visitor.now,
        expires_at: visitor.now + INTERACTION_LIFE,
        completed_at: None,
    };
    let mut tx = app.write().await?;
    tx.insert_interaction(&interaction).await?;
    tx.commit().await?;
    Ok(interaction.id)
}

/// Marks a waiting request as answered; it is answered once.
pub(crate) async fn complete(tx: &mut Writer, visitor: &Visitor, asked: &Asked) -> Result<(), PageError> {
    calls::note_request(&asked.client.id, &asked.params);
    match &asked.interaction {
        Some(interaction) if !tx.complete_interaction(&interaction.id, visitor.now).await? => {
            Err(PageError::request_over())
        }
        _ => Ok(()),
    }
}

async fn finish(app: &App, visitor: &Visitor, asked: &Asked) -> Result<(), PageError> {
    if asked.interaction.is_some() {
        let mut tx = app.write().await?;
        complete(&mut tx, visitor, asked).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Sends the browser on with `GET` (303): a form that was sent is not sent again to the app.
pub(crate) fn see_other(location: &str) -> Response {
    Redirect::to(location).into_response()
}

/// The page for a request of an app that should describe itself and does not, with the reason for its makers.
fn undescribed_page(id: &ClientId, why: &str) -> PageError {
    let advice = words::t("error-undescribed").with("address", id).with("why", why);
    PageError::new(StatusCode::BAD_REQUEST, words::t("error-broken-link"), advice)
}

/// The page for a request that must not be redirected, as a stranger to the app sees it.
pub(crate) fn refusal_page(refusal: &PageRefusal) -> PageError {
    let advice = match refusal {
        PageRefusal::SuspendedClient => words::t("broken-stopped"),
        PageRefusal::Malformed(_) => words::t("broken-malformed"),
        PageRefusal::UnknownClient
        | PageRefusal::RedirectMissing
        | PageRefusal::RedirectNotRegistered { .. } => words::t("broken-unknown"),
    };
    PageError::new(StatusCode::BAD_REQUEST, words::t("error-broken-link"), advice)
}
