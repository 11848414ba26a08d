//! The main path, from signing up to a call with a revoked token.

use harness::form::words_from;
use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::{http, mail};
use serde_json::json;

on_both_engines!(from_sign_up_to_a_revoked_token);

async fn from_sign_up_to_a_revoked_token(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = sign_up(&server, &operator).await;
    let app = register_app(&server, &ada).await;

    let pkce = Pkce::of(1);
    let answer = ada.allow(&app.authorize_path("users:read", &pkce)).await;
    assert_eq!(answer.location_parameter("state").as_deref(), Some("the state & more"));
    assert_eq!(answer.location_parameter("iss").as_deref(), Some(server.public_url()));
    let code = http::parameter(answer.location(), "code").expect("the app gets a code");

    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    assert_eq!(tokens.scope, "users:read");
    let record = app.own_record(&tokens.access).await.expect(200).json();
    assert_eq!(record["username"], "ada");

    let fresh = Tokens::of(app.refresh(&tokens.refresh).await);
    assert_ne!(fresh.refresh, tokens.refresh);
    let facts = app.introspect(&fresh.access).await;
    assert_eq!((&facts["active"], &facts["username"]), (&json!(true), &json!("ada")));

    app.revoke(&fresh.refresh).await.expect(200);
    app.own_record(&fresh.access).await.expect(401);
    assert_eq!(app.introspect(&fresh.access).await, json!({ "active": false }));
    super::refused(&app.refresh(&fresh.refresh).await, 400, "invalid_grant");
}

async fn sign_up(server: &Server, operator: &Person) -> Person {
    let ada = Person::new(server, "ada");
    let page = ada.open("/signup").await.expect(200);
    let entered = [("email", "ada@example.com"), ("username", "ada"), ("password", PASSWORD)];
    let answer = ada.fill(&page, "email", &entered).await.expect(303);
    let page = ada.follow(answer).await.expect(200);
    let texts = operator.outbox("ada@example.com").await;
    assert_eq!(texts.len(), 1, "one mail was written");
    let code = mail::code(&texts[0][texts[0].find("<pre").unwrap_or(0)..]);
    let spaced = format!(" {}-{} ", &code[..3], &code[3..]);
    ada.fill(&page, "code", &[("code", &spaced)]).await.expect(303);
    ada.sign_in().await;
    ada
}

async fn register_app(server: &Server, ada: &Person) -> ClientApp {
    let page = ada.open("/developers/apps/new").await.expect(200);
    let entered = [
        ("kind", "web"),
        ("name", "Invoice Robot"),
        ("homepage", "https://app.example"),
        ("redirect_uris", CALLBACK),
        ("description", "Writes invoices."),
        ("scopes", "users:read"),
        ("scopes", "projects:read"),
    ];
    let answer = ada.fill(&page, "homepage", &entered).await;
    let shown = ada.follow(answer).await.expect(200);
    let text = shown.text();
    let secret = words_from(&text, "sec_").into_iter().next().expect("the secret is shown");
    let id = words_from(&text, "app_").into_iter().next().expect("the id is shown");
    let again = ada.visit(&shown.path).await.text();
    assert!(!again.contains(&secret), "the secret is shown once");
    ClientApp::known(server, &json!({ "client_id": id, "client_secret": secret }), CALLBACK)
}
