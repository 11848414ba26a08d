//! What the server says of itself (RFC 8414, RFC 9728). True in both directions: what is listed works, what
//! works is listed.

use serde_json::{Value, json};

use crate::authorize::{ResponseMode, ResponseType};
use crate::client::dynamic;
use crate::jose::jwe::{ContentAlgorithm, KeyAlgorithm};
use crate::jose::jwk::Algorithm;
use crate::{client_assertion, oidc, request_object};

/// What a deployment offers at the moment.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Whether an operator allowed the implicit grant for any client.
    pub implicit: bool,
    /// Whether strangers may make an account.
    pub sign_up: bool,
    /// Whether programs may register clients.
    pub registration: bool,
    /// Whether clients may describe themselves at their identifier.
    pub client_documents: bool,
    /// The scopes there are.
    pub scopes: Vec<String>,
    /// The languages of pages, as tags (RFC 5646).
    pub locales: Vec<String>,
}

/// Authorization server metadata (RFC 8414 §2), which is also that of OpenID Connect Discovery §3: one document
/// under two addresses.
pub fn authorization_server(issuer: &str, offered: &Offered) -> Value {
    let mut response_types = vec![ResponseType::NAMES[0]];
    let claims: Vec<&str> =
        oidc::claims::OF_THE_SIGN_IN.into_iter().chain(oidc::claims::supported()).collect();
    let mut grants = vec!["authorization_code", "refresh_token", "client_credentials"];
    let mut prompts = vec!["none", "login", "consent", "select_account"];
    prompts.extend(offered.sign_up.then_some("create"));
    if offered.implicit {
        response_types.extend(&ResponseType::NAMES[1..]);
        grants.push("implicit");
    }
    let confidential = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
    let methods = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];
    let signing = client_assertion::ALGORITHMS.map(Algorithm::as_str);
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/oauth/authorize"),
        "token_endpoint": format!("{issuer}/oauth/token"),
        "revocation_endpoint": format!("{issuer}/oauth/revoke"),
        "introspection_endpoint": format!("{issuer}/oauth/introspect"),
        "jwks_uri": format!("{issuer}/oauth/jwks"),
        "userinfo_endpoint": format!("{issuer}/oauth/userinfo"),
        "claims_supported": claims,
        "claim_types_supported": ["normal"],
        "claims_parameter_supported": true,
        "acr_values_supported": [oidc::ACR_ONE_FACTOR, oidc::ACR_TWO_FACTORS],
        "prompt_values_supported": prompts,
        "ui_locales_supported": offered.locales,
        "scopes_supported": offered.scopes,
        "response_types_supported": response_types,
        "response_modes_supported": ResponseMode::NAMES,
        "grant_types_supported": grants,
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": signing,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": signing,
        "introspection_endpoint_auth_methods_supported": confidential,
        "introspection_endpoint_auth_signing_alg_values_supported": signing,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "service_documentation": format!("{issuer}/developers"),
        "protected_resources": [format!("{issuer}/api")],
    });
    if offered.registration {
        document["registration_endpoint"] = format!("{issuer}{}", dynamic::PATH).into();
    }
    if offered.client_documents {
        document["client_id_metadata_document_supported"] = true.into();
    }
    if let Value::Object(document) = &mut document {
        for more in [per_client(), sessions(issuer)] {
            document.extend(more.as_object().cloned().unwrap_or_default());
        }
    }
    document
}

/// How clients learn that a session has ended (the session and logout specifications of OpenID Connect).
fn sessions(issuer: &str) -> Value {
    json!({
        "end_session_endpoint": format!("{issuer}/oauth/logout"),
        "check_session_iframe": format!("{issuer}/oauth/check-session"),
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    })
}

/// What each client may register for itself (OIDC Discovery §3; JARM §4).
fn per_client() -> Value {
    let answers = Algorithm::ALL.map(Algorithm::as_str);
    let encryption = KeyAlgorithm::ALL.map(KeyAlgorithm::as_str);
    let contents = ContentAlgorithm::ALL.map(ContentAlgorithm::as_str);
    let request_objects: Vec<&str> = [request_object::UNSIGNED].into_iter().chain(answers).collect();
    json!({
        "subject_types_supported": ["public", "pairwise"],
        "id_token_signing_alg_values_supported": answers,
        "id_token_encryption_alg_values_supported": encryption,
        "id_token_encryption_enc_values_supported": contents,
        "userinfo_signing_alg_values_supported": answers,
        "userinfo_encryption_alg_values_supported": encryption,
        "userinfo_encryption_enc_values_supported": contents,
        "authorization_signing_alg_values_supported": answers,
        "authorization_encryption_alg_values_supported": encryption,
        "authorization_encryption_enc_values_supported": contents,
        "request_parameter_supported": true,
        "request_uri_parameter_supported": true,
        "require_request_uri_registration": true,
        "request_object_signing_alg_values_supported": request_objects,
        "display_values_supported": ["page", "popup", "touch", "wap"],
    })
}

/// Metadata of an API (RFC 9728 §2).
pub fn protected_resource(issuer: &str, resource: &str, scopes: &[String]) -> Value {
    json!({
        "resource": resource,
        "authorization_servers": [issuer],
        "jwks_uri": format!("{issuer}/oauth/jwks"),
        "scopes_supported": scopes,
        "bearer_methods_supported": ["header"],
        "resource_documentation": format!("{issuer}/developers"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_implicit_grant_is_listed_only_where_it_works() {
        let listed = |implicit| {
            let offered = Offered {
                implicit,
                sign_up: true,
                registration: false,
                client_documents: implicit,
                scopes: vec!["users:read".into()],
                locales: vec!["en".into()],
            };
            authorization_server("https://id.example", &offered).to_string()
        };
        assert!(!listed(false).contains("implicit"));
        assert!(listed(true).contains("implicit"));
    }
}
