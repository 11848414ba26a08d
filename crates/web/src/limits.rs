//! How many calls of the API an app may make, alone and for each member.

use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use oauth::grant::AccessToken;
use oauth::quota::{self, Counted, Quota, Standing, Tally, WINDOW};
use oauth::{Timestamp, TokenHash};
use quick_cache::sync::Cache;

use crate::App;
use crate::error::{ApiError, Internal, Throttled};

/// Callers that are remembered; of others that called little, a server forgets how little.
const REMEMBERED: usize = 100_000;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const OLDER_LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const OLDER_LEFT: HeaderName = HeaderName::from_static("ratelimit-remaining");

/// What deployments decide: calls a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiQuotas {
    /// Of one app for one member.
    pub member: u32,
    /// Of one app in all.
    pub app: u32,
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Partition {
    /// An app for one member.
    Member,
    /// An app in all.
    App,
}

impl Partition {
    /// Its name in headers and problems.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::App => "app",
        }
    }
}

/// The counts of this server.
pub(crate) struct Limits {
    quotas: ApiQuotas,
    tallies: Cache<TokenHash, Arc<Mutex<Tally>>>,
}

/// What a caller has left, of each quota that counts the call.
#[derive(Debug, Default)]
pub(crate) struct Standings(Vec<(Partition, Quota, Standing)>);

impl Limits {
    /// With nothing counted yet.
    pub(crate) fn new(quotas: ApiQuotas) -> Self {
        Self { quotas, tallies: Cache::new(REMEMBERED) }
    }

    fn quota(&self, partition: Partition) -> Quota {
        Quota(i64::from(match partition {
            Partition::Member => self.quotas.member,
            Partition::App => self.quotas.app,
        }))
    }

    fn tally(&self, key: &TokenHash) -> Arc<Mutex<Tally>> {
        if let Some(known) = self.tallies.get(key) {
            return known;
        }
        let made = || Ok::<_, std::convert::Infallible>(Arc::default());
        self.tallies.get_or_insert_with(key, made).unwrap_or_else(|never| match never {})
    }
}

/// Counts a call, and says in `standings` what is left.
///
/// # Errors
/// If the app, or the member by way of it, has called too much; then the call is not counted.
pub(crate) async fn admit(
    app: &App,
    token: &AccessToken,
    standings: &mut Standings,
    now: Timestamp,
) -> Result<(), ApiError> {
    // What one member uses up leaves the app's other members what is theirs, so this is asked first.
    let member = token.user_id.map(|member| (Partition::Member, key(token, member.as_bytes())));
    for (partition, key) in member.into_iter().chain([(Partition::App, key(token, &[]))]) {
        let quota = app.limits.quota(partition);
        let (standing, admitted) = match count(app, &key, quota, now).await? {
            Counted::Admit(standing) => (standing, true),
            Counted::Refuse(standing) => (standing, false),
            Counted::Share(_) => return Err(Internal::new("a count was not shared").into()),
        };
        standings.0.push((partition, quota, standing));
        if !admitted {
            return Err(ApiError::Throttled(Throttled { partition, wait: standing.full_in }));
        }
    }
    Ok(())
}

/// Counts a call under a key, with the other servers if it is time to.
async fn count(app: &App, key: &TokenHash, quota: Quota, now: Timestamp) -> Result<Counted, ApiError> {
    let window = quota::window(key, now);
    let tally = app.limits.tally(key);
    let lock = || tally.lock().unwrap_or_else(PoisonError::into_inner);
    // A deployment on SQLite is one server.
    let shared = !app.store.has_one_writer();
    let counted = lock().count(quota, window, shared, now);
    let Counted::Share(stretch) = counted else { return Ok(counted) };
    let mut tx = app.write().await?;
    let total = tx.add_tally(key, window, stretch).await?;
    tx.commit().await?;
    let learned = lock().learn(quota, window, total, now);
    Ok(learned)
}

/// Under what a call is counted. No client identifier holds the byte between its two parts.
fn key(token: &AccessToken, member: &[u8]) -> TokenHash {
    TokenHash::of(&[token.client_id.as_str().as_bytes(), b"\0", member].concat())
}

impl Standings {
    /// Puts them on an answer, as the `RateLimit` and `RateLimit-Policy` fields have them.
    pub(crate) fn put(&self, headers: &mut HeaderMap) {
        let (mut limit, mut policy) = (String::new(), String::new());
        for (at, (partition, quota, standing)) in self.0.iter().enumerate() {
            let (comma, name) = (if at == 0 { "" } else { ", " }, partition.as_str());
            let (left, time) = (standing.left, seconds(standing));
            // Writing to a text cannot fail.
            let _ = write!(limit, "{comma}\"{name}\";r={left};t={time}");
            let _ = write!(policy, "{comma}\"{name}\";q={};w={}", quota.0, WINDOW.as_secs());
        }
        set(headers, LIMIT, limit);
        set(headers, POLICY, policy);
    }

    /// Puts the narrowest of them on an answer to an older client, under the names that those know.
    pub(crate) fn put_older(&self, headers: &mut HeaderMap) {
        let Some((_, quota, standing)) = self.0.iter().min_by_key(|(_, _, standing)| standing.left) else {
            return;
        };
        let quota = quota.0;
        set(headers, OLDER_LIMIT, format!("{quota}, {quota};window={}", WINDOW.as_secs()));
        set(headers, OLDER_LEFT, standing.left.to_string());
    }
}

/// The time until all is there again, in whole seconds, rounded up.
fn seconds(standing: &Standing) -> u128 {
    standing.full_in.as_millis().div_ceil(1_000)
}

fn set(headers: &mut HeaderMap, name: HeaderName, text: String) {
    if let Some(value) = HeaderValue::try_from(text).ok().filter(|value| !value.is_empty()) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn standings() -> Standings {
        let standing = |left, millis| Standing { left, full_in: Duration::from_millis(millis) };
        Standings(vec![
            (Partition::Member, Quota(600), standing(599, 41_001)),
            (Partition::App, Quota(6_000), standing(12, 60_000)),
        ])
    }

    #[test]
    fn what_is_left_is_a_list_of_named_items() {
        let mut headers = HeaderMap::new();
        standings().put(&mut headers);
        assert_eq!(headers[LIMIT], "\"member\";r=599;t=42, \"app\";r=12;t=60");
        assert_eq!(headers[POLICY], "\"member\";q=600;w=60, \"app\";q=6000;w=60");
    }

    #[test]
    fn older_clients_read_the_narrowest_quota() {
        let mut headers = HeaderMap::new();
        standings().put_older(&mut headers);
        assert_eq!(headers[OLDER_LIMIT], "6000, 6000;window=60");
        assert_eq!(headers[OLDER_LEFT], "12");
        let mut none = HeaderMap::new();
        Standings::default().put(&mut none);
        Standings::default().put_older(&mut none);
        assert!(none.is_empty(), "who calls was not settled");
    }
}
