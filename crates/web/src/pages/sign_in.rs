//! `/signin`: email or username and password.

use std::sync::Arc;

use account::factor::Kind;
use account::login::Login;
use account::password::Password;
use account::pending::PendingSignIn;
use account::sign_in::{Beside, Verdict, after_password};
use account::text::Holder;
use account::throttle;
use account::trust::TrustedBrowser;
use account::user::User;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::{Secret, UserId};
use store::Writer;

use crate::App;
use crate::acts::{self, Actor, Context, user_target};
use crate::endpoints::authorize::{self, see_other};
use crate::error::PageError;
use crate::extract::form::{self, Submitted};
use crate::extract::pending;
use crate::extract::visitor::Visitor;
use crate::pages::begin::{self, Beginning, Begun};
use crate::pages::{self, Query, Waiting, attempts, frame, operator, texts, verify_email};
use crate::views::app_mark::AppMark;
use crate::views::auth::SignInPage;
use crate::views::frame::{Field, Problem};
use crate::words;

pub(crate) const PURPOSE: &str = "signin";

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

/// The form, with the other ways.
pub(crate) fn form(
    app: &App,
    visitor: &Visitor,
    waiting: &Waiting,
    asked: Option<&authorize::Asked>,
    username: &str,
    remember: bool,
    problems: &[Problem],
) -> SignInPage {
    let name = Field::text("username", words::t("signin-name"))
        .autocomplete("username webauthn")
        .verbatim()
        .value(username)
        .focused()
        .checked(problems);
    SignInPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("signin-title")), problems),
        form_token: form::token(app, visitor, PURPOSE),
        continue_to: asked.map(|asked| asked.client.name.clone()),
        mark: asked.map(|asked| AppMark::of(&asked.client.name, asked.client.logo_id.as_ref())),
        policy: asked.and_then(|asked| asked.client.metadata.policy_uri.clone()),
        terms: asked.and_then(|asked| asked.client.metadata.tos_uri.clone()),
        request: waiting.request.clone(),
        next: waiting.next.clone(),
        username: name,
        password: Field::password("password", words::t("signin-password"), "current-password"),
        remember,
        sign_up_open: app.settings.registration_open,
        passkeys: app.relying_party.as_ref().map(|party| party.id().to_owned()),
        unknown_passkey: None,
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
    let remember = form.field("remember") == "1";
    let (beside, trust) = attempt.beside(&app, &visitor, &headers).await?;
    match after_password(attempt.user.as_ref(), attempt.matches, beside) {
        Verdict::Refuse => {
            app.metrics().signed_in("refused");
            attempt.record_refusal(&app, &visitor).await?;
            refuse(&app, &visitor, &form, &waiting).await
        }
        Verdict::Suspended => {
            app.metrics().signed_in("suspended");
            attempt.turn_away(&app, &visitor, "locked").await?;
            Err(locked())
        }
        Verdict::Verify => {
            app.metrics().signed_in("unverified");
            attempt.turn_away(&app, &visitor, "unverified").await?;
            verify_email::ask_again(&app, &visitor, attempt.user()?, &waiting).await
        }
        Verdict::SecondFactor => {
            app.metrics().signed_in("second factor owed");
            let secret = attempt.owe_second_factor(&app, &visitor, &form, remember).await?;
            let next = after_leak(&waiting).filter(|_| attempt.leaked);
            let waiting = next.map(|next| Waiting::new(None, Some(&next))).unwrap_or(waiting);
            let mut response = see_other(&waiting.address("/signin/factor"));
            pending::keep(&mut response, &secret);
            Ok(response)
        }
        Verdict::SignedIn => {
            app.metrics().signed_in("ok");
            let leaked = attempt.leaked;
            let begun = attempt.start_session(&app, visitor, &form, remember, trust.as_ref()).await?;
            let first = match leaked {
                _ if leaves(&app, &begun.visitor).await? => Some(waiting.address("/account/keep")),
                true => after_leak(&waiting),
                false => operator::guided(&begun.visitor, beside.second_factor, &waiting),
            };
            let mut response = match first {
                Some(address) => see_other(&address),
                None => go_on(&app, &begun.visitor, &waiting).await?,
            };
            begun.set_cookies(&app, &mut response);
            Ok(response)
        }
    }
}

/// A password that leaked leads to a new one first, unless an app waits; what was asked for is one link away.
fn after_leak(waiting: &Waiting) -> Option<String> {
    waiting.request.is_none().then(|| waiting.address("/account/security/password"))
}

/// What somebody learns who could sign in if an operator had not locked the account.
pub(crate) fn locked() -> PageError {
    PageError::new(StatusCode::FORBIDDEN, words::t("error-locked"), words::t("error-locked-advice"))
}

async fn refuse(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    waiting: &Waiting,
) -> Result<Response, PageError> {
    let asked = waiting.asked(app, visitor).await?;
    let problems = [frame::problem("username", words::t("signin-wrong"))];
    let remember = form.field("remember") == "1";
    let page =
        self::form(app, visitor, waiting, asked.as_ref(), form.trimmed("username"), remember, &problems);
    pages::refused(&page).map(pages::in_flow)
}

/// Whether the member's account is to be deleted: then they are asked first whether they stay.
pub(crate) async fn leaves(app: &App, visitor: &Visitor) -> Result<bool, PageError> {
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
        // Asked for nobody too, so that it takes as long.
        let whose = user.as_ref().map_or(UserId::from_bytes([0; 16]), |user| user.id);
        let known_browser = reader.is_known_browser(&whose, &visitor.browser).await?;
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
        Ok(Self { key, user, matches, renewed, leaked })
    }

    /// What else is known of the member, if the password was right.
    async fn beside(
        &self,
        app: &App,
        visitor: &Visitor,
        headers: &HeaderMap,
    ) -> Result<(Beside, Option<TrustedBrowser>), PageError> {
        let Some(user) = self.user.as_ref().filter(|_| self.matches) else {
            return Ok((Beside::default(), None));
        };
        let second_factor = app.store.read().await?.find_factors(&user.id).await?.any();
        let trust = match second_factor {
            true => pending::find_trust(app, visitor, headers, &user.id).await?,
            false => None,
        };
        Ok((Beside { second_factor, trusted_browser: trust.is_some() }, trust))
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

    /// Keeps the sign-in until its second factor is shown; gives the cookie's value. Whoever used text messages last is
    /// sent a code at once.
    async fn owe_second_factor(
        &self,
        app: &App,
        visitor: &Visitor,
        form: &Submitted,
        remembered: bool,
    ) -> Result<Secret, PageError> {
        let user = self.user()?;
        let (pending, secret) =
            PendingSignIn::start(user, visitor.browser, "pwd", remembered, visitor.now, &*app.entropy);
        let context = visitor.context_as(app, Actor::User(user.id));
        let mut tx = app.write().await?;
        form.spend(&mut tx).await?;
        self.password_was_right(app, &mut tx, &context).await?;
        tx.insert_pending_sign_in(&pending).await?;
        let target = user_target(&user.id);
        context.record_refusal(&mut tx, "session.start", target, "second factor owed").await?;
        let factors = tx.find_factors(&user.id).await?;
        if factors.offered_to(user.operator).first() == Some(&Kind::Text) {
            let holder = Holder::pending(&pending.token_hash);
            texts::send(app, visitor, &context, &mut tx, user, holder).await?;
        }
        tx.commit().await?;
        Ok(secret)
    }

    /// Begins the session.
    async fn start_session(
        self,
        app: &App,
        visitor: Visitor,
        form: &Submitted,
        remembered: bool,
        trust: Option<&TrustedBrowser>,
    ) -> Result<Begun, PageError> {
        let user = self.user()?.clone();
        let context = visitor.context_as(app, Actor::User(user.id));
        let mut beginning = Beginning::prepare(app, &visitor, user, "pwd", remembered).await?;
        let mut tx = app.write().await?;
        form.spend(&mut tx).await?;
        beginning.claim(&mut tx).await?;
        self.password_was_right(app, &mut tx, &context).await?;
        let address = visitor.address.to_string();
        if let Some(trust) = trust
            && !tx.touch_trusted_browser(&trust.id, &address, visitor.now).await?
        {
            return Err(begin::changed_meanwhile());
        }
        beginning.save(app, &mut tx, &context, &visitor).await?;
        tx.commit().await?;
        Ok(beginning.finish(visitor))
    }

    /// Nothing is counted any more, the hash costs what hashes cost today, and a password that leaked is noted.
    async fn password_was_right(
        &self,
        app: &App,
        tx: &mut Writer,
        context: &Context<'_>,
    ) -> Result<(), PageError> {
        tx.delete_throttle(&self.key).await?;
        let user = self.user()?;
        if let (Some(old), Some(new)) = (&user.password_hash, &self.renewed) {
            tx.set_password_hash(&user.id, old, new).await?;
        }
        if self.leaked {
            acts::passwords::note_leaked(tx, context, &app.letterhead(), user).await?;
        }
        Ok(())
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
