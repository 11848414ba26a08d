CREATE TABLE authenticators (
    user_id BYTEA PRIMARY KEY,
    sealed_key BYTEA NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);

-- A set counts once its owner has said that it is saved; until then the one before it does.
CREATE TABLE recovery_codes (
    code_hash BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL,
    set_id BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    used_at BIGINT
);
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id, set_id);

-- When wrong second factors were sent: instants of eight bytes, the newest last.
CREATE TABLE guesses (
    user_id BYTEA NOT NULL,
    target TEXT NOT NULL,
    wrong_at BYTEA NOT NULL,
    last_wrong_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, target)
);
CREATE INDEX guesses_by_age ON guesses (last_wrong_at);

-- Sign-ins that owe the second factor. They are no sessions, and nothing that looks for one finds them.
CREATE TABLE pending_sign_ins (
    token_hash BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL,
    browser_hash BYTEA NOT NULL,
    amr TEXT NOT NULL,
    remembered BOOLEAN NOT NULL,
    password_set_at BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pending_sign_ins_by_user ON pending_sign_ins (user_id);
CREATE INDEX pending_sign_ins_by_end ON pending_sign_ins (expires_at);

CREATE TABLE trusted_browsers (
    trust_id BYTEA PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    user_id BYTEA NOT NULL,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX trusted_browsers_by_token ON trusted_browsers (token_hash);
CREATE INDEX trusted_browsers_by_user ON trusted_browsers (user_id, trust_id);
CREATE INDEX trusted_browsers_by_end ON trusted_browsers (expires_at);

-- Forms that were sent and wait until their member has proved who they are.
CREATE TABLE kept_forms (
    kept_id BYTEA PRIMARY KEY,
    session_id BYTEA NOT NULL,
    path TEXT NOT NULL,
    sealed_body BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX kept_forms_by_session ON kept_forms (session_id, kept_id);
CREATE INDEX kept_forms_by_end ON kept_forms (expires_at);
