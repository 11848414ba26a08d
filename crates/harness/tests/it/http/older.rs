//! The face for older clients: their headers, their lists, their envelope.

use harness::api::{Caller, MARKET_SCOPES, project};
use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(
    a_story_in_the_older_manner,
    answers_are_what_older_parsers_take,
    tokens_come_in_either_header,
    lists_are_named_with_brackets,
);

async fn cast(engine: Engine) -> (Server, ClientApp, [Caller; 2], String) {
    let server = Server::start(engine).await;
    let people = [Person::member(&server, "ada").await, Person::member(&server, "bob").await];
    let mut options = vec!["--scope", "users:read", "--scope", "fln:user_information"];
    options.extend(MARKET_SCOPES.split(' ').flat_map(|scope| ["--scope", scope]));
    let app = ClientApp::register(&server, "ada", "web", &options).await;
    let scopes = format!("users:read {MARKET_SCOPES}");
    let [ada, bob] = &people;
    let first = ada.tokens(&app, &scopes, 1).await.access;
    let second = bob.tokens(&app, &scopes, 2).await.access;
    let http = server.http();
    let callers = [Caller::new(&http, &first), Caller::new(&http, &second)];
    (server, app, callers, first)
}

#[track_caller]
fn success(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    let body = answer.json();
    assert_eq!(body["status"], "success");
    assert_eq!(body["request_id"].as_str().map(str::len), Some(32));
    body["result"].clone()
}

#[track_caller]
fn error(answer: &Answer, status: u16, code: &str) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    let body = answer.json();
    assert_eq!((&body["status"], &body["error_code"]), (&json!("error"), &json!(code)));
    assert!(body["message"].is_string() && body["request_id"].is_string(), "{body}");
    body
}

fn older_project() -> Value {
    json!({
        "title": "A logo for a bakery",
        "description": "We bake bread in the old town and need a logo for bags.",
        "currency": { "id": 8 },
        "budget": { "minimum": 250, "maximum": 750.5 },
        "jobs": [{ "id": 32 }],
    })
}

async fn a_story_in_the_older_manner(engine: Engine) {
    let (_running, _, [ada, bob], _) = cast(engine).await;
    let made = success(&ada.post("/api/projects/0.1/projects/", &older_project()).await);
    let id = made["id"].as_i64().expect("a number");
    assert_eq!(made["budget"], json!({ "minimum": 250.0, "maximum": 750.5 }));
    assert_eq!(made["seo_url"], format!("a-logo-for-a-bakery-{id}"));
    // One record, two faces.
    let ours = ada.get(&format!("/api/projects/v1/projects/{id}")).await.expect(200).json();
    assert_eq!(ours["budget"], json!({ "currency": "EUR", "minimum": 25_000, "maximum": 75_050 }));
    let me = success(&bob.get("/api/users/0.1/self/?country_details=True&compact=True").await);
    assert_eq!((&me["username"], &me["email"]), (&json!("bob"), &json!("bob@example.com")));
    let mut bid = json!({
        "project_id": id, "bidder_id": me["id"], "description": "Gladly.",
        "amount": 500.25, "period": 7, "milestone_percentage": 50,
    });
    bid["bidder_id"] = 7.into();
    error(&bob.post("/api/projects/0.1/bids/", &bid).await, 422, "RestExceptionCodes.BAD_FORM");
    bid["bidder_id"] = me["id"].clone();
    let placed = success(&bob.post("/api/projects/0.1/bids/", &bid).await);
    assert_eq!((&placed["amount"], &placed["bidder_id"]), (&json!(500.25), &me["id"]));
    error(
        &bob.post("/api/projects/0.1/bids", &bid).await,
        409,
        "ProjectExceptionCodes.ALREADY_BID_ON_PROJECT",
    );
    let number = &placed["id"];
    let act = async |caller: &Caller, action: &str| {
        let path = format!("/api/projects/0.1/bids/{number}/?action={action}");
        let form = [("content-type", "application/x-www-form-urlencoded")];
        caller.call("PUT", &path, &form, None).await
    };
    success(&act(&bob, "highlight").await);
    let awarded = success(&act(&ada, "award").await);
    assert_eq!((&awarded["award_status"], &awarded["highlighted"]), (&json!("pending"), &json!(true)));
    success(&act(&ada, "revoke").await);
    success(&act(&ada, "award").await);
    assert_eq!(success(&act(&bob, "accept").await)["award_status"], "awarded");
    error(&act(&bob, "retract").await, 409, "ProjectExceptionCodes.STATE_CONFLICT");
    error(&act(&bob, "sing").await, 400, "RestExceptionCodes.BAD_FORM");
    let seen = success(&bob.get(&format!("/api/projects/0.1/projects/{id}?full_description=True")).await);
    assert_eq!(seen["frontend_project_status"], "work_in_progress");
    assert!(seen["description"].is_string());
    let hourly = json!({
        "title": "Keep our servers patched", "description": "Eleven machines, Debian, a few hours a week.",
        "currency": { "id": 1 }, "budget": { "minimum": 20, "maximum": 40 }, "jobs": [{ "id": 44 }],
        "type": "HOURLY",
        "hourly_project_info": { "commitment": { "hours": 40, "interval": "WEEK" } },
    });
    let hourly = success(&ada.post("/api/projects/0.1/projects/", &hourly).await);
    assert_eq!(hourly["hourly_project_info"]["commitment"], json!({ "hours": 40, "interval": "week" }));
    let path = format!("/api/projects/0.1/projects/{}", hourly["id"]);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let closed = ada.call("PUT", &format!("{path}?action=close"), &form, None).await;
    assert_eq!(success(&closed)["frontend_project_status"], "closed");
}

async fn answers_are_what_older_parsers_take(engine: Engine) {
    let (server, app, [ada, bob], _) = cast(engine).await;
    error(&ada.get("/api/projects/0.1/nothing/").await, 404, "RestExceptionCodes.NOT_FOUND");
    error(&ada.act("/api/projects/0.1/jobs/").await, 405, "RestExceptionCodes.NOT_FOUND");
    error(&ada.get("/api/projects/0.1/projects/1234567/").await, 404, "RestExceptionCodes.NOT_FOUND");
    let bare = server.http().get("/api/users/0.1/self").await;
    error(&bare, 401, "RestExceptionCodes.NOT_AUTHENTICATED");
    assert!(bare.header("www-authenticate").starts_with("Bearer "));
    let dead = server.http().get_as("/api/users/0.1/self", "x").await;
    let said = error(&dead, 401, "RestExceptionCodes.NOT_AUTHENTICATED");
    assert_eq!(said["error"], "invalid_token", "both readers find what they look for");
    let mut local = older_project();
    local["local"] = true.into();
    error(&ada.post("/api/projects/0.1/projects/", &local).await, 422, "RestExceptionCodes.BAD_FORM");
    let ours = ada.project(&project()).await;
    let bids = success(&bob.get(&format!("/api/projects/0.1/projects/{ours}/bids")).await);
    assert_eq!(bids["bids"], json!([]));
    let person = Person::member(&server, "eve").await;
    let narrow = person.tokens(&app, "projects:read", 9).await.access;
    let answer = server.http().get_as("/api/users/0.1/self", &narrow).await;
    error(&answer, 403, "RestExceptionCodes.FORBIDDEN");
}

async fn tokens_come_in_either_header(engine: Engine) {
    let (server, _, _, token) = cast(engine).await;
    let (http, path) = (server.http(), "/api/users/0.1/self/");
    let bearer = format!("Bearer {token}");
    success(&http.get_with(path, &[("freelancer-oauth-v1", &token)]).await);
    success(&http.get_with(path, &[("freelancer-oauth-v1", &token), ("authorization", &bearer)]).await);
    let other = http.get_with(path, &[("freelancer-oauth-v1", "x"), ("authorization", &bearer)]).await;
    error(&other, 400, "RestExceptionCodes.BAD_FORM");
    // The other face knows one header.
    http.get_with("/api/users/v1/self", &[("freelancer-oauth-v1", &token)]).await.expect(401);
}

async fn lists_are_named_with_brackets(engine: Engine) {
    let (_running, _, [ada, bob], _) = cast(engine).await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(success(&ada.post("/api/projects/0.1/projects/", &older_project()).await)["id"].clone());
    }
    let query = format!("projects%5B%5D={}&projects[]={}&limit=5", numbers[0], numbers[2]);
    let found = success(&bob.get(&format!("/api/projects/0.1/projects/?{query}")).await);
    assert_eq!(found["total_count"], 2);
    assert_eq!(found["projects"][0]["id"], numbers[2]);
    assert_eq!(found["users"], json!({}));
    let path = "/api/projects/0.1/projects/active/?query=logo&jobs[]=32&limit=2&offset=1&user_details=True";
    let found = success(&bob.get(path).await);
    assert_eq!((found["projects"].as_array().map(Vec::len), &found["total_count"]), (Some(2), &json!(3)));
    let owner = found["projects"][0]["owner_id"].to_string();
    assert_eq!(found["users"][&owner]["username"], "ada");
    let users = success(&bob.get(&format!("/api/users/0.1/users/?users[]={owner}&usernames[]=bob")).await);
    let names: Vec<&Value> =
        users["users"].as_object().expect("users").values().map(|user| &user["username"]).collect();
    assert!(names.len() == 2 && names.contains(&&json!("ada")) && names.contains(&&json!("bob")));
    let one = success(&bob.get(&format!("/api/users/0.1/users/{owner}/")).await);
    assert!(one["username"] == "ada" && one.get("email").is_none(), "{one}");
    let jobs = success(&bob.get("/api/projects/0.1/jobs/?jobs[]=32&lang=en&seo_details=True").await);
    assert_eq!(jobs[0]["seo_url"], "logo-design");
    assert_eq!(jobs.as_array().map(Vec::len), Some(1));
    for list in ["currencies", "categories"] {
        let found = success(&bob.get(&format!("/api/projects/0.1/{list}")).await);
        assert!(found[list].as_array().is_some_and(|all| all.len() > 5));
    }
    let bad = bob.get("/api/projects/0.1/projects/?projects[]=x").await;
    error(&bad, 400, "RestExceptionCodes.BAD_FORM");
}
