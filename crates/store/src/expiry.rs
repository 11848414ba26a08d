//! Records that have ended leave continuously, a few at a time, found by index.

use std::time::Duration;

use oauth::Timestamp;

use crate::{Result, Writer};

/// How long a throttle without a new failure is kept.
const THROTTLE_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// How long wrong second factors are remembered: longer than any budget looks back.
const GUESS_LIFE: Duration = Duration::from_secs(2 * 86_400);
/// How long a browser that nobody signs in from is remembered.
const BROWSER_LIFE: Duration = Duration::from_secs(400 * 86_400);
/// How long an account whose address nobody proved is kept.
const UNVERIFIED_LIFE: Duration = Duration::from_secs(7 * 86_400);
/// How long a mail is kept.
const MAIL_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// How long a texted code is kept after its end.
const CODE_AFTERLIFE: Duration = Duration::from_secs(15 * 60);
/// How long text messages are kept: longer than any limit looks back.
const TEXT_LIFE: Duration = Duration::from_secs(2 * 86_400);
/// How long the lines of an app's log are kept.
const LOG_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// How long calls are told apart by hour, and by day.
const COUNT_LIFE: [Duration; 2] = [Duration::from_secs(60 * 86_400), Duration::from_secs(2 * 366 * 86_400)];
/// How long it is kept what clients were told of ended sessions.
const LOGOUT_LIFE: Duration = Duration::from_secs(30 * 86_400);
/// How long it is kept how much of a quota was used: longer than the minute it is for, and than clocks differ.
const TALLY_LIFE: Duration = Duration::from_secs(600);
/// How long a client that describes itself is kept while nobody allows it anything: longer than its description is
/// believed.
const DOCUMENT_LIFE: Duration = Duration::from_secs(2 * 86_400);
/// How long an ended thing is kept so that its second use is still recognised.
const AFTERLIFE: Duration = Duration::from_secs(86_400);

/// A statement that deletes at most `$2` rows that ended before `$1`, and how long they are kept after their end.
/// Where a record's end can still move, it is asked about twice: a statement that waited for another transaction sees
/// its rows again as that one left them.
const EXPIRED: &[(&str, Duration)] = &[
    (
        "DELETE FROM spent_forms WHERE form_id IN
           (SELECT form_id FROM spent_forms WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM spent_assertions WHERE assertion_hash IN
           (SELECT assertion_hash FROM spent_assertions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM replays WHERE replay_key IN
           (SELECT replay_key FROM replays WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
           AND expires_at < $1",
        Duration::ZERO,
    ),
    (
        "DELETE FROM passkey_challenges WHERE challenge_id IN
           (SELECT challenge_id FROM passkey_challenges WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM interactions WHERE interaction_id IN
           (SELECT interaction_id FROM interactions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        // Anybody can make one, and one that has ended is refused like one that never was.
        Duration::ZERO,
    ),
    (
        "DELETE FROM authorization_codes WHERE code_hash IN
           (SELECT code_hash FROM authorization_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM access_tokens WHERE token_hash IN
           (SELECT token_hash FROM access_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM revocations WHERE (target_kind, target_key) IN
           (SELECT target_kind, target_key FROM revocations WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
           AND expires_at < $1",
        Duration::ZERO,
    ),
    (
        "DELETE FROM refresh_families WHERE family_key IN
           (SELECT family_key FROM refresh_families WHERE idle_expires_at < $1 ORDER BY idle_expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM grants WHERE grant_id IN
           (SELECT grant_id FROM grants WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        // Longer than the afterlife of codes and families, which lead here.
        Duration::from_secs(2 * 86_400),
    ),
    (
        "DELETE FROM sessions WHERE session_id IN
           (SELECT session_id FROM sessions WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM pending_sign_ins WHERE token_hash IN
           (SELECT token_hash FROM pending_sign_ins WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM trusted_browsers WHERE trust_id IN
           (SELECT trust_id FROM trusted_browsers WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM kept_forms WHERE kept_id IN
           (SELECT kept_id FROM kept_forms WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM guesses WHERE (user_id, target) IN
           (SELECT user_id, target FROM guesses WHERE last_wrong_at < $1 ORDER BY last_wrong_at LIMIT $2)
           AND last_wrong_at < $1",
        GUESS_LIFE,
    ),
    (
        "DELETE FROM text_codes WHERE holder IN
           (SELECT holder FROM text_codes WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
           AND expires_at < $1",
        // Meanwhile another can be asked for in its place.
        CODE_AFTERLIFE,
    ),
    (
        "DELETE FROM texts WHERE text_id IN
           (SELECT text_id FROM texts WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        TEXT_LIFE,
    ),
    (
        "DELETE FROM links WHERE link_hash IN
           (SELECT link_hash FROM links WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM throttles WHERE throttle_key IN
           (SELECT throttle_key FROM throttles WHERE last_failure_at < $1 ORDER BY last_failure_at LIMIT $2)
           AND last_failure_at < $1",
        THROTTLE_LIFE,
    ),
    (
        "DELETE FROM known_browsers WHERE (user_id, browser_hash) IN
           (SELECT user_id, browser_hash FROM known_browsers WHERE last_seen_at < $1 ORDER BY last_seen_at LIMIT $2)
           AND last_seen_at < $1",
        BROWSER_LIFE,
    ),
    (
        "DELETE FROM users WHERE user_id IN
           (SELECT user_id FROM users WHERE email_verified_at IS NULL AND created_at < $1 AND NOT operator
            ORDER BY created_at LIMIT $2)
           AND email_verified_at IS NULL",
        UNVERIFIED_LIFE,
    ),
    (
        "DELETE FROM verified_emails WHERE (email_key, user_id) IN
           (SELECT email_key, user_id FROM former_emails WHERE expires_at < $1
            ORDER BY expires_at, email_key LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM former_emails WHERE email_key IN
           (SELECT email_key FROM former_emails WHERE expires_at < $1 ORDER BY expires_at, email_key LIMIT $2)",
        Duration::ZERO,
    ),
    (
        "DELETE FROM personal_tokens WHERE token_id IN
           (SELECT token_id FROM personal_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM exports WHERE user_id IN
           (SELECT user_id FROM exports WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
           AND expires_at < $1",
        Duration::ZERO,
    ),
    (
        "DELETE FROM outbox WHERE mail_id IN
           (SELECT mail_id FROM outbox WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        MAIL_LIFE,
    ),
    (
        "DELETE FROM call_segments WHERE segment_id IN
           (SELECT segment_id FROM call_segments WHERE last_at < $1 ORDER BY last_at LIMIT $2)",
        LOG_LIFE,
    ),
    (
        "DELETE FROM call_counts WHERE (client_id, span, starts_at, endpoint, grant_type, outcome, bucket) IN
           (SELECT client_id, span, starts_at, endpoint, grant_type, outcome, bucket FROM call_counts
            WHERE span = 'hour' AND starts_at < $1 ORDER BY starts_at LIMIT $2)",
        COUNT_LIFE[0],
    ),
    (
        "DELETE FROM call_counts WHERE (client_id, span, starts_at, endpoint, grant_type, outcome, bucket) IN
           (SELECT client_id, span, starts_at, endpoint, grant_type, outcome, bucket FROM call_counts
            WHERE span = 'day' AND starts_at < $1 ORDER BY starts_at LIMIT $2)",
        COUNT_LIFE[1],
    ),
    (
        "DELETE FROM call_tallies WHERE (tally_key, window_start) IN
           (SELECT tally_key, window_start FROM call_tallies WHERE window_start < $1 ORDER BY window_start LIMIT $2)",
        TALLY_LIFE,
    ),
    (
        "DELETE FROM logout_attempts WHERE (delivery_id, attempt) IN
           (SELECT delivery_id, attempt FROM logout_attempts WHERE at < $1 ORDER BY at LIMIT $2)",
        LOGOUT_LIFE,
    ),
    (
        "DELETE FROM logout_deliveries WHERE delivery_id IN
           (SELECT delivery_id FROM logout_deliveries WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        LOGOUT_LIFE,
    ),
    (
        "DELETE FROM consents WHERE (user_id, client_id) IN
           (SELECT consents.user_id, consents.client_id
            FROM clients JOIN consents ON consents.client_id = clients.client_id
            WHERE clients.deleted_at IS NOT NULL AND clients.deleted_at < $1 LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM registration_tokens WHERE token_id IN
           (SELECT token_id FROM registration_tokens WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM client_registrations WHERE client_id IN
           (SELECT client_registrations.client_id
            FROM clients JOIN client_registrations ON client_registrations.client_id = clients.client_id
            WHERE clients.deleted_at IS NOT NULL AND clients.deleted_at < $1 LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM client_secrets WHERE secret_id IN
           (SELECT secret_id FROM clients JOIN client_secrets ON client_secrets.client_id = clients.client_id
            WHERE clients.deleted_at IS NOT NULL AND clients.deleted_at < $1 LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM pictures WHERE picture_id IN
           (SELECT picture_id FROM clients JOIN pictures ON picture_id = logo_id
            WHERE clients.deleted_at IS NOT NULL AND clients.deleted_at < $1 LIMIT $2)",
        AFTERLIFE,
    ),
    (
        "DELETE FROM pictures WHERE picture_id IN
           (SELECT logo_id FROM client_documents
            JOIN clients ON clients.client_id = client_documents.client_id
            WHERE fetched_at < $1 AND suspended_at IS NULL AND logo_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.client_id = clients.client_id)
            ORDER BY fetched_at LIMIT $2)",
        DOCUMENT_LIFE,
    ),
    (
        "DELETE FROM clients WHERE client_id IN
           (SELECT clients.client_id FROM client_documents
            JOIN clients ON clients.client_id = client_documents.client_id
            WHERE fetched_at < $1 AND suspended_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.client_id = clients.client_id)
            ORDER BY fetched_at LIMIT $2)",
        DOCUMENT_LIFE,
    ),
    (
        "DELETE FROM client_documents WHERE client_id IN
           (SELECT client_documents.client_id FROM client_documents
            WHERE fetched_at < $1
              AND NOT EXISTS (SELECT 1 FROM clients WHERE clients.client_id = client_documents.client_id)
            ORDER BY fetched_at LIMIT $2)",
        DOCUMENT_LIFE,
    ),
    (
        "DELETE FROM clients WHERE client_id IN
           (SELECT client_id FROM clients
            WHERE deleted_at IS NOT NULL AND deleted_at < $1
              AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.client_id = clients.client_id)
            ORDER BY deleted_at LIMIT $2)",
        // After its secrets, which are few and left a while before.
        Duration::from_secs(2 * 86_400),
    ),
];

impl Writer {
    /// Deletes up to `limit` ended records of each kind and gives how many that were.
    pub async fn delete_expired(&mut self, now: Timestamp, limit: i64) -> Result<u64> {
        let mut deleted = self.delete_old_client_changes(limit).await?;
        for (sql, kept_for) in EXPIRED {
            deleted += self.execute(sql, &[(now - *kept_for).into(), limit.into()]).await?;
        }
        Ok(deleted)
    }
}
