//! A website of an app's makers, over TLS: documents that the server under test fetches, and what it is sent.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

/// One website.
#[derive(Debug)]
pub struct Elsewhere {
    origin: String,
    ca: String,
    certificate: Vec<u8>,
    held: Arc<Mutex<Held>>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Held {
    documents: HashMap<String, Document>,
    requests: Vec<Request>,
    down: bool,
}

#[derive(Clone, Debug)]
struct Document {
    status: u16,
    headers: String,
    body: Vec<u8>,
}

/// What was asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path and query.
    pub path: String,
    /// The body.
    pub body: String,
}

impl Elsewhere {
    /// Serves nothing yet, on a free port of `localhost`.
    pub async fn start() -> Self {
        crate::choose_cryptography();
        let (ca, certificate, config) = certificate();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let origin = format!("https://localhost:{}", listener.local_addr().expect("it is bound").port());
        let held = Arc::new(Mutex::new(Held::default()));
        let kept = Arc::clone(&held);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, acceptor.clone(), Arc::clone(&kept)));
            }
        });
        Self { origin, ca, certificate, held, task }
    }

    /// The variables with which a server may ask it, with its CA in a file of `folder`.
    pub fn allowed(&self, folder: &Path) -> [(&'static str, String); 2] {
        let path = folder.join("elsewhere.pem");
        std::fs::write(&path, &self.ca).expect("the CA can be written");
        let path = path.to_str().expect("temporary folders have plain names").to_owned();
        [("OUTBOUND__ALLOW", "localhost".to_owned()), ("OUTBOUND__CA_FILE", path)]
    }

    /// The certificate it shows.
    pub fn certificate(&self) -> Vec<u8> {
        self.certificate.clone()
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Serves a document from now on.
    pub fn put(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) {
        self.put_status(path, 200, headers, body);
    }

    /// Answers with a status from now on.
    pub fn put_status(&self, path: &str, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) {
        let headers = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        self.lock().documents.insert(path.to_owned(), Document { status, headers, body: body.into() });
    }

    /// Hangs up on whoever asks, or answers again.
    pub fn set_down(&self, down: bool) {
        self.lock().down = down;
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.lock().requests.clone()
    }

    /// How often a path was asked for.
    pub fn asked(&self, path: &str) -> usize {
        self.lock().requests.iter().filter(|request| request.path == path).count()
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn certificate() -> (String, Vec<u8>, rustls::ServerConfig) {
    const MADE: &str = "a certificate can be made";
    let ca_key = KeyPair::generate().expect(MADE);
    let mut params = CertificateParams::new(Vec::new()).expect(MADE);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = params.self_signed(&ca_key).expect(MADE);
    let issuer = Issuer::new(params, ca_key);
    let key = KeyPair::generate().expect(MADE);
    let own = CertificateParams::new(vec!["localhost".to_owned()]).expect(MADE);
    let own = own.signed_by(&key, &issuer).expect(MADE);
    let private = PrivateKeyDer::try_from(key.serialize_der()).expect(MADE);
    let config = rustls::ServerConfig::builder().with_no_client_auth();
    (ca.pem(), own.der().to_vec(), config.with_single_cert(vec![own.der().clone()], private).expect(MADE))
}

async fn answer(stream: TcpStream, acceptor: TlsAcceptor, held: Arc<Mutex<Held>>) {
    let lock = || held.lock().unwrap_or_else(PoisonError::into_inner);
    if lock().down {
        return;
    }
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let mut read = Vec::new();
    let mut buffer = [0; 4_096];
    let request = loop {
        match stream.read(&mut buffer).await {
            Ok(count @ 1..) => read.extend_from_slice(&buffer[..count]),
            _ => return,
        }
        if let Some(request) = whole(&read) {
            break request;
        }
    };
    let document = {
        let mut held = lock();
        held.requests.push(request.clone());
        let bare = request.path.split('?').next().unwrap_or_default();
        held.documents.get(&request.path).or_else(|| held.documents.get(bare)).cloned()
    };
    let none = Document { status: 404, headers: String::new(), body: Vec::new() };
    let Document { status, headers, body } = document.unwrap_or(none);
    let head = format!("HTTP/1.1 {status} Said\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    // Whoever asked may have heard enough.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(&body).await;
    let _ = stream.shutdown().await;
}

/// A request, once all of it is there.
fn whole(read: &[u8]) -> Option<Request> {
    let end = read.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&read[..end]).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let body = read.get(end..end + length.unwrap_or(0))?;
    let mut words = head.split(' ');
    Some(Request {
        method: words.next()?.to_owned(),
        path: words.next()?.to_owned(),
        body: String::from_utf8_lossy(body).into_owned(),
    })
}
