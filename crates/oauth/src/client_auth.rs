//! How a client proves itself at the token endpoint and its neighbours (RFC 6749 §2.3).

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::client::{AuthMethod, Client, ClientSecret};
use crate::client_assertion;
use crate::error::Error;
use crate::params::{self, Params};
use crate::{ClientId, Secret, SecretId, Timestamp};

/// Where the proof stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presented {
    /// Nowhere: the client only named itself.
    None,
    /// In the `Authorization` header.
    Basic,
    /// In the body.
    Post,
    /// There is an assertion instead.
    Assertion,
}

/// What a request brought to prove its client.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who it says it is.
    pub client_id: ClientId,
    /// The secret.
    pub secret: Option<Secret>,
    /// The assertion.
    pub assertion: Option<String>,
    /// Where the proof stood.
    pub presented: Presented,
}

/// Reads the credentials of a request: one method, and ids that agree.
///
/// # Errors
/// If there are none, two, or they cannot be read.
pub fn presented(authorization: Option<&str>, params: &Params) -> Result<Credentials, Error> {
    let named = params.one("client_id")?;
    let in_body = params.one("client_secret")?;
    if let Some(assertion) = asserted(params)? {
        if authorization.is_some() || in_body.is_some() {
            return Err(Error::invalid_request("send one proof of the client, not several"));
        }
        return with_assertion(named, assertion);
    }
    let Some(header) = authorization else {
        let client_id = named.ok_or_else(|| Error::invalid_client("the request does not name its client"))?;
        return Ok(Credentials {
            client_id: ClientId(client_id.to_owned()),
            secret: in_body.map(Secret::presented),
            assertion: None,
            presented: if in_body.is_some() { Presented::Post } else { Presented::None },
        });
    };
    if in_body.is_some() {
        return Err(Error::invalid_request("send the secret in the header or in the body, not in both"));
    }
    let (id, secret) = basic(header).ok_or_else(|| {
        Error::invalid_client("the Authorization header is not Basic with client id and secret")
    })?;
    if named.is_some_and(|named| named != id) {
        return Err(Error::invalid_request("client_id and the Authorization header name different clients"));
    }
    Ok(Credentials {
        client_id: ClientId(id),
        secret: Some(Secret::presented(secret)),
        assertion: None,
        presented: Presented::Basic,
    })
}

/// The assertion of a request, if it brings one of the one type there is (RFC 7521 §4.2).
fn asserted(params: &Params) -> Result<Option<&str>, Error> {
    match (params.one("client_assertion_type")?, params.one("client_assertion")?) {
        (None, None) => Ok(None),
        (Some(client_assertion::TYPE), Some(assertion)) => Ok(Some(assertion)),
        (Some(client_assertion::TYPE), None) => Err(Error::invalid_request("client_assertion is missing")),
        _ => {
            let why = "client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            Err(Error::invalid_request(why))
        }
    }
}

/// The client is named by the assertion, and by `client_id` only if that says the same.
fn with_assertion(named: Option<&str>, assertion: &str) -> Result<Credentials, Error> {
    let client_id = client_assertion::claimed_client(assertion).ok_or_else(|| {
        Error::invalid_client("the client_assertion is not a JWT that names its client in sub")
    })?;
    if named.is_some_and(|named| named != client_id.as_str()) {
        return Err(Error::invalid_request("client_id and the client_assertion name different clients"));
    }
    let assertion = Some(assertion.to_owned());
    Ok(Credentials { client_id, secret: None, assertion, presented: Presented::Assertion })
}

/// `Basic` with both halves form-encoded (RFC 6749 §2.3.1).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let at = decoded.iter().position(|byte| *byte == b':')?;
    let half = |text: &[u8]| params::decode(text).ok();
    Some((half(&decoded[..at])?, half(&decoded[at + 1..])?)).filter(|(id, _)| !id.is_empty())
}

/// How credentials prove a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Not at all: it is public.
    None,
    /// With this secret.
    Secret(SecretId),
    /// With this assertion, which is still to be compared with the client's keys.
    Assertion(String),
}

/// Decides whether the credentials prove `client`, and how. An unknown client and a wrong secret are told alike.
///
/// # Errors
/// If they do not.
pub fn authenticate(
    client: Option<&Client>,
    secrets: &[ClientSecret],
    credentials: &Credentials,
    now: Timestamp,
) -> Result<Proof, Error> {
    let refused = || Error::invalid_client("the client is not known, or its secret is wrong");
    let client = client.filter(|client| client.id == credentials.client_id).ok_or_else(refused)?;
    let proof = match (client.auth_method, &credentials.secret) {
        (AuthMethod::PrivateKeyJwt, _) => match &credentials.assertion {
            Some(assertion) => Proof::Assertion(assertion.clone()),
            None => return Err(Error::invalid_client("this client must send a client_assertion")),
        },
        _ if credentials.assertion.is_some() => return Err(refused()),
        (AuthMethod::None, None) => Proof::None,
        (AuthMethod::None, Some(_)) => {
            return Err(Error::invalid_client("this client is public: it has no secret to send"));
        }
        (_, None) => return Err(Error::invalid_client("this client must send its secret")),
        (AuthMethod::ClientSecretBasic, _) if credentials.presented != Presented::Basic => {
            return Err(Error::invalid_client(
                "this client must send its secret in the Authorization header",
            ));
        }
        (AuthMethod::ClientSecretPost, _) if credentials.presented != Presented::Post => {
            return Err(Error::invalid_client("this client must send its secret in the body"));
        }
        (_, Some(secret)) => {
            let hash = secret.hash();
            let matching = secrets
                .iter()
                .filter(|known| known.stops_at.is_none_or(|end| end > now))
                .find(|known| verify_slices_are_equal(&known.hash.0, &hash.0).is_ok());
            Proof::Secret(matching.ok_or_else(refused)?.id)
        }
    };
    if client.suspended_at.is_some() {
        return Err(Error::invalid_client("this client has been stopped"));
    }
    Ok(proof)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{NOW, client};
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use proptest::prelude::*;
    use std::time::Duration;

    fn secret(value: &str, stops_at: Option<Timestamp>) -> ClientSecret {
        ClientSecret {
            id: SecretId::from_bytes([value.len() as u8; 16]),
            hash: Secret::presented(value).hash(),
            tail: String::new(),
            label: String::new(),
            created_at: NOW,
            stops_at,
            last_used_at: None,
        }
    }

    fn post(id: &str, value: Option<&str>) -> Credentials {
        let mut pairs = vec![("client_id", id)];
        pairs.extend(value.map(|value| ("client_secret", value)));
        presented(None, &Params::from_pairs(pairs)).unwrap()
    }

    fn header(text: &str) -> String {
        format!("Basic {}", STANDARD.encode(text))
    }

    #[test]
    fn either_of_two_live_secrets_proves_a_client() {
        let client = client();
        let secrets = [secret("one", None), secret("three", Some(NOW + Duration::from_secs(1)))];
        for value in ["one", "three"] {
            let found = authenticate(Some(&client), &secrets, &post(client.id.as_str(), Some(value)), NOW);
            assert_eq!(found, Ok(Proof::Secret(SecretId::from_bytes([value.len() as u8; 16]))));
        }
        let later = NOW + Duration::from_secs(1);
        assert!(
            authenticate(Some(&client), &secrets, &post(client.id.as_str(), Some("three")), later).is_err()
        );
    }

    #[test]
    fn an_unknown_client_and_a_wrong_secret_are_told_alike() {
        let client = client();
        let secrets = [secret("one", None)];
        let wrong = authenticate(Some(&client), &secrets, &post(client.id.as_str(), Some("two")), NOW);
        let unknown = authenticate(None, &[], &post("app_live_nobody", Some("one")), NOW);
        assert_eq!(wrong, unknown);
        assert!(wrong.is_err());
    }

    #[test]
    fn public_and_confidential_never_change_places() {
        let public = Client { auth_method: AuthMethod::None, ..client() };
        assert_eq!(authenticate(Some(&public), &[], &post(public.id.as_str(), None), NOW), Ok(Proof::None));
        let secrets = [secret("one", None)];
        assert!(authenticate(Some(&public), &secrets, &post(public.id.as_str(), Some("one")), NOW).is_err());
        assert!(authenticate(Some(&client()), &secrets, &post(client().id.as_str(), None), NOW).is_err());
    }

    #[test]
    fn a_pinned_method_is_the_only_one() {
        let secrets = [secret("one", None)];
        let pinned = Client { auth_method: AuthMethod::ClientSecretBasic, ..client() };
        let id = pinned.id.as_str().to_owned();
        assert!(authenticate(Some(&pinned), &secrets, &post(&id, Some("one")), NOW).is_err());
        let basic = presented(Some(&header(&format!("{id}:one"))), &Params::default()).unwrap();
        assert!(authenticate(Some(&pinned), &secrets, &basic, NOW).is_ok());
        let body = Client { auth_method: AuthMethod::ClientSecretPost, ..client() };
        assert!(authenticate(Some(&body), &secrets, &basic, NOW).is_err());
    }

    #[test]
    fn an_assertion_stands_alone_and_only_where_it_is_registered() {
        let keyed = Client { auth_method: AuthMethod::PrivateKeyJwt, ..client() };
        let id = keyed.id.as_str().to_owned();
        let token = format!("e30.{}.AA", URL_SAFE_NO_PAD.encode(format!(r#"{{"sub":"{id}"}}"#)));
        let pairs = [("client_assertion_type", client_assertion::TYPE), ("client_assertion", &*token)];
        let of = |more: &[(&'static str, &'static str)], header: Option<&str>| {
            let more = more.iter().map(|(name, value)| (*name, *value));
            presented(header, &Params::from_pairs(pairs.into_iter().chain(more)))
        };
        let alone = of(&[], None).unwrap();
        assert_eq!(alone.client_id, keyed.id);
        assert_eq!(authenticate(Some(&keyed), &[], &alone, NOW), Ok(Proof::Assertion(token.clone())));
        let secrets = [secret("one", None)];
        assert!(authenticate(Some(&client()), &secrets, &alone, NOW).is_err());
        assert!(authenticate(Some(&keyed), &secrets, &post(&id, Some("one")), NOW).is_err());
        assert!(authenticate(Some(&keyed), &secrets, &post(&id, None), NOW).is_err());
        assert!(of(&[("client_secret", "one")], None).is_err());
        assert!(of(&[("client_id", "app_live_other")], None).is_err());
        assert!(of(&[], Some(&header("a:b"))).is_err());
        let only = |pairs: [(&'static str, &'static str); 1]| presented(None, &Params::from_pairs(pairs));
        assert!(only([("client_assertion", "e30.e30.AA")]).is_err());
        assert!(only([("client_assertion_type", client_assertion::TYPE)]).is_err());
    }

    #[test]
    fn a_suspended_client_proves_nothing() {
        let stopped = Client { suspended_at: Some(NOW), ..client() };
        let secrets = [secret("one", None)];
        assert!(
            authenticate(Some(&stopped), &secrets, &post(stopped.id.as_str(), Some("one")), NOW).is_err()
        );
    }

    #[test]
    fn one_method_a_request_and_ids_that_agree() {
        let params = |pairs: &[(&'static str, &'static str)]| Params::from_pairs(pairs.iter().copied());
        assert!(presented(None, &params(&[])).is_err());
        assert!(presented(Some(&header("a:b")), &params(&[("client_secret", "b")])).is_err());
        assert!(presented(Some(&header("a:b")), &params(&[("client_id", "z")])).is_err());
        assert!(presented(Some(&header("a:b")), &params(&[("client_id", "a")])).is_ok());
        assert!(presented(Some("Bearer abc"), &params(&[("client_id", "a")])).is_err());
    }

    #[test]
    fn basic_credentials_are_form_decoded() {
        let found = presented(Some(&header("a%3Ab:c%2Bd+e")), &Params::default()).unwrap();
        assert_eq!(found.client_id.as_str(), "a:b");
        assert_eq!(found.secret.unwrap().reveal(), "c+d e");
    }

    proptest! {
        #[test]
        fn any_header_is_read_or_refused(text: String) {
            let _ = presented(Some(&text), &Params::default());
            let _ = presented(Some(&format!("Basic {text}")), &Params::default());
        }
    }
}
