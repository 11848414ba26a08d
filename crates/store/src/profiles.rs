//! What members tell of themselves.

use account::profile::Profile;
use oauth::{Timestamp, UserId};

use crate::{Reader, Result, Writer};

impl Reader {
    /// Finds a member's profile, with when it was last changed.
    pub async fn find_profile(&mut self, user: &UserId) -> Result<Option<(Profile, Timestamp)>> {
        let sql = "SELECT claims, updated_at FROM profiles WHERE user_id = $1";
        self.query_opt(sql, &[user.into()], |row| Ok((row.parse(Profile::parse)?, row.take()?))).await
    }
}

impl Writer {
    /// Replaces a member's profile.
    pub async fn set_profile(&mut self, user: &UserId, profile: &Profile, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO profiles (user_id, claims, updated_at) VALUES ($1, $2, $3)
                   ON CONFLICT (user_id) DO UPDATE SET claims = excluded.claims, updated_at = excluded.updated_at";
        let claims = profile.to_text();
        self.queue(sql, &[user.into(), (&claims).into(), now.into()]).await
    }
}
