//! Clients that nobody registers: their identifier is an address, and the document there says what they are
//! (draft-ietf-oauth-client-id-metadata-document; sections as in revision 00).

use serde_json::{Map, Value, json};
use url::Url;

use super::dynamic::{self, Terms};
use super::{AuthMethod, Client};
use crate::{ClientId, Scope, Timestamp};

/// The longest document, in bytes. The draft proposes 5 KB (§6.6); keys by value take a little more.
pub const LONGEST: usize = 16 * 1_024;
/// What such a document is asked for as.
pub const ACCEPT: &str = "application/json";

/// What a document must not hold: nobody here shares a secret with it (§4.1).
const SECRETS: [&str; 2] = ["client_secret", "client_secret_expires_at"];
/// Addresses that must be of the document's own origin: we send something there, or believe what is there.
const OWN: [&str; 6] = [
    "client_uri",
    "jwks_uri",
    "backchannel_logout_uri",
    "frontchannel_logout_uri",
    "initiate_login_uri",
    "sector_identifier_uri",
];
/// The same, for members that are lists.
const OWN_LISTS: [&str; 3] = ["redirect_uris", "post_logout_redirect_uris", "request_uris"];
/// The grants that such a client may have. Documents are written for every server: others are passed over.
const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];

/// Whether an identifier is meant to be the address of a document.
pub fn is_address(id: &ClientId) -> bool {
    id.as_str().starts_with("https://")
}

/// Whether an identifier can be the address of a document (§3). It is never mended: it is compared as it is.
///
/// # Errors
/// The rule that it breaks.
pub fn check_id(id: &ClientId) -> Result<Url, &'static str> {
    let text = id.as_str();
    if text.len() > ClientId::MAX_LEN {
        return Err("it is longer than 255 characters");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return Err("it holds a character that must be encoded");
    }
    let url = Url::parse(text).map_err(|_| "it is not a whole address")?;
    if url.scheme() != "https" || !url.has_host() {
        return Err("it must begin with https:// and a host");
    }
    if text.contains('#') {
        return Err("it must not have a fragment");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it must not name a user or password");
    }
    let after_host = text["https://".len()..].split_once('/');
    let path = after_host.map_or("", |(_, path)| path.split('?').next().unwrap_or_default());
    if path.is_empty() {
        return Err("it must have a path");
    }
    let dotted =
        |segment: &str| [".", ".."].contains(&segment.to_ascii_lowercase().replace("%2e", ".").as_str());
    if path.split('/').any(dotted) {
        return Err("its path must not have “.” or “..” in it");
    }
    if url.as_str() != text {
        return Err("it is not written as addresses are, letter by letter");
    }
    Ok(url)
}

/// Whether a document came as JSON: `application/json`, or a kind of its own that is JSON (§4.1).
pub fn is_json(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let of_its_own =
        kind.strip_prefix("application/").and_then(|rest| rest.strip_suffix("+json")).unwrap_or_default();
    kind == "application/json" || !of_its_own.is_empty()
}

/// Reads the document at the address that is the client's identifier. What it becomes belongs to nobody, always uses
/// PKCE, and proves itself with a key or not at all.
///
/// # Errors
/// Why it cannot stand, for the client's makers.
pub fn read(id: &ClientId, body: &[u8], terms: &Terms<'_>, now: Timestamp) -> Result<Client, String> {
    let url = check_id(id)?;
    let Ok(Value::Object(said)) = serde_json::from_slice(body) else {
        return Err("it is not a JSON object".to_owned());
    };
    if said.get("client_id").and_then(Value::as_str) != Some(id.as_str()) {
        return Err("its client_id is not its own address, letter by letter".to_owned());
    }
    if let Some(name) = SECRETS.iter().find(|name| said.contains_key(**name)) {
        return Err(format!("{name}: a document that everybody reads holds no secret"));
    }
    check_origins(&said, &url)?;
    let settled = settle(said, &url, terms)?;
    let terms = Terms { front_channel: false, pkce: true, ..*terms };
    let registration = dynamic::read(&settled, &terms).map_err(|error| error.description.into_owned())?;
    let client = registration.into_client(id.clone(), None, now);
    match client.auth_method {
        AuthMethod::None | AuthMethod::PrivateKeyJwt => Ok(client),
        _ => Err("token_endpoint_auth_method: this must be none or private_key_jwt".to_owned()),
    }
}

/// What the document says, as a registration would: what we do not have is left out, what is not said is said.
fn settle(mut said: Map<String, Value>, url: &Url, terms: &Terms<'_>) -> Result<Map<String, Value>, String> {
    let home = url.origin().ascii_serialization();
    said.entry("token_endpoint_auth_method").or_insert_with(|| json!(AuthMethod::None.as_str()));
    said.entry("client_name").or_insert_with(|| json!(url.host_str().unwrap_or_default()));
    said.entry("client_uri").or_insert_with(|| json!(home));
    said.entry("grant_types").or_insert_with(|| json!(GRANTS));
    keep_known(&mut said, "grant_types", &|name| GRANTS.contains(&name));
    said.remove("response_types");
    let open = |name: &str| terms.scopes.contains(name) && terms.catalogue.find(name).is_some();
    let scope = match said.get("scope") {
        None => terms.scopes.filter(open),
        Some(text) => {
            let scope = text.as_str().and_then(Scope::parse);
            scope.ok_or("scope: this must be names of scopes with single blanks between them")?.filter(open)
        }
    };
    said.insert("scope".to_owned(), json!(scope.to_string()));
    Ok(said)
}

fn keep_known(said: &mut Map<String, Value>, name: &str, known: &dyn Fn(&str) -> bool) {
    if let Some(Value::Array(list)) = said.get_mut(name) {
        list.retain(|item| item.as_str().is_none_or(known));
    }
}

/// A document speaks for its own origin: where answers, tokens and questions go, and where keys are, must be there too
/// (§6.1). Apps on a member's device are reached at addresses that have no origin.
fn check_origins(said: &Map<String, Value>, url: &Url) -> Result<(), String> {
    let one = OWN.iter().filter_map(|name| Some((*name, said.get(*name)?.as_str()?)));
    let lists = OWN_LISTS.iter().filter_map(|name| Some((*name, said.get(*name)?.as_array()?)));
    let many =
        lists.flat_map(|(name, list)| list.iter().filter_map(move |item| Some((name, item.as_str()?))));
    for (name, address) in one.chain(many) {
        let foreign = Url::parse(address)
            .is_ok_and(|address| address.scheme() == "https" && address.origin() != url.origin());
        if foreign {
            return Err(format!("{name}: this must have the scheme, host and port of the client_id"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
