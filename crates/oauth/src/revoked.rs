//! What must stop being accepted before its time, as every server keeps it in memory.

use std::collections::HashMap;

use crate::grant::AccessToken;
use crate::{ClientId, GrantId, SessionId, Timestamp, TokenId, UserId};

/// What was ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RevocationTarget {
    /// One access token, for good.
    Token(TokenId),
    /// One authorization, for good: every access token under it, whenever it was made.
    Grant(GrantId),
    /// Every access token that one client got until then; it may get new ones.
    Client(ClientId),
    /// Every authorization that one member gave until then, with every access token under it.
    User(UserId),
    /// One session, for good, with everything that came from it.
    Session(SessionId),
    /// Every access token made under one authorization until then; the authorization itself goes on.
    Narrowed(GrantId),
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
            Self::Narrowed(_) => 6,
        }
    }

    /// The bytes under which a store keeps it.
    pub fn key(&self) -> Vec<u8> {
        match self {
            Self::Token(id) => id.as_bytes().to_vec(),
            Self::Grant(id) | Self::Narrowed(id) => id.as_bytes().to_vec(),
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
            6 => Self::Narrowed(GrantId::from_bytes(id()?)),
            _ => return None,
        })
    }
}

/// The end of everything that was made for a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// What ended.
    pub target: RevocationTarget,
    /// When. It decides only about what can begin anew: what ended for good has no later token.
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

    /// Whether `token` was ended. Instants are compared at the precision of identifiers, a millisecond; what was
    /// made in the very millisecond of the revocation counts as ended.
    ///
    /// A request carries the instant at which it began, so a token may bear a later one than a revocation that
    /// commits after it, and clocks of servers differ. So time is asked only where a target can begin anew, and of a
    /// member's tokens it is the authorization's: those made meanwhile under an older one die with it.
    pub fn contains(&self, token: &AccessToken) -> bool {
        if self.ends.is_empty() {
            return false;
        }
        let ended = |target: &RevocationTarget| self.ends.contains_key(target);
        let ended_until = |made_at: Timestamp, target: &RevocationTarget| {
            self.ends.get(target).is_some_and(|(at, _)| made_at <= *at)
        };
        let made_at = token.id.made_at();
        let authorized_at = token.grant_id.map_or(made_at, |id| id.made_at());
        ended(&RevocationTarget::Token(token.id))
            || token.grant_id.is_some_and(|id| ended(&RevocationTarget::Grant(id)))
            || token.session_id.is_some_and(|id| ended(&RevocationTarget::Session(id)))
            || token.grant_id.is_some_and(|id| ended_until(made_at, &RevocationTarget::Narrowed(id)))
            || token.user_id.is_some_and(|id| ended_until(authorized_at, &RevocationTarget::User(id)))
            || ended_until(made_at, &RevocationTarget::Client(token.client_id.clone()))
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
            RevocationTarget::Narrowed(token.grant_id.unwrap()),
        ] {
            let mut revoked = Revoked::default();
            assert!(!revoked.contains(&token));
            revoked.insert(revocation(target, 100));
            assert!(revoked.contains(&token));
        }
    }

    #[test]
    fn what_begins_anew_lives() {
        let token = token(Timestamp::from_seconds(101));
        for target in [
            RevocationTarget::Client(token.client_id.clone()),
            RevocationTarget::User(token.user_id.unwrap()),
            RevocationTarget::Narrowed(token.grant_id.unwrap()),
        ] {
            let mut revoked = Revoked::default();
            revoked.insert(revocation(target, 100));
            assert!(!revoked.contains(&token));
        }
    }

    #[test]
    fn what_ended_for_good_has_no_later_token() {
        let session_id = Some(SessionId::from_bytes([5; 16]));
        let token = AccessToken { session_id, ..token(Timestamp::from_seconds(101)) };
        for target in [
            RevocationTarget::Token(token.id),
            RevocationTarget::Grant(token.grant_id.unwrap()),
            RevocationTarget::Session(token.session_id.unwrap()),
        ] {
            let mut revoked = Revoked::default();
            revoked.insert(revocation(target, 100));
            assert!(revoked.contains(&token));
        }
    }

    #[test]
    fn a_token_made_late_under_an_older_authorization_dies_with_its_member() {
        let late = AccessToken {
            grant_id: Some(GrantId::new(Timestamp::from_seconds(90), &Ones)),
            ..token(Timestamp::from_seconds(101))
        };
        let mut revoked = Revoked::default();
        revoked.insert(revocation(RevocationTarget::User(late.user_id.unwrap()), 100));
        assert!(revoked.contains(&late));
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
