//! Reviews: each side of finished work writes one, and they add up to reputations.

use harness::api::Caller;
use harness::server::Engine;
use serde_json::{Value, json};

use super::market::{Cast, race, refused};

on_both_engines!(
    each_side_reviews_the_other_once_when_the_work_is_done,
    reviews_add_up_to_a_reputation,
    one_of_64_reviews_of_one_side_is_kept,
);

const REVIEWS: &str = "/api/projects/v1/reviews";

fn of_work(bid: &str, rating: i64) -> Value {
    json!({
        "bid_id": bid,
        "ratings": {
            "quality": rating, "communication": 5, "expertise": 5, "professionalism": 5, "hire_again": rating,
        },
        "on_budget": true,
        "on_time": rating > 3,
        "comment": "Quick, careful and kind.",
    })
}

fn of_owner(bid: &str) -> Value {
    json!({
        "bid_id": bid,
        "ratings": {
            "clarity_spec": 4, "communication": 4, "payment_prom": 5, "professionalism": 4, "work_for_again": 4,
        },
        "comment": "Knew what they wanted and paid at once.",
    })
}

async fn done(owner: &Caller, other: &Caller) -> (String, String) {
    let (project, bid) = owner.hire(other).await;
    owner.act(&format!("/api/projects/v1/projects/{project}/complete")).await.expect(200);
    (project, bid)
}

async fn each_side_reviews_the_other_once_when_the_work_is_done(engine: Engine) {
    let Cast { server: _running, ada, bob, eve, .. } = Cast::enter(engine).await;
    let (project, bid) = ada.hire(&bob).await;
    refused(&ada.post(REVIEWS, &of_work(&bid, 5)).await, 409, "project-state");
    ada.act(&format!("/api/projects/v1/projects/{project}/complete")).await.expect(200);
    refused(&eve.post(REVIEWS, &of_work(&bid, 5)).await, 404, "not-found");
    for wrong in [of_owner(&bid), of_work(&bid, 6), of_work(&bid, 0)] {
        refused(&ada.post(REVIEWS, &wrong).await, 422, "invalid-fields");
    }
    let first = ada.post(REVIEWS, &of_work(&bid, 4)).await.expect(201);
    assert_eq!(first.member("role"), "freelancer");
    refused(&ada.post(REVIEWS, &of_work(&bid, 1)).await, 409, "already-reviewed");
    let second = bob.post(REVIEWS, &of_owner(&bid)).await.expect(201).json();
    assert_eq!((&second["role"], &second["on_time"]), (&json!("employer"), &Value::Null));
    assert_eq!(eve.get(first.header("location")).await.expect(200).json(), first.json());
    let listed = eve.get(&format!("{REVIEWS}?project={project}")).await.expect(200).json();
    assert_eq!(listed["reviews"], json!([second, first.json()]));
    let own = bob.get(REVIEWS).await.expect(200).json();
    assert_eq!(own["reviews"], json!([first.json()]));
}

async fn reviews_add_up_to_a_reputation(engine: Engine) {
    let Cast { server: _running, app, ada, bob, eve } = Cast::enter(engine).await;
    let mut id = String::new();
    for rating in [5, 3] {
        let (_, bid) = done(&ada, &bob).await;
        id = ada.post(REVIEWS, &of_work(&bid, rating)).await.expect(201).member("to_id");
        bob.post(REVIEWS, &of_owner(&bid)).await.expect(201);
    }
    let call =
        app.call("/oauth/token", &[("grant_type", "client_credentials"), ("scope", "users:read")]).await;
    let itself = Caller::new(app.http(), &harness::oauth_client::Tokens::of(call).access);
    let path = format!("/api/users/v1/users/{id}/reputation");
    let said = itself.get(&path).await.expect(200).json();
    assert_eq!(said["freelancer"]["reviews"], 2);
    assert_eq!(said["freelancer"]["overall"], 4.6);
    assert_eq!(said["freelancer"]["ratings"]["quality"], 4.0);
    assert_eq!(
        (&said["freelancer"]["on_budget"], &said["freelancer"]["on_time"]),
        (&json!(1.0), &json!(0.5))
    );
    assert_eq!((&said["employer"]["reviews"], &said["employer"]["overall"]), (&json!(0), &Value::Null));
    let of_skill = async |skill: u32| itself.get(&format!("{path}?skill={skill}")).await.expect(200).json();
    assert_eq!(of_skill(32).await["freelancer"]["reviews"], 2);
    assert_eq!(of_skill(13).await["freelancer"]["reviews"], 0);
    refused(&eve.get(&path).await, 403, "insufficient-scope");
    let nobody = "/api/users/v1/users/0199f7c4-9c00-7000-8000-000000000000/reputation";
    refused(&itself.get(nobody).await, 404, "not-found");
}

async fn one_of_64_reviews_of_one_side_is_kept(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let (_, bid) = done(&ada, &bob).await;
    let answers = race(&server, &ada, async |caller| caller.post(REVIEWS, &of_work(&bid, 5)).await).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        refused(answer, 409, "already-reviewed");
    }
}
