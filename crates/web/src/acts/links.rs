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
    let (secret, code) = make(tx, context, post, LinkPurpose::VerifyEmail, user).await?;
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
    let (secret, _) = make(tx, context, post, LinkPurpose::ResetPassword, user).await?;
    Ok(secret)
}

/// Sends a member a link with which they choose a new password.
pub async fn send_reset(tx: &mut Writer, context: &Context<'_>, post: &Post<'_>, user: &User) -> Result<()> {
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
    mail::send(tx, context, &post.letterhead, &user.email, letter).await
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
    let letter = Letter {
        subject: subject.to_owned(),
        paragraphs: vec![
            what,
            "If it was not you, choose a new password now: that ends every session and every app’s access."
                .to_owned(),
        ],
        code: None,
        link: Some(("This wasn’t me".to_owned(), format!("{}/password/forgot", letterhead.public_url))),
    };
    mail::send(tx, context, letterhead, &user.email, letter).await
}

async fn make(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    purpose: LinkPurpose,
    user: &User,
) -> Result<(Secret, String)> {
    let (link, secret, code) = Link::make(
        purpose,
        Some(user.id),
        &user.email,
        post.browser,
        context.now,
        context.entropy,
        post.code_key,
    );
    tx.insert_link(&link).await?;
    let action = match purpose {
        LinkPurpose::VerifyEmail => "email.verification-sent",
        LinkPurpose::ResetPassword => "password.reset-sent",
        LinkPurpose::Setup => "setup.link",
    };
    context.record(tx, action, user_target(&user.id)).await?;
    Ok((secret, code))
}
