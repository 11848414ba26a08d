CREATE TABLE consents (
    user_id BYTEA NOT NULL,
    client_id TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, client_id)
);
CREATE INDEX consents_by_client ON consents (client_id, user_id);

CREATE TABLE interactions (
    interaction_id BYTEA PRIMARY KEY,
    browser_hash BYTEA NOT NULL,
    client_id TEXT NOT NULL,
    parameters TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    completed_at BIGINT
);
CREATE INDEX interactions_by_end ON interactions (expires_at);

CREATE TABLE grants (
    grant_id BYTEA PRIMARY KEY,
    client_id TEXT NOT NULL,
    user_id BYTEA NOT NULL,
    session_id BYTEA NOT NULL,
    scope TEXT NOT NULL,
    auth_time BIGINT NOT NULL,
    amr TEXT NOT NULL,
    claims TEXT,
    outlives_session BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX grants_by_user ON grants (user_id, client_id, created_at);
CREATE INDEX grants_by_client ON grants (client_id, created_at);
CREATE INDEX grants_by_session ON grants (session_id);
CREATE INDEX grants_by_end ON grants (expires_at);

CREATE TABLE authorization_codes (
    code_hash BYTEA PRIMARY KEY,
    grant_id BYTEA NOT NULL,
    redirect_uri TEXT NOT NULL,
    redirect_uri_given BOOLEAN NOT NULL,
    code_challenge TEXT,
    nonce TEXT,
    expires_at BIGINT NOT NULL,
    presented_at BIGINT,
    redeemed_at BIGINT
);
CREATE INDEX authorization_codes_by_end ON authorization_codes (expires_at);

CREATE TABLE refresh_families (
    family_key BYTEA PRIMARY KEY,
    grant_id BYTEA NOT NULL,
    current_hash BYTEA NOT NULL,
    previous_hash BYTEA,
    rotated_at BIGINT NOT NULL,
    idle_expires_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    presented_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX refresh_families_by_grant ON refresh_families (grant_id);
CREATE INDEX refresh_families_by_end ON refresh_families (idle_expires_at);

CREATE TABLE access_tokens (
    token_hash BYTEA PRIMARY KEY,
    token_id BYTEA NOT NULL,
    grant_id BYTEA,
    client_id TEXT NOT NULL,
    user_id BYTEA,
    session_id BYTEA,
    scope TEXT NOT NULL,
    audience TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    auth_time BIGINT
);
CREATE INDEX access_tokens_by_end ON access_tokens (expires_at);

-- What every server must stop accepting before its time: one row per ended thing, kept until no token made
-- before it can still be alive.
CREATE TABLE revocations (
    target_kind BIGINT NOT NULL,
    target_key BYTEA NOT NULL,
    revoked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (target_kind, target_key)
);
CREATE INDEX revocations_by_time ON revocations (revoked_at);
CREATE INDEX revocations_by_end ON revocations (expires_at);

-- What clients are told of ended sessions: a row for each client and session.
CREATE TABLE logout_deliveries (
    delivery_id BYTEA PRIMARY KEY,
    client_id TEXT NOT NULL,
    user_id BYTEA NOT NULL,
    session_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    delivered_at BIGINT,
    abandoned_at BIGINT
);
CREATE INDEX logout_deliveries_due ON logout_deliveries (due_at) WHERE delivered_at IS NULL AND abandoned_at IS NULL;
CREATE INDEX logout_deliveries_by_client ON logout_deliveries (client_id, delivery_id);
CREATE INDEX logout_deliveries_by_age ON logout_deliveries (created_at);

CREATE TABLE logout_attempts (
    delivery_id BYTEA NOT NULL,
    attempt BIGINT NOT NULL,
    at BIGINT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (delivery_id, attempt)
);
CREATE INDEX logout_attempts_by_age ON logout_attempts (at);
