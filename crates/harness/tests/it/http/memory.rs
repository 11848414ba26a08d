//! Apps that the server knows by heart: what is changed holds at once or within a second, whoever changed it.

use std::time::Duration;

use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

use super::{broken_link, refused};

on_both_engines!(
    an_app_suspended_by_a_command_gets_no_further_token,
    an_app_suspended_by_a_command_is_refused_without_a_token_request,
    a_secret_stopped_in_the_portal_stops_at_once,
    a_secret_stopped_by_a_command_gets_no_further_token,
    a_redirect_taken_away_is_refused_at_once,
    a_renamed_app_is_served_without_a_failure,
);

/// Has the server know the app by heart.
async fn warm(app: &ClientApp) -> Tokens {
    app.own_token().await.expect(200);
    Tokens::of(app.own_token().await)
}

async fn soon(what: &str, is_so: impl AsyncFnMut() -> bool) {
    // Generous for a slow machine; nobody restarts anything or waits for an expiry meanwhile.
    let becomes_so = wait::until_true(what, is_so);
    tokio::time::timeout(Duration::from_secs(10), becomes_so).await.unwrap_or_else(|_| panic!("{what}"));
}

async fn an_app_suspended_by_a_command_gets_no_further_token(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    warm(&app).await;
    for _ in 0..3 {
        server.command(&["app", "suspend", &app.id]).await.data();
        // No second of grace here: what gives tokens asks the records.
        refused(&app.own_token().await, 401, "invalid_client");
        server.command(&["app", "resume", &app.id]).await.data();
        warm(&app).await;
    }
}

async fn an_app_suspended_by_a_command_is_refused_without_a_token_request(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let tokens = warm(&app).await;
    let authorize = app.authorize_path("users:read", &Pkce::of(1));
    let introspect = async || app.call("/oauth/introspect", &[("token", &tokens.access)]).await;
    introspect().await.expect(200);
    server.command(&["app", "suspend", &app.id]).await.data();
    soon("introspection is refused", async || introspect().await.status == 401).await;
    refused(&introspect().await, 401, "invalid_client");
    refused(&app.revoke(&tokens.access).await, 401, "invalid_client");
    broken_link(&ada.open(&authorize).await);
    server.command(&["app", "resume", &app.id]).await.data();
    // A refusal is never from memory.
    introspect().await.expect(200);
    soon("its token has ended", async || introspect().await.json()["active"] == false).await;
}

async fn a_secret_stopped_in_the_portal_stops_at_once(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let tokens = warm(&app).await;
    let page = ada.open(&format!("/developers/apps/{}/credentials", app.id)).await.expect(200);
    let forms = harness::form::forms(&page.text());
    let stop = forms.iter().find(|form| form.path().ends_with("/stop")).expect("a secret can be stopped");
    ada.send(&page, stop, &[]).await.expect(303);
    refused(&app.call("/oauth/introspect", &[("token", &tokens.access)]).await, 401, "invalid_client");
    refused(&app.own_token().await, 401, "invalid_client");
}

async fn a_secret_stopped_by_a_command_gets_no_further_token(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let old = ClientApp::register(&server, "ada", "server", &[]).await;
    warm(&old).await;
    let known = server.command(&["app", "show", &old.id, "--json"]).await.json();
    let first = known["secrets"][0]["id"].as_str().expect("it has a secret").to_owned();
    let added = server.command(&["app", "secret", "add", &old.id, "--json"]).await.json();
    let new = old.with_secret(added["client_secret"].as_str());
    // A secret that memory does not know is asked of the records.
    new.own_token().await.expect(200);
    warm(&old).await;
    server.command(&["app", "secret", "stop", &old.id, &first]).await.data();
    refused(&old.own_token().await, 401, "invalid_client");
    new.own_token().await.expect(200);
}

async fn a_redirect_taken_away_is_refused_at_once(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let second = "https://app.example/second";
    let both = ["--redirect-uri", CALLBACK, "--redirect-uri", second];
    let app = ClientApp::register(&server, "ada", "web", &both).await;
    let away = app.answered_at(CALLBACK).authorize_path("users:read", &Pkce::of(1));
    ada.visit(&away).await.expect(200);
    ada.visit(&away).await.expect(200);
    let path = format!("/developers/apps/{}/redirects", app.id);
    let page = ada.open(&path).await.expect(200);
    ada.press(&page, &format!("{path}/remove")).await.expect(303);
    broken_link(&ada.open(&away).await);
    ada.visit(&app.answered_at(second).authorize_path("users:read", &Pkce::of(1))).await.expect(200);
}

async fn a_renamed_app_is_served_without_a_failure(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    warm(&app).await;
    for name in ["Invoice Automaton", "Invoice Machine"] {
        let path = format!("/developers/apps/{}/settings", app.id);
        let page = ada.open(&path).await.expect(200);
        let renaming = async { ada.fill(&page, "name", &[("name", name)]).await.expect(303) };
        let calls = futures_util::future::join_all((0..16).map(|_| app.own_token()));
        let (_, answers) = tokio::join!(renaming, calls);
        assert!(answers.iter().all(|answer| answer.status == 200));
    }
}

#[tokio::test]
async fn what_one_server_changes_the_other_follows() {
    let one = Server::start(Engine::Postgres).await;
    let two = one.replica().await;
    let ada = Person::member(&one, "ada").await;
    let app = ClientApp::register(&one, "ada", "server", &[]).await;
    let there = app.at(&two);
    let tokens = warm(&app).await;
    warm(&there).await;
    let introspect = async || there.call("/oauth/introspect", &[("token", &tokens.access)]).await;
    introspect().await.expect(200);
    let settings = format!("/developers/apps/{}/settings", app.id);
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/pause")).await.expect(303);
    refused(&there.own_token().await, 401, "invalid_client");
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/resume")).await.expect(303);
    warm(&there).await;
    introspect().await.expect(200);
    let page = ada.open(&settings).await.expect(200);
    ada.press(&page, &format!("{settings}/pause")).await.expect(303);
    soon("the other server refuses to introspect", async || introspect().await.status == 401).await;
}
