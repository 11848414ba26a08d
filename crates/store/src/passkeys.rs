//! Members' passkeys, and the challenges that browsers were given.

use account::passkey::{Challenge, MOST, Passkey, Purpose, Use};
use account::user::User;
use oauth::{ChallengeId, PasskeyId, Timestamp, TokenHash, UserId};

use crate::columns::Columns;
use crate::users::{read_user, user_columns};
use crate::{Reader, Result, Writer};

macro_rules! passkey_columns {
    () => {
        "passkey_id, passkeys.user_id, credential_id, name, aaguid, public_key, counter, backup_eligible, backed_up,
         passkeys.created_at, last_used_at, last_address, last_user_agent"
    };
}

fn read_passkey(columns: &mut Columns<'_>) -> Result<Passkey> {
    Ok(Passkey {
        id: columns.take()?,
        user_id: columns.take()?,
        credential_id: columns.take()?,
        name: columns.take()?,
        aaguid: columns.take()?,
        public_key: columns.take()?,
        counter: columns.take()?,
        backup_eligible: columns.take()?,
        backed_up: columns.take()?,
        created_at: columns.take()?,
        last_use: read_use(columns)?,
    })
}

fn read_use(columns: &mut Columns<'_>) -> Result<Option<Use>> {
    let (at, address, user_agent) = (columns.maybe()?, columns.take()?, columns.take()?);
    Ok(at.map(|at| Use { at, address, user_agent }))
}

fn read_challenge(columns: &mut Columns<'_>) -> Result<Challenge> {
    Ok(Challenge {
        id: columns.take()?,
        purpose: columns.parse(Purpose::parse)?,
        browser: columns.take()?,
        user_id: columns.maybe()?,
        state: columns.take()?,
        expires_at: columns.take()?,
    })
}

impl Reader {
    /// Finds a passkey by what authenticators call it, with whose it is.
    pub async fn find_passkey(&mut self, credential_id: &[u8]) -> Result<Option<(Passkey, User)>> {
        let sql = concat!(
            "SELECT ",
            passkey_columns!(),
            ", ",
            user_columns!(),
            " FROM passkeys JOIN users ON users.user_id = passkeys.user_id WHERE credential_id = $1"
        );
        self.query_opt(sql, &[credential_id.into()], |row| Ok((read_passkey(row)?, read_user(row)?))).await
    }

    /// Lists a member's passkeys, the oldest first.
    pub async fn list_passkeys(&mut self, user: &UserId) -> Result<Vec<Passkey>> {
        let sql = concat!(
            "SELECT ",
            passkey_columns!(),
            " FROM passkeys WHERE user_id = $1 ORDER BY passkeys.created_at LIMIT $2"
        );
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        self.query_all(sql, &[user.into(), most.into()], read_passkey).await
    }
}

impl Writer {
    /// Adds a passkey; false if authenticators call another one the same.
    pub async fn insert_passkey(&mut self, passkey: &Passkey) -> Result<bool> {
        let sql =
            "INSERT INTO passkeys (passkey_id, user_id, credential_id, name, aaguid, public_key, counter,
                     backup_eligible, backed_up, created_at, last_used_at, last_address, last_user_agent)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, '', '')
                   ON CONFLICT (credential_id) DO NOTHING";
        let params = [
            (&passkey.id).into(),
            (&passkey.user_id).into(),
            (&passkey.credential_id).into(),
            (&passkey.name).into(),
            (&passkey.aaguid).into(),
            (&passkey.public_key).into(),
            passkey.counter.into(),
            passkey.backup_eligible.into(),
            passkey.backed_up.into(),
            passkey.created_at.into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Records the use of a passkey; false if it is gone, or if another use brought the same counter or a later one.
    /// One that does not count brings 0 each time.
    pub async fn mark_passkey_used(
        &mut self,
        id: &PasskeyId,
        counter: i64,
        backed_up: bool,
        last_use: &Use,
    ) -> Result<bool> {
        let sql = "UPDATE passkeys SET counter = $2, backed_up = $3, last_used_at = $4, last_address = $5,
                     last_user_agent = $6
                   WHERE passkey_id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))";
        let params = [
            id.into(),
            counter.into(),
            backed_up.into(),
            last_use.at.into(),
            (&last_use.address).into(),
            (&last_use.user_agent).into(),
        ];
        Ok(self.execute(sql, &params).await? == 1)
    }

    /// Gives a member's passkey another name; false if they have none of this identifier.
    pub async fn set_passkey_name(&mut self, user: &UserId, id: &PasskeyId, name: &str) -> Result<bool> {
        let sql = "UPDATE passkeys SET name = $3 WHERE user_id = $1 AND passkey_id = $2";
        Ok(self.execute(sql, &[user.into(), id.into(), name.into()]).await? == 1)
    }

    /// Removes a member's passkey; false if they have none of this identifier.
    pub async fn delete_passkey(&mut self, user: &UserId, id: &PasskeyId) -> Result<bool> {
        let sql = "DELETE FROM passkeys WHERE user_id = $1 AND passkey_id = $2";
        Ok(self.execute(sql, &[user.into(), id.into()]).await? == 1)
    }

    /// Removes every passkey of a member and gives how many that were.
    pub async fn delete_passkeys(&mut self, user: &UserId) -> Result<u64> {
        self.execute("DELETE FROM passkeys WHERE user_id = $1", &[user.into()]).await
    }

    /// Adds a challenge.
    pub async fn insert_passkey_challenge(&mut self, challenge: &Challenge) -> Result<()> {
        let sql =
            "INSERT INTO passkey_challenges (challenge_id, purpose, browser_hash, user_id, state, expires_at)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let params = [
            (&challenge.id).into(),
            challenge.purpose.as_str().into(),
            (&challenge.browser).into(),
            challenge.user_id.as_ref().into(),
            (&challenge.state).into(),
            challenge.expires_at.into(),
        ];
        self.queue(sql, &params).await
    }

    /// Takes a challenge that this browser was given for this purpose and that has not ended. Nobody takes it again.
    pub async fn spend_passkey_challenge(
        &mut self,
        id: &ChallengeId,
        purpose: Purpose,
        browser: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<Challenge>> {
        let sql = "DELETE FROM passkey_challenges
                   WHERE challenge_id = $1 AND purpose = $2 AND browser_hash = $3 AND expires_at > $4
                   RETURNING challenge_id, purpose, browser_hash, user_id, state, expires_at";
        let params = [id.into(), purpose.as_str().into(), browser.into(), now.into()];
        self.query_opt(sql, &params, read_challenge).await
    }
}
