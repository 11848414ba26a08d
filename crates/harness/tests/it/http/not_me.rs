//! “This wasn’t me”: one press ends everything, and leads to a new password.

use harness::mail;
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;

use super::refused;

on_both_engines!(
    a_mailed_link_ends_everything_once,
    a_member_who_is_signed_in_ends_everything,
    a_link_outlives_the_thief_s_new_password
);

const NEW: &str = "nine copper kettles on the stove";

async fn link(operator: &Person, subject: &str) -> String {
    let texts = operator.outbox("ada@example.com").await;
    let text = texts.iter().find(|text| text.contains(subject) && text.contains("/not-me?link="));
    mail::link(text.unwrap_or_else(|| panic!("no mail “{subject}” in {texts:?}")), "/not-me?link=")
}

async fn a_mailed_link_ends_everything_once(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let thief = Person::new(&server, "ada");
    thief.sign_in().await;
    let texts = operator.outbox("ada@example.com").await;
    let told = texts.iter().find(|text| text.contains("New sign-in")).expect("a mail");
    for part in ["network address 127.0.0.1", "with a browser on Linux", "UTC"] {
        assert!(told.contains(part), "{part} is missing: {told}");
    }
    let link = link(&operator, "New sign-in").await;
    let anywhere = Person::new(&server, "ada");
    for _ in 0..3 {
        // Opening it ends nothing: scanners of mail open links.
        anywhere.open(&link).await.expect(200);
    }
    thief.open("/account").await.expect(200);
    let page = anywhere.open(&link).await.expect(200);
    let form = page.form_to("/not-me");
    let answer = anywhere.send(&page, &form, &[]).await.expect(303);
    for person in [&thief, &ada] {
        assert_eq!(person.open("/account").await.status, 303, "a session goes on");
    }
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    wait::until_true("the tokens have ended", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    thief.try_sign_in("ada", PASSWORD).await.expect(422);
    let again = Person::new(&server, "ada");
    assert_eq!(again.open(&link).await.status, 410, "it works once");
    let other = anywhere.send(&page, &form, &[]).await;
    assert_eq!(other.status, 410, "{}", other.text());
    eve.open("/account").await.expect(200);
    // The mail was fresh, so the press leads on to the new password itself.
    let page = anywhere.follow(answer).await.expect(200);
    anywhere.fill(&page, "new-password", &[("new-password", NEW)]).await.expect(303);
    anywhere.try_sign_in("ada", NEW).await.expect(303);
    let apps = anywhere.open("/account/apps").await.expect(200);
    assert!(!apps.text().contains(&app.id), "apps must ask again: {}", apps.text());
}

async fn a_member_who_is_signed_in_ends_everything(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let thief = Person::new(&server, "ada");
    thief.sign_in().await;
    let log = ada.open("/account/security/log").await.expect(200);
    assert!(log.text().contains("href=\"/account/not-me\""), "{}", log.text());
    let page = ada.open("/account/not-me").await.expect(200);
    let answer = ada.press(&page, "/account/not-me").await.expect(303);
    assert_eq!(thief.open("/account").await.status, 303);
    assert_eq!(ada.open("/account").await.status, 303);
    thief.try_sign_in("ada", PASSWORD).await.expect(422);
    let page = ada.follow(answer).await.expect(200);
    ada.fill(&page, "new-password", &[("new-password", NEW)]).await.expect(303);
    ada.try_sign_in("ada", NEW).await.expect(303);
    let log = ada.open("/account/security/log").await.expect(200).text();
    assert!(log.contains("everything was ended"), "{log}");
}

async fn a_link_outlives_the_thief_s_new_password(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    Person::member(&server, "ada").await;
    let thief = Person::new(&server, "ada");
    thief.sign_in().await;
    let first = link(&operator, "New sign-in").await;
    let page = thief.open("/account/security/password").await.expect(200);
    let entered = [("current-password", PASSWORD), ("new-password", NEW)];
    thief.fill(&page, "new-password", &entered).await.expect(303);
    let ada = Person::new(&server, "ada");
    let page = ada.open(&first).await.expect(200);
    ada.press(&page, "/not-me").await.expect(303);
    assert_eq!(thief.open("/account").await.status, 303);
    thief.try_sign_in("ada", NEW).await.expect(422);
    let second = link(&operator, "was changed").await;
    assert_eq!(ada.open(&second).await.status, 410, "who said it once has said it");
}
