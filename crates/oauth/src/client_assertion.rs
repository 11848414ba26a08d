//! A client proves itself with a key instead of a secret (`private_key_jwt`: RFC 7523 §2.2 and §3, OIDC Core §9).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Number, Value};

use crate::error::Error;
use crate::jose::jwk::Algorithm;
use crate::jose::jws::{self, Demands, Rejected};
use crate::jose::key_set::KeySet;
use crate::{ClientId, Timestamp, TokenHash};

/// What `client_assertion_type` must be (RFC 7523 §2.2).
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The algorithms an assertion may be signed with.
pub const ALGORITHMS: [Algorithm; 4] =
    [Algorithm::Rs256, Algorithm::Ps256, Algorithm::Es256, Algorithm::EdDsa];

/// How far ahead an assertion may expire.
const LONGEST_LIFE: Duration = Duration::from_secs(300);
/// How far a client's clock may be ahead of ours.
const SKEW: Duration = Duration::from_secs(10);
/// The longest `jti`, in bytes.
const LONGEST_ID: usize = 256;

/// An assertion that proved its client; it may do so once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The digest of whose it is and which, under which it is spent.
    pub hash: TokenHash,
    /// When it would be refused anyway.
    pub expires_at: Timestamp,
}

/// What an assertion earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The client is who it says, if the assertion was not used before.
    Spend(Proven),
    /// No key that we know of it made this: a client that rotates its keys may have newer ones.
    AskForKeys,
    /// It proves nothing.
    Refuse(Error),
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<Value>,
    sub: Option<Value>,
    aud: Option<Value>,
    exp: Option<Number>,
    nbf: Option<Number>,
    iat: Option<Number>,
    jti: Option<String>,
}

/// Whom an assertion speaks of: what it says itself, not yet proven.
pub fn claimed_client(assertion: &str) -> Option<ClientId> {
    let payload = URL_SAFE_NO_PAD.decode(assertion.split('.').nth(1)?).ok()?;
    let claims: Claims = serde_json::from_slice(&payload).ok()?;
    Some(ClientId(claims.sub?.as_str()?.to_owned()))
}

/// Decides whether `assertion` proves `client` to the server that is `issuer`. `only` is the one algorithm that the
/// client registered, if it did.
///
/// The issuer is the only audience: an assertion that another server could also take, or that another server gave
/// away, is worth nothing here.
pub fn verify(
    assertion: &str,
    client: &ClientId,
    keys: &KeySet,
    only: Option<Algorithm>,
    issuer: &str,
    now: Timestamp,
) -> Verdict {
    let algorithms: Vec<Algorithm> =
        ALGORITHMS.into_iter().filter(|known| only.is_none_or(|only| only == *known)).collect();
    let demands = Demands { algorithms: &algorithms, types: &["JWT", "client-authentication+jwt"] };
    let payload = match jws::verify_foreign(assertion, keys, &demands) {
        Ok(payload) => payload,
        Err(Rejected::UnknownKey | Rejected::Signature) => return Verdict::AskForKeys,
        Err(rejected @ (Rejected::Malformed | Rejected::Header)) => {
            return refuse(format!("the client_assertion is not accepted: {rejected}"));
        }
    };
    let Ok(claims) = serde_json::from_slice::<Claims>(&payload) else {
        return refuse("the client_assertion does not hold the claims of RFC 7523 section 3");
    };
    let is_client = |claim: &Option<Value>| claim.as_ref().and_then(Value::as_str) == Some(client.as_str());
    if !is_client(&claims.iss) || !is_client(&claims.sub) {
        return refuse("iss and sub of the client_assertion must both be the client_id");
    }
    let audience = match &claims.aud {
        Some(Value::Array(several)) if several.len() == 1 => several[0].as_str(),
        Some(one) => one.as_str(),
        None => None,
    };
    if audience != Some(issuer) {
        return refuse("aud of the client_assertion must be the issuer of this server and nothing else");
    }
    let Some(expires_at) = claims.exp.as_ref().and_then(instant) else {
        return refuse("the client_assertion must say when it expires");
    };
    if expires_at <= now {
        return refuse("the client_assertion has expired");
    }
    if expires_at.since(now) > LONGEST_LIFE {
        return refuse("the client_assertion expires more than 5 minutes from now");
    }
    let begun = |claim: &Option<Number>| match claim {
        None => true,
        Some(number) => instant(number).is_some_and(|at| at <= now + SKEW),
    };
    if !begun(&claims.nbf) || !begun(&claims.iat) {
        return refuse("the client_assertion is not valid yet: compare the clocks");
    }
    match claims.jti {
        Some(id) if (1..=LONGEST_ID).contains(&id.len()) => {
            Verdict::Spend(Proven { hash: name(client, &id), expires_at })
        }
        _ => refuse("the client_assertion must have a jti of 1 to 256 bytes"),
    }
}

fn refuse(why: impl Into<std::borrow::Cow<'static, str>>) -> Verdict {
    Verdict::Refuse(Error::invalid_client(why))
}

/// A `NumericDate` (RFC 7519 §2), which may have a fraction.
fn instant(number: &Number) -> Option<Timestamp> {
    const LATEST: f64 = 1e11;
    let seconds = number.as_f64().filter(|seconds| (0.0..LATEST).contains(seconds))?;
    #[expect(clippy::cast_possible_truncation, reason = "it lies within the bounds just asked for")]
    Some(Timestamp::from_seconds(seconds as i64))
}

/// What an assertion is remembered by: its client is part of it, so that clients cannot spend each other's.
fn name(client: &ClientId, id: &str) -> TokenHash {
    TokenHash::of(format!("{client}\n{id}").as_bytes())
}

#[cfg(test)]
mod tests;
