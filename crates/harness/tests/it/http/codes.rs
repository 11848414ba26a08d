//! Authorization codes: spent once, by their own client, in time.

use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

use super::refused;

on_both_engines!(
    a_replayed_code_ends_its_tokens,
    a_strangers_replay_ends_nothing,
    a_code_is_bound_to_its_redirect_uri,
    a_code_expires,
);

async fn a_replayed_code_ends_its_tokens(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    let rotated = Tokens::of(app.refresh(&tokens.refresh).await);
    let other = ada.tokens(&app, "users:read", 2).await;
    refused(&app.redeem(&code, &pkce).await, 400, "invalid_grant");
    app.own_record(&tokens.access).await.expect(401);
    app.own_record(&rotated.access).await.expect(401);
    refused(&app.refresh(&rotated.refresh).await, 400, "invalid_grant");
    // Only what came of this code has ended.
    app.own_record(&other.access).await.expect(200);
    app.refresh(&other.refresh).await.expect(200);
}

async fn a_strangers_replay_ends_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let mallory = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    refused(&mallory.redeem(&code, &pkce).await, 400, "invalid_grant");
    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    refused(&mallory.redeem(&code, &pkce).await, 400, "invalid_grant");
    refused(&app.redeem(&code, &Pkce::of(2)).await, 400, "invalid_grant");
    let thief = app.with_secret(Some("sec_live_guessed"));
    refused(&thief.redeem(&code, &pkce).await, 401, "invalid_client");
    let elsewhere = app.answered_at("https://evil.example/");
    refused(&elsewhere.redeem(&code, &pkce).await, 400, "invalid_grant");
    app.own_record(&tokens.access).await.expect(200);
    app.refresh(&tokens.refresh).await.expect(200);
}

async fn a_code_is_bound_to_its_redirect_uri(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let second = "https://app.example/second";
    let two = ["--redirect-uri", CALLBACK, "--redirect-uri", second];
    let app = ClientApp::register(&server, "ada", "web", &two).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    for wrong in [Some(second), Some("https://app.example/callback/"), None] {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("code_verifier", pkce.verifier.as_str()),
        ];
        fields.extend(wrong.map(|uri| ("redirect_uri", uri)));
        refused(&app.call("/oauth/token", &fields).await, 400, "invalid_grant");
    }
    app.redeem(&code, &pkce).await.expect(200);
    // With one registered address a request need not name it; then the token request need not either.
    let single = ClientApp::register(&server, "ada", "web", &[]).await;
    let path = single.authorize_path_with(&[
        ("response_type", "code"),
        ("code_challenge", &pkce.challenge),
        ("code_challenge_method", "S256"),
    ]);
    let code = ada.allow(&path).await.location_parameter("code").expect("the address is known");
    let fields = [("grant_type", "authorization_code"), ("code", &code), ("code_verifier", &pkce.verifier)];
    single.call("/oauth/token", &fields).await.expect(200);
}

async fn a_code_expires(engine: Engine) {
    // An opaque token ends to the microsecond; a JWT says whole seconds.
    let short = [("TOKENS__CODE_TTL", "1s"), ("TOKENS__ACCESS_TTL", "1s"), ("TOKENS__FORMAT", "opaque")];
    let server = Server::start_with(engine, &short).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    // A token made after the code, with the same life, tells when the code is over.
    let clock = ada.tokens(&app, "users:read", 2).await;
    wait::until_true("the token expires", async || app.own_record(&clock.access).await.status == 401).await;
    let answer = app.redeem(&code, &pkce).await;
    refused(&answer, 400, "invalid_grant");
    assert_eq!(answer.member("error_description"), "the code has expired");
}
