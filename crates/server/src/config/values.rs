//! How values are written, and how far they may go.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use url::Host;

/// The bounds of a value: outside the first two is an error, past the others is looser than recommended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds<T> {
    pub least: T,
    pub most: T,
    /// Below is allowed with a warning.
    pub low: T,
    /// Above is allowed with a warning.
    pub high: T,
}

impl<T: Copy + PartialOrd> Bounds<T> {
    /// Without a warning anywhere.
    pub(crate) const fn within(least: T, most: T) -> Self {
        Self { least, most, low: least, high: most }
    }

    /// With a warning above `high`.
    pub(crate) const fn warning_above(self, high: T) -> Self {
        Self { high, ..self }
    }

    /// With a warning below `low`.
    pub(crate) const fn warning_below(self, low: T) -> Self {
        Self { low, ..self }
    }

    /// Whether the value may stand.
    pub(crate) fn check(&self, value: T, print: impl Fn(T) -> String) -> Result<T, String> {
        if value < self.least {
            return Err(format!("must be {} or more", print(self.least)));
        }
        if value > self.most {
            return Err(format!("must be {} or less", print(self.most)));
        }
        Ok(value)
    }

    /// What to say of a value that may stand but should not.
    pub(crate) fn warning(&self, key: &str, value: T, print: impl Fn(T) -> String) -> Option<String> {
        let (side, recommended) = match value {
            value if value < self.low => ("below", self.low),
            value if value > self.high => ("above", self.high),
            _ => return None,
        };
        Some(format!("{key} is {}, {side} the recommended {}", print(value), print(recommended)))
    }
}

pub(crate) const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

pub(crate) const fn hours(count: u64) -> Duration {
    minutes(count * 60)
}

pub(crate) const fn days(count: u64) -> Duration {
    hours(count * 24)
}

const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

/// Reads a span: `10s`, `5m`, `1h`, `30d`.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("“{text}” is not a span of time; write one like 10s, 5m, 1h or 30d");
    let unit = text.chars().next_back().ok_or_else(wrong)?;
    let (_, seconds) = UNITS.iter().find(|(name, _)| *name == unit).ok_or_else(wrong)?;
    let digits = &text[..text.len() - unit.len_utf8()];
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let count: u64 = digits.parse().map_err(|_| wrong())?;
    count
        .checked_mul(*seconds)
        .filter(|seconds| *seconds <= 100 * 365 * 86_400)
        .map(Duration::from_secs)
        .ok_or_else(wrong)
}

/// Prints a span as [`duration`] reads it.
pub(crate) fn print_duration(span: Duration) -> String {
    let seconds = span.as_secs();
    let fits = |(_, size): &&(char, u64)| seconds >= *size && seconds.is_multiple_of(*size);
    let (unit, size) = UNITS.iter().find(fits).unwrap_or(&('s', 1));
    format!("{}{unit}", seconds / size)
}

/// Reads a whole number.
pub(crate) fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("“{text}” is not a whole number"))
}

/// Reads `true` or `false`.
pub(crate) fn flag(text: &str) -> Result<bool, String> {
    text.parse().map_err(|_| format!("“{text}” must be true or false"))
}

/// Reads an address to listen on.
pub(crate) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("“{text}” is not an address with a port; write one like 127.0.0.1:8443 or [::]:8443")
    })
}

/// Reads a network, or one address as a network of its own.
pub(crate) fn network(text: &str) -> Result<IpNet, String> {
    let single = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse()
        .or_else(|_| single())
        .map_err(|_| format!("“{text}” is not a network; write one like 10.0.0.0/8 or 192.0.2.7"))
}

/// Reads the name or address of a host, as addresses with it are read.
pub(crate) fn host(text: &str) -> Result<Host, String> {
    let bare = text.parse::<Ipv6Addr>().map(Host::Ipv6);
    bare.or_else(|_| Host::parse(text))
        .map_err(|_| format!("“{text}” is not a host; write one like keys.example.com or 10.0.0.7"))
}

/// Reads the path of a file.
pub(crate) fn path(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("must not be empty".to_owned()) } else { Ok(PathBuf::from(text)) }
}

/// Reads one of a few words.
pub(crate) fn one_of<T: Copy>(choices: &[(&str, T)], text: &str) -> Result<T, String> {
    choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        format!("“{text}” must be one of: {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_printed_alike() {
        for (text, seconds) in [("10s", 10), ("5m", 300), ("1h", 3_600), ("30d", 2_592_000), ("0s", 0)] {
            assert_eq!(duration(text), Ok(Duration::from_secs(seconds)), "{text}");
            assert_eq!(print_duration(Duration::from_secs(seconds)), text);
        }
        assert_eq!(print_duration(Duration::from_secs(90)), "90s");
    }

    #[test]
    fn what_is_no_span_is_refused() {
        for text in
            ["", "10", "s", "1.5h", "-1s", "+1s", "10 s", "1y", "99999999999999999999d", "9999999d", "1µ"]
        {
            assert!(duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn one_address_is_a_network() {
        assert_eq!(network("192.0.2.7").unwrap().to_string(), "192.0.2.7/32");
        assert_eq!(network("10.0.0.0/8").unwrap().to_string(), "10.0.0.0/8");
        assert!(network("10.0.0.0/33").is_err());
    }

    #[test]
    fn bounds_refuse_and_warn() {
        let bounds = Bounds::within(1, 100).warning_above(10).warning_below(5);
        let print = |value: i32| value.to_string();
        assert_eq!(bounds.check(0, print), Err("must be 1 or more".to_owned()));
        assert_eq!(bounds.check(101, print), Err("must be 100 or less".to_owned()));
        assert_eq!(bounds.warning("k", 10, print), None);
        assert_eq!(bounds.warning("k", 11, print).unwrap(), "k is 11, above the recommended 10");
        assert_eq!(bounds.warning("k", 4, print).unwrap(), "k is 4, below the recommended 5");
    }
}
