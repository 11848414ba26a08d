//! The first start: a link on the log, one operator, closed for good.

use harness::form::words_from;
use harness::person::{PASSWORD, Person};
use harness::server::{Engine, Server};
use harness::wait;

on_both_engines!(set_up_happens_once, an_operator_made_by_a_command_closes_it);

fn links(server: &Server) -> Vec<String> {
    let start = format!("{}/setup?link=", server.public_url());
    let whole = words_from(&server.log(), &start);
    whole.into_iter().map(|link| link[server.public_url().len()..].to_owned()).collect()
}

/// The link of the server's last start, which is the `start`th.
async fn link(server: &Server, start: usize) -> String {
    wait::until("the log shows a link", async || links(server).into_iter().nth(start - 1)).await
}

async fn set_up_happens_once(engine: Engine) {
    let mut server = Server::start(engine).await;
    let first = link(&server, 1).await;
    server.kill().await;
    server.run().await;
    let link = link(&server, 2).await;
    assert_ne!(link, first, "each start makes another");
    let opal = Person::new(&server, "opal");
    assert!(opal.open(&first).await.status >= 400, "an older link opens");
    assert!(opal.open("/setup").await.status >= 400);
    let page = opal.open(&link).await.expect(200);
    let form = page.form("service");
    let bad = [("email", "opal"), ("username", "x"), ("password", "short"), ("service", "")];
    let page = opal.send(&page, &form, &bad).await.expect(422);
    assert_eq!(page.form("service").value("email"), "opal");
    let turned = [
        ("email", "opal@example.com"),
        ("username", "opal"),
        ("password", PASSWORD),
        ("service", "Har\u{202e}bour"),
    ];
    let page = opal.send(&page, &page.form("service"), &turned).await.expect(422);
    assert!(page.text().contains("characters that can be seen"), "{}", page.text());
    let good = [
        ("email", "opal@example.com"),
        ("username", "opal"),
        ("password", PASSWORD),
        ("service", "Harbour Market"),
    ];
    let form = page.form("service");
    let (one, two) = tokio::join!(opal.send(&page, &form, &good), opal.send(&page, &form, &good));
    assert!([one.status, two.status].contains(&303), "{} {}\n{}", one.status, two.status, one.text());
    if opal.open("/account").await.status != 200 {
        opal.sign_in().await;
    }
    opal.enrol().await;
    wait::until_true("pages carry the service's name", async || {
        opal.open("/admin/outbox").await.expect(200).text().contains("Harbour Market")
    })
    .await;
    let late = Person::new(&server, "eve").open(&link).await;
    assert!(late.status >= 400, "set-up is open after it happened");
    server.kill().await;
    server.run().await;
    // The log says that it serves after it has offered whatever there is to offer.
    wait::until_true("it serves again", async || server.log().matches(" serving ").count() == 3).await;
    assert_eq!(links(&server).len(), 2, "a link is shown after set-up");
}

async fn an_operator_made_by_a_command_closes_it(engine: Engine) {
    let server = Server::start(engine).await;
    let link = link(&server, 1).await;
    let _opal = Person::operator(&server, "opal").await;
    let answer = Person::new(&server, "eve").open(&link).await;
    assert!(answer.status >= 400, "set-up is open beside an operator");
    let member = Person::member(&server, "ada").await;
    for path in ["/admin/outbox", "/admin"] {
        assert!(matches!(member.open(path).await.status, 403 | 404), "{path} is open to members");
    }
}
