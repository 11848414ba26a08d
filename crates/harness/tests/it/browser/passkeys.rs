//! Passkeys in Chromium with an authenticator in software: made, offered in the box, asked for by the button,
//! cancelled, unknown, removed.

use harness::browser::Page;
use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;

use super::access::{axe, look_closely};
use super::{Scene, Scripts, content, enter_name_and_password};

/// What the page shows as text.
async fn shown(page: &Page) -> String {
    page.text_of("document.body.innerText").await
}

/// Makes a passkey by hand, as a member who has just signed in.
async fn make(scene: &Scene, page: &Page) {
    page.open(&scene.at("/account/security/passkeys/new")).await;
    page.follow("#passkey-make").await;
    page.arrives_at(&scene.at("/account/security")).await;
}

async fn sign_out(page: &Page) {
    page.follow("form[action='/signout'] button").await;
}

#[tokio::test]
async fn a_passkey_is_made_and_offered_in_the_username_box() {
    let scene = Scene::set().await;
    let mut found = Vec::new();
    let page = scene.page(Scripts::On).await;
    let device = page.authenticator().await;
    scene.sign_in(&page, "ada").await;
    page.open(&scene.at("/account/security")).await;
    assert!(shown(&page).await.contains("None yet. A passkey signs you in"));
    look_closely(&page, &axe(), "no passkeys", &mut found).await;
    page.open(&scene.at("/account/security/passkeys/new")).await;
    look_closely(&page, &axe(), "a new passkey", &mut found).await;
    make(&scene, &page).await;
    assert_eq!(device.credentials().await.len(), 1);
    assert!(shown(&page).await.contains("The passkey is added"));
    look_closely(&page, &axe(), "a passkey", &mut found).await;
    sign_out(&page).await;
    // The box offers it, and this authenticator takes the offer by itself.
    page.open(&scene.at("/signin?next=%2Faccount%2Fapps")).await;
    page.arrives_at(&scene.at("/account/apps")).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    content(&page);
}

#[tokio::test]
async fn the_button_ends_the_offer_in_the_box_and_leads_back_to_the_app() {
    let scene = Scene::set().await;
    let page = scene.page(Scripts::On).await;
    let device = page.authenticator().await;
    scene.sign_in(&page, "ada").await;
    make(&scene, &page).await;
    sign_out(&page).await;
    let kept = device.credentials().await;
    device.clear().await;
    let app = ClientApp::register(&scene.server, "opal", "web", &[]).await;
    page.open(&scene.at(&app.authorize_path("users:read", &Pkce::of(1)))).await;
    page.arrives_at(&scene.at("/signin")).await;
    page.until("document.querySelector('#passkey-submit').checkVisibility()").await;
    let mut found = Vec::new();
    look_closely(&page, &axe(), "sign-in with a passkey", &mut found).await;
    device.add(&kept[0]).await;
    page.click("#passkey-submit").await;
    page.arrives_at(&scene.at("/oauth/consent")).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    content(&page);
}

#[tokio::test]
async fn whoever_cancels_is_back_at_the_button() {
    let scene = Scene::set().await;
    let page = scene.page(Scripts::On).await;
    let device = page.authenticator().await;
    scene.sign_in(&page, "ada").await;
    make(&scene, &page).await;
    sign_out(&page).await;
    device.set_verified(false).await;
    let kept = device.credentials().await;
    device.clear().await;
    page.open(&scene.at("/signin?another=1")).await;
    page.until("document.querySelector('#passkey-submit').checkVisibility()").await;
    device.add(&kept[0]).await;
    page.click("#passkey-submit").await;
    page.until(
        "document.querySelector('[data-passkey-state]').textContent.startsWith('Nothing was changed')",
    )
    .await;
    page.until("document.activeElement.id === 'passkey-submit'").await;
    let red = page.eval("document.querySelectorAll('.problems, .error, [aria-invalid]').length").await;
    assert_eq!(red, 0, "nothing is wrong");
    assert!(!page.text_of("document.title").await.starts_with("Error"));
    let mut found = Vec::new();
    look_closely(&page, &axe(), "a cancelled passkey", &mut found).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    enter_name_and_password(&page, "ada").await;
    page.follow("#signin-submit").await;
    page.arrives_at(&scene.at("/signin/factor")).await;
    look_closely(&page, &axe(), "a passkey as second factor", &mut found).await;
    device.set_verified(true).await;
    page.click("#factor-submit").await;
    page.arrives_at(&scene.at("/account")).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    content(&page);
}

#[tokio::test]
async fn a_removed_passkey_is_unknown_and_other_ways_stand_open() {
    let scene = Scene::set().await;
    let page = scene.page(Scripts::On).await;
    let device = page.authenticator().await;
    scene.sign_in(&page, "ada").await;
    make(&scene, &page).await;
    let kept = device.credentials().await;
    page.follow("form[action$='/remove'] button").await;
    // What was added was not shown since: everything is asked for, and then the removal goes on.
    page.arrives_at(&scene.at("/confirm")).await;
    page.until("document.querySelector('#confirm-submit').checkVisibility()").await;
    if page.eval("document.querySelector('#password') !== null").await == true {
        page.enter("#password", harness::person::PASSWORD).await;
    }
    page.click("#confirm-submit").await;
    page.arrives_at(&scene.at("/account/security?done=passkey-removed")).await;
    assert!(shown(&page).await.contains("None yet"));
    // The browser's own store of passkeys was told; a stubborn one still has it.
    device.clear().await;
    sign_out(&page).await;
    page.open(&scene.at("/signin?another=1")).await;
    page.until("document.querySelector('#passkey-submit').checkVisibility()").await;
    device.add(&kept[0]).await;
    page.click("#passkey-submit").await;
    page.until("document.title.startsWith('Error: ')").await;
    assert!(shown(&page).await.contains("This passkey is not known here"));
    let named = page.text_of("document.querySelector('[data-unknown-passkey]').dataset.unknownPasskey").await;
    assert!(!named.is_empty());
    let mut found = Vec::new();
    look_closely(&page, &axe(), "an unknown passkey", &mut found).await;
    assert!(found.is_empty(), "{}", found.join("\n"));
    enter_name_and_password(&page, "ada").await;
    page.follow("#signin-submit").await;
    page.arrives_at(&scene.at("/account")).await;
    content(&page);
}

#[tokio::test]
async fn without_scripts_the_other_ways_are_named() {
    let scene = Scene::set().await;
    let page = scene.page(Scripts::Off).await;
    page.open(&scene.at("/signin")).await;
    let text = shown(&page).await;
    assert!(text.contains("Passkeys need scripts") && !text.contains("Sign in with a passkey"), "{text}");
}
