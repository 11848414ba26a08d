//! Who a member is to a client (OIDC Core §8): the same name for everybody, or one of its own for each sector, by
//! which clients that compare their records cannot find each other's members.

use aws_lc_rs::cipher::{AES_256, DecryptingKey, DecryptionContext, EncryptingKey, UnboundCipherKey};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::Url;

use crate::UserId;
use crate::client::Client;
use crate::client::registration::Fault;

/// The name of the member to `client`. `secret` is the deployment's: who has it can tell members by their names.
pub fn of(client: &Client, user: &UserId, secret: &[u8; 32]) -> String {
    match sector(client) {
        None => user.to_string(),
        Some(sector) => pairwise(&sector, user, secret),
    }
}

/// The member that has this name to `client`, if any has; whether there is such a member is for the records to say.
pub fn find(client: &Client, subject: &str, secret: &[u8; 32]) -> Option<UserId> {
    let Some(sector) = sector(client) else { return UserId::parse(subject) };
    let mut block: [u8; 16] = URL_SAFE_NO_PAD.decode(subject).ok()?.try_into().ok()?;
    let key = UnboundCipherKey::new(&AES_256, &sector_key(&sector, secret)).ok()?;
    let plain = DecryptingKey::ecb(key).ok()?.decrypt(&mut block, DecryptionContext::None).ok()?;
    Some(UserId::from_bytes((&*plain).try_into().ok()?))
}

/// Whether members have names of their own for this client.
pub fn is_pairwise(client: &Client) -> bool {
    sector(client).is_some()
}

/// The sector of a client whose subjects are pairwise (OIDC Core §8.1): the host of its `sector_identifier_uri`, or
/// the one host of its redirect URIs.
fn sector(client: &Client) -> Option<String> {
    (client.metadata.subject_type.as_deref() == Some("pairwise")).then(|| {
        let named = client.metadata.sector_identifier_uri.as_ref();
        let uri = named.or(client.redirect_uris.first()).map_or("", String::as_str);
        host(uri).unwrap_or_else(|| client.id.0.clone())
    })
}

fn host(uri: &str) -> Option<String> {
    Url::parse(uri).ok()?.host_str().map(str::to_owned)
}

/// Whether redirect URIs have one host between them, so that they make a sector.
pub(crate) fn have_one_host(uris: &[String]) -> bool {
    let mut hosts = uris.iter().map(|uri| host(uri));
    let first = hosts.next().flatten();
    first.is_some() && hosts.all(|host| host == first)
}

/// Checks the file that a `sector_identifier_uri` leads to.
///
/// # Errors
/// If it is no list of addresses, or lacks one of `redirect_uris`.
pub fn check_sector_file(body: &[u8], redirect_uris: &[String]) -> Result<(), Fault> {
    let listed: Vec<String> = serde_json::from_slice(body).map_err(|_| Fault::SectorUnreadable)?;
    match redirect_uris.iter().all(|uri| listed.contains(uri)) {
        true => Ok(()),
        false => Err(Fault::SectorIncomplete),
    }
}

/// One block of AES under a key of the sector: a permutation of all identifiers, which gives each member another name
/// in each sector, never two the same, and is undone without a table.
fn pairwise(sector: &str, user: &UserId, secret: &[u8; 32]) -> String {
    let mut block = *user.as_bytes();
    let key = UnboundCipherKey::new(&AES_256, &sector_key(sector, secret)).expect("the key has 32 bytes");
    EncryptingKey::ecb(key).and_then(|key| key.encrypt(&mut block)).expect("one whole block is encrypted");
    URL_SAFE_NO_PAD.encode(block)
}

fn sector_key(sector: &str, secret: &[u8; 32]) -> [u8; 32] {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), sector.as_bytes());
    tag.as_ref().try_into().expect("SHA-256 gives 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::metadata::ClientMetadata;
    use crate::testing::client;

    const SECRET: [u8; 32] = [7; 32];

    fn pairwise_at(redirect: &str, sector: Option<&str>) -> Client {
        let metadata = ClientMetadata {
            subject_type: Some("pairwise".into()),
            sector_identifier_uri: sector.map(str::to_owned),
            ..ClientMetadata::default()
        };
        Client { redirect_uris: vec![redirect.to_owned()], metadata, ..client() }
    }

    #[test]
    fn a_public_subject_is_the_identifier() {
        let user = UserId::from_bytes([3; 16]);
        assert_eq!(of(&client(), &user, &SECRET), user.to_string());
        assert_eq!(find(&client(), &user.to_string(), &SECRET), Some(user));
    }

    #[test]
    fn sectors_have_names_of_their_own_that_lead_back() {
        let user = UserId::from_bytes([3; 16]);
        let a = pairwise_at("https://a.example/cb", None);
        let b = pairwise_at("https://b.example/cb", None);
        let also_a = pairwise_at("https://b.example/cb", Some("https://a.example/uris.json"));
        let name = of(&a, &user, &SECRET);
        assert_ne!(name, user.to_string());
        assert_ne!(name, of(&b, &user, &SECRET));
        assert_eq!(name, of(&also_a, &user, &SECRET));
        assert_ne!(name, of(&a, &user, &[8; 32]));
        assert_ne!(name, of(&a, &UserId::from_bytes([4; 16]), &SECRET));
        assert_eq!(find(&a, &name, &SECRET), Some(user));
        assert_ne!(find(&b, &name, &SECRET), Some(user));
        assert_eq!(find(&a, &user.to_string(), &SECRET), None);
        assert_eq!(find(&a, "AA", &SECRET), None);
    }

    #[test]
    fn the_file_of_a_sector_lists_every_redirect_uri() {
        let uris = ["https://a.example/cb".to_owned()];
        assert!(check_sector_file(br#"["https://b.example/cb","https://a.example/cb"]"#, &uris).is_ok());
        for body in [r#"["https://a.example/cb/"]"#, r#"{"a":1}"#, "[1]", "", "https://a.example/cb"] {
            assert!(check_sector_file(body.as_bytes(), &uris).is_err(), "{body}");
        }
    }

    #[test]
    fn one_host_makes_a_sector() {
        let uris = |all: &[&str]| have_one_host(&all.iter().map(|uri| (*uri).to_owned()).collect::<Vec<_>>());
        assert!(uris(&["https://a.example/1", "https://a.example:444/2"]));
        assert!(!uris(&["https://a.example/1", "https://b.example/1"]));
        assert!(!uris(&["com.example.app:/cb"]));
        assert!(!uris(&[]));
    }
}
