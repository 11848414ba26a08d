//! `sms.*`: the gateway that takes text messages, in one address with its account and token.

use std::time::Duration;

use account::phone::Phone;
use account::text::Policy;
use percent_encoding::percent_decode_str;
use url::Url;

use super::Sms;
use super::sections::{Reading, refuse_open_file};
use super::values::{self, Bounds, hours};
use crate::failure::Failure;

/// What the identifiers of messaging services begin with.
const SERVICE: &str = "MG";

/// Reads the section; `None` without an address, and then nothing else of it may be given.
pub(super) fn read(reading: &mut Reading) -> Result<Option<Sms>, Failure> {
    let source = &mut reading.source;
    let url = source.secret("sms.url", "sms.url_file", "")?;
    let from = source.optional("sms.from", sender)?;
    let ca_file = source.optional("sms.ca_file", values::path)?;
    let usual = Policy::default();
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    let bounds = |most: u64| Bounds::within(1, 1_000_000).warning_above(most);
    let per_hour = reading.number("sms.per_hour", count(usual.per_hour), bounds(5_000))?;
    let per_day = reading.number("sms.per_day", count(usual.per_day), bounds(50_000))?;
    let minute = Duration::from_secs(60);
    let resend = Bounds::within(Duration::ZERO, hours(1)).warning_below(usual.resend_after);
    let resend_after = reading.span("sms.resend_after", "60s", resend)?;
    let code_ttl = reading.span("sms.code_ttl", "5m", Bounds::within(Duration::from_secs(1), 5 * minute))?;
    let source = &reading.source;
    let Some(url) = url else {
        for (key, given) in [("sms.from", from.is_some()), ("sms.ca_file", ca_file.is_some())] {
            if given {
                return Err(source.reject(key, "has an effect only with sms.url"));
            }
        }
        return Ok(None);
    };
    refuse_open_file(source, "sms.url", &url)?;
    let example = "write https://ACCOUNT:TOKEN@HOST, or with the whole path of the messages";
    let (url, credentials) = address(&url).ok_or_else(|| source.reject("sms.url", example))?;
    if credentials.is_none() && url.scheme() == "https" && !is_here(&url) {
        return Err(source.reject("sms.url", example));
    }
    if url.scheme() == "http" && !is_here(&url) {
        let why = "http:// would send codes in clear; only a gateway on this machine may have it";
        return Err(source.reject("sms.url", why));
    }
    let why = "sms.url is set: name the number, or the messaging service, that texts come from";
    let from = from.ok_or_else(|| source.reject("sms.from", why))?;
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let policy = Policy { per_hour: number(per_hour), per_day: number(per_day), resend_after, code_ttl };
    Ok(Some(Sms { url, credentials, from, ca_file, policy }))
}

/// The address of the messages and what opens it.
fn address(text: &str) -> Option<(Url, Option<(String, String)>)> {
    let mut url = Url::parse(text).ok()?;
    let known = ["https", "http"].contains(&url.scheme()) && url.has_host() && url.fragment().is_none();
    if !known {
        return None;
    }
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
    let (account, token) = (decoded(url.username())?, decoded(url.password().unwrap_or_default())?);
    let credentials = match (account.is_empty(), token.is_empty()) {
        (true, true) => None,
        (false, false) => Some((account, token)),
        _ => return None,
    };
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    if let (Some((account, _)), "/" | "") = (&credentials, url.path()) {
        url.set_path(&format!("/2010-04-01/Accounts/{account}/Messages.json"));
    }
    Some((url, credentials))
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// A number, a messaging service, or the letters that some countries show instead of a number.
fn sender(text: &str) -> Result<String, String> {
    let text = text.trim();
    let letters = text.len() <= 11
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
        && text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let service = text.starts_with(SERVICE) && text.len() == 34;
    let short = (3..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match Phone::parse(text) {
        Ok(phone) => Ok(phone.as_str().to_owned()),
        Err(_) if letters || service || short => Ok(text.to_owned()),
        Err(_) => Err("must be a number like +447700900123, or a messaging service (MG…)".to_owned()),
    }
}

impl Sms {
    /// Which parameter names the sender.
    pub(crate) fn sender(&self) -> &'static str {
        match self.from.starts_with(SERVICE) && self.from.len() == 34 {
            true => "MessagingServiceSid",
            false => "From",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn read(pairs: &[(&str, &str)]) -> Result<Option<Sms>, String> {
        let pairs =
            pairs.iter().map(|(name, value)| (format!("GUILDGATE_SMS__{name}").into(), (*value).into()));
        Config::read(None, pairs).map(|config| config.sms).map_err(|failure| failure.to_string())
    }

    #[test]
    fn an_address_holds_the_account_and_the_token() {
        let sms = read(&[("URL", "https://AC1:to%2Fken@api.example.com"), ("FROM", "+44 7700 900123")]);
        let sms = sms.unwrap().unwrap();
        assert_eq!(sms.url.as_str(), "https://api.example.com/2010-04-01/Accounts/AC1/Messages.json");
        assert_eq!(sms.credentials, Some(("AC1".into(), "to/ken".into())));
        assert_eq!((sms.from.as_str(), sms.sender()), ("+447700900123", "From"));
        let service = "MG0123456789abcdef0123456789abcdef";
        let sms = read(&[("URL", "https://a:b@sms.example/x?y=1"), ("FROM", service), ("PER_HOUR", "7")]);
        let sms = sms.unwrap().unwrap();
        assert_eq!(sms.url.as_str(), "https://sms.example/x?y=1");
        assert_eq!((sms.sender(), sms.policy.per_hour), ("MessagingServiceSid", 7));
        for from in ["Guildgate", "12345"] {
            assert!(read(&[("URL", "http://127.0.0.1:9/x"), ("FROM", from)]).unwrap().is_some(), "{from}");
        }
        assert!(read(&[]).unwrap().is_none());
    }

    #[test]
    fn what_would_lose_codes_is_refused() {
        for (pairs, key) in [
            (vec![("FROM", "+447700900123")], "SMS__FROM"),
            (vec![("URL", "https://a:b@sms.example")], "sms.from"),
            (vec![("URL", "https://sms.example"), ("FROM", "+447700900123")], "SMS__URL"),
            (vec![("URL", "http://a:b@sms.example"), ("FROM", "+447700900123")], "SMS__URL"),
            (vec![("URL", "https://a@sms.example"), ("FROM", "+447700900123")], "SMS__URL"),
            (vec![("URL", "smtp://a:b@sms.example"), ("FROM", "+447700900123")], "SMS__URL"),
            (vec![("URL", "https://a:b@sms.example"), ("FROM", "no number at all")], "SMS__FROM"),
            (vec![("PER_HOUR", "0")], "SMS__PER_HOUR"),
        ] {
            let refused = read(&pairs).err().unwrap_or_default();
            assert!(refused.contains(key), "{pairs:?}: {refused}");
        }
    }
}
