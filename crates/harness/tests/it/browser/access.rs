//! Everybody can use every page: checked with axe, by keyboard, on a narrow screen, in either theme.

use std::fs;

use harness::browser::{Keys, Page};
use harness::form::words_from;
use harness::jwt::Pkce;
use harness::oauth_client::{CALLBACK, ClientApp};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use serde_json::Value;

use super::{Scene, Scripts, content};

/// The text of axe-core, which the run of the tests provides.
pub(super) fn axe() -> String {
    let path = harness::variable("GUILDGATE_AXE").expect(
        "GUILDGATE_AXE must name axe.min.js of the package axe-core; bin/test installs it and sets it",
    );
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every page, each signed in as whoever sees it.
async fn pages(scene: &Scene) -> Vec<(&'static str, Vec<String>)> {
    let app = ClientApp::register(&scene.server, "ada", "web", &["--allow-implicit"]).await;
    let granted = ClientApp::register(&scene.server, "opal", "web", &[]).await;
    scene.ada.tokens(&granted, "users:read", 1).await;
    let strange = Person::new(&scene.server, "grace");
    let page = strange.open("/signup").await;
    let entered = [("email", "grace@example.com"), ("username", "grace"), ("password", PASSWORD)];
    strange.fill(&page, "email", &entered).await;
    let forgot = scene.ada.stranger("ada");
    let page = forgot.open("/password/forgot").await;
    forgot.fill(&page, "email", &[("email", "ada@example.com")]).await;
    let texts = scene.opal.outbox("@example.com").await;
    let links = texts.iter().flat_map(|text| {
        ["/verify-email?link=", "/password/reset?link=", "/not-me?link="]
            .into_iter()
            .flat_map(|path| words_from(text, path))
    });
    let mut public: Vec<String> = links.collect();
    let ask = app.authorize_path("users:read projects:read", &Pkce::of(1));
    public.extend(
        ["/", "/signin", "/signup", "/password/forgot", "/signed-out", "/nothing/here"].map(str::to_owned),
    );
    public.extend([ask.clone(), "/oauth/authorize?client_id=nobody".to_owned()]);
    let mine = |page: &str| format!("/developers/apps/{}{page}", app.id);
    let wrong = app.authorize_path_with(&[
        ("response_type", "code"),
        ("redirect_uri", &CALLBACK.replace("back", "Back")),
    ]);
    let mut member: Vec<String> = [
        "/account",
        "/account/security",
        "/account/security/passkeys/new",
        "/account/security/authenticator",
        "/account/security/recovery",
        "/account/sessions",
        "/account/sessions/everywhere",
        "/account/apps",
        "/account/profile",
        "/account/email",
        "/account/security/password",
        "/account/security/log",
        "/account/security/log?kind=developer&result=refused",
        "/account/not-me",
        "/account/tokens",
        "/account/tokens/new",
        "/account/data",
        "/account/data/delete",
        "/developers",
        "/developers/apps",
        "/developers/apps/new",
        "/confirm?next=%2Faccount",
        "/accounts",
        "/nothing/here",
    ]
    .map(str::to_owned)
    .into();
    member.extend(["", "/credentials", "/redirects", "/scopes", "/logouts", "/settings"].map(mine));
    member.extend([
        format!("/account/apps/{}", granted.id),
        ask.clone(),
        format!("{ask}&prompt=select_account"),
        wrong,
    ]);
    let outbox = scene.opal.open("/admin/outbox").await.text();
    let mut operator: Vec<String> = [
        "/admin/outbox",
        "/account/security",
        "/account/security/authenticator",
        "/account/security/recovery",
        "/confirm?next=%2Faccount",
        "/confirm?next=%2Faccount&all=1",
    ]
    .map(str::to_owned)
    .into();
    operator.extend(words_from(&outbox, "/admin/outbox/").into_iter().take(1));
    vec![("", public), ("ada", member), ("opal", operator)]
}

/// Runs axe over what is shown and gives its violations in short.
async fn violations(page: &Page) -> Vec<String> {
    // Colours that are on their way to others are nobody's colours.
    page.eval("Promise.allSettled(document.getAnimations().map(a => a.finished)).then(() => null)").await;
    let run = "axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values:
        ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
        .then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')))";
    match page.eval(run).await {
        Value::Array(found) => {
            found.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
        }
        other => panic!("axe gave {other}"),
    }
}

pub(super) async fn look_closely(page: &Page, axe: &str, what: &str, found: &mut Vec<String>) {
    page.eval(axe).await;
    let twice = "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at).join(' ')";
    let twice = page.text_of(twice).await;
    if !twice.is_empty() {
        found.push(format!("{what}: ids that are there twice: {twice}"));
    }
    for dark in [false, true] {
        page.prefer_dark(dark).await;
        for width in [1280, 390] {
            page.resize(width, 800).await;
            for violation in violations(page).await {
                found.push(format!("{what} {width} {}: {violation}", if dark { "dark" } else { "light" }));
            }
        }
    }
    page.prefer_dark(false).await;
    page.resize(320, 640).await;
    let sideways =
        page.eval("document.documentElement.scrollWidth - document.documentElement.clientWidth").await;
    if sideways != 0 {
        found.push(format!("{what} 320: scrolls sideways by {sideways} px"));
    }
    page.resize(1280, 800).await;
}

#[tokio::test]
async fn every_page_passes_axe_in_both_themes_and_fits_a_narrow_screen() {
    let scene = Scene::set().await;
    let axe = axe();
    let mut found = Vec::new();
    for (who, paths) in pages(&scene).await {
        let page = scene.page(Scripts::On).await;
        if !who.is_empty() {
            scene.sign_in(&page, who).await;
        }
        for path in paths {
            page.open(&scene.at(&path)).await;
            let what = format!("{who} {}", path.split('?').next().unwrap_or_default());
            look_closely(&page, &axe, &what, &mut found).await;
        }
        content(&page);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn the_set_up_page_passes_axe() {
    let server = Server::start(Engine::Sqlite).await;
    let start = format!("{}/setup?link=", server.public_url());
    let link =
        harness::wait::until("the log shows a link", async || words_from(&server.log(), &start).pop()).await;
    let browser = harness::browser::Browser::start(&server).await;
    let page = browser.page().await;
    page.open(&link).await;
    let mut found = Vec::new();
    look_closely(&page, &axe(), "set-up", &mut found).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    content(&page);
}

#[tokio::test]
async fn an_error_takes_the_focus_and_leads_to_its_field() {
    for scripts in [Scripts::On, Scripts::Off] {
        let scene = Scene::set().await;
        let axe = axe();
        let page = scene.page(scripts).await;
        for (path, filled) in
            [("/signin", vec![]), ("/signup", vec![("#email", "nobody")]), ("/password/forgot", vec![])]
        {
            page.open(&scene.at(path)).await;
            for (field, text) in filled {
                page.enter(field, text).await;
            }
            page.follow("main form button[type=submit], main form button:not([type])").await;
            let title = page.text_of("document.title").await;
            assert!(title.starts_with("Error: "), "{path}: {title}");
            page.until("document.activeElement !== document.body").await;
            let focused = page.text_of("document.activeElement.innerText").await;
            assert!(focused.contains("There’s a problem"), "{path}: the focus is at {focused:?}");
            let before = page.eval(
                "document.activeElement.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING",
            );
            assert_ne!(before.await, 0, "{path}: the summary stands before the heading");
            let href = page
                .text_of("document.activeElement.querySelector('a[href^=\"#\"]').getAttribute('href')")
                .await;
            let leads = page
                .eval(&format!("document.querySelector('{href}').matches('input[aria-invalid=true]')"))
                .await;
            assert_eq!(leads, true, "{path}: {href}");
            if scripts == Scripts::On {
                let mut found = Vec::new();
                look_closely(&page, &axe, path, &mut found).await;
                assert!(found.is_empty(), "{}", found.join("\n"));
            }
        }
        content(&page);
    }
}

#[tokio::test]
async fn a_member_signs_in_and_allows_an_app_by_keyboard_alone() {
    let scene = Scene::set().await;
    let callback = harness::callback::Callback::start(None).await;
    let uri = callback.address();
    let app = ClientApp::register(&scene.server, "opal", "native", &["--redirect-uri", &uri]).await;
    let page = scene.page(Scripts::On).await;
    page.open(&scene.at(&app.authorize_path("users:read", &Pkce::of(1)))).await;
    page.until("document.activeElement.id === 'username'").await;
    page.write("ada").await;
    page.tab_to("#password").await;
    page.write(PASSWORD).await;
    page.press_and_follow(Keys::Enter).await;
    page.arrives_at(&scene.at("/oauth/consent")).await;
    page.press(Keys::Tab).await;
    let first = page.text_of("document.activeElement.getAttribute('href') ?? ''").await;
    assert!(first.starts_with('#'), "the first stop leads to the content, not {first:?}");
    page.tab_to("input[name=scope]").await;
    page.press(Keys::Space).await;
    page.tab_to("#consent-allow").await;
    let ring = "(() => { const s = getComputedStyle(document.activeElement);
        return parseFloat(s.outlineWidth) >= 3 && s.outlineStyle !== 'none'; })()";
    assert_eq!(page.eval(ring).await, true, "the focus is not to be seen");
    page.press(Keys::Enter).await;
    page.arrives_at(&uri).await;
    content(&page);
}

#[tokio::test]
async fn stops_follow_the_page_and_nothing_traps_the_focus() {
    let scene = Scene::set().await;
    let page = scene.page(Scripts::On).await;
    scene.sign_in(&page, "ada").await;
    for path in ["/account", "/account/sessions", "/developers/apps/new"] {
        page.open(&scene.at(path)).await;
        let positive =
            page.eval("[...document.querySelectorAll('[tabindex]')].some(e => e.tabIndex > 0)").await;
        assert_eq!(positive, false, "{path} has a positive tabindex");
        page.eval("window.stops = []; document.body.focus();").await;
        const MOST: usize = 80;
        let mut left = false;
        for _ in 0..MOST {
            page.press(Keys::Tab).await;
            let step = "(() => { const e = document.activeElement;
                if (e === document.body || window.stops.includes(e)) return 'left';
                const last = window.stops.at(-1); window.stops.push(e);
                const order = !last || (last.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
                return order ? 'on' : 'back'; })()";
            match page.text_of(step).await.as_str() {
                "on" => {}
                "left" => {
                    left = true;
                    break;
                }
                _ => panic!(
                    "{path}: Tab goes back to {}",
                    page.text_of("document.activeElement.outerHTML").await
                ),
            }
        }
        assert!(left, "{path}: Tab never leaves the page");
    }
}
