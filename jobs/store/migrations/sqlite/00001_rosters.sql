-- +goose Up
-- A roster as it was imported, once for each different content.
CREATE TABLE roster (
    id        INTEGER PRIMARY KEY,
    full_hash TEXT    NOT NULL UNIQUE, -- sha256 of its content
    hash      TEXT    NOT NULL,        -- the same without private fields: what a run names
    persons   INTEGER NOT NULL
) STRICT;

-- Each time that content was imported; the last one is the roster in use.
CREATE TABLE roster_import (
    id          INTEGER PRIMARY KEY,
    roster      INTEGER NOT NULL REFERENCES roster (id),
    schema_hash TEXT    NOT NULL, -- sha256 of the schema it was read under
    source      TEXT    NOT NULL, -- the file it came from
    imported_at TEXT    NOT NULL
) STRICT;

-- The fields it had, in their order.
CREATE TABLE roster_field (
    roster   INTEGER NOT NULL REFERENCES roster (id),
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    PRIMARY KEY (roster, position),
    UNIQUE (roster, name)
) STRICT, WITHOUT ROWID;

-- One row of a roster. NULL is unknown. Money and years are counts of 1/10000.
-- Dates are ISO text that the calendar has; booleans are 0 and 1.
CREATE TABLE person (
    roster             INTEGER NOT NULL REFERENCES roster (id),
    position           INTEGER NOT NULL,
    person             TEXT,
    name               TEXT,
    national_id        TEXT,
    phone              TEXT,
    category           TEXT,
    rank               INTEGER,
    treatment_rank     INTEGER,
    sex                TEXT,
    born               TEXT CHECK (born IS date(born)),
    joined_on          TEXT CHECK (joined_on IS date(joined_on)),
    retired_on         TEXT CHECK (retired_on IS date(retired_on)),
    died_on            TEXT CHECK (died_on IS date(died_on)),
    contribution_years INTEGER,
    unit               TEXT,
    unit_kind          TEXT,
    payer              TEXT,
    township           TEXT,
    region             INTEGER,
    hardship_class     INTEGER,
    disabled           INTEGER CHECK (disabled IN (0, 1)),
    military           INTEGER CHECK (military IN (0, 1)),
    pay_basic          INTEGER,
    pay_living         INTEGER,
    pay_hardship       INTEGER,
    pay_allowance      INTEGER,
    pay_nursing        INTEGER,
    more               TEXT CHECK (json_valid(more)), -- the fields that have no column here
    PRIMARY KEY (roster, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_key ON person (roster, person);
