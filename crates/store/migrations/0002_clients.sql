CREATE TABLE clients (
    client_id TEXT PRIMARY KEY,
    owner_id BYTEA,
    live BOOLEAN NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    homepage TEXT NOT NULL,
    description TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    post_logout_redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    required_scopes TEXT NOT NULL,
    grants TEXT NOT NULL,
    auth_method TEXT NOT NULL,
    pkce_required BOOLEAN NOT NULL,
    implicit_allowed BOOLEAN NOT NULL,
    first_party BOOLEAN NOT NULL,
    metadata TEXT NOT NULL,
    logo_id BYTEA,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    suspended_at BIGINT,
    suspended_by TEXT,
    authorized_since BIGINT,
    deleted_at BIGINT
);
CREATE INDEX clients_by_owner ON clients (owner_id, created_at) WHERE deleted_at IS NULL;
CREATE INDEX clients_by_creation ON clients (created_at, client_id);
CREATE INDEX clients_with_implicit ON clients (client_id) WHERE implicit_allowed;
CREATE INDEX clients_deleted ON clients (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE client_secrets (
    secret_id BYTEA PRIMARY KEY,
    client_id TEXT NOT NULL,
    secret_hash BYTEA NOT NULL,
    tail TEXT NOT NULL,
    label TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BYTEA,
    stops_at BIGINT,
    last_used_at BIGINT
);
CREATE INDEX client_secrets_by_hash ON client_secrets (secret_hash);
CREATE INDEX client_secrets_by_client ON client_secrets (client_id, created_at);

-- Assertions that proved a client, until they would be refused anyway: none proves it twice.
CREATE TABLE spent_assertions (
    assertion_hash BYTEA PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX spent_assertions_by_end ON spent_assertions (expires_at);

-- Initial access tokens: who holds one registers clients (RFC 7591).
CREATE TABLE registration_tokens (
    token_id BYTEA PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    owner_id BYTEA NOT NULL,
    scopes TEXT NOT NULL,
    uses_left BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX registration_tokens_by_hash ON registration_tokens (token_hash);
CREATE INDEX registration_tokens_by_end ON registration_tokens (expires_at);

-- Clients that a program registered, and what proves that program later (RFC 7592).
CREATE TABLE client_registrations (
    client_id TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL
);

-- The scope catalogue.
CREATE TABLE scopes (
    name TEXT PRIMARY KEY,
    position BIGINT NOT NULL,
    sentence TEXT NOT NULL,
    not_included TEXT,
    scope_group TEXT NOT NULL,
    risk TEXT NOT NULL,
    needs_review BOOLEAN NOT NULL,
    implies TEXT NOT NULL,
    number BIGINT
);
CREATE INDEX scopes_by_position ON scopes (position);
