//! Requests inside a JWT (RFC 9101; OIDC Core §6): what is inside alone counts.

use serde_json::{Map, Value};

use crate::Timestamp;
use crate::client::Client;
use crate::error::Error;
use crate::jose::jwk::Algorithm;
use crate::jose::jws::{self, Demands, Rejected};
use crate::jose::key_set::KeySet;
use crate::params::Params;

/// What a request object is served as (RFC 9101 §5.2.3, §10.8.1).
pub const ACCEPT: &str = "application/oauth-authz-req+jwt, application/jwt";

/// The name under which a client registers that its request objects are not signed.
pub const UNSIGNED: &str = "none";

/// Claims of the JWT itself, which are no parameters.
const ENVELOPE: [&str; 7] = ["iss", "aud", "exp", "iat", "nbf", "jti", "sub"];

/// How far clocks may be apart, in seconds.
const LEEWAY: i64 = 30;

/// Where the request object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source<'a> {
    /// In the request.
    Value(&'a str),
    /// At an address that the client registered.
    Reference(&'a str),
}

/// Finds the request object of a request, if it has one.
///
/// # Errors
/// If it has two, none although the client must send one, or one at an address that is not registered.
pub fn source<'a>(client: &Client, params: &'a Params) -> Result<Option<Source<'a>>, Error> {
    match (params.one("request")?, params.one("request_uri")?) {
        (Some(_), Some(_)) => Err(Error::invalid_request("send request or request_uri, not both")),
        (Some(token), None) => Ok(Some(Source::Value(token))),
        (None, Some(uri)) if client.metadata.request_uris.iter().any(|known| known == uri) => {
            Ok(Some(Source::Reference(uri)))
        }
        (None, Some(_)) => Err(Error::invalid_request_uri("the client has not registered this request_uri")),
        (None, None) if client.metadata.require_signed_request_object => {
            Err(Error::invalid_request("this client must send its requests as signed request objects"))
        }
        (None, None) => Ok(None),
    }
}

/// Why a request object is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// No key of the client that we know has its `kid`: newer keys may.
    UnknownKey,
    /// It cannot be taken.
    Refused(Error),
}

/// Reads a request object of `client`: the parameters of the request. It may be read again until it expires, for
/// browsers ask again; whatever a request leads to is used once.
///
/// # Errors
/// If it is not signed as the client registered, not meant for `issuer`, not of this time, or no request.
pub fn read(
    token: &str,
    client: &Client,
    keys: &KeySet,
    issuer: &str,
    now: Timestamp,
) -> Result<Params, Unread> {
    let refuse = |what: &'static str| Unread::Refused(Error::invalid_request_object(what));
    let registered = client.metadata.request_object_signing_alg.as_deref();
    let payload = if registered == Some(UNSIGNED) {
        jws::read_unsigned(token)
    } else {
        let one = registered.and_then(Algorithm::parse);
        let algorithms = one.as_ref().map_or(&Algorithm::ALL[..], std::slice::from_ref);
        let demands = Demands { algorithms, types: &["oauth-authz-req+jwt", "JWT"] };
        jws::verify_foreign(token, keys, &demands)
    };
    let payload = payload.map_err(|rejected| match rejected {
        Rejected::UnknownKey => Unread::UnknownKey,
        Rejected::Malformed => refuse("the request object is not a JWT"),
        Rejected::Header => refuse("the request object is not signed as the client registered"),
        Rejected::Signature => refuse("the signature of the request object is not the client's"),
    })?;
    let Ok(Value::Object(claims)) = serde_json::from_slice(&payload) else {
        return Err(refuse("the request object does not hold a JSON object"));
    };
    check_envelope(&claims, client, issuer, now).map_err(refuse)?;
    parameters(&claims, client).map_err(refuse)
}

/// RFC 9101 §4, §6.3, §10.8.
fn check_envelope(
    claims: &Map<String, Value>,
    client: &Client,
    issuer: &str,
    now: Timestamp,
) -> Result<(), &'static str> {
    let id = client.id.as_str();
    if claims.get("iss").is_some_and(|iss| iss != id) {
        return Err("the iss of the request object must be the client_id");
    }
    // What proves a client at the token endpoint has its name there: it is never a request.
    if claims.get("sub").is_some_and(|sub| sub == id) {
        return Err("a request object does not have the client as its sub");
    }
    let ours =
        |aud: &Value| aud == issuer || aud.as_array().is_some_and(|all| all.iter().any(|one| one == issuer));
    if claims.get("aud").is_some_and(|aud| !ours(aud)) {
        return Err("the aud of the request object must be the issuer of this server");
    }
    let time = |name: &str| match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_f64().map(Some).ok_or("a time of the request object is not a number"),
    };
    let now = now.seconds();
    #[expect(clippy::cast_precision_loss, reason = "seconds of this age are exact in 53 bits")]
    let (early, late) = ((now - LEEWAY) as f64, (now + LEEWAY) as f64);
    if time("exp")?.is_some_and(|exp| exp <= early) {
        return Err("the request object has expired");
    }
    if time("nbf")?.is_some_and(|nbf| nbf > late) || time("iat")?.is_some_and(|iat| iat > late) {
        return Err("the request object is from the future");
    }
    Ok(())
}

/// The parameters that a request object holds; JSON stands for itself where a parameter holds JSON.
fn parameters(claims: &Map<String, Value>, client: &Client) -> Result<Params, &'static str> {
    if claims.contains_key("request") || claims.contains_key("request_uri") {
        return Err("a request object does not hold another one");
    }
    if claims.get("client_id").is_some_and(|id| id != client.id.as_str()) {
        return Err("the client_id of the request object is another than that of the request");
    }
    let mut pairs = vec![("client_id", client.id.as_str().to_owned())];
    let inside = |name: &str| name != "client_id" && !ENVELOPE.contains(&name);
    for (name, value) in claims.iter().filter(|(name, _)| inside(name)) {
        let text = match value {
            Value::String(text) if text.chars().any(char::is_control) => {
                return Err("a parameter of the request object holds a control character");
            }
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Object(_) if name == "claims" => value.to_string(),
            _ if KNOWN.contains(&name.as_str()) => {
                return Err("a parameter of the request object is of the wrong type");
            }
            _ => continue,
        };
        pairs.push((name, text));
    }
    Ok(Params::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str()))))
}

/// The parameters that count; others are ignored, whatever they hold.
const KNOWN: [&str; 17] = [
    "response_type",
    "response_mode",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "claims",
    "acr_values",
    "display",
    "ui_locales",
    "claims_locales",
];

#[cfg(test)]
mod tests;
