//! HTTP as a stranger speaks it: no redirect is followed, every byte of the answer is kept.

use std::sync::Arc;

use reqwest::cookie::Jar;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Certificate, Client, Method, redirect};
use serde_json::Value;

use crate::form::{self, Form};

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
    /// The path and query that were asked for.
    pub path: String,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: not JSON ({error}): {}", self.path, self.text()))
    }

    /// A member of a JSON body that must be text.
    pub fn member(&self, name: &str) -> String {
        let body = self.json();
        let text = body[name].as_str().unwrap_or_else(|| panic!("{}: no {name} in {body}", self.path));
        text.to_owned()
    }

    /// A header, empty if it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("our headers are text"))
    }

    /// Where the answer sends the browser, empty if nowhere.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A parameter of the address the browser is sent to, in its query or fragment.
    pub fn location_parameter(&self, name: &str) -> Option<String> {
        parameter(self.location(), name)
    }

    /// Demands a status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{} answered {}\n{}", self.path, self.status, self.text());
        self
    }

    /// The form that holds a control of this name.
    #[track_caller]
    pub fn form(&self, having: &str) -> Form {
        let found = form::forms(&self.text()).into_iter().find(|form| form.has(having));
        found.unwrap_or_else(|| panic!("{}: no form with {having}\n{}", self.path, self.text()))
    }

    /// The form that is sent to this path.
    #[track_caller]
    pub fn form_to(&self, action: &str) -> Form {
        let found = form::forms(&self.text()).into_iter().find(|form| form.path() == action);
        found.unwrap_or_else(|| panic!("{}: no form to {action}\n{}", self.path, self.text()))
    }
}

/// A parameter in the query or fragment of an address.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let start = address.find(['?', '#'])? + 1;
    let parameters = address[start..].split('#').next().unwrap_or_default();
    url::form_urlencoded::parse(parameters.as_bytes())
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
}

/// Form-encodes pairs.
pub fn encode(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A client with its own cookies that trusts the servers under test and nobody else.
#[derive(Clone, Debug)]
pub struct Http {
    client: Client,
    jar: Arc<Jar>,
    base: String,
    trusted: Arc<[Vec<u8>]>,
}

impl Http {
    /// For a server at `base`, with the certificates (PEM) to trust.
    pub fn new(base: &str, trusted: &[Vec<u8>]) -> Self {
        crate::choose_cryptography();
        let jar = Arc::new(Jar::default());
        let certificates =
            trusted.iter().map(|pem| Certificate::from_pem(pem).expect("the CA is a certificate"));
        let client = Client::builder()
            .tls_certs_only(certificates)
            .redirect(redirect::Policy::none())
            .cookie_provider(Arc::clone(&jar))
            .no_proxy()
            .user_agent("Mozilla/5.0 (X11; Linux x86_64) harness")
            .build()
            .expect("a client can be made");
        Self { client, jar, base: base.to_owned(), trusted: trusted.into() }
    }

    /// Another client that trusts the same servers and knows no cookie.
    pub fn without_cookies(&self) -> Self {
        Self::new(&self.base, &self.trusted)
    }

    /// The same cookies at another server.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    /// The server's address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The cookies that are sent to the server.
    pub fn cookies(&self) -> String {
        use reqwest::cookie::CookieStore;
        let url = self.base.parse().expect("the base is an address");
        let value = self.jar.cookies(&url);
        value.map_or_else(String::new, |value| value.to_str().unwrap_or_default().to_owned())
    }

    /// Sends a request and gives the answer, or the reason why there was none.
    pub async fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> reqwest::Result<Answer> {
        let url = if path.starts_with("https://") { path.to_owned() } else { format!("{}{path}", self.base) };
        let method: Method = method.parse().expect("a method");
        let mut request = self.client.request(method, url);
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a header name");
            request =
                request.header(name, HeaderValue::from_bytes(value.as_bytes()).expect("a header value"));
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await?.to_vec();
        Ok(Answer { status, headers, body, path: path.to_owned() })
    }

    /// Sends a request.
    ///
    /// # Panics
    /// If there is no answer.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Answer {
        let answer = self.try_send(method, path, headers, body).await;
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error:?}"))
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None).await
    }

    /// `GET` with headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, None).await
    }

    /// `GET` with an access token.
    pub async fn get_as(&self, path: &str, token: &str) -> Answer {
        self.get_with(path, &[("authorization", &format!("Bearer {token}"))]).await
    }

    /// `POST` of a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(path, &[], fields).await
    }

    /// `POST` of a form with headers.
    pub async fn post_with(&self, path: &str, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/x-www-form-urlencoded"));
        self.send("POST", path, &headers, Some(encode(fields).into_bytes())).await
    }
}
