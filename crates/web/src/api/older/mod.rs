//! `/api/…/0.1`: the face that older clients speak, in their manners, over the same rules and records.

mod catalogue;
mod envelope;
mod milestones;
mod operations;
mod projects;
mod reviews;
mod users;
mod views;

mod bids;

use axum::http::{HeaderMap, HeaderValue, header};

pub(super) use operations::operations;

use super::call::Call;
use crate::App;
use crate::error::{ApiError, Problem};

/// The header in which older clients send their token.
const TOKEN_HEADER: &str = "freelancer-oauth-v1";

/// Whether an address is of this face.
pub(super) fn is_here(path: &str) -> bool {
    path.split('/').nth(3) == Some("0.1")
}

/// Names one answer, for whoever asks about it.
pub(super) fn request_id(app: &App) -> String {
    let bytes = oauth::entropy::bytes::<16>(&*app.entropy);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts the token where everybody else has it. If it comes in both headers it must be the same one.
pub(super) fn bring_token(headers: &mut HeaderMap) -> Result<(), ApiError> {
    let mut sent = headers.get_all(TOKEN_HEADER).iter();
    let Some(token) = sent.next() else { return Ok(()) };
    let bearer = HeaderValue::try_from([b"Bearer ", token.as_bytes()].concat());
    let (Ok(bearer), None) = (bearer, sent.next()) else { return Err(Problem::BadHeader.into()) };
    match headers.get(header::AUTHORIZATION) {
        Some(other) if *other != bearer => {
            let detail = "the two headers with an access token do not hold the same one";
            Err(ApiError::because(Problem::BadHeader, detail))
        }
        Some(_) => Ok(()),
        None => {
            headers.insert(header::AUTHORIZATION, bearer);
            Ok(())
        }
    }
}

/// What a request is to be answered with, read from the parameters of older clients.
impl Call {
    /// The values of a list: `name[]=1&name[]=2`.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let listed = format!("{name}[]");
        self.pairs().filter(move |(known, _)| *known == listed).map(|(_, value)| value)
    }

    /// The values of a list that `parse` must be able to read.
    fn all_parsed<T>(
        &self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, ApiError> {
        let malformed =
            || ApiError::because(Problem::Malformed, format!("a value of {name}[] is not of its form"));
        self.all(name).map(|text| parse(text).ok_or_else(malformed)).collect()
    }

    /// Whether a switch is on: `True`, `true` or `1`.
    fn switch(&self, name: &str) -> Result<bool, ApiError> {
        let read = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        Ok(self.parsed(name, read)?.unwrap_or(false))
    }

    /// Which part of a list is wanted: how many, after how many.
    fn window(&self) -> Result<(usize, usize), ApiError> {
        let read = |most| move |text: &str| super::call::whole(text, 0, most).map(i64::unsigned_abs);
        let limit = self.parsed("limit", read(100))?.unwrap_or(10);
        let offset = self.parsed("offset", read(MOST_SKIPPED))?.unwrap_or(0);
        let size = |number: u64| usize::try_from(number).unwrap_or_default();
        Ok((size(limit), size(offset)))
    }

    /// What is to be done: `?action=award`, or a field of the form that is sent.
    fn action(&self) -> Result<String, ApiError> {
        if let Some(action) = self.parameter("action")? {
            return Ok(action.to_owned());
        }
        let form = oauth::params::Params::parse(&self.body).ok();
        let action = form.as_ref().and_then(|form| form.one("action").ok().flatten());
        action.map(str::to_owned).ok_or_else(|| {
            ApiError::because(Problem::Malformed, "the parameter action says what is to be done")
        })
    }

    /// The answer of this face around a result.
    fn envelope(&self, result: impl serde::Serialize) -> Result<super::answer::Answer, ApiError> {
        super::answer::Answer::ok(&envelope::Envelope::of(result, request_id(&self.app)))
    }
}

/// How many of a list may be left out in front of a page; whoever wants more goes on by time, in the other face.
const MOST_SKIPPED: i64 = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(authorization: Option<&str>, older: &[&str]) -> Result<Option<String>, ()> {
        let mut headers = HeaderMap::new();
        for token in older {
            headers.append(TOKEN_HEADER, token.parse().unwrap());
        }
        if let Some(value) = authorization {
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
        }
        bring_token(&mut headers).map_err(drop)?;
        Ok(headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned()))
    }

    #[test]
    fn a_token_may_come_in_either_header_or_the_same_in_both() {
        assert_eq!(brought(None, &[]), Ok(None));
        assert_eq!(brought(Some("Bearer a"), &[]), Ok(Some("Bearer a".into())));
        assert_eq!(brought(None, &["a"]), Ok(Some("Bearer a".into())));
        assert_eq!(brought(Some("Bearer a"), &["a"]), Ok(Some("Bearer a".into())));
        assert_eq!(brought(Some("Bearer b"), &["a"]), Err(()));
        assert_eq!(brought(None, &["a", "a"]), Err(()));
    }

    #[test]
    fn addresses_tell_their_face() {
        assert!(is_here("/api/projects/0.1/projects/") && !is_here("/api/projects/v1/projects"));
    }
}
