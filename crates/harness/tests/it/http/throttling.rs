//! Guessing stays slow, whoever guesses from wherever, and its victim still gets in.

use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    guesses_are_counted_per_account,
    a_wait_is_told_in_words_and_survives_a_restart,
    codes_are_not_guessed
);

const WRONG: &str = "not the password at all";

async fn guesses_are_counted_per_account(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let _eve = Person::member(&server, "eve").await;
    // Each guess from another browser and with another spelling.
    let spellings = ["ada", "ADA", "Ada", "ada@example.com", "ADA@EXAMPLE.COM", " ada "];
    for spelling in spellings.iter().cycle().take(6) {
        Person::new(&server, "x").try_sign_in(spelling, WRONG).await;
    }
    let stranger = Person::new(&server, "ada");
    assert_eq!(
        stranger.try_sign_in("ada", PASSWORD).await.status,
        429,
        "the right one is not told from a wrong one"
    );
    // A browser that signed in before is counted apart.
    let page = ada.open("/account").await.expect(200);
    let forms = harness::form::forms(&page.text());
    let out =
        forms.iter().find(|form| form.path().contains("sign") && form.method == "post").expect("sign out");
    ada.send(&page, out, &[]).await;
    ada.try_sign_in("ada", PASSWORD).await.expect(303);
    Person::new(&server, "eve").try_sign_in("eve", PASSWORD).await.expect(303);
}

async fn a_wait_is_told_in_words_and_survives_a_restart(engine: Engine) {
    let mut server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let stranger = Person::new(&server, "ada");
    for _ in 0..5 {
        stranger.try_sign_in("ada", WRONG).await.expect(422);
    }
    let answer = stranger.try_sign_in("ada", WRONG).await.expect(429);
    let wait: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=30).contains(&wait), "{wait}");
    assert!(answer.text().contains("ry again"), "{}", answer.text());
    server.kill().await;
    server.run().await;
    stranger.try_sign_in("ada", PASSWORD).await.expect(429);
}

async fn codes_are_not_guessed(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let ada = Person::new(&server, "ada");
    let page = ada.open("/signup").await.expect(200);
    let entered = [("email", "ada@example.com"), ("username", "ada"), ("password", PASSWORD)];
    let answer = ada.fill(&page, "email", &entered).await.expect(303);
    let page = ada.follow(answer).await.expect(200);
    let text = operator.outbox("ada@example.com").await.remove(0);
    let code = harness::mail::code(&text[text.find("<pre").unwrap_or(0)..]);
    let wrong = if code == "123456" { "654321" } else { "123456" };
    let mut last = page;
    for _ in 0..5 {
        let answer = ada.fill(&last, "code", &[("code", wrong)]).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        last = answer;
    }
    let answer = ada.fill(&last, "code", &[("code", &code)]).await;
    assert_ne!(answer.status, 303, "the right code works after five wrong ones");
}
