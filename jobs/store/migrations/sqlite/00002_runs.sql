-- +goose Up
-- One screening. Its id is made from everything that its result depends on.
CREATE TABLE run (
    id          TEXT    PRIMARY KEY,
    job         TEXT    NOT NULL,
    slot        TEXT    NOT NULL,
    as_of       TEXT    NOT NULL CHECK (as_of IS date(as_of)),
    roster_hash TEXT    NOT NULL, -- of roster.hash where the roster was imported
    schema_hash TEXT    NOT NULL,
    engine      TEXT    NOT NULL,
    folder      TEXT    NOT NULL, -- where its files are
    saved_at    TEXT    NOT NULL,
    persons     INTEGER NOT NULL,
    findings    INTEGER NOT NULL,
    unsure      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_by_time ON run (saved_at);

-- The policies it applied, in that order.
CREATE TABLE run_policy (
    run        TEXT    NOT NULL REFERENCES run (id),
    position   INTEGER NOT NULL,
    policy     TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    effective  TEXT    NOT NULL CHECK (effective IS date(effective)),
    paid_from  TEXT    NOT NULL CHECK (paid_from IS date(paid_from)),
    confidence TEXT    NOT NULL,
    file       TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    PRIMARY KEY (run, position),
    UNIQUE (run, policy)
) STRICT, WITHOUT ROWID;

-- The rule files it assessed.
CREATE TABLE run_rules (
    run      TEXT    NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    rules    TEXT    NOT NULL,
    file     TEXT    NOT NULL,
    hash     TEXT    NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

-- What each policy means for each person: one row a clause that applies, or one
-- row without item and amounts. Amounts are counts of 1/10000 yuan.
CREATE TABLE impact (
    run      TEXT    NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    policy   TEXT    NOT NULL,
    person   TEXT    NOT NULL,
    item     TEXT,
    title    TEXT,
    before   INTEGER,
    after    INTEGER,
    delta    INTEGER,
    arrears  INTEGER,
    status   TEXT    NOT NULL CHECK (status IN ('affected', 'unchanged', 'out_of_scope', 'cannot_tell')),
    cite     TEXT,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX impact_by_person ON impact (person, run);

-- Who will feel wronged, and why.
CREATE TABLE finding (
    run        TEXT    NOT NULL REFERENCES run (id),
    position   INTEGER NOT NULL,
    id         TEXT    NOT NULL, -- of rule, policy and person: the same in every run
    rule       TEXT    NOT NULL,
    policy     TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    group_name TEXT    NOT NULL,
    severity   TEXT    NOT NULL,
    points     INTEGER NOT NULL,
    grievance  TEXT    NOT NULL,
    says       TEXT    NOT NULL,
    advice     TEXT    NOT NULL,
    owner      TEXT    NOT NULL,
    due        TEXT    NOT NULL CHECK (due IS date(due)),
    cite       TEXT    NOT NULL,
    trace      TEXT    NOT NULL CHECK (json_valid(trace)),
    PRIMARY KEY (run, position),
    UNIQUE (run, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_person ON finding (person, run);

-- What could not be told: an outcome (rule is NULL) or a rule, and the fields
-- that would decide.
CREATE TABLE unsure (
    run      TEXT    NOT NULL REFERENCES run (id),
    position INTEGER NOT NULL,
    policy   TEXT    NOT NULL,
    rule     TEXT,
    person   TEXT    NOT NULL,
    missing  TEXT    NOT NULL CHECK (json_valid(missing)), -- names of fields
    reason   TEXT    NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
