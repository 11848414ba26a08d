CREATE TABLE passkeys (
    passkey_id BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL,
    credential_id BYTEA NOT NULL,
    name TEXT NOT NULL,
    aaguid BYTEA NOT NULL,
    public_key TEXT NOT NULL,
    counter BIGINT NOT NULL,
    backup_eligible BOOLEAN NOT NULL,
    backed_up BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    last_address TEXT NOT NULL,
    last_user_agent TEXT NOT NULL
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

CREATE TABLE passkey_challenges (
    challenge_id BYTEA PRIMARY KEY,
    purpose TEXT NOT NULL,
    browser_hash BYTEA NOT NULL,
    user_id BYTEA,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);
