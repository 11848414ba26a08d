//! Whatever strangers send, the answer is theirs to mend: never a 5xx, never silence for others.

use harness::oauth_client::ClientApp;
use harness::person::Person;
use harness::raw;
use harness::seed::Seed;
use harness::server::{Engine, Server};

on_both_engines!(
    no_input_is_our_fault,
    limits_hold,
    broken_requests_are_turned_away,
    addresses_come_from_configuration
);

const PATHS: [&str; 19] = [
    "/",
    "/signin",
    "/signup",
    "/verify-email",
    "/verify-email/link",
    "/password/forgot",
    "/password/reset",
    "/accounts",
    "/confirm",
    "/setup",
    "/oauth/authorize",
    "/oauth/consent",
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/introspect",
    "/account/sessions",
    "/developers/apps/new",
    "/admin/outbox",
    "/api/users/v1/self",
];

const NAMES: [&str; 16] = [
    "client_id",
    "redirect_uri",
    "state",
    "scope",
    "code",
    "grant_type",
    "client_secret",
    "username",
    "password",
    "form_token",
    "request",
    "next",
    "link",
    "code_verifier",
    "token",
    "prompt",
];

/// Text that has broken programs before, percent-encoded where it must be.
fn hostile(seed: &mut Seed) -> String {
    let choices = [
        "",
        "%00",
        "%ff%fe",
        "%",
        "%zz",
        "%e0%80%af",
        "..%2f..%2fetc%2fpasswd",
        "'%20OR%201%3D1--",
        "%24%7B7*7%7D",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%0d%0aSet-Cookie%3A%20x%3D1",
        "%F0%9F%92%A9",
        "-1",
        "1e309",
        "null",
        "18446744073709551616",
        "%E2%80%AEevil",
        "rt_",
        "at_",
        "a.b.c",
        "sec_live_",
        "app_live_",
        "NaN",
        "[]",
        "%7B%7D",
    ];
    match seed.below(4) {
        0 => "A".repeat(1 << seed.below(14)),
        1 => seed.bytes(40).iter().map(|byte| format!("%{byte:02x}")).collect(),
        _ => (*seed.choose(&choices)).to_owned(),
    }
}

async fn no_input_is_our_fault(engine: Engine) {
    let server = Server::start(engine).await;
    let ada = Person::member(&server, "ada").await;
    let app = ClientApp::register(&server, "ada", "web", &[]).await;
    let mut seed = Seed::from_run("GUILDGATE_HOSTILE_SEED");
    for _ in 0..400 {
        let path = *seed.choose(&PATHS);
        let mut pairs = vec![format!("client_id={}", app.id)];
        for _ in 0..seed.below(8) {
            pairs.push(format!("{}={}", seed.choose(&NAMES), hostile(&mut seed)));
        }
        let pairs = pairs.join("&");
        let kinds =
            ["application/x-www-form-urlencoded", "application/json", "text/plain", "", "x/y; charset=\""];
        let kind = *seed.choose(&kinds);
        let authorizations = ["Bearer a.b.c", "Basic Og==", "Basic /w==", "Bearer", "Negotiate x", ""];
        let headers = [
            ("content-type", kind),
            ("authorization", *seed.choose(&authorizations)),
            ("cookie", "__Host-guildgate=a.b.c; x"),
        ];
        let method = *seed.choose(&["GET", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]);
        let (target, body) = match method {
            "GET" | "HEAD" => (format!("{path}?{pairs}"), None),
            _ => (path.to_owned(), Some(pairs.clone().into_bytes())),
        };
        let mut sent = ada.http().try_send(method, &target, &headers, body.clone()).await;
        if sent.is_err() {
            // Who sends many bodies that nobody reads loses the connection at times, and may open another.
            sent = ada.http().try_send(method, &target, &headers, body).await;
        }
        let answer = sent.unwrap_or_else(|error| panic!("{method} {path} {pairs}: {error:?}"));
        assert!(answer.status < 500, "{method} {path} {pairs}: {}\n{}", answer.status, answer.text());
        let answered = format!("{:?}", answer.headers);
        assert!(!answered.contains("set-cookie: x") && !answer.text().contains("<script>alert"), "{pairs}");
    }
    for id in ["%00", "%ff", "'", "..", "a/b", "00000000-0000-0000-0000-000000000000", &"9".repeat(300)] {
        for path in [
            "/developers/apps/",
            "/account/apps/",
            "/account/sessions/",
            "/admin/outbox/",
            "/api/users/v1/users/",
        ] {
            let answer = ada.open(&format!("{path}{id}")).await;
            assert!((400..500).contains(&answer.status), "{path}{id}: {}", answer.status);
        }
    }
    ada.open("/account").await.expect(200);
}

async fn limits_hold(engine: Engine) {
    let server = Server::start(engine).await;
    let http = server.http();
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    for path in ["/oauth/token", "/signin", "/oauth/authorize", "/signup"] {
        let body = vec![b'a'; 2 << 20];
        // The server may close before it has read everything; then the client sees no answer at all.
        if let Ok(answer) = http.try_send("POST", path, &kind, Some(body)).await {
            assert_eq!(answer.status, 413, "{path}");
        }
    }
    let many = "a=b&".repeat(2_000);
    for path in ["/oauth/token", "/oauth/authorize"] {
        let answer = http.send("POST", path, &kind, Some(many.clone().into_bytes())).await;
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
    }
    let long = format!("/oauth/authorize?state={}", "s".repeat(100_000));
    if let Ok(answer) = http.try_send("GET", &long, &[], None).await {
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let header = "h".repeat(200_000);
    if let Ok(answer) = http.try_send("GET", "/signin", &[("x-long", &header)], None).await {
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    http.get("/readyz").await.expect(200);
}

async fn broken_requests_are_turned_away(engine: Engine) {
    let server = Server::start(engine).await;
    let host = format!("Host: localhost:{}\r\n", server.port());
    let too_many: String = (0..500).map(|number| format!("X-{number}: 1\r\n")).collect();
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for request in [
        "nonsense\r\n\r\n".to_owned(),
        format!("GET /signin HTTP/9.9\r\n{host}\r\n"),
        format!("GET /signin HTTP/1.1\r\n{host}Bad Header\r\n\r\n"),
        format!("GET /signin HTTP/1.1\r\n{host}{too_many}\r\n"),
        format!("POST /oauth/token HTTP/1.1\r\n{host}{form}Content-Length: -5\r\n\r\n"),
        format!(
            "POST /oauth/token HTTP/1.1\r\n{host}{form}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"
        ),
        format!("POST /oauth/token HTTP/1.1\r\n{host}{form}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"),
        format!("GET /%00 HTTP/1.1\r\n{host}\r\n"),
        format!("GET http://evil.example/signin HTTP/1.1\r\n{host}\r\n"),
    ] {
        let answer = raw::exchange(&server, request.as_bytes()).await;
        let status = raw::status(&answer);
        assert!(status < 500, "{request}: {}", String::from_utf8_lossy(&answer));
    }
    let two = format!(
        "GET /api/users/v1/self HTTP/1.1\r\n{host}Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n"
    );
    assert_eq!(raw::status(&raw::exchange(&server, two.as_bytes()).await), 400);
    let binary = [
        b"GET /signin HTTP/1.1\r\n".as_slice(),
        host.as_bytes(),
        b"Authorization: \xff\xfe\r\nCookie: \x80\r\n\r\n",
    ];
    assert!(raw::status(&raw::exchange(&server, &binary.concat()).await) < 500);
    server.http().get("/readyz").await.expect(200);
}

async fn addresses_come_from_configuration(engine: Engine) {
    let server = Server::start(engine).await;
    let request = "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: evil.example\r\n\
                   X-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\nX-Forwarded-For: 8.8.8.8\r\n\r\n";
    let answer = String::from_utf8_lossy(&raw::exchange(&server, request.as_bytes()).await).into_owned();
    assert!(!answer.contains("evil.example"), "{answer}");
    let request = "GET /account HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n";
    let answer = String::from_utf8_lossy(&raw::exchange(&server, request.as_bytes()).await).into_owned();
    assert!(!answer.contains("evil.example"), "{answer}");
    // Nothing is served in clear.
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut plain = tokio::net::TcpStream::connect(("127.0.0.1", server.port())).await.expect("it listens");
    plain.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("bytes leave");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!String::from_utf8_lossy(&answer).contains("ready"), "{}", String::from_utf8_lossy(&answer));
}
