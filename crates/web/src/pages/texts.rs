//! Codes by text message, as pages ask for them: what was sent, when another may be, and the button that sends it.

use account::phone::Phone;
use account::text::{Holder, SentCode};
use account::user::User;
use axum::http::StatusCode;
use axum::response::Response;
use oauth::Timestamp;
use store::Writer;

use crate::App;
use crate::acts::Context;
use crate::acts::texts::{self, Sending};
use crate::error::{PageError, retry_after};
use crate::extract::visitor::Visitor;
use crate::pages;
use crate::views::factors::TextPart;
use crate::views::{Moment, span_in_words};
use crate::words;

/// What a page says of codes that a member is sent, and works for `holder`.
pub(crate) async fn part(
    app: &App,
    visitor: &Visitor,
    user: &User,
    holder: Holder,
    send_to: &'static str,
) -> Result<Option<TextPart>, PageError> {
    let mut reader = app.store.read().await?;
    let Some(number) = reader.find_text_number(&user.id).await? else { return Ok(None) };
    let sent = reader.find_text_code(&holder, visitor.now).await?;
    drop(reader);
    part_of(app, visitor, user, &number, sent.as_ref(), send_to).await.map(Some)
}

/// The same for a number that is known, and what was sent there.
pub(crate) async fn part_of(
    app: &App,
    visitor: &Visitor,
    user: &User,
    number: &Phone,
    sent: Option<&SentCode>,
    send_to: &'static str,
) -> Result<TextPart, PageError> {
    let again_at = match &app.settings.texts {
        Some(policy) => {
            let mut reader = app.store.read().await?;
            texts::next_code_at(&mut reader, policy, &user.id, number, visitor.now).await?
        }
        None => None,
    };
    Ok(TextPart {
        ending: number.ending().to_owned(),
        sent: sent.is_some(),
        until: sent.map(|code| Moment::of(code.expires_at)),
        again_at: again_at.map(Moment::of),
        life: app.settings.texts.map(|policy| span_in_words(policy.code_ttl)).unwrap_or_default(),
        off: app.settings.texts.is_none(),
        send_to,
    })
}

/// Sends a member a code that works for `holder`, if they have a number.
pub(crate) async fn send(
    app: &App,
    visitor: &Visitor,
    context: &Context<'_>,
    tx: &mut Writer,
    user: &User,
    holder: Holder,
) -> Result<Sending, PageError> {
    let Some(number) = tx.find_text_number(&user.id).await? else { return Ok(Sending::Off) };
    Ok(texts::send_code(tx, context, &pages::post(app, visitor), user, &number, holder).await?)
}

/// Why nothing was sent, in words.
pub(crate) fn held(until: Timestamp, visitor: &Visitor) -> String {
    let wait = span_in_words(until.since(visitor.now));
    words::t("text-held").with("at", Moment::of(until).words).with("wait", wait).into()
}

/// A page that says so: 429, with the time to come back.
pub(crate) fn refused(
    page: &impl askama::Template,
    until: Timestamp,
    visitor: &Visitor,
) -> Result<Response, PageError> {
    let mut response = pages::page_with(StatusCode::TOO_MANY_REQUESTS, page)?;
    let (name, value) = retry_after(until.since(visitor.now));
    response.headers_mut().insert(name, value);
    Ok(response)
}
