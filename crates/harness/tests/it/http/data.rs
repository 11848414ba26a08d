//! A member's data: a copy to take along, and leaving with two weeks to change one's mind.

use harness::oauth_client::ClientApp;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;

use super::refused;

on_both_engines!(
    a_copy_is_made_and_fetched_by_its_member_only,
    a_member_leaves_and_comes_back,
    leaving_asks_for_the_name,
    an_account_that_left_is_gone_and_the_record_whole
);

async fn a_copy_is_made_and_fetched_by_its_member_only(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let eve = Person::member(&server, "eve").await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    ada.tokens(&app, "users:read", 1).await;
    assert_eq!(ada.open("/account/data/export.json").await.status, 404);
    let page = ada.open("/account/data").await.expect(200);
    ada.press(&page, "/account/data/export").await.expect(303);
    wait::until_true("the copy is made", async || {
        ada.open("/account/data").await.text().contains("A copy is ready")
    })
    .await;
    let told = opal.outbox("ada@example.com").await;
    assert!(told.iter().any(|text| text.contains("is ready") && text.contains("/account/data")), "{told:?}");
    let json = ada.open("/account/data/export.json").await.expect(200);
    assert!(json.header("content-disposition").contains("my-data.json"), "{:?}", json.headers);
    let copy = json.json();
    assert_eq!(
        (&copy["account"]["username"], &copy["account"]["email"]),
        (&"ada".into(), &"ada@example.com".into())
    );
    assert_eq!(copy["connected_apps"].as_array().map(Vec::len), Some(1), "{copy}");
    assert!(copy["security_log"].as_array().is_some_and(|log| !log.is_empty()), "{copy}");
    let html = ada.open("/account/data/export.html").await.expect(200);
    assert!(html.header("content-disposition").starts_with("attachment"), "{:?}", html.headers);
    assert!(
        html.text().contains("ada@example.com") && html.text().contains("Security log"),
        "{}",
        html.text()
    );
    for text in [json.text(), html.text()] {
        assert!(!text.contains("argon2") && !text.contains(PASSWORD), "{text}");
    }
    assert!(!server.records_hold(b"\"connected_apps\"").await, "a copy lies in clear");
    assert_eq!(eve.open("/account/data/export.json").await.status, 404);
    assert_eq!(Person::new(&server, "ada").open("/account/data/export.json").await.status, 303);
    let log = ada.open("/account/security/log").await.expect(200).text();
    assert!(log.contains("Downloaded a copy of the data"), "{log}");
}

async fn leave(person: &Person) {
    let page = person.open("/account/data/delete").await.expect(200);
    let answer = person.fill(&page, "username", &[("username", &person.username)]).await.expect(303);
    let page = person.follow(answer).await.expect(200);
    assert!(page.text().contains("signed out everywhere"), "{}", page.text());
}

async fn a_member_leaves_and_comes_back(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let elsewhere = Person::new(&server, "ada");
    elsewhere.sign_in().await;
    let app = ClientApp::register(&server, "opal", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    leave(&ada).await;
    for person in [&ada, &elsewhere] {
        assert_eq!(person.open("/account").await.status, 303);
    }
    refused(&app.refresh(&tokens.refresh).await, 400, "invalid_grant");
    let told = opal.outbox("ada@example.com").await;
    assert!(
        told.iter().any(|text| text.contains("going to be deleted") && text.contains("/not-me?link=")),
        "{told:?}"
    );
    // Signing in asks; saying no leaves everything as it is.
    let answer = ada.try_sign_in("ada", PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/account/keep");
    let page = ada.follow(answer).await.expect(200);
    ada.fill(&page, "decision", &[("decision", "leave")]).await.expect(303);
    assert_eq!(ada.open("/account").await.status, 303);
    let answer = ada.try_sign_in("ada", PASSWORD).await.expect(303);
    let page = ada.follow(answer).await.expect(200);
    let answer = ada.fill(&page, "decision", &[("decision", "keep")]).await.expect(303);
    assert_eq!(answer.location(), "/account");
    let answer = ada.try_sign_in("ada", PASSWORD).await.expect(303);
    assert_eq!(answer.location(), "/account", "nobody is asked twice");
}

async fn leaving_asks_for_the_name(engine: Engine) {
    let server = Server::start(engine).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    ClientApp::register(&server, "ada", "web", &[]).await;
    let page = ada.open("/account/data/delete").await.expect(200);
    assert!(page.text().contains("These apps of yours stop working"), "{}", page.text());
    let refused = ada.fill(&page, "username", &[("username", "adam")]).await.expect(422);
    assert!(refused.text().contains("not the username of your account"), "{}", refused.text());
    let page = opal.open("/account/data/delete").await.expect(200);
    let refused = opal.fill(&page, "username", &[("username", "opal")]).await.expect(422);
    assert!(refused.text().contains("an operator’s account"), "{}", refused.text());
}

async fn an_account_that_left_is_gone_and_the_record_whole(engine: Engine) {
    let server = Server::start_with(engine, &[("ACCOUNTS__DELETION_DELAY", "0s")]).await;
    let opal = Person::operator(&server, "opal").await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    app.own_token().await.expect(200);
    let id = server.command(&["account", "show", "ada", "--json"]).await.json()["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    leave(&ada).await;
    wait::until_true("the account is gone", async || {
        server.command(&["account", "show", "ada"]).await.code != 0
    })
    .await;
    ada.try_sign_in("ada", PASSWORD).await.expect(422);
    refused(&app.own_token().await, 401, "invalid_client");
    let told = opal.outbox("ada@example.com").await;
    assert!(told.iter().any(|text| text.contains("is deleted, as you asked")), "{told:?}");
    // Nobody gets the name again; the address is free.
    let again = ["account", "create", "--email", "ada@example.com", "--username"];
    assert_ne!(server.command(&[&again[..], &["Ada"]].concat()).await.code, 0);
    server.command(&[&again[..], &["grace"]].concat()).await.data();
    // What was done is still there, under a number, and provably whole.
    let record = server.export_audit().await;
    assert!(record.contains(&id) && record.contains("account.delete"), "{record}");
    for person in ["ada@example.com", "\"ada\""] {
        assert!(!record.contains(person), "the record names {person}");
    }
    assert_eq!(server.verify_audit(&record).await.code, 0);
}
