//! `/confirm`: a proof of who the member is, before a sensitive act; then the act goes on.

use std::sync::Arc;

use account::factor::{Factors, Kind};
use account::passkey::Purpose;
use account::session::{Means, Proof};
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use oauth::params::Params;

use crate::App;
use crate::acts::factors::{self, Presented, Shown};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::{SignedIn, Visitor};
use crate::pages::begin::Renewed;
use crate::pages::{self, Waiting, attempts, factor, frame, fresh, passkeys, sign_in};
use crate::views::auth::ConfirmPage;
use crate::views::factors::WayLink;
use crate::views::frame::{Field, Problem};
use crate::words;

const PURPOSE: &str = "confirm";

/// What is asked, of whom, for what.
struct Question {
    /// What the member has.
    factors: Factors,
    /// What of it is asked for.
    owed: Means,
    /// Everything, or one proof of the member's choice.
    everything: bool,
    /// The way that stands for the second factor, or the password.
    by: By,
    next: Option<String>,
    kept: Option<String>,
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
        let everything = fresh::wants_everything(params);
        let offered = factors.offered();
        let has_password = current.user.password_hash.is_some();
        let one = |name| params.one(name).ok().flatten();
        let chosen = one("by").and_then(Kind::parse).filter(|kind| offered.contains(kind)).map(By::Factor);
        let chosen = chosen.or((one("by") == Some("password") && !everything).then_some(By::Password));
        let by = chosen.or(offered.first().copied().map(By::Factor)).unwrap_or(By::Password);
        let owed = match (everything, by) {
            (true, _) => owed(current, &factors, visitor),
            (false, By::Password) => Means { password: true, factor: false },
            (false, By::Factor(_)) => Means { password: !has_password && offered.is_empty(), factor: true },
        };
        let next = Waiting::new(None, one("next")).next;
        let kept = one("kept").map(str::to_owned);
        Ok(Self { factors, owed, everything, by, next, kept })
    }

    fn kind(&self) -> Kind {
        match self.by {
            By::Factor(kind) => kind,
            By::Password => Kind::Authenticator,
        }
    }

    /// Where the member goes who has nothing to prove, or has proved it, without a form that waits.
    fn onward(&self) -> &str {
        self.next.as_deref().unwrap_or("/account")
    }

    /// The same question, answered in another way.
    fn others(&self) -> Vec<WayLink> {
        let offered = self.factors.offered().into_iter().map(By::Factor);
        let password = (!self.everything).then_some(By::Password);
        let ways = offered.chain(password).filter(|by| *by != self.by && self.owed.factor | !self.everything);
        ways.map(|by| {
            let mut pairs = vec![("by", by.as_str())];
            pairs.extend(self.kept.as_deref().map(|kept| ("kept", kept)));
            pairs.extend(self.everything.then_some(("all", "1")));
            let words = match by {
                By::Password => words::t("confirm-use-password"),
                By::Factor(kind) => factor::way_words(kind),
            };
            WayLink { href: Waiting::new(None, self.next.as_deref()).address_with("/confirm", &pairs), words }
        })
        .collect()
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
    pages::page(&page(&app, &visitor, &question, &[])?)
}

fn page(
    app: &App,
    visitor: &Visitor,
    question: &Question,
    problems: &[Problem],
) -> Result<ConfirmPage, PageError> {
    let Means { password, factor } = question.owed;
    let entry = Field::password("password", words::t("signin-password"), "current-password");
    let code = factor::field(question.kind());
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
        kept: question.kept.clone(),
        everything: question.everything,
        password: password.map(|field| field.checked(problems)),
        code: code.map(|field| field.checked(problems)),
        by: question.by.as_str(),
        others: question.others(),
        passkey: factor && question.kind() == Kind::Passkey,
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
        return pages::refused(&page(&app, &visitor, &question, &problems)?);
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
                    return pages::refused(&page(&app, &visitor, &question, &problems)?);
                }
            }
        }
        false => None,
    };
    let shown = match &proof {
        Some(proof) => proof.shown(&visitor),
        None => Shown::Code(kind, form.field("code")),
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
        let problems = [frame::problem(field, factor::problem(kind, presented, &visitor, &question.factors))];
        return factor::refused(&page(&app, &visitor, &question, &problems)?, presented, &visitor);
    }
    renewed.save(&mut tx, &context, &visitor).await?;
    if let Some(kept) = &kept {
        fresh::take(&mut tx, kept).await?;
    }
    tx.commit().await?;
    let mut response = match &kept {
        Some(kept) => fresh::go_on(&app, kept, &asked, &renewed.cookies(&headers)).await?,
        None => see_other(question.onward()),
    };
    renewed.set_cookies_if_unset(&app, &mut response);
    Ok(response)
}
