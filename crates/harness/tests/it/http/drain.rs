//! SIGTERM: not ready first, then the rest is answered, then it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;

on_both_engines!(no_request_is_lost_when_it_stops);

async fn no_request_is_lost_when_it_stops(engine: Engine) {
    let mut server = Server::start(engine).await;
    let _ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    let stop = Arc::new(AtomicBool::new(false));
    let answered = Arc::new(AtomicU64::new(0));
    let callers: Vec<_> = (0..8)
        .map(|_| {
            // Each with connections of its own, as different clients have.
            let (app, stop, answered) = (app.at(&server), Arc::clone(&stop), Arc::clone(&answered));
            tokio::spawn(async move {
                let fields = [
                    ("grant_type", "client_credentials"),
                    ("client_id", &*app.id),
                    ("client_secret", app.secret.as_deref().expect("a secret")),
                ];
                let body = harness::http::encode(&fields).into_bytes();
                let kind = [("content-type", "application/x-www-form-urlencoded")];
                loop {
                    let sent = app.http().try_send("POST", "/oauth/token", &kind, Some(body.clone())).await;
                    match sent {
                        Ok(answer) => {
                            assert_eq!(answer.status, 200, "{}", answer.text());
                            answered.fetch_add(1, Ordering::Relaxed);
                        }
                        // Only a connection that was never taken may fail, and only after the signal.
                        Err(error) => {
                            assert!(stop.load(Ordering::Acquire), "failed before the signal: {error:?}");
                            assert!(error.is_connect(), "a request that was begun failed: {error:?}");
                            return;
                        }
                    }
                }
            })
        })
        .collect();
    wait::until_true("the load runs", async || answered.load(Ordering::Relaxed) > 200).await;
    let watcher = server.http();
    let ready = tokio::spawn(async move {
        let mut seen = Vec::new();
        while let Ok(answer) = watcher.try_send("GET", "/readyz", &[], None).await {
            seen.push(answer.status);
        }
        seen
    });
    stop.store(true, Ordering::Release);
    server.signal("TERM");
    let status = server.ended().await;
    assert!(status.success(), "{status}\n{}", server.log());
    for caller in callers {
        caller.await.expect("no request failed");
    }
    let seen = ready.await.expect("the watcher ends");
    let first_no = seen.iter().position(|status| *status == 503);
    assert!(first_no.is_none_or(|at| seen[at..].iter().all(|status| *status == 503)), "{seen:?}");
}

#[tokio::test]
async fn it_says_that_it_is_not_ready_before_it_stops() {
    let mut server = Server::start(Engine::Sqlite).await;
    // A connection that is open keeps getting answers while the server drains.
    let http = server.http();
    http.get("/healthz").await.expect(200);
    server.signal("TERM");
    let mut seen = Vec::new();
    while let Ok(answer) = http.try_send("GET", "/readyz", &[], None).await {
        seen.push(answer.status);
    }
    assert!(server.ended().await.success());
    assert!(seen.iter().all(|status| matches!(status, 200 | 503)) && seen.contains(&503), "{seen:?}");
}
