-- Pictures that were made here of what apps and members gave: logos, photos.
CREATE TABLE pictures (
    picture_id BYTEA PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);

-- Clients whose logo is yet to be fetched from where they say it is.
CREATE TABLE logo_fetches (
    client_id TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL
);
CREATE INDEX logo_fetches_by_time ON logo_fetches (due_at);

-- Clients that are what the document at their identifier says, and how long that holds without asking again.
CREATE TABLE client_documents (
    client_id TEXT PRIMARY KEY,
    fetched_at BIGINT NOT NULL,
    fresh_until BIGINT NOT NULL
);
CREATE INDEX client_documents_by_time ON client_documents (fetched_at);
