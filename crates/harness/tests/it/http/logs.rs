//! What developers see of their apps' calls: each with what happened and how to fix it, never a secret, nobody else's.

use harness::http::Answer;
use harness::jwt::Pkce;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

on_both_engines!(
    a_whole_flow_is_told_line_by_line,
    a_failed_call_leads_to_its_line,
    a_wrong_redirect_is_told_to_the_apps_people,
    no_line_holds_a_secret,
    a_log_is_narrowed_and_paged,
    a_log_is_a_file,
    calls_are_counted,
    the_quick_start_ticks_what_was_seen,
    nobody_else_sees_a_log,
    the_last_calls_before_a_stop_are_kept,
);

async fn log(owner: &Person, app: &ClientApp, query: &str) -> Answer {
    owner.open(&format!("/developers/apps/{}/logs{query}", app.id)).await
}

/// Opens the log until it says something.
async fn told(owner: &Person, app: &ClientApp, query: &str, words: &str) -> String {
    let mut text = String::new();
    wait::until_true(&format!("the log says {words}"), async || {
        text = harness::form::unescape(&log(owner, app, query).await.expect(200).text());
        text.contains(words)
    })
    .await;
    text
}

async fn a_whole_flow_is_told_line_by_line(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    app.own_record(&tokens.access).await.expect(200);
    let next = Tokens::of(app.refresh(&tokens.refresh).await);
    app.introspect(&next.access).await;
    app.revoke(&next.access).await.expect(200);
    let text = told(&ada, &app, "", "A token was revoked").await;
    for sentence in [
        "A member arrived and was shown the next page",
        "A member allowed the app and was sent back with an answer.",
        "A code was turned into tokens.",
        "The call was answered.",
        "The next tokens were given for a refresh token.",
        "A token was looked up.",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
    // The page of the code's line shows the flow around it.
    let link = link_before(&text, "A code was turned into tokens.");
    let entry = ada.open(&link).await.expect(200).text();
    assert!(entry.contains("The whole flow") && entry.contains("/api/users/v1/self"), "{entry}");
    assert!(entry.contains("grant_type") && entry.contains("authorization_code"));
}

/// The address of the line that says something.
fn link_before(text: &str, words: &str) -> String {
    let before = &text[..text.find(words).expect("the line is there")];
    let link = &before[before.rfind("href=\"").expect("a line has a link") + 6..];
    link[..link.find('"').expect("the link ends")].to_owned()
}

async fn a_failed_call_leads_to_its_line(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let refused = app.redeem(&code, &Pkce::of(2)).await.expect(400).json();
    let uri = refused["error_uri"].as_str().expect("a refused app is told where its line is");
    let path = uri.strip_prefix(server.public_url()).expect("our own page");
    wait::until_true("the line is written", async || ada.open(path).await.status == 200).await;
    let entry = harness::form::unescape(&ada.open(path).await.text());
    assert!(entry.contains("code_verifier does not match code_challenge."), "{entry}");
    assert!(entry.contains("Send the very verifier whose SHA-256 was the code_challenge."));
    // A member who says no: the error goes by the browser, and leads there, too.
    let denied = ada.decide(&app.authorize_path("projects:read", &pkce), &[], "deny").await;
    assert_eq!(denied.location_parameter("error").as_deref(), Some("access_denied"));
    let uri = denied.location_parameter("error_uri").expect("the app is told where its line is");
    let path = uri.strip_prefix(server.public_url()).expect("our own page");
    wait::until_true("the line is written", async || ada.open(path).await.status == 200).await;
    assert!(ada.open(path).await.text().contains("The member said no."));
}

async fn a_wrong_redirect_is_told_to_the_apps_people(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let elsewhere = app.answered_at("https://app.example/callback/");
    ada.stranger("eve").open(&elsewhere.authorize_path("users:read", &Pkce::of(1))).await.expect(400);
    let text = told(&ada, &app, "?filter=redirect_uri", "is not one that is registered").await;
    let entry = ada.open(&link_before(&text, "is not one that is registered")).await.expect(200).text();
    assert!(entry.contains("https://app.example/callback/"), "{entry}");
}

async fn no_line_holds_a_secret(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let pkce = Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    let secret = app.secret.clone().expect("a web app has a secret");
    app.with_secret(Some(&format!("{secret}x"))).own_token().await.expect(401);
    app.revoke(&tokens.access).await.expect(200);
    told(&ada, &app, "", "A token was revoked").await;
    let export = format!("/developers/apps/{}/logs/export?format=json", app.id);
    let everything = ada.open(&export).await.expect(200).text();
    assert!(everything.contains("its secret is wrong"), "{everything}");
    for hidden in [&secret, &code, &pkce.verifier, &tokens.access, &tokens.refresh, &"the state".to_owned()] {
        assert!(!everything.contains(hidden.as_str()), "{hidden}: {everything}");
    }
}

async fn a_log_is_narrowed_and_paged(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    for number in 0..60 {
        let scope = if number % 20 == 0 { "bids:write" } else { "users:read" };
        app.call("/oauth/token", &[("grant_type", "client_credentials"), ("scope", scope)]).await;
    }
    app.introspect("nonsense").await;
    told(&ada, &app, "", "A token was looked up").await;
    let first = log(&ada, &app, "").await.expect(200);
    assert_eq!(first.text().matches("<li class=\"log-row\">").count(), 50);
    let older = link_before(&first.text(), "Older lines</a>");
    let second = ada.open(&harness::form::unescape(&older)).await.expect(200).text();
    assert_eq!(second.matches("<li class=\"log-row\">").count(), 11);
    assert!(!second.contains("Older lines"));
    let refused = log(&ada, &app, "?filter=status:4xx+endpoint:token").await.expect(200).text();
    assert_eq!(refused.matches("<li class=\"log-row\">").count(), 3);
    assert!(refused.contains("invalid_scope") && refused.contains("Add the scope on the app"));
    let none = log(&ada, &app, "?filter=status:5xx").await.expect(200).text();
    assert!(none.contains("No line fits"));
    let bad = log(&ada, &app, "?filter=status:teapot").await.expect(422).text();
    assert!(bad.contains("status:teapot") && bad.contains("<title>Error: "), "{bad}");
}

async fn a_log_is_a_file(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    app.own_token().await.expect(200);
    told(&ada, &app, "", "to act for itself").await;
    let csv = log(&ada, &app, "/export?format=csv").await.expect(200);
    assert!(csv.header("content-disposition").contains(&format!("{}-log.csv", app.id)));
    let csv = csv.text();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert!(lines[0].starts_with("id,at,endpoint,method,path,status"), "{csv}");
    assert!(lines[1].contains("\"/oauth/token\",200"), "{csv}");
    let json = log(&ada, &app, "/export?format=json&filter=grant:client").await.expect(200).json();
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    assert_eq!(json[0]["grant_type"], "client_credentials");
}

async fn calls_are_counted(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let usage = format!("/developers/apps/{}/usage", app.id);
    let empty = ada.open(&usage).await.expect(200).text();
    assert!(empty.contains("Nothing was called in this time") && !empty.contains("<svg class=\"chart"));
    for _ in 0..3 {
        app.own_token().await.expect(200);
    }
    app.with_secret(Some("sec_live_wrong")).own_token().await.expect(401);
    wait::until_true("four calls are counted", async || {
        ada.open(&usage).await.text().contains("<span class=\"figure-number\">4</span>")
    })
    .await;
    for range in ["24h", "7d", "30d", "1y"] {
        let page = ada.open(&format!("{usage}?range={range}")).await.expect(200).text();
        assert!(page.contains("25.0 %"), "{range}: a call in four was refused");
        assert_eq!(page.matches("<svg class=\"chart-plot\"").count(), 3, "{range}");
    }
}

async fn the_quick_start_ticks_what_was_seen(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let page = format!("/developers/apps/{}", app.id);
    let ticked = async || ada.open(&page).await.expect(200).text().matches("class=\"step done\"").count();
    assert_eq!(ticked().await, 0);
    let tokens = ada.tokens(&app, "users:read", 1).await;
    wait::until_true("request and code are ticked", async || ticked().await == 2).await;
    app.own_record(&tokens.access).await.expect(200);
    wait::until_true("the call is ticked", async || ticked().await == 3).await;
    app.refresh(&tokens.refresh).await.expect(200);
    wait::until_true("the refresh is ticked", async || ticked().await == 4).await;
}

async fn nobody_else_sees_a_log(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let other = ClientApp::register(&server, "eve", "server", &[]).await;
    app.own_token().await.expect(200);
    let text = told(&ada, &app, "", "to act for itself").await;
    let line = link_before(&text, "The app got a token");
    ada.open(&line).await.expect(200);
    for path in ["", "/export", "/live"] {
        log(&eve, &app, path).await.expect(404);
    }
    eve.open(&line).await.expect(404);
    eve.open(&format!("/developers/apps/{}/usage", app.id)).await.expect(404);
    eve.open(&line.replace(&app.id, &other.id)).await.expect(404);
    ada.stranger("ada").open(&line).await.expect(303);
    assert!(!log(&eve, &other, "").await.expect(200).text().contains("to act for itself"));
}

async fn the_last_calls_before_a_stop_are_kept(engine: Engine) {
    let mut server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    for _ in 0..20 {
        app.own_token().await.expect(200);
    }
    server.signal("TERM");
    assert!(server.ended().await.success());
    server.run().await;
    let text = log(&ada.at(&server), &app, "").await.expect(200).text();
    assert_eq!(text.matches("<li class=\"log-row\">").count(), 20);
}
