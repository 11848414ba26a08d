//! What every page has in common that asks for a passkey: the question, as JSON for a script, and the answer, which
//! the script sends with the page's own form.

use account::passkey::{Challenge, Passkey, Purpose};
use account::user::User;
use axum::Json;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth::{ChallengeId, UserId};
use serde_json::json;
use webauthn::{Answer, Question, Refusal, RelyingParty, Used};

use crate::App;
use crate::acts::factors::Shown;
use crate::acts::passkeys as acts;
use crate::error::{Internal, PageError};
use crate::extract::form::Submitted;
use crate::extract::visitor::Visitor;
use crate::pages::attempts;
use crate::words::{self, Phrase};

/// The service as authenticators know it; passkeys are not there where its address is a number.
pub(crate) fn relying_party(app: &App) -> Result<&RelyingParty, PageError> {
    app.relying_party.as_ref().ok_or_else(PageError::not_found)
}

/// Gives the browser a question, and keeps what its answer is checked with.
pub(crate) async fn ask(
    app: &App,
    visitor: &Visitor,
    purpose: Purpose,
    user: Option<UserId>,
    question: Result<Question, String>,
) -> Result<Response, PageError> {
    let question = question.map_err(|error| Internal::new(&error))?;
    let challenge =
        Challenge::new(purpose, visitor.browser, user, question.state, visitor.now, &*app.entropy);
    let mut tx = app.write().await?;
    tx.insert_passkey_challenge(&challenge).await?;
    tx.commit().await?;
    Ok(Json(json!({ "challenge": challenge.id.to_string(), "options": question.options })).into_response())
}

/// Takes the challenge that a form answers. Whatever comes of the answer, nobody takes it again.
pub(crate) async fn take(
    app: &App,
    visitor: &Visitor,
    purpose: Purpose,
    form: &Submitted,
) -> Result<Option<Challenge>, PageError> {
    let Some(id) = ChallengeId::parse(form.field("challenge")) else { return Ok(None) };
    let mut tx = app.write().await?;
    let taken = tx.spend_passkey_challenge(&id, purpose, &visitor.browser, visitor.now).await?;
    tx.commit().await?;
    Ok(taken)
}

/// A passkey that was there, and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub passkey: Passkey,
    pub user: User,
    pub used: Used,
}

impl Proof {
    /// As a second factor.
    pub(crate) fn shown<'a>(&'a self, visitor: &'a Visitor) -> Shown<'a> {
        Shown::Passkey(&self.passkey, self.used, &visitor.user_agent)
    }
}

/// What came of an answer.
#[derive(Debug)]
pub(crate) enum Proved {
    /// It holds.
    Holds(Box<Proof>),
    /// Its challenge has ended, or was answered before.
    Expired,
    /// No passkey here has that name.
    Unknown(Vec<u8>),
    /// It does not hold.
    Refused(Refusal, Option<Box<User>>),
}

/// Checks what a form answers. `expected` is who must have answered, if that is settled.
pub(crate) async fn prove(
    app: &App,
    visitor: &Visitor,
    purpose: Purpose,
    form: &Submitted,
    expected: Option<&UserId>,
) -> Result<Proved, PageError> {
    let party = relying_party(app)?;
    let Some(answer) = Answer::read(form.field("credential")) else {
        return Ok(Proved::Refused(Refusal::Unreadable, None));
    };
    let Some(challenge) = take(app, visitor, purpose, form).await? else { return Ok(Proved::Expired) };
    let found = app.store.read().await?.find_passkey(answer.credential_id()).await?;
    let Some((passkey, user)) = found else {
        return Ok(Proved::Unknown(answer.credential_id().to_vec()));
    };
    if challenge.user_id.as_ref() != expected {
        return Ok(Proved::Refused(Refusal::Challenge, Some(Box::new(user))));
    }
    Ok(match party.check(&challenge.state, &answer, &passkey) {
        Ok(used) => Proved::Holds(Box::new(Proof { passkey, user, used })),
        Err(refusal) => Proved::Refused(refusal, Some(Box::new(user))),
    })
}

/// Asks a member for one of their passkeys.
pub(crate) async fn ask_member(
    app: &App,
    visitor: &Visitor,
    purpose: Purpose,
    user: &User,
) -> Result<Response, PageError> {
    attempts::admit_passkey(app, visitor)?;
    let passkeys = app.store.read().await?.list_passkeys(&user.id).await?;
    let question = relying_party(app)?.ask_member(user.id, &passkeys);
    ask(app, visitor, purpose, Some(user.id), question).await
}

/// Checks what a member answers, or gives the words for what is wrong with it.
pub(crate) async fn prove_member(
    app: &App,
    visitor: &Visitor,
    form: &Submitted,
    purpose: Purpose,
    user: &User,
) -> Result<Result<Box<Proof>, Phrase>, PageError> {
    match prove(app, visitor, purpose, form, Some(&user.id)).await? {
        Proved::Holds(proof) => Ok(Ok(proof)),
        refused => {
            record(app, visitor, "factor.use", &refused).await?;
            Ok(Err(problem(&refused)))
        }
    }
}

/// Records what was not accepted.
pub(crate) async fn record(
    app: &App,
    visitor: &Visitor,
    action: &str,
    refused: &Proved,
) -> Result<(), PageError> {
    let context = visitor.context(app);
    let mut tx = app.write().await?;
    match refused {
        Proved::Refused(refusal, user) => {
            acts::refuse(&mut tx, &context, &app.letterhead(), action, user.as_deref(), *refusal).await?;
        }
        Proved::Unknown(_) => {
            context.record_refusal(&mut tx, action, String::new(), "passkey: unknown").await?;
        }
        Proved::Expired | Proved::Holds(_) => {
            context.record_refusal(&mut tx, action, String::new(), "passkey: challenge over").await?;
        }
    }
    Ok(tx.commit().await?)
}

/// How scripts name a passkey.
pub(crate) fn name_of(credential_id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(credential_id)
}

/// What to tell somebody whose answer is worth nothing.
pub(crate) const fn problem(proved: &Proved) -> Phrase {
    match proved {
        Proved::Expired => words::t("passkey-expired"),
        Proved::Unknown(_) => words::t("passkey-unknown"),
        Proved::Refused(Refusal::Counter, _) => words::t("passkey-copied"),
        Proved::Refused(Refusal::NotVerified, _) => words::t("passkey-not-verified"),
        Proved::Refused(..) | Proved::Holds(_) => words::t("passkey-refused"),
    }
}
