//! Signing up and in, allowing an app, registering one, ending a session.

use harness::callback::Callback;
use harness::form::words_from;
use harness::jwt::Pkce;
use harness::mail;
use harness::oauth_client::{ClientApp, Tokens};
use harness::person::{PASSWORD, Person};

use super::{Scene, Scripts, content, enter_name_and_password};

with_scripts_and_without!(
    somebody_signs_up_and_in,
    an_app_is_allowed_and_gets_its_code,
    an_app_is_refused,
    a_developer_registers_an_app,
    a_session_is_ended_from_the_list,
    access_is_taken_back,
);

async fn somebody_signs_up_and_in(scripts: Scripts) {
    let scene = Scene::set().await;
    let page = scene.page(scripts).await;
    page.open(&scene.at("/signup")).await;
    page.enter("#email", "grace@example.com").await;
    page.enter("#username", "grace").await;
    page.enter("#password", PASSWORD).await;
    page.follow("#signup-submit").await;
    page.arrives_at(&scene.at("/verify-email")).await;
    let texts = scene.opal.outbox("grace@example.com").await;
    let code = mail::code(&texts[0][texts[0].find("<pre").unwrap_or(0)..]);
    page.enter("#code", &code).await;
    let before = page.address().await;
    assert!(before.contains("/verify-email"), "typing alone moved the page to {before}");
    page.press_and_follow(harness::browser::Keys::Enter).await;
    assert!(!page.address().await.contains("/verify-email"), "{}", page.address().await);
    if !page.address().await.contains("/account") {
        scene.sign_in(&page, "grace").await;
    }
    page.open(&scene.at("/account")).await;
    assert!(page.text_of("document.body.innerText").await.contains("grace"));
    content(&page);
}

async fn an_app_is_allowed_and_gets_its_code(scripts: Scripts) {
    let scene = Scene::set().await;
    // The app's own address sends the browser on to yet another origin.
    let landing = Callback::start(None).await;
    let callback = Callback::start(Some(format!("{}/landed", landing.origin()))).await;
    let uri = callback.address();
    let app = ClientApp::register(&scene.server, "opal", "native", &["--redirect-uri", &uri]).await;
    let page = scene.page(scripts).await;
    for (number, signed_in) in [(1, false), (2, true)] {
        let pkce = Pkce::of(number);
        page.open(&scene.at(&app.authorize_path("users:read projects:read", &pkce))).await;
        if !signed_in {
            page.arrives_at(&scene.at("/signin")).await;
            assert!(page.text_of("document.body.innerText").await.contains("Invoice Robot"));
            enter_name_and_password(&page, "ada").await;
            page.follow("#signin-submit").await;
        }
        page.arrives_at(&scene.at("/oauth/consent")).await;
        let shown = page.text_of("document.body.innerText").await;
        assert!(shown.contains(callback.origin()), "the destination is not shown: {shown}");
        if !signed_in {
            // The second time it is a plain row: it was allowed before.
            page.click("input[name=scope][value='users:read']").await;
        }
        page.click("#consent-allow").await;
        page.arrives_at(&format!("{}/landed", landing.origin())).await;
        let asked = callback.asked().pop().expect("the app's address was asked for");
        let code = harness::http::parameter(&asked, "code").unwrap_or_else(|| panic!("no code in {asked}"));
        let tokens = Tokens::of(app.redeem(&code, &pkce).await);
        assert_eq!(tokens.scope, "users:read", "what is not ticked is not given");
        app.own_record(&tokens.access).await.expect(200);
    }
    content(&page);
}

async fn an_app_is_refused(scripts: Scripts) {
    let scene = Scene::set().await;
    let callback = Callback::start(None).await;
    let uri = callback.address();
    let app = ClientApp::register(&scene.server, "opal", "native", &["--redirect-uri", &uri]).await;
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at(&app.authorize_path("users:read", &Pkce::of(1)))).await;
    let sizes = page
        .eval("['#consent-allow', '#consent-deny'].map(s => document.querySelector(s).getBoundingClientRect().height)")
        .await;
    assert_eq!(sizes[0], sizes[1], "one button is larger than the other");
    page.click("#consent-deny").await;
    page.arrives_at(&uri).await;
    let asked = callback.asked();
    let first = asked.iter().find(|path| path.starts_with("/cb")).expect("the app is told");
    assert_eq!(harness::http::parameter(first, "error").as_deref(), Some("access_denied"));
    content(&page);
}

async fn a_developer_registers_an_app(scripts: Scripts) {
    let scene = Scene::set().await;
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at("/developers/apps/new")).await;
    page.click("input[name=kind][value=web]").await;
    page.enter("[name=name]", "Ledger Kite").await;
    page.enter("[name=homepage]", "https://kite.example").await;
    page.enter("[name=redirect_uris]", "https://kite.example/cb").await;
    page.enter("[name=description]", "Flies over ledgers.").await;
    page.click("input[name=scopes][value='users:read']").await;
    page.follow("#create-app").await;
    let address = page.address().await;
    assert!(
        address.contains("/developers/apps/app_"),
        "{address}: {}",
        page.text_of("document.body.innerText").await
    );
    let shown = page.text_of("document.documentElement.outerHTML").await;
    let secret = words_from(&shown, "sec_").into_iter().next().expect("the secret is shown once");
    page.open(&address).await;
    let again = page.text_of("document.documentElement.outerHTML").await;
    assert!(again.contains("Ledger Kite") && !again.contains(&secret), "the secret is shown again");
    let id = address.split("/developers/apps/").nth(1).and_then(|rest| rest.split(['/', '?']).next());
    let made = serde_json::json!({ "client_id": id.expect("an id"), "client_secret": secret });
    let app = ClientApp::known(&scene.server, &made, "https://kite.example/cb");
    scene.ada.tokens(&app, "users:read", 1).await;
    content(&page);
}

async fn a_session_is_ended_from_the_list(scripts: Scripts) {
    let scene = Scene::set().await;
    let other = Person::new(&scene.server, "ada");
    other.sign_in().await;
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at("/account/sessions")).await;
    page.follow("form[action='/account/sessions/end-others'] button").await;
    assert!(
        page.text_of("document.querySelector('[role=status]')?.innerText ?? ''").await.len() > 3,
        "no note is shown"
    );
    assert_eq!(other.open("/account").await.status, 303);
    page.open(&scene.at("/account")).await;
    page.arrives_at(&scene.at("/account")).await;
    content(&page);
}

async fn access_is_taken_back(scripts: Scripts) {
    let scene = Scene::set().await;
    let app = ClientApp::register(&scene.server, "opal", "web", &[]).await;
    let tokens = scene.ada.tokens(&app, "users:read", 1).await;
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at("/account/apps")).await;
    page.follow(&format!("a[href='/account/apps/{}']", app.id)).await;
    page.follow(&format!(
        "form[action='/account/apps/{}/remove'] button, button[formaction='/account/apps/{}/remove']",
        app.id, app.id
    ))
    .await;
    page.arrives_at(&scene.at("/account/apps")).await;
    harness::wait::until_true("the token has ended", async || {
        app.own_record(&tokens.access).await.status == 401
    })
    .await;
    content(&page);
}
