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
use crate::words;

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
        frame: frame::of(&app, &visitor, words::t("outbox-title")),
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
            (Some(at), _) => words::t("outbox-sent").with("moment", Moment::of(*at).words),
            (None, Some(error)) => {
                words::t("outbox-tried").with("number", mail.attempts).with("error", error)
            }
            (None, None) => words::t("outbox-waits"),
        }
        .to_string(),
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
        (Some(_), _) => words::t("outbox-taken").to_string(),
        (None, Some(words)) => words.text,
        (None, None) => words::t("outbox-sealed").to_string(),
    };
    let page = MailPage { frame: frame::of(&app, &visitor, &mail.subject), mail: row(&mail), text };
    pages::page(&page)
}
