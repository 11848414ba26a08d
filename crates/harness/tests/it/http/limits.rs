//! How many calls of the API an app may make, on one server and on two.

use futures_util::future::join_all;
use harness::api::Caller;
use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

use super::api::problem;

on_both_engines!(every_answer_says_what_is_left, a_member_waits_and_another_goes_on, an_app_waits_with_all);

const SELF: &str = "/api/users/v1/self";
const OLDER_SELF: &str = "/api/users/0.1/self";

async fn server(engine: Engine, member: &str, app: &str) -> Server {
    let quotas = [("THROTTLE__API_MEMBER_PER_MINUTE", member), ("THROTTLE__API_APP_PER_MINUTE", app)];
    Server::start_with(engine, &quotas).await
}

/// A member whom an app acts for, which may read who they are.
async fn caller(server: &Server, name: &str, app: Option<ClientApp>) -> (Caller, ClientApp) {
    let person = Person::member(server, name).await;
    let app = match app {
        Some(app) => app,
        None => ClientApp::register(server, name, "web", &["--scope", "users:read"]).await,
    };
    let token = person.tokens(&app, "users:read", 1).await.access;
    (Caller::new(&server.http(), &token), app)
}

/// What is left of a quota and after how many seconds it is whole again, as the field says.
fn left(answer: &Answer, quota: &str) -> (u64, u64) {
    let field = answer.header("ratelimit");
    let found = field.split(", ").find_map(|item| item.strip_prefix(&format!("\"{quota}\";r=")));
    let (calls, seconds) = found.and_then(|rest| rest.split_once(";t=")).expect(field);
    (calls.parse().expect("a number"), seconds.parse().expect("a number"))
}

/// Calls until there are ten seconds before anything of these quotas is whole again, so that no test spans two minutes.
async fn with_room(caller: &Caller, quotas: &[&str]) -> Answer {
    wait::until("a minute is fresh", async || {
        let answer = caller.get(SELF).await;
        (answer.status == 200 && quotas.iter().all(|quota| left(&answer, quota).1 > 10)).then_some(answer)
    })
    .await
}

async fn every_answer_says_what_is_left(engine: Engine) {
    let server = server(engine, "5000", "9000").await;
    let (ada, _) = caller(&server, "ada", None).await;
    let first = with_room(&ada, &["member", "app"]).await;
    let policy = "\"member\";q=5000;w=60, \"app\";q=9000;w=60";
    assert_eq!(first.header("ratelimit-policy"), policy);
    let second = ada.get("/api/users/v1/users/nobody").await.expect(404);
    assert_eq!(second.header("ratelimit-policy"), policy, "a refusal is a call");
    assert_eq!(left(&second, "member").0 + 1, left(&first, "member").0);
    assert_eq!(left(&second, "app").0 + 1, left(&first, "app").0);
    let older = ada.get(OLDER_SELF).await.expect(200);
    assert_eq!(older.header("ratelimit-limit"), "5000, 5000;window=60");
    assert_eq!(older.header("ratelimit-remaining"), left(&older, "member").0.to_string());
    // Of whom nobody knows who they are, nothing is counted.
    let stranger = server.http().get(SELF).await.expect(401);
    assert_eq!((stranger.header("ratelimit"), stranger.header("ratelimit-limit")), ("", ""));
}

async fn a_member_waits_and_another_goes_on(engine: Engine) {
    let server = server(engine, "5", "1000").await;
    let (ada, app) = caller(&server, "ada", None).await;
    let (bob, _) = caller(&server, "bob", Some(app)).await;
    let first = with_room(&ada, &["member"]).await;
    for _ in 0..left(&first, "member").0 {
        ada.get(SELF).await.expect(200);
    }
    let refused = ada.get(SELF).await;
    let body = problem(&refused, 429);
    assert!(
        body["type"].as_str().is_some_and(|kind| kind.ends_with("/developers/problems/too-many-requests"))
    );
    assert_eq!(body["violated-policies"], serde_json::json!(["member"]));
    let wait: u64 = refused.header("retry-after").parse().expect("seconds");
    assert_eq!((left(&refused, "member"), (1..=60).contains(&wait)), ((0, wait), true));
    let older = ada.get(OLDER_SELF).await.expect(429);
    assert_eq!(older.json()["error_code"], "AuthorisationExceptionCodes.RATE_LIMITED");
    assert_eq!((older.header("ratelimit-remaining"), older.header("retry-after").is_empty()), ("0", false));
    bob.get(SELF).await.expect(200);
    let page = server.http().get("/developers/problems/too-many-requests").await.expect(200);
    assert!(page.text().contains("Retry-After"), "{}", page.text());
}

async fn an_app_waits_with_all(engine: Engine) {
    let server = server(engine, "1000", "6").await;
    let (ada, app) = caller(&server, "ada", None).await;
    let (bob, _) = caller(&server, "bob", Some(app)).await;
    let (eve, _) = caller(&server, "eve", None).await;
    let answers =
        join_all((0..16).map(|number| if number % 2 == 0 { ada.get(SELF) } else { bob.get(SELF) })).await;
    let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 429).collect();
    // Sixteen calls at once may lie in two minutes, never in three.
    assert!((4..=10).contains(&refused.len()), "{} of 16 were refused", refused.len());
    assert_eq!(problem(refused[0], 429)["violated-policies"], serde_json::json!(["app"]));
    eve.get(SELF).await.expect(200);
}

#[tokio::test]
async fn two_servers_on_postgres_keep_a_quota_together() {
    let server = server(Engine::Postgres, "60", "10000").await;
    let other = server.replica().await;
    let (here, _) = caller(&server, "ada", None).await;
    let there = here.trusting(&server, &other);
    let left = left(&with_room(&here, &["member"]).await, "member").0;
    let calls = (0..160).map(|number| if number % 2 == 0 { here.get(SELF) } else { there.get(SELF) });
    let answers = join_all(calls).await;
    let admitted = answers.iter().filter(|answer| answer.status == 200).count() as u64;
    let refused = answers.iter().filter(|answer| answer.status == 429).count() as u64;
    // Up to 64 calls a minute are counted to the call, on however many servers.
    assert_eq!((admitted, refused), (left, 160 - left));
    assert!(here.get(SELF).await.status == 429 && there.get(SELF).await.status == 429);
}
