//! What works once works once, however many ask at the same time.

use std::collections::HashSet;

use futures_util::future::join_all;
use harness::http::Answer;
use harness::jwt::Pkce;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

use super::refused;

on_both_engines!(
    a_code_is_spent_once,
    a_refresh_token_has_one_successor,
    reuse_leaves_no_branch,
    a_form_is_sent_once
);

const RACERS: usize = 64;

/// Spreads racers over the servers there are.
fn spread(apps: &[ClientApp]) -> impl Iterator<Item = &ClientApp> {
    apps.iter().cycle().take(RACERS)
}

fn won(answers: &[Answer]) -> Vec<&Answer> {
    answers.iter().filter(|answer| answer.status == 200).collect()
}

pub(super) async fn race_for_a_code(ada: &Person, apps: &[ClientApp], number: u64) {
    let pkce = Pkce::of(number);
    let code = ada.code(&apps[0], "users:read", &pkce).await;
    let answers = join_all(spread(apps).map(|app| app.redeem(&code, &pkce))).await;
    assert_eq!(won(&answers).len(), 1, "one of {RACERS} spends the code");
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        refused(answer, 400, "invalid_grant");
    }
    // The others were replays: what the winner got has ended (RFC 6749 §4.1.2).
    let tokens = Tokens::of(won(&answers)[0].clone());
    harness::wait::until_true("the winner's tokens have ended everywhere", async || {
        join_all(apps.iter().map(|app| app.own_record(&tokens.access))).await.iter().all(|a| a.status == 401)
    })
    .await;
    refused(&apps[0].refresh(&tokens.refresh).await, 400, "invalid_grant");
}

pub(super) async fn race_for_a_successor(ada: &Person, apps: &[ClientApp], number: u64) {
    let tokens = ada.tokens(&apps[0], "users:read", number).await;
    let answers = join_all(spread(apps).map(|app| app.refresh(&tokens.refresh))).await;
    assert_eq!(won(&answers).len(), RACERS, "each retry within the window is answered");
    let successors: HashSet<String> = answers.iter().map(|answer| answer.member("refresh_token")).collect();
    assert_eq!(successors.len(), 1, "with the same successor");
    let successor = successors.into_iter().next().expect("there is one");
    apps[0].refresh(&successor).await.expect(200);
}

pub(super) async fn race_without_a_window(ada: &Person, apps: &[ClientApp], number: u64) {
    let tokens = ada.tokens(&apps[0], "users:read", number).await;
    let answers = join_all(spread(apps).map(|app| app.refresh(&tokens.refresh))).await;
    // Those that began before the rotation are retries of it; whoever comes later ends the family.
    let successors: HashSet<String> =
        won(&answers).iter().map(|answer| answer.member("refresh_token")).collect();
    assert_eq!(successors.len(), 1, "there is one successor");
    refused(&apps[0].refresh(&tokens.refresh).await, 400, "invalid_grant");
    for successor in &successors {
        refused(&apps[0].refresh(successor).await, 400, "invalid_grant");
    }
}

async fn a_code_is_spent_once(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let apps = [ClientApp::register(&server, "ada", "browser", &[]).await];
    for round in 0..4 {
        race_for_a_code(&ada, &apps, round).await;
    }
}

async fn a_refresh_token_has_one_successor(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let apps = [ClientApp::register(&server, "ada", "web", &[]).await];
    for round in 0..4 {
        race_for_a_successor(&ada, &apps, round).await;
    }
}

async fn reuse_leaves_no_branch(engine: Engine) {
    let server = Server::start_with(engine, &[("TOKENS__REFRESH_RETRY_WINDOW", "0s")]).await;
    let ada = Person::member(&server, "ada").await;
    let apps = [ClientApp::register(&server, "ada", "web", &[]).await];
    for round in 0..4 {
        race_without_a_window(&ada, &apps, round).await;
    }
}

async fn a_form_is_sent_once(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::new(&server, "ada");
    let page = ada.open("/signup").await.expect(200);
    let form = page.form("email");
    let entered = [("email", "ada@example.com"), ("username", "ada"), ("password", PASSWORD)];
    // As many as the pool of password hashes takes without turning anybody away.
    let answers = join_all((0..8).map(|_| ada.send(&page, &form, &entered))).await;
    let done = answers.iter().filter(|answer| answer.status == 303).count();
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(done, 1, "{statuses:?}");
    assert_eq!(opal.outbox("ada@example.com").await.len(), 1, "one mail was written");
}
