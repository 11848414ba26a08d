//! Links and codes sent by mail: proof that somebody reads mail at an address.

use std::time::Duration;

use account::email::Email;
use account::link::{Link, LinkPurpose};
use account::throttle::{self, Attempt, Policy, Throttle};
use account::user::User;
use oauth::{Secret, TokenHash};
use store::{Result, Writer};

use super::mail::{self, Letter, Letterhead};
use super::{Context, user_target};

/// A kind of mail that strangers can have sent. Each has its own budget: otherwise whoever signs up again and again
/// with an address would keep its owner from a mail with which to choose a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It proves an address, or says that it has an account.
    SignUp,
    /// It leads to a new password.
    Reset,
    /// It proves an address that an account is to have.
    Change,
}

/// How often one address is written to: three mails of a kind at once, then with waits that grow to an hour.
const MAILS: Policy = Policy {
    free: 3,
    first_wait: Duration::from_secs(60),
    longest_wait: Duration::from_secs(3_600),
    hard_limit: i64::MAX,
};

/// What a link is made and sent with.
pub struct Post<'a> {
    /// Hashes six-digit codes.
    pub code_key: &'a [u8; 32],
    /// What the mail has on top.
    pub letterhead: Letterhead,
    /// The browser that asks, if one does.
    pub browser: Option<TokenHash>,
}

/// Whether one more mail of a kind may go to an address now; counts it if so.
pub async fn admit(tx: &mut Writer, context: &Context<'_>, kind: Kind, email: &Email) -> Result<bool> {
    let kind = match kind {
        Kind::SignUp => "sign-up",
        Kind::Reset => "reset",
        Kind::Change => "change",
    };
    let key = throttle::mail_key(kind, email.key());
    let before = tx.claim_throttle(&key, context.now).await?;
    if MAILS.decide(Some(&before), context.now) != Attempt::Try {
        return Ok(false);
    }
    let counted = Throttle { failures: before.failures + 1, last_failure_at: context.now };
    tx.set_throttle(&key, counted).await?;
    Ok(true)
}

/// Sends a member the code and link that prove their address.
pub async fn send_verification(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
) -> Result<()> {
    let (secret, code) = make(tx, context, post, LinkPurpose::VerifyEmail, user, &user.email).await?;
    let service = &post.letterhead.service;
    let letter = Letter {
        subject: format!("Confirm your email address for {service}"),
        paragraphs: vec![
            format!("Somebody used this address to make an account, {}, at {service}.", user.username),
            "Type the code where you signed up, or open the link and press its button. Both work once, for 24 hours."
                .to_owned(),
            "If it was not you, do nothing: without the code the account is removed.".to_owned(),
        ],
        code: Some(code),
        link: Some((
            "Confirm the address".to_owned(),
            format!("{}/verify-email?link={}", post.letterhead.public_url, secret.reveal()),
        )),
    };
    mail::send(tx, context, &post.letterhead, &user.email, letter).await
}

/// Tells the owner of an address that somebody tried to make a second account with it.
pub async fn send_account_exists(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    owner: &User,
) -> Result<()> {
    let service = &post.letterhead.service;
    let letter = Letter {
        subject: format!("You already have an account at {service}"),
        paragraphs: vec![
            format!("Somebody tried to make an account with this address. You have one: {}.", owner.username),
            "If it was you, sign in with it. If you forgot the password, you can choose a new one."
                .to_owned(),
            "If it was not you, do nothing. Nothing was changed.".to_owned(),
        ],
        code: None,
        link: Some(("Sign in".to_owned(), format!("{}/signin", post.letterhead.public_url))),
    };
    mail::send(tx, context, &post.letterhead, &owner.email, letter).await
}

/// Makes a link with which a member chooses a new password, and gives its value.
pub async fn make_reset(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
) -> Result<Secret> {
    let (secret, _) = make(tx, context, post, LinkPurpose::ResetPassword, user, &user.email).await?;
    Ok(secret)
}

/// Sends a member a link with which they choose a new password, and gives its value.
pub async fn send_reset(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
) -> Result<Secret> {
    let secret = make_reset(tx, context, post, user).await?;
    let letter = Letter {
        subject: format!("Choose a new password for {}", post.letterhead.service),
        paragraphs: vec![
            format!("Somebody asked for a new password for the account {}.", user.username),
            "Open the link to choose one. It works once, for 30 minutes.".to_owned(),
            "If it was not you, do nothing: the password stays as it is.".to_owned(),
        ],
        code: None,
        link: Some((
            "Choose a new password".to_owned(),
            format!("{}/password/reset?link={}", post.letterhead.public_url, secret.reveal()),
        )),
    };
    mail::send(tx, context, &post.letterhead, &user.email, letter).await?;
    Ok(secret)
}

/// Tells a member of an act on their account that they should know of.
pub async fn send_notice(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    user: &User,
    subject: &str,
    what: String,
) -> Result<()> {
    let link = make_alarm(tx, context, LinkPurpose::NotMe, user).await?;
    let letter = Letter {
        subject: subject.to_owned(),
        paragraphs: vec![what, WAS_IT_YOU.to_owned()],
        code: None,
        link: Some((
            "This wasn’t me".to_owned(),
            format!("{}/not-me?link={}", letterhead.public_url, link.reveal()),
        )),
    };
    mail::send(tx, context, letterhead, &user.email, letter).await
}

/// What every mail about an act says that somebody else may have done.
pub(super) const WAS_IT_YOU: &str = "If it was not you, open the link and press its button: that ends every session, every token and every app’s access, and leads to a new password. It works for seven days.";

/// Makes a link that only ends things.
pub(super) async fn make_alarm(
    tx: &mut Writer,
    context: &Context<'_>,
    purpose: LinkPurpose,
    user: &User,
) -> Result<Secret> {
    // Without a code there is nothing for a key to hide.
    let (link, secret, _) =
        Link::make(purpose, Some(user.id), &user.email, None, context.now, context.entropy, &[0; 32]);
    tx.insert_link(&link.without_code()).await?;
    Ok(secret)
}

pub(super) async fn make(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    purpose: LinkPurpose,
    user: &User,
    email: &str,
) -> Result<(Secret, String)> {
    let (link, secret, code) =
        Link::make(purpose, Some(user.id), email, post.browser, context.now, context.entropy, post.code_key);
    tx.insert_link(&link).await?;
    let action = match purpose {
        LinkPurpose::VerifyEmail => "email.verification-sent",
        LinkPurpose::ResetPassword => "password.reset-sent",
        LinkPurpose::Setup => "setup.link",
        LinkPurpose::ChangeEmail => "email.change-asked",
        LinkPurpose::UndoEmail | LinkPurpose::NotMe => "account.alarm-sent",
    };
    context.record(tx, action, user_target(&user.id)).await?;
    Ok((secret, code))
}
