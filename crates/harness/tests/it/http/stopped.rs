//! Suspended apps and locked accounts: refused on every path, at once.

use futures_util::future::join_all;
use harness::jwt::Pkce;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;

use super::{broken_link, refused};

on_both_engines!(
    a_suspended_app_is_refused_everywhere,
    nothing_from_before_a_suspension_comes_back,
    a_token_that_was_on_its_way_dies_with_the_suspension,
    a_locked_account_is_refused_everywhere,
    a_pause_ends_again,
);

async fn a_suspended_app_is_refused_everywhere(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let other = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let kept = ada.tokens(&other, "users:read", 2).await;
    let pkce = Pkce::of(3);
    let code = ada.code(&app, "users:read", &pkce).await;
    let waiting = Person::new(&server, "ada");
    let sign_in = waiting.visit(&app.authorize_path("users:read", &pkce)).await.expect(200);
    server.command(&["app", "suspend", &app.id]).await.data();
    for answer in [app.redeem(&code, &pkce).await, app.refresh(&tokens.refresh).await, app.own_token().await]
    {
        refused(&answer, 401, "invalid_client");
    }
    refused(&app.revoke(&tokens.access).await, 401, "invalid_client");
    refused(&app.call("/oauth/introspect", &[("token", &tokens.access)]).await, 401, "invalid_client");
    wait::until_true("its tokens have ended", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    broken_link(&ada.open(&app.authorize_path("users:read", &pkce)).await);
    let entered = [("username", "ada"), ("password", PASSWORD)];
    let answer = waiting.fill(&sign_in, "password", &entered).await;
    let answer = waiting.follow(answer).await;
    assert!(!answer.location().contains("code="), "{}", answer.location());
    other.own_record(&kept.access).await.expect(200);
}

async fn nothing_from_before_a_suspension_comes_back(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let pkce = Pkce::of(2);
    let code = ada.code(&app, "users:read", &pkce).await;
    for command in ["suspend", "resume"] {
        server.command(&["app", command, &app.id]).await.data();
    }
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    refused(&app.redeem(&code, &pkce).await, 400, "invalid_grant");
    for token in [&tokens.refresh, &tokens.access] {
        wait::until_true("it has ended", async || app.introspect(token).await["active"] == false).await;
    }
    // What its member allowed stays allowed, and gives new ones.
    let answer = ada.open(&app.authorize_path("users:read", &pkce)).await;
    let code = answer.location_parameter("code").expect("consent is remembered");
    let fresh = Tokens::of(app.redeem(&code, &pkce).await);
    app.own_record(&fresh.access).await.expect(200);
    app.refresh(&fresh.refresh).await.expect(200);
}

async fn a_token_that_was_on_its_way_dies_with_the_suspension(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let settings = format!("/developers/apps/{}/settings", app.id);
    let page = ada.open(&settings).await.expect(200);
    let pause = format!("{settings}/pause");
    let (answers, paused) =
        tokio::join!(join_all((0..64).map(|_| app.own_token())), ada.press(&page, &pause));
    paused.expect(303);
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/resume")).await.expect(303);
    for answer in answers.into_iter().filter(|answer| answer.status == 200) {
        let token = Tokens::of(answer).access;
        wait::until_true("it has ended", async || app.introspect(&token).await["active"] == false).await;
    }
}

async fn a_pause_ends_again(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let settings = format!("/developers/apps/{}/settings", app.id);
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/pause")).await.expect(303);
    refused(&app.own_token().await, 401, "invalid_client");
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/resume")).await.expect(303);
    app.own_token().await.expect(200);
    // What an operator stopped, its owner cannot start again.
    server.command(&["app", "suspend", &app.id]).await.data();
    let page = ada.open(&settings).await.expect(200);
    assert!(!page.text().contains(&format!("{settings}/resume")), "the owner is offered to resume");
    refused(&app.own_token().await, 401, "invalid_client");
}

async fn a_locked_account_is_refused_everywhere(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let _eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "eve", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let pkce = Pkce::of(2);
    let code = ada.code(&app, "users:read", &pkce).await;
    server.command(&["account", "lock", "ada"]).await.data();
    refused(&app.redeem(&code, &pkce).await, 400, "invalid_grant");
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    wait::until_true("the tokens have ended", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    let answer = ada.open("/account").await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/signin"), "{}", answer.location());
    // Told only after the right password, and not in.
    let stranger = Person::new(&server, "ada");
    let wrong = stranger.try_sign_in("ada", "not the password at all").await;
    assert!(!wrong.text().contains("locked") && wrong.status == 422, "{} {}", wrong.status, wrong.text());
    let right = stranger.try_sign_in("ada", PASSWORD).await;
    assert_ne!(right.status, 303, "a locked account signs in");
    assert_eq!(stranger.open("/account").await.status, 303);
    server.command(&["account", "unlock", "ada"]).await.data();
    stranger.sign_in().await;
    app.own_record(&tokens.access).await.expect(401);
}
