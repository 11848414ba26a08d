//! `/signin`: email or username and password.

use std::sync::Arc;

use account::login::Login;
use account::password::Password;
use account::session::{self, Session};
use account::sign_in::{Verdict, after_password};
use account::throttle;
use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::Secret;
use serde_json::json;

use crate::App;
use crate::acts::{self, Actor, user_target};
use crate::endpoints::authorize::{self, see_other};
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::visitor::{self, SignedIn, Visitor};
use crate::pages::{self, Query, Waiting, attempts, frame, verify_email};
use crate::views::auth::SignInPage;
use crate::views::frame::{Field, Problem};

const PURPOSE: &str = "signin";

/// Shows the form, or the accounts of a browser that is signed in already.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = Query::of(query.as_deref());
    let waiting = Waiting::of_query(&query);
    let another = query.one("another").is_some() || query.one("done").is_some();
    if visitor.current.is_some() && waiting.request.is_none() && !another {
        return Ok(see_other(&waiting.address("/accounts")));
    }
    let asked = waiting.asked(&app, &visitor).await?;
    let hint = asked.as_ref().and_then(|asked| asked.request.login_hint.clone());
    let hint = hint.or_else(|| visitor.current.as_ref().map(|current| current.user.username.clone()));
    let hint = hint.filter(|_| query.one("another").is_none()).unwrap_or_default();
    let page = form(&app, &visitor, &waiting, asked.as_ref(), &hint, false, &[]);
    pages::page(&page).map(pages::in_flow)
}

fn form(
    app: &App,
    visitor: &Visitor,
    waiting: &Waiting,
    asked: Option<&authorize::Asked>,
    username: &str,
    remember: bool,
    problems: &[Problem],
) -> SignInPage {
    let name = Field::text("username", "Email or username")
        .autocomplete("username webauthn")
        .verbatim()
        .value(username)
        .focused()
        .checked(problems);
    SignInPage {
        frame: frame::with_problems(frame::of(app, visitor, "Sign in"), problems),
        form_token: form::token(app, visitor, PURPOSE),
        continue_to: asked.map(|asked| asked.client.name.clone()),
        request: waiting.request.clone(),
        next: waiting.next.clone(),
        username: name,
        password: Field::password("password", "Password", "current-password"),
        remember,
        sign_up_open: app.settings.registration_open,
    }
}

/// Takes the form.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    attempts::admit_network(&app, &visitor)?;
    let attempt = Attempt::begin(&app, &visitor, form.field("username"), form.field("password")).await?;
    let waiting = Waiting::of_form(&form);
    match after_password(attempt.user.as_ref(), attempt.matches) {
        Verdict::Refuse => {
            app.metrics().signed_in("refused");
            attempt.record_refusal(&app, &visitor).await?;
            refuse(&app, &visitor, &form, &waiting).await
        }
        Verdict::Suspended => {
            app.metrics().signed_in("suspended");
            attempt.turn_away(&app, &visitor, "locked").await?;
            let advice = "An operator of this service has locked this account. Write to the service if you think this is a mistake; tell them your username, never your password.";
            Err(PageError::new(StatusCode::FORBIDDEN, "This account is locked", advice))
        }
        Verdict::Verify => {
            app.metrics().signed_in("unverified");
            attempt.turn_away(&app, &visitor, "unverified").await?;
            verify_email::ask_again(&app, &visitor, attempt.user()?, &waiting).await
        }
        Verdict::SignedIn => {
            app.metrics().signed_in("ok");
            let remember = form.field("remember") == "1";
            let leaked = attempt.leaked;
            let (visitor, tokens) = attempt.start_session(&app, visitor, &form, remember).await?;
            let mut response = match leaked && waiting.request.is_none() {
                // To a new password first; what was asked for is one link away.
                _ if leaves(&app, &visitor).await? => see_other(&waiting.address("/account/keep")),
                true => see_other(&waiting.address("/account/security/password")),
                false => go_on(&app, &visitor, &waiting).await?,
            };
            let life = remember.then_some(app.settings.sessions.remembered);
            visitor::set_sessions(&mut response, &tokens, life);
            Ok(response)
        }
    }
}

async fn refuse(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    waiting: &Waiting,
) -> Result<Response, PageError> {
    let asked = waiting.asked(app, visitor).await?;
    let message = "That name and password do not go together. Check both, or choose a new password.";
    let problems = [frame::problem("username", message)];
    let remember = form.field("remember") == "1";
    let page =
        self::form(app, visitor, waiting, asked.as_ref(), form.trimmed("username"), remember, &problems);
    pages::refused(&page).map(pages::in_flow)
}

/// Whether the member's account is to be deleted: then they are asked first whether they stay.
async fn leaves(app: &App, visitor: &Visitor) -> Result<bool, PageError> {
    let user = visitor.signed_in()?.user.id;
    Ok(app.store.read().await?.find_deletion(&user).await?.is_some())
}

/// Leads to what waited for the sign-in.
pub(crate) async fn go_on(app: &App, visitor: &Visitor, waiting: &Waiting) -> Result<Response, PageError> {
    match (&waiting.request, &waiting.next) {
        (Some(id), _) => authorize::resume(app, visitor, id, false).await.map(pages::in_flow),
        (None, Some(path)) => Ok(see_other(path)),
        (None, None) => Ok(see_other("/account")),
    }
}

/// One password presented for one name: counted, then compared.
struct Attempt {
    key: [u8; 32],
    user: Option<User>,
    known_browser: bool,
    matches: bool,
    renewed: Option<String>,
    leaked: bool,
}

impl Attempt {
    async fn begin(app: &App, visitor: &Visitor, name: &str, password: &str) -> Result<Self, PageError> {
        let login = Login::parse(name);
        let mut reader = app.store.read().await?;
        let user = match &login {
            Some(Login::Email(key)) => reader.find_user_by_email(key).await?,
            Some(Login::Username(key)) => reader.find_user_by_username(key).await?,
            None => None,
        };
        let known_browser = match &user {
            Some(user) => reader.is_known_browser(&user.id, &visitor.browser).await?,
            None => false,
        };
        drop(reader);
        let key = match (&user, &login) {
            (Some(user), _) if known_browser => throttle::known_browser_key(&user.id, &visitor.browser),
            (Some(user), _) => throttle::account_key(&user.id),
            (None, Some(login)) => throttle::login_key(login),
            (None, None) => throttle::login_key(&Login::Username(String::new())),
        };
        let mut tx = app.write().await?;
        attempts::begin(app, &mut tx, &key, visitor.now).await?;
        tx.commit().await?;
        let hash = user.as_ref().and_then(|user| user.password_hash.clone());
        let (matches, renewed, leaked) = match Password::presented(password) {
            Some(password) => {
                let verified = app.hashing.verify(password, hash, &*app.entropy).await;
                let verified = verified.inspect_err(|_| app.metrics().hash_shed())?;
                (verified.matches, verified.renewed, verified.leaked)
            }
            None => (false, None, false),
        };
        Ok(Self { key, user, known_browser, matches, renewed, leaked })
    }

    fn user(&self) -> Result<&User, PageError> {
        self.user.as_ref().ok_or_else(PageError::not_found)
    }

    async fn record_refusal(&self, app: &App, visitor: &Visitor) -> Result<(), PageError> {
        let target = self.user.as_ref().map(|user| user_target(&user.id)).unwrap_or_default();
        let context = visitor.context_as(app, Actor::Anonymous);
        let mut tx = app.write().await?;
        context.record_refusal(&mut tx, "session.start", target, "wrong password").await?;
        Ok(tx.commit().await?)
    }

    /// Forgets the failures and records what stands in the way of somebody who knows the password.
    async fn turn_away(&self, app: &App, visitor: &Visitor, why: &str) -> Result<(), PageError> {
        let user = self.user()?.id;
        let context = visitor.context_as(app, Actor::User(user));
        let mut tx = app.write().await?;
        tx.delete_throttle(&self.key).await?;
        context.record_refusal(&mut tx, "session.start", user_target(&user), why).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets the failures: the password was right.
    async fn succeeded(&self, app: &App) -> Result<(), PageError> {
        let mut tx = app.write().await?;
        tx.delete_throttle(&self.key).await?;
        Ok(tx.commit().await?)
    }

    /// Begins the session; gives the visitor as they are from now on, and the cookie's values.
    async fn start_session(
        self,
        app: &App,
        mut visitor: Visitor,
        form: &Submitted,
        remembered: bool,
    ) -> Result<(Visitor, Vec<Secret>), PageError> {
        let user = self.user()?.clone();
        let address = visitor.address.to_string();
        let browser = session::Browser { address: &address, user_agent: &visitor.user_agent, remembered };
        let (mut session, secret) =
            Session::start(user.id, "pwd", browser, &app.settings.sessions, visitor.now, &*app.entropy);
        let context = visitor.context_as(app, Actor::User(user.id));
        let before = visitor.sessions(app).await?;
        let replaced: Vec<_> = before.into_iter().filter(|(_, known)| known.user.id == user.id).collect();
        let mut tx = app.write().await?;
        form.spend(&mut tx).await?;
        // What ends everything of the member waits for this row, and then ends this session too, or was first.
        let meanwhile = tx.claim_user(&user.id).await?;
        let unchanged =
            |found: &User| found.password_changed_at == user.password_changed_at && found.locked_at.is_none();
        if !meanwhile.as_ref().is_some_and(unchanged) {
            let advice = "The password was replaced or the account was locked. Try to sign in again.";
            return Err(PageError::new(StatusCode::CONFLICT, "This account was changed just now", advice));
        }
        tx.delete_throttle(&self.key).await?;
        if let (Some(old), Some(new)) = (&user.password_hash, &self.renewed) {
            tx.set_password_hash(&user.id, old, new).await?;
        }
        if self.leaked {
            acts::passwords::note_leaked(&mut tx, &context, &app.letterhead(), &user).await?;
        }
        acts::sessions::start(&mut tx, &mut session, replaced.first().map(|(_, old)| old.session.id)).await?;
        let device = account::device::describe(&visitor.user_agent);
        if !self.known_browser {
            tx.touch_browser(&user.id, &visitor.browser, visitor.now).await?;
            let what = format!("Your account {} was just signed in to with {device}.", user.username);
            let subject = format!("New sign-in to {}", app.service_name());
            pages::tell(app, &mut tx, &context, &user, &subject, what).await?;
        }
        let facts = json!({ "session": session.id.to_string(), "amr": session.amr, "device": device });
        context.record_with(&mut tx, "session.start", user_target(&user.id), facts).await?;
        tx.commit().await?;
        let gone = |token: &Secret| replaced.iter().any(|(old, _)| old == token);
        let tokens: Vec<Secret> =
            visitor.tokens_with(secret).into_iter().filter(|token| !gone(token)).collect();
        visitor.current = Some(SignedIn { session, user });
        Ok((visitor, tokens))
    }
}

/// Compares the password of somebody who is signed in, as counted as any other attempt.
pub(crate) async fn prove_again(app: &App, visitor: &Visitor, password: &str) -> Result<bool, PageError> {
    let username = visitor.signed_in()?.user.username.clone();
    attempts::admit_network(app, visitor)?;
    let attempt = Attempt::begin(app, visitor, &username, password).await?;
    match attempt.matches {
        true => attempt.succeeded(app).await?,
        false => attempt.record_refusal(app, visitor).await?,
    }
    Ok(attempt.matches)
}
