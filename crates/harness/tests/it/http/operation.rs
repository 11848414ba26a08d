//! What those who run the server look at: liveness, readiness, metrics, logs.

use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::server::{Engine, Server};
use harness::wait;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

on_both_engines!(metrics_have_a_listener_of_their_own, logs_are_lines_of_json_without_secrets);

/// Asks for the metrics in clear, as a collector on the same machine does.
async fn metrics(port: u16) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("metrics are served");
    let request = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(request).await.expect("the request leaves");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("the answer arrives");
    String::from_utf8(answer).expect("UTF-8")
}

async fn metrics_have_a_listener_of_their_own(engine: Engine) {
    let port = harness::server::free_port();
    let server = Server::start_with(engine, &[("METRICS__LISTEN", &format!("127.0.0.1:{port}"))]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "server", &[]).await;
    app.own_token().await.expect(200);
    let text = metrics(port).await;
    for line in [
        "guildgate_token_answers_total{grant=\"client_credentials\"} 1",
        "guildgate_sign_ins_total{result=\"ok\"} 1",
        "guildgate_http_requests_total{route=\"/oauth/token\",method=\"POST\",status=\"200\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(text.trim_end().ends_with("# EOF"), "{text}");
    // What strangers send makes no new series.
    for path in ["/nothing/1", "/nothing/2", "/nothing/3"] {
        ada.open(path).await.expect(404);
    }
    assert!(!metrics(port).await.contains("/nothing"), "addresses of strangers become labels");
    server.http().get("/metrics").await.expect(404);
}

async fn logs_are_lines_of_json_without_secrets(engine: Engine) {
    let mut server = Server::start_with(engine, &[("LOG__FORMAT", "json"), ("LOG__LEVEL", "trace")]).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let tokens = ada.tokens(&app, "users:read", 1).await;
    app.refresh(&tokens.refresh).await.expect(200);
    let marked = "/nothing?access_token=marked-by-the-test";
    ada.open(marked).await.expect(404);
    server.signal("HUP");
    wait::until_true("it serves on", async || server.http().get("/readyz").await.status == 200).await;
    server.signal("TERM");
    server.ended().await;
    let log = server.errors();
    for line in log.lines() {
        let line: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"));
        assert!(line["level"].is_string() && line["timestamp"].is_string(), "{line}");
    }
    let secret = app.secret.as_deref().expect("a secret");
    for word in [secret, &tokens.access, &tokens.refresh, harness::person::PASSWORD, "marked-by-the-test"] {
        assert!(!log.contains(word), "the log holds {word}");
    }
}
