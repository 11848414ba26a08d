//! The developers' pages: secrets shown once and swapped without a gap, redirects, scopes, owners only.

use harness::form::words_from;
use harness::http::Answer;
use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

use super::{broken_link, refused, sent_back};

on_both_engines!(
    secrets_overlap_and_stop,
    a_secret_is_in_one_answer_only,
    redirects_change_what_is_accepted,
    bad_redirects_are_refused_with_reasons,
    a_scope_taken_from_an_app_ends_in_its_tokens,
    a_deleted_app_is_gone,
    only_owners_see_an_app,
    bad_registrations_keep_what_was_entered,
    a_double_press_makes_one_app,
);

async fn add_secret(ada: &Person, app: &ClientApp, label: &str) -> Option<ClientApp> {
    let path = format!("/developers/apps/{}/credentials", app.id);
    let page = ada.open(&path).await.expect(200);
    let action = format!("{path}/add");
    if !page.text().contains(&action) {
        return None;
    }
    let answer = ada.send(&page, &page.form_to(&action), &[("label", label)]).await;
    let shown = ada.follow(answer).await;
    let secret = words_from(&shown.text(), "sec_live_").into_iter().next()?;
    Some(app.with_secret(Some(&secret)))
}

async fn secrets_overlap_and_stop(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let old = ClientApp::register(&server, "ada", "server", &[]).await;
    let new = add_secret(&ada, &old, "Second").await.expect("there is room for a second secret");
    assert_ne!(old.secret, new.secret);
    old.own_token().await.expect(200);
    new.own_token().await.expect(200);
    assert!(add_secret(&ada, &old, "Third").await.is_none(), "a third secret was made");
    let path = format!("/developers/apps/{}/credentials", old.id);
    let page = ada.open(&path).await.expect(200);
    let tail =
        &new.secret.as_deref().expect("a secret")[new.secret.as_deref().expect("a secret").len() - 4..];
    assert!(page.text().contains(tail) && page.text().contains("Second"));
    // The first form that stops a secret belongs to one of the two; press it until only one is left.
    let forms = harness::form::forms(&page.text());
    let stops: Vec<_> = forms.iter().filter(|form| form.path().ends_with("/stop")).collect();
    assert_eq!(stops.len(), 2, "{}", page.text());
    ada.send(&page, stops[0], &[]).await.expect(303);
    let works = [old.own_token().await.status, new.own_token().await.status];
    assert!(works == [200, 401] || works == [401, 200], "{works:?}");
    assert!(add_secret(&ada, &old, "Fourth").await.is_some(), "there is room again");
}

async fn a_secret_is_in_one_answer_only(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let path = format!("/developers/apps/{}/credentials", app.id);
    let page = ada.open(&path).await.expect(200);
    let action = format!("{path}/add");
    let answer = ada.send(&page, &page.form_to(&action), &[("label", "Once")]).await;
    let shown = ada.follow(answer).await.expect(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    let secret = words_from(&shown.text(), "sec_live_").into_iter().next().expect("it is shown");
    for path in [shown.path.clone(), path, format!("/developers/apps/{}", app.id), "/developers/apps".into()]
    {
        assert!(!ada.visit(&path).await.text().contains(&secret), "{path} shows the secret again");
    }
    assert!(!server.log().contains(&secret), "the log holds the secret");
    app.with_secret(Some(&secret)).own_token().await.expect(200);
}

async fn redirects_change_what_is_accepted(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let path = format!("/developers/apps/{}/redirects", app.id);
    let second = app.answered_at("https://app.example/second?keep=1");
    let pkce = Pkce::of(1);
    broken_link(&ada.open(&second.authorize_path("users:read", &pkce)).await);
    let page = ada.open(&path).await.expect(200);
    let form = page.form_to(&format!("{path}/add"));
    ada.send(&page, &form, &[("uri", &second.redirect_uri)]).await.expect(303);
    let answer = ada.allow(&second.authorize_path("users:read", &pkce)).await;
    assert!(
        answer.location().starts_with("https://app.example/second?keep=1&code="),
        "{}",
        answer.location()
    );
    let page = ada.open(&path).await.expect(200);
    let remove = format!("{path}/remove");
    let forms = harness::form::forms(&page.text());
    let form = forms.iter().find(|form| form.path() == remove && form.value("uri") == CALLBACK);
    ada.send(&page, form.expect("each address can be removed"), &[]).await.expect(303);
    broken_link(&ada.open(&app.authorize_path("users:read", &pkce)).await);
}

async fn bad_redirects_are_refused_with_reasons(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let path = format!("/developers/apps/{}/redirects", app.id);
    for (uri, reason) in [
        ("http://app.example/cb", "Plain http"),
        ("https://app.example/*", "matches nothing"),
        ("https://app.example/cb#part", "part of a page"),
        ("https://u:p@app.example/cb", "user name or password"),
        ("https://app.example/a/../cb", "“..”"),
        ("https://app.example/cb?state=1", "part of the answer"),
        ("app.example/cb", "whole address"),
        ("com.example.app:/cb", "native apps"),
        (CALLBACK, ""),
        ("", ""),
    ] {
        let page = ada.open(&path).await.expect(200);
        let form = page.form_to(&format!("{path}/add"));
        let answer = ada.send(&page, &form, &[("uri", uri)]).await.expect(422);
        let text = harness::form::unescape(&answer.text());
        assert!(text.contains(reason), "{uri}: no {reason:?} in {text}");
        assert!(text.contains("<title>Error: "), "{uri}");
        assert_eq!(answer.form_to(&format!("{path}/add")).value("uri"), uri);
    }
}

async fn a_scope_taken_from_an_app_ends_in_its_tokens(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read projects:read", 1).await;
    let path = format!("/developers/apps/{}/scopes", app.id);
    let page = ada.open(&path).await.expect(200);
    ada.fill(&page, "scope", &[("scope", "projects:read")]).await.expect(303);
    wait::until_true("the scope has ended", async || app.own_record(&tokens.access).await.status != 200)
        .await;
    let answer = ada.open(&app.authorize_path("users:read", &Pkce::of(2))).await;
    sent_back(&answer, "invalid_scope");
    let page = ada.open(&path).await.expect(200);
    let scopes: Vec<_> = page.form("scope").controls.into_iter().filter(|c| c.name == "scope").collect();
    let ticked: Vec<_> = scopes.iter().filter(|c| c.checked).map(|c| c.value.as_str()).collect();
    assert_eq!(ticked, ["projects:read"]);
}

async fn a_deleted_app_is_gone(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let settings = format!("/developers/apps/{}/settings", app.id);
    let page = ada.open(&settings).await.expect(200);
    let form = page.form_to(&format!("{settings}/delete"));
    let typed = &form.controls.iter().find(|control| control.kind == "text").expect("the name is asked").name;
    ada.send(&page, &form, &[(typed, "Another Name")]).await.expect(422);
    app.own_token().await.expect(200);
    let page = ada.open(&settings).await.expect(200);
    let form = page.form_to(&format!("{settings}/delete"));
    ada.send(&page, &form, &[(typed, "Invoice Robot")]).await.expect(303);
    refused(&app.own_token().await, 401, "invalid_client");
    refused(&app.refresh(&tokens.refresh).await, 401, "invalid_client");
    wait::until_true("its tokens have ended", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    broken_link(&ada.open(&app.authorize_path("users:read", &Pkce::of(2))).await);
    for path in [settings, format!("/developers/apps/{}", app.id), format!("/account/apps/{}", app.id)] {
        assert_eq!(ada.open(&path).await.status, 404, "{path}");
    }
    assert!(!ada.open("/developers/apps").await.text().contains(&app.id));
}

async fn only_owners_see_an_app(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let path = format!("/developers/apps/{}", app.id);
    for page in ["", "/credentials", "/redirects", "/scopes", "/settings"] {
        ada.open(&format!("{path}{page}")).await.expect(200);
        let foreign = eve.open(&format!("{path}{page}")).await.expect(404);
        let missing =
            eve.open(&format!("/developers/apps/app_live_0000000000000000000000{page}")).await.expect(404);
        assert_eq!(comparable(&foreign), comparable(&missing), "{page} tells whether an app exists");
        let answer = Person::new(&server, "nobody").open(&format!("{path}{page}")).await;
        assert!(answer.status == 303 && answer.location().starts_with("/signin"), "{page}");
    }
    // A form of a page of her own does not open another's.
    let own = ClientApp::register(&server, "eve", "web", &[]).await;
    let page = eve.open(&format!("/developers/apps/{}/settings", own.id)).await.expect(200);
    let mut form = page.form_to(&format!("/developers/apps/{}/settings/pause", own.id));
    form.action = format!("{path}/settings/pause");
    assert!(matches!(eve.send(&page, &form, &[]).await.status, 403 | 404));
    assert!(ada.visit(&app.authorize_path("users:read", &Pkce::of(1))).await.status == 200);
    assert!(!eve.open("/developers/apps").await.text().contains(&app.id));
}

/// A page without what differs by chance: tokens of forms, its own address and the request's name.
fn comparable(answer: &Answer) -> String {
    let mut text = answer.text().replace(&answer.path, "PATH");
    for form in harness::form::forms(&text) {
        for control in form.controls.iter().filter(|control| control.kind == "hidden") {
            if !control.value.is_empty() {
                text = text.replace(&control.value, "VALUE");
            }
        }
    }
    super::without_references(&text)
}

async fn bad_registrations_keep_what_was_entered(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/developers/apps/new").await.expect(200);
    let entered = [
        ("kind", "web"),
        ("name", "Guildgate Support"),
        ("homepage", "http://app.example"),
        ("redirect_uris", "https://app.example/cb#x"),
        ("description", "Kept <b>words</b>."),
        ("scopes", "users:read"),
    ];
    let answer = ada.fill(&page, "homepage", &entered).await.expect(422);
    let form = answer.form("homepage");
    assert_eq!(form.value("name"), "Guildgate Support");
    assert_eq!(form.value("homepage"), "http://app.example");
    assert_eq!(form.values("redirect_uris")[0], "https://app.example/cb#x");
    assert_eq!(form.value("description"), "Kept <b>words</b>.");
    let text = answer.text();
    assert!(text.contains("<title>Error: ") && !text.contains("<b>words"), "{text}");
    assert!(text.matches("aria-invalid=\"true\"").count() >= 3, "{text}");
    assert!(!ada.open("/developers/apps").await.text().contains("Guildgate Support"));
}

async fn a_double_press_makes_one_app(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/developers/apps/new").await.expect(200);
    let entered = [
        ("kind", "server"),
        ("name", "Pressed Twice"),
        ("homepage", "https://app.example"),
        ("description", "Once."),
        ("scopes", "users:read"),
    ];
    let form = page.form("homepage");
    let (first, second) = tokio::join!(ada.send(&page, &form, &entered), ada.send(&page, &form, &entered));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert!(statuses[0] == 303 && matches!(statuses[1], 303 | 409), "{statuses:?}");
    let list = server.command(&["app", "list", "--json"]).await.data();
    assert_eq!(list.matches("Pressed Twice").count(), 1, "{list}");
}
