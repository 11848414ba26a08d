//! How an app shows itself, and the keys with which it is spoken to, as its owner sets them in the portal.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use harness::form::tags;
use harness::http::Answer;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::signer::Signer;
use serde_json::json;

on_both_engines!(
    a_logo_is_uploaded_shown_and_taken_away,
    what_is_no_picture_is_told_and_changes_nothing,
    links_and_contacts_are_shown_where_they_are_needed,
    keys_and_algorithms_are_set_as_at_registration,
    nobody_else_brands_an_app,
);

const POINT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const EDGE: &str = "an edge that no picture holds";

fn point() -> Vec<u8> {
    STANDARD.decode(POINT).expect("base64")
}

struct Shop {
    server: Server,
    ada: Person,
    app: ClientApp,
}

impl Shop {
    async fn open(engine: Engine) -> Self {
        let server = Server::start(engine).await;
        let ada = Person::member(&server, "ada").await;
        let more = ["--scope", "openid", "--scope", "users:read"];
        let app = ClientApp::register(&server, "ada", "web", &more).await;
        ada.sign_in().await;
        Self { server, ada, app }
    }

    fn path(&self, rest: &str) -> String {
        format!("/developers/apps/{}{rest}", self.app.id)
    }

    fn ask(&self) -> String {
        self.app.authorize_path("openid users:read", &Pkce::of(1))
    }

    /// Sends a file as a browser does.
    async fn upload(&self, token: &str, file: &[u8]) -> Answer {
        let edge = EDGE.replace(' ', "-");
        let mut body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n{token}\r\n--{edge}\r\n\
             Content-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\nContent-Type: image/png\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{edge}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={edge}");
        let headers = [("content-type", kind.as_str()), ("sec-fetch-site", "same-origin")];
        self.ada.http().send("POST", &self.path("/branding/logo"), &headers, Some(body)).await
    }

    async fn token(&self) -> String {
        let page = self.ada.open(&self.path("/branding")).await.expect(200);
        page.form_to(&self.path("/branding/logo")).value("form_token").to_owned()
    }
}

/// Where the logo on a page comes from.
fn shown(page: &Answer) -> Option<String> {
    let logo = tags(&page.text()).into_iter().find(|tag| tag.attribute("class") == Some("logo"))?;
    Some(logo.attribute("src").expect("a picture comes from somewhere").to_owned())
}

async fn a_logo_is_uploaded_shown_and_taken_away(engine: Engine) {
    let shop = Shop::open(engine).await;
    let token = shop.token().await;
    assert_eq!(shown(&shop.ada.visit(&shop.ask()).await), None);
    let done = shop.upload(&token, &point()).await.expect(303);
    assert!(done.location().ends_with("/branding?done=saved"), "{}", done.location());
    let address = shown(&shop.ada.visit(&shop.ask()).await).expect("it is shown where members decide");
    assert_eq!(shown(&shop.ada.open(&shop.path("/branding")).await).as_ref(), Some(&address));
    let served = shop.server.http().get(&address).await.expect(200);
    assert_eq!(served.header("content-type"), "image/png");
    // A form is sent once.
    assert_ne!(shop.upload(&token, &point()).await.status, 303);
    let page = shop.ada.open(&shop.path("/branding")).await;
    shop.ada.press(&page, &shop.path("/branding/logo/remove")).await.expect(303);
    assert_eq!(shown(&shop.ada.visit(&shop.ask()).await), None);
    shop.server.http().get(&address).await.expect(404);
}

async fn what_is_no_picture_is_told_and_changes_nothing(engine: Engine) {
    let shop = Shop::open(engine).await;
    shop.upload(&shop.token().await, &point()).await.expect(303);
    let before = shown(&shop.ada.visit(&shop.ask()).await);
    for (file, words) in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "not a PNG, WebP or JPEG"),
        (b"GIF89a".to_vec(), "not a PNG, WebP or JPEG"),
        (point()[..30].to_vec(), "damaged"),
        ([point(), vec![0; 256 * 1_024]].concat(), "larger than 256 KB"),
        (Vec::new(), "Choose a picture first"),
    ] {
        let answer = shop.upload(&shop.token().await, &file).await.expect(422);
        assert!(answer.text().contains(words), "{words}");
        assert!(answer.text().contains("aria-invalid"));
    }
    // Far too long is not read at all; a stranger's form is none.
    shop.upload(&shop.token().await, &vec![0; 400 * 1_024]).await.expect(413);
    assert_ne!(shop.upload("", &point()).await.status, 303);
    assert_eq!(shown(&shop.ada.visit(&shop.ask()).await), before);
}

async fn links_and_contacts_are_shown_where_they_are_needed(engine: Engine) {
    let shop = Shop::open(engine).await;
    let page = shop.ada.open(&shop.path("/branding")).await.expect(200);
    let good = [
        ("policy_uri", "https://app.example/privacy"),
        ("tos_uri", "https://app.example/terms"),
        ("contacts", "help@app.example\n\n  sales@app.example "),
    ];
    for (name, bad) in [("policy_uri", "http://app.example/privacy"), ("tos_uri", "javascript:alert(1)")] {
        let answer = shop.ada.fill(&page, "contacts", &[(name, bad)]).await.expect(422);
        assert!(answer.text().contains("whole address that begins with https://"), "{}", answer.text());
    }
    let page = shop.ada.open(&shop.path("/branding")).await;
    shop.ada.fill(&page, "contacts", &good).await.expect(303);
    let decide = shop.ada.visit(&shop.ask()).await.text();
    assert!(decide.contains("https://app.example/privacy") && decide.contains("https://app.example/terms"));
    shop.ada.allow(&shop.ask()).await;
    let own = shop.ada.open(&format!("/account/apps/{}", shop.app.id)).await.expect(200).text();
    assert!(own.contains("help@app.example") && own.contains("sales@app.example"), "{own}");
    let command = shop.server.command(&["app", "show", &shop.app.id]).await.data();
    assert!(command.contains("help@app.example, sales@app.example"), "{command}");
}

async fn keys_and_algorithms_are_set_as_at_registration(engine: Engine) {
    let shop = Shop::open(engine).await;
    let keys = json!({ "keys": [Signer::new("one").jwk()] }).to_string();
    for (name, bad, words) in [
        ("jwks", "{", "not JSON"),
        ("jwks", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}", "These keys cannot be used"),
        ("jwks_uri", "http://app.example/jwks", "whole address that begins with https://"),
        ("id_token_encrypted_response_alg", "ECDH-ES", "key"),
    ] {
        let page = shop.ada.open(&shop.path("/keys")).await.expect(200);
        let answer = shop.ada.fill(&page, "jwks", &[(name, bad)]).await.expect(422);
        assert!(answer.text().contains(words), "{name}: {}", answer.text());
    }
    let page = shop.ada.open(&shop.path("/keys")).await.expect(200);
    let entered = [("jwks", keys.as_str()), ("id_token_signed_response_alg", "ES256")];
    shop.ada.fill(&page, "jwks", &entered).await.expect(303);
    let pkce = Pkce::of(1);
    let code = shop.ada.code(&shop.app, "openid users:read", &pkce).await;
    let tokens = shop.app.redeem(&code, &pkce).await.expect(200).json();
    let token = Jwt::read(tokens["id_token"].as_str().expect("an ID token")).expect("a JWT");
    assert_eq!(token.header["alg"], "ES256");
    let shown = shop.server.command(&["app", "show", &shop.app.id, "--json"]).await.json();
    assert_eq!(shown["metadata"]["jwks"]["keys"][0]["kid"], "one");
}

async fn nobody_else_brands_an_app(engine: Engine) {
    let shop = Shop::open(engine).await;
    let bob = Person::member(&shop.server, "bob").await;
    bob.sign_in().await;
    for path in ["/branding", "/keys"] {
        bob.open(&shop.path(path)).await.expect(404);
    }
    let answer = bob.http().post(&shop.path("/branding"), &[("policy_uri", "https://evil.example")]).await;
    assert!(![200, 303].contains(&answer.status), "{}", answer.status);
}
