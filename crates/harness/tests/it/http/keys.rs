//! Signing keys: published, rotated without a failed request, revoked with what they signed.

use std::collections::HashSet;

use harness::jwt::Jwt;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

on_both_engines!(
    keys_are_published_before_they_sign,
    rotation_fails_no_request,
    a_revoked_key_ends_its_tokens,
    keys_rotate_by_themselves
);

const ALGORITHMS: [&str; 4] = ["RS256", "ES256", "PS256", "EdDSA"];

async fn jwks(server: &Server) -> serde_json::Value {
    server.http().get("/oauth/jwks").await.expect(200).json()
}

fn kids(jwks: &serde_json::Value) -> HashSet<String> {
    let keys = jwks["keys"].as_array().expect("keys");
    keys.iter().map(|key| key["kid"].as_str().expect("a kid").to_owned()).collect()
}

fn kid(token: &str) -> String {
    Jwt::read(token).expect("a JWT").header["kid"].as_str().expect("a kid").to_owned()
}

async fn keys_are_published_before_they_sign(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let published = jwks(&server).await;
    assert_eq!(kids(&published).len(), 10, "the next keys are there already: {published}");
    for key in published["keys"].as_array().expect("keys") {
        assert!(key.get("d").is_none(), "a private key is published");
        assert!(key["use"] == "sig" && ALGORITHMS.contains(&key["alg"].as_str().expect("alg")), "{key}");
    }
    let token = Tokens::of(app.own_token().await).access;
    let token = Jwt::read(&token).expect("a JWT");
    assert_eq!(token.header["typ"], "at+jwt");
    assert!(token.verifies(&published));
}

async fn rotation_fails_no_request(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let first = Tokens::of(app.own_token().await).access;
    let ahead = jwks(&server).await;
    let mut seen = HashSet::from([kid(&first)]);
    for _ in 0..3 {
        let before = seen.len();
        server.command(&["keys", "rotate"]).await.data();
        wait::until_true("the next key signs", async || {
            let token = Tokens::of(app.own_token().await).access;
            let read = Jwt::read(&token).expect("a JWT");
            assert!(read.verifies(&jwks(&server).await), "the key {} is not published", kid(&token));
            assert_eq!(app.introspect(&token).await["active"], true);
            assert_eq!(app.introspect(&first).await["active"], true);
            seen.insert(kid(&token));
            seen.len() > before
        })
        .await;
        assert_eq!(seen.len(), before + 1, "one key at a time");
    }
    // Whoever read the set before the rotation knows the key that came next; the old one stays published.
    assert_eq!(seen.intersection(&kids(&ahead)).count(), 2);
    assert!(Jwt::read(&first).expect("a JWT").verifies(&jwks(&server).await));
    let listed = server.command(&["keys", "list", "--json"]).await.data();
    assert!(seen.iter().all(|kid| listed.contains(kid)), "{listed}");
}

async fn a_revoked_key_ends_its_tokens(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let old = Tokens::of(app.own_token().await).access;
    assert_ne!(server.command(&["keys", "revoke", &kid(&old)]).await.code, 0, "the signing key must stay");
    server.command(&["keys", "rotate"]).await.data();
    let new = wait::until("the next key signs", async || {
        let token = Tokens::of(app.own_token().await).access;
        (kid(&token) != kid(&old)).then_some(token)
    })
    .await;
    server.command(&["keys", "revoke", &kid(&old)]).await.data();
    wait::until_true("its tokens have ended", async || app.introspect(&old).await["active"] == false).await;
    assert!(!kids(&jwks(&server).await).contains(&kid(&old)));
    assert_eq!(app.introspect(&new).await["active"], true);
}

async fn keys_rotate_by_themselves(engine: Engine) {
    let server = Server::start_with(engine, &[("KEYS__ROTATE_EVERY", "1s")]).await;
    let first = kids(&jwks(&server).await);
    wait::until_true("a key that was not published at first", async || {
        let now = jwks(&server).await;
        !kids(&now).is_subset(&first)
    })
    .await;
    let listed = server.command(&["keys", "list", "--json"]).await.data();
    assert!(listed.contains("retired"), "{listed}");
    assert!(server.log().contains("published ahead sign"), "{}", server.log());
}
