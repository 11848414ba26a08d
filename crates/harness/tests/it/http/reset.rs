//! Forgotten passwords: the link works once, ends what it must, and keeps the rest.

use harness::mail;
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;

use super::refused;

on_both_engines!(a_reset_ends_what_it_must, only_the_newest_link_works, a_link_is_worthless_elsewhere);

const NEW: &str = "nine copper kettles on the stove";

async fn forget(person: &Person, email: &str) {
    let page = person.open("/password/forgot").await.expect(200);
    person.fill(&page, "email", &[("email", email)]).await;
}

async fn links(operator: &Person, email: &str) -> Vec<String> {
    let texts = operator.outbox(email).await;
    texts
        .iter()
        .filter(|text| text.contains("/password/reset"))
        .map(|text| mail::link(text, "/password/reset"))
        .collect()
}

async fn a_reset_ends_what_it_must(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let stranger = Person::new(&server, "ada");
    forget(&stranger, "ada@example.com").await;
    let link = links(&operator, "ada@example.com").await.remove(0);
    let secret = link.split_once("link=").expect("a secret").1;
    assert!(!server.records_hold(secret.as_bytes()).await, "the mail that waits holds the link in clear");
    // Opening it spends nothing: scanners of mail open links.
    for _ in 0..3 {
        stranger.open(&link).await.expect(200);
    }
    let page = stranger.open(&link).await.expect(200);
    let weak = stranger.fill(&page, "new-password", &[("new-password", "short")]).await.expect(422);
    let weak =
        stranger.fill(&weak, "new-password", &[("new-password", "ada@example.com ada")]).await.expect(422);
    let answer = stranger.fill(&weak, "new-password", &[("new-password", NEW)]).await;
    assert!(matches!(answer.status, 200 | 303), "{}", answer.text());
    assert_eq!(ada.open("/account").await.status, 303, "the old session goes on");
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    wait::until_true("the tokens have ended", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    stranger.try_sign_in("ada", PASSWORD).await.expect(422);
    stranger.try_sign_in("ada", NEW).await.expect(303);
    let again = stranger.open(&link).await;
    assert_ne!(again.status, 500);
    let spent = Person::new(&server, "ada").open(&link).await;
    assert!(!spent.text().contains("new-password") || spent.status >= 400, "a used link opens again");
    operator.open("/account").await.expect(200);
}

async fn only_the_newest_link_works(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    forget(&ada, "ada@example.com").await;
    let first = links(&operator, "ada@example.com").await.remove(0);
    let page = ada.open(&first).await.expect(200);
    forget(&Person::new(&server, "x"), "ADA@Example.com").await;
    let all = links(&operator, "ada@example.com").await;
    assert_eq!(all.len(), 2);
    let newest = all.into_iter().find(|link| *link != first).expect("each link is another");
    let answer = ada.fill(&page, "new-password", &[("new-password", NEW)]).await;
    assert!(answer.status >= 400, "an older link works: {}", answer.status);
    ada.try_sign_in("ada", NEW).await.expect(422);
    let page = ada.open(&newest).await.expect(200);
    // A double press sets one password, once.
    let form = page.form("new-password");
    let other = "ten copper kettles on the stove";
    let first = ada.send(&page, &form, &[("new-password", NEW)]).await;
    assert!(matches!(first.status, 200 | 303), "{}", first.text());
    let second = ada.send(&page, &form, &[("new-password", other)]).await;
    assert!(second.status >= 400, "{}", second.status);
    ada.try_sign_in("ada", NEW).await.expect(303);
}

async fn a_link_is_worthless_elsewhere(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    forget(&ada, "ada@example.com").await;
    let link = links(&operator, "ada@example.com").await.remove(0);
    let value = link.split_once("link=").expect("the link carries a value").1;
    for path in ["/verify-email", "/setup"] {
        let answer = ada.open(&format!("{path}?link={value}")).await;
        assert!(answer.status >= 400 || !answer.text().contains("new-password"), "{path}");
        let posted = harness::form::forms(&answer.text());
        assert!(!posted.iter().any(|form| form.has("link") && form.value("link") == value), "{path}");
    }
    for bent in [&value[1..], &value[..value.len() - 1], "", "nonsense"] {
        let answer = ada.open(&format!("/password/reset?link={bent}")).await;
        assert!((400..500).contains(&answer.status), "{bent}: {}", answer.status);
    }
    // Nobody gets a link for an address that nobody has.
    forget(&ada, "nobody@example.com").await;
    assert!(operator.outbox("nobody@example.com").await.is_empty());
}
