//! Mails that wait to be sent, and those that were.

use account::mail::Mail;
use oauth::{MailId, Timestamp};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! mail_columns {
    () => {
        "mail_id, recipient, subject, sealed_words, created_at, due_at, attempts, sent_at, last_error"
    };
}

fn read_mail(columns: &mut Columns<'_>) -> Result<Mail> {
    Ok(Mail {
        id: columns.take()?,
        recipient: columns.take()?,
        subject: columns.take()?,
        sealed_words: columns.take()?,
        created_at: columns.take()?,
        due_at: columns.take()?,
        attempts: columns.take()?,
        sent_at: columns.maybe()?,
        last_error: columns.maybe()?,
    })
}

impl Reader {
    /// Finds a mail.
    pub async fn find_mail(&mut self, id: &MailId) -> Result<Option<Mail>> {
        let sql = concat!("SELECT ", mail_columns!(), " FROM outbox WHERE mail_id = $1");
        self.query_opt(sql, &[id.into()], read_mail).await
    }

    /// Lists mails, the newest first, from before `before`.
    pub async fn list_mails(&mut self, before: Option<&MailId>, limit: i64) -> Result<Vec<Mail>> {
        let sql = concat!(
            "SELECT ",
            mail_columns!(),
            " FROM outbox WHERE mail_id < $1 ORDER BY mail_id DESC LIMIT $2"
        );
        let last = MailId::from_bytes([255; 16]);
        self.query_all(sql, &[before.unwrap_or(&last).into(), limit.into()], read_mail).await
    }

    /// Counts the mails that wait, up to `most`.
    pub async fn count_unsent_mails(&mut self, most: i64) -> Result<i64> {
        let sql =
            "SELECT COUNT(*) FROM (SELECT mail_id FROM outbox WHERE sent_at IS NULL LIMIT $1) AS waiting";
        Ok(self.query_opt(sql, &[most.into()], |row| row.take()).await?.unwrap_or(0))
    }
}

impl Writer {
    /// Adds a mail to be sent.
    pub async fn insert_mail(&mut self, mail: &Mail) -> Result<()> {
        let sql =
            "INSERT INTO outbox (mail_id, recipient, subject, sealed_words, created_at, due_at, attempts,
                     sent_at, last_error)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let params = [
            (&mail.id).into(),
            (&mail.recipient).into(),
            (&mail.subject).into(),
            (&mail.sealed_words).into(),
            mail.created_at.into(),
            mail.due_at.into(),
            mail.attempts.into(),
            mail.sent_at.into(),
            mail.last_error.as_ref().into(),
        ];
        self.queue(sql, &params).await
    }

    /// Takes mails that are due for sending and puts their next try off to `next_try`, so that a server
    /// that dies while it sends loses none. What is due is asked twice: a server that waited for another's
    /// claim sees the rows again as that one left them.
    pub async fn claim_due_mails(
        &mut self,
        now: Timestamp,
        next_try: Timestamp,
        limit: i64,
    ) -> Result<Vec<Mail>> {
        let sql = concat!(
            "UPDATE outbox SET due_at = $2, attempts = attempts + 1
              WHERE mail_id IN (SELECT mail_id FROM outbox WHERE sent_at IS NULL AND due_at <= $1
                                ORDER BY due_at LIMIT $3)
                AND sent_at IS NULL AND due_at <= $1
              RETURNING ",
            mail_columns!()
        );
        self.query_all(sql, &[now.into(), next_try.into(), limit.into()], read_mail).await
    }

    /// Records that the mail server took a mail, and forgets what the mail says: it may hold a link or a code.
    pub async fn mark_mail_sent(&mut self, id: &MailId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET sent_at = $2, last_error = NULL, sealed_words = $3 WHERE mail_id = $1";
        self.queue(sql, &[id.into(), now.into(), [].as_slice().into()]).await
    }

    /// Records that the mail server did not take a mail, and when to try again.
    pub async fn mark_mail_failed(&mut self, id: &MailId, error: &str, due_at: Timestamp) -> Result<()> {
        let sql = "UPDATE outbox SET last_error = $2, due_at = $3 WHERE mail_id = $1";
        self.queue(sql, &[id.into(), error.into(), due_at.into()]).await
    }
}
