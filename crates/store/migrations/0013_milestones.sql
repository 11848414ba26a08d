-- Milestones: money that is set aside for a part of the work on a project. Where it is stands in the ledger.
CREATE TABLE milestones (
    milestone_id BIGINT PRIMARY KEY,
    project_id BIGINT NOT NULL,
    bid_id BIGINT NOT NULL,
    payer_id BYTEA NOT NULL,
    payee_id BYTEA NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    description TEXT NOT NULL,
    released BIGINT NOT NULL,
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (released BETWEEN 0 AND amount)
);
CREATE INDEX milestones_of_project ON milestones (project_id, milestone_id);
CREATE INDEX milestones_by_payer ON milestones (payer_id, milestone_id);
CREATE INDEX milestones_by_payee ON milestones (payee_id, milestone_id);

CREATE TABLE milestone_requests (
    request_id BIGINT PRIMARY KEY,
    project_id BIGINT NOT NULL,
    bid_id BIGINT NOT NULL,
    payer_id BYTEA NOT NULL,
    payee_id BYTEA NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    milestone_id BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX milestone_requests_of_project ON milestone_requests (project_id, request_id);
CREATE INDEX milestone_requests_by_payer ON milestone_requests (payer_id, request_id);
CREATE INDEX milestone_requests_by_payee ON milestone_requests (payee_id, request_id);

-- The ledger, in double entry: the postings of a transfer add up to nothing, and so do all balances of a currency.
CREATE TABLE ledger_transfers (
    transfer_id BIGINT PRIMARY KEY,
    milestone_id BIGINT NOT NULL,
    movement TEXT NOT NULL,
    currency TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE TABLE ledger_postings (
    transfer_id BIGINT NOT NULL,
    account TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (transfer_id, account)
);
CREATE INDEX ledger_postings_by_account ON ledger_postings (account, transfer_id);
-- What the postings of an account add up to. Only what members put in is missing elsewhere.
CREATE TABLE ledger_balances (
    account TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance BIGINT NOT NULL,
    PRIMARY KEY (account, currency),
    CHECK (balance >= 0 OR account LIKE 'funds:%')
);

-- What the two sides of a finished bid say of each other, once each.
CREATE TABLE reviews (
    review_id BIGINT PRIMARY KEY,
    project_id BIGINT NOT NULL,
    bid_id BIGINT NOT NULL,
    from_id BYTEA NOT NULL,
    to_id BYTEA NOT NULL,
    side TEXT NOT NULL,
    rating_1 BIGINT NOT NULL,
    rating_2 BIGINT NOT NULL,
    rating_3 BIGINT NOT NULL,
    rating_4 BIGINT NOT NULL,
    rating_5 BIGINT NOT NULL,
    on_budget BOOLEAN,
    on_time BOOLEAN,
    comment TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX reviews_of_bid ON reviews (bid_id, side);
CREATE INDEX reviews_of_project ON reviews (project_id, review_id);
CREATE INDEX reviews_of_member ON reviews (to_id, review_id);

-- What reviews add up to: of all work (skill 0), and of the work that asked for each skill.
CREATE TABLE reputations (
    member_id BYTEA NOT NULL,
    side TEXT NOT NULL,
    skill BIGINT NOT NULL,
    reviews BIGINT NOT NULL,
    sum_1 BIGINT NOT NULL,
    sum_2 BIGINT NOT NULL,
    sum_3 BIGINT NOT NULL,
    sum_4 BIGINT NOT NULL,
    sum_5 BIGINT NOT NULL,
    on_budget BIGINT NOT NULL,
    on_time BIGINT NOT NULL,
    PRIMARY KEY (member_id, side, skill)
);
