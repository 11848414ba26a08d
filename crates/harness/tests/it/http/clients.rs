//! How apps prove themselves, and what they get for themselves.

use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};

use super::refused;

on_both_engines!(
    every_method_works_where_it_is_registered,
    a_wrong_proof_is_refused_alike,
    a_public_app_has_no_secret_to_send,
    an_app_acts_for_itself,
    guessing_secrets_is_slowed_and_the_app_goes_on,
);

async fn every_method_works_where_it_is_registered(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    for (method, basic, post) in [
        ("client_secret", true, true),
        ("client_secret_basic", true, false),
        ("client_secret_post", false, true),
    ] {
        let app = ClientApp::register(&server, "ada", "server", &["--auth-method", method]).await;
        let grant = [("grant_type", "client_credentials")];
        let header = [("authorization", app.basic())];
        let header: Vec<_> = header.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let by_header = app.call_bare("/oauth/token", &header, &grant).await;
        let by_body = app.own_token().await;
        for (answer, works) in [(by_header, basic), (by_body, post)] {
            if works {
                answer.expect(200);
            } else {
                refused(&answer, 401, "invalid_client");
            }
        }
        // RFC 6749 §2.3: one method a request.
        let mut both = grant.to_vec();
        both.extend([
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.as_deref().expect("a secret")),
        ]);
        refused(&app.call_bare("/oauth/token", &header, &both).await, 400, "invalid_request");
        let named = [("grant_type", "client_credentials"), ("client_id", "app_live_other")];
        refused(&app.call_bare("/oauth/token", &header, &named).await, 400, "invalid_request");
    }
}

async fn a_wrong_proof_is_refused_alike(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let mut bodies = Vec::new();
    for (id, secret) in [
        (app.id.as_str(), "sec_live_wrong"),
        ("app_live_0000000000000000000000", "sec_live_wrong"),
        ("nobody", app.secret.as_deref().expect("a secret")),
    ] {
        let fields = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let answer = app.call_bare("/oauth/token", &[], &fields).await;
        refused(&answer, 401, "invalid_client");
        bodies.push(answer.text());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    for header in ["Basic", "Basic !!!", "Basic YQ==", "Basic OmE=", "Bearer abc", "Digest x=y", "\u{e9}"] {
        let fields = [("grant_type", "client_credentials")];
        let answer = app.call_bare("/oauth/token", &[("authorization", header)], &fields).await;
        refused(&answer, 401, "invalid_client");
        assert!(answer.header("www-authenticate").starts_with("Basic "), "{header}: {:?}", answer.headers);
    }
    // Nothing is read from the query, and nothing but a form from the body.
    let secret = app.secret.as_deref().expect("a secret");
    let query =
        format!("/oauth/token?grant_type=client_credentials&client_id={}&client_secret={secret}", app.id);
    assert!(app.call_bare(&query, &[], &[]).await.status >= 400);
    let json = format!(
        r#"{{"grant_type":"client_credentials","client_id":"{}","client_secret":"{secret}"}}"#,
        app.id
    );
    let headers = [("content-type", "application/json")];
    let answer = app.http().send("POST", "/oauth/token", &headers, Some(json.into_bytes())).await;
    refused(&answer, 400, "invalid_request");
    assert_eq!(app.http().get("/oauth/token").await.status, 405);
}

async fn a_public_app_has_no_secret_to_send(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "browser", &[]).await;
    assert_eq!(app.secret, None);
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let posing = app.with_secret(Some("sec_live_anything"));
    refused(&posing.redeem(&code, &pkce).await, 401, "invalid_client");
    refused(&app.own_token().await, 400, "unauthorized_client");
    app.redeem(&code, &pkce).await.expect(200);
    // The other way round: a confidential app never goes without.
    let web = ClientApp::register(&server, "ada", "web", &[]).await;
    let code = ada.code(&web, "users:read", &pkce).await;
    let bare = web.with_secret(None);
    refused(&bare.redeem(&code, &pkce).await, 401, "invalid_client");
    web.redeem(&code, &pkce).await.expect(200);
}

async fn an_app_acts_for_itself(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let answer = app.own_token().await;
    assert!(answer.json().get("refresh_token").is_none() && answer.json().get("id_token").is_none());
    let tokens = Tokens::of(answer);
    assert_eq!(tokens.scope, "users:read projects:read");
    let claims = Jwt::read(&tokens.access).expect("a JWT").claims;
    assert_eq!((claims["sub"].as_str(), claims["client_id"].as_str()), (Some(&*app.id), Some(&*app.id)));
    // There is no member behind it.
    assert!(matches!(app.own_record(&tokens.access).await.status, 403 | 404));
    let ask = async |scope: &str| {
        app.call("/oauth/token", &[("grant_type", "client_credentials"), ("scope", scope)]).await
    };
    assert_eq!(Tokens::of(ask("projects:read").await).scope, "projects:read");
    for scope in ["users:write", "no:such", "users:read no:such", "\\"] {
        refused(&ask(scope).await, 400, "invalid_scope");
    }
    for (grant, error) in [
        ("password", "unsupported_grant_type"),
        ("implicit", "unsupported_grant_type"),
        ("", "invalid_request"),
        ("authorization_code", "unauthorized_client"),
        ("refresh_token", "unauthorized_client"),
    ] {
        let fields = [("grant_type", grant), ("code", "c"), ("refresh_token", "r"), ("username", "ada")];
        refused(&app.call("/oauth/token", &fields).await, 400, error);
    }
    let web = ClientApp::register(&server, "ada", "web", &[]).await;
    refused(&web.own_token().await, 400, "unauthorized_client");
    let both = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    both.own_token().await.expect(200);
    ada.tokens(&both, "users:read", 1).await;
    // A server has no browser to be sent back to.
    let path = app.authorize_path_with(&[("response_type", "code"), ("redirect_uri", CALLBACK)]);
    super::broken_link(&ada.open(&path).await);
}

async fn guessing_secrets_is_slowed_and_the_app_goes_on(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let guesser = app.with_secret(Some("sec_live_guess"));
    let mut throttled = 0;
    for _ in 0..12 {
        let answer = guesser.own_token().await;
        if answer.status == 429 {
            throttled += 1;
            let wait: u64 = answer.header("retry-after").parse().expect("seconds");
            assert!(wait >= 1);
        } else {
            refused(&answer, 401, "invalid_client");
        }
        app.own_token().await.expect(200);
    }
    assert!(throttled >= 6, "{throttled} of 12 guesses were slowed");
}
