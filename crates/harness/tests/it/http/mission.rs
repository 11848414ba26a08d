//! The two requests that every other program relies on, byte for byte.

use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::raw;
use harness::server::{Engine, Server};

on_both_engines!(five_parameters_give_five_members, a_bearer_header_gives_the_member);

async fn five_parameters_give_five_members(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--no-pkce"]).await;
    let path =
        app.authorize_path_with(&[("response_type", "code"), ("redirect_uri", CALLBACK), ("state", "s")]);
    let code = ada.allow(&path).await.location_parameter("code").expect("the app gets a code");
    let body = format!(
        "grant_type=authorization_code&code={code}&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback\
         &client_id={}&client_secret={}",
        app.id,
        app.secret.as_deref().expect("a web app has a secret"),
    );
    let request = format!(
        "POST /oauth/token HTTP/1.1\r\nHost: localhost:{}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        server.port(),
        body.len(),
    );
    let answer = raw::exchange(&server, request.as_bytes()).await;
    let (head, body) = raw::split(&answer);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let head = head.to_ascii_lowercase();
    for header in ["content-type: application/json", "cache-control: no-store", "pragma: no-cache"] {
        assert!(head.lines().any(|line| line == header), "{header} is missing in {head}");
    }
    let text = String::from_utf8(body).expect("UTF-8");
    let body: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let expected = format!(
        r#"{{"access_token":{},"token_type":"Bearer","expires_in":3600,"refresh_token":{},"scope":"users:read projects:read"}}"#,
        body["access_token"], body["refresh_token"],
    );
    assert_eq!(text, expected);
}

async fn a_bearer_header_gives_the_member(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let Tokens { access, .. } = ada.tokens(&app, "users:read", 1).await;
    let request = format!(
        "GET /api/users/v1/self HTTP/1.1\r\nHost: localhost:{}\r\nAuthorization: Bearer {access}\r\n\r\n",
        server.port(),
    );
    let answer = raw::exchange(&server, request.as_bytes()).await;
    let (head, body) = raw::split(&answer);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.to_ascii_lowercase().contains("\r\ncontent-type: application/json\r\n"), "{head}");
    let record: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(record["username"], "ada");
}
