-- +goose Up
-- One screening. Its id is made from everything that its result depends on.
CREATE TABLE run (
    id          text   PRIMARY KEY,
    job         text   NOT NULL,
    slot        text   NOT NULL,
    as_of       date   NOT NULL,
    roster_hash text   NOT NULL, -- of roster.hash where the roster was imported
    schema_hash text   NOT NULL,
    engine      text   NOT NULL,
    folder      text   NOT NULL, -- where its files are
    saved_at    timestamptz NOT NULL,
    persons     bigint NOT NULL,
    findings    bigint NOT NULL,
    unsure      bigint NOT NULL
);
CREATE INDEX run_by_time ON run (saved_at);

-- The policies it applied, in that order.
CREATE TABLE run_policy (
    run        text   NOT NULL REFERENCES run (id),
    position   bigint NOT NULL,
    policy     text   NOT NULL,
    title      text   NOT NULL,
    effective  date   NOT NULL,
    paid_from  date   NOT NULL,
    confidence text   NOT NULL,
    file       text   NOT NULL,
    hash       text   NOT NULL,
    PRIMARY KEY (run, position),
    UNIQUE (run, policy)
);

-- The rule files it assessed.
CREATE TABLE run_rules (
    run      text   NOT NULL REFERENCES run (id),
    position bigint NOT NULL,
    rules    text   NOT NULL,
    file     text   NOT NULL,
    hash     text   NOT NULL,
    PRIMARY KEY (run, position)
);

-- What each policy means for each person: one row a clause that applies, or one
-- row without item and amounts. Amounts are counts of 1/10000 yuan.
CREATE TABLE impact (
    run      text   NOT NULL REFERENCES run (id),
    position bigint NOT NULL,
    policy   text   NOT NULL,
    person   text   NOT NULL,
    item     text,
    title    text,
    before   bigint,
    after    bigint,
    delta    bigint,
    arrears  bigint,
    status   text   NOT NULL CHECK (status IN ('affected', 'unchanged', 'out_of_scope', 'cannot_tell')),
    cite     text,
    PRIMARY KEY (run, position)
);
CREATE INDEX impact_by_person ON impact (person, run);

-- Who will feel wronged, and why.
CREATE TABLE finding (
    run        text   NOT NULL REFERENCES run (id),
    position   bigint NOT NULL,
    id         text   NOT NULL, -- of rule, policy and person: the same in every run
    rule       text   NOT NULL,
    policy     text   NOT NULL,
    person     text   NOT NULL,
    group_name text   NOT NULL,
    severity   text   NOT NULL,
    points     bigint NOT NULL,
    grievance  text   NOT NULL,
    says       text   NOT NULL,
    advice     text   NOT NULL,
    owner      text   NOT NULL,
    due        date   NOT NULL,
    cite       text   NOT NULL,
    trace      jsonb  NOT NULL,
    PRIMARY KEY (run, position),
    UNIQUE (run, id)
);
CREATE INDEX finding_by_person ON finding (person, run);

-- What could not be told: an outcome (rule is NULL) or a rule, and the fields
-- that would decide.
CREATE TABLE unsure (
    run      text   NOT NULL REFERENCES run (id),
    position bigint NOT NULL,
    policy   text   NOT NULL,
    rule     text,
    person   text   NOT NULL,
    missing  jsonb  NOT NULL, -- names of fields
    reason   text   NOT NULL,
    PRIMARY KEY (run, position)
);
