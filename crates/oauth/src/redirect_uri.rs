//! Redirect URIs: exact by string, with reasons for what cannot be registered (RFC 6749 §3.1.2, RFC 8252 §7,
//! RFC 9700 §2.1).

use std::fmt;

use url::{Host, Url, form_urlencoded};

use crate::client::{Client, ClientKind};

/// The most redirect URIs a client may register.
pub const MOST_REDIRECT_URIS: usize = 20;

/// The longest redirect URI, in bytes.
const LONGEST: usize = 2_000;

/// A redirect URI that was matched against a client's registration. There is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri(String);

/// Why a redirect URI was not matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// None was sent, and the client has not registered exactly one.
    Missing,
    /// The one sent is not registered.
    NotRegistered,
}

impl RedirectUri {
    /// Matches what a request sent against what `client` registered: the same string, but for the port of a
    /// native app's loopback address (RFC 8252 §7.3).
    ///
    /// # Errors
    /// If it does not match.
    pub fn matching(client: &Client, sent: Option<&str>) -> Result<Self, Mismatch> {
        let Some(sent) = sent else {
            return match client.redirect_uris.as_slice() {
                [only] => Ok(Self(only.clone())),
                _ => Err(Mismatch::Missing),
            };
        };
        let registered = |uri: &String| {
            uri == sent
                || (client.kind == ClientKind::Native
                    && without_loopback_port(uri)
                        .is_some_and(|bare| Some(bare) == without_loopback_port(sent)))
        };
        match client.redirect_uris.iter().any(registered) {
            true => Ok(Self(sent.to_owned())),
            false => Err(Mismatch::NotRegistered),
        }
    }

    /// As it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with parameters added to its query.
    pub fn with_query<'a>(&self, parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        let joint = match self.0.find('?') {
            None => "?",
            Some(at) if at + 1 == self.0.len() || self.0.ends_with('&') => "",
            Some(_) => "&",
        };
        format!("{}{joint}{}", self.0, encode(parameters))
    }

    /// The address with parameters in its fragment.
    pub fn with_fragment<'a>(&self, parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        format!("{}#{}", self.0, encode(parameters))
    }

    /// Where the browser goes next, as a consent page shows it: scheme, host and port, or the private scheme.
    pub fn origin(&self) -> String {
        match Url::parse(&self.0) {
            Ok(url) if matches!(url.scheme(), "https" | "http") => url.origin().ascii_serialization(),
            Ok(url) => format!("{}:", url.scheme()),
            Err(_) => self.0.clone(),
        }
    }

    /// Whether any program on the member's device could receive what is sent here, so that nothing proves
    /// which app it is (RFC 8252 §8.6).
    pub fn unprovable(&self) -> bool {
        let https = Url::parse(&self.0).is_ok_and(|url| url.scheme() == "https" && !is_loopback(&url));
        !https
    }
}

fn encode<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish()
}

/// Whether only a native app can have such an address: a loopback one without TLS, or of a scheme of its own.
pub fn is_native(uri: &str) -> bool {
    Url::parse(uri).is_ok_and(|url| match url.scheme() {
        "https" => false,
        "http" => is_loopback(&url),
        _ => true,
    })
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// The text of an `http` loopback-IP address without its port; `None` for any other address.
fn without_loopback_port(uri: &str) -> Option<(&str, &str)> {
    let host = ["http://127.0.0.1", "http://[::1]"].into_iter().find(|host| uri.starts_with(host))?;
    let rest = &uri[host.len()..];
    let rest = match rest.strip_prefix(':') {
        Some(port) => {
            let end = port.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(port.len());
            &port[end..]
        }
        None => rest,
    };
    (rest.is_empty() || rest.starts_with(['/', '?'])).then_some((host, rest))
}

/// The place of the first character in which two addresses differ.
pub fn first_difference(sent: &str, registered: &str) -> usize {
    sent.chars().zip(registered.chars()).take_while(|(a, b)| a == b).count()
}

/// Why an address cannot be registered. Prints as a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unregistrable {
    /// Too long.
    TooLong,
    /// Not an absolute address.
    NotAbsolute,
    /// Holds blanks, control characters, backslashes or letters outside of ASCII (RFC 3986 §2).
    Characters,
    /// Holds a wildcard.
    Wildcard,
    /// Holds a fragment; the address without it.
    Fragment(String),
    /// Names a user or password.
    UserInfo,
    /// Holds `..`.
    DotSegment,
    /// Its query has a parameter that the answer needs.
    ReservedParameter(String),
    /// Plain `http`; the `https` address.
    Http(String),
    /// A private scheme for a client that is not a native app.
    PrivateScheme,
    /// A private scheme that is not a domain in reverse.
    NotReverseDomain,
}

impl Unregistrable {
    /// The address that was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Fragment(better) | Self::Http(better) => Some(better),
            _ => None,
        }
    }
}

impl fmt::Display for Unregistrable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "This address is longer than 2,000 characters. Use a shorter one.",
            Self::NotAbsolute => "This is not a whole address. Begin with https:// and a host.",
            Self::Characters => "This address holds a blank, a backslash, a control character or a letter that must be encoded. Write it as browsers send it.",
            Self::Wildcard => "Addresses are compared letter by letter, so * matches nothing. Add each address in full.",
            Self::Fragment(_) => "An answer cannot be sent to a part of a page. Remove # and what follows it.",
            Self::UserInfo => "This address holds a user name or password. Remove what stands before @.",
            Self::DotSegment => "This address holds “..”. Write the path it leads to.",
            Self::ReservedParameter(name) => {
                return write!(f, "The query parameter “{name}” is part of the answer. Use another name for it.");
            }
            Self::Http(_) => "Plain http can be read on the way. Use https, or http://127.0.0.1 in a native app.",
            Self::PrivateScheme => "Only native apps may use a scheme of their own. Use an https address.",
            Self::NotReverseDomain => {
                "A scheme of your own must be a domain of yours in reverse, such as com.example.app:/callback."
            }
        })
    }
}

/// Decides whether a client of `kind` may register `uri`. While an app is not live, web apps may use `http` on
/// their own machine.
///
/// # Errors
/// The rule that forbids it.
pub fn check_registration(kind: ClientKind, live: bool, uri: &str) -> Result<(), Unregistrable> {
    if uri.len() > LONGEST {
        return Err(Unregistrable::TooLong);
    }
    if !uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return Err(Unregistrable::Characters);
    }
    let url = Url::parse(uri).map_err(|_| Unregistrable::NotAbsolute)?;
    if uri.contains('*') {
        return Err(Unregistrable::Wildcard);
    }
    if let Some((before, _)) = uri.split_once('#') {
        return Err(Unregistrable::Fragment(before.to_owned()));
    }
    let path = uri.split('?').next().unwrap_or_default();
    let dotted = |segment: &str| segment == ".." || segment.to_ascii_lowercase().replace("%2e", ".") == "..";
    if path.split('/').any(dotted) {
        return Err(Unregistrable::DotSegment);
    }
    const RESERVED: [&str; 6] = ["code", "state", "iss", "response", "error", "access_token"];
    if let Some((name, _)) = url.query_pairs().find(|(name, _)| RESERVED.contains(&name.as_ref())) {
        return Err(Unregistrable::ReservedParameter(name.into_owned()));
    }
    match url.scheme() {
        "https" | "http" if !uri.contains("://") || !url.has_host() => {
            return Err(Unregistrable::NotAbsolute);
        }
        "https" | "http" if !url.username().is_empty() || url.password().is_some() => {
            return Err(Unregistrable::UserInfo);
        }
        "https" => {}
        "http" => {
            let on_device = matches!(kind, ClientKind::Native | ClientKind::Device);
            if !(is_loopback(&url) && (on_device || !live)) {
                return Err(Unregistrable::Http(uri.replacen("http://", "https://", 1)));
            }
        }
        _ if kind != ClientKind::Native => return Err(Unregistrable::PrivateScheme),
        scheme if !scheme.contains('.') => return Err(Unregistrable::NotReverseDomain),
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::client;
    use proptest::prelude::*;

    fn client_with(kind: ClientKind, uris: &[&str]) -> Client {
        Client { kind, redirect_uris: uris.iter().map(|uri| (*uri).to_owned()).collect(), ..client() }
    }

    #[test]
    fn redirect_uris_match_as_exact_strings() {
        let client = client_with(ClientKind::Web, &["https://app.example/cb"]);
        assert!(RedirectUri::matching(&client, Some("https://app.example/cb")).is_ok());
        for sent in [
            "https://app.example/cb/",
            "https://app.example/CB",
            "https://app.example:443/cb",
            "https://app.example/cb?x=1",
            "https://APP.example/cb",
            "http://app.example/cb",
            "https://app.example/cb#",
        ] {
            assert_eq!(RedirectUri::matching(&client, Some(sent)), Err(Mismatch::NotRegistered), "{sent}");
        }
    }

    #[test]
    fn only_a_lone_registered_address_may_be_left_out() {
        let one = client_with(ClientKind::Web, &["https://a.example/"]);
        assert!(RedirectUri::matching(&one, None).is_ok());
        let two = client_with(ClientKind::Web, &["https://a.example/", "https://b.example/"]);
        assert_eq!(RedirectUri::matching(&two, None), Err(Mismatch::Missing));
    }

    #[test]
    fn a_native_app_chooses_its_loopback_port() {
        let native = client_with(ClientKind::Native, &["http://127.0.0.1/cb", "http://[::1]:4/cb"]);
        for sent in ["http://127.0.0.1:49152/cb", "http://127.0.0.1/cb", "http://[::1]:50000/cb"] {
            assert!(RedirectUri::matching(&native, Some(sent)).is_ok(), "{sent}");
        }
        for sent in [
            "http://127.0.0.1:x/cb",
            "http://127.0.0.1.evil/cb",
            "http://127.0.0.1:80/other",
            "http://localhost/cb",
        ] {
            assert!(RedirectUri::matching(&native, Some(sent)).is_err(), "{sent}");
        }
        let web = client_with(ClientKind::Web, &["http://127.0.0.1/cb"]);
        assert!(RedirectUri::matching(&web, Some("http://127.0.0.1:1/cb")).is_err());
    }

    #[test]
    fn parameters_join_a_query_that_is_there() {
        let at = |uri: &str| RedirectUri(uri.to_owned()).with_query([("code", "a b")]);
        assert_eq!(at("https://a.example/cb"), "https://a.example/cb?code=a+b");
        assert_eq!(at("https://a.example/cb?x=1"), "https://a.example/cb?x=1&code=a+b");
        assert_eq!(at("com.example.app:/cb"), "com.example.app:/cb?code=a+b");
    }

    #[test]
    fn a_consent_page_shows_where_the_browser_goes() {
        let origin = |uri: &str| RedirectUri(uri.to_owned()).origin();
        assert_eq!(origin("https://a.example:8443/cb?x=1"), "https://a.example:8443");
        assert_eq!(origin("http://127.0.0.1:9/cb"), "http://127.0.0.1:9");
        assert_eq!(origin("com.example.app:/cb"), "com.example.app:");
        assert_eq!(origin("com.example.app://host/cb"), "com.example.app:");
    }

    #[test]
    fn each_rule_of_registration_has_its_reason() {
        use ClientKind::{Browser, Native, Web};
        let refused = |kind, live, uri| check_registration(kind, live, uri).err();
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        assert_eq!(refused(Web, true, &long), Some(Unregistrable::TooLong));
        assert_eq!(refused(Web, true, "/callback"), Some(Unregistrable::NotAbsolute));
        assert_eq!(refused(Web, true, "https:app"), Some(Unregistrable::NotAbsolute));
        assert_eq!(refused(Web, true, "https://a.example/ b"), Some(Unregistrable::Characters));
        assert_eq!(refused(Web, true, "https://bücher.example/"), Some(Unregistrable::Characters));
        assert_eq!(refused(Web, true, "https://*.example/"), Some(Unregistrable::Wildcard));
        assert_eq!(
            refused(Web, true, "https://a.example/cb#x"),
            Some(Unregistrable::Fragment("https://a.example/cb".into()))
        );
        assert_eq!(refused(Web, true, "https://u@a.example/"), Some(Unregistrable::UserInfo));
        assert_eq!(refused(Web, true, "https://a.example/x/../y"), Some(Unregistrable::DotSegment));
        assert_eq!(refused(Web, true, "https://a.example/x/%2e%2E/y"), Some(Unregistrable::DotSegment));
        assert_eq!(
            refused(Web, true, "https://a.example/?state=1"),
            Some(Unregistrable::ReservedParameter("state".into()))
        );
        assert_eq!(
            refused(Web, true, "http://a.example/"),
            Some(Unregistrable::Http("https://a.example/".into()))
        );
        assert_eq!(
            refused(Web, true, "http://localhost/cb"),
            Some(Unregistrable::Http("https://localhost/cb".into()))
        );
        assert_eq!(refused(Browser, true, "com.example.app:/cb"), Some(Unregistrable::PrivateScheme));
        assert_eq!(refused(Native, true, "myapp:/cb"), Some(Unregistrable::NotReverseDomain));
        assert_eq!(refused(Native, true, "javascript:alert(1)"), Some(Unregistrable::NotReverseDomain));
        assert_eq!(refused(Web, false, "http://localhost:3000/cb"), None);
        assert_eq!(refused(Native, true, "http://127.0.0.1/cb"), None);
        assert_eq!(refused(Native, true, "com.example.app:/cb"), None);
        assert_eq!(refused(Web, true, "https://a.example/cb?tenant=1"), None);
    }

    #[test]
    fn the_first_difference_is_counted_in_characters() {
        assert_eq!(first_difference("https://é/cb/", "https://é/cb"), 12);
        assert_eq!(first_difference("same", "same"), 4);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_rules_panic(uri: String) {
            let _ = check_registration(ClientKind::Native, false, &uri);
            let client = client_with(ClientKind::Native, &["http://127.0.0.1/cb"]);
            let _ = RedirectUri::matching(&client, Some(&uri));
            let _ = RedirectUri(uri).origin();
        }
    }
}
