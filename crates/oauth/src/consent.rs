//! What a member's answer grants.

use crate::Scope;
use crate::authorize::AuthorizationRequest;
use crate::client::Client;
use crate::grant::Consent;
use crate::oidc::{OFFLINE_ACCESS, OPENID};

/// The member allowed the client, but nothing of what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingChosen;

/// Decides what a yes grants: of what is asked for, what the client cannot work without, what the member
/// ticked, and what they allowed before. What nobody asked for never enters.
///
/// # Errors
/// If that is nothing.
pub fn granted(
    request: &AuthorizationRequest,
    client: &Client,
    ticked: &Scope,
    before: Option<&Consent>,
) -> Result<Scope, NothingChosen> {
    let allowed = |name: &str| {
        is_of_the_request(name)
            || client.required_scopes.contains(name)
            || ticked.contains(name)
            || before.is_some_and(|consent| consent.scope.contains(name))
    };
    let granted = request.scope.filter(allowed);
    // Access while the member is away is nothing by itself.
    let something = granted.iter().any(|name| name != OFFLINE_ACCESS);
    if something { Ok(granted) } else { Err(NothingChosen) }
}

/// Whether a scope says what kind of request it is rather than what the client gets: whoever says yes to
/// the request says yes to it.
pub fn is_of_the_request(name: &str) -> bool {
    name == OPENID
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorize::{Server, check};
    use crate::params::Params;
    use crate::scope::Catalogue;
    use crate::testing::{client, scope};

    fn answer(asked: &str, ticked: &str) -> Result<Scope, NothingChosen> {
        let client = Client { pkce_required: false, ..client() };
        let pairs = [("client_id", client.id.as_str()), ("response_type", "code"), ("scope", asked)];
        let catalogue = Catalogue::new(Catalogue::first_start());
        let request = check(
            Some(&client),
            &Params::from_pairs(pairs),
            &Server { issuer: "https://id.example", catalogue: &catalogue, subjects: &[7; 32] },
        );
        granted(&request.expect("a good request"), &client, &scope(ticked), None)
    }

    #[test]
    fn a_yes_grants_what_is_required_and_what_is_ticked() {
        assert_eq!(answer("users:read projects:read", ""), Ok(scope("users:read")));
        assert_eq!(
            answer("users:read projects:read", "projects:read"),
            Ok(scope("users:read projects:read"))
        );
    }

    #[test]
    fn what_nobody_asked_for_never_enters() {
        assert_eq!(answer("users:read", "projects:read bids:write messages:read"), Ok(scope("users:read")));
    }

    #[test]
    fn a_yes_to_nothing_grants_nothing() {
        assert_eq!(answer("projects:read", ""), Err(NothingChosen));
    }
}
