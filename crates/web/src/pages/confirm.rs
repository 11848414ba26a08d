//! `/confirm`: a proof of who the member is, before a sensitive act; then the act goes on.

use std::sync::Arc;

use account::factor::{Factors, Kind};
use account::passkey::Purpose;
use account::session::{Means, Proof};
use account::text::Holder;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use oauth::oidc::assurance::Assurance;
use oauth::params::Params;

use crate::App;
use crate::acts::factors::{self, Presented};
use crate::acts::texts::Sending;
use crate::endpoints::authorize::{self, see_other};
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::begin::Renewed;
use crate::pages::{self, Waiting, attempts, factor, frame, fresh, passkeys, sign_in, texts};
use crate::views::auth::ConfirmPage;
use crate::views::factors::WayLink;
use crate::views::frame::{Field, Problem};
use crate::words;

const PURPOSE: &str = "confirm";

/// What is asked, of whom, for what.
struct Question {
    /// What of the member's factors counts here.
    offered: Vec<Kind>,
    /// What of it is asked for.
    owed: Means,
    /// Everything, or one proof of the member's choice.
    everything: bool,
    /// Whether the password alone may be that.
    password: bool,
    /// The way that stands for the second factor, or the password.
    by: By,
    next: Option<String>,
    kept: Option<String>,
    /// The app that asks for it, by its request.
    asks: Option<Asks>,
}

/// An app's request that wants more than the session has.
struct Asks {
    request: String,
    app: String,
    /// Whether it wants a second factor of a member who has one.
    factor: bool,
}

impl Asks {
    async fn of(
        app: &App,
        visitor: &Visitor,
        params: &Params,
        factors: &Factors,
    ) -> Result<Option<Self>, PageError> {
        let waiting = Waiting::new(params.one("request").ok().flatten(), None);
        let Some(asked) = waiting.asked(app, visitor).await? else { return Ok(None) };
        Ok(Some(Self {
            request: waiting.request.unwrap_or_default(),
            app: asked.client.name.clone(),
            factor: asked.request.assurance != Assurance::Any && factors.any(),
        }))
    }
}

/// The way that a member chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Password,
    Factor(Kind),
}

impl By {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Factor(kind) => kind.as_str(),
        }
    }
}

impl Question {
    async fn of(app: &App, visitor: &Visitor, params: &Params) -> Result<Self, PageError> {
        let current = visitor.signed_in()?;
        let factors = app.store.read().await?.find_factors(&current.user.id).await?;
        let asks = Asks::of(app, visitor, params, &factors).await?;
        let everything = fresh::wants_everything(params) && asks.is_none();
        let offered = offered(current, &factors, everything, asks.as_ref());
        let factor = asks.as_ref().is_some_and(|asks| asks.factor);
        let has_password = current.user.password_hash.is_some();
        let one = |name| params.one(name).ok().flatten();
        let chosen = one("by").and_then(Kind::parse).filter(|kind| offered.contains(kind)).map(By::Factor);
        let chosen =
            chosen.or((one("by") == Some("password") && !everything && !factor).then_some(By::Password));
        // Whoever has a password keeps recovery codes for worse days.
        let first = offered
            .iter()
            .copied()
            .find(|kind| !has_password || everything || factor || *kind != Kind::Recovery);
        let by = chosen.or(first.map(By::Factor)).unwrap_or(By::Password);
        let owed = match (everything, by) {
            (true, _) => owed(current, &factors, visitor),
            (false, By::Password) => Means { password: true, factor: false },
            (false, By::Factor(_)) => Means { password: !has_password && offered.is_empty(), factor: true },
        };
        let next = Waiting::new(None, one("next")).next;
        let kept = one("kept").map(str::to_owned);
        let password = !everything && !factor;
        Ok(Self { offered, owed, everything, password, by, next, kept, asks })
    }

    fn kind(&self) -> Kind {
        match self.by {
            By::Factor(kind) => kind,
            By::Password => Kind::Authenticator,
        }
    }

    /// Whether a text message is asked for.
    fn texts(&self) -> bool {
        self.owed.factor && self.kind() == Kind::Text
    }

    /// What names this question, in addresses and forms.
    fn kept_pairs(&self) -> Vec<(&'static str, String)> {
        let all = self.everything.then(|| "1".to_owned());
        let pairs = [
            ("by", Some(self.by.as_str().to_owned())),
            ("kept", self.kept.clone()),
            ("all", all),
            ("next", self.next.clone()),
            ("request", self.asks.as_ref().map(|asks| asks.request.clone())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Marks a page between an app's request and its answer as such.
    fn set(&self, page: Response) -> Response {
        if self.asks.is_some() { pages::in_flow(page) } else { page }
    }

    /// Where the member goes who has nothing to prove, or has proved it, without a form that waits.
    fn onward(&self) -> &str {
        self.next.as_deref().unwrap_or("/account")
    }

    /// The same question, answered in another way.
    fn others(&self) -> Vec<WayLink> {
        let offered = self.offered.iter().copied().map(By::Factor);
        let password = self.password.then_some(By::Password);
        let ways = offered.chain(password).filter(|by| *by != self.by && self.owed.factor | !self.everything);
        ways.map(|by| {
            let mut pairs = vec![("by", by.as_str())];
            pairs.extend(self.kept.as_deref().map(|kept| ("kept", kept)));
            pairs.extend(self.everything.then_some(("all", "1")));
            let words = match by {
                By::Password => words::t("confirm-use-password"),
                By::Factor(kind) => factor::way_words(kind),
            };
            let request = self.asks.as_ref().map(|asks| asks.request.as_str());
            WayLink {
                href: Waiting::new(request, self.next.as_deref()).address_with("/confirm", &pairs),
                words,
            }
        })
        .collect()
    }
}

/// What counts: for an app whatever signs in, for an act of our own nothing that is easily taken over.
fn offered(current: &SignedIn, factors: &Factors, everything: bool, asks: Option<&Asks>) -> Vec<Kind> {
    match asks {
        Some(_) => factors.offered_to(current.user.operator),
        None => factors.confirming(everything),
    }
}

/// What of everything is not fresh; if all of it is, all of it is asked for again.
fn owed(current: &SignedIn, factors: &Factors, visitor: &Visitor) -> Means {
    let means = Means { password: current.user.password_hash.is_some(), factor: factors.any() };
    match current.session.owes(means, visitor.now) {
        Means { password: false, factor: false } => means,
        owed => owed,
    }
}

/// Asks.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let params = Params::parse(query.unwrap_or_default().as_bytes());
    let params = params.unwrap_or_else(|_| Params::from_pairs([]));
    let question = Question::of(&app, &visitor, &params).await?;
    pages::page(&page(&app, &visitor, &question, &[]).await?).map(|page| question.set(page))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    question: &Question,
    problems: &[Problem],
) -> Result<ConfirmPage, PageError> {
    let Means { password, factor } = question.owed;
    let entry = Field::password("password", words::t("signin-password"), "current-password");
    let text = match question.texts() {
        true => {
            let current = visitor.signed_in()?;
            let holder = Holder::session(&current.session.id);
            texts::part(app, visitor, &current.user, holder, "/confirm/sms/send").await?
        }
        false => None,
    };
    let typed = text.as_ref().is_none_or(|text| text.sent);
    let code = factor::field(question.kind()).filter(|_| typed);
    let (password, code) = match (password, factor) {
        (true, true) => (Some(entry.focused()), code),
        (true, false) => (Some(entry.focused()), None),
        (false, _) => (None, code.map(Field::focused)),
    };
    Ok(ConfirmPage {
        frame: frame::with_problems(frame::of(app, visitor, words::t("confirm-title")), problems),
        form_token: form::token(app, visitor, PURPOSE),
        username: visitor.signed_in()?.user.username.clone(),
        next: question.next.clone(),
        request: question.asks.as_ref().map(|asks| asks.request.clone()),
        app: question.asks.as_ref().map(|asks| asks.app.clone()),
        kept: question.kept.clone(),
        everything: question.everything,
        password: password.map(|field| field.checked(problems)),
        code: code.map(|field| field.checked(problems)),
        by: question.by.as_str(),
        others: question.others(),
        passkey: factor && question.kind() == Kind::Passkey,
        waits_for_text: !typed,
        text,
        text_kept: question.kept_pairs(),
    })
}

/// Asks for one of the member's passkeys.
pub(crate) async fn options(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    passkeys::ask_member(&app, &visitor, Purpose::Confirm, &visitor.signed_in()?.user).await
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
    let current = visitor.signed_in()?;
    let question = Question::of(&app, &visitor, form.params()).await?;
    let pairs = question.kept_pairs();
    let here = Params::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))).encode();
    let here = format!("/confirm?{here}");
    if !question.texts() {
        return Ok(see_other(&here));
    }
    let (context, holder) = (visitor.context(&app), Holder::session(&current.session.id));
    let mut tx = app.write().await?;
    let sending = texts::send(&app, &visitor, &context, &mut tx, &current.user, holder).await?;
    tx.commit().await?;
    let Sending::Held { until } = sending else { return Ok(see_other(&here)) };
    let problems = [frame::problem("", texts::held(until, &visitor))];
    let page = page(&app, &visitor, &question, &problems).await?;
    texts::refused(&page, until, &visitor).map(|page| question.set(page))
}

/// Takes the proof; the session's cookie changes with it, and what waited goes on.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    asked: Parts,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    let current = visitor.signed_in()?;
    let question = Question::of(&app, &visitor, form.params()).await?;
    let Means { password, factor } = question.owed;
    if password && !sign_in::prove_again(&app, &visitor, form.field("password")).await? {
        let problems = [frame::problem("password", words::t("confirm-wrong-password"))];
        let page = page(&app, &visitor, &question, &problems).await?;
        return pages::refused(&page).map(|page| question.set(page));
    }
    let kind = question.kind();
    if factor && kind != Kind::Passkey {
        attempts::admit_network(&app, &visitor)?;
    }
    let proof = match factor && kind == Kind::Passkey {
        true => {
            attempts::admit_passkey(&app, &visitor)?;
            match passkeys::prove_member(&app, &visitor, &form, Purpose::Confirm, &current.user).await? {
                Ok(proof) => Some(proof),
                Err(message) => {
                    let problems = [frame::problem("", message)];
                    let page = page(&app, &visitor, &question, &problems).await?;
                    return pages::refused(&page).map(|page| question.set(page));
                }
            }
        }
        false => None,
    };
    let shown = match &proof {
        Some(proof) => proof.shown(&visitor),
        None => factor::code(kind, Holder::session(&current.session.id), form.field("code")),
    };
    let kept = match &question.kept {
        Some(id) => fresh::find(&app, &visitor, &current.session.id, id).await?,
        None => None,
    };
    let proved = Proof { password, factor: factor.then_some(shown.amr()) };
    let renewed = Renewed::of(&app, &visitor, proved)?;
    let (context, post) = (visitor.context(&app), pages::post(&app, &visitor));
    let mut tx = app.write().await?;
    renewed.claim(&mut tx, &visitor).await?;
    let presented = match factor {
        true => factors::present(&mut tx, &context, &post, &current.user, shown).await?,
        false => Presented::Accept,
    };
    if presented != Presented::Accept {
        tx.commit().await?;
        let field = if kind == Kind::Passkey { "" } else { "code" };
        let problems = [frame::problem(field, factor::problem(kind, presented, &visitor, &question.offered))];
        let page = page(&app, &visitor, &question, &problems).await?;
        return factor::refused(&page, presented, &visitor).map(|page| question.set(page));
    }
    renewed.save(&mut tx, &context, &visitor).await?;
    if let Some(kept) = &kept {
        fresh::take(&mut tx, kept).await?;
    }
    tx.commit().await?;
    let mut response = match (&kept, &question.asks) {
        (_, Some(asks)) => {
            let visitor = renewed.visitor(visitor);
            authorize::resume(&app, &visitor, &asks.request, false).await.map(pages::in_flow)?
        }
        (Some(kept), None) => fresh::go_on(&app, kept, &asked, &renewed.cookies(&headers)).await?,
        (None, None) => see_other(question.onward()),
    };
    renewed.set_cookies_if_unset(&app, &mut response);
    Ok(response)
}
