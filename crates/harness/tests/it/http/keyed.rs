//! Apps that prove themselves with a key of their own (RFC 7523).

use std::fs;

use futures_util::future::join_all;
use harness::elsewhere::Elsewhere;
use harness::http::{Answer, Http};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::signer::{ASSERTION_TYPE, Signer, assertion};
use serde_json::{Value, json};

use super::refused;

on_both_engines!(
    an_assertion_proves_an_app_at_every_endpoint,
    an_assertion_proves_once,
    bent_assertions_prove_nothing,
    keys_are_fetched_kept_and_fetched_again,
    a_key_takes_the_place_of_every_secret,
);

const RACERS: usize = 64;

/// An app with a key.
struct Keyed {
    id: String,
    issuer: String,
    http: Http,
}

impl Keyed {
    /// Registers one whose keys are `jwks`, or what is at an address.
    async fn register(server: &Server, metadata: &Value) -> Self {
        let path = server.folder().join("metadata.json");
        fs::write(&path, metadata.to_string()).expect("a file can be written");
        let path = path.to_str().expect("a plain name");
        let arguments =
            ["app", "create", "--owner", "ada", "--name", "Keyed", "--homepage", "https://app.example"];
        let more = ["--kind", "server", "--scope", "projects:read", "--live", "--json"];
        let keys = ["--auth-method", "private_key_jwt", "--metadata", path];
        let made = server.command(&[&arguments[..], &more, &keys].concat()).await.json();
        assert!(made["client_secret"].is_null(), "{made}");
        let id = made["client_id"].as_str().expect("an id").to_owned();
        Self { id, issuer: server.public_url().to_owned(), http: server.http() }
    }

    fn claims(&self, jti: &str) -> Value {
        assertion(&self.id, &self.issuer, jti)
    }

    async fn call(&self, path: &str, fields: &[(&str, &str)], assertion: &str) -> Answer {
        let mut fields = fields.to_vec();
        fields.extend([("client_assertion_type", ASSERTION_TYPE), ("client_assertion", assertion)]);
        self.http.post(path, &fields).await
    }

    async fn token(&self, assertion: &str) -> Answer {
        self.call("/oauth/token", &[("grant_type", "client_credentials")], assertion).await
    }
}

fn by_value(signer: &Signer) -> Value {
    json!({ "jwks": { "keys": [signer.jwk()] } })
}

async fn an_assertion_proves_an_app_at_every_endpoint(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let signer = Signer::new("one");
    let app = Keyed::register(&server, &by_value(&signer)).await;
    let proof = |jti: &str| signer.sign(&app.claims(jti));
    let token = app.token(&proof("1")).await.expect(200).member("access_token");
    let asked = app.call("/oauth/introspect", &[("token", &token)], &proof("2")).await.expect(200).json();
    assert_eq!((&asked["active"], &asked["client_id"]), (&json!(true), &json!(app.id)));
    app.call("/oauth/revoke", &[("token", &token)], &proof("3")).await.expect(200);
    let asked = app.call("/oauth/introspect", &[("token", &token)], &proof("4")).await.expect(200).json();
    assert_eq!(asked, json!({ "active": false }));
    // The id may stand beside it if it is the same.
    let grant = [("grant_type", "client_credentials"), ("client_id", app.id.as_str())];
    app.call("/oauth/token", &grant, &proof("5")).await.expect(200);
    let said = server.http().get("/.well-known/openid-configuration").await.json();
    for endpoint in ["token", "revocation", "introspection"] {
        let methods = &said[format!("{endpoint}_endpoint_auth_methods_supported")];
        assert!(methods.as_array().expect("a list").contains(&json!("private_key_jwt")), "{methods}");
        let algorithms = &said[format!("{endpoint}_endpoint_auth_signing_alg_values_supported")];
        assert_eq!(*algorithms, json!(["RS256", "PS256", "ES256", "EdDSA"]));
    }
}

async fn an_assertion_proves_once(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let signer = Signer::new("one");
    let app = Keyed::register(&server, &by_value(&signer)).await;
    let proof = signer.sign(&app.claims("raced"));
    let answers = join_all((0..RACERS).map(|_| app.token(&proof))).await;
    assert_eq!(
        answers.iter().filter(|answer| answer.status == 200).count(),
        1,
        "one of {RACERS} gets a token"
    );
    for answer in answers.iter().filter(|answer| answer.status != 200 && answer.status != 429) {
        refused(answer, 401, "invalid_client");
    }
    // Signed anew it is the same assertion, and another endpoint does not take it either.
    let again = signer.sign(&app.claims("raced"));
    assert_ne!(again, proof);
    assert_ne!(app.call("/oauth/introspect", &[("token", "x")], &again).await.status, 200);
    // A failed request spends its proof as well: it was the proof that was right.
    let other = signer.sign(&app.claims("other"));
    app.call("/oauth/token", &[("grant_type", "password")], &other).await.expect(400);
    assert_ne!(app.token(&other).await.status, 200);
    app.token(&signer.sign(&app.claims("fresh"))).await.expect(200);
}

async fn bent_assertions_prove_nothing(engine: Engine) {
    let server = Server::start_with(engine, &[("THROTTLE__FREE", "100")]).await;
    Person::member(&server, "ada").await;
    let signer = Signer::new("one");
    let app = Keyed::register(&server, &by_value(&signer)).await;
    let with = |name: &str, value: Value| {
        let mut claims = app.claims(name);
        claims[name] = value;
        signer.sign(&claims)
    };
    let seconds = harness::signer::seconds();
    let header = |header: Value| signer.sign_as(&header, &app.claims("header"));
    let good = signer.sign(&app.claims("good"));
    let parts: Vec<&str> = good.split('.').collect();
    let bent = [
        with("aud", json!(format!("{}/oauth/token", app.issuer))),
        with("aud", json!([app.issuer, "https://other.example"])),
        with("iss", json!("app_live_0000000000000000000000")),
        with("exp", json!(seconds - 1)),
        with("exp", json!(seconds + 400)),
        with("exp", json!(null)),
        with("jti", json!(null)),
        with("nbf", json!(seconds + 100)),
        Signer::new("one").sign(&app.claims("stranger")),
        Signer::new("two").sign(&app.claims("stranger")),
        header(json!({ "alg": "none" })),
        header(json!({ "alg": "HS256", "kid": "one" })),
        header(json!({ "alg": "ES256", "kid": "one", "crit": ["x"], "x": 1 })),
        header(json!({ "alg": "ES256", "kid": "one", "typ": "at+jwt" })),
        header(json!({ "alg": "RS256", "kid": "one" })),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], parts[1], parts[2].to_uppercase()),
        "e30.e30.e30".to_owned(),
        "x".repeat(20_000),
    ];
    for assertion in &bent {
        refused(&app.token(assertion).await, 401, "invalid_client");
    }
    let grant = ("grant_type", "client_credentials");
    let kinds: [&[(&str, &str)]; 4] = [
        &[grant, ("client_assertion", &good)],
        &[grant, ("client_assertion", &good), ("client_assertion_type", "urn:other")],
        &[grant, ("client_assertion_type", ASSERTION_TYPE), ("client_id", &app.id)],
        &[
            grant,
            ("client_assertion", &good),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_secret", "x"),
        ],
    ];
    for fields in kinds {
        refused(&app.http.post("/oauth/token", fields).await, 400, "invalid_request");
    }
    app.token(&good).await.expect(200);
}

async fn keys_are_fetched_kept_and_fetched_again(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let mut server = Server::prepare(engine, &[]).await;
    for (name, value) in elsewhere.allowed(server.folder()) {
        server.set(name, &value);
    }
    server.run().await;
    Person::member(&server, "ada").await;
    let (one, two) = (Signer::new("one"), Signer::new("two"));
    let serve = |signer: &Signer| {
        elsewhere.put(
            "/jwks",
            &[("cache-control", "max-age=600")],
            json!({ "keys": [signer.jwk()] }).to_string(),
        );
    };
    let app = Keyed::register(&server, &json!({ "jwks_uri": elsewhere.url("/jwks") })).await;
    // Nothing there yet: the answer says what is missing, and where.
    let said = app.token(&one.sign(&app.claims("early"))).await;
    refused(&said, 401, "invalid_client");
    assert!(said.text().contains("jwks_uri") && said.text().contains("404"), "{}", said.text());
    serve(&one);
    // Asked again only after a pause; another app of the same keys is not held up by it.
    assert_eq!(app.token(&one.sign(&app.claims("soon"))).await.status, 401);
    let app = Keyed::register(&server, &json!({ "jwks_uri": elsewhere.url("/jwks") })).await;
    app.token(&one.sign(&app.claims("1"))).await.expect(200);
    let asked = elsewhere.asked("/jwks");
    app.token(&one.sign(&app.claims("2"))).await.expect(200);
    // What was fetched goes on to serve while the other side is down.
    elsewhere.set_down(true);
    app.token(&one.sign(&app.claims("3"))).await.expect(200);
    elsewhere.set_down(false);
    assert_eq!(elsewhere.asked("/jwks"), asked, "they were remembered");
    // A key that nobody knows yet is looked for at once: the app may have rotated.
    serve(&two);
    app.token(&two.sign(&app.claims("4"))).await.expect(200);
    assert_eq!(elsewhere.asked("/jwks"), asked + 1);
    assert_ne!(app.token(&one.sign(&app.claims("5"))).await.status, 200, "the old key has gone");
    // Strangers' keys do not make us ask over and over.
    for number in 0..5 {
        let odd = Signer::new("odd").sign(&app.claims(&format!("odd-{number}")));
        assert_ne!(app.token(&odd).await.status, 200);
    }
    assert_eq!(elsewhere.asked("/jwks"), asked + 1);
    app.token(&two.sign(&app.claims("6"))).await.expect(200);
}

async fn a_key_takes_the_place_of_every_secret(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let signer = Signer::new("one");
    let app = Keyed::register(&server, &by_value(&signer)).await;
    let ran = server.command(&["app", "secret", "add", &app.id]).await;
    assert!(ran.code != 0 && ran.stderr.contains("does not prove itself with one"), "{}", ran.stderr);
    let page = ada.open(&format!("/developers/apps/{}/credentials", app.id)).await.expect(200).text();
    assert!(page.contains("private_key_jwt") && !page.contains("Add a secret"), "{page}");
    let guess = [("grant_type", "client_credentials"), ("client_id", &app.id), ("client_secret", "x")];
    refused(&app.http.post("/oauth/token", &guess).await, 401, "invalid_client");
    let bare = ["app", "create", "--owner", "ada", "--name", "Bare", "--homepage", "https://app.example"];
    let more = ["--kind", "server", "--scope", "projects:read", "--auth-method", "private_key_jwt"];
    let ran = server.command(&[&bare[..], &more].concat()).await;
    assert!(ran.code != 0 && ran.stderr.contains("--jwks"), "{}", ran.stderr);
    let keys = server.folder().join("keys.json");
    for (text, fits) in [
        (json!({ "keys": [signer.jwk()] }).to_string(), true),
        (json!({ "keys": [] }).to_string(), false),
        (json!({ "keys": [{ "kty": "oct", "k": "AAAA" }] }).to_string(), false),
        ("not json".to_owned(), false),
    ] {
        fs::write(&keys, &text).expect("a file can be written");
        let keys = ["--jwks", keys.to_str().expect("a plain name")];
        let ran = server.command(&[&bare[..], &more, &keys].concat()).await;
        assert_eq!(ran.code == 0, fits, "{text}: {}", ran.stderr);
        assert!(fits || ran.stderr.contains("--jwks"), "{}", ran.stderr);
    }
}
