//! Another address: the new one is proven first, the old one is told and can take it back.

use harness::mail;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    an_address_changes_once_the_new_one_is_proven,
    the_old_address_takes_the_account_back,
    whoever_had_an_address_first_goes_first,
    nothing_tells_which_addresses_have_an_account,
    codes_cannot_be_guessed
);

async fn ask(person: &Person, email: &str) -> harness::http::Answer {
    let page = person.open("/account/email").await.expect(200);
    person.fill(&page, "email", &[("email", email)]).await
}

async fn code(operator: &Person, email: &str) -> String {
    let texts = operator.outbox(email).await;
    let text = texts.iter().find(|text| text.contains("/email/confirm?link=")).expect("a mail with a code");
    mail::code(text.split("Code:").nth(1).expect("a code"))
}

async fn change(person: &Person, operator: &Person, email: &str) {
    ask(person, email).await.expect(303);
    let page = person.open("/account/email/code").await.expect(200);
    let code = code(operator, email).await;
    let answer = person.fill(&page, "code", &[("code", &code)]).await.expect(303);
    assert_eq!(answer.location(), "/account/profile?done=email-changed");
}

async fn undo_link(operator: &Person, email: &str) -> String {
    let texts = operator.outbox(email).await;
    let text =
        texts.iter().find(|text| text.contains("/email/undo?link=")).expect("a mail to the old address");
    mail::link(text, "/email/undo?link=")
}

async fn an_address_changes_once_the_new_one_is_proven(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    for (email, why) in
        [("ada@example.com", "the address the account has"), ("nonsense", "whole email address")]
    {
        let refused = ask(&ada, email).await.expect(422);
        assert!(refused.text().contains(why), "{}", refused.text());
    }
    ask(&ada, "new@example.com").await.expect(303);
    let told = operator.outbox("ada@example.com").await;
    assert!(
        told.iter().any(|text| text.contains("was asked for") && text.contains("/not-me?link=")),
        "{told:?}"
    );
    Person::new(&server, "ada").try_sign_in("new@example.com", PASSWORD).await.expect(422);
    // By the link, on another device.
    let texts = operator.outbox("new@example.com").await;
    let link = mail::link(&texts[0], "/email/confirm?link=");
    let phone = Person::new(&server, "ada");
    for _ in 0..2 {
        phone.open(&link).await.expect(200);
    }
    let page = phone.open(&link).await.expect(200);
    phone.press(&page, "/email/confirm").await.expect(303);
    assert_eq!(phone.open(&link).await.status, 410);
    Person::new(&server, "ada").try_sign_in("new@example.com", PASSWORD).await.expect(303);
    Person::new(&server, "ada").try_sign_in("ada@example.com", PASSWORD).await.expect(422);
    let page = ada.open("/account").await.expect(200);
    assert!(page.text().contains("new@example.com"), "{}", page.text());
    let log = ada.open("/account/security/log").await.expect(200).text();
    assert!(log.contains("Changed the address") && log.contains("Asked to change the address"), "{log}");
}

async fn the_old_address_takes_the_account_back(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let thief = Person::new(&server, "ada");
    thief.sign_in().await;
    change(&thief, &operator, "thief@example.com").await;
    let link = undo_link(&operator, "ada@example.com").await;
    // Nobody else gets the old address meanwhile.
    let stranger = Person::new(&server, "mallory");
    let page = stranger.open("/signup").await.expect(200);
    let entered = [("email", "ada@example.com"), ("username", "mallory"), ("password", PASSWORD)];
    stranger.fill(&page, "email", &entered).await.expect(303);
    let page = ada.open(&link).await.expect(200);
    assert!(page.text().contains("ada@example.com"), "{}", page.text());
    let answer = ada.press(&page, "/email/undo").await.expect(303);
    assert_eq!(thief.open("/account").await.status, 303);
    thief.try_sign_in("ada", PASSWORD).await.expect(422);
    let page = ada.follow(answer).await.expect(200);
    let new = "nine copper kettles on the stove";
    ada.fill(&page, "new-password", &[("new-password", new)]).await.expect(303);
    ada.try_sign_in("ada@example.com", new).await.expect(303);
    assert_eq!(ada.open(&link).await.status, 410);
}

async fn whoever_had_an_address_first_goes_first(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    Person::member(&server, "ada").await;
    let thief = Person::new(&server, "ada");
    thief.sign_in().await;
    change(&thief, &operator, "thief@example.com").await;
    change(&thief, &operator, "second@example.com").await;
    let (first, later) =
        (undo_link(&operator, "ada@example.com").await, undo_link(&operator, "thief@example.com").await);
    let owner = Person::new(&server, "ada");
    let page = owner.open(&first).await.expect(200);
    owner.press(&page, "/email/undo").await.expect(303);
    assert_eq!(thief.open(&later).await.status, 410, "the thief's own address takes nothing back");
}

async fn nothing_tells_which_addresses_have_an_account(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    Person::member(&server, "bob").await;
    let mut pages = Vec::new();
    for email in ["bob@example.com", "xyz@example.com"] {
        let answer = ask(&ada, email).await.expect(303);
        assert_eq!(answer.location(), "/account/email/code");
        let page = ada.open("/account/email/code").await.expect(200);
        let refused = ada.fill(&page, "code", &[("code", "000000")]).await.expect(422);
        pages.push(refused.text().matches("tries are left").count());
    }
    assert_eq!(pages[0], pages[1]);
    let texts = operator.outbox("bob@example.com").await;
    assert!(texts.iter().any(|text| text.contains("You already have an account")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("/email/confirm")), "{texts:?}");
}

async fn codes_cannot_be_guessed(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    ask(&ada, "new@example.com").await.expect(303);
    let right = code(&operator, "new@example.com").await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        let page = ada.open("/account/email/code").await.expect(200);
        ada.fill(&page, "code", &[("code", wrong)]).await.expect(422);
    }
    let page = ada.open("/account/email/code").await.expect(200);
    ada.fill(&page, "code", &[("code", &right)]).await.expect(422);
    assert!(ada.open("/account").await.text().contains("ada@example.com"));
}
