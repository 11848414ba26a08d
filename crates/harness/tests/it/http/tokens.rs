//! Introspection (RFC 7662), revocation (RFC 7009), and what a token is good for.

use harness::jwt::Jwt;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;
use serde_json::json;

use super::refused;

on_both_engines!(
    introspection_tells_its_owner_everything_and_others_nothing,
    revocation_ends_what_it_names,
    a_member_is_named_only_to_whom_they_told_it,
    a_bent_token_opens_nothing,
    opaque_tokens_work_like_signed_ones,
    a_token_expires,
);

async fn introspection_tells_its_owner_everything_and_others_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let other = ClientApp::register(&server, "ada", "web", &[]).await;
    let platform = ClientApp::register(&server, "ada", "server", &["--first-party"]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let facts = app.introspect(&tokens.access).await;
    for (name, value) in [
        ("active", json!(true)),
        ("client_id", json!(app.id)),
        ("scope", json!("users:read")),
        ("token_type", json!("Bearer")),
        ("iss", json!(server.public_url())),
        ("aud", json!(format!("{}/api", server.public_url()))),
        ("username", json!("ada")),
    ] {
        assert_eq!(facts[name], value, "{name} of {facts}");
    }
    let lived = facts["exp"].as_i64().expect("an instant") - facts["iat"].as_i64().expect("an instant");
    assert_eq!(lived, 3_600);
    let claims = Jwt::read(&tokens.access).expect("a JWT").claims;
    assert_eq!((&facts["sub"], &facts["jti"]), (&claims["sub"], &claims["jti"]));
    assert_eq!(app.introspect(&tokens.refresh).await["active"], true);
    assert_eq!(platform.introspect(&tokens.access).await["active"], true);

    let nothing = json!({ "active": false });
    for token in [tokens.access.as_str(), tokens.refresh.as_str()] {
        assert_eq!(other.introspect(token).await, nothing);
    }
    assert_eq!(platform.introspect(&tokens.refresh).await, nothing);
    for token in ["nonsense", "rt_nonsense", "a.b.c", &tokens.access[1..]] {
        assert_eq!(app.introspect(token).await, nothing, "{token}");
    }
    let public = ClientApp::register(&server, "ada", "browser", &[]).await;
    let own = ada.tokens(&public, "users:read", 2).await;
    refused(&public.call("/oauth/introspect", &[("token", &own.access)]).await, 401, "invalid_client");
    refused(&app.call_bare("/oauth/introspect", &[], &[("token", &own.access)]).await, 401, "invalid_client");
    refused(&app.call("/oauth/introspect", &[]).await, 400, "invalid_request");
    let rotated = Tokens::of(app.refresh(&tokens.refresh).await);
    assert_eq!(app.introspect(&tokens.refresh).await, nothing, "a replaced token is not active");
    assert_eq!(app.introspect(&rotated.refresh).await["active"], true);
}

async fn a_member_is_named_only_to_whom_they_told_it(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let platform = ClientApp::register(&server, "ada", "server", &["--first-party"]).await;
    let tokens = ada.tokens(&app, "projects:read", 1).await;
    let facts = app.introspect(&tokens.access).await;
    assert_eq!((&facts["active"], &facts["username"]), (&json!(true), &json!(null)), "{facts}");
    assert_eq!(platform.introspect(&tokens.access).await["username"], "ada");
}

async fn revocation_ends_what_it_names(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for kind in ["web", "browser"] {
        let app = ClientApp::register(&server, "ada", kind, &[]).await;
        let tokens = ada.tokens(&app, "users:read", 1).await;
        let other = ada.tokens(&app, "users:read", 2).await;
        // An access token alone: the authorization goes on.
        app.revoke(&tokens.access).await.expect(200);
        app.own_record(&tokens.access).await.expect(401);
        let fresh = Tokens::of(app.refresh(&tokens.refresh).await);
        app.own_record(&fresh.access).await.expect(200);
        // RFC 7009 §2.1: with the refresh token goes the authorization, also if the token named is replaced.
        app.revoke(&tokens.refresh).await.expect(200);
        app.own_record(&fresh.access).await.expect(401);
        refused(&app.refresh(&fresh.refresh).await, 400, "invalid_grant");
        app.own_record(&other.access).await.expect(200);
        // Twice, unknown and mistaken ones are answered alike.
        for token in [tokens.refresh.as_str(), "rt_unknown", "nonsense", tokens.access.as_str()] {
            let answer = app.revoke(token).await.expect(200);
            assert_eq!(answer.text(), "{}");
        }
        refused(&app.call("/oauth/revoke", &[]).await, 400, "invalid_request");
        let hinted = [("token", other.refresh.as_str()), ("token_type_hint", "access_token")];
        app.call("/oauth/revoke", &hinted).await.expect(200);
        app.own_record(&other.access).await.expect(401);
    }
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let wrong = app.with_secret(Some("sec_live_wrong"));
    refused(&wrong.revoke("rt_unknown").await, 401, "invalid_client");
}

async fn a_bent_token_opens_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let parts: Vec<&str> = tokens.access.split('.').collect();
    let encode = |value: serde_json::Value| {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string())
    };
    let header = Jwt::read(&tokens.access).expect("a JWT").header;
    let with = |name: &str, value: serde_json::Value| {
        let mut header = header.clone();
        header[name] = value;
        format!("{}.{}.{}", encode(header), parts[1], parts[2])
    };
    let mut claims = Jwt::read(&tokens.access).expect("a JWT").claims;
    claims["scope"] = json!("users:read users:write");
    for bent in [
        with("alg", json!("none")),
        with("alg", json!("HS256")),
        with("typ", json!("JWT")),
        with("kid", json!("unknown")),
        with("crit", json!(["exp"])),
        with("jwk", json!({ "kty": "EC" })),
        format!("{}.{}.{}", parts[0], encode(claims), parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.{}A", parts[0], parts[1], parts[2]),
        format!("{}.{}.{}", parts[0], parts[1], &parts[2][1..]),
        tokens.refresh.clone(),
        app.secret.clone().expect("a secret"),
    ] {
        let answer = app.own_record(&bent).await.expect(401);
        assert!(answer.header("www-authenticate").contains("error=\"invalid_token\""), "{bent}");
        assert_eq!(app.introspect(&bent).await["active"], bent == tokens.refresh, "{bent}");
    }
    app.own_record(&tokens.access).await.expect(200);
}

async fn opaque_tokens_work_like_signed_ones(engine: Engine) {
    let server = Server::start_with(engine, &[("TOKENS__FORMAT", "opaque")]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    assert!(tokens.access.starts_with("at_"), "{}", tokens.access);
    app.own_record(&tokens.access).await.expect(200);
    assert_eq!(app.introspect(&tokens.access).await["username"], "ada");
    app.revoke(&tokens.access).await.expect(200);
    app.own_record(&tokens.access).await.expect(401);
    let fresh = Tokens::of(app.refresh(&tokens.refresh).await);
    app.own_record(&fresh.access).await.expect(200);
    app.revoke(&fresh.refresh).await.expect(200);
    app.own_record(&fresh.access).await.expect(401);
}

async fn a_token_expires(engine: Engine) {
    let server = Server::start_with(engine, &[("TOKENS__ACCESS_TTL", "1s")]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    wait::until_true("the token expires", async || app.own_record(&tokens.access).await.status == 401).await;
    assert_eq!(app.introspect(&tokens.access).await, json!({ "active": false }));
    app.refresh(&tokens.refresh).await.expect(200);
}
