//! What only PostgreSQL offers: two servers on one database, which are one service.

use std::time::Duration;

use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::{postgres, wait};

use super::commands::one_line;
use super::races::{race_for_a_code, race_for_a_successor, race_without_a_window};

/// How often each race is run.
const ROUNDS: u64 = 4;

async fn two() -> (Server, Server) {
    let mut one = Server::start(Engine::Postgres).await;
    let two = one.replica().await;
    one.trust(&two);
    (one, two)
}

#[tokio::test]
async fn a_flow_begins_on_one_server_and_ends_on_the_other() {
    let (one, two) = two().await;
    let ada = Person::member(&one, "ada").await;
    let app = ClientApp::register(&one, "ada", "web", &[]).await;
    let there = ada.at(&two);
    there.open("/account").await.expect(200);
    let pkce = Pkce::of(1);
    let page = ada.visit(&app.authorize_path("users:read", &pkce)).await.expect(200);
    // The consent page was shown by one server; the other takes its form.
    let entered = [("scope", "users:read"), ("decision", "allow")];
    let answer = there.fill(&page, "decision", &entered).await;
    let answer = there.follow(answer).await;
    let code = answer.location_parameter("code").expect("a code");
    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    app.at(&two).own_record(&tokens.access).await.expect(200);
    let fresh = Tokens::of(app.at(&two).refresh(&tokens.refresh).await);
    let again = Tokens::of(app.refresh(&tokens.refresh).await);
    assert_eq!(fresh.refresh, again.refresh, "both servers derive the same successor");
    let sets = [one.http(), two.http()].map(|http| async move { http.get("/oauth/jwks").await.json() });
    for set in futures_util::future::join_all(sets).await {
        assert!(Jwt::read(&fresh.access).expect("a JWT").verifies(&set));
    }
}

/// Requirement: what a member takes back ends within a second, on every server. The deadline counts requests of
/// the other server rather than time, and is generous; what matters is that nobody has to restart or wait for
/// an expiry.
#[tokio::test]
async fn what_is_ended_on_one_server_is_ended_on_the_other() {
    let (one, two) = two().await;
    let ada = Person::member(&one, "ada").await;
    let app = ClientApp::register(&one, "ada", "web", &[]).await;
    let there = app.at(&two);
    let ends = async |tokens: &Tokens, what: &str| {
        let ended = wait::until_true(what, async || there.own_record(&tokens.access).await.status == 401);
        tokio::time::timeout(Duration::from_secs(10), ended).await.expect("it ends soon");
        assert_eq!(there.introspect(&tokens.access).await["active"], false, "{what}");
    };
    let tokens = ada.tokens(&app, "users:read projects:read", 1).await;
    there.own_record(&tokens.access).await.expect(200);
    let own = format!("/account/apps/{}", app.id);
    let page = ada.open(&own).await.expect(200);
    ada.fill(&page, "scope", &[("scope", "projects:read")]).await.expect(303);
    ends(&tokens, "a narrowed consent reaches the other server").await;

    let tokens = ada.tokens(&app, "users:read", 2).await;
    there.own_record(&tokens.access).await.expect(200);
    let page = ada.open(&own).await.expect(200);
    ada.press(&page, &format!("{own}/remove")).await.expect(303);
    ends(&tokens, "a removed consent reaches the other server").await;

    let tokens = ada.tokens(&app, "users:read", 3).await;
    there.own_record(&tokens.access).await.expect(200);
    app.revoke(&tokens.access).await.expect(200);
    ends(&tokens, "a revoked token is refused by the other server").await;

    let tokens = ada.tokens(&app, "users:read", 4).await;
    there.own_record(&tokens.access).await.expect(200);
    one.command(&["app", "suspend", &app.id]).await.data();
    wait::until_true("a suspended app ends on both", async || {
        app.own_record(&tokens.access).await.status == 401
            && there.own_record(&tokens.access).await.status == 401
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_killed_costs_only_itself() {
    let (mut one, two) = two().await;
    let ada = Person::member(&two, "ada").await;
    let app = ClientApp::register(&two, "ada", "web", &[]).await.at(&two);
    let tokens = ada.tokens(&app, "users:read", 1).await;
    one.kill().await;
    app.own_record(&tokens.access).await.expect(200);
    app.refresh(&tokens.refresh).await.expect(200);
    one.run().await;
    app.at(&one).own_record(&tokens.access).await.expect(200);
}

async fn racers(variables: &[(&str, &str)]) -> (Server, Server, Person, [ClientApp; 2]) {
    let one = Server::start_with(Engine::Postgres, variables).await;
    let two = one.replica().await;
    let ada = Person::member(&one, "ada").await;
    let app = ClientApp::register(&one, "ada", "browser", &[]).await;
    let apps = [app.clone(), app.at(&two)];
    (one, two, ada, apps)
}

#[tokio::test]
async fn a_code_is_spent_once_across_two_servers() {
    let (_one, _two, ada, apps) = racers(&[]).await;
    for round in 0..ROUNDS {
        race_for_a_code(&ada, &apps, round).await;
    }
}

#[tokio::test]
async fn a_refresh_token_has_one_successor_across_two_servers() {
    let (_one, _two, ada, apps) = racers(&[]).await;
    for round in 0..ROUNDS {
        race_for_a_successor(&ada, &apps, round).await;
    }
}

#[tokio::test]
async fn reuse_leaves_no_branch_across_two_servers() {
    let (_one, _two, ada, apps) = racers(&[("TOKENS__REFRESH_RETRY_WINDOW", "0s")]).await;
    for round in 0..ROUNDS {
        race_without_a_window(&ada, &apps, round).await;
    }
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    let mut server = Server::start(Engine::Postgres).await;
    let url = server.database().expect("it is a PostgreSQL").url().to_owned();
    server.kill().await;
    let sql = "INSERT INTO schema_versions (version) VALUES (1000)";
    postgres::connect(&url).await.batch_execute(sql).await.expect("the table is there");
    for command in ["serve", "migrate", "keys rotate"] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let ran = server.command(&arguments).await;
        one_line(&ran, "newer");
        assert_eq!(ran.code, 7, "{command}");
    }
}

#[tokio::test]
async fn a_database_that_goes_away_and_comes_back_grants_nothing_meanwhile() {
    let server = Server::start(Engine::Postgres).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let database = server.database().expect("it is a PostgreSQL");
    database.admit(false).await;
    wait::until_true("the server is not ready", async || server.http().get("/readyz").await.status == 503)
        .await;
    server.http().get("/healthz").await.expect(200);
    for answer in
        [app.own_token().await, app.refresh(&tokens.refresh).await, app.revoke(&tokens.access).await]
    {
        assert_eq!((answer.status, answer.member("error").as_str()), (503, "temporarily_unavailable"));
        assert!(!answer.header("retry-after").is_empty());
    }
    let page = ada.open("/account").await;
    assert_eq!(page.status, 503, "{}", page.text());
    assert!(page.header("content-type").starts_with("text/html"));
    assert!(matches!(app.own_record(&tokens.access).await.status, 503));
    database.admit(true).await;
    wait::until_true("the server is ready again", async || server.http().get("/readyz").await.status == 200)
        .await;
    // Nothing of what was refused has happened.
    wait::until_true("the token works again", async || app.own_record(&tokens.access).await.status == 200)
        .await;
    app.refresh(&tokens.refresh).await.expect(200);
}
