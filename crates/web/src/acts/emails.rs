//! Another address for an account: the new one is proven first, the old one can take it back.

use account::email::Email;
use account::link::{Link, LinkPurpose};
use account::user::User;
use oauth::revoked::Revocation;
use store::{Result, Writer};

use super::links::{self, Post};
use super::mail::{self, Letter};
use super::{Context, accounts, user_target};

/// Sends the address that an account is to have a code and a link that prove it, and tells the one it has. To an
/// address that has an account goes another mail, so that nothing here tells which addresses have one.
pub async fn ask(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    new: &Email,
) -> Result<()> {
    let service = &post.letterhead.service;
    let (secret, code) = links::make(tx, context, post, LinkPurpose::ChangeEmail, user, new.as_str()).await?;
    let owner = tx.find_user_by_email(new.key()).await?;
    match owner.filter(|owner| owner.email_verified_at.is_some()) {
        Some(owner) => links::send_account_exists(tx, context, post, &owner).await?,
        None => {
            let letter = Letter {
                subject: format!("Confirm your new email address for {service}"),
                paragraphs: vec![
                    format!("The account {} at {service} is to have this address.", user.username),
                    "Type the code where you asked for it, or open the link and press its button. Both work once, for 24 hours.".to_owned(),
                    "If it was not you, do nothing: without the code nothing changes.".to_owned(),
                ],
                code: Some(code),
                link: Some((
                    "Confirm the address".to_owned(),
                    format!("{}/email/confirm?link={}", post.letterhead.public_url, secret.reveal()),
                )),
            };
            mail::send(tx, context, &post.letterhead, new.as_str(), letter).await?;
        }
    }
    let what = format!(
        "Somebody asked to give your account {} the address {} instead of this one. It changes once that address is confirmed.",
        user.username,
        new.masked()
    );
    let subject = format!("A new email address was asked for at {service}");
    links::send_notice(tx, context, &post.letterhead, user, &subject, what).await
}

/// What became of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The account has the address.
    Done,
    /// The address belongs to another account by now.
    Taken,
}

/// Gives an account the address that a claimed link proves. The old address is told, with a link that takes it back.
pub async fn change(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    link: &Link,
) -> Result<Changed> {
    tx.mark_link_used(&link.hash, context.now).await?;
    let (Ok(new), Ok(old)) = (Email::parse(&link.email), Email::parse(&user.email)) else {
        return Ok(Changed::Taken);
    };
    let kept = context.now + LinkPurpose::UndoEmail.life();
    if !tx.set_email(&user.id, &new, &old, Some(kept), context.now).await? {
        return Ok(Changed::Taken);
    }
    // What was sent to the old address opens nothing any more.
    tx.revoke_links(&user.id, context.now).await?;
    context.record(tx, "email.change", user_target(&user.id)).await?;
    let undo = links::make_alarm(tx, context, LinkPurpose::UndoEmail, user).await?;
    let service = &post.letterhead.service;
    let letter = Letter {
        subject: format!("Your email address at {service} was changed"),
        paragraphs: vec![
            format!("Your account {} now has the address {}. Mail no longer comes here.", user.username, new.masked()),
            "If it was not you, open the link and press its button: your account gets this address back, every session, every token and every app’s access ends, and you choose a new password. It works for seven days.".to_owned(),
        ],
        code: None,
        link: Some((
            "This wasn’t me".to_owned(),
            format!("{}/email/undo?link={}", post.letterhead.public_url, undo.reveal()),
        )),
    };
    mail::send(tx, context, &post.letterhead, &user.email, letter).await?;
    let moved = User { email: new.as_str().to_owned(), ..user.clone() };
    let what = format!("Your account {} now has this address.", user.username);
    let subject = format!("This is your new email address at {service}");
    links::send_notice(tx, context, &post.letterhead, &moved, &subject, what).await?;
    Ok(Changed::Done)
}

/// Gives an account the address back that a claimed link was sent to, and ends everything. `None` if the address
/// belongs to another account by now.
pub async fn undo(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &User,
    link: &Link,
) -> Result<Option<(User, Vec<Revocation>)>> {
    tx.mark_link_used(&link.hash, context.now).await?;
    let (Ok(old), Ok(current)) = (Email::parse(&link.email), Email::parse(&user.email)) else {
        return Ok(None);
    };
    if !tx.set_email(&user.id, &old, &current, None, context.now).await? {
        return Ok(None);
    }
    tx.revoke_undo_links(&user.id, link.created_at, context.now).await?;
    context.record(tx, "email.undo", user_target(&user.id)).await?;
    let ended = accounts::disown(tx, context, &user.id).await?;
    Ok(Some((User { email: link.email.clone(), ..user.clone() }, ended)))
}
