//! HTTP/1.1 over one kept connection, as little of it as a measurement needs: the load must cost less than
//! what it measures.

use std::fmt::Write as _;
use std::net::SocketAddr;

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The name the server is called by.
const HOST: &str = "localhost:8443";

/// One connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Who the proxy in front says is calling.
    forwarded_for: String,
    request: String,
}

/// One answer, whole.
pub(crate) struct Answer<'a> {
    pub status: u16,
    head: &'a str,
    pub body: &'a str,
}

impl Answer<'_> {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        find_header(self.head, name)
    }

    /// The first value of a cookie that is set.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let set = lines.filter(|(known, _)| known.eq_ignore_ascii_case("set-cookie"));
        let mut pairs = set.filter_map(|(_, value)| value.split(';').next()?.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Demands a status.
    pub(crate) fn expect(self, status: u16) -> anyhow::Result<Self> {
        if self.status == status {
            return Ok(self);
        }
        bail!("answered {} instead of {status}: {}", self.status, self.body)
    }
}

fn find_header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = head.lines().filter_map(|line| line.split_once(": "));
    pairs.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

impl Connection {
    /// Connects as the proxy of a caller with the given number.
    pub(crate) async fn open(address: SocketAddr, number: usize) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let forwarded_for = format!("198.51.100.{}", number % 254 + 1);
        Ok(Self { stream, buffer: Vec::with_capacity(16_384), forwarded_for, request: String::new() })
    }

    /// Asks for something.
    pub(crate) async fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> anyhow::Result<Answer<'_>> {
        self.begin("GET", path, headers);
        self.request.push_str("\r\n");
        self.exchange().await
    }

    /// Sends a form.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> anyhow::Result<Answer<'_>> {
        self.begin("POST", path, headers);
        let kind = "application/x-www-form-urlencoded";
        let _ = write!(self.request, "content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        self.exchange().await
    }

    fn begin(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) {
        self.request.clear();
        let forwarded_for = &self.forwarded_for;
        let _ = write!(
            self.request,
            "{method} {path} HTTP/1.1\r\nhost: {HOST}\r\nx-forwarded-for: {forwarded_for}\r\n"
        );
        for (name, value) in headers {
            let _ = write!(self.request, "{name}: {value}\r\n");
        }
    }

    async fn exchange(&mut self) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(self.request.as_bytes()).await?;
        self.buffer.clear();
        let head_end = loop {
            self.read_more().await?;
            if let Some(at) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break at;
            }
        };
        let head = std::str::from_utf8(&self.buffer[..head_end])?;
        let length: usize = match find_header(head, "content-length") {
            Some(length) => length.parse()?,
            None => bail!("an answer without a length: {head}"),
        };
        let end = head_end + 4 + length;
        while self.buffer.len() < end {
            self.read_more().await?;
        }
        if self.buffer.len() > end {
            bail!("more was answered than was asked for");
        }
        let head = std::str::from_utf8(&self.buffer[..head_end])?;
        let status = head.get(9..12).context("an answer begins with its status")?.parse()?;
        Ok(Answer { status, head, body: std::str::from_utf8(&self.buffer[head_end + 4..])? })
    }

    async fn read_more(&mut self) -> anyhow::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => bail!("the server closed the connection"),
            _ => Ok(()),
        }
    }
}
