//! `/admin/outbox`: the mails, readable by operators while no mail server takes them.

use std::sync::Arc;

use account::mail::Mail;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use oauth::MailId;

use crate::App;
use crate::error::PageError;
use crate::extract::visitor::Visitor;
use crate::pages::{self, Query, frame, operator};
use crate::views::Moment;
use crate::views::admin::{MailPage, MailRow, OutboxPage};

/// Mails on one page.
const PAGE: i64 = 50;

/// Lists the mails, the newest first.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    operator::demand(&app, &visitor).await?;
    let before = Query::of(query.as_deref()).one("before").and_then(MailId::parse);
    let mails = app.store.read().await?.list_mails(before.as_ref(), PAGE).await?;
    let full = mails.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
    let older = mails.last().filter(|_| full).map(|last| format!("/admin/outbox?before={}", last.id));
    let page = OutboxPage {
        frame: frame::of(&app, &visitor, "Outbox"),
        mails: mails.iter().map(row).collect(),
        delivered: app.settings.mail_configured,
        older,
    };
    pages::page(&page)
}

fn row(mail: &Mail) -> MailRow {
    MailRow {
        id: mail.id.to_string(),
        recipient: mail.recipient.clone(),
        subject: mail.subject.clone(),
        written: Moment::of(mail.created_at),
        state: match (&mail.sent_at, &mail.last_error) {
            (Some(at), _) => format!("Sent {}", Moment::of(*at).words),
            (None, Some(error)) => format!("Tried {} times: {error}", mail.attempts),
            (None, None) => "Waits".to_owned(),
        },
    }
}

/// Shows one mail. The view is recorded: a mail may hold a link that opens an account.
pub(crate) async fn show_one(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    operator::demand(&app, &visitor).await?;
    let id = MailId::parse(&id).ok_or_else(PageError::not_found)?;
    let mail = app.store.read().await?.find_mail(&id).await?.ok_or_else(PageError::not_found)?;
    let context = visitor.context(&app);
    let mut tx = app.write().await?;
    context.record(&mut tx, "mail.read", format!("mail:{id}")).await?;
    tx.commit().await?;
    let text = match (mail.sent_at, app.open_mail(&mail)) {
        (Some(_), _) => "The mail server took this mail, so what it says is not kept here.".to_owned(),
        (None, Some(words)) => words.text,
        (None, None) => "This mail was sealed with another key and cannot be read here.".to_owned(),
    };
    let page = MailPage { frame: frame::of(&app, &visitor, &mail.subject), mail: row(&mail), text };
    pages::page(&page)
}
