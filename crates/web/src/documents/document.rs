//! One document as it is sent: plain or compressed, or not at all to whoever has it.

use std::io::Write;

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// A document for everybody. It holds nothing secret and nothing that a stranger sent, so it may be compressed.
#[derive(Clone)]
pub(crate) struct Document {
    plain: Bytes,
    gzip: Bytes,
    /// Weak, since it is the same for both forms (RFC 9110 §8.8.3).
    etag: HeaderValue,
}

impl Document {
    pub(crate) fn new(text: String) -> Self {
        let gzip = gzip(text.as_bytes()).expect("writing to memory cannot fail");
        let mark = URL_SAFE_NO_PAD.encode(&digest(&SHA256, text.as_bytes()).as_ref()[..16]);
        let etag = HeaderValue::try_from(format!("W/\"{mark}\"")).expect("base64 may stand in a header");
        Self { plain: text.into(), gzip, etag }
    }

    /// The document that says `text`: this one, if it does.
    pub(crate) fn saying(&self, text: String) -> Self {
        if self.plain == text.as_bytes() { self.clone() } else { Self::new(text) }
    }

    /// Answers a request with it, for a minute.
    pub(crate) fn answer(&self, request: &HeaderMap, kind: &'static str) -> Response {
        let common = [
            (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60")),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
            (header::ETAG, self.etag.clone()),
        ];
        if has_it(request, &self.etag) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let kind = [(header::CONTENT_TYPE, HeaderValue::from_static(kind))];
        match takes_gzip(request) {
            true => {
                let encoding = [(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
                (kind, common, encoding, self.gzip.clone()).into_response()
            }
            false => (kind, common, self.plain.clone()).into_response(),
        }
    }
}

fn gzip(plain: &[u8]) -> std::io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain)?;
    encoder.finish().map(Bytes::from)
}

/// The members of a list in a header (RFC 9110 §5.6.1), over all its lines.
fn members(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// Whether whoever asks has what this tag names (RFC 9110 §13.1.2).
fn has_it(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let mine = etag.to_str().map(opaque).unwrap_or_default();
    members(headers, header::IF_NONE_MATCH).any(|tag| tag == "*" || opaque(tag) == mine)
}

/// Whether an answer may be compressed (RFC 9110 §12.5.3).
fn takes_gzip(headers: &HeaderMap) -> bool {
    members(headers, header::ACCEPT_ENCODING).any(|member| {
        let (coding, weight) = member.split_once(';').unwrap_or((member, ""));
        let weight = weight.trim().to_ascii_lowercase();
        let refused = weight.strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0));
        ["gzip", "x-gzip"].iter().any(|known| coding.trim().eq_ignore_ascii_case(known)) && !refused
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn it_is_compressed_for_whoever_takes_that() {
        for (value, taken) in [
            ("gzip", true),
            ("deflate, GZIP;q=0.5", true),
            ("x-gzip", true),
            ("gzip;q=0", false),
            ("gzip; q=0.000, br", false),
            ("identity", false),
            ("", false),
        ] {
            assert_eq!(takes_gzip(&headers(&[("accept-encoding", value)])), taken, "{value}");
        }
        assert!(!takes_gzip(&HeaderMap::new()));
        let document = Document::new("the same words, ".repeat(20));
        let mut text = String::new();
        flate2::read::GzDecoder::new(&document.gzip[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text.as_bytes(), document.plain);
        assert!(document.gzip.len() < document.plain.len());
    }

    #[test]
    fn it_is_not_sent_to_whoever_has_it() {
        let (document, other) = (Document::new("one".to_owned()), Document::new("another".to_owned()));
        let mine = document.etag.to_str().unwrap();
        let strong = mine.strip_prefix("W/").unwrap();
        for (tags, has) in [
            (mine.to_owned(), true),
            (strong.to_owned(), true),
            (format!("\"x\", {mine}"), true),
            ("*".to_owned(), true),
            (other.etag.to_str().unwrap().to_owned(), false),
            (String::new(), false),
        ] {
            let answer = document.answer(&headers(&[("if-none-match", &tags)]), "text/plain");
            let status = if has { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
            assert_eq!(answer.status(), status, "{tags}");
            assert_eq!(answer.headers()[header::ETAG], document.etag);
        }
    }

    #[test]
    fn what_says_the_same_is_the_same() {
        let document = Document::new("one".to_owned());
        assert_eq!(document.saying("one".to_owned()).gzip.as_ptr(), document.gzip.as_ptr());
        assert_ne!(document.saying("two".to_owned()).etag, document.etag);
    }
}
