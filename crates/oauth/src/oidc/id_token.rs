//! The ID token (OIDC Core §2, §3.1.3.6), and the hint that is an older one (§3.1.2.1).

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::assurance::acr;
use crate::grant::Grant;
use crate::jose::jwk::{Algorithm, PublicKey};
use crate::jose::jws;
use crate::{ClientId, SessionId, Timestamp};

/// The `typ` of an ID token: it can never be taken for an access token.
pub const TYPE: &str = "JWT";

/// How long an ID token may be believed.
pub const LIFE: Duration = Duration::from_secs(3_600);

/// What an ID token says beside its grant.
pub struct IdToken<'a> {
    /// Who says it.
    pub issuer: &'a str,
    /// Under which authorization.
    pub grant: &'a Grant,
    /// Who the member is to the client.
    pub subject: &'a str,
    /// How it is signed.
    pub algorithm: Algorithm,
    /// The nonce of the authorization request; none at a refresh.
    pub nonce: Option<&'a str>,
    /// The access token it comes with.
    pub access_token: Option<&'a str>,
    /// The code it comes with.
    pub code: Option<&'a str>,
    /// The `state` it comes with.
    pub state: Option<&'a str>,
    /// Claims about the member.
    pub claims: Map<String, Value>,
    /// When it is made.
    pub now: Timestamp,
}

impl IdToken<'_> {
    /// The payload of the JWT.
    pub fn payload(self) -> Vec<u8> {
        let grant = self.grant;
        let mut members = self.claims;
        let mut set = |name: &str, value: Value| members.insert(name.to_owned(), value);
        set("iss", self.issuer.into());
        set("sub", self.subject.into());
        set("aud", grant.client_id.as_str().into());
        set("azp", grant.client_id.as_str().into());
        set("iat", self.now.seconds().into());
        set("exp", (self.now + LIFE).seconds().into());
        set("auth_time", grant.auth_time.seconds().into());
        set("acr", acr(&grant.amr).into());
        set("amr", json!(grant.amr.split_whitespace().collect::<Vec<_>>()));
        set("sid", grant.session_id.to_string().into());
        let hash = |text: &str| half_hash(self.algorithm, text);
        let optional = [
            ("nonce", self.nonce.map(str::to_owned)),
            ("at_hash", self.access_token.map(hash)),
            ("c_hash", self.code.map(hash)),
            // Financial-grade API 1.0 part 2, §5.2.2.1: the state cannot be changed either.
            ("s_hash", self.state.map(hash)),
        ];
        for (name, value) in optional {
            value.map(|value| set(name, value.into()));
        }
        serde_json::to_vec(&members).expect("claims are text, numbers and lists")
    }
}

/// The left half of the hash of a token or code (OIDC Core §3.1.3.6), by the hash function of the signature: for
/// Ed25519 that is SHA-512.
pub fn half_hash(algorithm: Algorithm, text: &str) -> String {
    let function = if algorithm == Algorithm::EdDsa { &SHA512 } else { &SHA256 };
    let hash = digest(function, text.as_bytes());
    let bytes = hash.as_ref();
    URL_SAFE_NO_PAD.encode(&bytes[..bytes.len() / 2])
}

/// What an older ID token tells when it comes back as a hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The member it was about, by the name the client knows.
    pub subject: String,
    /// The client it was for.
    pub client_id: ClientId,
    /// The session it came from.
    pub session_id: Option<SessionId>,
}

/// Reads a hint: an ID token of ours, expired or not; `None` if it is none.
pub fn read_hint(text: &str, keys: &dyn Fn(&str) -> Option<Arc<PublicKey>>, issuer: &str) -> Option<Hint> {
    #[derive(Deserialize)]
    struct Claims {
        iss: String,
        sub: String,
        aud: String,
        /// What userinfo tells as a JWT has none.
        #[serde(rename = "exp")]
        _exp: i64,
        sid: Option<SessionId>,
    }
    let payload = jws::verify(text, keys, TYPE).ok()?;
    let claims: Claims = serde_json::from_slice(&payload).ok()?;
    (claims.iss == issuer).then_some(())?;
    Some(Hint { subject: claims.sub, client_id: ClientId(claims.aud), session_id: claims.sid })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::jwk::{Algorithm, SigningKey};
    use crate::testing::{NOW, grant};

    fn token<'a>(grant: &'a Grant, claims: Map<String, Value>) -> IdToken<'a> {
        IdToken {
            issuer: "https://id.example",
            grant,
            subject: "the-member",
            algorithm: Algorithm::Rs256,
            nonce: Some("n-0S6_WzA2Mj"),
            access_token: None,
            code: None,
            state: None,
            claims,
            now: NOW,
        }
    }

    #[test]
    fn the_hashes_are_those_of_the_standards_example() {
        // OIDC Core, appendix A.3 and A.4.
        assert_eq!(
            half_hash(Algorithm::Rs256, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
            "77QmUPtjPfzWtF2AnpK9RQ"
        );
        assert_eq!(
            half_hash(Algorithm::Rs256, "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"),
            "LDktKdoQak3Pk0cnXxCltA"
        );
    }

    #[test]
    fn ed25519_halves_the_hash_it_signs_with() {
        let half = half_hash(Algorithm::EdDsa, "abc");
        // The first half of the SHA-512 of FIPS 180-4's example.
        assert_eq!(half, "3a81oZNherrMQXNJriBBMRLm-k6JqX6iCp7u5ktV05o");
        assert_eq!(half_hash(Algorithm::Es256, "abc"), half_hash(Algorithm::Ps256, "abc"));
    }

    #[test]
    fn what_is_known_of_a_member_cannot_replace_what_we_say() {
        let grant = grant();
        let mut claims = Map::new();
        claims.insert("iss".to_owned(), "https://evil.example".into());
        claims.insert("name".to_owned(), "Ada".into());
        let payload: Value = serde_json::from_slice(&token(&grant, claims).payload()).unwrap();
        assert_eq!(payload["iss"], "https://id.example");
        assert_eq!(payload["name"], "Ada");
        assert_eq!(payload["nonce"], "n-0S6_WzA2Mj");
        assert_eq!(payload["aud"], grant.client_id.as_str());
        assert!(payload.get("at_hash").is_none());
    }

    #[test]
    fn only_an_id_token_of_ours_is_a_hint() {
        let grant = grant();
        let (key, _) = SigningKey::generate(Algorithm::EdDsa);
        let public = Arc::new(PublicKey::from_bytes(Algorithm::EdDsa, key.public().as_bytes()).unwrap());
        let keys = |kid: &str| (kid == public.kid()).then(|| Arc::clone(&public));
        let payload = token(&grant, Map::new()).payload();
        let text = jws::sign(&key, TYPE, &payload);
        let hint = read_hint(&text, &keys, "https://id.example").unwrap();
        assert_eq!((hint.subject.as_str(), hint.client_id), ("the-member", grant.client_id.clone()));
        assert_eq!(read_hint(&text, &keys, "https://other.example"), None);
        assert_eq!(read_hint(&jws::sign(&key, "at+jwt", &payload), &keys, "https://id.example"), None);
        assert_eq!(read_hint(&text, &|_| None, "https://id.example"), None);
    }
}
