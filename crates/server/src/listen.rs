//! The listener: takes connections, speaks HTTP on them, and ends them without losing a request.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, Request, Response, Version, header};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use ipnet::IpNet;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tower::Service;

use crate::failure::{Exit, Failure};
use crate::tls::Tls;

mod activity;
mod networks;

use activity::{Activity, OpenRequest};
use networks::Networks;

/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How long the headers of a request may take, and the first byte on a new connection.
const HEADERS: Duration = Duration::from_secs(10);
/// How long a connection that was just opened may take to ask something while the server stops.
const FIRST_REQUEST: Duration = Duration::from_secs(1);
/// How long ending a connection may take.
const FAREWELL: Duration = Duration::from_secs(25);
/// Connections in line before they are taken.
const BACKLOG: u32 = 1_024;
/// Connections at once, if the system allows that many open files.
const MOST_CONNECTIONS: usize = 10_000;
/// Open files that are kept for everything else.
const OTHER_FILES: usize = 224;
/// Headers of one request, in bytes.
const MOST_HEADER_BYTES: u32 = 32 * 1_024;
/// Requests that one HTTP/2 connection may have open.
const MOST_STREAMS: u32 = 128;
/// Streams that a client may reset before they were even looked at.
const MOST_RESETS: usize = 20;

/// How far the end of the server has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// It serves.
    Serving,
    /// It serves, and asks its clients to open no further request on their connections.
    Leaving,
    /// It finishes what was begun.
    Stopping,
}

/// What a listener needs.
pub(crate) struct Listener {
    pub socket: TcpListener,
    /// `None`: in clear.
    pub tls: Option<Arc<Tls>>,
    /// Connections at once.
    pub most: usize,
    /// The networks that may connect; empty for all.
    pub admitted: Vec<IpNet>,
    /// Proxies, which may hold any number of connections.
    pub proxies: Vec<IpNet>,
    pub router: Router,
    pub phase: watch::Receiver<Phase>,
}

/// Listens on an address.
pub(crate) fn bind(address: SocketAddr, key: &str) -> Result<TcpListener, Failure> {
    let listen = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::new(
            Exit::AddressInUse,
            format!(
                "port {} on {} is taken by another program: stop it, or set {key} to another port",
                address.port(),
                address.ip()
            ),
        ),
        std::io::ErrorKind::PermissionDenied => Failure::other(format!(
            "{key}: this user may not listen on port {}: choose one above 1023, or grant CAP_NET_BIND_SERVICE",
            address.port()
        )),
        _ => Failure::configuration(format!("{key}: nothing can listen on {address}: {error}")),
    })
}

/// How many connections the system's limit on open files leaves room for.
pub(crate) fn room() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(1_024_usize);
    files.saturating_sub(OTHER_FILES).clamp(64, MOST_CONNECTIONS)
}

struct Shared {
    tls: Option<Arc<Tls>>,
    router: Router,
    http: auto::Builder<TokioExecutor>,
}

impl Listener {
    /// Serves until the phase is `Stopping` and the last connection has ended.
    pub(crate) async fn run(self) {
        let Self { socket, tls, most, admitted, proxies, router, phase } = self;
        let shared = Arc::new(Shared { tls, router, http: http() });
        let places = Arc::new(Semaphore::new(most));
        let networks = Networks::new(most, proxies);
        let start = |stream: TcpStream, peer: SocketAddr, place| {
            let address = peer.ip().to_canonical();
            if !admitted.is_empty() && !admitted.iter().any(|network| network.contains(&address)) {
                tracing::debug!(%peer, "connection closed: its network is not among trusted_proxies");
                return;
            }
            let Some(own) = networks.enter(address) else {
                tracing::debug!(%peer, "connection closed: its network holds as many as it may");
                return;
            };
            let (shared, phase) = (Arc::clone(&shared), phase.clone());
            tokio::spawn(async move {
                connect(stream, peer, shared, phase).await;
                drop((own, place));
            });
        };
        let mut stopping = phase.clone();
        loop {
            let next = async {
                let place = Arc::clone(&places).acquire_owned().await;
                (place, socket.accept().await)
            };
            tokio::select! {
                biased;
                () = reached(&mut stopping, Phase::Stopping) => break,
                (place, accepted) = next => match accepted {
                    Ok((stream, peer)) => start(stream, peer, place),
                    Err(error) => {
                        tracing::warn!(%error, "a connection was not taken");
                        sleep(Duration::from_millis(50)).await;
                    }
                },
            }
        }
        // Whoever stands in line already is still let in. The system is asked itself: what the runtime knows of
        // the line may be a moment old.
        if let Ok(line) = socket.into_std() {
            while let Ok((stream, peer)) = line.accept() {
                if stream.set_nonblocking(true).is_ok()
                    && let Ok(stream) = TcpStream::from_std(stream)
                {
                    start(stream, peer, Arc::clone(&places).acquire_owned().await);
                }
            }
        }
        // All places are free again once the last connection has ended.
        let _ = places.acquire_many(u32::try_from(most).unwrap_or(u32::MAX)).await;
    }
}

/// Waits until the end has come as far as `wanted`.
pub(crate) async fn reached(phase: &mut watch::Receiver<Phase>, wanted: Phase) {
    // Without a sender nobody will ever ask for more: then this is the end, too.
    let _ = phase.wait_for(|phase| *phase >= wanted).await;
}

fn http() -> auto::Builder<TokioExecutor> {
    let mut http = auto::Builder::new(TokioExecutor::new());
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .max_buf_size(MOST_HEADER_BYTES as usize);
    http.http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MOST_STREAMS)
        .max_pending_accept_reset_streams(MOST_RESETS)
        .max_local_error_reset_streams(MOST_RESETS)
        .max_header_list_size(MOST_HEADER_BYTES)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(Duration::from_secs(10));
    http
}

async fn connect(stream: TcpStream, peer: SocketAddr, shared: Arc<Shared>, phase: watch::Receiver<Phase>) {
    // Answers are small: waiting for more to send only delays them.
    let _ = stream.set_nodelay(true);
    let Some(tls) = &shared.tls else { return converse(stream, peer, &shared, phase).await };
    match timeout(HANDSHAKE, tls.acceptor().accept(stream)).await {
        Ok(Ok(stream)) => converse(stream, peer, &shared, phase).await,
        Ok(Err(error)) => tracing::debug!(%peer, %error, "the TLS handshake failed"),
        Err(_) => tracing::debug!(%peer, "the TLS handshake took too long"),
    }
}

async fn converse<I>(stream: I, peer: SocketAddr, shared: &Shared, mut phase: watch::Receiver<Phase>)
where
    I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let activity = Arc::new(Activity::new());
    let service = service_fn({
        let (activity, router, phase) = (Arc::clone(&activity), shared.router.clone(), phase.clone());
        move |request: Request<Incoming>| {
            answer(request, peer, router.clone(), OpenRequest::new(&activity), phase.clone())
        }
    });
    let mut connection = pin!(shared.http.serve_connection(TokioIo::new(stream), service));
    loop {
        let idle_at = activity.idle_at();
        tokio::select! {
            biased;
            _ = connection.as_mut() => return,
            () = reached(&mut phase, Phase::Stopping) => break,
            () = sleep_until(idle_at) => {
                if activity.idle_at() <= Instant::now() {
                    break;
                }
            }
        }
    }
    // Somebody who has just connected is about to ask; the answer will end the connection.
    if !activity.asked()
        && *phase.borrow() == Phase::Stopping
        && timeout(FIRST_REQUEST, connection.as_mut()).await.is_ok()
    {
        return;
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(FAREWELL, connection).await;
}

async fn answer(
    mut request: Request<Incoming>,
    peer: SocketAddr,
    mut router: Router,
    _open: OpenRequest,
    phase: watch::Receiver<Phase>,
) -> Result<Response<axum::body::Body>, Infallible> {
    request.extensions_mut().insert(web::Peer(peer));
    let version = request.version();
    let mut response = router.call(request).await?;
    if version < Version::HTTP_2 && *phase.borrow() >= Phase::Leaving {
        // So that no client sends its next request into a connection that is being closed.
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::Notify;
    use tokio::task::JoinHandle;

    struct Running {
        address: SocketAddr,
        phase: watch::Sender<Phase>,
        task: JoinHandle<()>,
    }

    fn run(router: Router, admitted: &[&str]) -> Running {
        let socket = bind("127.0.0.1:0".parse().unwrap(), "listen").unwrap();
        let address = socket.local_addr().unwrap();
        let (phase, receiver) = watch::channel(Phase::Serving);
        let admitted = admitted.iter().map(|network| network.parse().unwrap()).collect();
        let proxies = Vec::new();
        let listener = Listener { socket, tls: None, most: 800, admitted, proxies, router, phase: receiver };
        Running { address, phase, task: tokio::spawn(listener.run()) }
    }

    async fn open(running: &Running) -> TcpStream {
        TcpStream::connect(running.address).await.unwrap()
    }

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    async fn read_all(stream: &mut TcpStream) -> String {
        let mut text = String::new();
        // A reset is an end without an answer, too.
        let _ = stream.read_to_string(&mut text).await;
        text
    }

    #[tokio::test]
    async fn a_request_in_flight_is_answered_before_the_end() {
        let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let handler = {
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            move || async move {
                begun.notify_one();
                go_on.notified().await;
                "done"
            }
        };
        let running = run(Router::new().route("/", get(handler)), &[]);
        let mut stream = open(&running).await;
        stream.write_all(ASK).await.unwrap();
        begun.notified().await;
        running.phase.send(Phase::Stopping).unwrap();
        go_on.notify_one();
        let text = read_all(&mut stream).await;
        assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("done"), "{text}");
        assert!(text.contains("connection: close"), "{text}");
        running.task.await.unwrap();
    }

    #[tokio::test]
    async fn an_idle_connection_does_not_hold_up_the_end() {
        let running = run(Router::new().route("/", get(|| async { "hello" })), &[]);
        let mut stream = open(&running).await;
        stream.write_all(ASK).await.unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        running.phase.send(Phase::Stopping).unwrap();
        running.task.await.unwrap();
        assert!(read_all(&mut stream).await.ends_with("hello"));
    }

    #[tokio::test]
    async fn whoever_has_just_connected_is_still_answered() {
        let running = run(Router::new().route("/", get(|| async { "hello" })), &[]);
        let mut stream = open(&running).await;
        running.phase.send(Phase::Stopping).unwrap();
        stream.write_all(ASK).await.unwrap();
        assert!(read_all(&mut stream).await.ends_with("hello"));
        running.task.await.unwrap();
    }

    #[tokio::test]
    async fn only_the_admitted_networks_get_an_answer() {
        let running = run(Router::new().route("/", get(|| async { "hello" })), &["192.0.2.0/24"]);
        let mut stream = open(&running).await;
        let _ = stream.write_all(ASK).await;
        assert_eq!(read_all(&mut stream).await, "");
        running.phase.send(Phase::Stopping).unwrap();
        running.task.await.unwrap();
    }

    #[tokio::test]
    async fn one_network_cannot_take_every_place() {
        let running = run(Router::new().route("/", get(|| async { "hello" })), &[]);
        let mut held = Vec::new();
        for _ in 0..networks::LEAST {
            let mut stream = open(&running).await;
            stream.write_all(ASK).await.unwrap();
            stream.read_exact(&mut [0; 12]).await.unwrap();
            held.push(stream);
        }
        let mut refused = open(&running).await;
        let _ = refused.write_all(ASK).await;
        assert_eq!(read_all(&mut refused).await, "");
        drop(held);
        running.phase.send(Phase::Stopping).unwrap();
        running.task.await.unwrap();
    }

    #[tokio::test]
    async fn a_taken_port_is_named_with_the_way_out() {
        let taken = bind("127.0.0.1:0".parse().unwrap(), "listen").unwrap();
        let address = taken.local_addr().unwrap();
        let failure = bind(address, "listen").unwrap_err();
        assert_eq!(failure.exit, Exit::AddressInUse);
        assert!(failure.to_string().contains(&address.port().to_string()), "{failure}");
    }
}
