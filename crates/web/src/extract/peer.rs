//! The network address a request comes from.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::App;
use crate::error::Internal;

/// The other end of the connection; the listener adds it to every request as an extension.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The address a request comes from: the other end of the connection or, behind a configured proxy, what the
/// proxy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// That of a request to which the listener added its peer, as every listener does.
    pub(crate) fn of<B>(request: &axum::http::Request<B>, trusted: &[IpNet]) -> Self {
        let peer = request.extensions().get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        Self(client_address(peer, request.headers(), trusted))
    }

    /// The network around it, as providers hand them out: tells roughly where, not who.
    pub(crate) fn network(self) -> String {
        let length = if self.0.is_ipv4() { 24 } else { 48 };
        IpNet::new(self.0, length).map_or_else(|_| String::new(), |network| network.trunc().to_string())
    }
}

impl std::fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromRequestParts<Arc<App>> for ClientAddress {
    type Rejection = axum::response::Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        let peer = parts.extensions.get::<Peer>().copied().ok_or_else(|| {
            Internal::new("the listener gave a request without its peer").status().into_response()
        })?;
        Ok(Self(client_address(peer.0.ip(), &parts.headers, &app.settings.trusted_proxies)))
    }
}

/// Walks `X-Forwarded-For` from its end over trusted proxies. A header that cannot be read is ignored: the
/// address then is the last one that is known.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let mut known = peer.to_canonical();
    let mut hops = Vec::new();
    for value in headers.get_all("x-forwarded-for") {
        let Ok(value) = value.to_str() else { return known };
        hops.extend(value.split(',').map(str::trim));
    }
    while is_trusted(known) {
        let Some(hop) = hops.pop().and_then(|hop| hop.parse::<IpAddr>().ok()) else { break };
        known = hop.to_canonical();
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        client_address(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_stranger_cannot_name_an_address() {
        assert_eq!(address("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(address("203.0.113.9", &["198.51.100.1"], &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn a_trusted_proxy_is_believed_as_far_as_it_vouches() {
        let trusted = ["10.0.0.0/8"];
        assert_eq!(address("10.0.0.1", &["198.51.100.1"], &trusted), "198.51.100.1");
        assert_eq!(address("10.0.0.1", &["1.2.3.4, 198.51.100.1, 10.0.0.2"], &trusted), "198.51.100.1");
        assert_eq!(address("10.0.0.1", &["1.2.3.4", "198.51.100.1"], &trusted), "198.51.100.1");
    }

    #[test]
    fn an_unreadable_hop_ends_the_walk() {
        assert_eq!(address("10.0.0.1", &["198.51.100.1, nonsense"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(address("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn a_mapped_address_is_its_plain_form() {
        assert_eq!(address("::ffff:203.0.113.9", &[], &[]), "203.0.113.9");
    }
}
