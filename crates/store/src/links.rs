//! One-time links and codes sent by mail.

use account::link::{Link, LinkPurpose};
use oauth::{Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::{Reader, Result, Writer};

macro_rules! link_columns {
    () => {
        "link_hash, purpose, user_id, email, browser_hash, code_hash, wrong_codes, created_at, expires_at, used_at"
    };
}

fn read_link(columns: &mut Columns<'_>) -> Result<Link> {
    Ok(Link {
        hash: columns.take()?,
        purpose: columns.parse(parse_purpose)?,
        user_id: columns.maybe()?,
        email: columns.take()?,
        browser: columns.maybe()?,
        code_hash: columns.maybe()?,
        wrong_codes: columns.take()?,
        created_at: columns.take()?,
        expires_at: columns.take()?,
        used_at: columns.maybe()?,
    })
}

fn purpose_name(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::VerifyEmail => "verify-email",
        LinkPurpose::ResetPassword => "reset-password",
        LinkPurpose::Setup => "setup",
        LinkPurpose::ChangeEmail => "change-email",
        LinkPurpose::UndoEmail => "undo-email",
        LinkPurpose::NotMe => "not-me",
    }
}

fn parse_purpose(name: &str) -> Option<LinkPurpose> {
    LinkPurpose::ALL.into_iter().find(|purpose| purpose_name(*purpose) == name)
}

impl Reader {
    /// Finds a link by its value's hash.
    pub async fn find_link(&mut self, hash: &TokenHash) -> Result<Option<Link>> {
        let sql = concat!("SELECT ", link_columns!(), " FROM links WHERE link_hash = $1");
        self.query_opt(sql, &[hash.into()], read_link).await
    }

    /// Finds the newest link that a member was sent for a purpose.
    pub async fn find_newest_link(&mut self, user: &UserId, purpose: LinkPurpose) -> Result<Option<Link>> {
        let sql = concat!(
            "SELECT ",
            link_columns!(),
            " FROM links WHERE user_id = $1 AND purpose = $2 ORDER BY created_at DESC LIMIT 1"
        );
        self.query_opt(sql, &[user.into(), purpose_name(purpose).into()], read_link).await
    }
}

impl Writer {
    /// Adds a link and voids those that the same member was sent before for the same purpose, unless they only end
    /// things.
    pub async fn insert_link(&mut self, link: &Link) -> Result<()> {
        if let Some(user) = link.user_id.as_ref().filter(|_| !link.purpose.only_ends()) {
            let sql = "UPDATE links SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL";
            self.queue(sql, &[user.into(), purpose_name(link.purpose).into(), link.created_at.into()])
                .await?;
        }
        let sql =
            "INSERT INTO links (link_hash, purpose, user_id, email, browser_hash, code_hash, wrong_codes,
                     created_at, expires_at, used_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        let params = [
            (&link.hash).into(),
            purpose_name(link.purpose).into(),
            link.user_id.as_ref().into(),
            (&link.email).into(),
            link.browser.as_ref().into(),
            link.code_hash.as_ref().into(),
            link.wrong_codes.into(),
            link.created_at.into(),
            link.expires_at.into(),
            link.used_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Finds a presented link and locks its row until commit.
    pub async fn claim_link(&mut self, hash: &TokenHash) -> Result<Option<Link>> {
        let sql = concat!(
            "UPDATE links SET wrong_codes = wrong_codes WHERE link_hash = $1 RETURNING ",
            link_columns!()
        );
        self.query_opt(sql, &[hash.into()], read_link).await
    }

    /// Spends a claimed link.
    pub async fn mark_link_used(&mut self, hash: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "UPDATE links SET used_at = $2 WHERE link_hash = $1";
        self.queue(sql, &[hash.into(), now.into()]).await
    }

    /// Counts a wrong code typed in place of a link.
    pub async fn mark_code_wrong(&mut self, hash: &TokenHash) -> Result<()> {
        let sql = "UPDATE links SET wrong_codes = wrong_codes + 1 WHERE link_hash = $1";
        self.queue(sql, &[hash.into()]).await
    }

    /// Voids every link that a member was sent and that gives something.
    pub async fn revoke_links(&mut self, user: &UserId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE links SET used_at = $2
                   WHERE user_id = $1 AND used_at IS NULL AND purpose <> 'not-me' AND purpose <> 'undo-email'";
        self.queue(sql, &[user.into(), now.into()]).await
    }

    /// Voids every link with which a member could say that an act was not theirs: they said it.
    pub async fn revoke_alarms(&mut self, user: &UserId, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE links SET used_at = $2 WHERE user_id = $1 AND purpose = 'not-me' AND used_at IS NULL";
        self.queue(sql, &[user.into(), now.into()]).await
    }

    /// Voids links to take an address back that were sent after `since`: whoever had an address before goes before
    /// whoever had one later.
    pub async fn revoke_undo_links(&mut self, user: &UserId, since: Timestamp, now: Timestamp) -> Result<()> {
        let sql = "UPDATE links SET used_at = $3
                   WHERE user_id = $1 AND purpose = 'undo-email' AND created_at > $2 AND used_at IS NULL";
        self.queue(sql, &[user.into(), since.into(), now.into()]).await
    }

    /// Voids every set-up link.
    pub async fn revoke_setup_links(&mut self, now: Timestamp) -> Result<()> {
        let sql =
            "UPDATE links SET used_at = $1 WHERE purpose = 'setup' AND user_id IS NULL AND used_at IS NULL";
        self.queue(sql, &[now.into()]).await
    }
}
