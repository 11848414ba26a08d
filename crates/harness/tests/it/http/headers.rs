//! What every answer tells the browser, and what it must not.

use harness::http::Answer;
use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};

on_both_engines!(
    every_answer_is_locked_down,
    pages_of_a_flow_let_the_browser_leave,
    personal_pages_are_not_kept
);

fn locked_down(answer: &Answer) {
    let path = &answer.path;
    for (name, value) in [
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {path}");
    }
    let policy = answer.header("content-security-policy");
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(policy.contains(part), "{part} is missing for {path}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("http:") && !policy.contains('*'), "{policy}");
    assert_eq!(answer.header("server"), "", "{path}");
    let text = answer.text();
    if answer.header("content-type").starts_with("text/html") {
        for forbidden in ["<script>", " style=", " onclick=", "javascript:", "src=\"http", "<iframe"] {
            assert!(!text.contains(forbidden), "{path} holds {forbidden}");
        }
        assert!(text.contains("<html lang="), "{path}");
        assert_eq!(text.matches("<h1").count(), 1, "{path} has one h1");
        assert_eq!(text.matches("<main").count(), 1, "{path} has one main");
    }
}

async fn every_answer_is_locked_down(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let of_app = |page: &str| format!("/developers/apps/{}{page}", app.id);
    for path in [
        "/account",
        "/account/sessions",
        "/account/apps",
        "/developers",
        "/developers/apps",
        "/developers/apps/new",
        "/admin/outbox",
        "/confirm?next=/account",
        "/accounts",
        "/signed-out",
        "/signin",
        "/signup",
        "/password/forgot",
        "/verify-email",
        "/nothing/here",
        "/setup",
        "/oauth/authorize",
        "/oauth/consent",
        "/healthz",
        "/readyz",
        "/oauth/jwks",
        "/.well-known/oauth-authorization-server",
        "/api/users/v1/self",
        "/api/openapi.json",
        &of_app(""),
        &of_app("/credentials"),
        &of_app("/redirects"),
        &of_app("/scopes"),
        &of_app("/settings"),
    ] {
        let answer = opal.open(path).await;
        locked_down(&answer);
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let head = opal.http().send("HEAD", path, &[], None).await;
        // What is asked for there is given once, so it is not given to somebody who only looks.
        let expected = if path == "/oauth/authorize" { 405 } else { answer.status };
        assert_eq!((head.status, head.body.len()), (expected, 0), "HEAD {path}");
    }
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/introspect", "/signin"] {
        locked_down(&opal.http().post(path, &[]).await);
    }
}

async fn pages_of_a_flow_let_the_browser_leave(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let path = app.authorize_path("users:read", &harness::jwt::Pkce::of(1));
    let sign_in = Person::new(&server, "eve").visit(&path).await.expect(200);
    let consent = ada.visit(&path).await.expect(200);
    let choose = ada.visit(&format!("{path}&prompt=select_account")).await.expect(200);
    for page in [&sign_in, &consent, &choose] {
        assert!(!page.header("content-security-policy").contains("form-action"), "{}", page.path);
        assert_eq!(page.header("cache-control"), "no-store", "{}", page.path);
    }
    let plain = ada.open("/account").await.expect(200);
    assert!(plain.header("content-security-policy").contains("form-action 'self'"));
}

async fn personal_pages_are_not_kept(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account").await.expect(200);
    assert_eq!(page.header("cache-control"), "no-store");
    // Assets may be kept for good: their address changes with them.
    let assets: Vec<String> = harness::form::tags(&page.text())
        .iter()
        .filter_map(|tag| tag.attribute("href").or(tag.attribute("src")))
        .filter(|address| address.contains(".css") || address.contains(".js"))
        .map(str::to_owned)
        .collect();
    assert!(!assets.is_empty());
    for asset in assets {
        let answer = ada.open(&asset).await.expect(200);
        assert!(answer.header("cache-control").contains("immutable"), "{asset}: {:?}", answer.headers);
        assert_eq!(answer.header("set-cookie"), "", "{asset}");
    }
}
