//! Setting up a second factor, signing in with it, and changing it, in a real browser.

use harness::authenticator::Authenticator;
use harness::browser::Page;
use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;

use super::access::{axe, look_closely};
use super::{Scene, Scripts, content, enter_name_and_password};

with_scripts_and_without!(
    a_member_sets_up_an_app_saves_codes_and_signs_in_with_both,
    a_form_that_waits_for_a_proof_goes_on,
);

/// What the page shows as text.
async fn shown(page: &Page) -> String {
    page.text_of("document.body.innerText").await
}

/// Sets up an app by hand.
async fn set_up(scene: &Scene, page: &Page) {
    page.open(&scene.at("/account/security/authenticator")).await;
    scene.ada.take_app(Authenticator::of_page(&page.text_of("document.documentElement.outerHTML").await));
    page.enter("#code", &scene.ada.app_code().await).await;
    page.follow("#authenticator-submit").await;
}

/// With scripts, looks for violations too.
async fn look(page: &Page, scripts: Scripts, what: &str, found: &mut Vec<String>) {
    if scripts == Scripts::On {
        look_closely(page, &axe(), what, found).await;
    }
}

async fn a_member_sets_up_an_app_saves_codes_and_signs_in_with_both(scripts: Scripts) {
    let scene = Scene::set().await;
    let mut found = Vec::new();
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at("/account/security")).await;
    assert!(shown(&page).await.contains("Your password alone signs you in."));
    page.follow(".step-next a").await;
    page.enter("#code", "000000").await;
    page.follow("#authenticator-submit").await;
    assert!(page.text_of("document.title").await.starts_with("Error: "));
    look(&page, scripts, "a wrong proof", &mut found).await;
    set_up(&scene, &page).await;
    page.arrives_at(&scene.at("/account/security/recovery")).await;
    page.follow("#recovery-make").await;
    let codes =
        page.text_of("[...document.querySelectorAll('#codes code')].map(e => e.innerText).join(' ')").await;
    let codes: Vec<&str> = codes.split(' ').collect();
    assert_eq!(codes.len(), 10, "{codes:?}");
    let file = page.text_of("decodeURIComponent(document.querySelector('a[download]').href)").await;
    assert!(codes.iter().all(|code| file.contains(code)), "the file holds them: {file}");
    look(&page, scripts, "fresh codes", &mut found).await;
    page.follow("#recovery-saved").await;
    assert!(shown(&page).await.contains("10 recovery codes left"));
    look(&page, scripts, "all is well", &mut found).await;
    content(&page);

    // In another browser, on the way to an app.
    let app = ClientApp::register(&scene.server, "opal", "web", &[]).await;
    let page = scene.page(scripts).await;
    page.open(&scene.at(&app.authorize_path("users:read", &Pkce::of(1)))).await;
    enter_name_and_password(&page, "ada").await;
    page.follow("#signin-submit").await;
    page.arrives_at(&scene.at("/signin/factor")).await;
    page.until("document.activeElement.id === 'code'").await;
    assert!(shown(&page).await.contains("Invoice Robot"));
    let box_is = "(() => { const e = document.querySelector('#code');
        return [e.name, e.type, e.inputMode, e.autocomplete].join(' '); })()";
    assert_eq!(page.text_of(box_is).await, "code text numeric one-time-code");
    look(&page, scripts, "the factor", &mut found).await;
    page.enter("#code", "000 000").await;
    assert!(page.address().await.contains("/signin/factor"), "typing alone moved the page");
    page.follow("#factor-submit").await;
    assert!(page.text_of("document.title").await.starts_with("Error: "));
    assert!(shown(&page).await.contains("4 tries are left"));
    look(&page, scripts, "a wrong factor", &mut found).await;
    page.follow(".ways a").await;
    look(&page, scripts, "the way back", &mut found).await;
    page.enter("#code", codes[0]).await;
    page.follow("#factor-submit").await;
    page.arrives_at(&scene.at("/oauth/consent")).await;
    content(&page);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn a_form_that_waits_for_a_proof_goes_on(scripts: Scripts) {
    let scene = Scene::set().await;
    let page = scene.page(scripts).await;
    scene.sign_in(&page, "ada").await;
    set_up(&scene, &page).await;
    // In a trusted browser the password alone signs in.
    let page = scene.page(scripts).await;
    page.open(&scene.at("/signin")).await;
    enter_name_and_password(&page, "ada").await;
    page.follow("#signin-submit").await;
    page.enter("#code", &scene.ada.app_code().await).await;
    page.click("#trust").await;
    page.follow("#factor-submit").await;
    scene.sign_in_again(&page, "ada").await;
    page.open(&scene.at("/account/security")).await;
    assert!(shown(&page).await.contains("This browser"), "{}", shown(&page).await);
    page.follow("form[action='/account/security/authenticator/remove'] button").await;
    page.arrives_at(&scene.at("/confirm")).await;
    let mut found = Vec::new();
    look(&page, scripts, "the question", &mut found).await;
    page.enter("#code", &scene.ada.app_code().await).await;
    page.follow("#confirm-submit").await;
    page.arrives_at(&scene.at("/account/security")).await;
    assert!(shown(&page).await.contains("Your authenticator app is off"), "{}", shown(&page).await);
    content(&page);
    assert!(found.is_empty(), "{}", found.join("\n"));
}
