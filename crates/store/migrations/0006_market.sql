-- Projects and bids are numbered by when they were made: a number is an identifier that every client can hold,
-- the order of every list, and the row that full-text search names.
CREATE TABLE projects (
    project_id BIGINT PRIMARY KEY,
    owner_id BYTEA NOT NULL,
    status TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    skills TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    budget_minimum BIGINT NOT NULL,
    budget_maximum BIGINT NOT NULL,
    commitment_hours BIGINT,
    commitment_interval TEXT,
    places BIGINT NOT NULL,
    bid_count BIGINT NOT NULL,
    bid_sum BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    opened_at BIGINT,
    updated_at BIGINT NOT NULL,
    claimed_at BIGINT
);
CREATE INDEX projects_by_owner ON projects (owner_id, project_id);
CREATE INDEX projects_open ON projects (project_id) WHERE status = 'open';

CREATE TABLE bids (
    bid_id BIGINT PRIMARY KEY,
    project_id BIGINT NOT NULL,
    bidder_id BYTEA NOT NULL,
    status TEXT NOT NULL,
    highlighted BOOLEAN NOT NULL,
    amount BIGINT NOT NULL,
    period BIGINT NOT NULL,
    milestone_percentage BIGINT NOT NULL,
    description TEXT NOT NULL,
    placed_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX bids_by_project ON bids (project_id, bidder_id);
CREATE INDEX bids_of_project ON bids (project_id, bid_id);
CREATE INDEX bids_by_bidder ON bids (bidder_id, bid_id);
CREATE INDEX bids_chosen ON bids (project_id) WHERE status = 'awarded' OR status = 'accepted';

-- Answers to requests that carry an Idempotency-Key: the key is hashed with who sent it and for what.
CREATE TABLE replays (
    replay_key BYTEA PRIMARY KEY,
    request_hash BYTEA NOT NULL,
    status BIGINT,
    location TEXT,
    etag TEXT,
    body TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX replays_by_end ON replays (expires_at);
