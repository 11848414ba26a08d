CREATE TABLE users (
    user_id BYTEA PRIMARY KEY,
    number BIGINT NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    email_verified_at BIGINT,
    display_name TEXT NOT NULL,
    password_hash TEXT,
    password_changed_at BIGINT,
    operator BOOLEAN NOT NULL,
    locked_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_by_username ON users (username_key);
CREATE INDEX users_by_number ON users (number);
CREATE INDEX users_by_email ON users (email_key, created_at);
CREATE INDEX users_unverified ON users (created_at) WHERE email_verified_at IS NULL;
CREATE INDEX users_operators ON users (user_id) WHERE operator;

-- Whose a proven address is. An address that nobody proved is claimed by nobody.
CREATE TABLE verified_emails (
    email_key TEXT PRIMARY KEY,
    user_id BYTEA NOT NULL
);

-- What members tell of themselves, as claims in JSON.
CREATE TABLE profiles (
    user_id BYTEA PRIMARY KEY,
    claims TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    session_id BYTEA PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    auth_time BIGINT NOT NULL,
    amr TEXT NOT NULL,
    password_at BIGINT,
    factor_at BIGINT,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    idle_expires_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_user ON sessions (user_id, last_seen_at);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE throttles (
    throttle_key BYTEA PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_failure_at BIGINT NOT NULL
);
CREATE INDEX throttles_by_age ON throttles (last_failure_at);

CREATE TABLE links (
    link_hash BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    user_id BYTEA,
    email TEXT NOT NULL,
    browser_hash BYTEA,
    code_hash BYTEA,
    wrong_codes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX links_by_user ON links (user_id, purpose, created_at);
CREATE INDEX links_by_end ON links (expires_at);

CREATE TABLE spent_forms (
    form_id BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX spent_forms_by_end ON spent_forms (expires_at);

CREATE TABLE known_browsers (
    user_id BYTEA NOT NULL,
    browser_hash BYTEA NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, browser_hash)
);
CREATE INDEX known_browsers_by_age ON known_browsers (last_seen_at);

-- Whose password is on the list of leaked ones, until they have another.
CREATE TABLE leaked_passwords (
    user_id BYTEA PRIMARY KEY,
    found_at BIGINT NOT NULL
);

-- Addresses that accounts had until lately: they stay theirs until their owners can no longer take them back.
CREATE TABLE former_emails (
    email_key TEXT PRIMARY KEY,
    user_id BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX former_emails_by_end ON former_emails (expires_at, email_key);
CREATE INDEX former_emails_by_user ON former_emails (user_id);

CREATE TABLE personal_tokens (
    token_id BYTEA PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    tail TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    last_used_at BIGINT,
    stopped_at BIGINT,
    reminded_at BIGINT
);
CREATE UNIQUE INDEX personal_tokens_by_hash ON personal_tokens (token_hash);
CREATE INDEX personal_tokens_by_user ON personal_tokens (user_id, created_at);
CREATE INDEX personal_tokens_by_end ON personal_tokens (expires_at);
CREATE INDEX personal_tokens_to_remind ON personal_tokens (expires_at) WHERE reminded_at IS NULL AND stopped_at IS NULL;

-- The copy of their data that a member asked for, one at a time; sealed.
CREATE TABLE exports (
    user_id BYTEA PRIMARY KEY,
    asked_at BIGINT NOT NULL,
    made_at BIGINT,
    expires_at BIGINT NOT NULL,
    sealed_document BYTEA
);
CREATE INDEX exports_to_make ON exports (asked_at) WHERE made_at IS NULL;
CREATE INDEX exports_by_end ON exports (expires_at);

-- Accounts that are deleted unless their members change their mind.
CREATE TABLE account_deletions (
    user_id BYTEA PRIMARY KEY,
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL
);
CREATE INDEX account_deletions_by_due ON account_deletions (due_at);

-- Names of accounts that are gone, as hashes: nobody gets one again.
CREATE TABLE retired_usernames (
    username_hash BYTEA PRIMARY KEY
);
