//! The deprecated implicit grant: off, and per app only where an operator allows it.

use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::{http, wait};

use super::sent_back;

on_both_engines!(it_is_off, an_operator_may_allow_it_for_an_app);

const ASK: [(&str, &str); 4] =
    [("response_type", "token"), ("redirect_uri", CALLBACK), ("scope", "users:read"), ("state", "s")];

async fn it_is_off(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for kind in ["web", "browser", "native"] {
        let app = ClientApp::register(&server, "ada", kind, &[]).await;
        let answer = ada.open(&app.authorize_path_with(&ASK)).await;
        sent_back(&answer, "unauthorized_client");
        assert!(!answer.location().contains("access_token"), "{}", answer.location());
    }
    let listed = server.http().get("/.well-known/oauth-authorization-server").await.text();
    assert!(!listed.contains("implicit") && !listed.contains("id_token token"), "{listed}");
}

async fn an_operator_may_allow_it_for_an_app(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "browser", &["--allow-implicit"]).await;
    let answer = ada.allow(&app.authorize_path_with(&ASK)).await;
    let location = answer.location();
    assert!(location.starts_with("https://app.example/callback#"), "{location}");
    assert_eq!(http::parameter(location, "token_type").as_deref(), Some("Bearer"));
    assert_eq!(http::parameter(location, "state").as_deref(), Some("s"));
    assert_eq!(http::parameter(location, "iss").as_deref(), Some(server.public_url()));
    assert!(
        http::parameter(location, "refresh_token").is_none() && http::parameter(location, "code").is_none()
    );
    let life: u64 = http::parameter(location, "expires_in").expect("a life").parse().expect("seconds");
    assert!(life <= 600, "{life}");
    let token = http::parameter(location, "access_token").expect("a token");
    app.own_record(&token).await.expect(200);
    // No other app gets it, and refusals stay in the fragment.
    let other = ClientApp::register(&server, "ada", "browser", &[]).await;
    sent_back(&ada.open(&other.authorize_path_with(&ASK)).await, "unauthorized_client");
    let mut wrong = ASK;
    wrong[2] = ("scope", "no:such");
    let answer = ada.open(&app.authorize_path_with(&wrong)).await;
    assert!(answer.location().starts_with("https://app.example/callback#error=invalid_scope"));
    let mut query = ASK.to_vec();
    query.push(("response_mode", "query"));
    let answer = ada.open(&app.authorize_path_with(&query)).await;
    assert!(answer.location().contains("#error=invalid_request"), "{}", answer.location());
    wait::until_true("the metadata lists what works", async || {
        server.http().get("/.well-known/oauth-authorization-server").await.text().contains("implicit")
    })
    .await;
    let page = ada.visit(&format!("/developers/apps/{}", app.id)).await.expect(200).text();
    assert!(page.to_lowercase().contains("implicit"), "the app's page warns");
}
