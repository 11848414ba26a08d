//! Refresh tokens: families of which one is live, rotated at each use (RFC 6749 §6, RFC 9700 §4.14.2).
//!
//! A token carries its family's key, by which the record is found, and a secret. Its successor is derived
//! from it, so that a client whose answer was lost gets the very same successor again within the retry
//! window, and never a second branch.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hmac;

use crate::client::{Client, GrantType};
use crate::error::Error;
use crate::grant::RefreshFamily;
use crate::{Entropy, Scope, Secret, SecretKind, Timestamp, TokenHash, entropy};

const KEY: usize = 16;
const PAYLOAD: usize = 40;

/// Makes the first token of a new family.
pub fn begin(entropy: &dyn Entropy) -> Secret {
    Secret::from_payload(SecretKind::RefreshToken, &entropy::bytes::<PAYLOAD>(entropy))
}

/// The key under which the store keeps the family of a token; `None` if the text cannot be one of ours. The
/// token carries a preimage of it, so that a copy of the database does not help to find tokens.
pub fn family_key(token: &Secret) -> Option<[u8; 16]> {
    let payload = token.payload::<PAYLOAD>(SecretKind::RefreshToken)?;
    let hash = digest(&SHA256, &payload[..KEY]);
    hash.as_ref()[..KEY].try_into().ok()
}

/// The token that takes the place of `token`; `None` if the text cannot be one of ours.
pub fn successor(token: &Secret, derivation_key: &[u8; 32]) -> Option<Secret> {
    let mut payload = token.payload::<PAYLOAD>(SecretKind::RefreshToken)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, derivation_key);
    let tag = hmac::sign(&key, token.reveal().as_bytes());
    payload[KEY..].copy_from_slice(&tag.as_ref()[..PAYLOAD - KEY]);
    Some(Secret::from_payload(SecretKind::RefreshToken, payload.as_slice()))
}

/// What a deployment decides about rotation.
#[derive(Clone, Copy, Debug)]
pub struct RotationPolicy {
    /// How long the token just replaced still gives its successor.
    pub retry_window: Duration,
    /// How long a family lives without being used.
    pub idle_ttl: Duration,
}

/// What a presented refresh token earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// Its successor and an access token of this scope.
    Rotate(Scope),
    /// The same successor once more and an access token of this scope.
    Repeat(Scope),
    /// Nothing, and the whole family ends: it was used before.
    Reuse,
    /// Nothing.
    Refuse(Error),
}

impl RefreshFamily {
    /// Decides what a token of this family earns `client` at `now`.
    ///
    /// Nothing is spent by a request that is refused: the scope is settled before the rotation, and another
    /// client's attempt ends nothing.
    pub fn rotate(
        &self,
        client: &Client,
        presented: &TokenHash,
        scope: Option<&Scope>,
        policy: &RotationPolicy,
        now: Timestamp,
    ) -> Rotation {
        let refuse = |description: &'static str| Rotation::Refuse(Error::invalid_grant(description));
        if self.grant.client_id != client.id {
            return refuse("the refresh token was issued to another client");
        }
        if self.revoked_at.is_some() || self.grant.has_ended() {
            return refuse("the authorization has ended");
        }
        if self.idle_expires_at <= now || self.expires_at <= now {
            return refuse("the refresh token has expired");
        }
        let current = self.current_hash == *presented;
        let retried =
            self.previous_hash == Some(*presented) && now.since(self.rotated_at) <= policy.retry_window;
        if !current && !retried {
            return Rotation::Reuse;
        }
        if !client.may_use(GrantType::RefreshToken) {
            return Rotation::Refuse(Error::unauthorized_client("this client may not use refresh tokens"));
        }
        let Some(most) = self.grant.left_for(client) else {
            return refuse("nothing is left of what was granted");
        };
        let granted = match scope.filter(|scope| !scope.is_empty()) {
            None => most,
            Some(narrower) if narrower.is_subset(&most) => narrower.clone(),
            Some(_) => {
                return Rotation::Refuse(Error::invalid_scope("scope may shrink at a refresh, never grow"));
            }
        };
        if current { Rotation::Rotate(granted) } else { Rotation::Repeat(granted) }
    }

    /// When the family ends if it is not used again after `now`.
    pub fn idle_end(&self, policy: &RotationPolicy, now: Timestamp) -> Timestamp {
        (now + policy.idle_ttl).min(self.expires_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientId;
    use crate::grant::Grant;
    use crate::testing::{Fixed, NOW, client, grant, scope};

    const POLICY: RotationPolicy =
        RotationPolicy { retry_window: Duration::from_secs(10), idle_ttl: Duration::from_secs(30) };

    fn hash(text: &str) -> TokenHash {
        TokenHash::of(text.as_bytes())
    }

    fn family() -> RefreshFamily {
        RefreshFamily {
            grant: grant(),
            current_hash: hash("current"),
            previous_hash: Some(hash("previous")),
            rotated_at: NOW,
            idle_expires_at: NOW + Duration::from_secs(30),
            expires_at: NOW + Duration::from_secs(60),
            revoked_at: None,
        }
    }

    fn earned(presented: &str, after: u64) -> Rotation {
        family().rotate(&client(), &hash(presented), None, &POLICY, NOW + Duration::from_secs(after))
    }

    #[test]
    fn the_live_token_rotates_and_the_one_before_it_repeats_for_ten_seconds() {
        let whole = scope("users:read projects:read");
        assert_eq!(earned("current", 20), Rotation::Rotate(whole.clone()));
        assert_eq!(earned("previous", 10), Rotation::Repeat(whole));
        assert_eq!(earned("previous", 11), Rotation::Reuse);
        assert_eq!(earned("older", 1), Rotation::Reuse);
    }

    #[test]
    fn another_client_ends_nothing() {
        let mallory = Client { id: ClientId("mallory".into()), ..client() };
        let earned = family().rotate(&mallory, &hash("older"), None, &POLICY, NOW);
        assert!(matches!(earned, Rotation::Refuse(_)));
    }

    #[test]
    fn what_has_ended_stays_ended() {
        assert!(matches!(earned("current", 30), Rotation::Refuse(_)));
        let revoked = RefreshFamily { revoked_at: Some(NOW), ..family() };
        let withdrawn = RefreshFamily { grant: Grant { revoked_at: Some(NOW), ..grant() }, ..family() };
        for family in [revoked, withdrawn] {
            let earned = family.rotate(&client(), &hash("current"), None, &POLICY, NOW);
            assert!(matches!(earned, Rotation::Refuse(_)));
        }
    }

    #[test]
    fn scope_shrinks_and_never_grows() {
        let ask = |text| family().rotate(&client(), &hash("current"), Some(&scope(text)), &POLICY, NOW);
        assert_eq!(ask("users:read"), Rotation::Rotate(scope("users:read")));
        assert!(matches!(ask("users:read bids:write"), Rotation::Refuse(_)));
        let narrowed = Client { scopes: scope("projects:read"), ..client() };
        let earned = family().rotate(&narrowed, &hash("current"), None, &POLICY, NOW);
        assert_eq!(earned, Rotation::Rotate(scope("projects:read")));
        assert_eq!(ask(" "), Rotation::Rotate(grant().scope));
        let emptied = Client { scopes: scope("bids:write"), ..client() };
        let earned = family().rotate(&emptied, &hash("current"), None, &POLICY, NOW);
        assert!(matches!(earned, Rotation::Refuse(_)));
    }

    #[test]
    fn a_successor_is_the_same_each_time_and_stays_in_its_family() {
        let first = begin(&Fixed(5));
        let next = successor(&first, &[9; 32]).unwrap();
        assert_eq!(next.reveal(), successor(&first, &[9; 32]).unwrap().reveal());
        assert_ne!(next.reveal(), successor(&first, &[8; 32]).unwrap().reveal());
        assert_ne!(next.reveal(), first.reveal());
        assert_eq!(family_key(&next), family_key(&first));
        assert_eq!(family_key(&Secret::presented("rt_nonsense")), None);
    }
}
