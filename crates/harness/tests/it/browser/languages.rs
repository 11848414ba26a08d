//! The portal in another script, and with longer words: mirrored, whole, and codes as they are.

use harness::browser::Page;
use harness::form::words_from;
use harness::oauth_client::ClientApp;

use super::{Scene, Scripts, content};

/// The pages of developers and operators, each signed in as whoever sees it.
async fn pages(scene: &Scene) -> Vec<(&'static str, Vec<String>)> {
    let app = ClientApp::register(&scene.server, "ada", "web", &["--allow-implicit"]).await;
    let tokens = scene.ada.tokens(&app, "users:read", 1).await;
    app.own_record(&tokens.access).await.expect(200);
    app.own_record("at_none").await.expect(401);
    let mine = |page: &str| format!("/developers/apps/{}{page}", app.id);
    let lines = format!("{}/", mine("/logs"));
    let mut entries = Vec::new();
    const ID: usize = 36;
    harness::wait::until_true("the log has a line", async || {
        entries = words_from(&scene.ada.open(&mine("/logs")).await.expect(200).text(), &lines);
        entries.retain(|path| path.len() == lines.len() + ID);
        !entries.is_empty()
    })
    .await;
    let mut developer: Vec<String> = [
        "/developers",
        "/developers/apps",
        "/developers/apps/new",
        "/developers/errors/invalid_grant",
        "/developers/problems",
        "/developers/problems/too-many-requests",
    ]
    .map(str::to_owned)
    .into();
    let of_app = ["", "/credentials", "/redirects", "/scopes", "/usage", "/logs", "/logouts", "/settings"];
    developer.extend(of_app.map(mine));
    developer.push(mine("/logs?filter=status:9xx"));
    developer.extend(entries.into_iter().take(1));
    let outbox = scene.opal.open("/admin/outbox").await.text();
    let mut operator = vec!["/admin/outbox".to_owned(), "/accounts".to_owned()];
    operator.extend(words_from(&outbox, "/admin/outbox/").into_iter().take(1));
    vec![("ada", developer), ("opal", operator)]
}

/// How far a page scrolls sideways.
async fn sideways(page: &Page) -> i64 {
    let by = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    page.eval(by).await.as_i64().expect("a width is a number")
}

/// Which elements are narrower or lower than what is written in them.
const CUT: &str = "[...document.querySelectorAll('body *')].filter(e => {
    if (e.closest('svg, thead, .unseen, .skip, select, textarea, input') || !e.textContent.trim()) return false;
    const s = getComputedStyle(e);
    if (s.display === 'inline' || !e.getClientRects().length) return false;
    const hides = (v) => v === 'hidden' || v === 'clip';
    const over = (inner, outer) => inner - outer > 1;
    return (hides(s.overflowX) && over(e.scrollWidth, e.clientWidth))
        || (hides(s.overflowY) && over(e.scrollHeight, e.clientHeight))
        || (e.matches('button, .button, .badge') && over(e.scrollWidth, e.clientWidth));
}).map(e => e.outerHTML.slice(0, 120)).join('\\n')";

#[tokio::test]
async fn the_portal_is_mirrored_in_arabic_and_codes_are_not() {
    let scene = Scene::set().await;
    let mut found = Vec::new();
    for (who, paths) in pages(&scene).await {
        let page = scene.page(Scripts::On).await;
        scene.sign_in(&page, who).await;
        page.follow("button[name=language][value=ar]").await;
        for path in paths {
            page.resize(1280, 800).await;
            page.open(&scene.at(&path)).await;
            let mut expect = async |what: &str, expression: &str| {
                if page.eval(expression).await != true {
                    found.push(format!("{path}: {what}"));
                }
            };
            expect("is not in Arabic", "document.documentElement.lang === 'ar'").await;
            expect("runs left to right", "getComputedStyle(document.body).direction === 'rtl'").await;
            expect(
                "has its name at the left",
                "document.querySelector('.brand').getBoundingClientRect().right > innerWidth / 2",
            )
            .await;
            expect(
                "has its heading at the left",
                "(() => { const h = document.querySelector('h1'), r = document.createRange(); r.selectNodeContents(h);
                    const m = document.querySelector('main').getBoundingClientRect(), t = r.getBoundingClientRect();
                    return Math.abs(m.right - t.right) <= Math.abs(t.left - m.left) + 1; })()",
            )
            .await;
            expect(
                "has its menu at the left",
                "(() => { const menu = [...document.querySelectorAll('.stage > nav')].find(e => e.getClientRects().length);
                    return !menu || menu.getBoundingClientRect().left >= document.querySelector('main').getBoundingClientRect().right - 1; })()",
            )
            .await;
            expect(
                "has code that runs from right to left",
                "[...document.querySelectorAll('code, pre:not([dir=auto]), input[type=url], [dir=ltr]')]
                    .every(e => getComputedStyle(e).direction === 'ltr')",
            )
            .await;
            expect(
                "has Latin letters where a sentence should be",
                "[...document.querySelectorAll('main h1, .panel-head h2, main p.lead')]
                    .filter(e => !e.querySelector('bdi, code')).every(e => /\\p{Script=Arabic}/u.test(e.textContent) || !e.textContent.trim())",
            )
            .await;
            page.resize(390, 800).await;
            let by = sideways(&page).await;
            if by != 0 {
                found.push(format!("{path} 390: scrolls sideways by {by} px"));
            }
            let cut = page.text_of(CUT).await;
            if !cut.is_empty() {
                found.push(format!("{path} 390: cuts {cut}"));
            }
        }
        content(&page);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every text of a page half as long again, in place: words of other languages are longer.
const STRETCH: &str = "(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let stretched = 0;
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.parentElement.closest('code, pre, script, svg, time, [dir=ltr]:not(html), bdi') || !/\\p{L}/u.test(text.data)) continue;
        text.data = text.data.replace(/\\p{L}+/gu, word => word + word.slice(0, Math.ceil(word.length * .4)));
        stretched++;
    }
    return stretched; })()";

#[tokio::test]
async fn longer_words_are_not_cut() {
    let scene = Scene::set().await;
    let mut found = Vec::new();
    for (who, paths) in pages(&scene).await {
        let page = scene.page(Scripts::On).await;
        scene.sign_in(&page, who).await;
        for path in paths {
            page.open(&scene.at(&path)).await;
            assert!(page.eval(STRETCH).await.as_i64() > Some(10), "{path}: there are texts");
            for width in [1280, 390] {
                page.resize(width, 800).await;
                let by = sideways(&page).await;
                if by != 0 {
                    found.push(format!("{path} {width}: scrolls sideways by {by} px"));
                }
                let cut = page.text_of(CUT).await;
                if !cut.is_empty() {
                    found.push(format!("{path} {width}: cuts {cut}"));
                }
            }
        }
        content(&page);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
