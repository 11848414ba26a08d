//! How many connections one network may hold, so that nobody takes every place.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;

/// The share of all connections that one network may hold.
const SHARE: usize = 8;
/// What it may hold in any case.
pub(super) const LEAST: usize = 200;

/// Counts open connections by network: one IPv4 address, or the 64 bits of an IPv6 address that one customer gets.
pub(super) struct Networks {
    most: usize,
    unbounded: Vec<IpNet>,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// The place of one connection, free again when it is dropped.
pub(super) struct Place {
    networks: Arc<Networks>,
    network: Option<IpAddr>,
}

impl Networks {
    /// For so many connections in all. Proxies stand for many people, so theirs are not counted.
    pub(super) fn new(total: usize, proxies: Vec<IpNet>) -> Arc<Self> {
        Arc::new(Self { most: (total / SHARE).max(LEAST), unbounded: proxies, open: Mutex::default() })
    }

    /// Takes a place; `None` if the network of `address` holds as many as it may.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        if self.unbounded.iter().any(|proxies| proxies.contains(&address)) {
            return Some(Place { networks: Arc::clone(self), network: None });
        }
        let network = network_of(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place { networks: Arc::clone(self), network: Some(network) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(network) = self.network else { return };
        let mut open = self.networks.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&network);
            }
        }
    }
}

fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn fill(networks: &Arc<Networks>, text: &str) -> Vec<Place> {
        std::iter::from_fn(|| networks.enter(address(text))).take(10_000).collect()
    }

    #[test]
    fn one_network_holds_an_eighth_and_200_at_least() {
        for (total, most) in [(64, 200), (1_600, 200), (10_000, 1_250)] {
            assert_eq!(fill(&Networks::new(total, Vec::new()), "192.0.2.7").len(), most);
        }
    }

    #[test]
    fn others_still_get_in_and_a_place_that_is_left_is_free() {
        let networks = Networks::new(800, Vec::new());
        let mut held = fill(&networks, "192.0.2.7");
        assert!(
            networks.enter(address("::ffff:192.0.2.7")).is_none(),
            "another spelling is no other network"
        );
        assert!(networks.enter(address("192.0.2.8")).is_some());
        held.pop();
        assert!(networks.enter(address("192.0.2.7")).is_some());
        drop(held);
        assert!(networks.open.lock().unwrap().is_empty(), "what nobody holds is not remembered");
    }

    #[test]
    fn a_customers_ipv6_addresses_are_one_network() {
        let networks = Networks::new(800, Vec::new());
        let _held = fill(&networks, "2001:db8:1:2::1");
        assert!(networks.enter(address("2001:db8:1:2:ffff::9")).is_none());
        assert!(networks.enter(address("2001:db8:1:3::1")).is_some());
    }

    #[test]
    fn proxies_are_not_counted() {
        let networks = Networks::new(800, vec!["10.0.0.0/8".parse().unwrap()]);
        assert_eq!(fill(&networks, "10.1.2.3").len(), 10_000);
    }
}
