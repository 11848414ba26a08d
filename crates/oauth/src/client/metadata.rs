//! What a client says of itself beyond its name, addresses and scopes (RFC 7591 §2, OIDC Registration §2, the
//! logout specifications of OpenID Connect). Most clients say none of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use super::registration::{Fault, Problems, is_inert};
use crate::jose::jwk::Algorithm;
use crate::jose::key_set::KeySet;
use crate::request_object::UNSIGNED;

/// The longest address, in bytes.
const LONGEST_URI: usize = 2_000;
/// The longest set of keys, in bytes of JSON.
const LONGEST_JWKS: usize = 32 * 1_024;
/// The most addresses of request objects.
const MOST_REQUEST_URIS: usize = 20;
/// The most values of `acr`, and the longest one in bytes.
const MOST_ACR_VALUES: (usize, usize) = (10, 100);
/// The most contacts, and the longest one in bytes.
const MOST_CONTACTS: (usize, usize) = (10, 254);

/// Client metadata under the names that the standards give them. What is absent has the standards' default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClientMetadata {
    /// The response types it registered; of a client that nobody asked, those that its grants allow.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_types: Vec<String>,
    /// How its makers are reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Its logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_uri: Option<String>,
    /// What it does with what it learns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_uri: Option<String>,
    /// Its terms of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tos_uri: Option<String>,
    /// Its public keys, by value (RFC 7517 §5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks: Option<Value>,
    /// Its public keys, by reference; never both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
    /// The one algorithm of the assertions that prove it (OIDC Registration §2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_signing_alg: Option<String>,
    /// How its ID tokens are signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signed_response_alg: Option<String>,
    /// How the key of an encrypted ID token reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_encrypted_response_alg: Option<String>,
    /// How its ID tokens are encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_encrypted_response_enc: Option<String>,
    /// How what userinfo tells it is signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_signed_response_alg: Option<String>,
    /// How the key of what userinfo tells it encrypted reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_encrypted_response_alg: Option<String>,
    /// How what userinfo tells it is encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub userinfo_encrypted_response_enc: Option<String>,
    /// How answers to its requests are signed where they travel as a JWT (JARM §3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_signed_response_alg: Option<String>,
    /// How the key of an encrypted answer reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_encrypted_response_alg: Option<String>,
    /// How such answers are encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_encrypted_response_enc: Option<String>,
    /// The one way in which its request objects are signed, or `none` (OIDC Registration §2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_object_signing_alg: Option<String>,
    /// Where its request objects may be fetched from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub request_uris: Vec<String>,
    /// Whether it sends no requests but signed request objects (RFC 9101 §10.5).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub require_signed_request_object: bool,
    /// How old a sign-in may be, in seconds, unless a request says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_max_age: Option<u32>,
    /// How surely members must have proved who they are, unless a request says otherwise, the most wanted first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub default_acr_values: Vec<String>,
    /// Whether it needs `auth_time` in ID tokens; every one has it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub require_auth_time: bool,
    /// Whether members have the same subject everywhere (`public`) or one of their own here (`pairwise`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_type: Option<String>,
    /// The file that lists the redirect URIs of all clients of its sector (OIDC Core §8.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector_identifier_uri: Option<String>,
    /// Where a sign-in that begins elsewhere is started (OIDC Core §4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initiate_login_uri: Option<String>,
    /// Where it is told of a sign-out (OIDC Back-Channel Logout §2.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Whether it needs `sid` in what it is told there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub backchannel_logout_session_required: bool,
    /// Which of its pages a browser loads at a sign-out (OIDC Front-Channel Logout §2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frontchannel_logout_uri: Option<String>,
    /// Whether it needs `iss` and `sid` there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub frontchannel_logout_session_required: bool,
}

impl ClientMetadata {
    /// Reads the JSON object of a record or a file.
    ///
    /// # Errors
    /// If it is not one, or has a member that is not known; the text names it.
    pub fn from_json(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The JSON object of a record; what was not said is not in it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("metadata are text, flags and lists")
    }

    /// Finds every field that cannot stand.
    pub(super) fn check(&self, problems: &mut Problems) {
        let links = [
            ("logo_uri", &self.logo_uri),
            ("policy_uri", &self.policy_uri),
            ("tos_uri", &self.tos_uri),
            ("jwks_uri", &self.jwks_uri),
            ("sector_identifier_uri", &self.sector_identifier_uri),
            ("initiate_login_uri", &self.initiate_login_uri),
            ("backchannel_logout_uri", &self.backchannel_logout_uri),
            ("frontchannel_logout_uri", &self.frontchannel_logout_uri),
        ];
        for (field, link) in links {
            if link.as_deref().is_some_and(|link| !is_https(link)) {
                problems.add(field, Fault::NotHttps);
            }
        }
        if self.jwks.is_some() && self.jwks_uri.is_some() {
            problems.add("jwks", "Give the keys by value or by address, not both.");
        }
        if let Some(set) = &self.jwks {
            if set.to_string().len() > LONGEST_JWKS {
                problems.add("jwks", "The keys must not be longer than 32 KiB.");
            } else if let Err(unusable) = KeySet::parse(set) {
                problems.add("jwks", format!("These keys cannot be used: {unusable}."));
            }
        }
        self.check_protections(problems);
        self.check_request_objects(problems);
        if self.subject_type.as_deref().is_some_and(|said| !["public", "pairwise"].contains(&said)) {
            problems.add("subject_type", "This must be public or pairwise.");
        }
        let (most, longest) = MOST_ACR_VALUES;
        let plain = |value: &String| {
            (1..=longest).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if self.default_acr_values.len() > most || !self.default_acr_values.iter().all(plain) {
            problems.add("default_acr_values", "These are 10 at most, each a word of up to 100 characters.");
        }
        let (most, longest) = MOST_CONTACTS;
        let readable = |contact: &String| contact.len() <= longest && is_inert(contact);
        if self.contacts.len() > most || !self.contacts.iter().all(readable) {
            problems.add("contacts", "An app has 10 contacts at most, each a line of up to 254 characters.");
        }
    }
}

/// Whether `text` is an absolute https address that browsers and servers may be given.
fn is_https(text: &str) -> bool {
    let plain = text.len() <= LONGEST_URI && is_inert(text) && !text.contains('#');
    plain
        && Url::parse(text).is_ok_and(|url| {
            url.scheme() == "https" && url.has_host() && url.username().is_empty() && url.password().is_none()
        })
}

impl ClientMetadata {
    /// RFC 9101, OIDC Registration §2.
    fn check_request_objects(&self, problems: &mut Problems) {
        let unsigned = self.request_object_signing_alg.as_deref() == Some(UNSIGNED);
        let known = |said: &str| said == UNSIGNED || Algorithm::parse(said).is_some();
        if self.request_object_signing_alg.as_deref().is_some_and(|said| !known(said)) {
            let names = Algorithm::ALL.map(Algorithm::as_str).join(", ");
            problems
                .add("request_object_signing_alg", format!("This must be {UNSIGNED}, or one of {names}."));
        }
        if self.request_uris.len() > MOST_REQUEST_URIS || !self.request_uris.iter().all(|uri| is_https(uri)) {
            problems.add(
                "request_uris",
                "These are 20 at most, whole addresses that begin with https://, without a #.",
            );
        }
        if self.require_signed_request_object && unsigned {
            problems
                .add("require_signed_request_object", "Requests that are not signed are registered, too.");
        } else if self.require_signed_request_object && self.jwks.is_none() && self.jwks_uri.is_none() {
            problems.add("require_signed_request_object", "This needs your keys, in jwks or at jwks_uri.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problems(metadata: &ClientMetadata) -> Vec<&'static str> {
        let mut problems = Problems::default();
        metadata.check(&mut problems);
        problems.into_fields()
    }

    #[test]
    fn nothing_said_is_an_empty_object() {
        let silent = ClientMetadata::default();
        assert_eq!(silent.to_json(), "{}");
        assert_eq!(ClientMetadata::from_json("{}"), Ok(silent.clone()));
        assert!(problems(&silent).is_empty());
    }

    #[test]
    fn what_was_said_comes_back() {
        let text = r#"{"logo_uri":"https://robot.example/logo.png","jwks":{"keys":[]},"backchannel_logout_session_required":true}"#;
        let metadata = ClientMetadata::from_json(text).unwrap();
        assert_eq!(metadata.to_json(), text);
        assert!(ClientMetadata::from_json(r#"{"logo":"x"}"#).unwrap_err().contains("`logo`"));
    }

    #[test]
    fn addresses_are_https_and_plain() {
        for uri in [
            "http://robot.example",
            "robot.example",
            "https://u:p@robot.example",
            "https://robot.example/#x",
            "https://robot.example/\u{202e}",
        ] {
            let metadata = ClientMetadata { tos_uri: Some(uri.into()), ..ClientMetadata::default() };
            assert_eq!(problems(&metadata), ["tos_uri"], "{uri}");
        }
    }

    #[test]
    fn request_objects_are_registered_as_they_can_be_sent() {
        let of = |members: Value| problems(&ClientMetadata::from_json(&members.to_string()).unwrap());
        assert!(of(json!({ "request_object_signing_alg": "none" })).is_empty());
        assert!(of(json!({ "request_object_signing_alg": "PS256" })).is_empty());
        assert_eq!(of(json!({ "request_object_signing_alg": "HS256" })), ["request_object_signing_alg"]);
        assert_eq!(of(json!({ "request_uris": ["http://robot.example/r"] })), ["request_uris"]);
        assert_eq!(of(json!({ "request_uris": vec!["https://robot.example/r"; 21] })), ["request_uris"]);
        let required = "require_signed_request_object";
        assert_eq!(of(json!({ required: true })), [required]);
        let both = json!({ required: true, "request_object_signing_alg": "none", "jwks": { "keys": [] } });
        assert_eq!(of(both), [required]);
        assert!(of(json!({ required: true, "jwks": { "keys": [] } })).is_empty());
    }

    #[test]
    fn keys_are_public_and_given_once() {
        let keys = |set: Value| ClientMetadata { jwks: Some(set), ..ClientMetadata::default() };
        let public = json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] });
        assert!(problems(&keys(public.clone())).is_empty());
        for set in
            [json!([]), json!({}), json!({ "keys": [{}] }), json!({ "keys": [{ "kty": "OKP", "d": "AA" }] })]
        {
            assert_eq!(problems(&keys(set.clone())), ["jwks"], "{set}");
        }
        let both = ClientMetadata { jwks_uri: Some("https://robot.example/jwks".into()), ..keys(public) };
        assert_eq!(problems(&both), ["jwks"]);
    }
}
