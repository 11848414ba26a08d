//! What handlers note of the call they answer.

use std::borrow::Cow;
use std::cell::RefCell;
use std::future::Future;
use std::sync::Arc;

use oauth::authorize::Answer;
use oauth::call::redact;
use oauth::error::Error;
use oauth::grant::{AccessToken, Grant};
use oauth::params::Params;
use oauth::{CallId, ClientId, GrantId, UserId};

/// What is known of a call so far. Without a client it is no app's, and nothing of it is kept.
#[derive(Debug)]
pub(crate) struct Notes {
    /// The line that will tell of it.
    pub id: CallId,
    /// What the addresses of apps' pages begin with.
    apps: Arc<str>,
    pub client: Option<ClientId>,
    pub grant_type: Option<&'static str>,
    pub grant_id: Option<GrantId>,
    pub user_id: Option<UserId>,
    pub error: Option<Cow<'static, str>>,
    pub description: Option<Cow<'static, str>>,
    pub parameters: String,
}

tokio::task_local! {
    static NOTES: RefCell<Notes>;
}

impl Notes {
    /// Of a call that nothing is known of yet.
    pub(super) fn new(id: CallId, apps: Arc<str>) -> Self {
        Self {
            id,
            apps,
            client: None,
            grant_type: None,
            grant_id: None,
            user_id: None,
            error: None,
            description: None,
            parameters: String::new(),
        }
    }
}

/// Answers, and gives what was noted meanwhile.
pub(super) async fn gather<F: Future>(notes: Notes, answering: F) -> (F::Output, Notes) {
    let blank = || Notes::new(CallId::from_bytes([0; 16]), Arc::from(""));
    NOTES
        .scope(RefCell::new(notes), async {
            let answer = answering.await;
            (answer, NOTES.with(|notes| notes.replace(blank())))
        })
        .await
}

/// Where the line of the call that is being answered will be, for the app's own people (RFC 6749 §5.2, `error_uri`).
pub(crate) fn error_uri() -> Option<String> {
    let uri = |notes: &Notes| {
        let client = notes.client.as_ref()?;
        Some(format!("{}{client}/logs/{}", notes.apps, notes.id))
    };
    NOTES.try_with(|notes| uri(&notes.borrow())).ok().flatten()
}

/// Notes something; where no call is watched, nothing.
pub(crate) fn note(add: impl FnOnce(&mut Notes)) {
    // Not watched: a job, a command, or an address whose calls are not kept.
    let _ = NOTES.try_with(|notes| add(&mut notes.borrow_mut()));
}

/// Notes whose call it is and what it asks.
pub(crate) fn note_request(client: &ClientId, params: &Params) {
    note(|notes| {
        notes.client = Some(client.clone());
        notes.parameters = redact(params);
    });
}

/// Notes the authorization a call belongs to, if it is the caller's own.
pub(crate) fn note_grant(grant: &Grant) {
    note(|notes| {
        if notes.client.as_ref() == Some(&grant.client_id) {
            notes.grant_id = Some(grant.id);
            notes.user_id = Some(grant.user_id);
        }
    });
}

/// Notes the token a call was made with, unless a client that proved itself only asks about it.
pub(crate) fn note_token(token: &AccessToken) {
    note(|notes| {
        if notes.client.is_none() {
            notes.client = Some(token.client_id.clone());
            notes.grant_id = token.grant_id;
            notes.user_id = token.user_id;
        }
    });
}

/// Notes what a call was refused for.
pub(crate) fn note_error(error: &Error) {
    note(|notes| {
        notes.error = Some(Cow::Borrowed(error.code.as_str()));
        notes.description = Some(error.description.clone());
    });
}

/// Notes what a call was refused for, in words.
pub(crate) fn note_description(description: &str) {
    note(|notes| notes.description = Some(Cow::Owned(description.to_owned())));
}

/// Notes what a client is answered by way of the browser.
pub(crate) fn note_answer(answer: &Answer) {
    if let Some((error, description)) = answer.error() {
        note(|notes| {
            notes.error = Some(Cow::Owned(error.to_owned()));
            notes.description = Some(Cow::Owned(description.to_owned()));
        });
    }
}
