//! Milestones: money is set aside, asked for, released and returned, and the ledger says where it is.

use harness::api::{Caller, milestone};
use harness::http::Answer;
use harness::server::Engine;
use serde_json::{Value, json};

use super::market::{Cast, race, refused};

on_both_engines!(
    money_is_set_aside_asked_for_and_released,
    money_is_released_in_parts_and_the_rest_returned,
    a_request_for_a_milestone_is_accepted_rejected_or_withdrawn,
    nothing_is_agreed_on_where_nobody_works,
    one_of_64_releases_of_a_milestone_is_made,
    one_of_64_answers_to_a_request_makes_the_milestone,
    movements_of_money_are_in_the_audit_record,
);

const MILESTONES: &str = "/api/projects/v1/milestones";
const REQUESTS: &str = "/api/projects/v1/milestone-requests";

async fn balances(caller: &Caller) -> Value {
    caller.get("/api/users/v1/self/balances").await.expect(200).json()["balances"].clone()
}

async fn set_aside(caller: &Caller, bid: &str) -> String {
    caller.post(MILESTONES, &milestone(bid)).await.expect(201).member("id")
}

async fn act(caller: &Caller, id: &str, act: &str) -> Answer {
    caller.act(&format!("{MILESTONES}/{id}/{act}")).await
}

async fn release(caller: &Caller, id: &str, amount: i64) -> Answer {
    caller.post(&format!("{MILESTONES}/{id}/release"), &json!({ "amount": amount })).await
}

async fn money_is_set_aside_asked_for_and_released(engine: Engine) {
    let Cast { server: _running, ada, bob, eve, .. } = Cast::enter(engine).await;
    let (project, bid) = ada.hire(&bob).await;
    let made = ada.post(MILESTONES, &milestone(&bid)).await.expect(201);
    let id = made.member("id");
    assert_eq!(made.header("location"), format!("{MILESTONES}/{id}"));
    let said = made.json();
    assert_eq!(
        (&said["status"], &said["amount"], &said["held"]),
        (&json!("held"), &json!(20_000), &json!(20_000))
    );
    assert_eq!(balances(&ada).await, json!([{ "currency": "EUR", "earned": 0, "put_in": 20_000 }]));
    assert_eq!(balances(&bob).await, json!([]), "what is set aside is nobody's yet");

    refused(&bob.post(MILESTONES, &milestone(&bid)).await, 403, "not-owner");
    refused(&eve.post(MILESTONES, &milestone(&bid)).await, 404, "not-found");
    refused(&eve.get(&format!("{MILESTONES}/{id}")).await, 404, "not-found");
    refused(&eve.act(&format!("{MILESTONES}/{id}/release")).await, 404, "not-found");
    refused(&act(&bob, &id, "release").await, 403, "not-owner");
    refused(&act(&ada, &id, "cancel").await, 403, "not-bidder");
    refused(&act(&ada, &id, "request-release").await, 403, "not-bidder");

    assert_eq!(act(&bob, &id, "request-release").await.expect(200).member("status"), "requested");
    refused(&act(&bob, &id, "request-release").await, 409, "milestone-state");
    let released = act(&ada, &id, "release").await.expect(200).json();
    let facts = (&released["status"], &released["released"], &released["held"]);
    assert_eq!(facts, (&json!("released"), &json!(20_000), &json!(0)));
    for answer in [act(&ada, &id, "release").await, act(&bob, &id, "cancel").await] {
        refused(&answer, 409, "milestone-state");
    }
    assert_eq!(balances(&bob).await, json!([{ "currency": "EUR", "earned": 20_000, "put_in": 0 }]));

    for caller in [&ada, &bob] {
        let listed = caller.get(&format!("{MILESTONES}?project={project}")).await.expect(200).json();
        assert_eq!(listed["milestones"], json!([released.clone()]));
        let own = caller.get(MILESTONES).await.expect(200).json();
        assert_eq!(own, listed);
    }
    assert_eq!(eve.get(&format!("{MILESTONES}?project={project}")).await.json()["milestones"], json!([]));
    let moved = bob.get("/api/users/v1/self/payments").await.expect(200).json();
    assert_eq!(
        (&moved["payments"][0]["movement"], &moved["payments"][0]["amount"]),
        (&json!("release"), &json!(20_000))
    );
}

async fn money_is_released_in_parts_and_the_rest_returned(engine: Engine) {
    let Cast { server: _running, ada, bob, .. } = Cast::enter(engine).await;
    let (project, bid) = ada.hire(&bob).await;
    let id = set_aside(&ada, &bid).await;
    assert_eq!(release(&ada, &id, 15_000).await.expect(200).json()["held"], 5_000);
    refused(&release(&ada, &id, 5_001).await, 409, "more-than-held");
    refused(&release(&ada, &id, 0).await, 409, "more-than-held");
    // What is held is settled after the work has ended, too.
    ada.act(&format!("/api/projects/v1/projects/{project}/complete")).await.expect(200);
    assert_eq!(act(&bob, &id, "cancel").await.expect(200).member("status"), "cancelled");
    assert_eq!(balances(&ada).await, json!([{ "currency": "EUR", "earned": 0, "put_in": 15_000 }]));
    assert_eq!(balances(&bob).await, json!([{ "currency": "EUR", "earned": 15_000, "put_in": 0 }]));
    let path = "/api/users/v1/self/payments?limit=1";
    let first = ada.get(path).await.expect(200);
    let last = ada.get(&format!("{path}&cursor={}", first.member("next"))).await.expect(200).json();
    let amounts = [&first.json()["payments"][0]["amount"], &last["payments"][0]["amount"]].map(Value::as_i64);
    assert_eq!(amounts, [Some(5_000), Some(-20_000)]);
}

async fn a_request_for_a_milestone_is_accepted_rejected_or_withdrawn(engine: Engine) {
    let Cast { server: _running, ada, bob, eve, .. } = Cast::enter(engine).await;
    let (project, bid) = ada.hire(&bob).await;
    refused(&ada.post(REQUESTS, &milestone(&bid)).await, 403, "not-bidder");
    refused(&eve.post(REQUESTS, &milestone(&bid)).await, 404, "not-found");
    let ask = async || bob.post(REQUESTS, &milestone(&bid)).await.expect(201).member("id");
    let settle =
        async |caller: &Caller, id: &str, act: &str| caller.act(&format!("{REQUESTS}/{id}/{act}")).await;
    let (first, second, third) = (ask().await, ask().await, ask().await);
    refused(&settle(&bob, &first, "accept").await, 403, "not-owner");
    refused(&settle(&ada, &first, "withdraw").await, 403, "not-bidder");
    refused(&settle(&eve, &first, "accept").await, 404, "not-found");
    let accepted = settle(&ada, &first, "accept").await.expect(200);
    let made = ada.get(&format!("{MILESTONES}/{}", accepted.member("milestone_id"))).await.expect(200).json();
    assert_eq!((&made["amount"], &made["description"]), (&json!(20_000), &json!("First drafts")));
    assert_eq!(settle(&ada, &second, "reject").await.expect(200).member("status"), "rejected");
    assert_eq!(settle(&bob, &third, "withdraw").await.expect(200).member("status"), "withdrawn");
    for id in [&first, &second, &third] {
        refused(&settle(&ada, id, "accept").await, 409, "milestone-state");
        bob.get(&format!("{REQUESTS}/{id}")).await.expect(200);
        refused(&eve.get(&format!("{REQUESTS}/{id}")).await, 404, "not-found");
    }
    let listed = ada.get(&format!("{REQUESTS}?project={project}")).await.expect(200).json();
    assert_eq!(listed["requests"].as_array().map(Vec::len), Some(3));
    assert_eq!(ada.get(MILESTONES).await.json()["milestones"].as_array().map(Vec::len), Some(1));
    assert_eq!(balances(&ada).await[0]["put_in"], 20_000);
}

async fn nothing_is_agreed_on_where_nobody_works(engine: Engine) {
    let Cast { server: _running, ada, bob, .. } = Cast::enter(engine).await;
    let project = ada.project(&harness::api::project()).await;
    let bid = bob.bid(&project).await.expect(201).member("id");
    refused(&ada.post(MILESTONES, &milestone(&bid)).await, 409, "project-state");
    refused(&bob.post(REQUESTS, &milestone(&bid)).await, 409, "project-state");
    ada.bid_act(&bid, "award").await.expect(200);
    bob.bid_act(&bid, "accept").await.expect(200);
    let mut wrong = milestone(&bid);
    wrong["amount"] = 0.into();
    wrong["reason"] = "gift".into();
    wrong["description"] = "".into();
    let answer = ada.post(MILESTONES, &wrong).await;
    refused(&answer, 422, "invalid-fields");
    let fields: Vec<Value> = answer.json()["errors"].as_array().expect("errors").clone();
    let fields: Vec<_> = fields.iter().filter_map(|fault| fault["field"].as_str()).collect();
    assert_eq!(fields, ["reason", "amount", "description"]);
    let key = [("idempotency-key", "one")];
    let first = ada.call("POST", MILESTONES, &key, Some(&milestone(&bid))).await.expect(201);
    let again = ada.call("POST", MILESTONES, &key, Some(&milestone(&bid))).await.expect(201);
    assert_eq!(first.text(), again.text());
    assert_eq!(balances(&ada).await[0]["put_in"], 20_000, "set aside once");
}

async fn one_of_64_releases_of_a_milestone_is_made(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let (_, bid) = ada.hire(&bob).await;
    let id = set_aside(&ada, &bid).await;
    let answers = race(&server, &ada, async |caller| act(caller, &id, "release").await).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        refused(answer, 409, "milestone-state");
    }
    assert_eq!(balances(&bob).await, json!([{ "currency": "EUR", "earned": 20_000, "put_in": 0 }]));
    // In halves, two of them fit.
    let id = set_aside(&ada, &bid).await;
    let answers = race(&server, &ada, async |caller| release(caller, &id, 10_000).await).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 2);
    assert_eq!(balances(&bob).await[0]["earned"], 40_000);
    assert_eq!(balances(&ada).await[0]["put_in"], 40_000);
}

async fn one_of_64_answers_to_a_request_makes_the_milestone(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let (_, bid) = ada.hire(&bob).await;
    let id = bob.post(REQUESTS, &milestone(&bid)).await.expect(201).member("id");
    let answers =
        race(&server, &ada, async |caller| caller.act(&format!("{REQUESTS}/{id}/accept")).await).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(balances(&ada).await[0]["put_in"], 20_000);
}

async fn movements_of_money_are_in_the_audit_record(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let (_, bid) = ada.hire(&bob).await;
    let id = set_aside(&ada, &bid).await;
    act(&ada, &id, "release").await.expect(200);
    let record = server.export_audit().await;
    for (action, from, to) in [
        ("milestone.create", "funds:", format!("held:{id}")),
        ("milestone.release", "held:", "earned:".into()),
    ] {
        let told =
            record.lines().any(|line| [action, from, &to, "20000"].iter().all(|word| line.contains(*word)));
        assert!(told, "{action} is not recorded");
    }
}
