//! The far end of a redirect: another origin that shows what arrived.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A website of somebody else's.
#[derive(Debug)]
pub struct Callback {
    origin: String,
    asked: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Callback {
    /// Listens on a free port. With `onward` it sends every visitor there at once, as apps often do.
    pub async fn start(onward: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let origin = format!("http://{}", listener.local_addr().expect("it is bound"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, Arc::clone(&kept), onward.clone()));
            }
        });
        Self { origin, asked, task }
    }

    /// Its origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The address apps register.
    pub fn address(&self) -> String {
        format!("{}/cb", self.origin)
    }

    /// The paths that browsers asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Callback {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(mut stream: TcpStream, asked: Arc<Mutex<Vec<String>>>, onward: Option<String>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4_096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(count @ 1..) => request.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let text = String::from_utf8_lossy(&request);
    let path = text.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    let body =
        "<!doctype html><html lang=en><title>Callback</title><link rel=icon href=\"data:,\"><h1>Arrived</h1>";
    let head = match onward {
        Some(onward) => format!("HTTP/1.1 302 Found\r\nLocation: {onward}\r\n"),
        None => "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n".to_owned(),
    };
    let whole = format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    let _ = stream.write_all(whole.as_bytes()).await;
    let _ = stream.shutdown().await;
}
