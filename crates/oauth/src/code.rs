//! What an authorization code earns (RFC 6749 §4.1.3, RFC 7636 §4.6, RFC 9700 §2.1.1).

use crate::client::Client;
use crate::error::Error;
use crate::grant::AuthorizationCode;
use crate::{Scope, Timestamp, pkce};

/// What a token request says besides its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeRequest {
    /// The redirect URI, repeated.
    pub redirect_uri: Option<String>,
    /// The PKCE verifier.
    pub code_verifier: Option<String>,
}

/// What a presented code earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// Tokens of this scope, once.
    Issue(Scope),
    /// Nothing, and the tokens already issued for it are revoked.
    Replay,
    /// Nothing.
    Refuse(Error),
}

impl AuthorizationCode {
    /// Decides what this code earns `client` at `now`.
    ///
    /// Ownership, redirect URI and verifier are settled before replay: whoever only saw the code, or took it
    /// without the verifier, must not be able to end its owner's tokens.
    pub fn redeem(&self, client: &Client, request: &CodeRequest, now: Timestamp) -> Redemption {
        let refuse = |description: &'static str| Redemption::Refuse(Error::invalid_grant(description));
        if self.grant.client_id != client.id {
            return refuse("the code was issued to another client");
        }
        match &request.redirect_uri {
            Some(repeated) if *repeated != self.redirect_uri => {
                return refuse("redirect_uri is not the one of the authorization request");
            }
            None if self.redirect_uri_given => return refuse("redirect_uri is missing"),
            _ => {}
        }
        if let Err(error) = pkce::verify(self.code_challenge.as_deref(), request.code_verifier.as_deref()) {
            return Redemption::Refuse(error);
        }
        if self.redeemed_at.is_some() {
            return Redemption::Replay;
        }
        if self.grant.has_ended() {
            return refuse("the authorization was withdrawn");
        }
        if self.expires_at <= now {
            return refuse("the code has expired");
        }
        match self.grant.left_for(client) {
            Some(scope) => Redemption::Issue(scope),
            None => refuse("nothing is left of what was granted"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::grant::Grant;
    use crate::testing::{NOW, client, grant, scope};
    use std::time::Duration;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    fn code() -> AuthorizationCode {
        AuthorizationCode {
            grant: grant(),
            redirect_uri: "https://robot.example/cb".into(),
            redirect_uri_given: true,
            code_challenge: Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".into()),
            nonce: None,
            expires_at: NOW + Duration::from_secs(60),
            redeemed_at: None,
        }
    }

    fn request() -> CodeRequest {
        CodeRequest {
            redirect_uri: Some("https://robot.example/cb".into()),
            code_verifier: Some(VERIFIER.into()),
        }
    }

    fn earned(code: &AuthorizationCode, request: &CodeRequest) -> Redemption {
        code.redeem(&client(), request, NOW)
    }

    fn refusal(earned: Redemption) -> String {
        match earned {
            Redemption::Refuse(error) => error.description.into_owned(),
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn a_fresh_code_earns_tokens() {
        assert_eq!(earned(&code(), &request()), Redemption::Issue(grant().scope));
    }

    #[test]
    fn an_otherwise_valid_second_use_is_a_replay() {
        let spent = AuthorizationCode { redeemed_at: Some(NOW), ..code() };
        assert_eq!(earned(&spent, &request()), Redemption::Replay);
    }

    #[test]
    fn a_stranger_cannot_trigger_the_replay_rule() {
        let spent = AuthorizationCode { redeemed_at: Some(NOW), ..code() };
        let mallory = Client { id: ClientId("mallory".into()), ..client() };
        let other = spent.redeem(&mallory, &request(), NOW);
        assert_eq!(refusal(other), "the code was issued to another client");
        let wrong = CodeRequest { code_verifier: Some("x".repeat(43)), ..request() };
        assert_eq!(refusal(earned(&spent, &wrong)), "code_verifier does not match code_challenge");
        let elsewhere = CodeRequest { redirect_uri: Some("https://robot.example/cb/".into()), ..request() };
        assert!(refusal(earned(&spent, &elsewhere)).contains("redirect_uri"));
    }

    #[test]
    fn a_redirect_uri_that_was_sent_is_repeated() {
        let silent = CodeRequest { redirect_uri: None, ..request() };
        assert_eq!(refusal(earned(&code(), &silent)), "redirect_uri is missing");
        let implied = AuthorizationCode { redirect_uri_given: false, ..code() };
        assert_eq!(earned(&implied, &silent), Redemption::Issue(grant().scope));
    }

    #[test]
    fn a_code_earns_only_what_its_client_may_still_ask_for() {
        let narrowed = Client { scopes: scope("projects:read bids:write"), ..client() };
        assert_eq!(code().redeem(&narrowed, &request(), NOW), Redemption::Issue(scope("projects:read")));
        let emptied = Client { scopes: scope("bids:write"), ..client() };
        assert_eq!(refusal(code().redeem(&emptied, &request(), NOW)), "nothing is left of what was granted");
    }

    #[test]
    fn an_ended_code_earns_nothing() {
        let late = code().redeem(&client(), &request(), NOW + Duration::from_secs(60));
        assert_eq!(refusal(late), "the code has expired");
        let withdrawn = AuthorizationCode { grant: Grant { revoked_at: Some(NOW), ..grant() }, ..code() };
        assert_eq!(refusal(earned(&withdrawn, &request())), "the authorization was withdrawn");
        let stopped =
            |at| AuthorizationCode { grant: Grant { authorized_since: Some(at), ..grant() }, ..code() };
        assert_eq!(refusal(earned(&stopped(NOW), &request())), "the authorization was withdrawn");
        let before = stopped(NOW - Duration::from_micros(1));
        assert_eq!(earned(&before, &request()), Redemption::Issue(grant().scope));
    }
}
