//! Mail leaves by SMTP, once, and says what its reader must know.

use harness::mail::{self, Sink};
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    mail_is_delivered,
    a_mail_server_that_was_away_gets_it_later,
    an_account_that_exists_is_told_so_by_mail
);

async fn sign_up(person: &Person, email: &str, username: &str) -> harness::http::Answer {
    let page = person.open("/signup").await.expect(200);
    let entered = [("email", email), ("username", username), ("password", PASSWORD)];
    let answer = person.fill(&page, "email", &entered).await.expect(303);
    person.follow(answer).await.expect(200)
}

async fn mail_is_delivered(engine: Engine) {
    let sink = Sink::start().await;
    let server = Server::start_with(engine, &[("MAIL__URL", sink.url())]).await;
    let ada = Person::new(&server, "ada");
    sign_up(&ada, "ada@example.com", "ada").await;
    let mail = sink.next("ada@example.com", 0).await;
    for header in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version"] {
        assert!(!mail.header(header).is_empty(), "{header} is missing\n{}", mail.message);
    }
    let text = mail.text();
    let link = mail::link(&text, "/verify-email?link=");
    // Opening the link proves nothing: scanners of mail open links. Its button does, once.
    let phone = Person::new(&server, "ada");
    for _ in 0..3 {
        phone.open(&link).await.expect(200);
    }
    let page = phone.open(&link).await.expect(200);
    let form = page.form("link");
    let answer = phone.send(&page, &form, &[]).await.expect(303);
    let again = phone.send(&page, &form, &[]).await;
    assert!(again.status >= 400, "the link works twice");
    // Whoever reads the mail need not be who signed up: in another browser a new password is chosen.
    let page = phone.follow(answer).await.expect(200);
    let new = "nine copper kettles on the stove";
    phone.fill(&page, "new-password", &[("new-password", new)]).await;
    ada.try_sign_in("ada", PASSWORD).await.expect(422);
    phone.try_sign_in("ada", new).await.expect(303);
    assert_eq!(sink.to("ada@example.com").iter().filter(|mail| mail.text().contains(&link)).count(), 1);
}

async fn a_mail_server_that_was_away_gets_it_later(engine: Engine) {
    let port = harness::server::free_port();
    let url = format!("smtp://127.0.0.1:{port}");
    let mut server = Server::start_with(engine, &[("MAIL__URL", &url)]).await;
    sign_up(&Person::new(&server, "ada"), "ada@example.com", "ada").await;
    // The page answered although nobody takes the mail. Now somebody does.
    let sink = Sink::start().await;
    server.kill().await;
    server.set("MAIL__URL", sink.url());
    server.run().await;
    let mail = sink.next("ada@example.com", 0).await;
    assert_eq!(mail::code(&mail.text()).len(), 6);
}

async fn an_account_that_exists_is_told_so_by_mail(engine: Engine) {
    let sink = Sink::start().await;
    let server = Server::start_with(engine, &[("MAIL__URL", sink.url())]).await;
    let _ada = Person::member(&server, "ada").await;
    let eve = Person::new(&server, "eve");
    sign_up(&eve, "ada@example.com", "eve").await;
    let text = harness::wait::until("ada is told", async || {
        let mails = sink.to("ada@example.com");
        mails.iter().map(mail::Mail::text).find(|text| text.contains("You have one: ada"))
    })
    .await;
    assert!(!text.contains("/verify-email?link="), "a stranger's sign-up proves the owner's address: {text}");
    // The stranger did not become anybody.
    eve.try_sign_in("ada@example.com", "not the password at all").await.expect(422);
    assert_ne!(eve.open("/account").await.status, 200);
}
