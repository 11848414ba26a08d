//! `Idempotency-Key`: a request that is sent again is answered as it was the first time, and does nothing twice.

use std::time::Duration;

use oauth::TokenHash;
use store::{Replayed, Writer};

use super::answer::Answer;
use super::call::Call;
use crate::error::{ApiError, Problem};

/// How long an answer is kept.
const KEPT_FOR: Duration = Duration::from_secs(86_400);
/// The longest key.
const LONGEST_KEY: usize = 255;

/// What a request with a key, or without one, is to do.
pub(super) enum Attempt {
    /// The thing, and then [`keep`] its answer under this key.
    First(Option<TokenHash>),
    /// Nothing: this was its answer.
    Again(Answer),
}

/// Takes the call's key in the transaction of what it does.
pub(super) async fn attempt(call: &Call, tx: &mut Writer) -> Result<Attempt, ApiError> {
    let Some(key) = key(call)? else { return Ok(Attempt::First(None)) };
    let request = TokenHash::of(&call.body);
    match tx.claim_replay(&key, &request, call.now, call.now + KEPT_FOR).await? {
        Replayed::Fresh => Ok(Attempt::First(Some(key))),
        Replayed::Answer(answer) => Ok(Attempt::Again(Answer::of_replay(answer))),
        Replayed::Different => Err(Problem::KeyReused.into()),
    }
}

/// Keeps the answer under its key, in the same transaction.
pub(super) async fn keep(tx: &mut Writer, key: Option<&TokenHash>, answer: &Answer) -> Result<(), ApiError> {
    if let Some(key) = key {
        tx.set_replay(key, &answer.to_replay()).await?;
    }
    Ok(())
}

/// The key of the header, bound to who calls, for whom, and to what is called: nobody else's can be met.
fn key(call: &Call) -> Result<Option<TokenHash>, ApiError> {
    let mut values = call.headers.get_all("idempotency-key").iter();
    let Some(value) = values.next() else { return Ok(None) };
    let plain = value.to_str().ok().filter(|text| !text.is_empty() && text.len() <= LONGEST_KEY);
    let (Some(text), None) = (plain, values.next()) else {
        let detail = "Idempotency-Key is one header of 1 to 255 visible ASCII characters";
        return Err(ApiError::because(Problem::Malformed, detail));
    };
    let member = call.token.user_id.map(|id| id.to_string()).unwrap_or_default();
    let parts = [call.operation.id, call.token.client_id.as_str(), &member, text];
    Ok(Some(TokenHash::of(parts.join("\n").as_bytes())))
}
