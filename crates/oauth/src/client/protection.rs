//! How what is told to a client as a JWT is protected: signed, and perhaps encrypted to a key of its own
//! (OIDC Registration §2).

use super::metadata::ClientMetadata;
use super::registration::Problems;
use crate::jose::jwe::{ContentAlgorithm, KeyAlgorithm};
use crate::jose::jwk::Algorithm;
use crate::jose::key_set::KeySet;

/// How a JWT for a client is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// How the content's key reaches it.
    pub key: KeyAlgorithm,
    /// How the content is encrypted.
    pub content: ContentAlgorithm,
}

/// How a JWT for a client is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protection {
    /// How it is signed: always, for who may encrypt to a public key says nothing of who did.
    pub signing: Algorithm,
    /// How it is encrypted then.
    pub encryption: Option<Encryption>,
}

/// The three fields that decide it for one kind of token, with their names.
struct Fields<'a> {
    signing: (&'static str, &'a Option<String>),
    key: (&'static str, &'a Option<String>),
    content: (&'static str, &'a Option<String>),
}

impl Fields<'_> {
    /// What the fields say; they were checked at registration, and what cannot be read counts as not said.
    fn protection(&self) -> Protection {
        let said = |field: &Option<String>| field.clone().unwrap_or_default();
        let encryption = KeyAlgorithm::parse(&said(self.key.1)).map(|key| Encryption {
            key,
            // The default of OIDC Registration §2.
            content: ContentAlgorithm::parse(&said(self.content.1)).unwrap_or(ContentAlgorithm::A128CbcHs256),
        });
        Protection {
            signing: Algorithm::parse(&said(self.signing.1)).unwrap_or(Algorithm::Rs256),
            encryption,
        }
    }

    fn check(&self, metadata: &ClientMetadata, problems: &mut Problems) {
        let names = |known: &[&str]| format!("This must be one of {}.", known.join(", "));
        let refused = |(_, field): (&str, &Option<String>), known: &[&str]| {
            field.as_deref().is_some_and(|said| !known.contains(&said))
        };
        let fields = [
            (self.signing, Algorithm::ALL.map(Algorithm::as_str).to_vec()),
            (self.key, KeyAlgorithm::ALL.map(KeyAlgorithm::as_str).to_vec()),
            (self.content, ContentAlgorithm::ALL.map(ContentAlgorithm::as_str).to_vec()),
        ];
        for (field, known) in &fields {
            if refused(*field, known) {
                problems.add(field.0, names(known));
            }
        }
        let Some(encryption) = self.protection().encryption else {
            if self.content.1.is_some() {
                problems.add(self.content.0, format!("This needs {} too.", self.key.0));
            }
            return;
        };
        let fits = |set| KeySet::parse(set).is_ok_and(|keys| keys.for_encryption(encryption.key).is_some());
        // The keys of an address may change: whether one fits is known when it is needed.
        if !metadata.jwks.as_ref().map_or(metadata.jwks_uri.is_some(), fits) {
            problems.add(
                self.key.0,
                "This needs a key of yours that it can be used with, in jwks or at jwks_uri.",
            );
        }
    }
}

impl ClientMetadata {
    fn id_token(&self) -> Fields<'_> {
        Fields {
            signing: ("id_token_signed_response_alg", &self.id_token_signed_response_alg),
            key: ("id_token_encrypted_response_alg", &self.id_token_encrypted_response_alg),
            content: ("id_token_encrypted_response_enc", &self.id_token_encrypted_response_enc),
        }
    }

    fn userinfo(&self) -> Fields<'_> {
        Fields {
            signing: ("userinfo_signed_response_alg", &self.userinfo_signed_response_alg),
            key: ("userinfo_encrypted_response_alg", &self.userinfo_encrypted_response_alg),
            content: ("userinfo_encrypted_response_enc", &self.userinfo_encrypted_response_enc),
        }
    }

    fn authorization(&self) -> Fields<'_> {
        Fields {
            signing: ("authorization_signed_response_alg", &self.authorization_signed_response_alg),
            key: ("authorization_encrypted_response_alg", &self.authorization_encrypted_response_alg),
            content: ("authorization_encrypted_response_enc", &self.authorization_encrypted_response_enc),
        }
    }

    /// How answers to its authorization requests are protected where they travel as a JWT.
    pub fn authorization_protection(&self) -> Protection {
        self.authorization().protection()
    }

    /// How its ID tokens are protected.
    pub fn id_token_protection(&self) -> Protection {
        self.id_token().protection()
    }

    /// How what userinfo tells it is protected; `None` if it gets plain JSON.
    pub fn userinfo_protection(&self) -> Option<Protection> {
        let fields = self.userinfo();
        (fields.signing.1.is_some() || fields.key.1.is_some()).then(|| fields.protection())
    }

    pub(super) fn check_protections(&self, problems: &mut Problems) {
        for fields in [self.id_token(), self.userinfo(), self.authorization()] {
            fields.check(self, problems);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn metadata(members: serde_json::Value) -> ClientMetadata {
        ClientMetadata::from_json(&members.to_string()).unwrap()
    }

    fn problems(members: serde_json::Value) -> Vec<&'static str> {
        let mut problems = Problems::default();
        metadata(members).check_protections(&mut problems);
        problems.into_fields()
    }

    #[test]
    fn what_is_not_said_has_the_defaults_of_the_standard() {
        let silent = ClientMetadata::default();
        assert_eq!(silent.id_token_protection(), Protection { signing: Algorithm::Rs256, encryption: None });
        assert_eq!(silent.userinfo_protection(), None);
        let encrypted = metadata(json!({ "userinfo_encrypted_response_alg": "ECDH-ES" }));
        let encryption = Encryption { key: KeyAlgorithm::EcdhEs, content: ContentAlgorithm::A128CbcHs256 };
        let expected = Protection { signing: Algorithm::Rs256, encryption: Some(encryption) };
        assert_eq!(encrypted.userinfo_protection(), Some(expected));
    }

    #[test]
    fn only_what_works_can_be_registered() {
        for name in ["none", "HS256", "RS384", "rs256", ""] {
            assert_eq!(
                problems(json!({ "id_token_signed_response_alg": name })),
                ["id_token_signed_response_alg"],
                "{name}"
            );
        }
        for name in ["RSA1_5", "dir", "RSA-OAEP"] {
            let said = json!({ "id_token_encrypted_response_alg": name });
            assert_eq!(problems(said), ["id_token_encrypted_response_alg"], "{name}");
        }
        let lonely = json!({ "userinfo_encrypted_response_enc": "A256GCM" });
        assert_eq!(problems(lonely), ["userinfo_encrypted_response_enc"]);
        for name in Algorithm::ALL.map(Algorithm::as_str) {
            assert!(problems(json!({ "userinfo_signed_response_alg": name })).is_empty());
        }
    }

    #[test]
    fn encryption_needs_a_key_that_fits() {
        let key = json!({ "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0" });
        let with = |alg: &str, keys: serde_json::Value| {
            let mut members = keys;
            members["id_token_encrypted_response_alg"] = alg.into();
            problems(members)
        };
        let set = json!({ "jwks": { "keys": [key] } });
        assert!(with("ECDH-ES", set.clone()).is_empty());
        assert!(with("RSA-OAEP-256", json!({ "jwks_uri": "https://robot.example/jwks" })).is_empty());
        assert_eq!(with("RSA-OAEP-256", set), ["id_token_encrypted_response_alg"]);
        assert_eq!(with("ECDH-ES", json!({})), ["id_token_encrypted_response_alg"]);
    }
}
