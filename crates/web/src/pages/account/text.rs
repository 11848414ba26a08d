//! `/account/security/text`: codes by text message turned on, moved to another number, turned off. A number counts once
//! a code that was sent there came back; until then the one before it does.

use std::sync::Arc;
use std::time::Duration;

use account::factor::Kind;
use account::phone::{Fault, Phone};
use account::session::Proof;
use account::text::{Holder, SentCode};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::{account_frame, security};
use crate::App;
use crate::acts::factors::{self, Presented};
use crate::acts::texts::{self, Sending};
use crate::endpoints::authorize::see_other;
use crate::error::PageError;
use crate::extract::form;
use crate::extract::visitor::Visitor;
use crate::pages::begin::Renewed;
use crate::pages::texts as sent_texts;
use crate::pages::{self, attempts, factor, frame, fresh};
use crate::views::factors::{TextCodePage, TextNumberPage};
use crate::views::frame::{Field, Problem};
use crate::words::{self, Phrase};

const PURPOSE: &str = "text";
const HERE: &str = "/account/security/text";
const CODE: &str = "/account/security/text/code";

/// How long after its end a code can still be asked for anew without the number being typed again.
const ANEW: Duration = Duration::from_secs(10 * 60);

/// Where no text messages are sent there are no such pages, and none for operators: their accounts are worth the trouble
/// of taking over a telephone number.
fn demand_offered(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    let operator = visitor.signed_in()?.user.operator;
    if app.settings.texts.is_some() && !operator { Ok(()) } else { Err(PageError::not_found()) }
}

/// Asks for the number.
pub(crate) async fn show(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    demand_offered(&app, &visitor)?;
    fresh::demand_everything_to_open(&app, &visitor).await?;
    pages::page(&number_page(&app, &visitor, "", &[]).await?)
}

async fn number_page(
    app: &App,
    visitor: &Visitor,
    typed: &str,
    problems: &[Problem],
) -> Result<TextNumberPage, PageError> {
    let user = &visitor.signed_in()?.user;
    let before = app.store.read().await?.find_text_number(&user.id).await?;
    let title = match &before {
        Some(_) => words::t("text-title-replace"),
        None => words::t("text-title"),
    }
    .to_string();
    Ok(TextNumberPage {
        frame: frame::with_problems(account_frame(app, visitor, &title, "/account/security"), problems),
        form_token: form::token(app, visitor, PURPOSE),
        before: before.map(|number| number.in_groups()),
        phone: Field::text("phone", words::t("text-phone"))
            .kind("tel")
            .autocomplete("tel")
            .verbatim()
            .hint(words::t("text-phone-hint"))
            .value(typed)
            .checked(problems),
    })
}

/// Sends a code to the number.
pub(crate) async fn submit(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    demand_offered(&app, &visitor)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let typed = form.trimmed("phone");
    let number = match Phone::parse(typed) {
        Ok(number) => number,
        Err(fault) => {
            let problems = [frame::problem("phone", advice(fault))];
            return pages::refused(&number_page(&app, &visitor, typed, &problems).await?);
        }
    };
    match send(&app, &visitor, &number).await? {
        Sending::Held { until } => {
            let problems = [frame::problem("phone", sent_texts::held(until, &visitor))];
            let page = number_page(&app, &visitor, typed, &problems).await?;
            sent_texts::refused(&page, until, &visitor)
        }
        Sending::Sent | Sending::Off => Ok(see_other(CODE)),
    }
}

/// What to do about a number that cannot be texted.
const fn advice(fault: Fault) -> Phrase {
    match fault {
        Fault::Empty => words::t("text-phone-empty"),
        Fault::Country => words::t("text-phone-country"),
        Fault::Trunk => words::t("text-phone-trunk"),
        Fault::Characters => words::t("text-phone-characters"),
        Fault::Length => words::t("text-phone-length"),
        Fault::Service => words::t("text-phone-service"),
    }
}

async fn send(app: &App, visitor: &Visitor, number: &Phone) -> Result<Sending, PageError> {
    let current = visitor.signed_in()?;
    let (context, post) = (visitor.context(app), pages::post(app, visitor));
    let holder = Holder::enrolment(&current.session.id);
    let mut tx = app.write().await?;
    let sending = texts::send_code(&mut tx, &context, &post, &current.user, number, holder).await?;
    tx.commit().await?;
    Ok(sending)
}

/// What was sent in this session, a while after its end too.
async fn asked_for(app: &App, visitor: &Visitor) -> Result<Option<SentCode>, PageError> {
    let holder = Holder::enrolment(&visitor.signed_in()?.session.id);
    Ok(app.store.read().await?.find_text_code(&holder, visitor.now - ANEW).await?)
}

/// Asks for the code that was sent.
pub(crate) async fn show_code(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Response, PageError> {
    demand_offered(&app, &visitor)?;
    match asked_for(&app, &visitor).await? {
        Some(sent) => pages::page(&code_page(&app, &visitor, &sent, &[]).await?),
        None => Ok(see_other(HERE)),
    }
}

async fn code_page(
    app: &App,
    visitor: &Visitor,
    sent: &SentCode,
    problems: &[Problem],
) -> Result<TextCodePage, PageError> {
    let user = &visitor.signed_in()?.user;
    let works = Some(sent).filter(|sent| sent.expires_at > visitor.now);
    let send_to = "/account/security/text/send";
    let text = sent_texts::part_of(app, visitor, user, &sent.number, works, send_to).await?;
    let title = words::t("text-code-title").to_string();
    Ok(TextCodePage {
        frame: frame::with_problems(account_frame(app, visitor, &title, "/account/security"), problems),
        form_token: form::token(app, visitor, PURPOSE),
        number: sent.number.in_groups(),
        text,
        text_kept: Vec::new(),
        code: works.map(|_| code_field().focused().checked(problems)),
    })
}

/// The box for a code from a text message.
pub(crate) fn code_field() -> Field {
    Field::code("code", words::t("text-code")).hint(words::t("text-code-hint"))
}

/// Sends another code to the same number.
pub(crate) async fn send_again(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    demand_offered(&app, &visitor)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let Some(sent) = asked_for(&app, &visitor).await? else { return Ok(see_other(HERE)) };
    match send(&app, &visitor, &sent.number).await? {
        Sending::Held { until } => {
            let problems = [frame::problem("", sent_texts::held(until, &visitor))];
            let page = code_page(&app, &visitor, &sent, &problems).await?;
            sent_texts::refused(&page, until, &visitor)
        }
        Sending::Sent | Sending::Off => Ok(see_other(CODE)),
    }
}

/// Takes the code, which proves the number.
pub(crate) async fn submit_code(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, PURPOSE)?;
    demand_offered(&app, &visitor)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    attempts::admit_network(&app, &visitor)?;
    let Some(sent) = asked_for(&app, &visitor).await? else { return Ok(see_other(HERE)) };
    let current = visitor.signed_in()?;
    let user = &current.user;
    let renewed = Renewed::of(&app, &visitor, Proof { password: false, factor: Some(Kind::Text.amr()) })?;
    let (context, post) = (visitor.context(&app), pages::post(&app, &visitor));
    let holder = Holder::enrolment(&current.session.id);
    let mut tx = app.write().await?;
    renewed.claim(&mut tx, &visitor).await?;
    let before = tx.find_factors(&user.id).await?;
    let (presented, _) =
        factors::prove_number(&mut tx, &context, &post, user, &holder, form.field("code")).await?;
    if presented != Presented::Accept {
        tx.commit().await?;
        let message = factor::problem(Kind::Text, presented, &visitor, &[]);
        let page = code_page(&app, &visitor, &sent, &[frame::problem("code", message)]).await?;
        return factor::refused(&page, presented, &visitor);
    }
    renewed.save(&mut tx, &context, &visitor).await?;
    tx.commit().await?;
    let done = if before.text.is_some() { "text-replaced" } else { "text-on" };
    // Whoever has no way back is led to one.
    let way_back = before.recovery.is_some_and(|recovery| recovery.left > 0);
    let page = if way_back { "/account/security" } else { "/account/security/recovery" };
    let mut response = see_other(&format!("{page}?done={done}"));
    renewed.set_cookies(&app, &mut response);
    Ok(response)
}

/// Turns it off.
pub(crate) async fn remove(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, PageError> {
    let form = form::accept(&app, &visitor, &headers, &body, security::PURPOSE)?;
    fresh::demand_everything(&app, &visitor, &form).await?;
    let current = visitor.signed_in()?;
    let (context, letterhead) = (visitor.context(&app), app.letterhead());
    let mut tx = app.write().await?;
    tx.claim_user(&current.user.id).await?;
    factors::delete_number(&mut tx, &context, &letterhead, &current.user).await?;
    tx.commit().await?;
    Ok(see_other("/account/security?done=text-off"))
}
