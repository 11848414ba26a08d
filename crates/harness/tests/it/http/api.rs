//! The platform's API: what its description says, its challenges, its problems.

use harness::api::{Caller, project};
use harness::http::{Answer, Http};
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::Value;

on_both_engines!(
    the_description_and_the_server_agree,
    challenges_say_what_is_missing,
    a_member_sees_members,
    umbrellas_and_older_names_open_what_they_stand_for,
);

#[track_caller]
pub(super) fn problem(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let body = answer.json();
    assert_eq!(body["status"], status);
    assert!(body["title"].is_string() && body["type"].is_string(), "{body}");
    body
}

async fn the_description_and_the_server_agree(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let scopes = ["--scope", "read", "--scope", "write"];
    let app = ClientApp::register(&server, "ada", "web", &scopes).await;
    let tokens = ada.tokens(&app, "read write", 1).await;
    let http = server.http();
    let answer = http.get("/api/openapi.json").await.expect(200);
    assert!(answer.header("content-type").starts_with("application/json"));
    let said = answer.json();
    assert!(said["openapi"].as_str().expect("a version").starts_with("3."));
    let id = app.own_record(&tokens.access).await.json()["id"].as_str().expect("an id").to_owned();
    let paths = said["paths"].as_object().expect("paths");
    assert!(paths.contains_key("/api/users/v1/self"), "{paths:?}");
    let caller = Caller::new(&http, &tokens.access);
    let posted = caller.project(&project()).await;
    let number = caller.get("/api/users/0.1/self").await.expect(200).json()["result"]["id"].to_string();
    for (path, operations) in paths {
        let id = match path.as_str() {
            "/api/users/0.1/users/{id}" => &number,
            _ if path.starts_with("/api/users/") => &id,
            _ => &posted,
        };
        let real = path.replace("{id}", id);
        assert!(!real.contains('{'), "the tests do not know how to fill {path}");
        for method in ["get", "post", "put", "patch", "delete"] {
            let upper = method.to_uppercase();
            let authorization = format!("Bearer {}", tokens.access);
            let headers = [("authorization", authorization.as_str())];
            let answer = http.send(&upper, &real, &headers, None).await;
            let Some(operation) = operations.get(method) else {
                assert_eq!(
                    answer.status, 405,
                    "{upper} {path} is not described and answers {}",
                    answer.status
                );
                continue;
            };
            assert_described(operation, &answer, &said, &format!("{upper} {path}"));
            let bare = http.send(&upper, &real, &[], None).await;
            assert_described(operation, &bare, &said, &format!("{upper} {path} without a token"));
        }
    }
    // Nothing answers that is not described.
    for path in [
        "/api",
        "/api/",
        "/api/users",
        "/api/users/v1",
        "/api/users/v1/users",
        "/api/users/v2/self",
        "/api/x",
    ] {
        assert_eq!(http.get_as(path, &tokens.access).await.status, 404, "{path}");
    }
}

/// Whether an answer is one the description lists, with the members it promises.
fn assert_described(operation: &Value, answer: &Answer, document: &Value, what: &str) {
    let responses = operation["responses"].as_object().expect("responses");
    let status = answer.status.to_string();
    let response = responses.get(&status).unwrap_or_else(|| panic!("{what}: {status} is not described"));
    let Some(content) = response["content"].as_object() else { return };
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    let media =
        content.get(kind).unwrap_or_else(|| panic!("{what}: {status} comes as {kind}, not {content:?}"));
    assert_fits(&media["schema"], &answer.json(), document, what);
}

/// A small part of JSON Schema: references, types, required and known members.
fn assert_fits(schema: &Value, value: &Value, document: &Value, what: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').expect("a local reference");
        let target = document.pointer(pointer).unwrap_or_else(|| panic!("{reference} leads nowhere"));
        return assert_fits(target, value, document, what);
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let actual = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = types.contains(&actual) || (actual == "integer" && types.contains(&"number"));
    assert!(fits, "{what}: {value} is no {types:?}");
    if let Value::Object(members) = value {
        let described = schema["properties"].as_object();
        for name in schema["required"].as_array().into_iter().flatten() {
            assert!(
                members.contains_key(name.as_str().expect("a name")),
                "{what}: {name} is missing in {value}"
            );
        }
        for (name, member) in members {
            // A map has names of its own.
            let any = schema.get("additionalProperties").filter(|any| any.is_object());
            match described.and_then(|described| described.get(name)).or(any) {
                Some(schema) => assert_fits(schema, member, document, &format!("{what} {name}")),
                None => panic!("{what}: {name} is not described"),
            }
        }
    }
    if let Value::Array(items) = value {
        for item in items {
            assert_fits(&schema["items"], item, document, what);
        }
    }
}

async fn challenges_say_what_is_missing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let narrow = ada.tokens(&app, "projects:read", 1).await;
    let http: Http = server.http();
    let metadata =
        format!("resource_metadata=\"{}/.well-known/oauth-protected-resource/api\"", server.public_url());

    let bare = http.get("/api/users/v1/self").await;
    problem(&bare, 401);
    let challenge = bare.header("www-authenticate");
    assert!(challenge.starts_with("Bearer ") && challenge.contains(&metadata), "{challenge}");
    assert!(!challenge.contains("error"), "without credentials nothing is said of errors: {challenge}");

    let dead = http.get_as("/api/users/v1/self", "nonsense").await;
    problem(&dead, 401);
    assert!(dead.header("www-authenticate").contains("error=\"invalid_token\""));

    let scopeless = http.get_as("/api/users/v1/self", &narrow.access).await;
    problem(&scopeless, 403);
    let challenge = scopeless.header("www-authenticate");
    assert!(
        challenge.contains("error=\"insufficient_scope\"") && challenge.contains("scope=\"users:read\""),
        "{challenge}"
    );

    for header in ["Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Token x"] {
        let answer = http.get_with("/api/users/v1/self", &[("authorization", header)]).await;
        problem(&answer, 400);
        assert!(answer.header("www-authenticate").contains("error=\"invalid_request\""), "{header}");
    }
    let lower = format!("bearer {}", ada.tokens(&app, "users:read", 2).await.access);
    http.get_with("/api/users/v1/self", &[("authorization", &lower)]).await.expect(200);
    problem(&http.get_as("/api/nothing", &narrow.access).await, 404);
    // A session's cookie is no token.
    problem(&ada.open("/api/users/v1/self").await, 401);
}

async fn a_member_sees_members(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let adas = ada.tokens(&app, "users:read", 1).await;
    let eves = eve.tokens(&app, "users:read", 1).await;
    let record = app.own_record(&adas.access).await.json();
    assert_eq!((&record["username"], &record["email"]), (&"ada".into(), &"ada@example.com".into()));
    let path = format!("/api/users/v1/users/{}", record["id"].as_str().expect("an id"));
    let seen = server.http().get_as(&path, &eves.access).await.expect(200);
    assert!(seen.json()["username"] == "ada" && !seen.text().contains("ada@example.com"), "{}", seen.text());
    for id in ["00000000-0000-7000-8000-000000000000", "nonsense", "%00", "ada"] {
        problem(&server.http().get_as(&format!("/api/users/v1/users/{id}"), &eves.access).await, 404);
    }
}

async fn umbrellas_and_older_names_open_what_they_stand_for(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for (scope, opens) in [("read", true), ("fln:user_information", true), ("write", false), ("basic", false)]
    {
        let app = ClientApp::register(&server, "ada", "web", &["--scope", scope]).await;
        let tokens: Tokens = ada.tokens(&app, scope, 1).await;
        assert_eq!(tokens.scope, scope, "a token names what was granted");
        let status = app.own_record(&tokens.access).await.status;
        assert_eq!(status, if opens { 200 } else { 403 }, "{scope}");
    }
}
