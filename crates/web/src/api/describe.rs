//! `/api/openapi.json`: the table of operations as an OpenAPI 3.1 document.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::operations::{self, Face, For, Operation, Parameter, Reach, Shape, Verb};
use crate::App;
use crate::error::Problem;

/// Problems that any operation can answer with.
const ALWAYS: &[Problem] = &[
    Problem::BadHeader,
    Problem::Malformed,
    Problem::NoToken,
    Problem::BadToken,
    Problem::Scope,
    Problem::TooMany,
    Problem::Fault,
    Problem::Unavailable,
];

/// `/api/openapi.json`.
pub(crate) async fn openapi(State(app): State<Arc<App>>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=60")];
    (headers, describe(&app).to_string()).into_response()
}

/// The description, with the addresses and scopes of this deployment.
fn describe(app: &App) -> Value {
    let issuer = &app.settings.public_url;
    let mut paths = Map::new();
    for operation in operations::all() {
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[method(operation.verb)] = describe_operation(operation);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Guildgate platform API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What apps may do for themselves and for members who allowed them. An app that acts for itself (client credentials) acts as the member who owns it. Errors are problem documents (RFC 9457), whose type is the address of a page that explains it; a missing or refused token is answered with a challenge (RFC 6750). Lists come in pages: `next`, and the Link header, say where to go on. Amounts are whole numbers of the currency's smallest unit. Addresses with 0.1 are for older clients: they may end in a slash, take the token also in the header Freelancer-OAuth-V1, and write amounts with a point.",
        },
        "servers": [{ "url": issuer }],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "oauth": scheme(app) },
        },
    })
}

const fn method(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "get",
        Verb::Post => "post",
        Verb::Put => "put",
    }
}

fn describe_operation(operation: &Operation) -> Value {
    let mut parameters: Vec<Value> =
        operation.parameters.iter().map(|parameter| describe_parameter(operation, parameter)).collect();
    if operation.creates {
        parameters.push(header_parameter(
            "Idempotency-Key",
            "Any text that stands for this one request. Sent again with the same body within a day, it gets the same answer, and nothing is made twice.",
            &json!({ "type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$" }),
        ));
    }
    if operation.versioned && operation.verb == Verb::Put {
        parameters.push(header_parameter(
            "If-Match",
            "The ETag of the state that is to be changed. If it has changed since, nothing happens.",
            &json!({ "type": "string", "pattern": "^\"[0-9]+\"$" }),
        ));
    }
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.about,
        "parameters": parameters,
        "security": [{ "oauth": [operation.scope] }],
        "responses": responses(operation),
        "x-acts-for": match operation.acts_for { For::Anyone => "anyone", For::Member => "member" },
        "x-reach": match operation.reach {
            Reach::Open => "open",
            Reach::Private => "private",
            Reach::Guarded => "guarded",
        },
    });
    if let Some(shape) = &operation.takes {
        described["requestBody"] = json!({ "required": !operation.optional, "content": { "application/json": { "schema": reference(shape) } } });
    }
    described
}

fn describe_parameter(operation: &Operation, parameter: &Parameter) -> Value {
    let in_path = operation.path.contains(&format!("{{{}}}", parameter.name));
    json!({
        "name": parameter.name,
        "in": if in_path { "path" } else { "query" },
        "required": in_path,
        "description": parameter.about,
        "schema": serde_json::from_str::<Value>(parameter.schema).unwrap_or_default(),
        "example": example(parameter),
    })
}

/// The example as the type it is of.
fn example(parameter: &Parameter) -> Value {
    let schema: Value = serde_json::from_str(parameter.schema).unwrap_or_default();
    match schema["type"].as_str() {
        Some("integer" | "boolean") => serde_json::from_str(parameter.example).unwrap_or_default(),
        Some("array") => json!([parameter.example]),
        _ => parameter.example.into(),
    }
}

fn header_parameter(name: &str, about: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "header", "required": false, "description": about, "schema": schema })
}

fn reference(shape: &Shape) -> Value {
    json!({ "$ref": format!("#/components/schemas/{}", (shape.name)()) })
}

fn responses(operation: &Operation) -> Value {
    let status = if operation.creates { StatusCode::CREATED } else { StatusCode::OK };
    let mut headers = Map::new();
    let mut header = |name: &str, about: &str| {
        headers.insert(name.to_owned(), json!({ "description": about, "schema": { "type": "string" } }));
    };
    if operation.creates {
        header("Location", "Where it is");
    }
    if operation.versioned {
        header("ETag", "The state it is in");
    }
    if operation.parameters.iter().any(|parameter| parameter.name == "cursor") {
        header("Link", "The address of the next page, if there is one");
    }
    header("RateLimit", "How many calls are left, and until when, by quota");
    header("RateLimit-Policy", "The quotas that count the call, and the seconds that each is for");
    if operation.face == Face::Older {
        header("RateLimit-Limit", "The narrowest quota");
        header("RateLimit-Remaining", "How many calls of it are left");
    }
    let mut all = BTreeMap::new();
    all.insert(
        status.as_u16().to_string(),
        json!({
            "description": if operation.creates { "Made" } else { "Done" },
            "headers": headers,
            "content": { "application/json": { "schema": reference(&operation.gives) } },
        }),
    );
    let mut problems: Vec<Problem> = ALWAYS.to_vec();
    problems.extend(operation.problems);
    problems.extend((operation.acts_for == For::Member).then_some(Problem::NoMember));
    problems.extend(operation.creates.then_some(Problem::KeyReused));
    if operation.takes.is_some() {
        problems.extend([Problem::MediaType, Problem::Fields]);
    }
    let mut by_status: BTreeMap<u16, Vec<Problem>> = BTreeMap::new();
    for problem in problems {
        by_status.entry(problem.status().as_u16()).or_default().push(problem);
    }
    for (status, problems) in by_status {
        let described = match operation.face {
            Face::V1 => describe_problems(status, &problems),
            Face::Older => describe_older(status, &problems),
        };
        all.insert(status.to_string(), described);
    }
    json!(all)
}

fn describe_problems(status: u16, problems: &[Problem]) -> Value {
    let titles: Vec<&str> = problems.iter().map(|problem| problem.title()).collect();
    let examples: Map<String, Value> = problems
        .iter()
        .map(|problem| {
            let document = json!({
                "type": problem.address(""),
                "title": problem.title(),
                "status": status,
                "detail": problem.cause(),
            });
            (problem.slug().to_owned(), json!({ "value": document }))
        })
        .collect();
    json!({
        "description": titles.join(", or: "),
        "headers": headers_of(status),
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/Problem" },
            "examples": examples,
        } },
    })
}

fn describe_older(status: u16, problems: &[Problem]) -> Value {
    let titles: Vec<&str> = problems.iter().map(|problem| problem.title()).collect();
    json!({
        "description": titles.join(", or: "),
        "headers": headers_of(status),
        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/OlderProblem" } } },
    })
}

/// The headers that answers with this status carry in either face.
fn headers_of(status: u16) -> Value {
    let header =
        |name: &str, about: &str| json!({ name: { "description": about, "schema": { "type": "string" } } });
    match status {
        401 | 403 => header("WWW-Authenticate", "The challenge, where the token is at fault"),
        429 | 500.. => header("Retry-After", "After how many seconds to try again"),
        _ => json!({}),
    }
}

fn schemas() -> Value {
    let mut collected = Vec::new();
    for operation in operations::all() {
        for shape in operation.takes.iter().chain([&operation.gives]) {
            (shape.collect)(&mut collected);
        }
    }
    let mut schemas: Map<String, Value> = collected
        .into_iter()
        .map(|(name, schema)| (name, serde_json::to_value(schema).unwrap_or_default()))
        .collect();
    let text = |about: &str| json!({ "type": "string", "description": about });
    schemas.insert(
        "OlderProblem".to_owned(),
        json!({
            "type": "object",
            "description": "An answer of the older face that is not what was asked for",
            "required": ["status", "message", "error_code", "request_id"],
            "properties": {
                "status": { "type": "string", "enum": ["error"] },
                "message": text("What is wrong, in one sentence"),
                "error_code": text("The kind of problem"),
                "request_id": text("Names this answer"),
                "error": text("The code of RFC 6750 §3.1, where the token is at fault"),
                "error_description": text("What is wrong with the token"),
            },
        }),
    );
    schemas.insert(
        "Problem".to_owned(),
        json!({
            "type": "object",
            "description": "A problem document (RFC 9457 §3)",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": { "type": "string", "format": "uri-reference", "description": "The address of a page that explains this kind of problem; it never changes" },
                "title": text("The kind of problem in a few words"),
                "status": { "type": "integer", "minimum": 400, "maximum": 599, "description": "The status" },
                "detail": text("What is wrong here, in one sentence"),
                "error": text("The code of RFC 6750 §3.1, where the token is at fault"),
                "violated-policies": {
                    "type": "array",
                    "description": "The quotas that are used up",
                    "items": text("As RateLimit-Policy names it"),
                },
                "errors": {
                    "type": "array",
                    "description": "The fields that cannot stand",
                    "items": {
                        "type": "object",
                        "required": ["field", "detail"],
                        "properties": { "field": text("Which"), "detail": text("What to do") },
                    },
                },
            },
        }),
    );
    schemas.into()
}

fn scheme(app: &App) -> Value {
    let issuer = &app.settings.public_url;
    let catalogue = app.catalogue();
    let used = |name: &str| operations::all().any(|operation| operation.scope == name);
    let scopes: Map<String, Value> = catalogue
        .entries()
        .iter()
        .filter(|entry| used(&entry.name) || !entry.implies.is_empty())
        .map(|entry| (entry.name.clone(), entry.sentence.clone().into()))
        .collect();
    let token = format!("{issuer}/oauth/token");
    json!({
        "type": "oauth2",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": format!("{issuer}/oauth/authorize"),
                "tokenUrl": token,
                "scopes": scopes,
            },
            "clientCredentials": { "tokenUrl": token, "scopes": scopes },
        },
    })
}
