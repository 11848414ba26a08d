//! The one way out: whatever this server fetches from, or sends to, an address that an app named goes through here.
//! Public addresses only, `https` only, no redirects, bounded in bytes, time and number.

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use thiserror::Error;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::{Host, Url};

use crate::words;

mod address;
mod resolver;
#[cfg(test)]
mod tests;

use address::is_public;
use resolver::Guarded;

/// The most bytes that are read of an answer.
pub const MOST_BYTES: usize = 64 * 1_024;
/// How long a name, a connection, a request and its answer may take together.
const PATIENCE: Duration = Duration::from_secs(3);
/// Requests that are under way at once; others wait, within the same time.
const AT_ONCE: usize = 64;
/// Who we say we are.
const USER_AGENT: &str = concat!("Guildgate/", env!("CARGO_PKG_VERSION"));

/// What a deployment decides about requests to the outside.
#[derive(Clone, Debug, Default)]
pub struct OutboundSettings {
    /// Hosts that may be asked although their addresses are private.
    pub allow: Vec<Host>,
    /// Further roots, as PEM.
    pub root_certificates: Option<Vec<u8>>,
}

/// The guarded client. Copies share one pool of permits.
#[derive(Clone)]
pub struct Outbound {
    client: Client,
    allow: Arc<[Host]>,
    permits: Arc<Semaphore>,
}

/// What another server answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body, whole.
    pub body: Bytes,
}

impl Answer {
    /// How long the answer may be used again: what its server says within bounds, or `usual` if it says nothing
    /// (RFC 9111 §5.2.2).
    pub fn fresh_for(&self, usual: Duration, (least, most): (Duration, Duration)) -> Duration {
        let mut said = usual;
        for value in self.headers.get_all(header::CACHE_CONTROL) {
            for directive in value.to_str().unwrap_or_default().split(',') {
                let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
                match name.trim().to_ascii_lowercase().as_str() {
                    "no-store" | "no-cache" => return least,
                    "max-age" => {
                        let seconds = value.trim().trim_matches('"').parse();
                        said = seconds.map_or(said, Duration::from_secs);
                    }
                    _ => {}
                }
            }
        }
        said.clamp(least, most)
    }
}

/// Why there is no answer. The words may be shown to whoever named the address: they tell nothing of our network.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refused {
    /// Not an address that may be asked at all.
    #[error("the address must begin with https:// and hold no user and no #")]
    Address,
    /// It leads into a private network, or nowhere: the two are told alike.
    #[error("the host cannot be reached from the internet")]
    Unreachable,
    /// Its certificate, or what it spoke, was not right.
    #[error(
        "the connection failed: the server must speak HTTP over TLS with a certificate that is trusted for its name"
    )]
    Connection,
    /// It sent us elsewhere.
    #[error("the server answered with a redirect, which is not followed")]
    Redirect,
    /// It answered something else than 200.
    #[error("the server answered with status {0}")]
    Status(u16),
    /// It sent too much.
    #[error("the answer is longer than 64 KiB")]
    TooLong,
    /// It took too long.
    #[error("the server did not answer within 3 seconds")]
    TooSlow,
}

/// Why there was no answer, as it was recorded, in words.
pub(crate) fn in_words(recorded: &str) -> String {
    let plain = [
        (Refused::Address, words::t("outbound-address")),
        (Refused::Unreachable, words::t("outbound-unreachable")),
        (Refused::Connection, words::t("outbound-connection")),
        (Refused::Redirect, words::t("outbound-redirect")),
        (Refused::TooLong, words::t("outbound-long")),
        (Refused::TooSlow, words::t("outbound-slow")),
    ];
    if let Some((_, phrase)) = plain.iter().find(|(reason, _)| reason.to_string() == recorded) {
        return phrase.to_string();
    }
    match recorded.strip_prefix(STATUS) {
        Some(status) => words::t("outbound-status").with("status", status).to_string(),
        None => recorded.to_owned(),
    }
}

/// How [`Refused::Status`] begins when it is recorded.
const STATUS: &str = "the server answered with status ";

/// Turns a host's name into addresses.
type Lookup = Arc<dyn Fn(String) -> BoxFuture<'static, std::io::Result<Vec<IpAddr>>> + Send + Sync>;

impl Outbound {
    /// The client of a deployment.
    ///
    /// # Errors
    /// If the further roots cannot be read; the text says why.
    pub fn new(settings: OutboundSettings) -> Result<Self, String> {
        Self::with(settings, resolver::system())
    }

    fn with(settings: OutboundSettings, lookup: Lookup) -> Result<Self, String> {
        let allow: Arc<[Host]> = settings.allow.into();
        let client = Client::builder()
            .tls_backend_preconfigured(tls(settings.root_certificates.as_deref())?)
            .dns_resolver(Guarded::new(Arc::clone(&allow), lookup))
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .https_only(true)
            .http1_only()
            .referer(false)
            // Each request resolves, connects and is checked anew.
            .pool_max_idle_per_host(0)
            .user_agent(USER_AGENT)
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { client, allow, permits: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Fetches a document: what came with status 200.
    ///
    /// # Errors
    /// The reason why there is none.
    pub async fn fetch(&self, url: &str, accept: &str) -> Result<Answer, Refused> {
        let answer = self.ask(url, |client, url| client.get(url).header(header::ACCEPT, accept)).await?;
        if answer.status == 200 { Ok(answer) } else { Err(Refused::Status(answer.status)) }
    }

    /// Sends a form. Any status that is no redirect is an answer.
    ///
    /// # Errors
    /// The reason why there is none.
    pub async fn post_form(&self, url: &str, form: &[(&str, &str)]) -> Result<Answer, Refused> {
        self.ask(url, |client, url| client.post(url).form(form)).await
    }

    async fn ask(
        &self,
        url: &str,
        request: impl FnOnce(&Client, Url) -> RequestBuilder,
    ) -> Result<Answer, Refused> {
        let url = self.admit(url)?;
        let host = url.host().map(|host| host.to_owned());
        let request = request(&self.client, url);
        let asked = async {
            let _permit = self.permits.acquire().await.map_err(|_| Refused::TooSlow)?;
            let response = request.send().await.map_err(|error| reason(&error))?;
            // What the connection was made to has the last word, whatever name led there.
            let reached = response.remote_addr().map(|address| address.ip());
            if !reached.is_some_and(|ip| self.may_reach(host.as_ref(), ip)) {
                return Err(Refused::Unreachable);
            }
            if response.status().is_redirection() {
                return Err(Refused::Redirect);
            }
            read(response).await
        };
        timeout(PATIENCE, asked).await.unwrap_or(Err(Refused::TooSlow))
    }

    /// Reads an address. One that is a number is never resolved, so it is judged here.
    fn admit(&self, url: &str) -> Result<Url, Refused> {
        let url = Url::parse(url).map_err(|_| Refused::Address)?;
        let plain = url.scheme() == "https"
            && url.username().is_empty()
            && url.password().is_none()
            && url.fragment().is_none();
        let host = url.host().filter(|_| plain).ok_or(Refused::Address)?.to_owned();
        let literal = match &host {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(IpAddr::V4(*ip)),
            Host::Ipv6(ip) => Some(IpAddr::V6(*ip)),
        };
        match literal {
            Some(ip) if !self.may_reach(Some(&host), ip) => Err(Refused::Unreachable),
            _ => Ok(url),
        }
    }

    fn may_reach(&self, host: Option<&Host>, ip: IpAddr) -> bool {
        is_public(ip) || host.is_some_and(|host| self.allow.contains(host))
    }
}

/// The system's roots, and those of the deployment.
fn tls(further: Option<&[u8]>) -> Result<rustls::ClientConfig, String> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in rustls_native_certs::load_native_certs().certs {
        // A damaged certificate in the system's list is nobody's we trust.
        let _ = roots.add(certificate);
    }
    if let Some(pem) = further {
        let known = roots.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| format!("not a PEM file: {error}"))?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        if roots.len() == known {
            return Err("holds no certificate".to_owned());
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Reads a body to its end, or until it is too long.
async fn read(mut response: Response) -> Result<Answer, Refused> {
    if response.content_length().is_some_and(|length| length > MOST_BYTES as u64) {
        return Err(Refused::TooLong);
    }
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| reason(&error))? {
        if body.len() + piece.len() > MOST_BYTES {
            return Err(Refused::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    let headers = std::mem::take(response.headers_mut());
    Ok(Answer { status: response.status().as_u16(), headers, body: body.into() })
}

/// What stands at the bottom of an error: our own refusal, or how a connection ended.
fn reason(error: &reqwest::Error) -> Refused {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if let Some(refused) = inner.downcast_ref::<Refused>() {
            return refused.clone();
        }
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            use std::io::ErrorKind;
            let nobody =
                [ErrorKind::ConnectionRefused, ErrorKind::HostUnreachable, ErrorKind::NetworkUnreachable];
            if nobody.contains(&io.kind()) {
                return Refused::Unreachable;
            }
        }
        cause = inner.source();
    }
    Refused::Connection
}
