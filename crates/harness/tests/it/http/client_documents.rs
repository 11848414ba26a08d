//! Apps that nobody registered: their identifier is an address, and the document there says what they are.

use harness::elsewhere::Elsewhere;
use harness::http::{Answer, Http};
use harness::jwt::Pkce;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::signer::{ASSERTION_TYPE, Signer, assertion};
use harness::wait::until_true;
use serde_json::{Value, json};

use super::{broken_link, refused};

on_both_engines!(
    an_app_that_describes_itself_works_whole_and_belongs_to_nobody,
    a_server_that_describes_itself_proves_itself_with_its_key,
    hostile_documents_make_no_app,
    a_document_is_kept_as_long_as_it_says_and_followed_when_it_changes,
    an_app_whose_server_is_down_goes_on_and_one_that_is_withdrawn_does_not,
    without_the_switch_an_address_is_no_identifier,
    an_operator_stops_an_app_that_nobody_owns,
);

const PATH: &str = "/oauth/client.json";
const CALLBACK: &str = "http://127.0.0.1:7777/callback";
const JSON: (&str, &str) = ("Content-Type", "application/json");
/// Believed for the shortest time there is.
const SHORT: (&str, &str) = ("Cache-Control", "no-store");

async fn start(engine: Engine, elsewhere: &Elsewhere, more: &[(&str, &str)]) -> Server {
    let mut server = Server::prepare(engine, &[]).await;
    for (name, value) in elsewhere.allowed(server.folder()) {
        server.set(name, &value);
    }
    server.set("REGISTRATION__CLIENT_DOCUMENTS", "true");
    server.set("REGISTRATION__CLIENT_DOCUMENTS_TTL", "1s");
    for (name, value) in more {
        server.set(name, value);
    }
    server.run().await;
    server
}

fn tool(id: &str) -> Value {
    json!({
        "client_id": id,
        "client_name": "Tool",
        "redirect_uris": [CALLBACK],
        "grant_types": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        "response_types": ["code"],
        "token_endpoint_auth_method": "none",
        "scope": "openid offline_access users:read mcp:tools",
        "logo_uri": "https://cdn.example/logo.png",
    })
}

/// The app whose document is served at `path`.
fn known(server: &Server, id: &str, callback: &str) -> ClientApp {
    ClientApp::known(server, &json!({ "client_id": id }), callback)
}

async fn ask(http: &Http, id: &str) -> Answer {
    let app_ask = [
        ("client_id", id),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "openid"),
        ("code_challenge", &Pkce::of(3).challenge),
        ("code_challenge_method", "S256"),
    ];
    http.get(&format!("/oauth/authorize?{}", harness::http::encode(&app_ask))).await
}

async fn an_app_that_describes_itself_works_whole_and_belongs_to_nobody(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[]).await;
    let ada = Person::member(&server, "ada").await;
    let said = server.http().get("/.well-known/oauth-authorization-server").await.json();
    assert_eq!(said["client_id_metadata_document_supported"], true);
    let id = elsewhere.url(PATH);
    elsewhere.put(PATH, &[JSON], tool(&id).to_string());
    let app = known(&server, &id, CALLBACK);
    // Whoever decides sees which host speaks, and that nobody here vouches for it.
    let page = ada.visit(&app.authorize_path("openid users:read", &Pkce::of(1))).await.expect(200).text();
    assert!(page.contains("Tool") && page.contains(">localhost<"), "{page}");
    assert!(page.contains("http://127.0.0.1:7777"), "{page}");
    let tokens = ada.tokens(&app, "openid offline_access users:read", 1).await;
    assert_eq!(app.own_record(&tokens.access).await.expect(200).json()["username"], "ada");
    let next = Tokens::of(app.refresh(&tokens.refresh).await);
    // A port of its own each time, as programs on a device have; no other address.
    let moved = known(&server, &id, "http://127.0.0.1:40123/callback");
    let code = ada.code(&moved, "openid users:read", &Pkce::of(2)).await;
    moved.redeem(&code, &Pkce::of(2)).await.expect(200);
    let elsewhere_sent = known(&server, &id, "https://evil.example/callback");
    broken_link(&ada.open(&elsewhere_sent.authorize_path("openid", &Pkce::of(2))).await);
    // Without PKCE, by the front channel, for itself: none of it.
    let bare = app.authorize_path_with(&[
        ("response_type", "code"),
        ("redirect_uri", CALLBACK),
        ("scope", "openid"),
    ]);
    super::sent_back(&ada.open(&bare).await, "invalid_request");
    let implicit = app.authorize_path_with(&[("response_type", "token"), ("scope", "users:read")]);
    let answer = ada.open(&implicit).await;
    assert!(answer.location().contains("error=unauthorized_client"), "{}", answer.location());
    let own = [("grant_type", "client_credentials"), ("client_id", &id)];
    refused(&app.call_bare("/oauth/token", &[], &own).await, 400, "unauthorized_client");
    // The member sees it among the rest, and takes everything back.
    let list = ada.open("/account/apps").await.expect(200);
    assert!(list.text().contains("Tool"), "{}", list.text());
    let encoded = harness::http::encode(&[("", &id)]).replacen('=', "", 1);
    let path = format!("/account/apps/{encoded}");
    let one = ada.open(&path).await.expect(200);
    let done = ada.press(&one, &format!("{path}/remove")).await;
    assert_eq!(ada.follow(done).await.expect(200).path, "/account/apps?done=app-removed");
    refused(&app.refresh(&next.refresh).await, 400, "invalid_grant");
    until_true("its tokens end", async || app.own_record(&next.access).await.status == 401).await;
    // It is nobody's in the portal, and plainly nobody's to operators.
    ada.open(&format!("/developers/apps/{encoded}")).await.expect(404);
    let shown = server.command(&["app", "show", &id, "--json"]).await.json();
    assert_eq!((&shown["owner_id"], &shown["kind"]), (&Value::Null, &json!("native")));
    let words = server.command(&["app", "show", &id]).await.data();
    assert!(words.contains("nobody"), "{words}");
    let all = server.command(&["app", "list", "--json"]).await.json();
    assert!(all.to_string().contains(&id), "{all}");
    assert_ne!(
        server.command(&["app", "secret", "add", &id]).await.code,
        0,
        "it shares no secret with anybody"
    );
}

async fn a_server_that_describes_itself_proves_itself_with_its_key(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[]).await;
    let ada = Person::member(&server, "ada").await;
    let id = elsewhere.url(PATH);
    let callback = elsewhere.url("/callback");
    let signer = Signer::new("one");
    let mut said = tool(&id);
    said["redirect_uris"] = json!([callback]);
    said["token_endpoint_auth_method"] = json!("private_key_jwt");
    said["jwks_uri"] = json!(elsewhere.url("/jwks"));
    elsewhere.put(PATH, &[JSON], said.to_string());
    elsewhere.put("/jwks", &[JSON], json!({ "keys": [signer.jwk()] }).to_string());
    let app = known(&server, &id, &callback);
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "openid users:read", &pkce).await;
    refused(&app.redeem(&code, &pkce).await, 401, "invalid_client");
    let assertion = signer.sign(&assertion(&id, server.public_url(), "once"));
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &callback),
        ("code_verifier", &pkce.verifier),
        ("client_assertion_type", ASSERTION_TYPE),
        ("client_assertion", &assertion),
    ];
    app.call_bare("/oauth/token", &[], &fields).await.expect(200);
    let again = app.call_bare("/oauth/token", &[], &fields).await;
    refused(&again, 401, "invalid_client");
}

async fn hostile_documents_make_no_app(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[("THROTTLE__NETWORK_PER_MINUTE", "1000")]).await;
    let http = server.http();
    let url = |path: &str| elsewhere.url(path);
    let with = |path: &str, name: &str, value: Value| {
        let mut said = tool(&url(path));
        said[name] = value;
        said.to_string()
    };
    elsewhere.put("/html", &[("Content-Type", "text/html")], tool(&url("/html")).to_string());
    elsewhere.put("/untyped", &[], tool(&url("/untyped")).to_string());
    elsewhere.put("/other", &[JSON], tool(&url("/somebody-else")).to_string());
    elsewhere.put("/list", &[JSON], "[]");
    elsewhere.put("/cut", &[JSON], &tool(&url("/cut")).to_string()[..40]);
    elsewhere.put("/secret", &[JSON], with("/secret", "client_secret", json!("s")));
    elsewhere.put(
        "/method",
        &[JSON],
        with("/method", "token_endpoint_auth_method", json!("client_secret_basic")),
    );
    elsewhere.put("/foreign", &[JSON], with("/foreign", "redirect_uris", json!(["https://evil.example/cb"])));
    elsewhere.put("/posing", &[JSON], with("/posing", "client_name", json!("Guildgate")));
    elsewhere.put("/padded", &[JSON], with("/padded", "client_name2", json!("x".repeat(17_000))));
    elsewhere.put("/huge", &[JSON], with("/huge", "client_name2", json!("x".repeat(70_000))));
    elsewhere.put("/deep", &[JSON], format!("{{\"a\":{}{}}}", "[".repeat(5_000), "]".repeat(5_000)));
    elsewhere.put("/good", &[JSON], tool(&url("/moved")).to_string());
    elsewhere.put_status("/moved", 302, &[("Location", &url("/good"))], "");
    elsewhere.put_status("/created", 201, &[JSON], tool(&url("/created")).to_string());
    elsewhere.put_status("/gone", 404, &[JSON], tool(&url("/gone")).to_string());
    let served = [
        "/html", "/untyped", "/other", "/list", "/cut", "/secret", "/method", "/foreign", "/posing",
        "/padded", "/huge", "/deep", "/moved", "/created", "/gone",
    ];
    for path in served {
        let id = url(path);
        broken_link(&ask(&http, &id).await);
        // Asked again at once, nobody is bothered again; the token endpoint knows no such client either.
        broken_link(&ask(&http, &id).await);
        let fields = [("grant_type", "refresh_token"), ("refresh_token", "rt_x"), ("client_id", id.as_str())];
        refused(&http.post("/oauth/token", &fields).await, 401, "invalid_client");
        assert_eq!(elsewhere.asked(path), 1, "{path}");
    }
    assert_eq!(elsewhere.asked("/good"), 0, "a redirect is not followed");
    // Identifiers that are no addresses of documents, and addresses inside of our network, are never asked.
    for id in [
        elsewhere.url(""),
        elsewhere.url("/"),
        format!("{}#x", url("/ok")),
        url("/a/../ok"),
        url("/ok").replace("https://", "https://u:p@"),
        url("/ok").replace("localhost", "127.0.0.1"),
        url("/ok").replace("localhost", "[::1]"),
        url("/ok").replace("localhost", "LOCALHOST"),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "https://10.0.0.1/client.json".to_owned(),
        format!("{}{}", url("/"), "a".repeat(300)),
    ] {
        broken_link(&ask(&http, &id).await);
    }
    assert_eq!(elsewhere.requests().len(), served.len());
    let all = server.command(&["app", "list", "--json"]).await.json();
    assert_eq!(all, json!([]), "none of it became an app");
    elsewhere.set_down(true);
    broken_link(&ask(&http, &url("/down")).await);
    elsewhere.set_down(false);
}

async fn a_document_is_kept_as_long_as_it_says_and_followed_when_it_changes(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[]).await;
    let ada = Person::member(&server, "ada").await;
    let (short, long) = (elsewhere.url("/short"), elsewhere.url("/long"));
    elsewhere.put("/short", &[JSON, SHORT], tool(&short).to_string());
    elsewhere.put("/long", &[JSON, ("Cache-Control", "public, max-age=999999999")], tool(&long).to_string());
    let apps = [known(&server, &short, CALLBACK), known(&server, &long, CALLBACK)];
    for (number, app) in apps.iter().enumerate() {
        ada.tokens(app, "openid offline_access users:read", number as u64 + 1).await;
    }
    // Grown old, it is asked for again, and what it says then holds: the old address and its name are gone.
    let mut said = tool(&short);
    said["client_name"] = json!("Tool the second");
    said["redirect_uris"] = json!(["http://127.0.0.1:1/second"]);
    elsewhere.put("/short", &[JSON], said.to_string());
    until_true("it is read again", async || {
        ada.open(&apps[0].authorize_path("openid", &Pkce::of(5))).await.status == 400
    })
    .await;
    broken_link(&ada.open(&apps[0].authorize_path("openid", &Pkce::of(5))).await);
    ada.code(&apps[1], "openid users:read", &Pkce::of(7)).await;
    assert_eq!(elsewhere.asked("/long"), 1, "what holds long is not asked for again");
    let list = ada.open("/account/apps").await.expect(200).text();
    assert!(list.contains("Tool the second"), "{list}");
    let second = known(&server, &short, "http://127.0.0.1:1/second");
    ada.code(&second, "openid users:read", &Pkce::of(6)).await;
}

async fn an_app_whose_server_is_down_goes_on_and_one_that_is_withdrawn_does_not(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[]).await;
    let ada = Person::member(&server, "ada").await;
    let (one, two) = (elsewhere.url("/one"), elsewhere.url("/two"));
    elsewhere.put("/one", &[JSON, SHORT], tool(&one).to_string());
    elsewhere.put("/two", &[JSON, SHORT], tool(&two).to_string());
    let (one, two) = (known(&server, &one, CALLBACK), known(&server, &two, CALLBACK));
    let first = ada.tokens(&one, "openid offline_access users:read", 1).await;
    let second = ada.tokens(&two, "openid offline_access users:read", 2).await;
    elsewhere.put_status("/one", 503, &[], "");
    elsewhere.put_status("/two", 410, &[], "");
    let before = (elsewhere.asked("/one"), elsewhere.asked("/two"));
    until_true("both are asked again", async || {
        for app in [&one, &two] {
            ada.open(&app.authorize_path("openid", &Pkce::of(5))).await;
        }
        elsewhere.asked("/one") > before.0 && elsewhere.asked("/two") > before.1
    })
    .await;
    Tokens::of(one.refresh(&first.refresh).await);
    refused(&two.refresh(&second.refresh).await, 401, "invalid_client");
    broken_link(&ada.open(&two.authorize_path("openid", &Pkce::of(5))).await);
}

async fn without_the_switch_an_address_is_no_identifier(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[("REGISTRATION__CLIENT_DOCUMENTS", "false")]).await;
    let id = elsewhere.url(PATH);
    elsewhere.put(PATH, &[JSON], tool(&id).to_string());
    broken_link(&ask(&server.http(), &id).await);
    let said = server.http().get("/.well-known/oauth-authorization-server").await.json();
    assert_eq!(said.get("client_id_metadata_document_supported"), None);
    let fields = [("grant_type", "refresh_token"), ("refresh_token", "rt_x"), ("client_id", id.as_str())];
    refused(&server.http().post("/oauth/token", &fields).await, 401, "invalid_client");
    assert_eq!(elsewhere.requests().len(), 0);
}

async fn an_operator_stops_an_app_that_nobody_owns(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere, &[]).await;
    let ada = Person::member(&server, "ada").await;
    let id = elsewhere.url(PATH);
    elsewhere.put(PATH, &[JSON, SHORT], tool(&id).to_string());
    let app = known(&server, &id, CALLBACK);
    let tokens = ada.tokens(&app, "openid offline_access users:read", 1).await;
    server.command(&["app", "suspend", &id]).await.data();
    until_true("its tokens end", async || app.own_record(&tokens.access).await.status == 401).await;
    // That its description is read again does not let it go on.
    let before = elsewhere.asked(PATH);
    until_true("it is read again", async || {
        broken_link(&ada.open(&app.authorize_path("openid", &Pkce::of(5))).await);
        elsewhere.asked(PATH) > before
    })
    .await;
    broken_link(&ada.open(&app.authorize_path("openid", &Pkce::of(5))).await);
    assert_eq!(app.refresh(&tokens.refresh).await.status, 401);
}
