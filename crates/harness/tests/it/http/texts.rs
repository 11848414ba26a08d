//! Codes by text message: turned on, sent, guessed at, held back, turned off.

use harness::gateway::{FROM, Gateway, Text};
use harness::http::Answer;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(
    a_number_counts_once_a_code_came_back_from_it,
    a_code_signs_in_once_and_only_where_it_was_asked_for,
    the_message_is_what_gateways_take_and_ends_with_the_line_that_binds_it,
    a_number_that_is_replaced_works_until_the_new_one_is_proven,
    what_cannot_be_texted_is_told_by_its_reason,
    no_more_than_one_goes_out_in_a_minute_however_many_ask,
    guesses_at_texts_in_parallel_gain_nothing,
    resending_resets_no_guesses,
    a_text_message_alone_confirms_nothing,
    operators_are_offered_none,
    a_gateway_that_fails_is_tried_again_and_one_that_refuses_is_not,
    a_code_that_is_over_is_never_sent,
    the_total_is_kept,
    both_channels_tell_of_what_concerns_the_factors,
    where_no_gateway_is_set_nothing_offers_them,
);

const NUMBER: &str = "+447911123456";
const OTHER: &str = "+14155552671";

/// A server that sends codes as often as an hour's limits allow.
async fn start(engine: Engine) -> (Gateway, Server) {
    start_with(engine, &[("SMS__RESEND_AFTER", "0s")]).await
}

async fn start_with(engine: Engine, more: &[(&str, &str)]) -> (Gateway, Server) {
    let gateway = Gateway::start().await;
    let server = Server::start_with(engine, &[&gateway.variables()[..], more].concat()).await;
    (gateway, server)
}

/// Types a number and gives the page that asks for the code.
async fn asked_for(person: &Person, number: &str) -> Answer {
    let page = person.open("/account/security/text").await.expect(200);
    let sent = person.fill(&page, "phone", &[("phone", number)]).await.expect(303);
    assert_eq!(sent.location(), "/account/security/text/code");
    person.follow(sent).await.expect(200)
}

/// A member whose codes go to `number`; gives them and how many texts arrived there.
async fn member_with_number(gateway: &Gateway, server: &Server, name: &str, number: &str) -> (Person, usize) {
    let person = Person::member(server, name).await;
    let known = gateway.to(number).len();
    let page = asked_for(&person, number).await;
    let text = gateway.next(number, known).await;
    let on = person.fill(&page, "code", &[("code", &text.code())]).await.expect(303);
    assert_eq!(on.location(), "/account/security/recovery?done=text-on");
    (person, codes(gateway, number))
}

/// How many texts with a code arrived at a number.
fn codes(gateway: &Gateway, number: &str) -> usize {
    with_codes(gateway, number).len()
}

fn with_codes(gateway: &Gateway, number: &str) -> Vec<Text> {
    gateway
        .to(number)
        .into_iter()
        .filter(|text| text.body().starts_with(|c: char| c.is_ascii_digit()))
        .collect()
}

/// Waits for the text with a code after the first `known`.
async fn next_code(gateway: &Gateway, number: &str, known: usize) -> String {
    let found = async || with_codes(gateway, number).into_iter().nth(known);
    harness::wait::until("a code arrives", found).await.code()
}

async fn a_number_counts_once_a_code_came_back_from_it(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/security").await.expect(200);
    assert!(page.text().contains("href=\"/account/security/text\""), "{}", page.text());
    let page = asked_for(&ada, " 0044 7911 123456").await;
    assert!(page.text().contains("+44 791 112 3456"), "it is shown in international form: {}", page.text());
    let text = gateway.next(NUMBER, 0).await;
    assert_eq!(ada.elsewhere().sign_in().await.location(), "/account", "it does not count yet");
    let empty = ada.fill(&page, "code", &[("code", "")]).await.expect(422);
    assert!(empty.text().contains("Enter the six digits"), "{}", empty.text());
    let code = text.code();
    let wrong = if code == "000000" { "111111" } else { "000000" };
    let refused = ada.fill(&page, "code", &[("code", wrong)]).await.expect(422);
    assert!(refused.text().contains("4 tries are left"), "{}", refused.text());
    // It proves the number in the session that asked, and in no other.
    let stranger = Person::member(&server, "eve").await;
    stranger.open("/account/security/text/code").await.expect(303);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let on = ada.fill(&page, "code", &[("code", &spaced)]).await.expect(303);
    assert_eq!(on.location(), "/account/security/recovery?done=text-on", "a way back comes next");
    ada.fill(&page, "code", &[("code", &code)]).await;
    let page = ada.open("/account/security").await.expect(200).text();
    assert!(page.contains("ends in <span dir=\"ltr\">56</span>") && !page.contains("7911"), "{page}");
    assert_eq!(ada.elsewhere().sign_in().await.location(), "/signin/factor");
}

async fn a_code_signs_in_once_and_only_where_it_was_asked_for(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    let app = ClientApp::register(&server, "ada", "web", &["--scope", "openid"]).await;
    let first = ada.elsewhere();
    let pkce = Pkce::of(1);
    let page = first.visit(&app.authorize_path("openid", &pkce)).await.expect(200);
    let owed =
        first.fill(&page, "password", &[("username", "ada"), ("password", PASSWORD)]).await.expect(303);
    let page = first.follow(owed).await.expect(200);
    assert!(page.text().contains("We sent six digits"), "the way used last is ready: {}", page.text());
    let code = next_code(&gateway, NUMBER, known).await;
    // Half signed in is not signed in, and the code is worth nothing in another sign-in.
    assert_eq!(first.open("/account").await.status, 303);
    let second = ada.elsewhere();
    let owed = second.sign_in().await;
    let other = second.follow(owed).await.expect(200);
    next_code(&gateway, NUMBER, known + 1).await;
    second.fill(&other, "code", &[("code", &code)]).await.expect(422);
    first.fill(&page, "code", &[("code", "")]).await.expect(422);
    let on = first.fill(&page, "code", &[("code", &code)]).await.expect(303);
    let answer = first.allow(on.location()).await;
    let code_of_app = answer.location_parameter("code").expect("a code");
    let claims = identity(&app.redeem(&code_of_app, &pkce).await);
    assert_eq!((&claims["acr"], &claims["amr"]), (&json!("2"), &json!(["pwd", "sms", "mfa"])));
    // It is spent, wherever it is shown.
    assert_ne!(first.fill(&page, "code", &[("code", &code)]).await.status, 200);
    second.fill(&other, "code", &[("code", &code)]).await.expect(422);
    assert_eq!(second.open("/account").await.status, 303);
    assert!(ada.open("/account/sessions").await.expect(200).text().contains("text message"));
    assert!(ada.open("/account/security/log").await.text().contains("A code was sent as a text message"));
}

fn identity(answer: &Answer) -> Value {
    Jwt::read(&answer.member("id_token")).expect("an ID token").claims
}

async fn the_message_is_what_gateways_take_and_ends_with_the_line_that_binds_it(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let ada = Person::member(&server, "ada").await;
    asked_for(&ada, NUMBER).await;
    let text = gateway.next(NUMBER, 0).await;
    assert_eq!(text.field("From"), FROM);
    let left: u64 = text.field("ValidityPeriod").parse().expect("seconds");
    assert!((290..=300).contains(&left), "{left}");
    let code = text.code();
    assert_eq!(text.body().lines().last(), Some(format!("@localhost #{code}").as_str()));
    assert_eq!(text.body().matches(&code).count(), 2);
    assert_eq!(gateway.refused(), [""; 0]);
    assert!(!server.records_hold(code.as_bytes()).await, "what was sent is kept nowhere");
    let checked = server.command(&["doctor"]).await;
    assert!(checked.stdout.contains("the gateway answers, 0 text messages wait"), "{}", checked.stdout);
    let variables = [("SMS__URL", "http://ACtest:wrong@127.0.0.1:9")];
    let checked = server.command_with(&["doctor"], &variables, "").await;
    assert!(checked.stdout.contains("the gateway cannot be reached"), "{}", checked.stdout);
    assert!(!server.errors().contains(NUMBER) && !server.errors().contains("to/ken"));
}

async fn a_number_that_is_replaced_works_until_the_new_one_is_proven(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    let page = asked_for(&ada, OTHER).await;
    let code = gateway.next(OTHER, 0).await.code();
    // Meanwhile the old one signs in.
    let person = ada.elsewhere();
    let owed = person.sign_in().await;
    let factor = person.follow(owed).await.expect(200);
    let old = next_code(&gateway, NUMBER, known).await;
    person.fill(&factor, "code", &[("code", &old)]).await.expect(303);
    let half = ada.elsewhere();
    let owed = half.sign_in().await;
    half.follow(owed).await.expect(200);
    next_code(&gateway, NUMBER, known + 1).await;
    let on = ada.fill(&page, "code", &[("code", &code)]).await.expect(303);
    assert_eq!(on.location(), "/account/security/recovery?done=text-replaced");
    assert_eq!(
        half.open("/signin/factor").await.expect(303).location(),
        "/signin",
        "what was pending has ended"
    );
    let moved = |text: &Text| text.body().contains("moved to another number");
    let told = async || gateway.to(NUMBER).iter().any(moved);
    harness::wait::until_true("the old number is told", told).await;
    let person = ada.elsewhere();
    let owed = person.sign_in().await;
    person.follow(owed).await.expect(200);
    next_code(&gateway, OTHER, 1).await;
    assert_eq!(codes(&gateway, NUMBER), known + 2, "nothing with a code goes to the old one");
    let page = ada.open("/account/security").await.expect(200);
    let off = ada.press(&page, "/account/security/text/remove").await.expect(303);
    assert_eq!(off.location(), "/account/security?done=text-off");
    assert_eq!(ada.elsewhere().sign_in().await.location(), "/account");
}

async fn what_cannot_be_texted_is_told_by_its_reason(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/security/text").await.expect(200);
    for (typed, told) in [
        ("", "Enter the number"),
        ("07911 123456", "Begin with + and the country’s code"),
        ("+44 (0)7911 123456", "Leave out the (0)"),
        ("+44 7911 CALLME", "Use digits only"),
        ("+44 79", "too few or too many digits"),
        ("+881 612 345 678", "services and satellites"),
        ("<b>+447911123456</b>", "Use digits only"),
    ] {
        let refused = ada.fill(&page, "phone", &[("phone", typed)]).await.expect(422);
        assert!(refused.text().contains(told), "{typed}: {}", refused.text());
        assert_eq!(refused.form("phone").value("phone"), typed, "what was typed is kept");
    }
    assert_eq!(gateway.texts().len(), 0);
}

async fn no_more_than_one_goes_out_in_a_minute_however_many_ask(engine: Engine) {
    let (gateway, server) = start_with(engine, &[]).await;
    // One went out to turn it on.
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    let replica = match engine {
        Engine::Postgres => Some(server.replica().await),
        Engine::Sqlite => None,
    };
    // Four sign-ins, on both servers.
    let mut racers = Vec::new();
    for number in 0..4 {
        let person = match &replica {
            Some(replica) if number % 2 == 1 => Person::new(replica, "ada"),
            _ => ada.elsewhere(),
        };
        let owed = person.sign_in().await;
        let page = person.follow(owed).await.expect(200);
        for _ in 0..16 {
            let (person, page) = (person.clone(), page.clone());
            assert!(page.text().contains("Another can be sent at"), "{}", page.text());
            racers.push(async move { person.press(&page, "/signin/factor/sms/send").await.status });
        }
    }
    let tasks: Vec<_> = racers.into_iter().map(tokio::spawn).collect();
    for task in tasks {
        assert_eq!(task.await.expect("it ran"), 429);
    }
    assert_eq!(codes(&gateway, NUMBER), known);
    // Another account with the same number shares its cap.
    let eve = Person::member(&server, "eve").await;
    let page = eve.open("/account/security/text").await.expect(200);
    let held = eve.fill(&page, "phone", &[("phone", NUMBER)]).await.expect(429);
    let wait: u64 = held.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(held.text().contains("No more codes can be sent just now"), "{}", held.text());
}

async fn guesses_at_texts_in_parallel_gain_nothing(engine: Engine) {
    let (gateway, mut server) = start(engine).await;
    let replica = match engine {
        Engine::Postgres => Some(server.replica().await),
        Engine::Sqlite => None,
    };
    replica.iter().for_each(|replica| server.trust(replica));
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    let person = ada.elsewhere();
    let owed = person.sign_in().await;
    let page = person.follow(owed).await.expect(200);
    let code = next_code(&gateway, NUMBER, known).await;
    let mut racers = Vec::new();
    for number in 0..64_u32 {
        // The same browser, by way of both servers.
        let through = match &replica {
            Some(replica) if number % 2 == 1 => person.at(replica),
            _ => person.clone(),
        };
        let guess = format!("{:06}", (code.parse::<u32>().expect("digits") + 1 + number) % 1_000_000);
        let page = page.clone();
        racers.push(async move { through.fill(&page, "code", &[("code", &guess)]).await.status });
    }
    let tasks: Vec<_> = racers.into_iter().map(tokio::spawn).collect();
    let mut looked_at = 0;
    for task in tasks {
        let status = task.await.expect("it ran");
        assert!([409, 422, 429].contains(&status), "{status}");
        looked_at += usize::from(status == 422);
    }
    assert!(looked_at <= 4, "{looked_at} guesses were looked at");
    person.fill(&page, "code", &[("code", &code)]).await.expect(429);
}

async fn resending_resets_no_guesses(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    let person = ada.elsewhere();
    let owed = person.sign_in().await;
    let mut page = person.follow(owed).await.expect(200);
    for (sent, statuses) in [[422, 422], [422, 422], [429, 429]].into_iter().enumerate() {
        let code = next_code(&gateway, NUMBER, known + sent).await;
        let wrong = if code == "000000" { "111111" } else { "000000" };
        for status in statuses {
            assert_eq!(person.fill(&page, "code", &[("code", wrong)]).await.status, status);
        }
        let again = person.press(&page, "/signin/factor/sms/send").await.expect(303);
        page = person.follow(again).await.expect(200);
    }
    let code = next_code(&gateway, NUMBER, known + 3).await;
    let locked = person.fill(&page, "code", &[("code", &code)]).await.expect(429);
    assert!(locked.text().contains("too many wrong codes"), "{}", locked.text());
    // An hour's worth is sent now.
    person.press(&page, "/signin/factor/sms/send").await.expect(429);
}

async fn a_text_message_alone_confirms_nothing(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    // One proof of the member's choice: the password is asked for, and a text message is no choice.
    let page = ada.open("/confirm?by=sms").await.expect(200);
    assert!(page.form("by").has("password") && !page.form("by").has("code"), "{}", page.text());
    assert!(!page.text().contains("text message"), "{}", page.text());
    // Everything, of somebody who has nothing better: a code, beside the password that was just typed.
    let trusted = ada.elsewhere();
    let owed = trusted.sign_in().await;
    let page = trusted.follow(owed).await.expect(200);
    let code = next_code(&gateway, NUMBER, known).await;
    trusted.fill(&page, "code", &[("code", &code), ("trust", "1")]).await.expect(303);
    let trusted_again = trusted.clone();
    assert_eq!(trusted_again.sign_in().await.location(), "/account");
    let asks = trusted_again.open("/account/security/text").await.expect(303);
    assert!(asks.location().starts_with("/confirm?all=1"), "{}", asks.location());
    let page = trusted_again.follow(asks).await.expect(200);
    let sent = trusted_again.press(&page, "/confirm/sms/send").await.expect(303);
    let page = trusted_again.follow(sent).await.expect(200);
    let code = next_code(&gateway, NUMBER, known + 1).await;
    let on = trusted_again.fill(&page, "by", &[("code", &code)]).await.expect(303);
    assert_eq!(on.location(), "/account/security/text");
    // Beside an authenticator app it counts for nothing there.
    ada.enrol().await;
    let page = ada.open("/confirm?all=1&by=sms").await.expect(200);
    assert!(page.form("by").has("code") && !page.text().contains("text message"), "{}", page.text());
    let refused = ada.fill(&page, "by", &[("by", "sms"), ("password", PASSWORD), ("code", &code)]).await;
    refused.expect(422);
}

async fn operators_are_offered_none(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let page = opal.open("/account/security").await.expect(200);
    assert!(!page.text().contains("/account/security/text"), "{}", page.text());
    for path in ["/account/security/text", "/account/security/text/code"] {
        opal.open(path).await.expect(404);
    }
    assert_eq!(gateway.texts().len(), 0);
}

async fn a_gateway_that_fails_is_tried_again_and_one_that_refuses_is_not(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let ada = Person::member(&server, "ada").await;
    gateway.plan(&[503, 429]);
    asked_for(&ada, NUMBER).await;
    gateway.next(NUMBER, 0).await;
    assert!(server.errors().contains("status 503, error 21211"), "{}", server.errors());
    gateway.plan(&[400]);
    asked_for(&ada, OTHER).await;
    let given_up = async || server.errors().contains("a text message was given up");
    harness::wait::until_true("it is given up", given_up).await;
    assert!(server.errors().contains("status 400, error 21211"), "{}", server.errors());
    assert_eq!((gateway.to(NUMBER).len(), gateway.to(OTHER).len()), (1, 0));
}

async fn a_code_that_is_over_is_never_sent(engine: Engine) {
    let (gateway, server) = start_with(engine, &[("SMS__CODE_TTL", "2s")]).await;
    let ada = Person::member(&server, "ada").await;
    gateway.plan(&[503; 50]);
    let page = asked_for(&ada, NUMBER).await;
    let over = async || server.errors().contains("it was over before it could be sent");
    harness::wait::until_true("it is over", over).await;
    gateway.plan(&[]);
    let page = ada.open(&page.path).await.expect(200);
    assert!(page.text().contains("The code has ended"), "{}", page.text());
    // Another is one press away, and the number is still known.
    let held = ada.press(&page, "/account/security/text/send").await.expect(429);
    assert!(held.text().contains("No more codes can be sent just now"), "{}", held.text());
    assert_eq!(gateway.to(NUMBER).len(), 0);
}

async fn the_total_is_kept(engine: Engine) {
    let gateway = Gateway::start().await;
    let variables = [&gateway.variables()[..], &[("SMS__PER_HOUR", "3")]].concat();
    let server = Server::start_with(engine, &variables).await;
    let mut statuses = Vec::new();
    for number in 0..5 {
        let person = Person::member(&server, &format!("ada{number}")).await;
        let page = person.open("/account/security/text").await.expect(200);
        let phone = format!("+4479{number}1123456");
        statuses.push(person.fill(&page, "phone", &[("phone", &phone)]).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 429, 429]);
}

async fn both_channels_tell_of_what_concerns_the_factors(engine: Engine) {
    let (gateway, server) = start(engine).await;
    let (ada, known) = member_with_number(&gateway, &server, "ada", NUMBER).await;
    ada.enrol().await;
    let notice = async |words: &str| {
        let found = async || gateway.to(NUMBER).into_iter().find(|text| text.body().contains(words));
        harness::wait::until(words, found).await
    };
    notice("authenticator app was turned on").await;
    let person = ada.elsewhere();
    let owed = person.sign_in().await;
    let page = person.follow(owed).await.expect(200);
    for _ in 0..5 {
        person.fill(&page, "code", &[("code", "000000")]).await;
    }
    let text = notice("Too many wrong codes").await;
    assert!(!text.body().contains("http") && text.body().len() <= 160, "{}", text.body());
    let opal = Person::operator(&server, "opal").await;
    let mails = opal.outbox("ada@example.com").await;
    for words in ["Text message codes were turned on", "Wrong codes were tried"] {
        assert!(mails.iter().any(|mail| mail.contains(words)), "{words}");
    }
    server.command(&["account", "reset-factor", "ada"]).await.data();
    notice("removed by an operator").await;
    assert_eq!(ada.sign_in().await.location(), "/account");
    assert!(codes(&gateway, NUMBER) >= known);
}

async fn where_no_gateway_is_set_nothing_offers_them(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/security").await.expect(200);
    assert!(!page.text().contains("ext message"), "{}", page.text());
    ada.open("/account/security/text").await.expect(404);
    ada.open("/account/security/text/code").await.expect(404);
    let checked = server.command(&["doctor"]).await;
    assert!(checked.stdout.contains("nobody is offered codes by text message"), "{}", checked.stdout);
}
