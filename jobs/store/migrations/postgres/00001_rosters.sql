-- +goose Up
-- A roster as it was imported, once for each different content.
CREATE TABLE roster (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    full_hash text   NOT NULL UNIQUE, -- sha256 of its content
    hash      text   NOT NULL,        -- the same without private fields: what a run names
    persons   bigint NOT NULL
);

-- Each time that content was imported; the last one is the roster in use.
CREATE TABLE roster_import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    roster      bigint NOT NULL REFERENCES roster (id),
    schema_hash text   NOT NULL, -- sha256 of the schema it was read under
    source      text   NOT NULL, -- the file it came from
    imported_at timestamptz NOT NULL
);

-- The fields it had, in their order.
CREATE TABLE roster_field (
    roster   bigint NOT NULL REFERENCES roster (id),
    position bigint NOT NULL,
    name     text   NOT NULL,
    kind     text   NOT NULL,
    PRIMARY KEY (roster, position),
    UNIQUE (roster, name)
);

-- One row of a roster. NULL is unknown. Money and years are counts of 1/10000.
CREATE TABLE person (
    roster             bigint NOT NULL REFERENCES roster (id),
    position           bigint NOT NULL,
    person             text,
    name               text,
    national_id        text,
    phone              text,
    category           text,
    rank               bigint,
    treatment_rank     bigint,
    sex                text,
    born               date,
    joined_on          date,
    retired_on         date,
    died_on            date,
    contribution_years bigint,
    unit               text,
    unit_kind          text,
    payer              text,
    township           text,
    region             bigint,
    hardship_class     bigint,
    disabled           boolean,
    military           boolean,
    pay_basic          bigint,
    pay_living         bigint,
    pay_hardship       bigint,
    pay_allowance      bigint,
    pay_nursing        bigint,
    more               jsonb, -- the fields that have no column here
    PRIMARY KEY (roster, position)
);
CREATE INDEX person_by_key ON person (roster, person);
