//! What becomes of apps' calls: noted while one is answered, gathered in bounded memory, written in batches. No
//! request waits for its line to be written.

mod gathered;
mod notes;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use oauth::CallId;
use oauth::call::{Call, Endpoint};

use crate::App;
use crate::extract::peer::ClientAddress;

pub(crate) use gathered::Gathered;
use notes::Notes;
pub(crate) use notes::{
    error_uri, note, note_answer, note_description, note_error, note_grant, note_request, note_token,
};

/// The longest path that is kept, in characters.
const LONGEST_PATH: usize = 200;

/// What a path belongs to, if calls of it are kept. An authorization that waits is answered from the pages that it
/// waits at.
fn endpoint(path: &str) -> Option<Endpoint> {
    Some(match path {
        "/oauth/token" => Endpoint::Token,
        "/oauth/revoke" => Endpoint::Revoke,
        "/oauth/introspect" => Endpoint::Introspect,
        "/oauth/userinfo" => Endpoint::Userinfo,
        "/oauth/authorize" | "/oauth/authorise" | "/oauth/consent" | "/accounts" => Endpoint::Authorize,
        _ if path.starts_with("/api/") => Endpoint::Api,
        _ if path == "/signup" || path.starts_with("/signin") || path.starts_with("/verify-email") => {
            Endpoint::Authorize
        }
        _ => return None,
    })
}

/// Answers a request and gathers what was noted of it, if it was an app's.
pub(crate) async fn watch(app: &App, request: Request, next: Next) -> Response {
    let Some(endpoint) = endpoint(request.uri().path()) else { return next.run(request).await };
    let path: String = request.uri().path().chars().take(LONGEST_PATH).collect();
    let method = name_of(request.method());
    let address = ClientAddress::of(&request, &app.settings.trusted_proxies);
    let began = app.now();
    let id = CallId::new(began, &*app.entropy);
    let notes = Notes::new(id, Arc::clone(&app.calls.apps));
    let (response, notes) = notes::gather(notes, next.run(request)).await;
    let Some(client) = notes.client else { return response };
    let network = match endpoint {
        // A member's browser is nobody's business: the network tells enough.
        Endpoint::Authorize => address.network(),
        _ => address.to_string(),
    };
    let call = Call {
        id: notes.id,
        endpoint,
        method: Cow::Borrowed(method),
        path,
        status: response.status().as_u16(),
        micros: micros(app.now().since(began)),
        network,
        error: notes.error,
        description: notes.description,
        grant_type: notes.grant_type.map(Cow::Borrowed),
        grant_id: notes.grant_id,
        user_id: notes.user_id,
        parameters: notes.parameters,
    };
    app.calls.add(client, call);
    response
}

fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn micros(span: Duration) -> u32 {
    u32::try_from(span.as_micros()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_apps_call_is_kept() {
        for (path, kept) in [
            ("/oauth/token", Some(Endpoint::Token)),
            ("/oauth/authorise", Some(Endpoint::Authorize)),
            ("/signin/factor", Some(Endpoint::Authorize)),
            ("/api/users/v1/self", Some(Endpoint::Api)),
            ("/oauth/jwks", None),
            ("/developers/apps", None),
            ("/apiary", None),
        ] {
            assert_eq!(endpoint(path), kept, "{path}");
        }
    }
}
