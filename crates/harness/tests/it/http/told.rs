//! How apps learn that a session has ended: by a token to their server, by a page in the browser.

use harness::elsewhere::Elsewhere;
use harness::http;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;
use serde_json::{Value, json};

on_both_engines!(
    an_apps_server_is_told_of_an_ended_session,
    only_apps_of_the_session_are_told,
    an_app_that_does_not_answer_is_told_again,
    a_word_survives_the_servers_death,
    the_browser_tells_apps_and_then_leads_back,
    answers_tell_the_state_of_the_session,
    addresses_are_checked_where_they_are_registered,
    a_developer_changes_the_addresses,
    a_member_starts_an_app_from_the_list,
);

const AFTER: &str = "https://app.example/bye";
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

struct Scene {
    server: Server,
    elsewhere: Elsewhere,
    ada: Person,
}

impl Scene {
    async fn set(engine: Engine) -> Self {
        let elsewhere = Elsewhere::start().await;
        elsewhere.put("/told", &[], "");
        let mut server = Server::prepare(engine, &[]).await;
        for (name, value) in elsewhere.allowed(server.folder()) {
            server.set(name, &value);
        }
        server.run().await;
        let ada = Person::member(&server, "ada").await;
        Self { server, elsewhere, ada }
    }

    async fn app(&self, metadata: &Value) -> ClientApp {
        register(&self.server, metadata).await
    }

    /// The logout tokens that came to a path, verified.
    async fn tokens(&self, path: &str) -> Vec<Jwt> {
        let jwks = self.server.http().get("/oauth/jwks").await.json();
        let requests = self.elsewhere.requests().into_iter().filter(|request| request.path == path);
        requests
            .map(|request| {
                assert_eq!(request.method, "POST");
                let token = request.body.strip_prefix("logout_token=").expect("a logout token");
                let token = Jwt::read(token).expect("a JWT");
                assert!(token.verifies(&jwks), "{:?}", token.header);
                token
            })
            .collect()
    }

    async fn told(&self, path: &str, times: usize) {
        wait::until_true(&format!("{path} is told {times} times"), async || {
            self.elsewhere.asked(path) >= times
        })
        .await;
    }
}

async fn register(server: &Server, metadata: &Value) -> ClientApp {
    let file = server.folder().join("app.json");
    std::fs::write(&file, metadata.to_string()).expect("a file can be written");
    let file = file.to_str().expect("a plain name");
    let scopes = ["--scope", "openid", "--scope", "users:read"];
    let more = [&["--post-logout-uri", AFTER, "--metadata", file], &scopes[..]].concat();
    ClientApp::register(server, "ada", "web", &more).await
}

async fn id_token(person: &Person, app: &ClientApp) -> Jwt {
    let pkce = Pkce::of(1);
    let code = person.code(app, "openid users:read", &pkce).await;
    Jwt::read(&app.redeem(&code, &pkce).await.expect(200).member("id_token")).expect("an ID token")
}

async fn sign_out(person: &Person) {
    let page = person.open("/account").await.expect(200);
    person.press(&page, "/signout").await.expect(303);
}

async fn an_apps_server_is_told_of_an_ended_session(engine: Engine) {
    let scene = Scene::set(engine).await;
    let metadata = json!({
        "backchannel_logout_uri": scene.elsewhere.url("/told"),
        "backchannel_logout_session_required": true,
        "id_token_signed_response_alg": "ES256",
        "subject_type": "pairwise",
    });
    let app = scene.app(&metadata).await;
    let known = id_token(&scene.ada, &app).await.claims;
    sign_out(&scene.ada).await;
    scene.told("/told", 1).await;
    let tokens = scene.tokens("/told").await;
    let Jwt { header, claims, .. } = &tokens[0];
    assert_eq!((&header["typ"], &header["alg"]), (&json!("logout+jwt"), &json!("ES256")));
    for same in ["iss", "sub", "aud", "sid"] {
        assert_eq!(claims[same], known[same], "{same}");
    }
    assert_eq!(claims["events"], json!({ EVENT: {} }));
    let span = claims["exp"].as_i64().expect("an end") - claims["iat"].as_i64().expect("a time");
    assert!((1..=120).contains(&span), "{span} s");
    assert!(claims["jti"].is_string() && claims.get("nonce").is_none());

    // It is no proof of anything here.
    let body = scene.elsewhere.requests().pop().expect("a request").body;
    let token = body.strip_prefix("logout_token=").expect("a token");
    app.own_record(token).await.expect(401);
    super::broken_link(&scene.ada.open(&format!("/oauth/logout?id_token_hint={token}")).await);

    // The app's team sees it, without the token; nobody else does.
    scene.ada.sign_in().await;
    let list = format!("/developers/apps/{}/logouts", app.id);
    wait::until_true("the attempt is recorded", async || {
        scene.ada.open(&list).await.expect(200).text().contains("answered with status 200")
    })
    .await;
    let page = scene.ada.open(&list).await.text();
    assert!(page.contains("Understood") && page.contains(known["sid"].as_str().expect("a sid")), "{page}");
    assert!(!page.contains("eyJ"), "no token is shown");
    Person::member(&scene.server, "eve").await.open(&list).await.expect(404);
}

async fn only_apps_of_the_session_are_told(engine: Engine) {
    let scene = Scene::set(engine).await;
    for path in ["/other", "/elsewhere"] {
        scene.elsewhere.put(path, &[], "");
    }
    let at = |path: &str| json!({ "backchannel_logout_uri": scene.elsewhere.url(path) });
    let (used, unused) = (scene.app(&at("/told")).await, scene.app(&at("/other")).await);
    let silent = scene.app(&json!({})).await;
    let there = Person::new(&scene.server, "ada");
    there.sign_in().await;
    let sid = id_token(&scene.ada, &used).await.claims["sid"].clone();
    id_token(&scene.ada, &silent).await;
    let other = id_token(&there, &unused).await.claims["sid"].clone();
    // Twice in one session is one session.
    id_token(&scene.ada, &used).await;
    sign_out(&scene.ada).await;
    scene.told("/told", 1).await;
    assert_eq!(scene.tokens("/told").await[0].claims["sid"], sid);
    // A lock ends every session; whoever was told of theirs is not told again.
    scene.server.command(&["account", "lock", "ada"]).await.data();
    scene.told("/other", 1).await;
    assert_eq!(scene.tokens("/other").await[0].claims["sid"], other);
    assert_eq!((scene.elsewhere.asked("/told"), scene.elsewhere.asked("/other")), (1, 1));
}

async fn an_app_that_does_not_answer_is_told_again(engine: Engine) {
    let scene = Scene::set(engine).await;
    scene.elsewhere.put_status("/told", 400, &[], r#"{"error":"invalid_request"}"#);
    let uri = scene.elsewhere.url("/told");
    let app = scene.app(&json!({ "backchannel_logout_uri": uri })).await;
    id_token(&scene.ada, &app).await;
    sign_out(&scene.ada).await;
    scene.told("/told", 1).await;
    scene.elsewhere.put_status("/told", 204, &[], "");
    scene.told("/told", 2).await;
    let tokens = scene.tokens("/told").await;
    assert_ne!(tokens[0].claims["jti"], tokens[1].claims["jti"], "an app may refuse what it has seen");
    assert_eq!(tokens[0].claims["sid"], tokens[1].claims["sid"]);
    scene.ada.sign_in().await;
    let list = format!("/developers/apps/{}/logouts", app.id);
    wait::until_true("both attempts are recorded", async || {
        let text = scene.ada.open(&list).await.expect(200).text();
        ["2 attempts", "status 400", "status 204", "Understood"].iter().all(|word| text.contains(word))
    })
    .await;
}

async fn a_word_survives_the_servers_death(engine: Engine) {
    let mut scene = Scene::set(engine).await;
    scene.elsewhere.set_down(true);
    let uri = scene.elsewhere.url("/told");
    let app = scene.app(&json!({ "backchannel_logout_uri": uri })).await;
    let sid = id_token(&scene.ada, &app).await.claims["sid"].clone();
    sign_out(&scene.ada).await;
    scene.server.kill().await;
    scene.elsewhere.set_down(false);
    scene.server.run().await;
    scene.told("/told", 1).await;
    assert_eq!(scene.tokens("/told").await[0].claims["sid"], sid);
}

async fn the_browser_tells_apps_and_then_leads_back(engine: Engine) {
    let scene = Scene::set(engine).await;
    let page = "https://app.example/out?x=1";
    let app = scene.app(&json!({ "frontchannel_logout_uri": page })).await;
    let token = id_token(&scene.ada, &app).await;
    let sid = token.claims["sid"].as_str().expect("a sid");
    let hint = id_token_text(&scene.ada, &app).await;
    let query = [("id_token_hint", hint.as_str()), ("post_logout_redirect_uri", AFTER), ("state", "s")];
    let answer = scene.ada.open(&format!("/oauth/logout?{}", http::encode(&query))).await.expect(303);
    assert!(answer.location().starts_with("/signed-out?"), "{}", answer.location());
    let shown = scene.ada.follow(answer).await.expect(200);
    let text = harness::form::unescape(&shown.text());
    let told = http::encode(&[("iss", scene.server.public_url()), ("sid", sid)]);
    assert!(text.contains(&format!("src=\"{page}&{told}\"")), "{text}");
    assert!(text.contains(&format!("url={AFTER}?state=s")), "{text}");
    let policy = shown.header("content-security-policy");
    assert!(policy.ends_with("; frame-src https://app.example"), "{policy}");
    // Only there, and only once.
    let path = shown.path.clone();
    let again = scene.ada.open(&path).await.expect(200);
    assert!(!again.text().contains("<iframe") && !again.text().contains("http-equiv"), "{}", again.text());
    assert!(!again.header("content-security-policy").contains("frame-src"));
    // Somebody who was never at the app is led back at once.
    let eve = Person::member(&scene.server, "eve").await;
    let page = eve.visit(&format!("/oauth/logout?client_id={}&{}", app.id, http::encode(&query[1..]))).await;
    let answer = eve.fill(&page, "post_logout_redirect_uri", &[]).await.expect(303);
    assert_eq!(answer.location(), format!("{AFTER}?state=s"));
}

async fn id_token_text(person: &Person, app: &ClientApp) -> String {
    let pkce = Pkce::of(2);
    let code = person.code(app, "openid users:read", &pkce).await;
    app.redeem(&code, &pkce).await.expect(200).member("id_token")
}

async fn answers_tell_the_state_of_the_session(engine: Engine) {
    let scene = Scene::set(engine).await;
    let app = scene.app(&json!({})).await;
    let ask = |scope: &str| app.authorize_path(scope, &Pkce::of(1));
    let state = |person: &Person| {
        let cookies = person.http().cookies();
        let known = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("__Host-guildgate-state="));
        known.unwrap_or_default().to_owned()
    };
    let plain = scene.ada.allow(&ask("users:read")).await;
    assert!(plain.location_parameter("session_state").is_none() && state(&scene.ada).is_empty());
    let answer = scene.ada.allow(&ask("openid")).await;
    let told = answer.location_parameter("session_state").expect("a session state");
    let (hash, salt) = told.split_once('.').expect("a salt");
    let text = format!("{} https://app.example {} {salt}", app.id, state(&scene.ada));
    assert_eq!(hash, harness::jwt::sha256_hex(&text));
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()).collect();
    let cookie = set.iter().find(|cookie| cookie.starts_with("__Host-guildgate-state=")).expect("the cookie");
    assert!(cookie.contains("; Secure; SameSite=None") && !cookie.contains("HttpOnly"), "{cookie}");
    assert_eq!(set.iter().filter(|cookie| cookie.contains("SameSite=None")).count(), 1, "{set:?}");

    // The frame that compares may stand in any page, and sends nothing.
    let frame = scene.server.http().get("/oauth/check-session").await.expect(200);
    assert!(frame.header("x-frame-options").is_empty());
    assert!(frame.header("content-security-policy").contains("frame-ancestors *"));
    assert!(frame.header("set-cookie").is_empty());
    sign_out(&scene.ada).await;
    assert!(state(&scene.ada).is_empty(), "the state ends with the session");
    scene.ada.sign_in().await;
    let next = scene.ada.allow(&ask("openid")).await.location_parameter("session_state");
    assert_ne!(next.as_deref(), Some(told.as_str()));
}

async fn addresses_are_checked_where_they_are_registered(engine: Engine) {
    let server = Server::start(engine).await;
    Person::member(&server, "ada").await;
    let file = server.folder().join("app.json");
    let mut arguments = vec!["app", "create", "--owner", "ada", "--name", "X", "--kind", "web"];
    arguments.extend(["--homepage", "https://app.example", "--redirect-uri", CALLBACK]);
    arguments.extend(["--scope", "openid", "--metadata", file.to_str().expect("a plain name")]);
    for (field, uri, good) in [
        ("frontchannel_logout_uri", "https://app.example/out", true),
        ("frontchannel_logout_uri", "https://other.example/out", false),
        ("frontchannel_logout_uri", "https://app.example:8443/out", false),
        ("frontchannel_logout_uri", "http://app.example/out", false),
        ("backchannel_logout_uri", "https://other.example/out?x=1", true),
        ("backchannel_logout_uri", "https://other.example/#x", false),
        ("backchannel_logout_uri", "http://other.example/", false),
        ("backchannel_logout_uri", "https://u:p@other.example/", false),
        ("initiate_login_uri", "https://app.example/start", true),
        ("initiate_login_uri", "http://app.example/start", false),
    ] {
        std::fs::write(&file, json!({ field: uri }).to_string()).expect("a file");
        let ran = server.command(&arguments).await;
        assert_eq!(ran.code == 0, good, "{field}={uri}: {}", ran.stderr);
        assert!(good || ran.stderr.contains(field), "{}", ran.stderr);
    }
}

async fn a_developer_changes_the_addresses(engine: Engine) {
    let scene = Scene::set(engine).await;
    let app = scene.app(&json!({ "tos_uri": "https://app.example/terms" })).await;
    let settings = format!("/developers/apps/{}/settings", app.id);
    let page = scene.ada.open(&settings).await.expect(200);
    let bad = [
        ("post_logout_redirect_uris", "https://app.example/a\nhttps://app.example/#b"),
        ("backchannel_logout_uri", "http://app.example/told"),
        ("frontchannel_logout_uri", "https://other.example/out"),
        ("initiate_login_uri", "start"),
    ];
    let again = scene.ada.fill(&page, "backchannel_logout_uri", &bad).await.expect(422);
    assert!(again.text().contains("Error: "));
    let form = again.form("backchannel_logout_uri");
    assert_eq!(form.value("backchannel_logout_uri"), "http://app.example/told", "what was entered is kept");
    let told = scene.elsewhere.url("/told");
    let good = [
        ("post_logout_redirect_uris", "https://app.example/a\r\nhttps://app.example/b\r\n"),
        ("backchannel_logout_uri", told.as_str()),
        ("frontchannel_logout_uri", "https://app.example/out"),
        ("initiate_login_uri", "https://app.example/start"),
    ];
    scene.ada.fill(&again, "backchannel_logout_uri", &good).await.expect(303);
    let known = scene.server.command(&["app", "show", &app.id, "--json"]).await.json();
    let said = &known["metadata"];
    assert_eq!(said["backchannel_logout_uri"], told);
    assert_eq!(said["tos_uri"], "https://app.example/terms", "the rest stays");
    let page = scene.ada.open(&settings).await.expect(200).text();
    assert!(page.contains("id=\"test-start\" href=\"https://app.example/start?iss="), "{page}");
    id_token(&scene.ada, &app).await;
    sign_out(&scene.ada).await;
    scene.told("/told", 1).await;
    // Somebody else's form changes nothing.
    let eve = Person::member(&scene.server, "eve").await;
    let forged = eve.http().post(&format!("{settings}/addresses"), &good).await;
    assert!((400..500).contains(&forged.status), "{}", forged.status);
}

async fn a_member_starts_an_app_from_the_list(engine: Engine) {
    let scene = Scene::set(engine).await;
    let app = scene.app(&json!({ "initiate_login_uri": "https://app.example/start?a=1" })).await;
    id_token(&scene.ada, &app).await;
    let iss = http::encode(&[("iss", scene.server.public_url())]);
    for page in ["/account/apps".to_owned(), format!("/account/apps/{}", app.id)] {
        let text = harness::form::unescape(&scene.ada.open(&page).await.expect(200).text());
        assert!(text.contains(&format!("href=\"https://app.example/start?a=1&{iss}\"")), "{text}");
    }
}

/// Each of many words is sent once, whichever of two servers takes it.
#[tokio::test]
async fn two_servers_tell_each_app_once() {
    const SESSIONS: usize = 12;
    let scene = Scene::set(Engine::Postgres).await;
    let _other = scene.server.replica().await;
    let uri = scene.elsewhere.url("/told");
    let app = scene.app(&json!({ "backchannel_logout_uri": uri })).await;
    let mut sessions = Vec::new();
    for _ in 0..SESSIONS {
        let person = Person::new(&scene.server, "ada");
        person.sign_in().await;
        sessions.push(id_token(&person, &app).await.claims["sid"].to_string());
    }
    let page = scene.ada.open("/account/sessions").await.expect(200);
    scene.ada.press(&page, "/account/sessions/end-others").await.expect(303);
    let list = format!("/developers/apps/{}/logouts", app.id);
    wait::until_true("every app understood", async || {
        let text = scene.ada.open(&list).await.expect(200).text();
        text.matches("Understood").count() == SESSIONS && text.matches("One attempt").count() == SESSIONS
    })
    .await;
    let mut told: Vec<String> =
        scene.tokens("/told").await.iter().map(|token| token.claims["sid"].to_string()).collect();
    told.sort();
    sessions.sort();
    assert_eq!(told, sessions);
}
