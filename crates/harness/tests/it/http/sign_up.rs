//! A new account: whoever reads the mail at an address decides whose it is.

use harness::form::{tags, unescape};
use harness::jwt::Pkce;
use harness::mail;
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    a_strangers_password_never_opens_a_confirmed_account,
    a_later_account_of_a_stranger_keeps_nobody_from_their_own,
    an_apps_request_waits_for_a_new_member,
);

const EMAIL: &str = "vera@victim.example";
const THEIRS: &str = "nine copper kettles on the stove";

async fn sign_up(person: &Person, password: &str) {
    let page = person.open("/signup").await.expect(200);
    let entered = [("email", EMAIL), ("username", person.username.as_str()), ("password", password)];
    person.fill(&page, "email", &entered).await.expect(303);
}

async fn a_strangers_password_never_opens_a_confirmed_account(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let (vera, mallory) = (Person::new(&server, "vera"), Person::new(&server, "mallory"));
    sign_up(&vera, PASSWORD).await;
    sign_up(&mallory, THEIRS).await;
    // The mail that Vera has sent again on another device is for the newest account, which is not hers.
    let vera = Person::new(&server, "vera");
    let inbox = vera.open(&format!("/verify-email?email={}", EMAIL.replace('@', "%40"))).await.expect(200);
    vera.press(&inbox, "/verify-email/again").await.expect(303);
    let mails = operator.outbox(EMAIL).await;
    assert!(mails[0].contains("mallory"), "{}", mails[0]);
    let code = mails[0].split("Code: ").nth(1).map(mail::code).expect("a code");
    let answer = vera.fill(&inbox, "code", &[("code", &code)]).await.expect(303);
    assert!(answer.location().starts_with("/password/reset"), "{}", answer.location());
    mallory.try_sign_in(EMAIL, THEIRS).await.expect(422);
    let page = vera.follow(answer).await.expect(200);
    vera.fill(&page, "new-password", &[("new-password", PASSWORD)]).await.expect(303);
    vera.try_sign_in(EMAIL, PASSWORD).await.expect(303);
}

async fn a_later_account_of_a_stranger_keeps_nobody_from_their_own(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let (vera, mallory) = (Person::new(&server, "vera"), Person::new(&server, "mallory"));
    sign_up(&vera, PASSWORD).await;
    let inbox = vera.open(&format!("/verify-email?email={}", EMAIL.replace('@', "%40"))).await.expect(200);
    sign_up(&mallory, THEIRS).await;
    vera.press(&inbox, "/verify-email/again").await.expect(303);
    let mails = operator.outbox(EMAIL).await;
    assert!(mails[0].contains("vera"), "the mail is for the account of this browser: {}", mails[0]);
    let code = mails[0].split("Code: ").nth(1).map(mail::code).expect("a code");
    let answer = vera.fill(&inbox, "code", &[("code", &code)]).await.expect(303);
    assert!(answer.location().starts_with("/signin"), "{}", answer.location());
    vera.try_sign_in(EMAIL, PASSWORD).await.expect(303);
    mallory.try_sign_in("mallory", THEIRS).await.expect(422);
}

async fn an_apps_request_waits_for_a_new_member(engine: Engine) {
    let server = Server::start(engine).await;
    let operator = Person::operator(&server, "opal").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let vera = Person::new(&server, "vera");
    let page = vera.visit(&app.authorize_path("users:read", &Pkce::of(1))).await.expect(200);
    let text = page.text();
    let link = tags(&text)
        .iter()
        .find_map(|tag| tag.attribute("href").filter(|href| href.starts_with("/signup")).map(unescape));
    let page = vera.open(&link.expect("a way to sign up")).await.expect(200);
    let entered = [("email", EMAIL), ("username", "vera"), ("password", PASSWORD)];
    let answer = vera.fill(&page, "email", &entered).await.expect(303);
    let inbox = vera.follow(answer).await.expect(200);
    let code = operator.outbox(EMAIL).await[0].split("Code: ").nth(1).map(mail::code).expect("a code");
    let answer = vera.fill(&inbox, "code", &[("code", &code)]).await.expect(303);
    let page = vera.follow(answer).await.expect(200);
    let answer =
        vera.fill(&page, "password", &[("username", "vera"), ("password", PASSWORD)]).await.expect(303);
    let consent = vera.follow(answer).await.expect(200);
    assert!(consent.text().contains("consent-allow"), "{}", consent.path);
}
