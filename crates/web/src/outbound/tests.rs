use std::net::{IpAddr, Ipv4Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::dns::Resolve;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const HOST: &str = "robot.example";

/// Another server, on loopback: answers every request with the same bytes, and then perhaps says no more for ever.
struct Other {
    port: u16,
    ca: Vec<u8>,
    seen: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
}

impl Other {
    async fn answering(answer: impl Into<Vec<u8>>, ends: bool) -> Self {
        let (ca, config) = certificate();
        let listener = TcpListener::bind((LOOPBACK, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (seen, connections) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let answer = answer.into();
        let (noted, counted) = (Arc::clone(&seen), Arc::clone(&connections));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::Relaxed);
                let (acceptor, answer, noted) = (acceptor.clone(), answer.clone(), Arc::clone(&noted));
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    let mut request = vec![0; 8_192];
                    let length = stream.read(&mut request).await.unwrap_or(0);
                    noted.lock().unwrap().push(String::from_utf8_lossy(&request[..length]).into_owned());
                    // The reader may hang up in the middle: that is what some tests are about.
                    let _ = stream.write_all(&answer).await;
                    let _ = stream.flush().await;
                    if ends {
                        let _ = stream.shutdown().await;
                    } else {
                        std::future::pending::<()>().await;
                    }
                });
            }
        });
        Self { port, ca, seen, connections }
    }

    fn url(&self, host: &str) -> String {
        format!("https://{host}:{}/keys", self.port)
    }

    fn client(&self, allow: &[&str], lookup: Lookup) -> Outbound {
        let allow = allow.iter().map(|host| Host::parse(host).unwrap()).collect();
        Outbound::with(OutboundSettings { allow, root_certificates: Some(self.ca.clone()) }, lookup).unwrap()
    }

    /// A client that may reach this server under its name.
    fn friend(&self) -> Outbound {
        self.client(&[HOST], always(LOOPBACK))
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

fn certificate() -> (Vec<u8>, rustls::ServerConfig) {
    let ca_key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = params.self_signed(&ca_key).unwrap();
    let issuer = Issuer::new(params, ca_key);
    let key = KeyPair::generate().unwrap();
    let names = vec![HOST.to_owned(), "127.0.0.1".to_owned()];
    let own = CertificateParams::new(names).unwrap().signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    (ca.pem().into_bytes(), config)
}

fn always(ip: IpAddr) -> Lookup {
    Arc::new(move |_| Box::pin(async move { Ok(vec![ip]) }))
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nCache-Control: max-age=60\r\n\r\n{body}", body.len())
}

async fn refusal(client: &Outbound, url: &str) -> Refused {
    client.fetch(url, "*/*").await.map(|answer| answer.status).unwrap_err()
}

#[tokio::test]
async fn a_document_comes_whole_and_says_who_asked() {
    let other = Other::answering(ok("{}"), true).await;
    let answer = other.friend().fetch(&other.url(HOST), "application/json").await.unwrap();
    assert_eq!((answer.status, &answer.body[..]), (200, &b"{}"[..]));
    assert_eq!(answer.headers["cache-control"], "max-age=60");
    let request = other.seen.lock().unwrap()[0].to_ascii_lowercase();
    assert!(request.starts_with("get /keys http/1.1\r\n"), "{request}");
    assert!(request.contains(&format!("user-agent: guildgate/{}", env!("CARGO_PKG_VERSION"))), "{request}");
    assert!(request.contains("accept: application/json"), "{request}");
}

#[tokio::test]
async fn a_form_is_sent_and_any_status_comes_back() {
    let other = Other::answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno", true).await;
    let client = other.friend();
    let answer = client.post_form(&other.url(HOST), &[("logout_token", "a b&c")]).await.unwrap();
    assert_eq!((answer.status, &answer.body[..]), (400, &b"no"[..]));
    assert!(other.seen.lock().unwrap()[0].ends_with("logout_token=a+b%26c"));
    assert_eq!(refusal(&client, &other.url(HOST)).await, Refused::Status(400));
}

#[tokio::test]
async fn a_private_address_is_never_connected_to() {
    let other = Other::answering(ok("{}"), true).await;
    let stranger = other.client(&[], always(LOOPBACK));
    for host in
        [HOST, "localhost", "127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
    {
        assert_eq!(refusal(&stranger, &other.url(host)).await, Refused::Unreachable, "{host}");
    }
    // Allowing one name allows no other, nor the address behind it.
    let friend = other.friend();
    for host in ["other.example", "127.0.0.1"] {
        assert_eq!(refusal(&friend, &other.url(host)).await, Refused::Unreachable, "{host}");
    }
    assert_eq!(other.connections(), 0);
    let literal = other.client(&["127.0.0.1"], always(LOOPBACK));
    assert!(literal.fetch(&other.url("127.0.0.1"), "*/*").await.is_ok());
}

#[tokio::test]
async fn a_name_that_changes_its_mind_gains_nothing() {
    let public: IpAddr = "1.1.1.1".parse().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let lookup: Lookup = Arc::new(move |_| {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        Box::pin(async move { Ok(if first { vec![LOOPBACK, public] } else { vec![LOOPBACK] }) })
    });
    // What is returned is what is connected to; there is no second look between the two.
    let guarded = Guarded::new(Arc::new([]), lookup);
    let mut resolved =
        guarded.resolve(HOST.parse().unwrap()).await.map_err(|error| error.to_string()).unwrap();
    assert_eq!(resolved.next().map(|address| address.ip()), Some(public));
    assert!(resolved.next().is_none());
    let error = guarded.resolve(HOST.parse().unwrap()).await.err().unwrap();
    assert_eq!(error.downcast_ref(), Some(&Refused::Unreachable));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other =
        Other::answering("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", true)
            .await;
    let client = other.friend();
    assert_eq!(refusal(&client, &other.url(HOST)).await, Refused::Redirect);
    let posted = client.post_form(&other.url(HOST), &[]).await.map(|answer| answer.status);
    assert_eq!(posted, Err(Refused::Redirect));
    assert_eq!(other.connections(), 2);
}

#[tokio::test]
async fn long_answers_are_cut_off_said_or_not() {
    let said = Other::answering("HTTP/1.1 200 OK\r\nContent-Length: 65537\r\n\r\n", false).await;
    assert_eq!(refusal(&said.friend(), &said.url(HOST)).await, Refused::TooLong);
    let unsaid =
        Other::answering(format!("HTTP/1.1 200 OK\r\n\r\n{}", "a".repeat(MOST_BYTES + 1)), false).await;
    assert_eq!(refusal(&unsaid.friend(), &unsaid.url(HOST)).await, Refused::TooLong);
    let fits = Other::answering(ok(&"a".repeat(MOST_BYTES)), true).await;
    assert_eq!(fits.friend().fetch(&fits.url(HOST), "*/*").await.unwrap().body.len(), MOST_BYTES);
}

#[tokio::test]
async fn slow_answers_end_after_three_seconds() {
    let body = Other::answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", false).await;
    let headers = Other::answering("HTTP/1.1 200 OK\r\n", false).await;
    let deaf: Lookup = Arc::new(|_| Box::pin(std::future::pending()));
    let (of_body, of_headers, of_names) = (body.friend(), headers.friend(), body.client(&[HOST], deaf));
    let (slow_body, slow_headers) = (body.url(HOST), headers.url(HOST));
    let (one, two, three) = tokio::join!(
        refusal(&of_body, &slow_body),
        refusal(&of_headers, &slow_headers),
        refusal(&of_names, &slow_body),
    );
    assert_eq!([one, two, three], [Refused::TooSlow, Refused::TooSlow, Refused::TooSlow]);
}

#[tokio::test]
async fn a_stranger_s_certificate_and_broken_answers_are_refused() {
    let (other, third) = (Other::answering(ok("{}"), true).await, Other::answering(ok("{}"), true).await);
    // It trusts the CA of another server.
    assert_eq!(refusal(&third.friend(), &other.url(HOST)).await, Refused::Connection);
    // The certificate is for another name.
    let renamed = other.client(&["other.example"], always(LOOPBACK));
    assert_eq!(refusal(&renamed, &other.url("other.example")).await, Refused::Connection);
    for bytes in ["", "SSH-2.0-server\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"] {
        let broken = Other::answering(bytes, true).await;
        assert_eq!(refusal(&broken.friend(), &broken.url(HOST)).await, Refused::Connection, "{bytes:?}");
    }
}

#[tokio::test]
async fn only_https_without_a_user_is_asked() {
    let other = Other::answering(ok("{}"), true).await;
    let client = other.friend();
    for url in [
        "http://robot.example/keys",
        "https://user@robot.example/keys",
        "https://robot.example/keys#here",
        "file:///etc/passwd",
        "data:text/plain,hello",
        "robot.example",
        "",
    ] {
        assert_eq!(refusal(&client, url).await, Refused::Address, "{url}");
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn further_roots_are_certificates() {
    for pem in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let settings = OutboundSettings { root_certificates: Some(pem.into()), ..Default::default() };
        assert!(Outbound::new(settings).is_err(), "{pem:?}");
    }
    assert!(Outbound::new(OutboundSettings::default()).is_ok());
}

#[test]
fn an_answer_is_used_as_long_as_its_server_says_within_bounds() {
    let seconds = Duration::from_secs;
    let fresh_for = |values: &[&'static str]| {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::CACHE_CONTROL, header::HeaderValue::from_static(value));
        }
        let answer = Answer { status: 200, headers, body: Bytes::new() };
        answer.fresh_for(seconds(300), (seconds(60), seconds(3_600))).as_secs()
    };
    for (values, expected) in [
        (&[][..], 300),
        (&["max-age=120"], 120),
        (&["public, Max-Age=\"120\""], 120),
        (&["public", "max-age=120"], 120),
        (&["max-age=0"], 60),
        (&["max-age=99999999999"], 3_600),
        (&["max-age=soon"], 300),
        (&["max-age=120, no-cache"], 60),
        (&["no-store"], 60),
        (&["private, must-revalidate"], 300),
    ] {
        assert_eq!(fresh_for(values), expected, "{values:?}");
    }
}
