//! Projects and bids: posted, found, awarded, accepted, with their states and rights.

use futures_util::future::join_all;
use harness::api::{Caller, MARKET_SCOPES, bid, project};
use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

use super::api::problem;

on_both_engines!(
    a_project_goes_from_draft_to_done,
    an_app_acts_for_its_owner_on_their_own_things,
    what_cannot_stand_is_told_field_by_field,
    open_projects_are_found_in_pages,
    a_change_of_what_has_changed_meanwhile_does_nothing,
    a_request_sent_again_does_nothing_twice,
    what_is_private_looks_like_what_is_not_there,
    one_of_64_bids_of_a_member_is_placed,
    one_of_two_awards_is_made,
    an_award_is_accepted_once,
    acts_of_the_market_are_in_the_audit_record,
);

/// Ada, who posts; Bob and Eve, who bid; all through one app of Ada's.
pub(super) struct Cast {
    pub(super) server: Server,
    pub(super) app: ClientApp,
    pub(super) ada: Caller,
    pub(super) bob: Caller,
    pub(super) eve: Caller,
}

impl Cast {
    pub(super) async fn enter(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let people = [
            Person::member(&server, "ada").await,
            Person::member(&server, "bob").await,
            Person::member(&server, "eve").await,
        ];
        let mut options = vec!["--grant", "client_credentials", "--scope", "users:read"];
        options.extend(MARKET_SCOPES.split(' ').flat_map(|scope| ["--scope", scope]));
        let app = ClientApp::register(&server, "ada", "web", &options).await;
        let mut callers = Vec::new();
        for (person, number) in people.iter().zip(1..) {
            callers.push(Caller::for_member(person, &app, number).await);
        }
        let [ada, bob, eve] = callers.try_into().expect("three callers");
        Self { server, app, ada, bob, eve }
    }
}

fn project_path(id: &str) -> String {
    format!("/api/projects/v1/projects/{id}")
}

async fn status_of(caller: &Caller, id: &str) -> String {
    caller.get(&project_path(id)).await.expect(200).member("status")
}

#[track_caller]
pub(super) fn refused(answer: &Answer, status: u16, kind: &str) {
    let body = problem(answer, status);
    let address = body["type"].as_str().expect("a type");
    assert!(address.ends_with(&format!("/developers/problems/{kind}")), "{address} is not {kind}");
}

async fn a_project_goes_from_draft_to_done(engine: Engine) {
    let Cast { server, ada, bob, eve, .. } = Cast::enter(engine).await;
    let mut draft = project();
    draft["draft"] = true.into();
    let made = ada.post("/api/projects/v1/projects", &draft).await.expect(201);
    let id = made.member("id");
    assert_eq!(made.header("location"), project_path(&id));
    assert_eq!((made.header("etag"), made.member("status").as_str()), ("\"1\"", "pending"));
    refused(&bob.get(&project_path(&id)).await, 404, "not-found");
    refused(&bob.bid(&id).await, 404, "not-found");
    ada.act(&format!("{}/publish", project_path(&id))).await.expect(200);
    assert_eq!(status_of(&bob, &id).await, "open");

    refused(&ada.bid(&id).await, 403, "own-project");
    let bobs = bob.bid(&id).await.expect(201);
    let bobs = bobs.member("id");
    let eves = eve.bid(&id).await.expect(201).member("id");
    refused(&bob.bid(&id).await, 409, "already-bid");
    let seen = ada.get(&project_path(&id)).await.expect(200).json();
    assert_eq!(seen["bids"], json!({ "count": 2, "average": 50_000 }));

    bob.bid_act(&bobs, "highlight").await.expect(200);
    refused(&bob.bid_act(&bobs, "award").await, 403, "not-owner");
    assert_eq!(ada.bid_act(&bobs, "award").await.expect(200).member("status"), "awarded");
    refused(&ada.bid_act(&eves, "award").await, 409, "enough-awarded");
    refused(&ada.act(&format!("{}/close", project_path(&id))).await, 409, "enough-awarded");
    assert_eq!(ada.bid_act(&bobs, "revoke").await.expect(200).member("status"), "revoked");
    ada.bid_act(&bobs, "award").await.expect(200);
    assert_eq!(bob.bid_act(&bobs, "deny").await.expect(200).member("status"), "denied");
    ada.bid_act(&eves, "award").await.expect(200);
    refused(&ada.bid_act(&eves, "accept").await, 403, "not-bidder");
    assert_eq!(eve.bid_act(&eves, "accept").await.expect(200).member("status"), "accepted");
    assert_eq!(status_of(&bob, &id).await, "work_in_progress");

    refused(&bob.act(&format!("{}/complete", project_path(&id))).await, 403, "not-owner");
    ada.act(&format!("{}/complete", project_path(&id))).await.expect(200);
    refused(&ada.act(&format!("{}/complete", project_path(&id))).await, 409, "project-state");
    assert_eq!(status_of(&eve, &id).await, "complete");
    let page = server.http().get("/developers/problems/project-state").await.expect(200);
    assert!(page.text().contains("state does not allow this"), "{}", page.text());
    server.http().get("/developers/problems/nonsense").await.expect(404);
    assert!(server.http().get("/developers/problems").await.expect(200).text().contains("already"));
}

async fn an_app_acts_for_its_owner_on_their_own_things(engine: Engine) {
    let Cast { server: _running, app, ada, bob, .. } = Cast::enter(engine).await;
    let itself = Caller::for_app(&app).await;
    let id = itself.project(&project()).await;
    let owned = async |caller: &Caller| caller.get("/api/projects/v1/projects").await.expect(200).json();
    assert_eq!(owned(&itself).await["projects"][0]["id"], id.as_str());
    assert_eq!(owned(&ada).await, owned(&itself).await, "the app's owner and the app see the same");
    assert_eq!(owned(&bob).await["projects"], json!([]));
    let bobs = bob.bid(&id).await.expect(201).member("id");
    let bids = itself.get(&format!("/api/projects/v1/bids?project={id}")).await.expect(200).json();
    assert_eq!(bids["bids"][0]["id"], bobs.as_str());
    itself.bid_act(&bobs, "award").await.expect(200);
    // On the things of others it can do what its owner can.
    let elsewhere = bob.project(&project()).await;
    let own = itself.bid(&elsewhere).await.expect(201).member("id");
    assert_eq!(itself.get("/api/projects/v1/bids").await.json()["bids"][0]["id"], own.as_str());
    refused(&itself.act(&format!("{}/close", project_path(&elsewhere))).await, 403, "not-owner");
    refused(&itself.get("/api/users/v1/self").await, 403, "no-member");
}

async fn what_cannot_stand_is_told_field_by_field(engine: Engine) {
    let Cast { server: _running, ada, bob, .. } = Cast::enter(engine).await;
    let path = "/api/projects/v1/projects";
    let mut wrong = project();
    wrong["title"] = "short".into();
    wrong["skills"] = json!([32, 32]);
    wrong["budget"]["minimum"] = 0.into();
    let answer = ada.post(path, &wrong).await;
    refused(&answer, 422, "invalid-fields");
    let fields: Vec<Value> = answer.json()["errors"].as_array().expect("errors").clone();
    let names: Vec<_> = fields.iter().filter_map(|fault| fault["field"].as_str()).collect();
    assert_eq!(names, ["title", "skills", "budget"]);

    let mut unknown = project();
    unknown["owner_id"] = "someone".into();
    refused(&ada.post(path, &unknown).await, 400, "malformed-request");
    refused(&ada.post(path, &json!([])).await, 400, "malformed-request");
    let plain = ada.call("POST", path, &[("content-type", "text/plain")], None).await;
    refused(&plain, 415, "unsupported-media-type");
    let id = ada.project(&project()).await;
    let mut offer = bid(&id);
    offer["amount"] = (-1).into();
    refused(&bob.post("/api/projects/v1/bids", &offer).await, 422, "invalid-fields");
    refused(&bob.bid("1").await, 404, "not-found");
    for query in ["limit=0", "limit=101", "limit=x", "cursor=0", "cursor=%00", "limit=1&limit=2", "owner=ada"]
    {
        refused(&ada.get(&format!("{path}?{query}")).await, 400, "malformed-request");
    }
    for query in ["min_budget=5", "currency=EUX", "kind=free", "skills=a", "max_age_days=0"] {
        refused(&ada.get(&format!("{path}/active?{query}")).await, 400, "malformed-request");
    }
}

async fn open_projects_are_found_in_pages(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let mut made = Vec::new();
    for number in 0..5 {
        let mut project = project();
        project["title"] = format!("Bäckerei logo number {number}").into();
        project["skills"] = json!([if number % 2 == 0 { 32 } else { 13 }]);
        made.insert(0, ada.project(&project).await);
    }
    let ids = |answer: &Answer| -> Vec<String> {
        let list = answer.json()["projects"].as_array().expect("projects").clone();
        list.iter().map(|project| project["id"].as_str().expect("an id").to_owned()).collect()
    };
    let search =
        async |query: &str| bob.get(&format!("/api/projects/v1/projects/active?{query}")).await.expect(200);
    let mut found = Vec::new();
    let mut address = "/api/projects/v1/projects/active?query=backerei&limit=2&cursor=".to_owned();
    let mut pages = 0;
    loop {
        let answer = bob.get(&address).await.expect(200);
        pages += 1;
        found.extend(ids(&answer));
        let link = answer.header("link").to_owned();
        let next = link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\""));
        assert_eq!(next.is_some(), answer.json()["next"].is_string(), "{link}");
        let Some(next) = next else { break };
        address = next.strip_prefix(server.public_url()).expect("our own address").to_owned();
    }
    assert_eq!((found, pages), (made.clone(), 3));
    let even: Vec<String> = made.iter().step_by(2).cloned().collect();
    assert_eq!(ids(&search("skills=32").await), even);
    assert_eq!(ids(&search("query=number+3&skills=13,32").await), [made[1].clone()]);
    assert_eq!(ids(&search("currency=EUR&min_budget=75001").await), [""; 0]);
    assert_eq!(ids(&search("currency=EUR&min_budget=75000&max_budget=25000&kind=fixed").await), made);
    assert_eq!(ids(&search("max_age_days=1").await), made);
    ada.act(&format!("{}/close", project_path(&made[0]))).await.expect(200);
    assert_eq!(ids(&search("query=backerei").await), made[1..]);
    assert_eq!(ids(&ada.get("/api/projects/v1/projects?limit=1").await), made[..1]);
}

async fn a_change_of_what_has_changed_meanwhile_does_nothing(engine: Engine) {
    let Cast { server: _running, ada, bob, .. } = Cast::enter(engine).await;
    let id = ada.project(&project()).await;
    let path = project_path(&id);
    let mut terms = project();
    terms["title"] = "A logo for two bakeries".into();
    let put =
        async |etag: &str, terms: &Value| ada.call("PUT", &path, &[("if-match", etag)], Some(terms)).await;
    let first = put("\"1\"", &terms).await.expect(200);
    assert_eq!((first.header("etag"), first.member("title").as_str()), ("\"2\"", "A logo for two bakeries"));
    refused(&put("\"1\"", &terms).await, 412, "changed-meanwhile");
    put("\"7\", \"2\"", &terms).await.expect(200);
    put("*", &terms).await.expect(200);
    assert_eq!(ada.get(&path).await.header("etag"), "\"4\"");
    bob.bid(&id).await.expect(201);
    assert_eq!(ada.get(&path).await.header("etag"), "\"4\"", "a bid does not change what can be edited");
    terms["budget"]["maximum"] = 1_000_000.into();
    refused(&put("\"4\"", &terms).await, 409, "terms-are-bid-on");
    refused(&bob.call("PUT", &path, &[], Some(&terms)).await, 403, "not-owner");
    terms["budget"]["maximum"] = 75_000.into();
    let racers = join_all((0..64).map(|_| put("\"4\"", &terms))).await;
    assert_eq!(racers.iter().filter(|answer| answer.status == 200).count(), 1);
    assert!(racers.iter().all(|answer| [200, 412].contains(&answer.status)));
}

async fn a_request_sent_again_does_nothing_twice(engine: Engine) {
    let Cast { server: _running, ada, bob, .. } = Cast::enter(engine).await;
    let path = "/api/projects/v1/projects";
    let key = [("idempotency-key", "order 7")];
    let post = async |caller: &Caller, body: &Value| caller.call("POST", path, &key, Some(body)).await;
    let answers = join_all((0..64).map(|_| async { post(&ada, &project()).await })).await;
    let first = answers[0].clone().expect(201);
    for answer in &answers {
        assert_eq!((answer.status, answer.text()), (201, first.text()));
        assert_eq!(answer.header("location"), first.header("location"));
        assert_eq!(answer.header("etag"), first.header("etag"));
    }
    let mut other = project();
    other["title"] = "Something else entirely".into();
    refused(&post(&ada, &other).await, 422, "idempotency-key-reused");
    // Another member's key of the same text is another key.
    post(&bob, &other).await.expect(201);
    let count = ada.get(path).await.json()["projects"].as_array().map(Vec::len);
    assert_eq!(count, Some(1));
    let id = first.member("id");
    // A refusal is not kept: the same request may succeed later.
    let bids = "/api/projects/v1/bids";
    let refusal = ada.call("POST", bids, &[("idempotency-key", "a")], Some(&bid(&id))).await;
    refused(&refusal, 403, "own-project");
    bob.call("POST", bids, &[("idempotency-key", "a")], Some(&bid(&id))).await.expect(201);
    bob.call("POST", bids, &[("idempotency-key", "a")], Some(&bid(&id))).await.expect(201);
    refused(&bob.call("POST", bids, &[("idempotency-key", "b")], Some(&bid(&id))).await, 409, "already-bid");
    let long = "k".repeat(256);
    let answer = bob.call("POST", bids, &[("idempotency-key", &long)], Some(&bid(&id))).await;
    refused(&answer, 400, "malformed-request");
}

async fn what_is_private_looks_like_what_is_not_there(engine: Engine) {
    let Cast { server: _running, ada, bob, eve, .. } = Cast::enter(engine).await;
    let mut draft = project();
    draft["draft"] = true.into();
    let draft = ada.project(&draft).await;
    let open = ada.project(&project()).await;
    let bobs = bob.bid(&open).await.expect(201).member("id");
    let body = |answer: Answer| (answer.status, answer.text());
    let missing = body(eve.get(&project_path("1234567")).await);
    for id in [&draft, "0", "x", "%00", "9999999999999999"] {
        assert_eq!(body(eve.get(&project_path(id)).await), missing, "{id}");
    }
    let missing = body(eve.get("/api/projects/v1/bids/1234567").await);
    assert_eq!(body(eve.get(&format!("/api/projects/v1/bids/{bobs}")).await), missing);
    for act in ["highlight", "retract", "award", "revoke", "accept", "deny"] {
        let missing = body(eve.bid_act("1234567", act).await);
        assert_eq!(body(eve.bid_act(&bobs, act).await), missing, "{act}");
    }
    let listed = eve.get(&format!("/api/projects/v1/bids?project={open}")).await.expect(200).json();
    assert_eq!(listed["bids"], json!([]), "others' bids are not listed");
    refused(&eve.get(&format!("/api/projects/v1/bids?project={draft}")).await, 404, "not-found");
    let owner = ada.get(&project_path(&open)).await.member("owner_id");
    let seen = eve.get(&format!("/api/projects/v1/projects?owner={owner}")).await.expect(200).json();
    let seen: Vec<_> = seen["projects"].as_array().expect("projects").iter().map(|one| &one["id"]).collect();
    assert_eq!(seen, [open.as_str()], "drafts are listed for their owner only");
}

async fn one_of_64_bids_of_a_member_is_placed(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let id = ada.project(&project()).await;
    let answers = race(&server, &bob, async |caller| caller.bid(&id).await).await;
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        refused(answer, 409, "already-bid");
    }
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(ada.get(&project_path(&id)).await.json()["bids"]["count"], 1);
}

async fn one_of_two_awards_is_made(engine: Engine) {
    let Cast { server, ada, bob, eve, .. } = Cast::enter(engine).await;
    for _ in 0..4 {
        let id = ada.project(&project()).await;
        let bids = [bob.bid(&id).await.expect(201).member("id"), eve.bid(&id).await.expect(201).member("id")];
        let turn = std::sync::atomic::AtomicUsize::new(0);
        let answers = race(&server, &ada, async |caller| {
            let mine = turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 2;
            caller.bid_act(&bids[mine], "award").await
        })
        .await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
        assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status)));
    }
}

async fn an_award_is_accepted_once(engine: Engine) {
    let Cast { server, ada, bob, .. } = Cast::enter(engine).await;
    let id = ada.project(&project()).await;
    let bobs = bob.bid(&id).await.expect(201).member("id");
    ada.bid_act(&bobs, "award").await.expect(200);
    let answers = race(&server, &bob, async |caller| caller.bid_act(&bobs, "accept").await).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        refused(answer, 409, "bid-state");
    }
}

/// Lets 64 calls loose at once, on two servers where the records can be shared.
pub(super) async fn race(
    server: &Server,
    caller: &Caller,
    call: impl AsyncFn(&Caller) -> Answer,
) -> Vec<Answer> {
    let replica = match server.database() {
        Some(_) => Some(server.replica().await),
        None => None,
    };
    let mut here = vec![caller.clone()];
    if let Some(replica) = &replica {
        here.push(caller.trusting(server, replica));
    }
    join_all(here.iter().cycle().take(64).map(|caller| call(caller))).await
}

async fn acts_of_the_market_are_in_the_audit_record(engine: Engine) {
    let Cast { server, app, ada, bob, .. } = Cast::enter(engine).await;
    let itself = Caller::for_app(&app).await;
    let id = itself.project(&project()).await;
    let bobs = bob.bid(&id).await.expect(201).member("id");
    ada.bid_act(&bobs, "award").await.expect(200);
    let record = server.export_audit().await;
    for (action, target, actor) in [
        ("project.create", format!("project:{id}"), format!("client:{}", app.id)),
        ("bid.place", format!("bid:{bobs}"), "user:".to_owned()),
        ("bid.award", format!("bid:{bobs}"), "user:".to_owned()),
    ] {
        let told =
            record.lines().any(|line| [action, &target, &actor].iter().all(|word| line.contains(*word)));
        assert!(told, "{action} of {target} by {actor} is not recorded");
    }
}
