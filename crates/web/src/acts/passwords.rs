//! Passwords that turned out to be known to others.

use account::user::User;
use store::{Result, Writer};

use super::mail::Letterhead;
use super::{Context, links, user_target};

/// Notes that a member's password is on the list of leaked ones, and tells them the first time.
pub async fn note_leaked(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    user: &User,
) -> Result<()> {
    if !tx.insert_leaked_password(&user.id, context.now).await? {
        return Ok(());
    }
    context.record(tx, "password.leaked", user_target(&user.id)).await?;
    let what = format!(
        "The password of your account {} is on a list of passwords that leaked somewhere. Your account was not broken into; but who tries such lists finds it. Choose another one.",
        user.username
    );
    let subject = format!("Choose a new password for {}", letterhead.service);
    links::send_notice(tx, context, letterhead, user, &subject, what).await
}
