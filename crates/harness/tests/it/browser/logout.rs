//! Signing out: apps are told in frames before the way back, and a page of an app can ask whether the session changed.

use harness::browser::{Browser, Page};
use harness::callback::Callback;
use harness::elsewhere::Elsewhere;
use harness::http;
use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;
use serde_json::json;

use super::{Scene, Scripts, content, enter_name_and_password};

const HTML: [(&str, &str); 1] = [("content-type", "text/html; charset=utf-8")];
const PAGE: &str =
    "<!doctype html><html lang=en><title>Robot</title><link rel=icon href=\"data:,\"><h1>Robot</h1>";

async fn allow(scene: &Scene, page: &Page, app: &ClientApp, back: &str) {
    page.open(&scene.at(&app.authorize_path("openid users:read", &Pkce::of(1)))).await;
    page.arrives_at(&scene.at("/signin")).await;
    enter_name_and_password(page, "ada").await;
    page.follow("#signin-submit").await;
    page.arrives_at(&scene.at("/oauth/consent")).await;
    page.click("input[name=scope][value='users:read']").await;
    page.follow("#consent-allow").await;
    page.arrives_at(back).await;
}

async fn apps_are_told_in_frames(scripts: Scripts) {
    let scene = Scene::set().await;
    let elsewhere = Elsewhere::start().await;
    for path in ["/cb", "/out", "/bye"] {
        elsewhere.put(path, &HTML, PAGE);
    }
    let file = scene.server.folder().join("app.json");
    let metadata = json!({ "frontchannel_logout_uri": elsewhere.url("/out") });
    std::fs::write(&file, metadata.to_string()).expect("a file can be written");
    let (back, bye) = (elsewhere.url("/cb"), elsewhere.url("/bye"));
    let mut more = vec!["--redirect-uri", &back, "--post-logout-uri", &bye];
    more.extend(["--scope", "openid", "--scope", "users:read"]);
    more.extend(["--metadata", file.to_str().expect("a plain name")]);
    let app = ClientApp::register(&scene.server, "opal", "web", &more).await;
    let browser = Browser::start_with(&scene.server, &[elsewhere.certificate()]).await;
    let page = browser.page().await;
    if scripts == Scripts::Off {
        page.without_scripts().await;
    }
    allow(&scene, &page, &app, &back).await;
    let query = [("client_id", app.id.as_str()), ("post_logout_redirect_uri", &bye), ("state", "s")];
    page.open(&scene.at(&format!("/oauth/logout?{}", http::encode(&query)))).await;
    page.arrives_at(&scene.at("/oauth/logout/confirm")).await;
    page.click("#logout-confirm").await;
    page.arrives_at(&format!("{bye}?state=s")).await;
    let told = elsewhere.requests().into_iter().find(|request| request.path.starts_with("/out?"));
    let told = told.expect("the app's page was loaded before the way back").path;
    assert_eq!(http::parameter(&told, "iss").as_deref(), Some(scene.server.public_url()));
    assert!(http::parameter(&told, "sid").is_some(), "{told}");
    content(&page);
}

#[tokio::test]
async fn apps_are_told_in_frames_with_scripts() {
    apps_are_told_in_frames(Scripts::On).await;
}

#[tokio::test]
async fn apps_are_told_in_frames_without_scripts() {
    apps_are_told_in_frames(Scripts::Off).await;
}

/// Asks the frame, as a page of an app does, and gives what it answers.
async fn ask(page: &Page, frame: &str, origin: &str, message: &str) -> String {
    let asking = format!(
        "new Promise((answered) => {{
           addEventListener('message', (event) => answered(event.origin === {origin} ? event.data : 'stranger'), {{ once: true }});
           const frame = document.createElement('iframe');
           frame.src = {frame};
           frame.onload = () => frame.contentWindow.postMessage({message}, {origin});
           document.body.append(frame);
         }})",
        origin = json!(origin),
        frame = json!(frame),
        message = json!(message),
    );
    page.text_of(&asking).await
}

#[tokio::test]
async fn a_page_learns_that_the_session_changed() {
    let scene = Scene::set().await;
    // Another site, not only another origin: the cookie comes along inside its pages.
    let callback = Callback::start(None).await;
    let uri = callback.address();
    let more = ["--redirect-uri", &uri, "--scope", "openid", "--scope", "users:read"];
    let app = ClientApp::register(&scene.server, "opal", "native", &more).await;
    let page = scene.page(Scripts::On).await;
    allow(&scene, &page, &app, &uri).await;
    let listed = scene.server.http().get("/.well-known/openid-configuration").await.expect(200).json();
    let frame = listed["check_session_iframe"].as_str().expect("it is listed").to_owned();
    let state = http::parameter(&page.address().await, "session_state").expect("a session state");
    let message = format!("{} {state}", app.id);
    let origin = scene.server.public_url();
    assert_eq!(ask(&page, &frame, origin, &message).await, "unchanged");
    assert_eq!(ask(&page, &frame, origin, &format!("another {state}")).await, "changed");
    assert_eq!(ask(&page, &frame, origin, "nonsense").await, "error");
    // A visit of the account changes nothing; signing out does.
    page.open(&scene.at("/account")).await;
    page.open(&uri).await;
    assert_eq!(ask(&page, &frame, origin, &message).await, "unchanged");
    page.open(&scene.at("/account")).await;
    page.follow("form[action='/signout'] button").await;
    page.arrives_at(&scene.at("/signed-out")).await;
    page.open(&uri).await;
    assert_eq!(ask(&page, &frame, origin, &message).await, "changed");
    content(&page);
}
