//! Attempts to prove something by a password or a code: counted before they are tried, slowed per account and
//! per network.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use account::throttle::{Attempt, Throttle};
use axum::http::StatusCode;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use oauth::Timestamp;
use store::Writer;

use crate::App;
use crate::error::PageError;
use crate::extract::peer::ClientAddress;
use crate::extract::visitor::Visitor;
use crate::views::{Moment, span_in_words};
use crate::words;

/// How many requests of a kind one network may send to this server.
pub(crate) struct NetworkLimiter {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl NetworkLimiter {
    pub(crate) fn new(per_minute: u32) -> Self {
        Self::with(Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN)))
    }

    pub(crate) fn per_hour(per_hour: u32) -> Self {
        Self::with(Quota::per_hour(NonZeroU32::new(per_hour).unwrap_or(NonZeroU32::MIN)))
    }

    fn with(quota: Quota) -> Self {
        Self { limiter: RateLimiter::keyed(quota), clock: DefaultClock::default() }
    }

    /// Counts a request of a network; the wait if it sent too many.
    pub(crate) fn check(&self, address: ClientAddress) -> Result<(), Duration> {
        let network = network_of(address.0);
        self.limiter.check_key(&network).map_err(|denied| denied.wait_time_from(self.clock.now()))
    }

    /// Forgets networks that have not been heard of for a while.
    pub(crate) fn forget_idle(&self) {
        self.limiter.retain_recent();
    }
}

/// What counts as one network: an IPv4 address, or the /64 that one IPv6 customer gets.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Says how long a network that sends too much must wait, where no page is answered.
pub(crate) fn admit_address(app: &App, address: ClientAddress) -> Result<(), Duration> {
    app.networks.check(address)
}

/// Turns a network away that sends too much.
pub(crate) fn admit_network(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    app.networks.check(visitor.address).map_err(|wait| too_many(wait, visitor.now))
}

/// Turns a network away that has too many passwords weighed.
pub(crate) fn admit_typing(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    app.typing.check(visitor.address).map_err(|wait| too_many(wait, visitor.now))
}

/// Turns a network away that asks for too many passkeys. Nothing that was guessed at a password counts here.
pub(crate) fn admit_passkey(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    app.passkeys.check(visitor.address).map_err(|wait| too_many(wait, visitor.now))
}

/// Turns a network away that leaves too many requests of apps waiting for a sign-in. Whoever is signed in leaves a
/// few only.
pub(crate) fn admit_waiting(app: &App, visitor: &Visitor) -> Result<(), PageError> {
    match visitor.current {
        Some(_) => Ok(()),
        None => app.waiting.check(visitor.address).map_err(too_many_requests),
    }
}

/// The page for a network that brings too many requests of apps.
pub(crate) fn too_many_requests(wait: Duration) -> PageError {
    PageError {
        retry_after: Some(wait),
        ..PageError::new(StatusCode::TOO_MANY_REQUESTS, words::t("error-wait"), words::t("attempts-waiting"))
    }
}

/// Counts an attempt as failed before it is tried, so that attempts in parallel cannot outrun the count.
///
/// # Errors
/// If it is too early for another one; then it is not counted.
pub(crate) async fn begin(app: &App, tx: &mut Writer, key: &[u8], now: Timestamp) -> Result<(), PageError> {
    let before = tx.claim_throttle(key, now).await?;
    if let Attempt::Wait { until } = app.settings.throttle.decide(Some(&before), now) {
        return Err(too_many(until.since(now), now));
    }
    let failed = Throttle { failures: before.failures + 1, last_failure_at: now };
    Ok(tx.set_throttle(key, failed).await?)
}

fn too_many(wait: Duration, now: Timestamp) -> PageError {
    // The header counts whole seconds, rounded up; the words say the same instant.
    let wait =
        Duration::from_secs(u64::try_from(wait.as_millis().div_ceil(1_000).max(1)).unwrap_or(u64::MAX));
    let when = Moment::of(now + wait).words;
    let advice = words::t("attempts-too-many").with("when", when).with("wait", span_in_words(wait));
    PageError {
        retry_after: Some(wait),
        ..PageError::new(StatusCode::TOO_MANY_REQUESTS, words::t("error-wait"), advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_ipv6_customer_is_one_network() {
        let network = |text: &str| network_of(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:3::4"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_ne!(network("203.0.113.1"), network("203.0.113.2"));
    }

    #[test]
    fn a_network_that_sends_too_much_is_told_when_to_come_back() {
        let limiter = NetworkLimiter::new(3);
        let address = ClientAddress("203.0.113.1".parse().unwrap());
        let answers: Vec<bool> = (0..4).map(|_| limiter.check(address).is_ok()).collect();
        assert_eq!(answers, [true, true, true, false]);
        assert!(limiter.check(address).is_err_and(|wait| wait <= Duration::from_secs(20)));
    }
}
