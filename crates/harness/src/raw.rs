//! Bytes over TLS, for requests that no well-behaved client would send and answers that are compared whole.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::server::Server;
use crate::wait;

/// Opens a connection that speaks HTTP/1.1.
pub async fn connect(server: &Server) -> TlsStream<TcpStream> {
    crate::choose_cryptography();
    let mut roots = RootCertStore::empty();
    for pem in server.trusted() {
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.expect("the CA is PEM")).expect("the CA is a certificate");
        }
    }
    let mut config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let tcp = TcpStream::connect(("127.0.0.1", server.port())).await.expect("the server listens");
    let name = ServerName::try_from("localhost").expect("a host name");
    TlsConnector::from(Arc::new(config)).connect(name, tcp).await.expect("the certificate is for localhost")
}

/// Sends bytes and reads until the server closes or one whole answer is there.
pub async fn exchange(server: &Server, request: &[u8]) -> Vec<u8> {
    let mut stream = connect(server).await;
    // The server may have refused before it read everything.
    let _ = stream.write_all(request).await;
    let _ = stream.flush().await;
    let mut answer = Vec::new();
    let reading = async {
        let mut buffer = [0; 16 * 1_024];
        while let Ok(count @ 1..) = stream.read(&mut buffer).await {
            answer.extend_from_slice(&buffer[..count]);
            if is_whole(&answer) {
                break;
            }
        }
    };
    tokio::time::timeout(wait::DEADLINE, reading).await.expect("the server answers or closes");
    answer
}

fn is_whole(answer: &[u8]) -> bool {
    let Some(head) = answer.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let text = String::from_utf8_lossy(&answer[..head]).to_ascii_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    match length.and_then(|length| length.trim().parse::<usize>().ok()) {
        Some(length) => answer.len() >= head + 4 + length,
        None => answer.ends_with(b"0\r\n\r\n"),
    }
}

/// The status of an answer, 0 if there was none.
pub fn status(answer: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(answer);
    text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// Head and body of an answer.
pub fn split(answer: &[u8]) -> (String, Vec<u8>) {
    let at = answer.windows(4).position(|end| end == b"\r\n\r\n").expect("the answer has a head");
    (String::from_utf8_lossy(&answer[..at]).into_owned(), answer[at + 4..].to_vec())
}

/// The server's own certificate (DER).
pub async fn certificate(server: &Server) -> Vec<u8> {
    let stream = connect(server).await;
    let (_, session) = stream.get_ref();
    let chain = session.peer_certificates().expect("the server shows its certificate");
    chain[0].to_vec()
}

/// The public key in a certificate as it is pinned: base64 of SHA-256 of its `SubjectPublicKeyInfo`.
pub fn pin(certificate: &[u8]) -> String {
    use base64::Engine;
    let (_, certificate, _) = element(certificate);
    let (_, mut rest, _) = element(certificate);
    // RFC 5280 §4.1: version, serial number, signature, issuer, validity and subject stand before the key.
    if rest[0] == 0xa0 {
        rest = after(rest);
    }
    for _ in 0..5 {
        rest = after(rest);
    }
    let key = &rest[..rest.len() - after(rest).len()];
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, key);
    base64::engine::general_purpose::STANDARD.encode(hash.as_ref())
}

/// A DER element: its tag, its contents, what follows.
fn element(bytes: &[u8]) -> (u8, &[u8], &[u8]) {
    let (length, start) = match usize::from(bytes[1]) {
        short @ 0..0x80 => (short, 2),
        long => {
            let count = long - 0x80;
            let length = bytes[2..2 + count].iter().fold(0, |sum, byte| (sum << 8) | usize::from(*byte));
            (length, 2 + count)
        }
    };
    (bytes[0], &bytes[start..start + length], &bytes[start + length..])
}

fn after(bytes: &[u8]) -> &[u8] {
    element(bytes).2
}
