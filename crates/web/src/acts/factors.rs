//! Second factors: enrolled, shown, taken away.

use account::factor::Kind;
use account::guesses::{Guesses, Target};
use account::passkey::Passkey;
use account::phone::Phone;
use account::recovery;
use account::text::Holder;
use account::totp::{self, Key};
use account::user::User;
use oauth::revoked::Revocation;
use oauth::{RecoverySetId, Secret, Timestamp, UserId};
use serde_json::json;
use store::{Authenticator, Error, Result, Writer};

use super::links::{self, Post};
use super::mail::Letterhead;
use super::{Context, accounts, passkeys, texts, user_target};

/// A second factor that somebody shows.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// A code of a kind, as it was typed.
    Code(Kind, &'a str),
    /// A code that was sent to a holder as a text message, as it was typed.
    Text(Holder, &'a str),
    /// A passkey that signed a challenge: its new counter, whether it has copies, and the browser it was in.
    Passkey(&'a Passkey, webauthn::Used, &'a str),
}

impl Shown<'_> {
    /// What kind it is of.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Code(kind, _) => *kind,
            Self::Text(..) => Kind::Text,
            Self::Passkey(..) => Kind::Passkey,
        }
    }

    /// What it adds to the ways in which a member signed in (RFC 8176).
    pub const fn amr(&self) -> &'static str {
        match self {
            Self::Passkey(passkey, ..) => passkey.amr(),
            _ => self.kind().amr(),
        }
    }
}

/// What became of a second factor that somebody showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presented {
    /// It is right.
    Accept,
    /// It cannot be one, so it is no guess either.
    Unreadable,
    /// It is wrong, or was used before.
    Wrong {
        /// So many more may be tried.
        left: usize,
    },
    /// Nothing is tried before then.
    Locked {
        /// When that is.
        until: Timestamp,
    },
}

/// Decides about a second factor that somebody showed for a member. The one place where that happens: however many
/// show however much at once, on whatever server, the budgets hold, and what is right is right once. Whatever comes
/// of it, the caller commits.
pub async fn present(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    shown: Shown<'_>,
) -> Result<Presented> {
    let kind = match shown {
        Shown::Code(..) | Shown::Text(..) => shown.kind(),
        Shown::Passkey(passkey, used, browser) => {
            return present_passkey(tx, context, user, passkey, used, browser).await;
        }
    };
    let Some(target) = Target::of(kind) else { return Ok(Presented::Unreadable) };
    let guesses = tx.claim_guesses(&user.id, target, context.now).await?;
    if let Some(until) = guesses.locked_until(context.now) {
        return Ok(Presented::Locked { until });
    }
    let right = match shown {
        Shown::Code(Kind::Authenticator, typed) => is_right_code(tx, context, post, user, typed).await?,
        Shown::Code(Kind::Recovery, typed) => is_recovery_code(tx, context, post, user, typed).await?,
        Shown::Text(holder, typed) => is_sent_code(tx, context, post, user, &holder, typed).await?,
        Shown::Code(Kind::Passkey | Kind::Text, _) | Shown::Passkey(..) => None,
    };
    let Some(right) = right else { return Ok(Presented::Unreadable) };
    if right {
        let facts = json!({ "kind": kind.as_str() });
        // Another factor opens what wrong guesses locked.
        tx.delete_guesses(&user.id, target.other()).await?;
        context.record_with(tx, "factor.use", user_target(&user.id), facts).await?;
        return Ok(Presented::Accept);
    }
    guess_was_wrong(tx, context, post, user, kind, target, guesses).await
}

/// Counts a wrong one, and tells its owner if it was the last that is taken.
async fn guess_was_wrong(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    kind: Kind,
    target: Target,
    mut guesses: Guesses,
) -> Result<Presented> {
    guesses.add(context.now);
    tx.set_guesses(&user.id, target, &guesses, context.now).await?;
    context.record_refusal(tx, "factor.use", user_target(&user.id), "wrong code").await?;
    let Some(until) = guesses.locked_until(context.now) else {
        return Ok(Presented::Wrong { left: guesses.left(context.now) });
    };
    let facts = json!({ "kind": kind.as_str() });
    context.record_with(tx, "factor.lock", user_target(&user.id), facts).await?;
    tell_of_lock(tx, context, &post.letterhead, user).await?;
    Ok(Presented::Locked { until })
}

/// Nobody guesses a passkey: only its use is written down, once, and it opens what wrong guesses at codes locked.
async fn present_passkey(
    tx: &mut Writer,
    context: &Context<'_>,
    user: &User,
    passkey: &Passkey,
    used: webauthn::Used,
    browser: &str,
) -> Result<Presented> {
    if passkey.user_id != user.id || !passkeys::mark_used(tx, context, passkey, used, browser).await? {
        return Ok(Presented::Unreadable);
    }
    for target in [Target::ShortCodes, Target::RecoveryCodes] {
        tx.delete_guesses(&user.id, target).await?;
    }
    Ok(Presented::Accept)
}

/// `None` if it cannot be a code.
async fn is_right_code(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    typed: &str,
) -> Result<Option<bool>> {
    let Some(code) = totp::Code::read(typed) else { return Ok(None) };
    let Some(found) = tx.claim_authenticator(&user.id).await? else { return Ok(Some(false)) };
    let key = open(&post.letterhead, &user.id, &found.sealed_key)?;
    match key.check(&code, Some(found.last_step), context.now) {
        Some(step) => Ok(Some(tx.use_step(&user.id, step, context.now).await?)),
        None => Ok(Some(false)),
    }
}

/// `None` if it cannot be a code.
async fn is_sent_code(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    holder: &Holder,
    typed: &str,
) -> Result<Option<bool>> {
    let Some(code) = totp::Code::read(typed) else { return Ok(None) };
    let used = texts::use_code(tx, context, post, user, holder, &code).await?;
    let number = tx.find_text_number(&user.id).await?;
    // What was sent to a number that has been replaced meanwhile proves nothing.
    let right = used.is_some_and(|used| number.is_some_and(|number| number == used.number));
    if right {
        tx.touch_text_number(&user.id, context.now).await?;
    }
    Ok(Some(right))
}

/// `None` if it cannot be a code.
async fn is_recovery_code(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    typed: &str,
) -> Result<Option<bool>> {
    let Some(hash) = recovery::hash(typed, post.code_key, &user.id) else { return Ok(None) };
    if !tx.use_recovery_code(&user.id, &hash, context.now).await? {
        return Ok(Some(false));
    }
    let left = tx.find_factors(&user.id).await?.recovery.map_or(0, |recovery| recovery.left);
    let subject = format!("A recovery code for {} was used", post.letterhead.service);
    let what = format!("A recovery code of your account {} was just used. {left} are left.", user.username);
    links::send_notice(tx, context, &post.letterhead, user, &subject, what).await?;
    Ok(Some(true))
}

/// Decides about a code that is to prove a new number, under the budget of all short codes; gives the number, if it is
/// right, which then counts in place of the one before it. Whatever comes of it, the caller commits.
pub async fn prove_number(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    holder: &Holder,
    typed: &str,
) -> Result<(Presented, Option<Phone>)> {
    let guesses = tx.claim_guesses(&user.id, Target::ShortCodes, context.now).await?;
    if let Some(until) = guesses.locked_until(context.now) {
        return Ok((Presented::Locked { until }, None));
    }
    let Some(code) = totp::Code::read(typed) else { return Ok((Presented::Unreadable, None)) };
    let Some(sent) = texts::use_code(tx, context, post, user, holder, &code).await? else {
        let target = Target::ShortCodes;
        return Ok((guess_was_wrong(tx, context, post, user, Kind::Text, target, guesses).await?, None));
    };
    set_number(tx, context, &post.letterhead, user, &sent.number).await?;
    Ok((Presented::Accept, Some(sent.number)))
}

async fn set_number(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    number: &Phone,
) -> Result<()> {
    let before = tx.find_text_number(&user.id).await?;
    tx.set_text_number(&user.id, number, context.now).await?;
    let word = match &before {
        None => "turned on",
        Some(_) => "moved to another number",
    };
    let subject = format!("Text message codes were {word}");
    // Whoever reads texts at the old number learns that they no longer do.
    if let Some(before) = before.filter(|before| before != number) {
        texts::tell(tx, context, from, user, &before, &format!("{subject}.")).await?;
    }
    changed(tx, context, from, user, "factor.add", &subject).await
}

/// Sends no more codes to a member; false if none were. Without another factor recovery codes are of no use, so they go
/// with it.
pub async fn delete_number(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
) -> Result<bool> {
    let Some(before) = tx.delete_text_number(&user.id).await? else { return Ok(false) };
    if !tx.find_factors(&user.id).await?.any() {
        tx.delete_recovery_codes(&user.id).await?;
    }
    let subject = "Text message codes were turned off";
    changed(tx, context, from, user, "factor.remove", subject).await?;
    texts::tell(tx, context, from, user, &before, &format!("{subject}.")).await?;
    Ok(true)
}

async fn tell_of_lock(tx: &mut Writer, context: &Context<'_>, from: &Letterhead, user: &User) -> Result<()> {
    let subject = format!("Wrong codes were tried at your {} account", from.service);
    let what = format!(
        "Somebody typed too many wrong second factors for your account {}, so for a while no more are taken. \
         Whoever it was knows your password.",
        user.username
    );
    links::send_notice(tx, context, from, user, &subject, what).await?;
    tell_by_text(tx, context, from, user, "Too many wrong codes were tried, so for a while none are taken.")
        .await
}

/// Tells a member of what concerns their factors in the channel besides mail, if they have it.
async fn tell_by_text(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    what: &str,
) -> Result<()> {
    match tx.find_text_number(&user.id).await? {
        Some(number) => texts::tell(tx, context, from, user, &number, what).await,
        None => Ok(()),
    }
}

fn seal_context(user: &UserId) -> String {
    format!("authenticator:{user}")
}

fn open(from: &Letterhead, user: &UserId, sealed: &[u8]) -> Result<Key> {
    let bytes = from.vault.open(&seal_context(user), sealed);
    let key = bytes.and_then(|bytes| Key::from_bytes(&bytes));
    key.ok_or_else(|| Error::Damaged(format!("the authenticator of {user} was sealed with another key")))
}

/// Puts a proven authenticator app in place, instead of the one before it; `step` is that of the proof.
pub async fn set_authenticator(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    key: &Key,
    step: i64,
) -> Result<()> {
    let before = tx.find_factors(&user.id).await?.authenticator;
    let sealed_key = from.vault.seal(&seal_context(&user.id), key.as_bytes(), context.entropy);
    let proven = Authenticator { sealed_key, last_step: step };
    tx.set_authenticator(&user.id, &proven, context.now).await?;
    let word = if before.is_some() { "replaced" } else { "turned on" };
    changed(tx, context, from, user, "factor.add", &format!("The authenticator app was {word}")).await
}

/// Takes the authenticator app away; false if there is none. Without another factor recovery codes are of no use, so
/// they go with it.
pub async fn delete_authenticator(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
) -> Result<bool> {
    if !tx.delete_authenticator(&user.id).await? {
        return Ok(false);
    }
    if !tx.find_factors(&user.id).await?.any() {
        tx.delete_recovery_codes(&user.id).await?;
    }
    tx.delete_guesses(&user.id, Target::ShortCodes).await?;
    changed(tx, context, from, user, "factor.remove", "The authenticator app was turned off").await?;
    Ok(true)
}

/// Makes a set of recovery codes, which counts once its owner has said that it is saved.
pub async fn make_recovery_codes(
    tx: &mut Writer,
    context: &Context<'_>,
    code_key: &[u8; 32],
    user: &User,
) -> Result<(RecoverySetId, Vec<Secret>)> {
    let set = RecoverySetId::new(context.now, context.entropy);
    let codes = recovery::make(context.entropy);
    let hashes: Vec<_> =
        codes.iter().filter_map(|code| recovery::hash(code.reveal(), code_key, &user.id)).collect();
    tx.insert_recovery_codes(&user.id, &set, &hashes, context.now).await?;
    context.record(tx, "recovery.make", user_target(&user.id)).await?;
    Ok((set, codes))
}

/// Lets a saved set count in place of the one before it; false if there is no such set.
pub async fn confirm_recovery_codes(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    set: &RecoverySetId,
) -> Result<bool> {
    if !tx.confirm_recovery_codes(&user.id, set, context.now).await? {
        return Ok(false);
    }
    tx.delete_guesses(&user.id, Target::RecoveryCodes).await?;
    changed(tx, context, from, user, "recovery.confirm", "New recovery codes were made").await?;
    Ok(true)
}

/// Ends what trusted the factors as they were, and tells their owner.
async fn changed(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    action: &str,
    subject: &str,
) -> Result<()> {
    context.record(tx, action, user_target(&user.id)).await?;
    ask_again(tx, context, from, user, subject).await
}

/// Ends what trusted the factors as they were, and tells their owner what `subject` says.
pub(super) async fn ask_again(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    subject: &str,
) -> Result<()> {
    tx.delete_trusted_browsers(&user.id).await?;
    tx.delete_pending_sign_ins(&user.id).await?;
    tx.delete_text_codes(&user.id).await?;
    tell_by_text(tx, context, from, user, &format!("{subject}.")).await?;
    let what = format!("{subject} for your account {}. Trusted browsers are asked again.", user.username);
    links::send_notice(tx, context, from, user, subject, what).await
}

/// Takes every second factor of a member away, for one who has lost all of them, and ends their sessions and what
/// apps were given; `None` if there is nothing to take.
pub async fn reset(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
) -> Result<Option<Vec<Revocation>>> {
    let before = tx.find_factors(&user.id).await?;
    if !before.any() && before.recovery.is_none() {
        return Ok(None);
    }
    tx.delete_authenticator(&user.id).await?;
    tx.delete_passkeys(&user.id).await?;
    let number = tx.delete_text_number(&user.id).await?;
    tx.delete_recovery_codes(&user.id).await?;
    for target in [Target::ShortCodes, Target::RecoveryCodes] {
        tx.delete_guesses(&user.id, target).await?;
    }
    let ended = accounts::end_everything(tx, context, &user.id).await?;
    let subject = "Your second factors were removed by an operator";
    changed(tx, context, from, user, "factor.reset", subject).await?;
    if let Some(number) = number {
        texts::tell(tx, context, from, user, &number, &format!("{subject}.")).await?;
    }
    Ok(Some(ended))
}
