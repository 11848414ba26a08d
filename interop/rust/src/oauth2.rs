//! A walk with the oauth2 crate, which has no discovery: the app fetches the metadata (RFC 8414) itself.

mod walk;

use oauth2::basic::{BasicClient, BasicErrorResponseType, BasicTokenResponse};
use oauth2::reqwest::StatusCode;
use oauth2::reqwest::blocking::Client as Http;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet,
    PkceCodeChallenge, RedirectUrl, RefreshToken, RequestTokenError, RevocationUrl, Scope,
    StandardRevocableToken, TokenResponse, TokenUrl,
};
use serde_json::Value;
use walk::{Outcome, member, parameter, scopes, setting, step};

type Library = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointSet, EndpointSet>;

fn main() -> Outcome<()> {
    let http = walk::http()?;
    let issuer = setting("ISSUER")?;
    let answer = http.get(format!("{issuer}/.well-known/oauth-authorization-server")).send()?;
    let server: Value = serde_json::from_slice(&answer.error_for_status()?.bytes()?)?;
    assert_eq!(server["issuer"], issuer);
    step(&format!("discovery: {issuer}"));

    let secret = Some(setting("CLIENT_SECRET")?);
    for method in [AuthType::BasicAuth, AuthType::RequestBody] {
        let web = library(&server, &setting("CLIENT_ID")?, secret.clone(), &setting("REDIRECT_URI")?)?;
        act_for_itself(&http, &web.set_auth_type(method))?;
    }
    let web = library(&server, &setting("CLIENT_ID")?, secret, &setting("REDIRECT_URI")?)?;
    act_for_member(&http, &web, &issuer)?;
    step("native app, no secret");
    let native = library(&server, &setting("NATIVE_CLIENT_ID")?, None, &setting("NATIVE_REDIRECT_URI")?)?;
    act_for_member(&http, &native, &issuer)
}

fn library(server: &Value, id: &str, secret: Option<String>, redirect_uri: &str) -> Outcome<Library> {
    let endpoint =
        |name: &str| server[name].as_str().map(str::to_owned).ok_or_else(|| format!("{name} is missing"));
    let client = BasicClient::new(ClientId::new(id.to_owned()))
        .set_auth_uri(AuthUrl::new(endpoint("authorization_endpoint")?)?)
        .set_token_uri(TokenUrl::new(endpoint("token_endpoint")?)?)
        .set_revocation_url(RevocationUrl::new(endpoint("revocation_endpoint")?)?)
        .set_redirect_uri(RedirectUrl::new(redirect_uri.to_owned())?);
    Ok(match secret {
        Some(secret) => client.set_client_secret(ClientSecret::new(secret)),
        None => client,
    })
}

fn act_for_itself(http: &Http, library: &Library) -> Outcome<()> {
    let asked = scopes("OWN_SCOPE")?;
    let token = library.exchange_client_credentials().add_scopes(asked.clone()).request(http)?;
    check_token(&token, asked);
    assert!(token.refresh_token().is_none());
    library.revoke_token(StandardRevocableToken::from(token.access_token()))?.request(http)?;
    step(&format!("client credentials with {:?}, and revoke", library.auth_type()));
    Ok(())
}

fn act_for_member(http: &Http, library: &Library, issuer: &str) -> Outcome<()> {
    let asked = scopes("SCOPE")?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state) = library
        .authorize_url(CsrfToken::new_random)
        .add_scopes(asked.clone())
        .set_pkce_challenge(challenge)
        .url();
    let callback = member(&address)?;
    assert_eq!(parameter(&callback, "state")?, *state.secret());
    assert_eq!(parameter(&callback, "iss")?, issuer);
    let code = AuthorizationCode::new(parameter(&callback, "code")?);
    let first = library.exchange_code(code).set_pkce_verifier(verifier).request(http)?;
    check_token(&first, asked.clone());
    step("authorization code with PKCE, state and iss");
    call_self(http, &first, issuer, StatusCode::OK)?;
    step("self call");

    let second = library.exchange_refresh_token(refresh_token(&first)?).request(http)?;
    check_token(&second, asked);
    assert_ne!(refresh_token(&second)?.secret(), refresh_token(&first)?.secret());
    step("refresh, with a new refresh token");
    call_self(http, &second, issuer, StatusCode::OK)?;
    step("self call");

    library.revoke_token(StandardRevocableToken::from(second.access_token()))?.request(http)?;
    call_self(http, &second, issuer, StatusCode::UNAUTHORIZED)?;
    library.revoke_token(StandardRevocableToken::from(refresh_token(&second)?))?.request(http)?;
    match library.exchange_refresh_token(refresh_token(&second)?).request(http) {
        Err(RequestTokenError::ServerResponse(refusal)) => {
            assert_eq!(*refusal.error(), BasicErrorResponseType::InvalidGrant);
        }
        other => return Err(format!("a revoked refresh token earned {other:?}").into()),
    }
    step("revoke: the self call is 401, the refresh token is dead");
    Ok(())
}

/// What RFC 6749 §5.1 asks of a token, and this server promises of it.
fn check_token(token: &BasicTokenResponse, asked: Vec<Scope>) {
    assert_eq!(*token.token_type(), oauth2::basic::BasicTokenType::Bearer);
    assert_eq!(token.expires_in().map(|life| life.as_secs()), Some(3600));
    let sorted = |mut scopes: Vec<Scope>| {
        scopes.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        scopes
    };
    assert_eq!(token.scopes().cloned().map(sorted), Some(sorted(asked)));
}

fn call_self(http: &Http, token: &BasicTokenResponse, issuer: &str, status: StatusCode) -> Outcome<()> {
    let call = http.get(format!("{issuer}/api/users/v1/self")).bearer_auth(token.access_token().secret());
    let answer = call.send()?;
    assert_eq!(answer.status(), status);
    if status == StatusCode::OK {
        let member: Value = serde_json::from_slice(&answer.bytes()?)?;
        assert_eq!(member["username"], setting("USERNAME")?);
    } else {
        let challenge = answer.headers().get("www-authenticate").ok_or("a refusal without a challenge")?;
        assert!(challenge.to_str()?.contains("error=\"invalid_token\""), "{challenge:?}");
    }
    Ok(())
}

fn refresh_token(token: &BasicTokenResponse) -> Outcome<&RefreshToken> {
    token.refresh_token().ok_or_else(|| "there is no refresh token".into())
}
