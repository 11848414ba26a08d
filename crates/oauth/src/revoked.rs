//! What must stop being accepted before its time, as every server keeps it in memory.

use std::collections::HashMap;

use crate::grant::AccessToken;
use crate::{ClientId, GrantId, SessionId, Timestamp, TokenId, UserId};

/// What was ended. Every access token made for it until then is dead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RevocationTarget {
    /// One access token.
    Token(TokenId),
    /// Everything made under one authorization.
    Grant(GrantId),
    /// Everything of one client.
    Client(ClientId),
    /// Everything that acts for one member.
    User(UserId),
    /// Everything that came from one session.
    Session(SessionId),
}

impl RevocationTarget {
    /// The number under which a store keeps its kind.
    pub const fn kind(&self) -> i64 {
        match self {
            Self::Token(_) => 1,
            Self::Grant(_) => 2,
            Self::Client(_) => 3,
            Self::User(_) => 4,
            Self::Session(_) => 5,
        }
    }

    /// The bytes under which a store keeps it.
    pub fn key(&self) -> Vec<u8> {
        match self {
            Self::Token(id) => id.as_bytes().to_vec(),
            Self::Grant(id) => id.as_bytes().to_vec(),
            Self::Client(id) => id.0.as_bytes().to_vec(),
            Self::User(id) => id.as_bytes().to_vec(),
            Self::Session(id) => id.as_bytes().to_vec(),
        }
    }

    /// The inverse of [`Self::kind`] and [`Self::key`].
    pub fn from_parts(kind: i64, key: &[u8]) -> Option<Self> {
        let id = || <[u8; 16]>::try_from(key).ok();
        Some(match kind {
            1 => Self::Token(TokenId::from_bytes(id()?)),
            2 => Self::Grant(GrantId::from_bytes(id()?)),
            3 => Self::Client(ClientId(String::from_utf8(key.to_vec()).ok()?)),
            4 => Self::User(UserId::from_bytes(id()?)),
            5 => Self::Session(SessionId::from_bytes(id()?)),
            _ => return None,
        })
    }
}

/// The end of everything that was made for a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// What ended.
    pub target: RevocationTarget,
    /// When; a token made later is not meant.
    pub at: Timestamp,
    /// From when on no token made before `at` can still be alive, so that the record may go.
    pub expires_at: Timestamp,
}

/// The revocations that still matter.
#[derive(Debug, Default)]
pub struct Revoked {
    ends: HashMap<RevocationTarget, (Timestamp, Timestamp)>,
}

impl Revoked {
    /// Takes a revocation in. An older one of the same target never replaces a newer one.
    pub fn insert(&mut self, revocation: Revocation) {
        let Revocation { target, at, expires_at } = revocation;
        let entry = self.ends.entry(target).or_insert((at, expires_at));
        if at > entry.0 {
            *entry = (at, expires_at);
        }
    }

    /// Drops what no longer matters at `now`.
    pub fn forget_expired(&mut self, now: Timestamp) {
        self.ends.retain(|_, (_, expires_at)| *expires_at > now);
    }

    /// Whether `token` was ended. Compared at the precision of the token's identifier, a
    /// millisecond; a token made in the very millisecond of the revocation counts as ended.
    pub fn contains(&self, token: &AccessToken) -> bool {
        if self.ends.is_empty() {
            return false;
        }
        let made_at = token.id.made_at();
        let ended = |target: &RevocationTarget| self.ends.get(target).is_some_and(|(at, _)| made_at <= *at);
        ended(&RevocationTarget::Token(token.id))
            || ended(&RevocationTarget::Client(token.client_id.clone()))
            || token.grant_id.is_some_and(|id| ended(&RevocationTarget::Grant(id)))
            || token.user_id.is_some_and(|id| ended(&RevocationTarget::User(id)))
            || token.session_id.is_some_and(|id| ended(&RevocationTarget::Session(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entropy, Scope};

    struct Ones;
    impl Entropy for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    fn token(now: Timestamp) -> AccessToken {
        AccessToken {
            id: TokenId::new(now, &Ones),
            grant_id: Some(GrantId::new(now, &Ones)),
            client_id: ClientId("app_live_a".into()),
            user_id: Some(UserId::new(now, &Ones)),
            session_id: None,
            scope: Scope::default(),
            audience: "https://id.example/api".into(),
            issued_at: now,
            expires_at: Timestamp::from_seconds(5_000),
            auth_time: None,
        }
    }

    fn revocation(target: RevocationTarget, at: i64) -> Revocation {
        Revocation { target, at: Timestamp::from_seconds(at), expires_at: Timestamp::from_seconds(9_000) }
    }

    #[test]
    fn a_token_dies_with_whatever_it_hangs_from() {
        let token = token(Timestamp::from_seconds(100));
        for target in [
            RevocationTarget::Token(token.id),
            RevocationTarget::Grant(token.grant_id.unwrap()),
            RevocationTarget::Client(token.client_id.clone()),
            RevocationTarget::User(token.user_id.unwrap()),
        ] {
            let mut revoked = Revoked::default();
            assert!(!revoked.contains(&token));
            revoked.insert(revocation(target, 100));
            assert!(revoked.contains(&token));
        }
    }

    #[test]
    fn a_token_made_after_the_revocation_lives() {
        let mut revoked = Revoked::default();
        let token = token(Timestamp::from_seconds(101));
        revoked.insert(revocation(RevocationTarget::User(token.user_id.unwrap()), 100));
        assert!(!revoked.contains(&token));
    }

    #[test]
    fn an_older_revocation_never_replaces_a_newer_one() {
        let mut revoked = Revoked::default();
        let token = token(Timestamp::from_seconds(150));
        let target = RevocationTarget::User(token.user_id.unwrap());
        revoked.insert(revocation(target.clone(), 200));
        revoked.insert(revocation(target, 100));
        assert!(revoked.contains(&token));
    }

    #[test]
    fn parts_give_the_target_back() {
        let target = RevocationTarget::Client(ClientId("app_live_a".into()));
        assert_eq!(RevocationTarget::from_parts(target.kind(), &target.key()), Some(target));
        assert_eq!(RevocationTarget::from_parts(1, b"short"), None);
        assert_eq!(RevocationTarget::from_parts(9, &[0; 16]), None);
    }
}
