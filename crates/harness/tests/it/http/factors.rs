//! The second factor: set up, shown at sign-in, guessed at, lost.

use harness::authenticator::Authenticator;
use harness::http::Answer;
use harness::jwt::{Jwt, Pkce};
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use serde_json::{Value, json};

on_both_engines!(
    an_app_counts_once_a_code_has_proved_it,
    a_half_signed_in_browser_can_only_finish,
    a_code_signs_in_once,
    steps_are_neither_skipped_nor_reordered,
    an_app_that_is_replaced_works_until_then,
    two_factors_show_in_the_tokens,
    an_app_that_wants_two_factors_gets_them,
    an_app_that_insists_on_two_factors_is_told_if_there_are_none,
    recovery_codes_are_the_way_back,
    older_recovery_codes_count_until_the_new_ones_are_saved,
    wrong_codes_lock_the_factor_and_a_recovery_code_opens_it,
    guesses_in_parallel_gain_nothing,
    a_trusted_browser_is_asked_for_the_password_alone,
    trust_ends,
    a_sensitive_act_goes_on_after_the_proof,
    changing_a_factor_asks_for_all_of_them,
    an_operator_needs_a_second_factor,
    an_operator_resets_lost_factors,
);

const OPENID: [&str; 4] = ["--scope", "openid", "--scope", "users:read"];

/// A member with an authenticator app, signed in with it.
async fn member_with_app(server: &Server, name: &str) -> Person {
    let person = Person::member(server, name).await;
    person.enrol().await;
    person
}

/// Opens the page that asks for the second factor, after the password.
async fn asked(person: &Person) -> Answer {
    let owed = person.sign_in().await;
    assert!(owed.location().starts_with("/signin/factor"), "{}", owed.location());
    person.follow(owed).await.expect(200)
}

/// Makes recovery codes and says that they are saved.
async fn saved_codes(person: &Person) -> Vec<String> {
    let page = shown_codes(person).await;
    let codes = codes_on(&page);
    person.fill(&page, "set", &[]).await.expect(303);
    codes
}

async fn shown_codes(person: &Person) -> Answer {
    let page = person.open("/account/security/recovery").await.expect(200);
    let made = person.press(&page, "/account/security/recovery/new").await.expect(303);
    person.follow(made).await.expect(200)
}

fn codes_on(page: &Answer) -> Vec<String> {
    let text = page.text();
    let list = text.split("id=\"codes\"").nth(1).and_then(|rest| rest.split("</ol>").next());
    let items = list.unwrap_or_else(|| panic!("no codes: {text}")).split("<code dir=\"ltr\">").skip(1);
    items.map(|item| item.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// What the ID token of a token answer says.
fn identity(answer: &Answer) -> Value {
    Jwt::read(&answer.member("id_token")).expect("an ID token").claims
}

async fn an_app_counts_once_a_code_has_proved_it(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/account/security/authenticator").await.expect(200);
    let app = Authenticator::of_page(&page.text());
    assert!(page.text().contains(&format!("otpauth://totp/Guildgate:ada?secret={}", app.key)));
    for wrong in ["", "000000x", &app.code(-3), &app.code(3)] {
        let again = ada.fill(&page, "key", &[("code", wrong)]).await.expect(422);
        assert_eq!(Authenticator::of_page(&again.text()).key, app.key, "the key stays the same");
        assert_eq!(again.form("key").value("code"), "");
    }
    // Nothing is asked for yet.
    ada.elsewhere().sign_in().await.expect(303);
    assert_eq!(ada.elsewhere().sign_in().await.location(), "/account");
    let spaced = format!(" {}-{} ", &app.code(0)[..3], &app.code(0)[3..]);
    let on = ada.fill(&page, "key", &[("code", &spaced)]).await.expect(303);
    assert!(on.location().starts_with("/account/security/recovery"), "{}", on.location());
    ada.open("/account/security").await.expect(200);
    assert!(asked(&ada.elsewhere()).await.text().contains("Enter the code from your app"));
    // The code of the proof is used up.
    let other = ada.elsewhere();
    let page = asked(&other).await;
    other.fill(&page, "code", &[("code", &app.code(0))]).await.expect(422);
    let opal = Person::operator(&server, "opal").await;
    let told = opal.outbox("ada@example.com").await;
    assert!(told.iter().any(|mail| mail.contains("The authenticator app was turned on")), "{told:?}");
}

async fn a_half_signed_in_browser_can_only_finish(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let half = ada.elsewhere();
    asked(&half).await;
    for path in
        ["/account", "/account/security", "/account/security/authenticator", "/developers/apps", "/confirm"]
    {
        let answer = half.open(path).await;
        assert_eq!(answer.status, 303, "{path}");
        assert!(answer.location().starts_with("/signin?"), "{path}: {}", answer.location());
    }
    let asks = half.visit(&app.authorize_path("users:read", &Pkce::of(1))).await;
    assert!(asks.path.starts_with("/signin?"), "{}", asks.path);
    let silent = half.open(&format!("{}&prompt=none", app.authorize_path("users:read", &Pkce::of(1)))).await;
    assert_eq!(silent.location_parameter("error").as_deref(), Some("login_required"));
    // In another browser the half of a sign-in is worth nothing.
    let cookies = half.http().cookies();
    let token =
        cookies.split("; ").find(|cookie| cookie.starts_with("__Host-guildgate-signin=")).expect("a cookie");
    let stolen = server.http().get_with("/signin/factor", &[("cookie", token)]).await;
    assert_eq!((stolen.status, stolen.location()), (303, "/signin"));
    let value = token.split_once('=').expect("a value").1;
    let posed = server.http().get_with("/account", &[("cookie", &format!("__Host-guildgate={value}"))]).await;
    assert_eq!(posed.status, 303);
    // A new password ends it.
    let page = ada.open("/account/security/password").await.expect(200);
    let entered = [("current-password", PASSWORD), ("new-password", "nine lanterns above the quiet harbour")];
    ada.fill(&page, "new-password", &entered).await.expect(303);
    let over = half.open("/signin/factor").await.expect(303);
    assert_eq!(over.location(), "/signin");
}

async fn a_code_signs_in_once(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let (one, two) = (ada.elsewhere(), ada.elsewhere());
    let (first, second) = (asked(&one).await, asked(&two).await);
    let code = ada.app_code().await;
    one.fill(&first, "code", &[("code", &code)]).await.expect(303);
    one.open("/account").await.expect(200);
    let again = two.fill(&second, "code", &[("code", &code)]).await.expect(422);
    assert!(again.text().contains("used already"), "{}", again.text());
    two.open("/account").await.expect(303);
    // A sign-in is finished once.
    let again = one.fill(&first, "code", &[("code", &ada.app_code().await)]).await;
    assert_ne!(again.status, 200, "{}", again.text());
}

async fn steps_are_neither_skipped_nor_reordered(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let _eve = member_with_app(&server, "eve").await;
    let stranger = ada.elsewhere();
    assert_eq!(stranger.open("/signin/factor").await.expect(303).location(), "/signin");
    assert_eq!(stranger.open("/signin/factor/totp").await.expect(303).location(), "/signin");
    stranger.open("/signin/factor/mail").await.expect(404);
    // A form that another person was shown in another browser.
    let page = asked(&ada.elsewhere()).await;
    stranger.fill(&page, "code", &[("code", &ada.app_code().await)]).await.expect(403);
    let half = ada.elsewhere();
    let page = asked(&half).await;
    for empty in ["", " ", "-", "12345", "1234567", "abcdef"] {
        half.fill(&page, "code", &[("code", empty)]).await.expect(422);
    }
    half.open("/account").await.expect(303);
    // What cannot be a code is no guess: all five are left.
    let wrong = half.fill(&page, "code", &[("code", "000000")]).await.expect(422);
    assert!(wrong.text().contains("4 tries are left"), "{}", wrong.text());
    // Recovery codes are not offered to somebody who has none.
    let page = half.open("/signin/factor/recovery").await.expect(200);
    assert!(page.text().contains("Enter the code from your app"));
}

async fn an_app_that_is_replaced_works_until_then(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let page = ada.open("/account/security/authenticator").await.expect(200);
    assert!(page.text().contains("Replace"), "{}", page.text());
    let mut new = Authenticator::of_page(&page.text());
    ada.fill(&page, "key", &[("code", "000000")]).await.expect(422);
    ada.elsewhere().sign_in_with_app().await;
    let old = ada.app_code().await;
    ada.fill(&page, "key", &[("code", &new.next_code().expect("a first code"))]).await.expect(303);
    let other = ada.elsewhere();
    let page = asked(&other).await;
    other.fill(&page, "code", &[("code", &old)]).await.expect(422);
    ada.take_app(new);
    other.fill(&page, "code", &[("code", &ada.app_code().await)]).await.expect(303);
}

async fn two_factors_show_in_the_tokens(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &OPENID).await;
    let other = ada.elsewhere();
    // Through the app: password, then factor, then consent.
    let pkce = Pkce::of(1);
    let page = other.visit(&app.authorize_path("openid users:read", &pkce)).await.expect(200);
    let owed =
        other.fill(&page, "password", &[("username", "ada"), ("password", PASSWORD)]).await.expect(303);
    let page = other.follow(owed).await.expect(200);
    assert!(page.text().contains("Invoice Robot"), "where it leads is said: {}", page.text());
    let on = other.fill(&page, "code", &[("code", &ada.app_code().await)]).await.expect(303);
    assert!(on.location().starts_with("/oauth/consent"), "{}", on.location());
    let code = other.code(&app, "openid users:read", &pkce).await;
    let claims = identity(&app.redeem(&code, &pkce).await);
    assert_eq!((&claims["acr"], &claims["amr"]), (&json!("2"), &json!(["pwd", "otp", "mfa"])));
}

async fn an_app_that_wants_two_factors_gets_them(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &OPENID).await;
    // A trusted browser signs in with the password alone, which is one factor.
    let trusted = trusting(&ada).await;
    trusted.sign_in().await;
    let acr = async |person: &Person, more: &str, number| {
        let pkce = Pkce::of(number);
        let path = format!("{}{more}", app.authorize_path("openid", &pkce));
        let mut answer = person.visit(&path).await;
        if answer.path.starts_with("/confirm") {
            assert!(answer.text().contains("Invoice Robot"), "who asks is said: {}", answer.text());
            let code = person.app_code().await;
            let on = person.fill(&answer, "code", &[("code", &code)]).await.expect(303);
            answer = person.follow(on).await;
        }
        if answer.status == 200 {
            let form = answer.form("decision");
            let on = person.send(&answer, &form, &[("decision", "allow")]).await;
            answer = person.follow(on).await;
        }
        let code = answer.location_parameter("code").unwrap_or_else(|| panic!("{}", answer.location()));
        identity(&app.redeem(&code, &pkce).await)["acr"].clone()
    };
    assert_eq!(acr(&trusted, "", 1).await, "1");
    assert_eq!(acr(&trusted, "&acr_values=1%202", 2).await, "1");
    assert_eq!(acr(&trusted, "&acr_values=2", 3).await, "2");
    assert_eq!(acr(&trusted, "&acr_values=2&prompt=none", 4).await, "2", "the session keeps what was shown");
    let known = server.http().get("/.well-known/openid-configuration").await.json();
    assert_eq!(known["acr_values_supported"], json!(["1", "2"]));
}

async fn an_app_that_insists_on_two_factors_is_told_if_there_are_none(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &OPENID).await;
    let claims = json!({ "id_token": { "acr": { "essential": true, "value": "2" } } }).to_string();
    let path = |pkce: &Pkce| {
        let more = harness::http::encode(&[("claims", claims.as_str())]);
        format!("{}&{more}", app.authorize_path("openid", pkce))
    };
    let answer = ada.visit(&path(&Pkce::of(1))).await;
    super::sent_back(&answer, "unmet_authentication_requirements");
    ada.enrol().await;
    let page = ada.visit(&path(&Pkce::of(2))).await.expect(200);
    assert!(page.path.starts_with("/oauth/consent"), "{}", page.path);
}

async fn recovery_codes_are_the_way_back(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let page = shown_codes(&ada).await;
    let codes = codes_on(&page);
    assert_eq!(codes.len(), 10);
    let again = ada.open("/account/security/recovery").await.expect(200).text();
    assert!(!codes.iter().any(|code| again.contains(code)), "they are shown once");
    ada.fill(&page, "set", &[]).await.expect(303);
    assert!(ada.open("/account/security").await.text().contains("10 recovery codes left"));
    let use_code = async |code: &str| {
        let person = ada.elsewhere();
        let page = asked(&person).await;
        let link = page.text().contains("href=\"/signin/factor/recovery\"");
        assert!(link, "the way back is one link away: {}", page.text());
        let page = person.open("/signin/factor/recovery").await.expect(200);
        assert!(!page.form("code").has("trust"), "who lost a phone trusts no browser with it");
        let answer = person.fill(&page, "code", &[("code", code)]).await;
        (person, answer)
    };
    let (person, answer) = use_code(&codes[0].to_uppercase().replace('-', " ")).await;
    answer.expect(303);
    assert!(person.open("/account/security").await.expect(200).text().contains("9 recovery codes left"));
    assert!(person.open("/account/sessions").await.text().contains("password and recovery code"));
    let (_, answer) = use_code(&codes[0]).await;
    assert!(answer.expect(422).text().contains("used already"));
    let eve = member_with_app(&server, "eve").await;
    let others = saved_codes(&eve).await;
    let (_, answer) = use_code(&others[0]).await;
    answer.expect(422);
    let opal = Person::operator(&server, "opal").await;
    let told = opal.outbox("ada@example.com").await;
    assert!(
        told.iter().any(|mail| mail.contains("A recovery code") && mail.contains("9 are left")),
        "{told:?}"
    );
    let (_, answer) = use_code(&codes[1]).await;
    answer.expect(303);
}

async fn older_recovery_codes_count_until_the_new_ones_are_saved(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let old = saved_codes(&ada).await;
    let page = shown_codes(&ada).await;
    let new = codes_on(&page);
    let use_code = async |code: &str| {
        let person = ada.elsewhere();
        asked(&person).await;
        let page = person.open("/signin/factor/recovery").await.expect(200);
        person.fill(&page, "code", &[("code", code)]).await.status
    };
    assert_eq!((use_code(&new[0]).await, use_code(&old[0]).await), (422, 303));
    ada.fill(&page, "set", &[]).await.expect(303);
    assert_eq!((use_code(&old[1]).await, use_code(&new[0]).await), (422, 303));
}

async fn wrong_codes_lock_the_factor_and_a_recovery_code_opens_it(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let codes = saved_codes(&ada).await;
    let mut pages = Vec::new();
    for _ in 0..3 {
        let person = ada.elsewhere();
        let page = asked(&person).await;
        pages.push((person, page));
    }
    for number in 0..5 {
        // Each from another browser, and after another sign-in.
        let (person, page) = &pages[number % 3];
        let wrong = person.fill(page, "code", &[("code", "000000")]).await;
        let (status, words) = match number {
            3 => (422, "1 try is left".to_owned()),
            4 => (429, "Try again at".to_owned()),
            _ => (422, format!("{} tries are left", 4 - number)),
        };
        assert_eq!(wrong.status, status, "{}", wrong.text());
        assert!(wrong.text().contains(&words), "{}", wrong.text());
    }
    let (person, page) = &pages[0];
    let right = person.fill(page, "code", &[("code", &ada.app_code().await)]).await.expect(429);
    let wait: u64 = right.header("retry-after").parse().expect("seconds");
    assert!((1..=300).contains(&wait), "{wait}");
    assert!(right.text().contains("or use a recovery code"), "{}", right.text());
    let opal = Person::operator(&server, "opal").await;
    let told = opal.outbox("ada@example.com").await;
    let mails = told.iter().filter(|mail| mail.contains("Wrong codes were tried")).count();
    assert_eq!(mails, 1, "they are told once");
    let page = person.open("/signin/factor/recovery").await.expect(200);
    person.fill(&page, "code", &[("code", &codes[0])]).await.expect(303);
    // Another factor has opened it again.
    ada.elsewhere().sign_in_with_app().await;
}

async fn guesses_in_parallel_gain_nothing(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let mut racers = Vec::new();
    let people: Vec<Person> = (0..4).map(|_| ada.elsewhere()).collect();
    for person in &people {
        let page = asked(person).await;
        for number in 0..16 {
            let (person, page) = (person.clone(), page.clone());
            racers.push(async move {
                let guess = format!("{number:06}");
                person.fill(&page, "code", &[("code", &guess)]).await.status
            });
        }
    }
    let tasks: Vec<_> = racers.into_iter().map(tokio::spawn).collect();
    let mut looked_at = 0;
    for task in tasks {
        let status = task.await.expect("it ran");
        assert!([409, 422, 429].contains(&status), "{status}");
        looked_at += usize::from(status == 422);
    }
    // The fifth wrong one is answered with the lock.
    assert!(looked_at <= 4, "{looked_at} guesses were looked at");
    let page = asked(&people[0]).await;
    people[0].fill(&page, "code", &[("code", &ada.app_code().await)]).await.expect(429);
}

/// Signs in and trusts the browser.
async fn trusting(person: &Person) -> Person {
    let trusting = person.elsewhere();
    let page = asked(&trusting).await;
    assert!(!page.form("code").controls.iter().any(|control| control.name == "trust" && control.checked));
    let entered = [("code", person.app_code().await), ("trust", "1".to_owned())];
    let entered: Vec<(&str, &str)> = entered.iter().map(|(name, value)| (*name, value.as_str())).collect();
    trusting.fill(&page, "code", &entered).await.expect(303);
    trusting
}

async fn a_trusted_browser_is_asked_for_the_password_alone(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let trusted = trusting(&ada).await;
    assert_eq!(trusted.sign_in().await.location(), "/account");
    assert!(trusted.open("/account/security").await.expect(200).text().contains("This browser"));
    trusted.try_sign_in("ada", "not the password at all").await.expect(422);
    asked(&ada.elsewhere()).await;
    // Trust is one member's.
    let eve = member_with_app(&server, "eve").await;
    let owed = trusted.try_sign_in(&eve.username, PASSWORD).await.expect(303);
    assert_eq!(owed.location(), "/signin/factor");
}

async fn trust_ends(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let asks = async |person: &Person| person.sign_in().await.location() == "/signin/factor";
    let first = trusting(&ada).await;
    assert!(!asks(&first).await);
    let page = ada.open("/account/security").await.expect(200);
    let forms = harness::form::forms(&page.text());
    let forget = forms.iter().find(|form| form.path().ends_with("/forget")).expect("it is listed");
    ada.send(&page, forget, &[]).await.expect(303);
    assert!(asks(&first).await, "one browser is forgotten");
    let second = trusting(&ada).await;
    let page = ada.open("/account/security").await.expect(200);
    ada.press(&page, "/account/security/trusted/forget-all").await.expect(303);
    assert!(asks(&second).await, "all are forgotten");
    let third = trusting(&ada).await;
    let page = ada.open("/account/security/password").await.expect(200);
    let entered = [("current-password", PASSWORD), ("new-password", "nine lanterns above the quiet harbour")];
    ada.fill(&page, "new-password", &entered).await.expect(303);
    let owed = third.try_sign_in("ada", entered[1].1).await.expect(303);
    assert_eq!(owed.location(), "/signin/factor", "a new password ends trust");
}

async fn a_sensitive_act_goes_on_after_the_proof(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let trusted = trusting(&ada).await;
    trusted.sign_in().await;
    // The session has the password only, and turning the app off asks for everything.
    let page = trusted.open("/account/security").await.expect(200);
    let asks = trusted.press(&page, "/account/security/authenticator/remove").await.expect(303);
    assert!(asks.location().starts_with("/confirm?kept="), "{}", asks.location());
    let path = asks.location().to_owned();
    let page = trusted.open(&path).await.expect(200);
    let form = page.form("by");
    assert!(form.has("code") && !form.has("password"), "only what is missing is asked for");
    let wrong = trusted.send(&page, &form, &[("code", "000000")]).await.expect(422);
    assert_eq!(wrong.form("by").value("kept"), form.value("kept"));
    trusted.open("/account/security").await.expect(200);
    assert!(asked(&ada.elsewhere()).await.status == 200, "nothing was done yet");
    // Another session cannot go on with it.
    let page_of_ada = ada.open(&path).await.expect(200);
    let done = ada.fill(&page_of_ada, "by", &[("code", &ada.app_code().await), ("password", PASSWORD)]).await;
    assert_eq!(done.expect(303).location(), "/account");
    asked(&ada.elsewhere()).await;
    let page = trusted.open(&path).await.expect(200);
    let done = trusted.fill(&page, "by", &[("code", &ada.app_code().await)]).await.expect(303);
    assert_eq!(done.location(), "/account/security?done=authenticator-off");
    trusted.open("/account").await.expect(200);
    assert_eq!(ada.elsewhere().sign_in().await.location(), "/account", "it was done");
}

async fn changing_a_factor_asks_for_all_of_them(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let codes = saved_codes(&ada).await;
    let trusted = trusting(&ada).await;
    trusted.sign_in().await;
    let asks = trusted.open("/account/security/authenticator").await.expect(303);
    assert!(asks.location().starts_with("/confirm?all=1"), "{}", asks.location());
    let page = trusted.open("/account/security/recovery").await.expect(200);
    let asks = trusted.press(&page, "/account/security/recovery/new").await.expect(303);
    assert!(asks.location().starts_with("/confirm?kept="), "{}", asks.location());
    let page = trusted.follow(asks).await.expect(200);
    // The password is not enough, whatever the form says.
    let mut form = page.form("by");
    form.controls.retain(|control| control.name != "all");
    let on = trusted.send(&page, &form, &[("by", "password"), ("password", PASSWORD)]).await.expect(303);
    assert!(on.location().starts_with("/confirm?kept="), "{}", on.location());
    let page = trusted.follow(on).await.expect(200);
    let link = format!("{}&by=recovery", page.path);
    let page = trusted.open(&link).await.expect(200);
    let done = trusted.fill(&page, "by", &[("code", &codes[0])]).await.expect(303);
    let shown = trusted.follow(done).await.expect(200);
    assert_eq!(codes_on(&shown).len(), 10, "the act went on");
    // A mailed link is no factor: after a reset the app is asked for all the same.
    let stranger = ada.elsewhere();
    let page = stranger.open("/password/forgot").await.expect(200);
    stranger.fill(&page, "email", &[("email", "ada@example.com")]).await.expect(303);
    let opal = Person::operator(&server, "opal").await;
    let mails = opal.outbox("ada@example.com").await;
    let links = mails.iter().flat_map(|mail| harness::form::words_from(mail, "/password/reset?link="));
    let page = stranger.open(&links.last().expect("a link")).await.expect(200);
    let new = "nine lanterns above the quiet harbour";
    stranger.fill(&page, "new-password", &[("new-password", new)]).await.expect(303);
    let owed = stranger.try_sign_in("ada", new).await.expect(303);
    assert_eq!(owed.location(), "/signin/factor");
}

async fn an_operator_needs_a_second_factor(engine: Engine) {
    let server = Server::start(engine).await;
    let arguments = ["account", "create", "--email", "opal@example.com", "--username", "opal"];
    let arguments = [&arguments[..], &["--verified", "--operator", "--password-stdin"]].concat();
    server.command_with(&arguments, &[], &format!("{PASSWORD}\n")).await.data();
    let opal = Person::new(&server, "opal");
    let guided = opal.sign_in().await;
    assert_eq!(guided.location(), "/account/security/authenticator");
    for path in ["/admin/outbox", "/admin/outbox?before=x"] {
        let asks = opal.open(path).await.expect(303);
        assert!(
            asks.location().starts_with("/account/security/authenticator?next=%2Fadmin"),
            "{}",
            asks.location()
        );
    }
    let asks = opal.visit("/admin/outbox").await.expect(200);
    opal.take_app(Authenticator::of_page(&asks.text()));
    let on = opal.fill(&asks, "key", &[("code", &opal.app_code().await)]).await.expect(303);
    assert!(on.location().contains("next=%2Fadmin%2Foutbox"), "{}", on.location());
    opal.open("/admin/outbox").await.expect(200);
    let page = opal.open("/account/security").await.expect(200);
    assert!(!page.text().contains("/account/security/authenticator/remove"), "operators cannot do without");
    // A session of one factor is asked for the second, and comes back.
    let trusted = trusting(&opal).await;
    trusted.sign_in().await;
    let asks = trusted.open("/admin/outbox").await.expect(303);
    assert_eq!(asks.location(), "/signin/factor?next=%2Fadmin%2Foutbox");
    let page = trusted.follow(asks).await.expect(200);
    let on = trusted.fill(&page, "code", &[("code", &opal.app_code().await)]).await.expect(303);
    assert_eq!(on.location(), "/admin/outbox");
    trusted.follow(on).await.expect(200);
}

async fn an_operator_resets_lost_factors(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = member_with_app(&server, "ada").await;
    let codes = saved_codes(&ada).await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    let trusted = trusting(&ada).await;
    let half = ada.elsewhere();
    asked(&half).await;
    server.command(&["account", "reset-factor", "ada"]).await.data();
    assert_ne!(server.command(&["account", "reset-factor", "ada"]).await.code, 0, "there is nothing left");
    for person in [&ada, &trusted] {
        assert_eq!(person.open("/account").await.status, 303, "sessions have ended");
    }
    assert_eq!(half.open("/signin/factor").await.expect(303).location(), "/signin");
    harness::wait::until_true("the tokens end", async || app.own_record(&tokens.access).await.status == 401)
        .await;
    assert_eq!(ada.sign_in().await.location(), "/account");
    let opal = Person::operator(&server, "opal").await;
    let told = opal.outbox("ada@example.com").await;
    assert!(told.iter().any(|mail| mail.contains("removed by an operator")), "{told:?}");
    ada.enrol().await;
    let person = ada.elsewhere();
    let page = asked(&person).await;
    assert!(!page.text().contains("recovery"), "the codes went with it: {}", page.text());
    assert!(!codes.is_empty());
    let audit = server.folder().join("record.jsonl");
    server.command(&["audit", "export", &audit.display().to_string()]).await.data();
    let record = std::fs::read_to_string(&audit).expect("the record");
    for action in
        ["factor.add", "factor.use", "factor.reset", "recovery.make", "recovery.confirm", "browser.trust"]
    {
        assert!(record.contains(action), "{action} is not in the record");
    }
    for code in &codes {
        assert!(!record.contains(code.as_str()));
    }
}
