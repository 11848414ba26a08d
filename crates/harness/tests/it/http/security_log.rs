//! A member's security log: all of it, filtered, exported, and nobody else's.

use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};

on_both_engines!(
    a_member_reads_what_happened,
    a_log_is_read_page_by_page,
    a_log_is_exported,
    times_are_in_the_member_s_zone
);

async fn a_member_reads_what_happened(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "eve", "web", &[]).await;
    ada.tokens(&app, "users:read", 1).await;
    Person::new(&server, "ada").try_sign_in("ada", "not the password at all").await.expect(422);
    let all = ada.open("/account/security/log").await.expect(200).text();
    for told in
        ["Signed in", "A sign-in was refused", "wrong password", "Allowed ", "Made the account", "127.0.0.1"]
    {
        assert!(all.contains(told), "{told} is missing: {all}");
    }
    let refused = ada.open("/account/security/log?result=refused").await.expect(200).text();
    assert!(refused.contains("A sign-in was refused") && !refused.contains("Made the account"), "{refused}");
    let apps = ada.open("/account/security/log?kind=app").await.expect(200).text();
    assert!(apps.contains("Allowed ") && !apps.contains("Signed in<"), "{apps}");
    let none = ada.open("/account/security/log?kind=developer").await.expect(200).text();
    assert!(none.contains("Nothing of this kind happened"), "{none}");
    let hers = eve.open("/account/security/log").await.expect(200).text();
    assert!(!hers.contains("A sign-in was refused"), "{hers}");
    assert_eq!(Person::new(&server, "ada").open("/account/security/log").await.status, 303);
}

async fn a_log_is_read_page_by_page(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    for _ in 0..60 {
        let page = ada.open("/account/profile").await.expect(200);
        ada.fill(&page, "nickname", &[("nickname", "ada")]).await.expect(303);
    }
    let first = ada.open("/account/security/log?kind=account").await.expect(200).text();
    assert_eq!(first.matches("Changed the profile</bdi>").count(), 50);
    let older = harness::form::words_from(&first, "/account/security/log?").into_iter();
    let older = older
        .map(|link| harness::form::unescape(&link))
        .find(|link| link.contains("before="))
        .expect("a link");
    let second = ada.open(&older).await.expect(200).text();
    assert_eq!(second.matches("Changed the profile</bdi>").count(), 10, "{older}");
    assert!(second.contains("Made the account"), "{second}");
    ada.open("/account/security/log?before=nonsense&kind=x&result=y").await.expect(200);
}

async fn a_log_is_exported(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    Person::new(&server, "ada").try_sign_in("ada", "not the password at all").await.expect(422);
    let json = ada.open("/account/security/log.json?result=refused").await.expect(200);
    assert!(json.header("content-disposition").starts_with("attachment"), "{:?}", json.headers);
    assert_eq!(json.header("cache-control"), "no-store");
    let lines = json.json();
    assert_eq!(lines.as_array().map(Vec::len), Some(1), "{lines}");
    assert_eq!(
        (&lines[0]["action"], &lines[0]["result"]),
        (&"session.start".into(), &"wrong password".into())
    );
    let csv = ada.open("/account/security/log.csv").await.expect(200).text();
    assert!(csv.starts_with("at,what,action,result,address,device\r\n"), "{csv}");
    assert!(csv.contains("\"session.start\",\"wrong password\",\"127.0.0.1\""), "{csv}");
    assert!(!csv.contains(PASSWORD));
    assert_eq!(Person::new(&server, "ada").open("/account/security/log.csv").await.status, 303);
}

async fn times_are_in_the_member_s_zone(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    assert!(ada.open("/account/security/log").await.expect(200).text().contains("Times are in UTC"));
    let page = ada.open("/account/profile").await.expect(200);
    ada.fill(&page, "zoneinfo", &[("zoneinfo", "Asia/Kolkata")]).await.expect(303);
    let log = ada.open("/account/security/log").await.expect(200).text();
    assert!(log.contains("Times are in Asia/Kolkata") && log.contains(" IST</time>"), "{log}");
}
