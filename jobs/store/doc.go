// Package store keeps rosters, petitions and runs in a database: a file of SQLite, which
// needs nothing installed, or a database of a PostgreSQL server.
//
// [Open] connects and brings the tables up to date. [Store.SaveRoster] keeps
// what was imported and [Store.LoadRoster] gives it back under a schema;
// [Store.SavePetitions] and [Store.LoadPetitions] do so of petitions;
// [Store.SaveRun] keeps what a screening found. A save is one transaction:
// whenever the program or the machine stops, the store is as it was before or
// as it is after. Nothing is ever deleted or overwritten, and saving the same
// thing again adds nothing, so a job that is not sure may simply run again.
//
// # Tables
//
//	roster ──< roster_import        each content once; each time it was imported
//	   │└────< roster_field         its fields and their kinds
//	   └─────< person               its rows
//
//	petition_book ──< petition_import   each content once; each time it was imported
//	   └────────────< petition          its records
//
//	run ──< run_policy              each screening once; the policies it applied
//	 │├───< run_rules               the rule files it assessed
//	 │├───< impact                  one row a clause that applies to a person
//	 │├───< finding                 who will feel wronged, why, what to do
//	 │└───< unsure                  what cannot be told, and what would tell
//	 └╌╌╌ roster.hash               by its hash: a run may be made from a file
//
// The roster in use is the one of the last roster_import. A roster's full_hash
// tells contents apart, private fields included; its hash, without them, is what
// a run names.
//
// Both dialects have the same tables and columns; a test holds them together.
//
//	kind      PostgreSQL    SQLite
//	string    text          TEXT
//	int       bigint        INTEGER
//	decimal   bigint        INTEGER    a count of 1/10000: yuan, years
//	date      date          TEXT       2014-09-30, checked against the calendar
//	bool      boolean       INTEGER    0 or 1
//	a time    timestamptz   TEXT       2015-01-20T08:00:00.000000Z
//	a list    jsonb         TEXT
//
// NULL is unknown, never zero and never false. The table person has a column for
// each field of the shipped schema (pay_basic for pay.basic). A field that a
// county adds, or gives another kind, is kept by its name in the JSON column
// more, a decimal as a string; so a county's schema needs no migration.
//
// # Privacy
//
// Names, identity numbers and telephones are kept, since the bureau's ledger
// shows them: the database is the county's own. A file is made for its owner's
// eyes only. No error of this package repeats a cell or a password: of what a
// server answers only the code and the names of table, column and constraint are
// passed on.
package store
