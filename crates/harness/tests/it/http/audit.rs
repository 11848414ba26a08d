//! The audit record: complete, chained, and whoever bends it is found out.

use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::seed::Seed;
use harness::server::{Engine, Ran, Server};
use harness::wait;

on_both_engines!(an_export_verifies_and_a_bent_one_names_the_row, every_act_is_written, no_secret_is_written);

/// An export that holds an event of this action.
async fn export(server: &Server, action: &str) -> String {
    wait::until(&format!("{action} is sealed"), async || {
        let text = server.export_audit().await;
        text.contains(&format!("\"action\":\"{action}\"")).then_some(text)
    })
    .await
}

async fn an_export_verifies_and_a_bent_one_names_the_row(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    for number in 0..3 {
        ada.tokens(&app, "users:read", number).await;
    }
    app.own_token().await.expect(200);
    let whole = export(&server, "token.issue").await;
    server.verify_audit(&whole).await.data();
    let lines: Vec<&str> = whole.lines().collect();
    let mut seed = Seed::from_run("GUILDGATE_AUDIT_SEED");
    let join = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    for _ in 0..12 {
        // A flipped byte, a removed row, an added row, two rows that change places.
        let at = seed.below(lines.len());
        let mut bytes = lines[at].as_bytes().to_vec();
        let place = seed.below(bytes.len());
        bytes[place] = if bytes[place] == b'x' { b'y' } else { b'x' };
        let flipped = String::from_utf8(bytes).expect("ASCII");
        let mut bent = lines.clone();
        bent[at] = &flipped;
        named(&server.verify_audit(&join(&bent)).await, at);
        let mut bent = lines.clone();
        bent.remove(at);
        named(&server.verify_audit(&join(&bent)).await, at);
        let mut bent = lines.clone();
        bent.insert(at, lines[seed.below(lines.len())]);
        assert_ne!(server.verify_audit(&join(&bent)).await.code, 0, "an added row is not found");
        if at + 1 < lines.len() {
            let mut bent = lines.clone();
            bent.swap(at, at + 1);
            named(&server.verify_audit(&join(&bent)).await, at);
        }
    }
    let cut = join(&lines[..lines.len() - 1]);
    assert_ne!(server.verify_audit(&cut).await.code, 0, "a missing end is not found");
    server.verify_audit(&whole).await.data();
}

/// Demands that the verifier found the row: this line, or the next where the row before it is gone.
#[track_caller]
fn named(ran: &Ran, at: usize) {
    assert_ne!(ran.code, 0, "bent at line {} and not found", at + 1);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    let near = (at..=at + 2).any(|line| said.contains(&format!("line {line}")));
    assert!(near, "line {} was bent; said: {said}", at + 1);
}

async fn every_act_is_written(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &["--grant", "client_credentials"]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    app.refresh(&tokens.refresh).await.expect(200);
    app.own_token().await.expect(200);
    Person::new(&server, "ada").try_sign_in("ada", "not the password at all").await.expect(422);
    let own = format!("/account/apps/{}", app.id);
    let page = ada.open(&own).await.expect(200);
    ada.press(&page, &format!("{own}/remove")).await.expect(303);
    server.command(&["keys", "rotate"]).await.data();
    server.command(&["app", "suspend", &app.id]).await.data();
    server.command(&["account", "lock", "ada"]).await.data();
    let text = export(&server, "key.rotate").await;
    for action in [
        "client.create",
        "grant.create",
        "code.redeem",
        "refresh.rotate",
        "token.issue",
        "consent.withdraw",
        "key.make",
    ] {
        assert!(text.contains(&format!("\"action\":\"{action}\"")), "{action} is not in\n{text}");
    }
    let events: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|line: &serde_json::Value| line["kind"] == "event")
        .collect();
    let refusals = events.iter().filter(|event| event["result"] != "ok").count();
    assert!(refusals >= 1, "a wrong password is not written");
    assert!(events.iter().any(|event| event["address"] == "127.0.0.1"), "no address is written");
    for word in ["suspend", "lock"] {
        let found = events.iter().any(|event| event["action"].as_str().expect("text").contains(word));
        assert!(found, "no event for {word}");
    }
}

async fn no_secret_is_written(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let pkce = harness::jwt::Pkce::of(1);
    let code = ada.code(&app, "users:read", &pkce).await;
    let tokens = harness::oauth_client::Tokens::of(app.redeem(&code, &pkce).await);
    let fresh = harness::oauth_client::Tokens::of(app.refresh(&tokens.refresh).await);
    let text = export(&server, "refresh.rotate").await;
    let secret = app.secret.clone().expect("a secret");
    let cookie = ada.http().cookies();
    let session =
        cookie.split("__Host-guildgate=").nth(1).and_then(|rest| rest.split(';').next()).expect("a session");
    let secrets = [
        &*secret,
        &*code,
        &*tokens.access,
        &*tokens.refresh,
        &*fresh.refresh,
        session,
        harness::person::PASSWORD,
    ];
    for secret in secrets {
        assert!(!text.contains(secret), "the audit record holds {secret}");
        assert!(!server.log().contains(secret), "the log holds {secret}");
    }
    for secret in secrets {
        assert!(!server.records_hold(secret.as_bytes()).await, "the database holds {secret} in clear");
    }
}
