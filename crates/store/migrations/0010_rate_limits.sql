-- Calls of apps and their members in the minutes that quotas are for, as all servers count them together.
CREATE TABLE call_tallies (
    tally_key BYTEA NOT NULL,
    window_start BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    PRIMARY KEY (tally_key, window_start)
);
CREATE INDEX call_tallies_by_age ON call_tallies (window_start);
