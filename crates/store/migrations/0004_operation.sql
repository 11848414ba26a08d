CREATE TABLE signing_keys (
    key_id BYTEA PRIMARY KEY,
    kid TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    purpose TEXT NOT NULL,
    sealed_key BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    active_at BIGINT,
    retired_at BIGINT,
    expires_at BIGINT,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX signing_keys_by_kid ON signing_keys (kid);

CREATE TABLE audit_events (
    event_id BYTEA PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    address TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL,
    batch BIGINT
);
CREATE INDEX audit_events_unsealed ON audit_events (event_id) WHERE batch IS NULL;
CREATE INDEX audit_events_by_batch ON audit_events (batch, event_id) WHERE batch IS NOT NULL;
-- Of members only: what clients do for themselves is most of the record, and nobody looks it up by client.
CREATE INDEX audit_events_by_member ON audit_events (actor, event_id) WHERE actor >= 'user:' AND actor < 'user;';
CREATE INDEX audit_events_about_member ON audit_events (target, event_id) WHERE target >= 'user:' AND target < 'user;';

CREATE TABLE audit_checkpoints (
    batch BIGINT PRIMARY KEY,
    sealed_at BIGINT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    manifest BYTEA NOT NULL,
    key_id TEXT NOT NULL,
    signature BYTEA NOT NULL
);

CREATE TABLE outbox (
    mail_id BYTEA PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    sealed_words BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    sent_at BIGINT,
    last_error TEXT
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL;
CREATE INDEX outbox_by_age ON outbox (created_at);

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);

-- What the set-up page and the operators decide while the server runs.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The logs of apps, in stretches: one row holds the lines of one app that one server gathered in a moment.
CREATE TABLE call_segments (
    segment_id BYTEA PRIMARY KEY,
    client_id TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    lines TEXT NOT NULL
);
CREATE INDEX call_segments_by_client ON call_segments (client_id, last_at, segment_id);
CREATE INDEX call_segments_by_age ON call_segments (last_at);

-- How many calls there were, by hour and by day.
CREATE TABLE call_counts (
    client_id TEXT NOT NULL,
    span TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    endpoint TEXT NOT NULL,
    grant_type TEXT NOT NULL,
    outcome TEXT NOT NULL,
    bucket BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    PRIMARY KEY (client_id, span, starts_at, endpoint, grant_type, outcome, bucket)
);
CREATE INDEX call_counts_by_age ON call_counts (span, starts_at);
