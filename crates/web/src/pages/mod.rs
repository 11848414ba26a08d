//! Pages: what people see. Each shows (`show`) and takes (`submit`) one form, works without scripts, and
//! answers 303 to what it did and 422 to what it could not.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod attempts;
pub(crate) mod begin;
pub(crate) mod broken_link;
pub(crate) mod confirm;
pub(crate) mod consent;
pub(crate) mod errors;
pub(crate) mod factor;
pub(crate) mod fields;
pub(crate) mod frame;
pub(crate) mod fresh;
pub(crate) mod logout;
pub(crate) mod not_me;
pub(crate) mod once;
pub(crate) mod operator;
pub(crate) mod outbox;
pub(crate) mod passkey_sign_in;
pub(crate) mod passkeys;
pub(crate) mod password;
pub(crate) mod portal;
pub(crate) mod setup;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod sign_up;
pub(crate) mod signed_out;
pub(crate) mod texts;
pub(crate) mod verify_email;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use oauth::params::Params;

use crate::acts::links::Post;
use crate::endpoints::authorize;
use crate::error::{Internal, PageError};
use crate::extract::form::Submitted;
use crate::extract::visitor::Visitor;
use crate::hashing::{NotHashed, Overloaded};
use crate::headers::InFlow;
use crate::{App, acts};

/// A page.
pub(crate) fn page(template: &impl Template) -> Result<Response, PageError> {
    page_with(StatusCode::OK, template)
}

/// The same page again, with what is wrong with what was sent.
pub(crate) fn refused(template: &impl Template) -> Result<Response, PageError> {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// A page with a status of its own.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> Result<Response, PageError> {
    let text = template.render().map_err(|error| Internal::new(&format!("a template failed: {error}")))?;
    Ok((status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// Marks a page as one between an app's request and its answer.
pub(crate) fn in_flow(mut response: Response) -> Response {
    response.extensions_mut().insert(InFlow);
    response
}

/// The parameters of a page's address; what cannot be read counts as absent.
pub(crate) struct Query(Params);

impl Query {
    pub(crate) fn of(query: Option<&str>) -> Self {
        Self(Params::parse(query.unwrap_or_default().as_bytes()).unwrap_or_else(|_| Params::from_pairs([])))
    }

    /// A parameter that is there once.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.0.one(name).ok().flatten()
    }
}

/// What waits behind a sign-in page: an app's request, or a page of ours.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    /// The request.
    pub request: Option<String>,
    /// The page.
    pub next: Option<String>,
}

impl Waiting {
    pub(crate) fn of_query(query: &Query) -> Self {
        Self::new(query.one("request"), query.one("next"))
    }

    /// What the address of the request itself keeps.
    pub(crate) fn of_visitor(visitor: &Visitor) -> Self {
        Self::of_query(&Query::of(visitor.path.split_once('?').map(|(_, query)| query)))
    }

    pub(crate) fn of_form(form: &Submitted) -> Self {
        let given = |name| Some(form.field(name)).filter(|value| !value.is_empty());
        Self::new(given("request"), given("next"))
    }

    pub(crate) fn new(request: Option<&str>, next: Option<&str>) -> Self {
        Self {
            request: request.map(str::to_owned),
            next: next.filter(|path| is_local(path)).map(str::to_owned),
        }
    }

    /// What a form that leads back here keeps.
    pub(crate) fn kept(&self) -> Vec<(&'static str, String)> {
        let kept = [("request", &self.request), ("next", &self.next)];
        kept.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
    }

    /// The request itself, if one waits.
    pub(crate) async fn asked(
        &self,
        app: &App,
        visitor: &Visitor,
    ) -> Result<Option<authorize::Asked>, PageError> {
        match &self.request {
            Some(id) => authorize::find_waiting(app, visitor, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// The address of `path` that keeps what waits.
    pub(crate) fn address(&self, path: &str) -> String {
        self.address_with(path, &[])
    }

    /// The same, with further parameters in front.
    pub(crate) fn address_with(&self, path: &str, more: &[(&str, &str)]) -> String {
        let kept = [("request", self.request.as_deref()), ("next", self.next.as_deref())];
        let kept = kept.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let pairs: Vec<(&str, &str)> = more.iter().copied().chain(kept).collect();
        match pairs.is_empty() {
            true => path.to_owned(),
            false => format!("{path}?{}", Params::from_pairs(pairs).encode()),
        }
    }
}

/// Whether an address leads to a page of ours, and nowhere else however a browser reads it.
pub(crate) fn is_local(path: &str) -> bool {
    path.len() <= 2_000
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(|character| character.is_control() || character.is_whitespace())
}

/// What links in mails are made with, for this visitor's browser.
pub(crate) fn post<'a>(app: &'a App, visitor: &Visitor) -> Post<'a> {
    Post { code_key: &app.secrets.code, letterhead: app.letterhead(), browser: Some(visitor.browser) }
}

/// Tells a member of an act that they should know of, in the transaction of the act.
pub(crate) async fn tell(
    app: &App,
    tx: &mut store::Writer,
    context: &acts::Context<'_>,
    user: &::account::user::User,
    subject: &str,
    what: String,
) -> store::Result<()> {
    acts::links::send_notice(tx, context, &app.letterhead(), user, subject, what).await
}

impl From<NotHashed> for PageError {
    fn from(reason: NotHashed) -> Self {
        match reason {
            NotHashed::Overloaded => Self::overloaded(),
            NotHashed::Unchecked(error) => {
                Internal::new(&format!("the list of leaked passwords cannot be read: {error}")).into()
            }
        }
    }
}

impl From<Overloaded> for PageError {
    fn from(_: Overloaded) -> Self {
        Self::overloaded()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_return_address_leads_off_our_site() {
        for path in ["/", "/account?x=1", "/developers/apps/app_live_x"] {
            assert!(is_local(path), "{path}");
        }
        for path in
            ["", "account", "//evil.example", "/\\evil.example", "https://evil.example", "/a\tb", "/ /x"]
        {
            assert!(!is_local(path), "{path}");
        }
    }

    #[test]
    fn what_waits_is_kept_in_addresses() {
        let waiting = Waiting::new(Some("a"), Some("/x?y=1"));
        assert_eq!(waiting.address("/signup"), "/signup?request=a&next=%2Fx%3Fy%3D1");
        assert_eq!(Waiting::new(None, Some("//evil")).address("/signup"), "/signup");
    }
}
