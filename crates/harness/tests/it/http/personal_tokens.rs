//! Personal tokens at the API, and values that were found in the open.

use harness::form::words_from;
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;
use serde_json::json;

use super::refused;

on_both_engines!(
    a_token_works_as_long_as_it_may,
    a_token_is_renewed_and_stopped,
    a_token_ends_with_the_password,
    what_a_token_may_not_be_is_refused,
    leaked_values_stop_working_and_their_owners_are_told,
    a_report_tells_nothing
);

/// Makes a token and gives its value, which the list shows once.
async fn make(person: &Person, name: &str, scopes: &[&str]) -> String {
    let page = person.open("/account/tokens/new").await.expect(200);
    let mut entered = vec![("name", name), ("expires", "30")];
    entered.extend(scopes.iter().map(|scope| ("scope", *scope)));
    let answer = person.fill(&page, "name", &entered).await.expect(303);
    let list = person.follow(answer).await.expect(200);
    let value = words_from(&list.text(), "pat_").remove(0);
    assert!(!person.open("/account/tokens").await.expect(200).text().contains(&value), "it is shown once");
    value
}

async fn status(person: &Person, path: &str, token: &str) -> u16 {
    person.stranger("nobody").http().get_as(path, token).await.status
}

const SELF: &str = "/api/users/v1/self";

async fn a_token_works_as_long_as_it_may(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let opal = Person::operator(&server, "opal").await;
    let token = make(&ada, "backup", &["users:read"]).await;
    let told = opal.outbox("ada@example.com").await;
    assert!(told.iter().any(|text| text.contains("personal token, “backup”")), "{told:?}");
    let own = ada.stranger("nobody").http().get_as(SELF, &token).await.expect(200);
    assert_eq!(own.member("username"), "ada");
    assert_eq!(status(&ada, "/api/users/v1/self", &format!("{token}x")).await, 401);
    let narrow = make(&ada, "bids only", &["bids:read"]).await;
    assert_eq!(status(&ada, SELF, &narrow).await, 403);
    assert!(!server.records_hold(token.as_bytes()).await, "the value is kept in clear");
    let list = ada.open("/account/tokens").await.expect(200).text();
    assert!(list.contains("Last used") && !list.contains("Not used yet"), "{list}");
    // One of the platform's own programs asks what it stands for.
    let ours = ClientApp::register(&server, "opal", "web", &["--first-party"]).await;
    let answer = ours.introspect(&token).await;
    assert_eq!((&answer["active"], &answer["scope"]), (&json!(true), &json!("users:read")));
    let theirs = ClientApp::register(&server, "opal", "web", &[]).await;
    assert_eq!(theirs.introspect(&token).await, json!({ "active": false }));
    server.command(&["account", "lock", "ada"]).await.data();
    assert_eq!(status(&ada, SELF, &token).await, 401);
    server.command(&["account", "unlock", "ada"]).await.data();
    assert_eq!(status(&ada, SELF, &token).await, 401, "what ended stays ended");
}

async fn a_token_is_renewed_and_stopped(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let token = make(&ada, "backup", &["users:read"]).await;
    let list = ada.open("/account/tokens").await.expect(200);
    let forms = harness::form::forms(&list.text());
    let to = |end: &str| forms.iter().find(|form| form.action.ends_with(end)).expect("a form").clone();
    let (renew, stop) = (to("/renew"), to("/stop"));
    // Not hers to stop.
    let page = eve.open("/account/tokens").await.expect(200);
    assert!(!page.text().contains("backup"), "{}", page.text());
    let answer = ada.send(&list, &renew, &[]).await.expect(303);
    let fresh = words_from(&ada.follow(answer).await.expect(200).text(), "pat_").remove(0);
    assert_eq!((status(&ada, SELF, &token).await, status(&ada, SELF, &fresh).await), (401, 200));
    ada.send(&list, &stop, &[]).await.expect(303);
    assert_eq!(status(&ada, SELF, &fresh).await, 200, "the older one is stopped already");
    let list = ada.open("/account/tokens").await.expect(200);
    let forms = harness::form::forms(&list.text());
    let stop = forms.iter().find(|form| form.action.ends_with("/stop")).expect("a form");
    ada.send(&list, stop, &[]).await.expect(303);
    assert_eq!(status(&ada, SELF, &fresh).await, 401);
    let log = ada.open("/account/security/log?kind=app").await.expect(200).text();
    assert!(log.contains("Made a personal token") && log.contains("Stopped a personal token"), "{log}");
}

async fn a_token_ends_with_the_password(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let token = make(&ada, "backup", &["users:read"]).await;
    let page = ada.open("/account/not-me").await.expect(200);
    ada.press(&page, "/account/not-me").await.expect(303);
    assert_eq!(status(&ada, SELF, &token).await, 401);
}

async fn what_a_token_may_not_be_is_refused(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for (name, expires, until, scope, why) in [
        ("", "30", "", "users:read", "1 to 40 characters"),
        ("backup", "30", "", "openid", "Tick at least one"),
        ("backup", "30", "", "nonsense", "Tick at least one"),
        ("backup", "4000", "", "users:read", "Choose when the token ends"),
        ("backup", "30", "2999-01-01", "users:read", "within a year"),
        ("backup", "30", "soon", "users:read", "within a year"),
    ] {
        let page = ada.open("/account/tokens/new").await.expect(200);
        let entered = [("name", name), ("expires", expires), ("until", until), ("scope", scope)];
        let refused = ada.fill(&page, "name", &entered).await.expect(422);
        assert!(refused.text().contains(why), "{why}: {}", refused.text());
    }
    assert!(ada.open("/account/tokens").await.expect(200).text().contains("will be here"));
}

async fn report(person: &Person, values: &[&str]) -> harness::http::Answer {
    let body = json!({ "values": values }).to_string();
    let http = person.stranger("finder").http().clone();
    http.send(
        "POST",
        "/api/leaks/v1/revoke",
        &[("content-type", "application/json")],
        Some(body.into_bytes()),
    )
    .await
}

async fn leaked_values_stop_working_and_their_owners_are_told(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let token = make(&ada, "backup", &["users:read"]).await;
    let first = ada.tokens(&app, "users:read", 1).await;
    let second = ada.tokens(&app, "users:read", 2).await;
    report(&ada, &[&token, &first.refresh, &second.access]).await.expect(202);
    assert_eq!(status(&ada, SELF, &token).await, 401);
    for access in [&first.access, &second.access] {
        wait::until_true("the token has ended", async || app.own_record(access).await.status == 401).await;
    }
    refused(&app.refresh(&first.refresh).await, 400, "invalid_grant");
    refused(&app.refresh(&second.refresh).await, 400, "invalid_grant");
    let told = opal.outbox("ada@example.com").await;
    let told = told.iter().filter(|text| text.contains("found in the open")).count();
    assert_eq!(told, 3);
    let secret = app.secret.clone().expect("a web app has a secret");
    report(&ada, &[&secret]).await.expect(202);
    refused(&app.refresh(&second.refresh).await, 401, "invalid_client");
    let told = opal.outbox("opal@example.com").await;
    assert!(told.iter().any(|text| text.contains("A secret of your app")), "{told:?}");
    let log = ada.open("/account/security/log?kind=app").await.expect(200).text();
    assert!(log.contains("A personal token was found in the open"), "{log}");
    Person::new(&server, "ada").try_sign_in("ada", PASSWORD).await.expect(303);
}

async fn a_report_tells_nothing(engine: Engine) {
    let server = Server::start_with(engine, &[("THROTTLE__NETWORK_PER_MINUTE", "40")]).await;
    let ada = Person::member(&server, "ada").await;
    let token = make(&ada, "backup", &["users:read"]).await;
    let real = report(&ada, &[&token]).await.expect(202);
    let again = report(&ada, &[&token]).await.expect(202);
    let bent =
        report(&ada, &["pat_nothing", "sec_live_x", "rt_", "at_1", "ey.a.b", "", "ln_x"]).await.expect(202);
    assert_eq!((&real.body, &real.body), (&again.body, &bent.body));
    let http = ada.stranger("finder").http().clone();
    for body in ["", "[]", "{}", "{\"values\":1}", "{\"values\":[],\"more\":1}"] {
        let answer = http
            .send("POST", "/api/leaks/v1/revoke", &[("content-type", "application/json")], Some(body.into()))
            .await;
        assert_eq!(answer.status, 400, "{body}");
    }
    let mut turned_away = None;
    for _ in 0..60 {
        let answer = report(&ada, &[]).await;
        if answer.status == 429 {
            turned_away = Some(answer);
            break;
        }
    }
    let turned_away = turned_away.expect("a network that reports all the time is told to wait");
    assert!(turned_away.header("retry-after").parse::<u64>().is_ok());
}
