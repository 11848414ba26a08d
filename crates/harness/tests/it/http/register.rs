//! Programs register apps (RFC 7591), and look after them (RFC 7592).

use std::fs;

use futures_util::future::join_all;
use harness::elsewhere::Elsewhere;
use harness::http::{Answer, Http};
use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use serde_json::{Value, json};

use super::refused;

on_both_engines!(
    an_app_registered_with_a_token_works_whole,
    a_token_registers_as_often_as_it_may,
    a_program_reads_changes_and_deletes_its_app,
    whoever_is_not_the_program_is_told_nothing,
    refused_metadata_use_nothing_up,
    open_registration_is_a_switch,
    registration_can_be_off,
    front_channel_and_pkce_are_the_operators,
    a_sector_file_must_list_every_redirect_uri,
    a_native_app_needs_no_website,
);

const RACERS: usize = 64;
const CALLBACK: &str = "https://app.example/callback";

async fn send(http: &Http, method: &str, path: &str, token: Option<&str>, body: &Value) -> Answer {
    let bearer = format!("Bearer {}", token.unwrap_or_default());
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(token.map(|_| ("authorization", bearer.as_str())));
    http.send(method, path, &headers, Some(body.to_string().into_bytes())).await
}

async fn register(http: &Http, token: Option<&str>, body: &Value) -> Answer {
    send(http, "POST", "/oauth/register", token, body).await
}

async fn make_token(server: &Server, more: &[&str]) -> String {
    let arguments = [&["registration-token", "create", "--owner", "ada", "--json"][..], more].concat();
    let made = server.command(&arguments).await.json();
    made["registration_token"].as_str().expect("a token").to_owned()
}

fn robot() -> Value {
    json!({
        "client_name": "Robot",
        "client_uri": "https://app.example",
        "redirect_uris": [CALLBACK],
        "post_logout_redirect_uris": ["https://app.example/out"],
        "grant_types": ["authorization_code", "refresh_token"],
        "response_types": ["code"],
        "scope": "openid profile users:read",
        "contacts": ["ada@app.example"],
        "policy_uri": "https://app.example/privacy",
        "software_id": "not kept",
    })
}

/// The path of an address of ours.
fn path_of(server: &Server, said: &Value) -> String {
    let address = said["registration_client_uri"].as_str().expect("an address");
    address.strip_prefix(server.public_url()).expect("it is ours").to_owned()
}

fn text(said: &Value, name: &str) -> String {
    said[name].as_str().unwrap_or_else(|| panic!("no {name} in {said}")).to_owned()
}

async fn an_app_registered_with_a_token_works_whole(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let token = make_token(&server, &[]).await;
    assert!(token.starts_with("reg_"), "{token}");
    assert!(!server.records_hold(token.as_bytes()).await, "it is kept as a hash");
    let answer = register(&server.http(), Some(&token), &robot()).await.expect(201);
    assert_eq!(answer.header("cache-control"), "no-store");
    let said = answer.json();
    for (name, value) in robot().as_object().expect("an object") {
        assert_eq!(said.get(name), (name != "software_id").then_some(value), "{name}");
    }
    assert_eq!(said["token_endpoint_auth_method"], "client_secret_basic");
    assert_eq!(said["application_type"], "web");
    assert_eq!(said["client_secret_expires_at"], 0);
    assert!(text(&said, "client_id").starts_with("app_live_"), "{said}");
    for name in ["client_secret", "registration_access_token"] {
        assert!(!server.records_hold(text(&said, name).as_bytes()).await, "{name} is kept as a hash");
    }
    // What it says of itself is linked where members decide.
    let app = ClientApp::known(&server, &said, CALLBACK);
    let ask = app.authorize_path("openid users:read", &Pkce::of(9));
    for page in [ada.visit(&ask).await, ada.stranger("bob").visit(&ask).await] {
        assert!(page.expect(200).text().contains("href=\"https://app.example/privacy\""));
    }
    // It signs members in like any other: with the method it registered and no other.
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "openid users:read", &pkce).await;
    refused(&app.redeem(&code, &pkce).await, 401, "invalid_client");
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", &pkce.verifier),
    ];
    let header = [("authorization", app.basic())];
    let header = header.each_ref().map(|(name, value)| (*name, value.as_str()));
    let tokens = app.call_bare("/oauth/token", &header, &fields).await.expect(200).json();
    assert!(tokens["refresh_token"].is_string() && tokens["id_token"].is_string(), "{tokens}");
    // Its owner finds it in the portal, and operators in the record.
    let page = ada.open("/developers/apps").await.expect(200).text();
    assert!(page.contains("Robot") && page.contains(&app.id), "{page}");
    ada.open(&format!("/developers/apps/{}", app.id)).await.expect(200);
    let shown = server.command(&["app", "show", &app.id, "--json"]).await.json();
    assert_eq!((&shown["first_party"], &shown["pkce_required"]), (&json!(false), &json!(true)));
    let record = server.folder().join("record.jsonl");
    let record = record.to_str().expect("a plain name");
    harness::wait::until_true("the registration is in the record", async || {
        server.command(&["audit", "export", record]).await.data();
        let text = fs::read_to_string(record).expect("the record was written");
        ["registration-token.create", "client.register"].iter().all(|act| text.contains(act))
    })
    .await;
}

async fn a_token_registers_as_often_as_it_may(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &["--uses", "3"]).await;
    let body = robot();
    let answers = join_all((0..RACERS).map(|_| register(&http, Some(&token), &body))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 3);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        refused(answer, 401, "invalid_token");
    }
    let list = server.command(&["app", "list", "--owner", "ada", "--json"]).await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(3), "{list}");
    // Stopped, and with an end.
    let stopped = make_token(&server, &["--uses", "9"]).await;
    let tokens = server.command(&["registration-token", "list", "--json"]).await.json();
    let id = tokens[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(tokens[0]["uses_left"], 9);
    assert!(!tokens.to_string().contains(&stopped), "{tokens}");
    server.command(&["registration-token", "revoke", &id]).await.data();
    assert_ne!(server.command(&["registration-token", "revoke", &id]).await.code, 0);
    refused(&register(&http, Some(&stopped), &robot()).await, 401, "invalid_token");
    let short = make_token(&server, &["--expires-in", "1s"]).await;
    harness::wait::until_true("the token has ended", async || {
        register(&http, Some(&short), &json!({})).await.status == 401
    })
    .await;
    // A token whose owner was locked registers nothing.
    let orphan = make_token(&server, &[]).await;
    server.command(&["account", "lock", "ada"]).await.data();
    refused(&register(&http, Some(&orphan), &robot()).await, 401, "invalid_token");
}

async fn a_program_reads_changes_and_deletes_its_app(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &[]).await;
    let said = register(&http, Some(&token), &robot()).await.expect(201).json();
    let (path, first) = (path_of(&server, &said), text(&said, "registration_access_token"));
    let app = ClientApp::known(&server, &said, CALLBACK);
    let read = send(&http, "GET", &path, Some(&first), &json!({})).await.expect(200).json();
    assert_eq!(read["registration_access_token"], first);
    assert!(read["client_secret"].is_null());
    for name in ["client_id", "redirect_uris", "scope", "contacts", "registration_client_uri"] {
        assert_eq!(read[name], said[name], "{name}");
    }
    // Replaced whole: what is left out has gone.
    let mut wanted = robot();
    wanted["client_id"] = json!(app.id);
    wanted["client_secret"] = said["client_secret"].clone();
    wanted["client_name"] = json!("Robot Two");
    wanted["redirect_uris"] = json!(["https://app.example/two"]);
    wanted["contacts"] = Value::Null;
    let changed = send(&http, "PUT", &path, Some(&first), &wanted).await.expect(200).json();
    assert_eq!(changed["client_name"], "Robot Two");
    assert!(changed["contacts"].is_null() && changed["client_secret"].is_null());
    let second = text(&changed, "registration_access_token");
    assert_ne!(first, second);
    refused(&send(&http, "GET", &path, Some(&first), &json!({})).await, 401, "invalid_token");
    super::broken_link(&ada.open(&app.authorize_path("openid", &Pkce::of(1))).await);
    let moved = app.answered_at("https://app.example/two");
    ada.code(&moved, "openid", &Pkce::of(1)).await;
    // What it is stays, and what is not its own cannot be said.
    for (name, value) in [
        ("client_id", json!("app_live_other")),
        ("client_secret", json!("sec_live_other")),
        ("token_endpoint_auth_method", json!("none")),
        ("application_type", json!("native")),
        ("registration_access_token", json!(second)),
        ("scope", json!("messages:write")),
    ] {
        let mut bent = wanted.clone();
        bent[name] = value;
        refused(&send(&http, "PUT", &path, Some(&second), &bent).await, 400, "invalid_client_metadata");
    }
    // One of many changes at once wins, the rest must read again.
    let answers = join_all((0..RACERS).map(|_| send(&http, "PUT", &path, Some(&second), &wanted))).await;
    let won: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
    assert_eq!(won.len(), 1);
    let third = text(&won[0].json(), "registration_access_token");
    let gone = send(&http, "DELETE", &path, Some(&third), &json!({})).await.expect(204);
    assert!(gone.body.is_empty());
    refused(&send(&http, "GET", &path, Some(&third), &json!({})).await, 401, "invalid_token");
    refused(&moved.own_token().await, 401, "invalid_client");
    assert!(!ada.open("/developers/apps").await.text().contains("Robot"));
}

async fn whoever_is_not_the_program_is_told_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &["--uses", "2"]).await;
    let one = register(&http, Some(&token), &robot()).await.expect(201).json();
    let two = register(&http, Some(&token), &robot()).await.expect(201).json();
    let byhand = ClientApp::register(&server, "ada", "web", &[]).await;
    let (path, other) = (path_of(&server, &one), text(&two, "registration_access_token"));
    let secret = text(&one, "client_secret");
    let mut answers = Vec::new();
    for method in ["GET", "PUT", "DELETE"] {
        for given in [None, Some("x"), Some(other.as_str()), Some(token.as_str()), Some(secret.as_str())] {
            for place in [&path, "/oauth/register/app_live_nobody", &format!("/oauth/register/{}", byhand.id)]
            {
                answers.push(send(&http, method, place, given, &robot()).await);
            }
        }
    }
    for answer in &answers {
        refused(answer, 401, "invalid_token");
        assert_eq!(answer.body, answers[0].body);
        assert_eq!(answer.header("www-authenticate"), answers[0].header("www-authenticate"));
    }
    // While an app is stopped its program is a stranger too.
    let own = text(&one, "registration_access_token");
    server.command(&["app", "suspend", &text(&one, "client_id")]).await.data();
    refused(&send(&http, "GET", &path, Some(&own), &json!({})).await, 401, "invalid_token");
    server.command(&["app", "resume", &text(&one, "client_id")]).await.data();
    send(&http, "GET", &path, Some(&own), &json!({})).await.expect(200);
}

async fn refused_metadata_use_nothing_up(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &["--scope", "projects:read", "--scope", "messages:read"]).await;
    let with = |name: &str, value: Value| {
        let mut body = robot();
        body["scope"] = json!("projects:read");
        body[name] = value;
        body
    };
    for (body, error) in [
        (with("redirect_uris", json!(["http://app.example/cb"])), "invalid_redirect_uri"),
        (with("redirect_uris", json!([])), "invalid_redirect_uri"),
        (with("client_name", json!("Guildgate")), "invalid_client_metadata"),
        (with("client_name", json!("<script>alert(1)</script>\u{202e}")), "invalid_client_metadata"),
        (with("scope", json!("openid")), "invalid_client_metadata"),
        (with("logo_uri", json!("http://app.example/logo.png")), "invalid_client_metadata"),
        (with("jwks", json!({ "keys": "none" })), "invalid_client_metadata"),
        (with("software_statement", json!("e30.e30.AA")), "unapproved_software_statement"),
        (json!([]), "invalid_client_metadata"),
        (json!("text"), "invalid_client_metadata"),
        (json!(null), "invalid_client_metadata"),
    ] {
        let answer = register(&http, Some(&token), &body).await;
        refused(&answer, 400, error);
        assert!(answer.member("error_description").is_ascii(), "{}", answer.text());
    }
    let bearer = format!("Bearer {token}");
    for (kind, body) in [
        ("application/json", b"{\"redirect_uris\":".to_vec()),
        ("application/json", vec![0xff, 0xfe]),
        ("application/json", "[".repeat(60_000).into_bytes()),
        ("text/plain", robot().to_string().into_bytes()),
        ("application/x-www-form-urlencoded", b"client_name=x".to_vec()),
    ] {
        let headers = [("content-type", kind), ("authorization", bearer.as_str())];
        let answer = http.send("POST", "/oauth/register", &headers, Some(body)).await;
        refused(&answer, 400, "invalid_client_metadata");
    }
    // Nothing of it was written, and the one use is still there, for what the token alone allows.
    let list = server.command(&["app", "list", "--owner", "ada", "--json"]).await.json();
    assert_eq!(list, json!([]));
    let said = register(&http, Some(&token), &with("scope", json!("messages:read"))).await.expect(201).json();
    assert_eq!(said["scope"], "messages:read");
}

async fn open_registration_is_a_switch(engine: Engine) {
    let open = [
        ("REGISTRATION__CLIENTS", "open"),
        ("REGISTRATION__CLIENTS_OWNER", "olga"),
        ("REGISTRATION__CLIENTS_PER_HOUR", "2"),
    ];
    let server = Server::start_with(engine, &open).await;
    let http = server.http();
    assert_eq!(register(&http, None, &robot()).await.status, 500, "nobody of that name is there yet");
    let olga = Person::operator(&server, "olga").await;
    Person::member(&server, "ada").await;
    register(&http, None, &robot()).await.expect(201);
    assert!(olga.open("/developers/apps").await.text().contains("Robot"));
    // The third of this network in an hour; a token is not counted.
    let answer = register(&http, None, &robot()).await.expect(429);
    assert!(!answer.header("retry-after").is_empty());
    let token = make_token(&server, &[]).await;
    register(&http, Some(&token), &robot()).await.expect(201);
    // A wrong token is refused, not taken for none.
    refused(&register(&http, Some("reg_wrong"), &robot()).await, 401, "invalid_token");
    let page = [("origin", "https://inspector.example")];
    assert_eq!(
        http.send("POST", "/oauth/register", &page, None).await.header("access-control-allow-origin"),
        "*"
    );
    // It is off unless it was switched on.
    let usual = Server::start(engine).await;
    refused(&register(&usual.http(), None, &robot()).await, 401, "invalid_token");
}

async fn registration_can_be_off(engine: Engine) {
    let server = Server::start_with(engine, &[("REGISTRATION__CLIENTS", "off")]).await;
    Person::member(&server, "ada").await;
    let token = make_token(&server, &[]).await;
    let http = server.http();
    for (method, path) in [("POST", "/oauth/register"), ("GET", "/oauth/register/app_live_x")] {
        assert_eq!(send(&http, method, path, Some(&token), &robot()).await.status, 404, "{path}");
    }
    let listed = http.get("/.well-known/openid-configuration").await.json();
    assert!(listed["registration_endpoint"].is_null());
    let usual = Server::start(engine).await;
    let listed = usual.http().get("/.well-known/openid-configuration").await.json();
    assert_eq!(listed["registration_endpoint"], format!("{}/oauth/register", usual.public_url()));
}

async fn front_channel_and_pkce_are_the_operators(engine: Engine) {
    let looser = [("REGISTRATION__CLIENTS_FRONT_CHANNEL", "true"), ("REGISTRATION__CLIENTS_PKCE", "false")];
    let server = Server::start_with(engine, &looser).await;
    let ada = Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &["--uses", "9"]).await;
    let mut hybrid = robot();
    hybrid["grant_types"] = json!(["authorization_code", "implicit"]);
    hybrid["response_types"] = json!(["code id_token"]);
    let said = register(&http, Some(&token), &hybrid).await.expect(201).json();
    let app = ClientApp::known(&server, &said, CALLBACK);
    let ask = |kind: &str| {
        app.authorize_path_with(&[
            ("response_type", kind),
            ("redirect_uri", CALLBACK),
            ("scope", "openid"),
            ("nonce", "n"),
            ("state", "s"),
        ])
    };
    let answer = ada.allow(&ask("id_token code")).await;
    assert!(
        answer.location().contains("#") && answer.location().contains("id_token="),
        "{}",
        answer.location()
    );
    // Only what it registered, although the operator allows more.
    super::sent_back(&ada.visit(&ask("code")).await, "unauthorized_client");
    super::sent_back(&ada.visit(&ask("id_token token")).await, "unauthorized_client");
    let strict = Server::start(engine).await;
    Person::member(&strict, "ada").await;
    let token = make_token(&strict, &[]).await;
    refused(&register(&strict.http(), Some(&token), &hybrid).await, 400, "invalid_client_metadata");
}

async fn a_sector_file_must_list_every_redirect_uri(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let mut server = Server::prepare(engine, &[]).await;
    for (name, value) in elsewhere.allowed(server.folder()) {
        server.set(name, &value);
    }
    server.run().await;
    Person::member(&server, "ada").await;
    let http = server.http();
    let token = make_token(&server, &[]).await;
    let mut pairwise = robot();
    pairwise["subject_type"] = json!("pairwise");
    pairwise["sector_identifier_uri"] = json!(elsewhere.url("/sector.json"));
    for file in [None, Some("{}"), Some("[]"), Some("[\"https://app.example/other\"]")] {
        if let Some(file) = file {
            elsewhere.put("/sector.json", &[], file);
        }
        let answer = register(&http, Some(&token), &pairwise).await;
        refused(&answer, 400, "invalid_client_metadata");
        assert!(answer.text().contains("sector_identifier_uri"), "{}", answer.text());
    }
    elsewhere.put("/sector.json", &[], json!([CALLBACK, "https://app.example/other"]).to_string());
    let said = register(&http, Some(&token), &pairwise).await.expect(201).json();
    assert_eq!(said["subject_type"], "pairwise");
    // A change is held to it as well.
    pairwise["client_id"] = said["client_id"].clone();
    pairwise["redirect_uris"] = json!([CALLBACK, "https://app.example/third"]);
    let (path, management) = (path_of(&server, &said), text(&said, "registration_access_token"));
    let answer = send(&http, "PUT", &path, Some(&management), &pairwise).await;
    refused(&answer, 400, "invalid_client_metadata");
    send(&http, "GET", &path, Some(&management), &json!({})).await.expect(200);
}

async fn a_native_app_needs_no_website(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let token = make_token(&server, &[]).await;
    let tool =
        json!({ "client_name": "Tool", "redirect_uris": ["http://127.0.0.1/cb"], "scope": "users:read" });
    let said = register(&server.http(), Some(&token), &tool).await.expect(201).json();
    assert_eq!((&said["application_type"], &said["client_uri"]), (&json!("native"), &Value::Null));
    assert!(said["client_secret"].is_null());
    // Its port is its own each time, and no page links to nowhere.
    let app = ClientApp::known(&server, &said, "http://127.0.0.1:49152/cb");
    let page = ada.visit(&app.authorize_path("users:read", &Pkce::of(1))).await.expect(200).text();
    assert!(page.contains("Tool") && !page.contains("href=\"\""), "{page}");
    ada.code(&app, "users:read", &Pkce::of(1)).await;
    let page = ada.open(&format!("/account/apps/{}", app.id)).await.expect(200).text();
    assert!(!page.contains("href=\"\""), "{page}");
}
