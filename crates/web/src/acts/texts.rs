//! Text messages: written into their outbox in the transaction that causes them, never more than their budgets allow.

use account::phone::Phone;
use account::text::{self, Holder, Kind, Policy, SentCode, Text, Words};
use account::totp::Code;
use account::user::User;
use oauth::jose::vault::Vault;
use oauth::{TextId, Timestamp, UserId};
use serde_json::json;
use store::{Reader, Result, Writer};
use zeroize::Zeroizing;

use super::links::Post;
use super::mail::Letterhead;
use super::{Context, user_target};
use crate::views::span_in_words;
use crate::words;

/// What became of a code that somebody wants sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// It is on its way.
    Sent,
    /// Nothing goes out before then.
    Held {
        /// When that is.
        until: Timestamp,
    },
    /// No text messages are sent here.
    Off,
}

/// Sends a code that works for `holder` alone, in place of the one before it. The one place where codes are sent:
/// however many ask for however many at once, on whatever server, the budgets hold. Whatever comes of it, the caller
/// commits.
pub async fn send_code(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    number: &Phone,
    holder: Holder,
) -> Result<Sending> {
    let Some(policy) = post.letterhead.texts else { return Ok(Sending::Off) };
    let draft = draft(Kind::Code, &policy, &user.id, number, context.now);
    tx.claim_text_gate().await?;
    if let Some(until) = held_until(tx, &policy, &draft, context.now).await? {
        context.record_refusal(tx, "sms.send", user_target(&user.id), "too many text messages").await?;
        return Ok(Sending::Held { until });
    }
    let (code, digits) = SentCode::make(
        holder,
        user.id,
        number.clone(),
        policy.code_ttl,
        context.now,
        context.entropy,
        post.code_key,
    );
    tx.set_text_code(&code).await?;
    let words = code_words(&post.letterhead, &policy, &digits);
    put(tx, context, &post.letterhead, draft, words).await?;
    let facts = json!({ "ending": number.ending() });
    context.record_with(tx, "sms.send", user_target(&user.id), facts).await?;
    Ok(Sending::Sent)
}

/// When the next code may go to a member's number, if that is not now.
pub async fn next_code_at(
    reader: &mut Reader,
    policy: &Policy,
    user: &UserId,
    number: &Phone,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    held_until(reader, policy, &draft(Kind::Code, policy, user, number, now), now).await
}

/// Tells the owner of a number of an act on their account, if a text message may go out for that; a mail tells of it
/// in any case.
pub(super) async fn tell(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    user: &User,
    number: &Phone,
    what: &str,
) -> Result<()> {
    let Some(policy) = from.texts else { return Ok(()) };
    let draft = draft(Kind::Notice, &policy, &user.id, number, context.now);
    tx.claim_text_gate().await?;
    if held_until(tx, &policy, &draft, context.now).await?.is_some() {
        return Ok(());
    }
    let text = format!("{}: {what} Not you? Sign in and press \"This wasn't me\".", from.service);
    put(tx, context, from, draft, Words { text }).await
}

/// Uses a code that was sent to a member, once; gives it if it is right.
pub(super) async fn use_code(
    tx: &mut Writer,
    context: &Context<'_>,
    post: &Post<'_>,
    user: &User,
    holder: &Holder,
    typed: &Code,
) -> Result<Option<SentCode>> {
    let hash = text::hash(typed, holder, post.code_key);
    let used = tx.use_text_code(holder, &hash, context.now).await?;
    Ok(used.filter(|code| code.user_id == user.id))
}

/// The latest of what the budgets say.
async fn held_until(
    reader: &mut Reader,
    policy: &Policy,
    draft: &Text,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let mut until = None;
    for budget in policy.budgets(draft.kind) {
        let earlier = reader.find_earlier_text(draft, budget.scope, budget.most).await?;
        until = until.max(earlier.and_then(|at| budget.spent_until(at, now)));
    }
    Ok(until)
}

fn draft(kind: Kind, policy: &Policy, user: &UserId, number: &Phone, now: Timestamp) -> Text {
    Text {
        id: TextId::from_bytes([0; 16]),
        kind,
        user_id: *user,
        recipient: number.as_str().to_owned(),
        number_range: number.range().to_owned(),
        sealed_words: Vec::new(),
        created_at: now,
        due_at: now,
        expires_at: now + policy.life(kind),
        attempts: 0,
        sent_at: None,
        ended_at: None,
        last_error: None,
    }
}

async fn put(
    tx: &mut Writer,
    context: &Context<'_>,
    from: &Letterhead,
    draft: Text,
    words: Words,
) -> Result<()> {
    let id = TextId::new(context.now, context.entropy);
    let plain = Zeroizing::new(serde_json::to_vec(&words).expect("a text is always JSON"));
    let sealed_words = from.vault.seal(&seal_context(&id), &plain, context.entropy);
    tx.insert_text(&Text { id, sealed_words, ..draft }).await
}

/// Opens what a text message says; `None` if it was sealed with another key, or is not kept any more.
pub(crate) fn open(vault: &Vault, text: &Text) -> Option<Words> {
    let plain = vault.open(&seal_context(&text.id), &text.sealed_words)?;
    serde_json::from_slice(&plain).ok()
}

fn seal_context(id: &TextId) -> String {
    format!("text:{id}")
}

/// What carries a code: the code first, where a locked screen shows it, and last the line that binds it to our host.
fn code_words(from: &Letterhead, policy: &Policy, digits: &str) -> Words {
    let life = span_in_words(policy.code_ttl);
    let words =
        words::t("text-message").with("code", digits).with("service", &from.service).with("life", life);
    Words { text: format!("{words}\n\n{}", text::bound_line(from.host(), digits)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn letterhead() -> Letterhead {
        Letterhead {
            service: "Guildgate".into(),
            public_url: "https://id.example.com:8443".into(),
            vault: Arc::new(Vault::new(&[1; 32])),
            texts: Some(Policy::default()),
        }
    }

    #[test]
    fn a_text_with_a_code_ends_with_the_line_that_binds_it() {
        let words = code_words(&letterhead(), &Policy::default(), "012345");
        assert!(words.text.starts_with("012345 is your Guildgate code."), "{}", words.text);
        assert_eq!(words.text.lines().last(), Some("@id.example.com #012345"));
        // One part of a message holds 160 characters of the alphabet that every telephone has.
        assert!(words.text.is_ascii() && words.text.len() <= 160, "{}", words.text.len());
    }

    #[test]
    fn what_waits_is_sealed_and_opens_as_itself_only() {
        let from = letterhead();
        let number = Phone::parse("+447911123456").unwrap();
        let now = Timestamp::from_seconds(1_800_000_000);
        let draft = draft(Kind::Code, &Policy::default(), &UserId::from_bytes([3; 16]), &number, now);
        struct Fixed;
        impl oauth::Entropy for Fixed {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(9);
            }
        }
        let id = TextId::from_bytes([7; 16]);
        let plain = serde_json::to_vec(&code_words(&from, &Policy::default(), "012345")).unwrap();
        let text = Text { id, sealed_words: from.vault.seal(&seal_context(&id), &plain, &Fixed), ..draft };
        assert!(!text.sealed_words.windows(6).any(|part| part == b"012345"));
        assert!(open(&from.vault, &text).is_some_and(|words| words.text.contains("012345")));
        assert!(open(&from.vault, &Text { id: TextId::from_bytes([8; 16]), ..text.clone() }).is_none());
        assert!(open(&from.vault, &Text { sealed_words: Vec::new(), ..text }).is_none());
    }
}
