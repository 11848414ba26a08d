//! Signed-in browsers: cookies, the list, ending them, several accounts in one browser.

use harness::jwt::Pkce;
use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    cookies_are_locked_down,
    signing_in_makes_a_new_session,
    an_ended_session_stays_ended,
    all_others_end_together,
    signing_out_ends_the_session,
    one_browser_holds_several_accounts,
    sensitive_pages_ask_again,
    the_way_back_never_leads_off_the_site,
);

fn session_cookie(person: &Person) -> String {
    let cookies = person.http().cookies();
    let cookie = cookies.split("; ").find(|cookie| cookie.starts_with("__Host-guildgate="));
    cookie.unwrap_or_default().to_owned()
}

async fn cookies_are_locked_down(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let stranger = Person::new(&server, "ada");
    let page = stranger.open("/signin").await;
    let entered = [("username", "ada"), ("password", PASSWORD), ("remember", "1")];
    let signed_in = stranger.fill(&page, "password", &entered).await.expect(303);
    for answer in [&page, &signed_in] {
        let set: Vec<_> =
            answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().expect("text")).collect();
        assert!(!set.is_empty(), "{}: no cookie", answer.path);
        for cookie in set {
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
                assert!(cookie.contains(attribute), "{attribute} is missing: {cookie}");
            }
            assert!(!cookie.contains("Domain="), "{cookie}");
        }
    }
    let kept = signed_in
        .headers
        .get_all("set-cookie")
        .iter()
        .any(|v| v.to_str().expect("text").contains("Max-Age="));
    assert!(kept, "“Keep me signed in” outlives the browser");
    assert!(!session_cookie(&ada).is_empty());
}

async fn signing_in_makes_a_new_session(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let before = session_cookie(&ada);
    ada.open("/account").await.expect(200);
    assert_eq!(session_cookie(&ada), before);
    ada.confirm().await;
    assert_ne!(session_cookie(&ada), before, "a step-up gives a new value");
    ada.open("/account").await.expect(200);
    let old = server.http().get_with("/account", &[("cookie", &before)]).await;
    assert_eq!(old.status, 303, "the old value still signs in");
    for planted in ["__Host-guildgate=planted", "__Host-guildgate=", "__Host-guildgate=a.b.c.d.e.f.g"] {
        assert_eq!(server.http().get_with("/account", &[("cookie", planted)]).await.status, 303);
    }
}

async fn an_ended_session_stays_ended(engine: Engine) {
    let mut server = Server::start(engine).await;
    let here = Person::member(&server, "ada").await;
    let there = Person::new(&server, "ada");
    there.sign_in().await;
    let page = here.open("/account/sessions").await.expect(200);
    let forms = harness::form::forms(&page.text());
    let ends: Vec<_> = forms
        .iter()
        .filter(|form| form.path().starts_with("/account/sessions/") && form.path().ends_with("/end"))
        .collect();
    assert!(!ends.is_empty(), "{}", page.text());
    for form in ends {
        here.send(&page, form, &[]).await;
        if here.open("/account").await.status != 200 {
            here.sign_in().await;
        }
    }
    assert_eq!(there.open("/account").await.status, 303);
    here.open("/account").await.expect(200);
    server.kill().await;
    server.run().await;
    assert_eq!(there.open("/account").await.status, 303);
    here.open("/account").await.expect(200);
}

async fn all_others_end_together(engine: Engine) {
    let server = Server::start(engine).await;
    let here = Person::member(&server, "ada").await;
    let others: Vec<_> = (0..3).map(|_| Person::new(&server, "ada")).collect();
    for other in &others {
        other.sign_in().await;
    }
    let eve = Person::member(&server, "eve").await;
    let page = here.open("/account/sessions").await.expect(200);
    here.press(&page, "/account/sessions/end-others").await.expect(303);
    for other in &others {
        assert_eq!(other.open("/account").await.status, 303);
    }
    here.open("/account").await.expect(200);
    eve.open("/account").await.expect(200);
}

async fn signing_out_ends_the_session(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let before = session_cookie(&ada);
    let page = ada.open("/account").await.expect(200);
    let forms = harness::form::forms(&page.text());
    let form = forms.iter().find(|form| form.path().contains("sign") && form.method == "post");
    let answer = ada.send(&page, form.expect("the account page signs out"), &[]).await;
    assert_eq!(ada.follow(answer).await.path.split('?').next(), Some("/signed-out"));
    assert_eq!(ada.open("/account").await.status, 303);
    let old = server.http().get_with("/account", &[("cookie", &before)]).await;
    assert_eq!(old.status, 303, "the cookie's old value still signs in");
}

async fn one_browser_holds_several_accounts(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let _eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    // A second account in the same browser, by way of an app that asks which one.
    let path = format!("{}&prompt=select_account", app.authorize_path("users:read", &Pkce::of(1)));
    let chooser = ada.visit(&path).await.expect(200);
    assert_eq!(chooser.form("session").values("session").len(), 1);
    let request = harness::http::parameter(&chooser.path, "request").expect("the request waits");
    let page = ada.open(&format!("/signin?request={request}&another=1")).await.expect(200);
    let answer =
        ada.fill(&page, "password", &[("username", "eve"), ("password", PASSWORD)]).await.expect(303);
    ada.follow(answer).await;
    let chooser = ada.visit(&path).await.expect(200);
    assert_eq!(chooser.form("session").values("session").len(), 2, "{}", chooser.text());
    assert!(chooser.text().contains("ada") && chooser.text().contains("eve"));
    let other = ada.open("/account").await.expect(200).text();
    assert!(other.contains("eve"), "the last to sign in comes first");
}

async fn sensitive_pages_ask_again(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let page = ada.open("/confirm?next=/account/sessions").await.expect(200);
    let form = page.form("password");
    let wrong = ada.send(&page, &form, &[("password", "not the password at all")]).await.expect(422);
    assert_eq!(wrong.form("password").value("password"), "", "a password is never sent back");
    let page = ada.open("/confirm?next=/account/sessions").await.expect(200);
    let right = ada.send(&page, &page.form("password"), &[("password", PASSWORD)]).await.expect(303);
    assert_eq!(right.location(), "/account/sessions");
}

async fn the_way_back_never_leads_off_the_site(engine: Engine) {
    let server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    for next in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\/evil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "https:evil.example",
        "/@evil.example",
    ] {
        let person = Person::new(&server, "ada");
        let page =
            person.open(&format!("/signin?{}", harness::http::encode(&[("next", next)]))).await.expect(200);
        let answer = person.fill(&page, "password", &[("username", "ada"), ("password", PASSWORD)]).await;
        let location = answer.expect(303).location().to_owned();
        let base: url::Url = server.base().parse().expect("an address");
        let leads = base.join(&location).expect("an address");
        assert_eq!(leads.origin(), base.origin(), "{next} leads to {location}");
        let page = person.open(&format!("/confirm?{}", harness::http::encode(&[("next", next)]))).await;
        if page.status == 200 {
            let answer = person.send(&page, &page.form("password"), &[("password", PASSWORD)]).await;
            let leads = base.join(answer.location()).expect("an address");
            assert_eq!(leads.origin(), base.origin(), "{next} leads to {}", answer.location());
        }
    }
    let person = Person::new(&server, "ada");
    let first = person.open("/account/sessions?x=1").await.expect(303);
    let page = person.follow(first).await;
    let answer = person.fill(&page, "password", &[("username", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(answer.expect(303).location(), "/account/sessions?x=1");
}
