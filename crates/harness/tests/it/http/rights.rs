//! Who may do what: every operation of the description, with every kind of token, with every scope, on things of
//! one's own and of others. What is expected is worked out here from the description and from what the older
//! scope names stand for.

use harness::api::{Caller, bid, milestone, project};
use harness::http::Answer;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(every_cell_of_the_table_is_as_described);

/// What the scopes that stand for others stand for.
const IMPLIED: [(&str, &str); 6] = [
    ("read", "users:read projects:read bids:read payments:read messages:read"),
    ("write", "users:write projects:write bids:write payments:write messages:write"),
    ("fln:project_create", "projects:write"),
    ("fln:project_manage", "projects:read projects:write bids:read bids:write payments:read payments:write"),
    ("fln:messaging", "messages:read messages:write"),
    ("fln:user_information", "users:read"),
];

/// Scopes that open none of these operations, besides those that open some.
const OTHERS: [&str; 3] = ["openid", "basic", "messages:read"];

fn opens(granted: &str, needed: &str) -> bool {
    let implied = IMPLIED.iter().find(|(name, _)| *name == granted).map_or("", |(_, scopes)| scopes);
    granted == needed || implied.split(' ').any(|scope| scope == needed)
}

/// Whose token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// The project's owner, who also owns the app.
    Owner,
    /// The owner's app for itself.
    App,
    /// The member who bid.
    Bidder,
    /// Somebody else.
    Stranger,
}

impl Who {
    fn owns(self) -> bool {
        matches!(self, Self::Owner | Self::App)
    }
}

impl Operation {
    fn is_older(&self) -> bool {
        self.path.contains("/0.1/")
    }
}

struct Operation {
    id: String,
    method: String,
    path: String,
    scope: String,
    member_only: bool,
    reach: String,
}

fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, described) in methods.as_object().expect("methods") {
            let text = |pointer: &str| described.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
            found.push(Operation {
                id: text("/operationId").expect("a name"),
                method: method.to_uppercase(),
                path: path.clone(),
                scope: text("/security/0/oauth/0").expect("a scope"),
                member_only: text("/x-acts-for").expect("for whom") == "member",
                reach: text("/x-reach").expect("a reach"),
            });
        }
    }
    found
}

/// The things that calls are about.
struct Things {
    member: String,
    number: String,
    bidder: String,
    project: String,
    draft: String,
    bid: String,
    /// The accepted bid on a project that is worked on, by which money can be set aside.
    work: String,
    /// The same project.
    at_work: String,
    milestone: String,
    request: String,
    /// The accepted bid on a project that is complete, and the project.
    done: (String, String),
    review: String,
}

impl Things {
    fn address(&self, operation: &Operation, draft: bool) -> String {
        let id = match operation.path.split('/').nth(4) {
            Some("users") if operation.is_older() => &self.number,
            Some("users") => &self.member,
            Some("bids") => &self.bid,
            Some("milestones") => &self.milestone,
            Some("reviews") => &self.review,
            Some("milestone-requests" | "milestone_requests") => &self.request,
            _ if draft => &self.draft,
            _ => &self.project,
        };
        let address = operation.path.replace("{id}", id);
        match operation.id.as_str() {
            // What the member who bid may do.
            "olderActOnBid" => format!("{address}?action=highlight"),
            "olderActOnProject" => format!("{address}?action=close"),
            "olderActOnMilestone" => format!("{address}?action=request_release"),
            "olderActOnMilestoneRequest" => format!("{address}?action=delete"),
            _ => address,
        }
    }

    fn body(&self, operation: &Operation) -> Option<Value> {
        match operation.id.as_str() {
            "placeBid" => Some(bid(&self.project)),
            "createProject" | "replaceProject" => Some(project()),
            "createReview" => Some(review(&self.done.1)),
            "olderCreateReview" => Some(json!({
                "project_id": number(&self.done.0), "to_user_id": number(&self.bidder), "role": "freelancer",
                "reputation_data": { "on_budget": true, "on_time": true, "category_ratings": ratings() },
                "comment": "Quick, careful and kind.",
            })),
            "createMilestone" | "createMilestoneRequest" => Some(milestone(&self.work)),
            "olderCreateMilestone" => Some(json!({
                "project_id": number(&self.at_work), "bidder_id": number(&self.bidder), "amount": 5,
                "reason": 1, "description": "First drafts",
            })),
            "olderCreateMilestoneRequest" => Some(json!({
                "project_id": number(&self.at_work), "bid_id": number(&self.work), "amount": 5,
                "description": "First drafts",
            })),
            "olderPlaceBid" => Some(json!({
                "project_id": number(&self.project), "amount": 500, "period": 7,
                "milestone_percentage": 50,
            })),
            "olderCreateProject" => Some(json!({
                "title": "A logo for a bakery", "description": "We bake bread and need a logo for bags.",
                "currency": { "id": 8 }, "budget": { "minimum": 250, "maximum": 750 }, "jobs": [{ "id": 32 }],
            })),
            _ => None,
        }
    }
}

fn number(text: &str) -> i64 {
    text.parse().expect("a number")
}

fn ratings() -> Value {
    json!({ "quality": 5, "communication": 5, "expertise": 5, "professionalism": 5, "hire_again": 5 })
}

fn review(bid: &str) -> Value {
    json!({
        "bid_id": bid, "ratings": ratings(), "on_budget": true, "on_time": true,
        "comment": "Quick, careful and kind.",
    })
}

/// What is about a thing of the project's owner, though anybody may call it with a thing of theirs.
const FOR_OWNER: [&str; 5] =
    ["awardBid", "revokeBid", "releaseMilestone", "acceptMilestoneRequest", "rejectMilestoneRequest"];
/// What only the owner makes for the bid that the calls name.
const OWNER_MAKES: [&str; 2] = ["createMilestone", "olderCreateMilestone"];
/// What only its member makes for that bid.
const BIDDER_MAKES: [&str; 2] = ["createMilestoneRequest", "olderCreateMilestoneRequest"];

/// The kind of refusal that the caller must meet, whatever the thing's state; `None` if none of these.
fn refusal(operation: &Operation, who: Who, granted: &str, draft: bool) -> Option<(u16, &'static str)> {
    if !opens(granted, &operation.scope) {
        return Some((403, "insufficient-scope"));
    }
    if operation.member_only && who == Who::App {
        return Some((403, "no-member"));
    }
    if draft && !who.owns() {
        return Some((404, "not-found"));
    }
    let id = operation.id.as_str();
    let of_owner = FOR_OWNER.contains(&id);
    let (owner_makes, bidder_makes) = (OWNER_MAKES.contains(&id), BIDDER_MAKES.contains(&id));
    match operation.reach.as_str() {
        "guarded" if !who.owns() => Some((403, "not-owner")),
        "private" if who == Who::Stranger => Some((404, "not-found")),
        "private" if operation.method == "GET" => None,
        "private" if of_owner && !who.owns() => Some((403, "not-owner")),
        "private" if !of_owner && who != Who::Bidder => Some((403, "not-bidder")),
        "open" if ["placeBid", "olderPlaceBid"].contains(&id) && who.owns() => Some((403, "own-project")),
        "open" if (owner_makes || bidder_makes) && who == Who::Stranger => Some((404, "not-found")),
        "open" if id == "createReview" && who == Who::Stranger => Some((404, "not-found")),
        // This face names who is reviewed, and the calls name the member who did the work.
        "open" if id == "olderCreateReview" && !who.owns() => Some((404, "not-found")),
        "open" if owner_makes && !who.owns() => Some((403, "not-owner")),
        "open" if bidder_makes && who != Who::Bidder => Some((403, "not-bidder")),
        _ => None,
    }
}

fn older_code(kind: &str) -> &'static str {
    match kind {
        "no-token" => "RestExceptionCodes.NOT_AUTHENTICATED",
        "not-found" => "RestExceptionCodes.NOT_FOUND",
        "own-project" => "ProjectExceptionCodes.RESTRICTED_FROM_BIDDING_ON_OWN_PROJECT",
        _ => "RestExceptionCodes.FORBIDDEN",
    }
}

fn check(answer: &Answer, expected: Option<(u16, &str)>, what: &str) {
    assert!(answer.status < 500, "{what}: {}", answer.text());
    let met = [401, 403, 404].contains(&answer.status).then(|| {
        // The older face has fewer names for them.
        let kind = match answer.json()["error_code"].as_str() {
            None => answer.member("type").rsplit('/').next().unwrap_or_default().to_owned(),
            Some(code) => {
                let refused = expected.map_or("", |(_, kind)| kind);
                assert_eq!(code, older_code(refused), "{what}");
                refused.to_owned()
            }
        };
        (answer.status, kind)
    });
    assert_eq!(met, expected.map(|(status, kind)| (status, kind.to_owned())), "{what}: {}", answer.text());
    if met.is_some_and(|(_, kind)| kind == "insufficient-scope") {
        let challenge = answer.header("www-authenticate");
        assert!(challenge.contains("error=\"insufficient_scope\""), "{what}: {challenge}");
    }
}

async fn every_cell_of_the_table_is_as_described(engine: Engine) {
    let server = Server::start(engine).await;
    let people = [
        (Who::Owner, Person::member(&server, "ada").await),
        (Who::Bidder, Person::member(&server, "bob").await),
        (Who::Stranger, Person::member(&server, "eve").await),
    ];
    let document = server.http().get("/api/openapi.json").await.expect(200).json();
    let listed = document.pointer("/components/securitySchemes/oauth/flows/clientCredentials/scopes");
    let mut scopes: Vec<&str> =
        listed.and_then(Value::as_object).expect("scopes").keys().map(String::as_str).collect();
    scopes.extend(OTHERS);
    let mut options = vec!["--grant", "client_credentials"];
    options.extend(scopes.iter().flat_map(|scope| ["--scope", scope]));
    let app = ClientApp::register(&server, "ada", "web", &options).await;

    let mut callers = Vec::new();
    let mut number = 0;
    for scope in &scopes {
        for (who, person) in &people {
            number += 1;
            let token = person.tokens(&app, scope, number).await.access;
            callers.push((*who, *scope, Caller::new(app.http(), &token)));
        }
        let own = app.call("/oauth/token", &[("grant_type", "client_credentials"), ("scope", scope)]).await;
        callers.push((Who::App, *scope, Caller::new(app.http(), &Tokens::of(own).access)));
    }
    let of = |who: Who, scope: &str| {
        let found = callers.iter().find(|(known, granted, _)| (*known, *granted) == (who, scope));
        found.map(|(_, _, caller)| caller).expect("a caller")
    };
    let mut draft = project();
    draft["draft"] = true.into();
    let owner = of(Who::Owner, "write");
    let posted = owner.project(&project()).await;
    let (at_work, work) = owner.hire(of(Who::Bidder, "write")).await;
    let asked = milestone(&work);
    let done = owner.hire(of(Who::Bidder, "write")).await;
    owner.act(&format!("/api/projects/v1/projects/{}/complete", done.0)).await.expect(200);
    let things = Things {
        milestone: owner.post("/api/projects/v1/milestones", &asked).await.expect(201).member("id"),
        request: {
            let bidder = of(Who::Bidder, "write");
            bidder.post("/api/projects/v1/milestone-requests", &asked).await.expect(201).member("id")
        },
        bidder: {
            let own = of(Who::Bidder, "users:read").get("/api/users/0.1/self").await.expect(200);
            own.json()["result"]["id"].to_string()
        },
        review: owner.post("/api/projects/v1/reviews", &review(&done.1)).await.expect(201).member("id"),
        at_work,
        work,
        done,
        member: of(Who::Owner, "users:read").get("/api/users/v1/self").await.member("id"),
        number: {
            let own = of(Who::Owner, "users:read").get("/api/users/0.1/self").await.expect(200);
            own.json()["result"]["id"].to_string()
        },
        draft: owner.project(&draft).await,
        bid: of(Who::Bidder, "bids:write").bid(&posted).await.expect(201).member("id"),
        project: posted,
    };

    let operations = operations(&document);
    assert!(operations.len() > 63);
    let mut cells = 0;
    for operation in &operations {
        let Operation { id, method, .. } = operation;
        let body = things.body(operation);
        let about_project = operation.path.contains("/projects/{id}");
        // A draft first: once its owner publishes it, others see it.
        let kinds: &[bool] = if about_project { &[true, false] } else { &[false] };
        for draft in kinds {
            let address = things.address(operation, *draft);
            let bare = body.as_ref().map(|body| body.to_string().into_bytes());
            let bare =
                server.http().send(method, &address, &[("content-type", "application/json")], bare).await;
            check(&bare, Some((401, "no-token")), id);
            for (who, scope, caller) in &callers {
                // The draft stays one: whoever may change it is left out.
                if *draft && who.owns() {
                    continue;
                }
                let answer = caller.call(method, &address, &[], body.as_ref()).await;
                let what = format!("{id} as {who:?} with {scope}, draft: {draft}");
                check(&answer, refusal(operation, *who, scope, *draft), &what);
                cells += 1;
            }
        }
    }
    assert!(cells > 2_000, "{cells} cells");
}
