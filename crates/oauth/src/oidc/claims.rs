//! Claims: which a scope stands for, which a request names one by one (OIDC Core §5.4, §5.5).

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

use super::OPENID;
use crate::Scope;
use crate::error::Error;

/// The claims that each scope stands for (OIDC Core §5.4).
const BY_SCOPE: &[(&str, &[&str])] = &[
    (
        "profile",
        &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
    ),
    ("email", &["email", "email_verified"]),
    ("address", &["address"]),
    ("phone", &["phone_number", "phone_number_verified"]),
];

/// What ID tokens say of themselves and of the sign-in.
pub const OF_THE_SIGN_IN: [&str; 10] =
    ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid"];

/// Every claim about a member that may be asked for.
pub fn supported() -> impl Iterator<Item = &'static str> {
    BY_SCOPE.iter().flat_map(|(_, names)| names.iter().copied())
}

/// The scope that stands for a claim.
fn scope_of(claim: &str) -> Option<&'static str> {
    BY_SCOPE.iter().find(|(_, names)| names.contains(&claim)).map(|(scope, _)| *scope)
}

/// What a request says of one claim (OIDC Core §5.5.1).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Wish {
    essential: bool,
    value: Option<Value>,
    values: Option<Vec<Value>>,
}

impl Wish {
    /// Whether the request insists on the claim.
    pub fn is_essential(&self) -> bool {
        self.essential
    }

    /// Whether `value` is one that would do.
    pub fn accepts(&self, value: &str) -> bool {
        let same = |wanted: &Value| wanted.as_str() == Some(value);
        self.value.as_ref().is_none_or(same)
            && self.values.as_ref().is_none_or(|values| values.iter().any(same))
    }

    /// Whether it asks for this value by name.
    pub fn names(&self, value: &str) -> bool {
        (self.value.is_some() || self.values.is_some()) && self.accepts(value)
    }
}

/// The `claims` parameter (OIDC Core §5.5). Members that we do not understand are ignored, as it demands.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ClaimsRequest {
    userinfo: BTreeMap<String, Option<Wish>>,
    id_token: BTreeMap<String, Option<Wish>>,
}

impl ClaimsRequest {
    /// Reads the parameter.
    ///
    /// # Errors
    /// If it is not the JSON that it must be.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let malformed = || Error::invalid_request("claims must be the JSON of OIDC Core 5.5");
        let whole: Map<String, Value> = serde_json::from_str(text).map_err(|_| malformed())?;
        // A list could be read as the members of an object in their order; it is none.
        let wished = |wish: &Value| wish.is_object() || wish.is_null();
        let of_objects =
            |target: &Value| target.as_object().is_some_and(|target| target.values().all(wished));
        if !["userinfo", "id_token"].iter().filter_map(|name| whole.get(*name)).all(of_objects) {
            return Err(malformed());
        }
        serde_json::from_value(Value::Object(whole)).map_err(|_| malformed())
    }

    /// The scopes whose claims are named one by one: what a member is asked to allow.
    pub fn scopes(&self) -> Scope {
        let names = self.userinfo.keys().chain(self.id_token.keys());
        let scopes: Vec<&str> = names.filter_map(|name| scope_of(name)).collect();
        Scope::parse(&scopes.join(" ")).unwrap_or_default()
    }

    /// The member that the request insists on, by the `sub` it wants in the ID token.
    pub fn subject(&self) -> Option<&str> {
        self.id_token.get("sub")?.as_ref()?.value.as_ref()?.as_str()
    }

    /// What the request says of how surely the member proves who they are.
    pub fn acr(&self) -> Option<&Wish> {
        self.id_token.get("acr").and_then(Option::as_ref)
    }

    fn asks_in_id_token(&self, claim: &str) -> bool {
        self.id_token.contains_key(claim)
    }
}

/// The claims that userinfo gives under `granted`, of all that is known of the member.
pub fn for_userinfo(known: &Map<String, Value>, granted: &Scope) -> Map<String, Value> {
    pick(known, |claim| is_granted(claim, granted))
}

/// The claims that the ID token holds: those asked for there, one by one, under a scope that was granted.
/// Everything else is userinfo's (OIDC Core §5.4).
pub fn for_id_token(
    known: &Map<String, Value>,
    granted: &Scope,
    request: &ClaimsRequest,
) -> Map<String, Value> {
    pick(known, |claim| is_granted(claim, granted) && request.asks_in_id_token(claim))
}

fn is_granted(claim: &str, granted: &Scope) -> bool {
    granted.contains(OPENID) && scope_of(claim).is_some_and(|scope| granted.contains(scope))
}

fn pick(known: &Map<String, Value>, keep: impl Fn(&str) -> bool) -> Map<String, Value> {
    known.iter().filter(|(name, _)| keep(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::scope;
    use proptest::prelude::*;
    use serde_json::json;

    fn known() -> Map<String, Value> {
        let Value::Object(known) = json!({
            "name": "Ada Osei", "preferred_username": "ada", "email": "ada@example.com",
            "email_verified": true, "phone_number": "+233 20 000 0000",
        }) else {
            unreachable!("the literal is an object")
        };
        known
    }

    fn names(claims: &Map<String, Value>) -> Vec<&str> {
        claims.keys().map(String::as_str).collect()
    }

    #[test]
    fn userinfo_gives_what_the_granted_scopes_stand_for() {
        assert_eq!(names(&for_userinfo(&known(), &scope("openid email"))), ["email", "email_verified"]);
        assert!(for_userinfo(&known(), &scope("openid")).is_empty());
        assert!(for_userinfo(&known(), &scope("email")).is_empty());
    }

    #[test]
    fn the_id_token_holds_only_what_was_asked_for_there() {
        let request =
            ClaimsRequest::parse(r#"{"id_token":{"name":null,"email":{"essential":true}}}"#).unwrap();
        let granted = scope("openid profile");
        assert_eq!(names(&for_id_token(&known(), &granted, &request)), ["name"]);
        assert!(for_id_token(&known(), &granted, &ClaimsRequest::default()).is_empty());
    }

    #[test]
    fn a_claim_asked_for_by_name_needs_its_scope_allowed() {
        let request = ClaimsRequest::parse(r#"{"userinfo":{"phone_number":null},"id_token":{"email":null}}"#);
        assert_eq!(request.unwrap().scopes(), scope("phone email"));
    }

    #[test]
    fn a_list_is_no_object() {
        for text in [
            "[]",
            "[{},{}]",
            r#"{"id_token":[]}"#,
            r#"{"id_token":{"name":[]}}"#,
            r#"{"userinfo":{"name":[true,"x",[]]}}"#,
            r#"{"userinfo":{"name":7}}"#,
            r#"{"userinfo":null}"#,
        ] {
            assert!(ClaimsRequest::parse(text).is_err(), "{text}");
        }
        assert!(ClaimsRequest::parse("{}").is_ok());
    }

    #[test]
    fn what_is_not_understood_is_ignored() {
        let text = r#"{"id_token":{"x":{"essential":true,"y":1}},"verified_claims":[]}"#;
        assert!(ClaimsRequest::parse(text).is_ok());
        assert!(ClaimsRequest::parse("[]x").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text: String) {
            let _ = ClaimsRequest::parse(&text);
        }
    }
}
