//! The beginning of a session, however the member proved who they are.

use std::time::Duration;

use account::session::{self, Proof, Session};
use account::user::User;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::Secret;
use serde_json::json;
use store::Writer;

use crate::App;
use crate::acts::{self, Context, user_target};
use crate::error::PageError;
use crate::extract::visitor::{self, SignedIn, Visitor};
use crate::pages;
use crate::words;

/// A session that is about to begin.
pub(crate) struct Beginning {
    user: User,
    session: Session,
    secret: Secret,
    /// Sessions of the member in the same browser: the new one takes their place.
    replaced: Vec<(Secret, SignedIn)>,
    known_browser: bool,
}

/// A session that has begun: the visitor as they are from now on, and the browser's cookies.
pub(crate) struct Begun {
    pub visitor: Visitor,
    tokens: Vec<Secret>,
    remembered: bool,
}

impl Beginning {
    /// Makes everything ready, before a transaction is open.
    pub(crate) async fn prepare(
        app: &App,
        visitor: &Visitor,
        user: User,
        amr: &str,
        remembered: bool,
    ) -> Result<Self, PageError> {
        let address = visitor.address.to_string();
        let browser = session::Browser { address: &address, user_agent: &visitor.user_agent, remembered };
        let (session, secret) =
            Session::start(user.id, amr, browser, &app.settings.sessions, visitor.now, &*app.entropy);
        let before = visitor.sessions(app).await?;
        let replaced = before.into_iter().filter(|(_, known)| known.user.id == user.id).collect();
        let known_browser = app.store.read().await?.is_known_browser(&user.id, &visitor.browser).await?;
        Ok(Self { user, session, secret, replaced, known_browser })
    }

    /// Locks the member's row: what ends everything of the member waits for it, and then ends this session too, or
    /// was first, and then there is none.
    pub(crate) async fn claim(&self, tx: &mut Writer) -> Result<(), PageError> {
        claim_unchanged(tx, &self.user).await
    }

    /// Begins the session, in a transaction that has claimed the member.
    pub(crate) async fn save(
        &mut self,
        app: &App,
        tx: &mut Writer,
        context: &Context<'_>,
        visitor: &Visitor,
    ) -> Result<(), PageError> {
        let user = &self.user;
        let before = self.replaced.first().map(|(_, old)| old.session.id);
        acts::sessions::start(tx, &mut self.session, before).await?;
        let device = account::device::describe(&visitor.user_agent);
        if !self.known_browser {
            tx.touch_browser(&user.id, &visitor.browser, visitor.now).await?;
            let what = format!("Your account {} was just signed in to with {device}.", user.username);
            let subject = format!("New sign-in to {}", app.service_name());
            pages::tell(app, tx, context, user, &subject, what).await?;
        }
        let session = &self.session;
        let facts = json!({ "session": session.id.to_string(), "amr": session.amr, "device": device });
        context.record_with(tx, "session.start", user_target(&user.id), facts).await?;
        Ok(())
    }

    /// The visitor from now on. Called after the commit.
    pub(crate) fn finish(self, mut visitor: Visitor) -> Begun {
        let gone = |token: &Secret| self.replaced.iter().any(|(old, _)| old == token);
        let tokens = visitor.tokens_with(self.secret).into_iter().filter(|token| !gone(token)).collect();
        let remembered = self.session.remembered();
        visitor.current = Some(SignedIn { session: self.session, user: self.user });
        Begun { visitor, tokens, remembered }
    }
}

impl Begun {
    /// Gives the browser its session.
    pub(crate) fn set_cookies(&self, app: &App, response: &mut Response) {
        let life: Option<Duration> = self.remembered.then_some(app.settings.sessions.remembered);
        visitor::set_sessions(response, &self.tokens, life);
    }
}

/// Locks a member's row, if the account is as it was: the same password, and not locked by an operator.
pub(crate) async fn claim_unchanged(tx: &mut Writer, user: &User) -> Result<(), PageError> {
    let meanwhile = tx.claim_user(&user.id).await?;
    let unchanged =
        |found: &User| found.password_changed_at == user.password_changed_at && found.locked_at.is_none();
    if meanwhile.as_ref().is_some_and(unchanged) { Ok(()) } else { Err(changed_meanwhile()) }
}

/// What signed the member in was changed while they signed in.
pub(crate) fn changed_meanwhile() -> PageError {
    let advice =
        "The password or a second factor was replaced, or the account was locked. Try to sign in again.";
    PageError::new(StatusCode::CONFLICT, words::t("error-changed"), advice)
}

/// The current session after another proof of its member, which gives it another cookie.
pub(crate) struct Renewed {
    session: Session,
    tokens: Vec<Secret>,
}

impl Renewed {
    /// Makes ready what the proof changes.
    pub(crate) fn of(app: &App, visitor: &Visitor, proof: Proof) -> Result<Self, PageError> {
        let (session, secret) = visitor.signed_in()?.session.renewed(proof, visitor.now, &*app.entropy);
        let mut tokens = vec![secret];
        tokens.extend(visitor.tokens_without_current());
        Ok(Self { session, tokens })
    }

    /// Locks the member's row. Of two forms that were sent at once, the second finds the cookie changed by the first,
    /// and what it holds is not looked at.
    pub(crate) async fn claim(&self, tx: &mut Writer, visitor: &Visitor) -> Result<(), PageError> {
        let current = visitor.signed_in()?;
        tx.claim_user(&current.user.id).await?;
        match tx.find_session(&current.session.token_hash).await? {
            Some(_) => Ok(()),
            None => Err(PageError::form_spent()),
        }
    }

    /// Changes the session, unless it has ended meanwhile.
    pub(crate) async fn save(
        &self,
        tx: &mut Writer,
        context: &Context<'_>,
        visitor: &Visitor,
    ) -> Result<(), PageError> {
        if !tx.renew_session(&self.session).await? {
            return Err(visitor.sign_in_first().into());
        }
        let facts = json!({ "amr": self.session.amr });
        Ok(context.record_with(tx, "session.renew", user_target(&self.session.user_id), facts).await?)
    }

    /// Gives the browser the session's new cookie.
    pub(crate) fn set_cookies(&self, app: &App, response: &mut Response) {
        let life = self.session.remembered().then_some(app.settings.sessions.remembered);
        visitor::set_sessions(response, &self.tokens, life);
    }

    /// Gives an answer that was made in the renewed session the session's cookie, unless it gives another one.
    pub(crate) fn set_cookies_if_unset(&self, app: &App, response: &mut Response) {
        if !visitor::sets_sessions(response) {
            self.set_cookies(app, response);
        }
    }

    /// The visitor from now on. Called after the commit.
    pub(crate) fn visitor(&self, mut visitor: Visitor) -> Visitor {
        if let Some(current) = &mut visitor.current {
            current.session = self.session.clone();
        }
        visitor
    }

    /// What the browser will send from now on.
    pub(crate) fn cookies(&self, headers: &HeaderMap) -> String {
        visitor::cookies_with(headers, &self.tokens)
    }
}
