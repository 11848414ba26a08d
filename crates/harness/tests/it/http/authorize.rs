//! Authorization requests: which end on our own page, which go back to the app, and with what.

use harness::http::encode;
use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};

use super::{broken_link, sent_back};

on_both_engines!(
    what_is_not_proved_ends_on_our_page,
    what_is_proved_goes_back_to_the_app,
    every_way_to_ask_is_the_same,
    a_request_that_wants_no_answer_gets_none,
    a_request_sent_from_another_site_keeps_the_browser,
    a_silent_request_shows_nothing,
    a_forced_sign_in_is_not_met_by_the_old_one,
);

async fn what_is_not_proved_ends_on_our_page(engine: Engine) {
    let server = Server::start(engine).await;
    let owner = Person::member(&server, "ada").await;
    let stranger = Person::new(&server, "eve");
    let app = ClientApp::register(
        &server,
        "ada",
        "web",
        &["--redirect-uri", CALLBACK, "--redirect-uri", "https://app.example/b?x=1"],
    )
    .await;
    for sent in [
        "https://app.example/callback/",
        "https://app.example/Callback",
        "https://app.example/callback?x=1",
        "https://app.example/callback#f",
        "https://app.example:443/callback",
        "https://app.example/b",
        "https://app.example/b?x=1&y=2",
        "https://app.example/%63allback",
        "https://app.example/x/../callback",
        "http://app.example/callback",
        "https://app.example.evil.example/callback",
        "https://app.example@evil.example/callback",
        "https://evil.example",
        "//evil.example",
        "javascript:alert(1)",
        "",
    ] {
        let path = app.authorize_path_with(&[("response_type", "code"), ("redirect_uri", sent)]);
        for person in [&owner, &stranger] {
            let answer = person.open(&path).await;
            broken_link(&answer);
            let linked = format!("href=\"{sent}");
            assert!(sent.is_empty() || !answer.text().contains(&linked), "{sent} is a link");
        }
    }
    let unknown =
        encode(&[("client_id", "app_live_nobody"), ("response_type", "code"), ("redirect_uri", CALLBACK)]);
    for query in [
        unknown.as_str(),
        "",
        "response_type=code",
        "client_id=&redirect_uri=x",
        "client_id=%ff",
        "client_id=a%00b",
    ] {
        broken_link(&stranger.open(&format!("/oauth/authorize?{query}")).await);
    }
    let twice = app.authorize_path_with(&[("redirect_uri", CALLBACK), ("redirect_uri", CALLBACK)]);
    broken_link(&stranger.open(&twice).await);
    let long = app.authorize_path_with(&[("redirect_uri", &"x".repeat(3_000))]);
    broken_link(&stranger.open(&long).await);
}

async fn what_is_proved_goes_back_to_the_app(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let base = [
        ("redirect_uri", CALLBACK),
        ("state", "a b&c"),
        ("code_challenge", pkce.challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    for (more, error) in [
        (vec![], "invalid_request"),
        (vec![("response_type", "code"), ("response_type", "code")], "invalid_request"),
        (vec![("response_type", "pigeon")], "unsupported_response_type"),
        (vec![("response_type", "id_token")], "unauthorized_client"),
        (vec![("response_type", "token")], "unauthorized_client"),
        (vec![("response_type", "code"), ("response_mode", "pigeon")], "invalid_request"),
        (vec![("response_type", "code"), ("scope", "users:write")], "invalid_scope"),
        (vec![("response_type", "code"), ("scope", "no:such")], "invalid_scope"),
        (vec![("response_type", "code"), ("scope", "a\"b")], "invalid_scope"),
        (vec![("response_type", "code"), ("prompt", "none login")], "invalid_request"),
        (vec![("response_type", "code"), ("prompt", "dance")], "invalid_request"),
        (vec![("response_type", "code"), ("max_age", "soon")], "invalid_request"),
        (vec![("response_type", "code"), ("request", "e30.e30.")], "invalid_request_object"),
        (vec![("response_type", "code"), ("request_uri", "https://x")], "invalid_request_uri"),
    ] {
        let mut parameters = base.to_vec();
        parameters.extend(more);
        let answer = ada.open(&app.authorize_path_with(&parameters)).await;
        sent_back(&answer, error);
        assert!(
            answer.location().starts_with("https://app.example/callback?error="),
            "{}",
            answer.location()
        );
        assert_eq!(answer.location_parameter("state").as_deref(), Some("a b&c"));
        assert_eq!(answer.location_parameter("iss").as_deref(), Some(server.public_url()));
    }
    let denied = ada.decide(&app.authorize_path("users:read", &pkce), &[], "deny").await;
    sent_back(&denied, "access_denied");
    assert_eq!(denied.location_parameter("state").as_deref(), Some("the state & more"));
    assert_eq!(denied.location_parameter("iss").as_deref(), Some(server.public_url()));
}

async fn every_way_to_ask_is_the_same(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    ada.code(&app, "users:read", &pkce).await;
    let path = app.authorize_path("users:read", &pkce);
    let (endpoint, query) = path.split_once('?').expect("the request has parameters");
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for answer in [
        ada.http().get(&path).await,
        ada.http().post(endpoint, &fields).await,
        ada.http().get(&path.replace("authorize?", "authorise?")).await,
    ] {
        assert_eq!(answer.status, 303, "{}", answer.text());
        let code = answer.location_parameter("code").expect("consent is remembered");
        app.redeem(&code, &pkce).await.expect(200);
    }
    // RFC 6749 §3.1: unknown parameters are ignored, empty ones count as absent.
    let odd = format!("{path}&nonsense=1&prompt=&max_age=");
    assert!(ada.http().get(&odd).await.location_parameter("code").is_some());
}

async fn a_request_that_wants_no_answer_gets_none(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    ada.code(&app, "users:read", &pkce).await;
    let path = app.authorize_path("users:read", &pkce);
    for http in [ada.http().clone(), Person::new(&server, "eve").http().clone()] {
        let answer = http.send("HEAD", &path, &[], None).await;
        assert_eq!((answer.status, answer.location()), (405, ""));
        assert_eq!(answer.header("allow"), "GET, POST");
    }
}

async fn a_request_sent_from_another_site_keeps_the_browser(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    ada.tokens(&app, "users:read", 1).await;
    let path = app.authorize_path("users:read", &Pkce::of(2));
    let (_, query) = path.split_once('?').expect("a query");
    // With a form of another site browsers send no cookie.
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    let bare = ada.http().without_cookies();
    let sent = bare.send("POST", "/oauth/authorize", &headers, Some(query.into())).await;
    assert_eq!((sent.status, sent.header("set-cookie")), (303, ""), "{}", sent.text());
    let answer = ada.open(sent.location()).await;
    assert!(answer.location_parameter("code").is_some(), "{}", answer.location());
}

async fn a_silent_request_shows_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let silent = format!("{}&prompt=none", app.authorize_path("users:read", &pkce));
    sent_back(&Person::new(&server, "eve").open(&silent).await, "login_required");
    sent_back(&ada.open(&silent).await, "consent_required");
    ada.code(&app, "users:read", &pkce).await;
    assert!(ada.open(&silent).await.location_parameter("code").is_some());
    let wider = format!("{}&prompt=none", app.authorize_path("users:read projects:read", &pkce));
    sent_back(&ada.open(&wider).await, "consent_required");
}

async fn a_forced_sign_in_is_not_met_by_the_old_one(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    ada.code(&app, "users:read", &pkce).await;
    let path = app.authorize_path("users:read", &pkce);
    for forced in [format!("{path}&prompt=login"), format!("{path}&max_age=0")] {
        let page = ada.visit(&forced).await.expect(200);
        let form = page.form("password");
        // A member who is known proves that it is still them; a sign-in that is asked for is one.
        let asked = if forced.ends_with("login") { "/signin?" } else { "/confirm?" };
        assert!(page.path.starts_with(asked), "{}", page.path);
        // Opening the page again without signing in does not help.
        let again = ada.visit(&page.path).await.expect(200);
        assert!(again.form("password").has("username"));
        let entered = [("username", "ada"), ("password", harness::person::PASSWORD)];
        let answer = ada.send(&page, &form, &entered).await;
        let answer = ada.follow(answer).await;
        assert!(answer.location_parameter("code").is_some(), "{} {}", answer.status, answer.text());
    }
    let page = ada.visit(&format!("{path}&prompt=consent")).await.expect(200);
    assert!(page.form("decision").has("decision"), "consent is asked again");
    let page = ada.visit(&format!("{path}&prompt=select_account")).await.expect(200);
    let session = page.form("session").value("session").to_owned();
    let answer = ada.fill(&page, "session", &[("session", &session)]).await;
    let answer = ada.follow(answer).await;
    assert!(answer.location_parameter("code").is_some(), "{} {}", answer.status, answer.text());
}
