//! A walk with the openidconnect crate: discovery, an ID token, userinfo, and an ID token from a refresh.

mod walk;

use oauth2::reqwest::blocking::Client as Http;
use openidconnect::core::{
    CoreClient, CoreIdTokenClaims, CoreResponseType, CoreTokenResponse, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    RedirectUrl, TokenResponse,
};
use walk::{Outcome, member, parameter, scopes, setting, step};

type Metadata = openidconnect::core::CoreProviderMetadata;
type Library = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

fn main() -> Outcome<()> {
    let http = walk::http()?;
    // The crate refuses metadata of another issuer, and fetches the keys with it.
    let server = Metadata::discover(&IssuerUrl::new(setting("ISSUER")?)?, &http)?;
    step(&format!("discovery: {}", server.issuer().as_str()));

    let secret = Some(setting("CLIENT_SECRET")?);
    act_for_member(&http, &library(&server, &setting("CLIENT_ID")?, secret, &setting("REDIRECT_URI")?)?)?;
    step("native app, no secret");
    let native = library(&server, &setting("NATIVE_CLIENT_ID")?, None, &setting("NATIVE_REDIRECT_URI")?)?;
    act_for_member(&http, &native)
}

fn library(server: &Metadata, id: &str, secret: Option<String>, redirect_uri: &str) -> Outcome<Library> {
    let id = ClientId::new(id.to_owned());
    let client = CoreClient::from_provider_metadata(server.clone(), id, secret.map(ClientSecret::new));
    Ok(client.set_redirect_uri(RedirectUrl::new(redirect_uri.to_owned())?))
}

fn act_for_member(http: &Http, library: &Library) -> Outcome<()> {
    let asked = scopes("OPENID_SCOPE")?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
    let (address, state, nonce) = library
        .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
        // The crate asks for openid itself.
        .add_scopes(asked.into_iter().filter(|scope| scope.as_str() != "openid"))
        .set_pkce_challenge(challenge)
        .url();
    let callback = member(&address)?;
    assert_eq!(parameter(&callback, "state")?, *state.secret());
    let code = AuthorizationCode::new(parameter(&callback, "code")?);
    let first = library.exchange_code(code)?.set_pkce_verifier(verifier).request(http)?;
    let claims = verify(library, &first, &nonce)?;
    step("authorization code with PKCE, state and nonce; the ID token is valid");
    let id_token = first.id_token().ok_or("there is no ID token")?;
    assert!(id_token.claims(&library.id_token_verifier(), &Nonce::new_random()).is_err());
    step("an ID token with another nonce is refused");
    userinfo(http, library, &first, &claims)?;

    let refresh_token = first.refresh_token().ok_or("there is no refresh token")?;
    let second = library.exchange_refresh_token(refresh_token)?.request(http)?;
    let again = verify(library, &second, |found: Option<&Nonce>| {
        found.is_none().then_some(()).ok_or_else(|| "a nonce after a refresh".to_owned())
    })?;
    assert_eq!(again.subject(), claims.subject());
    assert_eq!(again.auth_time(), claims.auth_time());
    step("refresh, with an ID token of the same sign-in");
    userinfo(http, library, &second, &again)
}

/// Signature, issuer, audience, time and nonce by the crate, at_hash with its help.
fn verify<N>(library: &Library, token: &CoreTokenResponse, nonce: N) -> Outcome<CoreIdTokenClaims>
where
    N: openidconnect::NonceVerifier,
{
    let id_token = token.id_token().ok_or("there is no ID token")?;
    let verifier = library.id_token_verifier();
    let claims = id_token.claims(&verifier, nonce)?;
    let (algorithm, key) = (id_token.signing_alg()?, id_token.signing_key(&verifier)?);
    let hash = AccessTokenHash::from_token(token.access_token(), algorithm, key)?;
    assert_eq!(claims.access_token_hash(), Some(&hash));
    assert!(claims.auth_time().is_some());
    assert_eq!(claims.auth_context_ref().map(|acr| acr.as_str()), Some("1"));
    let methods: Option<Vec<&str>> =
        claims.auth_method_refs().map(|refs| refs.iter().map(|amr| amr.as_str()).collect());
    assert_eq!(methods.as_deref(), Some(["pwd"].as_slice()));
    Ok(claims.clone())
}

/// The crate compares the subject.
fn userinfo(
    http: &Http,
    library: &Library,
    token: &CoreTokenResponse,
    claims: &CoreIdTokenClaims,
) -> Outcome<()> {
    let expected = Some(claims.subject().clone());
    let told: CoreUserInfoClaims =
        library.user_info(token.access_token().to_owned(), expected)?.request(http)?;
    assert_eq!(told.preferred_username().map(|name| name.to_string()), Some(setting("USERNAME")?));
    assert_eq!(told.email().map(|email| email.to_string()), Some(setting("EMAIL")?));
    assert_eq!(told.email_verified(), Some(true));
    step("userinfo, of the expected subject");
    Ok(())
}
