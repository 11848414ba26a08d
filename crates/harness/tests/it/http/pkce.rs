//! Proof Key for Code Exchange (RFC 7636): when it must come, what it must look like, that it must match.

use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};

use super::{refused, sent_back};

on_both_engines!(
    a_challenge_must_come_and_be_s256,
    a_verifier_must_come_and_match,
    without_a_challenge_no_verifier
);

async fn a_challenge_must_come_and_be_s256(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let challenge = Pkce::of(1).challenge;
    for kind in ["web", "browser", "native"] {
        let app = ClientApp::register(&server, "ada", kind, &[]).await;
        for more in [
            vec![],
            vec![("code_challenge_method", "S256")],
            vec![("code_challenge", challenge.as_str())],
            vec![("code_challenge", challenge.as_str()), ("code_challenge_method", "plain")],
            vec![("code_challenge", challenge.as_str()), ("code_challenge_method", "s256")],
            vec![("code_challenge", challenge.as_str()), ("code_challenge_method", "S512")],
            vec![("code_challenge", &challenge[1..]), ("code_challenge_method", "S256")],
            vec![("code_challenge", "=+/="), ("code_challenge_method", "S256")],
            vec![
                ("code_challenge", &challenge),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
            ],
        ] {
            let mut parameters = vec![("response_type", "code"), ("redirect_uri", CALLBACK)];
            parameters.extend(more.iter().copied());
            let answer = ada.open(&app.authorize_path_with(&parameters)).await;
            sent_back(&answer, "invalid_request");
        }
    }
}

async fn a_verifier_must_come_and_match(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "browser", &[]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let base = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", CALLBACK)];
    let long = "a".repeat(129);
    for verifier in [
        None,
        Some(""),
        Some(Pkce::of(2).verifier.as_str()),
        Some(pkce.challenge.as_str()),
        Some(&pkce.verifier[..42]),
        Some(long.as_str()),
        Some(&format!("{} ", pkce.verifier)),
        Some(&pkce.verifier.replace('-', "+")),
    ] {
        let mut fields = base.to_vec();
        fields.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        refused(&app.call("/oauth/token", &fields).await, 400, "invalid_grant");
    }
    // None of that spent the code.
    app.redeem(&code, &pkce).await.expect(200);
}

async fn without_a_challenge_no_verifier(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--no-pkce"]).await;
    let path = app.authorize_path_with(&[("response_type", "code"), ("redirect_uri", CALLBACK)]);
    let code = ada.allow(&path).await.location_parameter("code").expect("PKCE is not demanded");
    refused(&app.redeem(&code, &Pkce::of(1)).await, 400, "invalid_grant");
    let fields = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", CALLBACK)];
    app.call("/oauth/token", &fields).await.expect(200);
    // One that is given is demanded even where none need be.
    let pkce = Pkce::of(2);
    let code = ada.code(&app, "users:read", &pkce).await;
    let fields = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", CALLBACK)];
    refused(&app.call("/oauth/token", &fields).await, 400, "invalid_grant");
    app.redeem(&code, &pkce).await.expect(200);
}
