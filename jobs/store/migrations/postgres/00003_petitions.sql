-- +goose Up
-- The petitions of one import, once for each different content.
CREATE TABLE petition_book (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash      text   NOT NULL UNIQUE, -- sha256 of its content
    petitions bigint NOT NULL
);

-- Each time that content was imported; the last one is the book in use.
CREATE TABLE petition_import (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    book        bigint NOT NULL REFERENCES petition_book (id),
    source      text   NOT NULL, -- the file it came from
    imported_at timestamptz NOT NULL
);

-- One petition. NULL is unknown. What was written in it is not kept.
CREATE TABLE petition (
    book       bigint NOT NULL REFERENCES petition_book (id),
    position   bigint NOT NULL,
    number     text   NOT NULL,
    person     text, -- key of a roster
    made_on    date   NOT NULL,
    form       text,
    persons    bigint, -- who took part in it
    concerned  bigint, -- whom it concerns
    category   text,
    purpose    text,
    repeats    text, -- first or repeat
    deadline   date,
    place      text,
    status     text,
    PRIMARY KEY (book, position),
    UNIQUE (book, number)
);
CREATE INDEX petition_by_person ON petition (person, book);

-- Of the petitions that a run could know of; empty where it had none.
ALTER TABLE run ADD COLUMN petitions_hash text NOT NULL DEFAULT '';
