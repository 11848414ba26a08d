//! What a client gets when it acts for itself (RFC 6749 §4.4).

use crate::Scope;
use crate::client::{Client, GrantType};
use crate::error::Error;
use crate::scope::Catalogue;

/// Decides which scope `client` gets for itself: what it asked for, or all it registered.
///
/// # Errors
/// If it is public, may not use the grant, or asks for what it has not registered.
pub fn granted(client: &Client, requested: Option<&Scope>, catalogue: &Catalogue) -> Result<Scope, Error> {
    if client.is_public() || !client.may_use(GrantType::ClientCredentials) {
        return Err(Error::unauthorized_client("this client may not act for itself"));
    }
    let registered = catalogue.known(&client.scopes);
    if registered.is_empty() {
        return Err(Error::invalid_scope("the client has registered no scope to ask for"));
    }
    match requested.filter(|requested| !requested.is_empty()) {
        None => Ok(registered),
        Some(requested) if requested.is_subset(&registered) => Ok(requested.clone()),
        Some(_) => Err(Error::invalid_scope("the client has not registered every scope it asks for")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::AuthMethod;
    use crate::error::ErrorCode;
    use crate::testing::{client, scope};

    fn server() -> Client {
        Client { grants: vec![GrantType::ClientCredentials], ..client() }
    }

    fn ask(client: &Client, text: Option<&str>) -> Result<Scope, ErrorCode> {
        let catalogue = Catalogue::new(Catalogue::first_start());
        granted(client, text.map(scope).as_ref(), &catalogue).map_err(|error| error.code)
    }

    #[test]
    fn a_server_gets_what_it_registered_or_less() {
        assert_eq!(ask(&server(), None), Ok(server().scopes));
        assert_eq!(ask(&server(), Some("projects:read")), Ok(scope("projects:read")));
        assert_eq!(ask(&server(), Some("messages:read")), Err(ErrorCode::InvalidScope));
        assert_eq!(ask(&server(), Some(" ")), Ok(server().scopes));
        let nothing = Client { scopes: Scope::default(), ..server() };
        assert_eq!(ask(&nothing, None), Err(ErrorCode::InvalidScope));
    }

    #[test]
    fn a_public_client_never_acts_for_itself() {
        let public = Client { auth_method: AuthMethod::None, ..server() };
        assert_eq!(ask(&public, None), Err(ErrorCode::UnauthorizedClient));
        assert_eq!(ask(&client(), None), Err(ErrorCode::UnauthorizedClient));
    }
}
