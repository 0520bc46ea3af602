-- +goose Up
-- The petitions of one import, once for each different content.
CREATE TABLE petition_book (
    id        INTEGER PRIMARY KEY,
    hash      TEXT    NOT NULL UNIQUE, -- sha256 of its content
    petitions INTEGER NOT NULL
) STRICT;

-- Each time that content was imported; the last one is the book in use.
CREATE TABLE petition_import (
    id          INTEGER PRIMARY KEY,
    book        INTEGER NOT NULL REFERENCES petition_book (id),
    source      TEXT    NOT NULL, -- the file it came from
    imported_at TEXT    NOT NULL
) STRICT;

-- One petition. NULL is unknown. What was written in it is not kept.
CREATE TABLE petition (
    book       INTEGER NOT NULL REFERENCES petition_book (id),
    position   INTEGER NOT NULL,
    number     TEXT    NOT NULL,
    person     TEXT, -- key of a roster
    made_on    TEXT    NOT NULL CHECK (made_on IS date(made_on)),
    form       TEXT,
    persons    INTEGER, -- who took part in it
    concerned  INTEGER, -- whom it concerns
    category   TEXT,
    purpose    TEXT,
    repeats    TEXT, -- first or repeat
    deadline   TEXT CHECK (deadline IS date(deadline)),
    place      TEXT,
    status     TEXT,
    PRIMARY KEY (book, position),
    UNIQUE (book, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX petition_by_person ON petition (person, book);

-- Of the petitions that a run could know of; empty where it had none.
ALTER TABLE run ADD COLUMN petitions_hash TEXT NOT NULL DEFAULT '';
