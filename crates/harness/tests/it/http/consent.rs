//! What members allow: asked once, a choice per scope, taken back at once.

use futures_util::future::join_all;
use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp, Tokens};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

use super::{refused, sent_back};

on_both_engines!(
    consent_is_remembered,
    a_scope_that_is_not_ticked_is_not_given,
    a_required_scope_needs_no_tick,
    what_is_made_required_meanwhile_is_not_taken,
    narrowed_and_removed_consent_ends_tokens,
    what_was_on_its_way_dies_with_the_consent,
    an_app_that_could_be_posed_as_asks_each_time,
    the_platforms_own_apps_do_not_ask,
    a_consent_form_is_used_once_in_its_own_browser,
);

const BOTH: &str = "users:read projects:read";

async fn consent_is_remembered(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let page = ada.visit(&app.authorize_path("users:read", &pkce)).await.expect(200);
    let text = page.text();
    for shown in
        ["Invoice Robot", "app.example", "ada", "See your name, username and email address", "your password"]
    {
        assert!(text.contains(shown), "{shown} is not on the page");
    }
    let form = page.form("decision");
    assert!(form.controls.iter().filter(|c| c.kind == "checkbox").all(|c| !c.checked), "a box is ticked");
    ada.tokens(&app, "users:read", 1).await;
    let straight = ada.open(&app.authorize_path("users:read", &pkce)).await;
    assert!(straight.location_parameter("code").is_some(), "consent is asked again");
    let wider = ada.visit(&app.authorize_path(BOTH, &pkce)).await.expect(200);
    assert!(wider.text().contains("New"), "the new scope is not marked");
    assert_eq!(ada.tokens(&app, BOTH, 2).await.scope, BOTH);
}

async fn a_scope_that_is_not_ticked_is_not_given(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = Pkce::of(1);
    let answer = ada.decide(&app.authorize_path(BOTH, &pkce), &["projects:read"], "allow").await;
    let code = answer.location_parameter("code").expect("a code");
    let tokens = Tokens::of(app.redeem(&code, &pkce).await);
    assert_eq!(tokens.scope, "projects:read");
    app.own_record(&tokens.access).await.expect(403);
    // What was not asked for, or not registered, is not given however the form is bent.
    let other = ClientApp::register(&server, "ada", "web", &[]).await;
    let bent = ["projects:read", "users:read", "users:write", "no:such"];
    let answer = ada.decide(&other.authorize_path("projects:read", &pkce), &bent, "allow").await;
    match answer.location_parameter("code") {
        Some(code) => assert_eq!(Tokens::of(other.redeem(&code, &pkce).await).scope, "projects:read"),
        None => assert!(answer.status >= 400, "{}", answer.location()),
    }
    // Nothing ticked is not a yes.
    let third = ClientApp::register(&server, "ada", "web", &[]).await;
    let answer = ada.decide(&third.authorize_path(BOTH, &pkce), &[], "allow").await;
    assert!(answer.location_parameter("code").is_none(), "{}", answer.location());
    let denied = ada.decide(&third.authorize_path(BOTH, &pkce), &["users:read"], "deny").await;
    sent_back(&denied, "access_denied");
}

async fn a_required_scope_needs_no_tick(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let required = ["--scope", "users:read", "--scope", "projects:read", "--required-scope", "users:read"];
    let app = ClientApp::register(&server, "ada", "web", &required).await;
    let pkce = Pkce::of(1);
    let page = ada.visit(&app.authorize_path(BOTH, &pkce)).await.expect(200);
    assert_eq!(page.form("decision").values("scope"), ["projects:read"], "only what is optional has a box");
    let answer = ada.decide(&app.authorize_path(BOTH, &pkce), &[], "allow").await;
    let code = answer.location_parameter("code").expect("a code");
    assert_eq!(Tokens::of(app.redeem(&code, &pkce).await).scope, "users:read");
}

async fn what_is_made_required_meanwhile_is_not_taken(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "eve", "web", &[]).await;
    let page = ada.visit(&app.authorize_path(BOTH, &Pkce::of(1))).await.expect(200);
    let path = format!("/developers/apps/{}/scopes", app.id);
    let scopes = eve.open(&path).await.expect(200);
    let mut entered: Vec<_> = BOTH.split(' ').map(|name| ("scope", name)).collect();
    entered.push(("required", "projects:read"));
    eve.fill(&scopes, "required", &entered).await.expect(303);
    let answer = ada.fill(&page, "decision", &[("scope", "users:read"), ("decision", "allow")]).await;
    assert_eq!((answer.status, answer.location()), (403, ""), "{}", answer.text());
}

async fn narrowed_and_removed_consent_ends_tokens(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let other = ClientApp::register(&server, "ada", "web", &[]).await;
    let kept = ada.tokens(&other, BOTH, 1).await;
    let tokens = ada.tokens(&app, BOTH, 2).await;
    let list = ada.open("/account/apps").await.expect(200);
    assert!(list.text().contains(&format!("/account/apps/{}", app.id)));
    let own = format!("/account/apps/{}", app.id);
    let page = ada.open(&own).await.expect(200);
    ada.fill(&page, "scope", &[("scope", "projects:read")]).await.expect(303);
    wait::until_true("the wider token has ended", async || {
        app.introspect(&tokens.access).await["active"] == false
            && app.own_record(&tokens.access).await.status == 401
    })
    .await;
    let narrowed = Tokens::of(app.refresh(&tokens.refresh).await);
    assert_eq!(narrowed.scope, "projects:read");
    let page = ada.visit(&app.authorize_path("users:read", &Pkce::of(3))).await.expect(200);
    assert!(page.form("decision").has("scope"), "what was taken back is asked for again");
    let page = ada.open(&own).await.expect(200);
    ada.press(&page, &format!("{own}/remove")).await.expect(303);
    wait::until_true("every token has ended", async || {
        app.introspect(&narrowed.access).await["active"] == false
    })
    .await;
    refused(&app.refresh(&narrowed.refresh).await, 400, "invalid_grant");
    assert!(!ada.open("/account/apps").await.text().contains(&app.id));
    assert_eq!(ada.open(&own).await.status, 404);
    other.own_record(&kept.access).await.expect(200);
}

async fn what_was_on_its_way_dies_with_the_consent(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let own = format!("/account/apps/{}", app.id);
    let pkce = Pkce::of(1);
    let path = app.authorize_path("users:read", &pkce);
    for _ in 0..4 {
        ada.allow(&path).await;
        let page = ada.open(&own).await.expect(200);
        let remove = format!("{own}/remove");
        let (answers, removed) =
            tokio::join!(join_all((0..16).map(|_| ada.open(&path))), ada.press(&page, &remove));
        removed.expect(303);
        for answer in answers {
            match answer.location_parameter("code") {
                Some(code) => refused(&app.redeem(&code, &pkce).await, 400, "invalid_grant"),
                None => assert!(answer.location().starts_with("/oauth/consent"), "{}", answer.location()),
            }
        }
    }
}

async fn an_app_that_could_be_posed_as_asks_each_time(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for uri in ["http://127.0.0.1/cb", "example.robot.app:/cb"] {
        let app = ClientApp::register(&server, "ada", "native", &["--redirect-uri", uri]).await;
        ada.tokens(&app, "users:read", 1).await;
        let page = ada.visit(&app.authorize_path("users:read", &Pkce::of(2))).await;
        assert_eq!((page.status, page.form("decision").has("decision")), (200, true), "{uri}");
    }
    // RFC 8252 §7.3: the port of a loopback address may differ.
    let app = ClientApp::register(&server, "ada", "native", &["--redirect-uri", "http://127.0.0.1/cb"]).await;
    let app = app.answered_at("http://127.0.0.1:51234/cb");
    ada.tokens(&app, "users:read", 3).await;
}

async fn the_platforms_own_apps_do_not_ask(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--first-party"]).await;
    let pkce = Pkce::of(1);
    let answer = ada.open(&app.authorize_path("users:read", &pkce)).await;
    assert!(answer.location().starts_with(CALLBACK), "{}", answer.location());
    let code = answer.location_parameter("code").expect("a code at once");
    app.redeem(&code, &pkce).await.expect(200);
}

async fn a_consent_form_is_used_once_in_its_own_browser(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let page = ada.visit(&app.authorize_path("users:read", &Pkce::of(1))).await.expect(200);
    let entered = [("scope", "users:read"), ("decision", "allow")];
    let stolen = eve.fill(&page, "decision", &entered).await;
    assert!(matches!(stolen.status, 403 | 410), "{}", stolen.status);
    assert!(matches!(eve.open(&page.path).await.status, 403 | 404 | 410));
    let answer = ada.fill(&page, "decision", &entered).await;
    let answer = ada.follow(answer).await;
    assert!(answer.location_parameter("code").is_some());
    let again = ada.fill(&page, "decision", &entered).await;
    assert!(matches!(again.status, 409 | 410) && again.location().is_empty(), "{}", again.status);
}
