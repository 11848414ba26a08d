//! The words that narrow a log: `status:4xx endpoint:token grant:refresh user:… ip:… id:…`.

use super::{Call, Endpoint, Outcome};
use crate::{CallId, GrantId, UserId};

/// The longest filter that is read, in characters.
const LONGEST: usize = 300;

/// Why a filter could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadFilter {
    /// It is longer than 300 characters.
    TooLong,
    /// This word names something and is followed by what that cannot be.
    Word(String, Wanted),
}

/// What could have followed a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A status, or a class of them.
    Status,
    /// An endpoint.
    Endpoint,
    /// An outcome.
    Outcome,
    /// A member's identifier.
    Member,
    /// A line's identifier.
    Line,
    /// A flow's identifier.
    Flow,
}

/// What a line must be to be shown: all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Status(u16),
    StatusClass(u16),
    Endpoint(Endpoint),
    Outcome(Outcome),
    Grant(String),
    Error(String),
    User(UserId),
    Network(String),
    Id(CallId),
    Flow(GrantId),
    Path(String),
    Word(String),
}

impl Filter {
    /// Reads a filter. Words without a known name are looked for in what a line says.
    ///
    /// # Errors
    /// If a name is followed by something it cannot be.
    pub fn parse(text: &str) -> Result<Self, BadFilter> {
        if text.chars().count() > LONGEST {
            return Err(BadFilter::TooLong);
        }
        text.split_whitespace().map(term).collect::<Result<_, _>>().map(Self)
    }

    /// Whether it lets everything pass.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a line is to be shown. A gap always is: what is missing might have been what is looked for.
    pub fn matches(&self, call: &Call) -> bool {
        call.endpoint == Endpoint::Gap || self.0.iter().all(|term| term.matches(call))
    }
}

fn term(word: &str) -> Result<Term, BadFilter> {
    let Some((name, value)) = word.split_once(':').filter(|(_, value)| !value.is_empty()) else {
        return Ok(Term::Word(word.to_lowercase()));
    };
    let bad = |wanted| BadFilter::Word(word.to_owned(), wanted);
    Ok(match name {
        "status" => status(value).ok_or_else(|| bad(Wanted::Status))?,
        "endpoint" => Term::Endpoint(Endpoint::parse(value).ok_or_else(|| bad(Wanted::Endpoint))?),
        "outcome" => Term::Outcome(Outcome::parse(value).ok_or_else(|| bad(Wanted::Outcome))?),
        "grant" => Term::Grant(value.to_lowercase()),
        "error" => Term::Error(value.to_lowercase()),
        "user" => Term::User(UserId::parse(value).ok_or_else(|| bad(Wanted::Member))?),
        "ip" => Term::Network(value.to_lowercase()),
        "id" => Term::Id(CallId::parse(value).ok_or_else(|| bad(Wanted::Line))?),
        "flow" => Term::Flow(GrantId::parse(value).ok_or_else(|| bad(Wanted::Flow))?),
        "path" => Term::Path(value.to_owned()),
        _ => Term::Word(word.to_lowercase()),
    })
}

fn status(value: &str) -> Option<Term> {
    if let Some(class) = value.strip_suffix("xx") {
        return class.parse().ok().filter(|class| (1..=5).contains(class)).map(Term::StatusClass);
    }
    value.parse().ok().filter(|status| (100..=599).contains(status)).map(Term::Status)
}

impl Term {
    fn matches(&self, call: &Call) -> bool {
        let contains =
            |text: Option<&str>, word: &str| text.is_some_and(|text| text.to_lowercase().contains(word));
        match self {
            Self::Status(status) => call.status == *status,
            Self::StatusClass(class) => call.status / 100 == *class,
            Self::Endpoint(endpoint) => call.endpoint == *endpoint,
            Self::Outcome(outcome) => call.outcome() == *outcome,
            Self::Grant(grant) => {
                call.grant_type.as_deref().is_some_and(|known| known.starts_with(grant.as_str()))
            }
            Self::Error(error) => call.error.as_deref() == Some(error),
            Self::User(user) => call.user_id == Some(*user),
            Self::Network(network) => call.network.starts_with(network.as_str()),
            Self::Id(id) => call.id == *id,
            Self::Flow(flow) => call.grant_id == Some(*flow),
            Self::Path(path) => call.path.starts_with(path.as_str()),
            Self::Word(word) => {
                contains(Some(&call.path), word)
                    || contains(call.error.as_deref(), word)
                    || contains(call.description.as_deref(), word)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::call;
    use super::*;

    fn shows(filter: &str, call: &Call) -> bool {
        Filter::parse(filter).unwrap().matches(call)
    }

    #[test]
    fn each_name_narrows_what_is_shown() {
        let refused = Call {
            status: 400,
            error: Some("invalid_grant".into()),
            description: Some("the code has expired".into()),
            user_id: Some(UserId::from_bytes([3; 16])),
            ..call()
        };
        let user = format!("user:{}", UserId::from_bytes([3; 16]));
        let id = format!("id:{}", refused.id);
        let fitting = [
            "",
            "status:400",
            "status:4xx",
            "endpoint:token",
            "grant:refresh",
            "error:invalid_grant",
            "outcome:refused",
            "ip:203.0.113.",
            "path:/oauth",
            "EXPIRED",
            "status:4xx expired",
            &user,
            &id,
        ];
        for filter in fitting {
            assert!(shows(filter, &refused), "{filter}");
        }
        let other = [
            "status:200",
            "status:5xx",
            "endpoint:api",
            "grant:client",
            "error:invalid_client",
            "ip:203.0.114.",
            "path:/api",
            "used",
            "status:400 used",
            "flow:00000000-0000-0000-0000-000000000000",
        ];
        for filter in other {
            assert!(!shows(filter, &refused), "{filter}");
        }
    }

    #[test]
    fn what_cannot_be_looked_for_is_said() {
        for (filter, wanted) in [
            ("status:9xx", Wanted::Status),
            ("status:abc", Wanted::Status),
            ("endpoint:teapot", Wanted::Endpoint),
            ("user:ada", Wanted::Member),
            ("id:1", Wanted::Line),
            ("flow:1", Wanted::Flow),
            ("outcome:fine", Wanted::Outcome),
        ] {
            assert_eq!(Filter::parse(filter), Err(BadFilter::Word(filter.to_owned(), wanted)));
        }
        assert_eq!(Filter::parse(&"a ".repeat(200)), Err(BadFilter::TooLong));
        assert!(Filter::parse("https://app.example/cb").is_ok(), "an address is a word");
    }

    #[test]
    fn a_gap_shows_whatever_is_looked_for() {
        assert!(shows("status:400 expired", &Call::gap(call().id, 3)));
    }
}
