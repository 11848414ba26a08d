//! `/signin/factor`: the second factor, of somebody who is signing in or of a member from whom an app wants more
//! than their session has.

use std::sync::Arc;

use account::factor::{Factors, Kind};
use account::passkey::Purpose;
use account::pending::PendingSignIn;
use account::session::Proof;
use account::text::Holder;
use account::trust::TrustedBrowser;
use account::user::User;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oauth::{Secret, SessionId};
use serde_json::json;

use crate::App;
use crate::acts::factors::{self, Presented, Shown};
use crate::acts::texts::Sending;
use crate::acts::{Actor, user_target};
use crate::endpoints::authorize::see_other;
use crate::error::{PageError, retry_after};
use crate::extract::form::{self, Submitted};
use crate::extract::pending;
use crate::extract::visitor::Visitor;
use crate::pages::begin::{Beginning, Begun, Renewed};
use crate::pages::{self, Query, Waiting, attempts, frame, passkeys, sign_in, texts};
use crate::views::factors::{FactorPage, WayLink};
use crate::views::frame::{Field, Problem};
use crate::views::{Moment, span_in_words};
use crate::words::{self, Number, Phrase};

const PURPOSE: &str = "factor";

/// Who shows a second factor.
enum Subject {
    /// Somebody whose password was right, and who can do nothing else.
    SigningIn(PendingSignIn, User),
    /// A member who is signed in.
    SignedIn(User, SessionId),
}

impl Subject {
    /// Whoever is signing in comes before whoever is signed in: this is what they were sent here for.
    async fn of(app: &App, visitor: &Visitor, headers: &HeaderMap) -> Result<Option<Self>, PageError> {
        if let Some((pending, user)) = pending::find(app, visitor, headers).await? {
            return Ok(Some(Self::SigningIn(pending, user)));
        }
        Ok(visitor.current.as_ref().map(|current| Self::SignedIn(current.user.clone(), current.session.id)))
    }

    fn user(&self) -> &User {
        match self {
            Self::SigningIn(_, user) | Self::SignedIn(user, _) => user,
        }
    }

    /// Where a code that is sent to them works.
    fn holder(&self) -> Holder {
        match self {
            Self::SigningIn(pending, _) => Holder::pending(&pending.token_hash),
            Self::SignedIn(_, session) => Holder::session(session),
        }
    }

    /// What they may show.
    fn offered(&self, factors: &Factors) -> Vec<Kind> {
        factors.offered_to(self.user().operator)
    }

    /// Whether there is a browser to trust: not for one session's sake.
    fn may_trust(&self, kind: Kind) -> bool {
        matches!(self, Self::SigningIn(..)) && kind.earns_trust()
    }
}

/// Shows the way that was used last.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    shown(&app, visitor, &headers, query.as_deref(), None).await
}

/// Shows one way.
pub(crate) async fn show_kind(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(kind): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let kind = Kind::parse(&kind).ok_or_else(PageError::not_found)?;
    shown(&app, visitor, &headers, query.as_deref(), Some(kind)).await
}

async fn shown(
    app: &App,
    visitor: Visitor,
    headers: &HeaderMap,
    query: Option<&str>,
    kind: Option<Kind>,
) -> Result<Response, PageError> {
    let waiting = Waiting::of_query(&Query::of(query));
    let Some(subject) = Subject::of(app, &visitor, headers).await? else {
        return Ok(see_other(&waiting.address("/signin")));
    };
    let factors = app.store.read().await?.find_factors(&subject.user().id).await?;
    let Some(kind) = kind
        .filter(|kind| subject.offered(&factors).contains(kind))
        .or(subject.offered(&factors).first().copied())
    else {
        // What was owed is gone. Whoever is signed in goes on; whoever is not begins again.
        return match subject {
            Subject::SignedIn(..) => sign_in::go_on(app, &visitor, &waiting).await,
            Subject::SigningIn(..) => Ok(see_other(&waiting.address("/signin"))),
        };
    };
    let page = page(app, &visitor, &subject, &factors, kind, &waiting, &[]).await?;
    pages::page(&page).map(pages::in_flow)
}

async fn page(
    app: &App,
    visitor: &Visitor,
    subject: &Subject,
    factors: &Factors,
    kind: Kind,
    waiting: &Waiting,
    problems: &[Problem],
) -> Result<FactorPage, PageError> {
    let asked = waiting.asked(app, visitor).await?;
    let others = subject.offered(factors).into_iter().filter(|other| *other != kind);
    let text = match kind {
        Kind::Text => {
            texts::part(app, visitor, subject.user(), subject.holder(), "/signin/factor/sms/send").await?
        }
        _ => None,
    };
    let typed = text.as_ref().is_none_or(|text| text.sent);
    Ok(FactorPage {
        frame: frame::with_problems(frame::of(app, visitor, heading(kind)), problems),
        form_token: form::token(app, visitor, PURPOSE),
        kind: kind.as_str(),
        heading: heading(kind),
        username: subject.user().username.clone(),
        continue_to: asked.map(|asked| asked.client.name.clone()),
        request: waiting.request.clone(),
        next: waiting.next.clone(),
        code: field(kind).filter(|_| typed).map(|field| field.focused().checked(problems)),
        text,
        text_kept: waiting.kept(),
        may_trust: subject.may_trust(kind),
        others: others.map(|other| way(other, waiting)).collect(),
        start_over: waiting.address_with("/signin", &[("another", "1")]),
    })
}

const fn heading(kind: Kind) -> Phrase {
    match kind {
        Kind::Passkey => words::t("factor-passkey-title"),
        Kind::Authenticator => words::t("factor-authenticator-title"),
        Kind::Text => words::t("text-heading"),
        Kind::Recovery => words::t("factor-recovery-title"),
    }
}

/// The box for a code; a passkey needs none.
pub(crate) fn field(kind: Kind) -> Option<Field> {
    match kind {
        Kind::Passkey => None,
        Kind::Authenticator => {
            Some(Field::code("code", words::t("factor-code")).hint(words::t("factor-code-hint")))
        }
        Kind::Text => Some(pages::account::text::code_field()),
        Kind::Recovery => Some(
            Field::text("code", words::t("factor-recovery-code"))
                .verbatim()
                .hint(words::t("factor-recovery-hint").with("example", "7k2m-q9xd-4tfa")),
        ),
    }
}

/// What a link to a way says.
pub(crate) const fn way_words(kind: Kind) -> Phrase {
    match kind {
        Kind::Passkey => words::t("factor-use-passkey"),
        Kind::Authenticator => words::t("factor-use-authenticator"),
        Kind::Text => words::t("text-way"),
        Kind::Recovery => words::t("factor-use-recovery"),
    }
}

fn way(kind: Kind, waiting: &Waiting) -> WayLink {
    WayLink { href: waiting.address(&format!("/signin/factor/{}", kind.as_str())), words: way_words(kind) }
}

/// Takes a code.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    Path(kind): Path<String>,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let kind = Kind::parse(&kind).ok_or_else(PageError::not_found)?;
    match kind {
        Kind::Passkey => attempts::admit_passkey(&app, &visitor)?,
        Kind::Authenticator | Kind::Text | Kind::Recovery => attempts::admit_network(&app, &visitor)?,
    }
    let waiting = Waiting::of_form(&form);
    let Some(subject) = Subject::of(&app, &visitor, &headers).await? else {
        return Ok(see_other(&waiting.address("/signin")));
    };
    let proof = match kind {
        Kind::Passkey => {
            match passkeys::prove_member(&app, &visitor, &form, Purpose::Factor, subject.user()).await? {
                Ok(proof) => Some(proof),
                Err(message) => {
                    let factors = app.store.read().await?.find_factors(&subject.user().id).await?;
                    let problems = [frame::problem("", message)];
                    let page = page(&app, &visitor, &subject, &factors, kind, &waiting, &problems).await?;
                    return pages::refused(&page).map(pages::in_flow);
                }
            }
        }
        Kind::Authenticator | Kind::Text | Kind::Recovery => None,
    };
    let shown = match &proof {
        Some(proof) => proof.shown(&visitor),
        None => code(kind, subject.holder(), form.field("code")),
    };
    let outcome = match &subject {
        Subject::SigningIn(pending, user) => finish(&app, &visitor, &form, pending, user, shown).await?,
        Subject::SignedIn(user, _) => step_up(&app, &visitor, user, shown).await?,
    };
    let refusal = match outcome {
        Outcome::Begun(begun, trust) => {
            let mut response = match sign_in::leaves(&app, &begun.visitor).await? {
                true => see_other(&waiting.address("/account/keep")),
                false => sign_in::go_on(&app, &begun.visitor, &waiting).await?,
            };
            begun.set_cookies(&app, &mut response);
            pending::forget(&mut response);
            if let Some(trust) = trust {
                pending::keep_trust(&mut response, &headers, &trust);
            }
            return Ok(response);
        }
        Outcome::Renewed(renewed) => {
            let visitor = renewed.visitor(visitor);
            let mut response = sign_in::go_on(&app, &visitor, &waiting).await?;
            renewed.set_cookies(&app, &mut response);
            return Ok(response);
        }
        Outcome::Refused(refusal) => refusal,
    };
    let factors = app.store.read().await?.find_factors(&subject.user().id).await?;
    let field = if kind == Kind::Passkey { "" } else { "code" };
    let problems = [frame::problem(field, problem(kind, refusal, &visitor, &subject.offered(&factors)))];
    let page = page(&app, &visitor, &subject, &factors, kind, &waiting, &problems).await?;
    refused(&page, refusal, &visitor).map(pages::in_flow)
}

/// A code of a kind, as it was typed.
pub(crate) const fn code(kind: Kind, holder: Holder, typed: &str) -> Shown<'_> {
    match kind {
        Kind::Text => Shown::Text(holder, typed),
        _ => Shown::Code(kind, typed),
    }
}

/// Sends a code by text message.
pub(crate) async fn send(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    attempts::admit_network(&app, &visitor)?;
    let waiting = Waiting::of_form(&form);
    let Some(subject) = Subject::of(&app, &visitor, &headers).await? else {
        return Ok(see_other(&waiting.address("/signin")));
    };
    let user = subject.user();
    let factors = app.store.read().await?.find_factors(&user.id).await?;
    if !subject.offered(&factors).contains(&Kind::Text) {
        return Ok(see_other(&waiting.address("/signin/factor")));
    }
    let context = visitor.context_as(&app, Actor::User(user.id));
    let mut tx = app.write().await?;
    let sending = texts::send(&app, &visitor, &context, &mut tx, user, subject.holder()).await?;
    tx.commit().await?;
    let Sending::Held { until } = sending else {
        return Ok(see_other(&waiting.address("/signin/factor/sms")));
    };
    let problems = [frame::problem("", texts::held(until, &visitor))];
    let page = page(&app, &visitor, &subject, &factors, Kind::Text, &waiting, &problems).await?;
    texts::refused(&page, until, &visitor).map(pages::in_flow)
}

/// Asks for one of the member's passkeys.
pub(crate) async fn options(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let subject = Subject::of(&app, &visitor, &headers).await?.ok_or_else(PageError::form_expired)?;
    passkeys::ask_member(&app, &visitor, Purpose::Factor, subject.user()).await
}

/// What came of a code.
enum Outcome {
    /// The member is signed in and, if they wish, trusts this browser.
    Begun(Box<Begun>, Option<Secret>),
    /// The member's session has two factors now.
    Renewed(Box<Renewed>),
    /// Nothing.
    Refused(Presented),
}

/// Finishes a sign-in: the factor, the end of what was pending, and the session are one act.
async fn finish(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    pending: &PendingSignIn,
    user: &User,
    shown: Shown<'_>,
) -> Result<Outcome, PageError> {
    let amr = format!("{} {}", pending.amr, shown.amr());
    let trusts = form.field("trust") == "1" && shown.kind().earns_trust();
    let address = visitor.address.to_string();
    let trust = trusts
        .then(|| TrustedBrowser::start(user.id, &visitor.user_agent, &address, visitor.now, &*app.entropy));
    let context = visitor.context_as(app, Actor::User(user.id));
    let mut beginning = Beginning::prepare(app, visitor, user.clone(), &amr, pending.remembered).await?;
    let post = pages::post(app, visitor);
    let mut tx = app.write().await?;
    beginning.claim(&mut tx).await?;
    // Of two that finish one sign-in, the second finds it finished, and its code is not looked at.
    if tx.find_pending_sign_in(&pending.token_hash).await?.is_none() {
        return Err(PageError::form_spent());
    }
    let presented = factors::present(&mut tx, &context, &post, user, shown).await?;
    if presented != Presented::Accept {
        tx.commit().await?;
        app.metrics().signed_in("wrong second factor");
        return Ok(Outcome::Refused(presented));
    }
    tx.delete_pending_sign_in(&pending.token_hash).await?;
    if let Some((browser, _)) = &trust {
        tx.insert_trusted_browser(browser).await?;
        let facts = json!({ "browser": browser.id.to_string() });
        context.record_with(&mut tx, "browser.trust", user_target(&user.id), facts).await?;
    }
    beginning.save(app, &mut tx, &context, visitor).await?;
    tx.commit().await?;
    app.metrics().signed_in("ok");
    Ok(Outcome::Begun(Box::new(beginning.finish(visitor.clone())), trust.map(|(_, secret)| secret)))
}

/// Adds the factor to the session of somebody who is signed in.
async fn step_up(app: &App, visitor: &Visitor, user: &User, shown: Shown<'_>) -> Result<Outcome, PageError> {
    let renewed = Renewed::of(app, visitor, Proof { password: false, factor: Some(shown.amr()) })?;
    let context = visitor.context(app);
    let post = pages::post(app, visitor);
    let mut tx = app.write().await?;
    renewed.claim(&mut tx, visitor).await?;
    let presented = factors::present(&mut tx, &context, &post, user, shown).await?;
    if presented == Presented::Accept {
        renewed.save(&mut tx, &context, visitor).await?;
    }
    tx.commit().await?;
    Ok(match presented {
        Presented::Accept => Outcome::Renewed(Box::new(renewed)),
        refused => Outcome::Refused(refused),
    })
}

/// What is wrong with a code, and what to do.
pub(crate) fn problem(kind: Kind, refusal: Presented, visitor: &Visitor, offered: &[Kind]) -> Phrase {
    match (refusal, kind) {
        (_, Kind::Passkey) => words::t("passkey-refused"),
        (Presented::Unreadable | Presented::Accept, Kind::Authenticator) => {
            words::t("factor-authenticator-unreadable")
        }
        (Presented::Unreadable | Presented::Accept, Kind::Recovery) => words::t("factor-recovery-unreadable"),
        (Presented::Wrong { left }, Kind::Authenticator) => {
            words::t("factor-authenticator-wrong").phrase("tries", tries(left))
        }
        (Presented::Unreadable | Presented::Accept, Kind::Text) => words::t("text-unreadable"),
        (Presented::Wrong { left }, Kind::Text) => words::t("text-wrong").phrase("tries", tries(left)),
        (Presented::Wrong { left }, Kind::Recovery) => {
            words::t("factor-recovery-wrong").phrase("tries", tries(left))
        }
        (Presented::Locked { until }, kind) => {
            // Codes of six digits are locked together.
            let short = |kind: Kind| matches!(kind, Kind::Authenticator | Kind::Text);
            let other = offered.iter().find(|other| **other != kind && !(short(**other) && short(kind)));
            let locked = match other {
                Some(Kind::Recovery) => words::t("factor-locked-recovery"),
                Some(Kind::Authenticator) => words::t("factor-locked-authenticator"),
                Some(Kind::Text) => words::t("text-locked"),
                Some(Kind::Passkey) => words::t("factor-locked-passkey"),
                None => words::t("factor-locked"),
            };
            let wait = span_in_words(until.since(visitor.now));
            locked.with("when", Moment::of(until).words).with("wait", wait)
        }
    }
}

fn tries(left: impl Number) -> Phrase {
    words::t("factor-tries").count("count", left)
}

/// A page with what is wrong: 422, or 429 with the time to come back.
pub(crate) fn refused(
    page: &impl askama::Template,
    refusal: Presented,
    visitor: &Visitor,
) -> Result<Response, PageError> {
    let Presented::Locked { until } = refusal else { return pages::refused(page) };
    let mut response = pages::page_with(StatusCode::TOO_MANY_REQUESTS, page)?;
    let (name, value) = retry_after(until.since(visitor.now));
    response.headers_mut().insert(name, value);
    Ok(response)
}
