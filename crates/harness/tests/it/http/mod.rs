//! What strangers, members and apps can do over HTTP.

mod api;
mod audit;
mod authenticator_apps;
mod authorize;
mod branding;
mod client_documents;
mod clients;
mod codes;
mod commands;
mod conformance;
mod consent;
mod data;
mod drain;
mod email_change;
mod enumeration;
mod factors;
mod forms;
mod headers;
mod hostile;
mod implicit;
mod keyed;
mod keys;
mod languages;
mod limits;
mod logos;
mod logout;
mod logs;
mod mail;
mod market;
mod memory;
mod metadata;
mod milestones;
mod mission;
mod not_me;
mod oidc;
mod older;
mod operation;
mod passkeys;
mod passwords;
mod personal_tokens;
mod pkce;
mod portal;
mod postgres;
mod protection;
mod races;
mod refresh;
mod register;
mod request_objects;
mod reset;
mod reviews;
mod rights;
mod security_log;
mod sessions;
mod setup;
mod sign_up;
mod stopped;
mod texts;
mod throttling;
mod timing;
mod tokens;
mod told;
mod walk;

use harness::http::Answer;

/// A page without the name of its request.
fn without_references(text: &str) -> String {
    const BEFORE: &str = "name this request: <code dir=\"ltr\">";
    match text.split_once(BEFORE) {
        Some((before, after)) => format!("{before}{}", after.split_once('<').map_or("", |(_, rest)| rest)),
        None => text.to_owned(),
    }
}

/// Demands a refusal in the form of RFC 6749 §5.2.
#[track_caller]
fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!((answer.status, answer.member("error").as_str()), (status, error), "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-type").starts_with("application/json"), "{:?}", answer.headers);
}

/// Demands that the browser is sent back to the app with an error.
#[track_caller]
fn sent_back(answer: &Answer, error: &str) {
    let location = answer.location();
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(answer.location_parameter("error").as_deref(), Some(error), "{location}");
    assert!(answer.location_parameter("code").is_none(), "{location}");
}

/// Demands a page of our own that leads nowhere.
#[track_caller]
fn broken_link(answer: &Answer) {
    assert_eq!((answer.status, answer.location()), (400, ""), "{}", answer.text());
    assert!(answer.header("content-type").starts_with("text/html"), "{:?}", answer.headers);
    assert!(answer.header("refresh").is_empty());
    assert!(answer.text().contains("This link from an app is broken"), "{}", answer.text());
}
