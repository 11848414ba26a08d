//! Personal access tokens: made, stopped, reminded of.

use account::personal_token::PersonalToken;
use account::user::User;
use oauth::{Scope, Secret, SecretKind, Timestamp, TokenId, UserId};
use serde_json::json;
use store::{Result, Writer};

use super::mail::{self, Letter, Letterhead};
use super::{Context, links, user_target};

/// What a token is made of.
pub struct NewToken<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it allows.
    pub scope: Scope,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Makes a token, tells its member, and gives its value, which is kept nowhere.
pub async fn create(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    user: &User,
    new: NewToken<'_>,
) -> Result<Secret> {
    let secret = Secret::new(SecretKind::PersonalToken, context.entropy);
    let token = PersonalToken {
        id: TokenId::new(context.now, context.entropy),
        user_id: user.id,
        name: new.name.to_owned(),
        tail: secret.tail().to_owned(),
        scope: new.scope,
        created_at: context.now,
        expires_at: new.expires_at,
        last_used_at: None,
    };
    tx.insert_personal_token(&secret.hash(), &token).await?;
    let facts = json!({ "token": token.id.to_string(), "scope": token.scope.to_string() });
    context.record_with(tx, "personal-token.create", user_target(&user.id), facts).await?;
    let what =
        format!("A personal token, “{}”, was just made for your account {}.", token.name, user.username);
    let subject = format!("New personal token at {}", letterhead.service);
    links::send_notice(tx, context, letterhead, user, &subject, what).await?;
    Ok(secret)
}

/// Stops a token for good and gives it; `None` if it is not the member's or has ended.
pub async fn stop(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &UserId,
    id: &TokenId,
) -> Result<Option<PersonalToken>> {
    let stopped = tx.stop_personal_token(user, id, context.now).await?;
    if let Some(token) = &stopped {
        let facts = json!({ "token": token.id.to_string() });
        context.record_with(tx, "personal-token.stop", user_target(user), facts).await?;
    }
    Ok(stopped)
}

/// Reminds members of tokens that end soon, and gives how many that were.
pub async fn remind(
    tx: &mut Writer,
    context: &Context<'_>,
    letterhead: &Letterhead,
    until: Timestamp,
    limit: i64,
) -> Result<usize> {
    let ending = tx.claim_ending_personal_tokens(context.now, until, limit).await?;
    for (token, user) in &ending {
        let at = crate::views::Moment::of(token.expires_at).words;
        let letter = Letter {
            subject: format!("A personal token at {} ends soon", letterhead.service),
            paragraphs: vec![
                format!("The personal token “{}” of your account {} ends on {at}.", token.name, user.username),
                "What uses it stops working then. Renew it on the page of your tokens: it keeps its name and what it may do.".to_owned(),
            ],
            code: None,
            link: Some(("Personal tokens".to_owned(), format!("{}/account/tokens", letterhead.public_url))),
        };
        mail::send(tx, context, letterhead, &user.email, letter).await?;
    }
    Ok(ending.len())
}
