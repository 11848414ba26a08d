-- The number that a member's codes are sent to, once they have proved that they read what arrives there.
CREATE TABLE text_numbers (
    user_id BYTEA PRIMARY KEY,
    number TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT
);

-- Codes that were sent. Where one works there is no other: a newer one takes its place.
CREATE TABLE text_codes (
    holder BYTEA PRIMARY KEY,
    user_id BYTEA NOT NULL,
    number TEXT NOT NULL,
    code_hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX text_codes_by_user ON text_codes (user_id);
CREATE INDEX text_codes_by_end ON text_codes (expires_at);

-- Text messages that wait to be sent, and those that were, a while: what goes out is limited by what went out.
CREATE TABLE texts (
    text_id BYTEA PRIMARY KEY,
    notice BOOLEAN NOT NULL,
    user_id BYTEA NOT NULL,
    recipient TEXT NOT NULL,
    number_range TEXT NOT NULL,
    sealed_words BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    sent_at BIGINT,
    ended_at BIGINT,
    last_error TEXT
);
CREATE INDEX texts_due ON texts (due_at) WHERE sent_at IS NULL AND ended_at IS NULL;
CREATE INDEX texts_by_age ON texts (created_at);
CREATE INDEX texts_by_recipient ON texts (recipient, notice, created_at);
CREATE INDEX texts_by_range ON texts (number_range, created_at);
CREATE INDEX texts_by_user ON texts (user_id, notice, created_at);

-- One row, which whoever writes a text holds: of many that write at once, each sees what those before it wrote.
CREATE TABLE text_gate (
    gate BIGINT PRIMARY KEY
);
INSERT INTO text_gate (gate) VALUES (1);
