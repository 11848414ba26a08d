//! The server: everything started in order, and ended in the opposite one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{interval, sleep, timeout};
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyDeadlineLayer, TimeoutLayer};
use web::App;
use web::acts::{Context, Origin, setup};

use crate::config::{Config, TlsMode};
use crate::deployment::{Deployment, Migrate};
use crate::failure::Failure;
use crate::jobs::{Desk, Jobs};
use crate::listen::{self, Listener, Phase};
use crate::output;
use crate::sources::SystemEntropy;
use crate::telemetry::Logging;
use crate::tls::Tls;

/// How long a body may take to arrive.
const BODY: Duration = Duration::from_secs(30);
/// How long a request may take in all.
const REQUEST: Duration = Duration::from_secs(60);
/// How long `/readyz` says no before the first connection is closed, so that balancers look elsewhere.
const NOTICE: Duration = Duration::from_secs(2);
/// How long requests in flight may take from then on.
const DRAIN: Duration = Duration::from_secs(28);
/// How often certificates are looked at again.
const CERTIFICATES: Duration = Duration::from_secs(6 * 3_600);

/// Runs a server until it is told to end.
pub(crate) async fn run(file: Option<PathBuf>) -> Result<(), Failure> {
    let config = Config::load(file.as_deref())?;
    let logging = Logging::start(config.log);
    let mut signals = Signals::new()?;
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    let server = Server::start(config, Migrate::Always).await?;
    server.offer_setup().await?;
    tracing::info!(listen = %server.deployment.config.listen, issuer = server.deployment.config.public_url, "serving");
    while signals.next().await == Told::Reload {
        server.reload(file.as_deref(), &logging);
    }
    tracing::info!("stopping: not ready any more");
    tokio::select! {
        () = server.end(NOTICE) => {}
        () = signals.end_again() => tracing::warn!("told twice to stop: requests in flight are cut"),
    }
    Ok(())
}

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Reload,
    End,
}

/// The signals a server listens to.
pub(crate) struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hang_up: Signal,
}

impl Signals {
    pub(crate) fn new() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(|error| Failure::other(format!("signals: {error}")));
        Ok(Self {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
            hang_up: listen(SignalKind::hangup())?,
        })
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Told {
        tokio::select! {
            _ = self.terminate.recv() => Told::End,
            _ = self.interrupt.recv() => Told::End,
            _ = self.hang_up.recv() => Told::Reload,
        }
    }

    /// Waits for a second order to end.
    pub(crate) async fn end_again(&mut self) {
        while self.next().await != Told::End {}
    }
}

/// A server that runs.
pub(crate) struct Server {
    pub deployment: Deployment,
    tls: Option<Arc<Tls>>,
    phase: watch::Sender<Phase>,
    jobs: Jobs,
    listeners: Vec<JoinHandle<()>>,
    certificates: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts one. When this returns, requests are being answered.
    pub(crate) async fn start(config: Config, migrate: Migrate) -> Result<Self, Failure> {
        let socket = listen::bind(config.listen, "listen")?;
        let metrics =
            config.metrics_listen.map(|address| listen::bind(address, "metrics.listen")).transpose()?;
        let deployment = Deployment::open(config, migrate).await?;
        Self::with(deployment, socket, metrics)
    }

    /// Starts one with what is open already.
    pub(crate) fn with(
        deployment: Deployment,
        socket: TcpListener,
        metrics: Option<TcpListener>,
    ) -> Result<Self, Failure> {
        let (config, app) = (&deployment.config, &deployment.app);
        let tls = Tls::load(config, app.now())?.map(Arc::new);
        let (phase, watching) = watch::channel(Phase::Serving);
        let jobs = Jobs::start(config, &Desk::new(Arc::clone(app), watching.clone()))?;
        let admitted = match config.tls.mode {
            TlsMode::Proxy => config.trusted_proxies.clone(),
            _ => Vec::new(),
        };
        let router = guarded(web::router(Arc::clone(app)));
        let main = Listener {
            socket,
            tls: tls.clone(),
            most: listen::room(),
            admitted,
            proxies: config.trusted_proxies.clone(),
            router,
            phase: watching.clone(),
        };
        let mut listeners = vec![tokio::spawn(main.run())];
        if let Some(socket) = metrics {
            let router = guarded(metrics_router(Arc::clone(app)));
            let listener = Listener {
                socket,
                tls: None,
                most: listen::room(),
                admitted: Vec::new(),
                proxies: Vec::new(),
                router,
                phase: watching,
            };
            listeners.push(tokio::spawn(listener.run()));
        }
        let certificates = tls.clone().map(|tls| {
            let (config, app) = (config.clone(), Arc::clone(app));
            tokio::spawn(keep_certificates(tls, config, app))
        });
        Ok(Self { deployment, tls, phase, jobs, listeners, certificates })
    }

    /// Prints the link with which the first operator sets up the service, while there is none.
    async fn offer_setup(&self) -> Result<(), Failure> {
        let Deployment { app, vault, config, .. } = &self.deployment;
        let mut tx = app.store().write().await?;
        let context = Context { now: app.now(), entropy: &SystemEntropy, origin: Origin::system() };
        let Some(link) = setup::make_link(&mut tx, &context, &vault.derive("mail-code")).await? else {
            return Ok(());
        };
        tx.commit().await?;
        output::line(
            "There is no operator yet. Open this address to become the first one; it works once, for 24 hours:",
        );
        output::line(&format!("{}/setup?link={}", config.public_url, link.reveal()));
        Ok(())
    }

    /// Reads certificates and logging again.
    fn reload(&self, file: Option<&std::path::Path>, logging: &Logging) {
        let config = &self.deployment.config;
        match Config::load(file) {
            Ok(fresh) => {
                logging.change(fresh.log);
                tracing::info!(level = %fresh.log.level, "logging was read again; other keys need a restart");
            }
            Err(error) => tracing::error!(%error, "the configuration cannot be read; logging stays as it is"),
        }
        let Some(tls) = &self.tls else { return };
        match tls.reload(config, self.deployment.app.now()) {
            Ok(()) => tracing::info!("certificates were read again"),
            Err(error) => tracing::error!(%error, "the certificate cannot be read; the old one stays in use"),
        }
    }

    /// Ends it: not ready first, then no new connections, then no jobs, then no records.
    pub(crate) async fn end(self, notice: Duration) {
        let Self { deployment, phase, jobs, listeners, certificates, .. } = self;
        deployment.app.drain();
        phase.send_replace(Phase::Leaving);
        sleep(notice).await;
        phase.send_replace(Phase::Stopping);
        let drained = async {
            for listener in listeners {
                // A listener that ended by a panic has nothing more to wait for.
                let _ = listener.await;
            }
        };
        if timeout(DRAIN, drained).await.is_err() {
            tracing::warn!("some requests were still running after {DRAIN:?} and are cut");
        }
        jobs.end().await;
        if let Err(error) = deployment.app.write_calls().await {
            tracing::warn!(%error, "the last lines of apps' logs are lost");
        }
        if let Some(certificates) = certificates {
            certificates.abort();
        }
        deployment.close().await;
        tracing::info!("stopped");
    }
}

/// Renews our own certificate before it ends, and notices when somebody renewed one in files.
async fn keep_certificates(tls: Arc<Tls>, config: Config, app: Arc<App>) {
    let mut due = interval(CERTIFICATES);
    due.tick().await;
    loop {
        due.tick().await;
        if let Err(error) = tls.reload(&config, app.now()) {
            tracing::error!(%error, "the certificate cannot be read; the old one stays in use");
        }
    }
}

/// Bounds what a request may bring and take, and turns a panic into an answer.
fn guarded(router: Router) -> Router {
    // One stack, the outermost first: each further `layer` would box every request once more.
    router.layer((
        MapResponseLayer::new(web::with_headers),
        CatchPanicLayer::custom(|_| -> Response {
            let headers = [(header::CONTENT_TYPE, "text/plain")];
            (StatusCode::INTERNAL_SERVER_ERROR, headers, "the server could not answer\n").into_response()
        }),
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST),
        RequestBodyDeadlineLayer::new(BODY),
        RequestBodyLimitLayer::new(web::LONGEST_BODY),
    ))
}

fn metrics_router(app: Arc<App>) -> Router {
    let metrics = move || async move {
        let kind = [(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")];
        (kind, app.metrics().encode()).into_response()
    };
    Router::new().route("/metrics", get(metrics))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use axum::routing::post;
    use tower::ServiceExt;

    #[expect(clippy::panic, reason = "what becomes of a panic is the question")]
    async fn broken() {
        panic!("a handler of the test");
    }

    #[tokio::test]
    async fn what_a_guard_answers_has_the_same_headers() {
        let taken = |body: String| async move { body };
        let router = guarded(Router::new().route("/", post(taken)).route("/broken", get(broken)));
        let request = |method: &str, path: &str, length: usize| {
            let request = Request::builder().method(method).uri(path).header(header::CONTENT_LENGTH, length);
            request.body(Body::from("a".repeat(length))).unwrap()
        };
        for (method, path, length, status) in
            [("POST", "/", web::LONGEST_BODY + 1, 413), ("GET", "/broken", 0, 500), ("POST", "/", 1, 200)]
        {
            let answer = router.clone().oneshot(request(method, path, length)).await.unwrap();
            assert_eq!(answer.status().as_u16(), status);
            let headers = answer.headers();
            assert_eq!(headers["cache-control"], "no-store", "{status}");
            assert_eq!(headers["x-content-type-options"], "nosniff", "{status}");
            assert!(headers.contains_key("content-security-policy"), "{status}");
            assert!(headers.contains_key("strict-transport-security"), "{status}");
        }
    }
}
