//! Logos: fetched from where an app says, drawn anew, shown from our own address.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use harness::elsewhere::Elsewhere;
use harness::form::tags;
use harness::http::{Answer, Http};
use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait::until_true;
use serde_json::{Value, json};

on_both_engines!(
    a_logo_is_fetched_drawn_anew_and_shown_where_members_decide,
    what_is_no_picture_is_never_shown,
    an_app_that_names_no_logo_any_more_has_none,
);

const CALLBACK: &str = "https://app.example/callback";
/// One red point.
const POINT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/// A picture with words behind it, which no picture of ours has.
fn picture() -> Vec<u8> {
    let mut bytes = STANDARD.decode(POINT).expect("base64");
    bytes.extend_from_slice(b"<script>behind</script>");
    bytes
}

async fn start(engine: Engine, elsewhere: &Elsewhere) -> Server {
    let mut server = Server::prepare(engine, &[]).await;
    for (name, value) in elsewhere.allowed(server.folder()) {
        server.set(name, &value);
    }
    server.run().await;
    server
}

async fn call(http: &Http, method: &str, path: &str, token: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("authorization", &format!("Bearer {token}"))];
    http.send(method, path, &headers, Some(body.to_string().into_bytes())).await
}

fn robot(logo: &str) -> Value {
    json!({
        "client_name": "Robot",
        "client_uri": "https://app.example",
        "redirect_uris": [CALLBACK],
        "scope": "openid users:read",
        "logo_uri": logo,
    })
}

async fn register(server: &Server, logo: &str) -> Value {
    let made = server.command(&["registration-token", "create", "--owner", "ada", "--json"]).await.json();
    let token = made["registration_token"].as_str().expect("a token").to_owned();
    call(&server.http(), "POST", "/oauth/register", &token, &robot(logo)).await.expect(201).json()
}

/// Where the logo on a page comes from.
fn shown(page: &Answer) -> Option<String> {
    let logo = tags(&page.text()).into_iter().find(|tag| tag.attribute("class") == Some("logo"))?;
    Some(logo.attribute("src").expect("a picture comes from somewhere").to_owned())
}

async fn a_logo_is_fetched_drawn_anew_and_shown_where_members_decide(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere).await;
    let ada = Person::member(&server, "ada").await;
    // It need not be there when the app is registered: it is asked for again.
    let said = register(&server, &elsewhere.url("/logo.png")).await;
    assert_eq!(said["logo_uri"], elsewhere.url("/logo.png"));
    elsewhere.put("/kept.png", &[("Content-Type", "text/html")], picture());
    let said = register(&server, &elsewhere.url("/kept.png")).await;
    let app = ClientApp::known(&server, &said, CALLBACK);
    let ask = app.authorize_path("openid users:read", &Pkce::of(1));
    until_true("the logo is shown", async || shown(&ada.visit(&ask).await).is_some()).await;
    let address = shown(&ada.visit(&ask).await).expect("it is shown");
    assert!(address.starts_with("/pictures/"), "{address}");
    assert_eq!(shown(&ada.stranger("bob").visit(&ask).await).as_ref(), Some(&address), "before the sign-in");
    assert_eq!(shown(&ada.open("/developers/apps").await).as_ref(), Some(&address));
    ada.allow(&ask).await;
    assert_eq!(shown(&ada.open("/account/apps").await).as_ref(), Some(&address));
    // What is served is what we drew, for good, to anybody, as nothing but a picture.
    let served = server.http().get(&address).await.expect(200);
    assert_eq!(served.header("content-type"), "image/png");
    assert_eq!(served.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert!(served.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(served.body.starts_with(b"\x89PNG") && served.body != picture());
    assert!(!served.body.windows(8).any(|part| part == b"<script>"));
    assert_eq!(elsewhere.asked("/kept.png"), 1, "nobody's browser asks there, and we do once");
    server.http().get("/pictures/0").await.expect(404);
    server.http().get("/pictures/00000000-0000-7000-8000-000000000000").await.expect(404);
}

async fn what_is_no_picture_is_never_shown(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere).await;
    let ada = Person::member(&server, "ada").await;
    let png = [("Content-Type", "image/png")];
    elsewhere.put("/svg", &png, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    elsewhere.put("/cut", &png, &picture()[..40]);
    elsewhere.put("/long", &png, [picture(), vec![0; 70_000]].concat());
    elsewhere.put("/good", &png, picture());
    elsewhere.put_status("/away", 302, &[("Location", &elsewhere.url("/good"))], "");
    let mut apps = Vec::new();
    for path in ["/svg", "/cut", "/long", "/away", "/good"] {
        let said = register(&server, &elsewhere.url(path)).await;
        apps.push((path, ClientApp::known(&server, &said, CALLBACK)));
    }
    // The good one was registered last.
    let logo = async |app: &ClientApp| {
        shown(&ada.visit(&app.authorize_path("openid users:read", &Pkce::of(1))).await)
    };
    let good = &apps.last().expect("there are some").1;
    until_true("the good one is shown", async || logo(good).await.is_some()).await;
    for (path, app) in &apps[..4] {
        until_true("it was asked for", async || elsewhere.asked(path) > 0).await;
        assert_eq!(logo(app).await, None, "{path}");
    }
    assert_eq!(elsewhere.asked("/good"), 1, "a redirect is not followed");
}

async fn an_app_that_names_no_logo_any_more_has_none(engine: Engine) {
    let elsewhere = Elsewhere::start().await;
    let server = start(engine, &elsewhere).await;
    let ada = Person::member(&server, "ada").await;
    elsewhere.put("/one.png", &[], picture());
    let said = register(&server, &elsewhere.url("/one.png")).await;
    let app = ClientApp::known(&server, &said, CALLBACK);
    let ask = app.authorize_path("openid users:read", &Pkce::of(1));
    until_true("the logo is shown", async || shown(&ada.visit(&ask).await).is_some()).await;
    let first = shown(&ada.visit(&ask).await).expect("it is shown");
    // Another one takes its place, and the picture before it leaves.
    elsewhere.put("/two.png", &[], picture());
    let path = said["registration_client_uri"].as_str().expect("an address").replace(server.public_url(), "");
    let put = async |token: &Value, logo: Option<String>| {
        let mut body = robot("");
        body["logo_uri"] = logo.map_or(Value::Null, Value::String);
        body["client_id"] = json!(app.id);
        let token = token["registration_access_token"].as_str().expect("a token").to_owned();
        call(&server.http(), "PUT", &path, &token, &body).await.expect(200).json()
    };
    let said = put(&said, Some(elsewhere.url("/two.png"))).await;
    until_true("the other is shown", async || shown(&ada.visit(&ask).await).as_ref() != Some(&first)).await;
    let second = shown(&ada.visit(&ask).await).expect("it is shown");
    server.http().get(&first).await.expect(404);
    server.http().get(&second).await.expect(200);
    put(&said, None).await;
    assert_eq!(shown(&ada.visit(&ask).await), None);
    server.http().get(&second).await.expect(404);
}
