//! Telling clients that a session has ended: by a token to their server (OIDC Back-Channel Logout 1.0), or by a page of
//! theirs that the browser loads (OIDC Front-Channel Logout 1.0).

use std::time::Duration;

use serde_json::json;
use url::Url;

use crate::{ClientId, DeliveryId, SessionId, Timestamp, TokenId, UserId};

/// The `typ` of a logout token: it can be taken for no other kind (OIDC Back-Channel Logout §2.4).
pub const TYPE: &str = "logout+jwt";

/// How long a logout token may be believed.
pub const LIFE: Duration = Duration::from_secs(120);

/// The event that a logout token is about.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The waits after attempts that failed. After as many again, the client is not told any more.
const WAITS: [Duration; 8] = [
    Duration::from_secs(10),
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(15 * 60),
    Duration::from_secs(3_600),
    Duration::from_secs(3 * 3_600),
    Duration::from_secs(6 * 3_600),
    Duration::from_secs(12 * 3_600),
];

/// What a logout token says.
pub struct LogoutToken<'a> {
    /// Its identifier, of its own for each attempt: a client may refuse one that it has seen.
    pub id: TokenId,
    /// Who says it.
    pub issuer: &'a str,
    /// To whom.
    pub client_id: &'a ClientId,
    /// Who the member is to the client.
    pub subject: &'a str,
    /// The session that ended.
    pub session_id: SessionId,
    /// When it is made.
    pub now: Timestamp,
}

impl LogoutToken<'_> {
    /// The payload of the JWT (OIDC Back-Channel Logout §2.4). There is never a nonce in it.
    pub fn payload(&self) -> Vec<u8> {
        let claims = json!({
            "iss": self.issuer,
            "sub": self.subject,
            "aud": self.client_id.as_str(),
            "iat": self.now.seconds(),
            "exp": (self.now + LIFE).seconds(),
            "jti": self.id.to_string(),
            "sid": self.session_id.to_string(),
            "events": { EVENT: {} },
        });
        serde_json::to_vec(&claims).expect("claims are text and numbers")
    }
}

/// The word for one client about the end of one session, on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its identifier.
    pub id: DeliveryId,
    /// The client that is told.
    pub client_id: ClientId,
    /// The member whose session it was.
    pub user_id: UserId,
    /// The session that ended.
    pub session_id: SessionId,
    /// When it ended.
    pub created_at: Timestamp,
    /// When the next attempt is due.
    pub due_at: Timestamp,
    /// Attempts so far.
    pub attempts: i64,
    /// When the client said that it understood.
    pub delivered_at: Option<Timestamp>,
    /// When no further attempt was worth it.
    pub abandoned_at: Option<Timestamp>,
}

impl Delivery {
    /// The word for `client_id`, due at once.
    pub fn new(
        id: DeliveryId,
        client_id: ClientId,
        user_id: UserId,
        session_id: SessionId,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            client_id,
            user_id,
            session_id,
            created_at: now,
            due_at: now,
            attempts: 0,
            delivered_at: None,
            abandoned_at: None,
        }
    }

    /// When to try again after the attempts so far have failed; `None` once that is not worth it.
    pub fn try_again_at(&self, now: Timestamp) -> Option<Timestamp> {
        let failed = usize::try_from(self.attempts.max(1)).unwrap_or(usize::MAX);
        WAITS.get(failed - 1).map(|wait| now + *wait)
    }
}

/// One attempt to tell a client, as its team sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// What was to be told.
    pub delivery_id: DeliveryId,
    /// Which attempt of it, from 1.
    pub number: i64,
    /// When it ended.
    pub at: Timestamp,
    /// What came of it, in words.
    pub result: String,
}

/// The address that a browser loads to tell a client (OIDC Front-Channel Logout §2); `None` if it registered none.
pub fn frontchannel_address(uri: Option<&str>, issuer: &str, session: &SessionId) -> Option<String> {
    let mut url = Url::parse(uri?).ok()?;
    url.query_pairs_mut().append_pair("iss", issuer).append_pair("sid", &session.to_string());
    Some(url.into())
}

/// The origin of an address, as a content security policy names it.
pub fn origin(address: &str) -> Option<String> {
    let origin = Url::parse(address).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;
    use serde_json::Value;

    const SESSION: SessionId = SessionId::from_bytes([4; 16]);

    fn delivery(attempts: i64) -> Delivery {
        let (id, user) = (DeliveryId::from_bytes([1; 16]), UserId::from_bytes([3; 16]));
        Delivery { attempts, ..Delivery::new(id, ClientId("app_live_a".into()), user, SESSION, NOW) }
    }

    #[test]
    fn a_logout_token_says_what_the_standard_asks_and_no_more() {
        let client_id = ClientId("app_live_a".into());
        let token = LogoutToken {
            id: TokenId::from_bytes([7; 16]),
            issuer: "https://id.example",
            client_id: &client_id,
            subject: "ada",
            session_id: SESSION,
            now: NOW,
        };
        let claims: Value = serde_json::from_slice(&token.payload()).unwrap();
        let mut names: Vec<_> = claims.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["aud", "events", "exp", "iat", "iss", "jti", "sid", "sub"]);
        assert_eq!(claims["events"][EVENT], json!({}));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 120);
        assert_eq!(claims["sid"], SESSION.to_string());
    }

    #[test]
    fn attempts_grow_rare_and_end() {
        let waits: Vec<_> = (1..=9).map(|failed| delivery(failed).try_again_at(NOW)).collect();
        assert_eq!(waits[0], Some(NOW + Duration::from_secs(10)));
        assert!(waits[..8].is_sorted() && waits[..8].iter().all(Option::is_some));
        assert_eq!(waits[8], None);
        assert_eq!(delivery(i64::MAX).try_again_at(NOW), None);
    }

    #[test]
    fn a_page_to_load_keeps_its_own_query() {
        let address = |uri| frontchannel_address(Some(uri), "https://id.example", &SESSION).unwrap();
        let sid = "04040404-0404-0404-0404-040404040404";
        assert_eq!(
            address("https://robot.example/out"),
            format!("https://robot.example/out?iss=https%3A%2F%2Fid.example&sid={sid}")
        );
        assert_eq!(
            address("https://robot.example/out?a=1"),
            format!("https://robot.example/out?a=1&iss=https%3A%2F%2Fid.example&sid={sid}")
        );
        assert_eq!(frontchannel_address(None, "https://id.example", &SESSION), None);
        assert_eq!(
            origin("https://robot.example:8443/out?a=1").as_deref(),
            Some("https://robot.example:8443")
        );
        assert_eq!(origin("com.example.app:/x"), None);
    }
}
