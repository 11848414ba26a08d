//! An app's calls: what its requests came to, as its team reads it. A record never holds a token, a code or a
//! secret.

mod counts;
mod explain;
mod filter;
mod redact;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use counts::{Bucket, Count, CountKey, Outcome};
pub use explain::{Explanation, Fix, What, explain};
pub use filter::{BadFilter, Filter, Wanted};
pub use redact::redact;

use crate::{CallId, GrantId, Timestamp, UserId};

/// What was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// A member was sent with an authorization request, or came through it.
    Authorize,
    /// The token endpoint.
    Token,
    /// The revocation endpoint.
    Revoke,
    /// The introspection endpoint.
    Introspect,
    /// Userinfo.
    Userinfo,
    /// The platform's API.
    Api,
    /// No call: lines that could not be kept, as many as [`Call::status`] says.
    Gap,
}

impl Endpoint {
    /// Every endpoint, in the order of a list; a gap is none.
    pub const ALL: [Self; 6] =
        [Self::Authorize, Self::Token, Self::Revoke, Self::Introspect, Self::Userinfo, Self::Api];

    /// Its name in records and filters.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::Revoke => "revoke",
            Self::Introspect => "introspect",
            Self::Userinfo => "userinfo",
            Self::Api => "api",
            Self::Gap => "gap",
        }
    }

    /// Reads the name back.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}

/// One line of an app's log. The names in records are short: there are many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its identifier, which says when it was, to the millisecond.
    #[serde(rename = "i")]
    pub id: CallId,
    /// What was called.
    #[serde(rename = "e")]
    pub endpoint: Endpoint,
    /// `GET`, `POST`, …
    #[serde(rename = "m")]
    pub method: Cow<'static, str>,
    /// The path that was called, without its query.
    #[serde(rename = "p")]
    pub path: String,
    /// The status of the answer.
    #[serde(rename = "s")]
    pub status: u16,
    /// How long the answer took, in microseconds.
    #[serde(rename = "t")]
    pub micros: u32,
    /// Where the request came from: an address, or of a member's browser the network only.
    #[serde(rename = "n")]
    pub network: String,
    /// The error's registered name.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Cow<'static, str>>,
    /// What the answer said about the error.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Cow<'static, str>>,
    /// The grant type that was asked for.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub grant_type: Option<Cow<'static, str>>,
    /// The authorization it belongs to: calls of one flow share it.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<GrantId>,
    /// The member it was about.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The parameters that may be kept, as [`redact`] leaves them.
    #[serde(rename = "q", default, skip_serializing_if = "String::is_empty")]
    pub parameters: String,
}

impl Call {
    /// When it was.
    pub fn at(&self) -> Timestamp {
        self.id.made_at()
    }

    /// A line that says how many are missing.
    pub fn gap(id: CallId, missing: u64) -> Self {
        Self {
            id,
            endpoint: Endpoint::Gap,
            method: Cow::Borrowed(""),
            path: String::new(),
            status: u16::try_from(missing).unwrap_or(u16::MAX),
            micros: 0,
            network: String::new(),
            error: None,
            description: None,
            grant_type: None,
            grant_id: None,
            user_id: None,
            parameters: String::new(),
        }
    }

    /// What became of it.
    pub fn outcome(&self) -> Outcome {
        match self.status {
            500.. => Outcome::Failed,
            400.. => Outcome::Refused,
            // An authorization that was answered with an error is a redirect like any other.
            _ if self.error.is_some() => Outcome::Refused,
            _ => Outcome::Succeeded,
        }
    }

    /// What it counts for in usage.
    pub fn count_key(&self) -> CountKey {
        CountKey {
            endpoint: self.endpoint,
            grant_type: self.grant_type.as_deref().unwrap_or_default().to_owned(),
            outcome: self.outcome(),
            bucket: Bucket::of(self.micros),
        }
    }
}

/// Writes a stretch of a log as it is kept: one JSON object a line.
pub fn write_lines(calls: &[Call]) -> String {
    let mut text = String::new();
    for call in calls {
        text.push_str(&serde_json::to_string(call).expect("a call is text and numbers"));
        text.push('\n');
    }
    text
}

/// Reads a stretch back; a line that cannot be read is left out.
pub fn read_lines(text: &str) -> impl DoubleEndedIterator<Item = Call> + '_ {
    text.lines().filter_map(|line| serde_json::from_str(line).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixed, NOW};

    pub(super) fn call() -> Call {
        Call {
            id: CallId::new(NOW, &Fixed(1)),
            endpoint: Endpoint::Token,
            method: Cow::Borrowed("POST"),
            path: "/oauth/token".to_owned(),
            status: 200,
            micros: 4_000,
            network: "203.0.113.9".to_owned(),
            error: None,
            description: None,
            grant_type: Some(Cow::Borrowed("refresh_token")),
            grant_id: None,
            user_id: None,
            parameters: String::new(),
        }
    }

    #[test]
    fn a_stretch_comes_back_as_it_was() {
        let failed = Call {
            status: 400,
            error: Some("invalid_grant".into()),
            description: Some("the code has\nexpired".into()),
            user_id: Some(UserId::from_bytes([3; 16])),
            ..call()
        };
        let calls = vec![call(), failed, Call::gap(CallId::new(NOW, &Fixed(2)), 12)];
        assert_eq!(read_lines(&write_lines(&calls)).collect::<Vec<_>>(), calls);
        assert_eq!(read_lines("nonsense\n{}\n").count(), 0);
    }

    #[test]
    fn a_redirect_with_an_error_is_a_refusal() {
        let redirect = Call { status: 303, ..call() };
        assert_eq!(redirect.outcome(), Outcome::Succeeded);
        assert_eq!(Call { error: Some("access_denied".into()), ..redirect }.outcome(), Outcome::Refused);
        assert_eq!(Call { status: 503, ..call() }.outcome(), Outcome::Failed);
    }
}
