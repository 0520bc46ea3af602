package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jmoiron/sqlx"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// ErrNoRoster says that no roster was ever imported.
var ErrNoRoster error = source.Fault{
	Message: source.Say("no roster has been imported", "尚未导入名册"),
	Hint:    source.Say("import one with: weiran import roster FILE", "请先导入：weiran import roster 文件"),
}

// RosterInfo describes a roster in the store.
type RosterInfo struct {
	Hash    string    // of [roster.Roster.Hash]: what a run names
	Schema  string    // sha256 of the schema it was last imported under
	Source  string    // the file it was last imported from
	At      time.Time // when it was last imported
	Imports int       // how often it was imported
	Persons int

	// Unread are the fields that the store has of this roster and the schema it
	// was loaded under has not, sorted; set by LoadRoster alone.
	Unread []string
}

// SaveRoster keeps a roster, private fields included, and makes it the one in
// use; source is the file it came from, at the time of the import. A roster that
// the store has already, row for row, is only noted as imported again: nothing
// is written twice, and nothing is ever deleted. The hash is the roster's own.
//
// All of it happens in one transaction. A text that a database cannot keep is a
// [source.Fault] with its row and field.
func (s *Store) SaveRoster(ctx context.Context, r *roster.Roster, source string, at time.Time) (hash string, err error) {
	hash = r.Hash()
	full := r.FullHash()
	err = s.atOnce(ctx, func(tx *sqlx.Tx) error {
		id, fresh, err := claimRoster(ctx, tx, full, hash, r.Len())
		if err != nil {
			return err
		}
		if fresh {
			if err := s.writeRoster(ctx, tx, id, r); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, tx.Rebind(
			`INSERT INTO roster_import (roster, schema_hash, source, imported_at) VALUES (?, ?, ?, ?)`),
			id, r.Schema.Hash(), source, moment(at))
		return err
	})
	return hash, s.fault(ctx, "save roster", err)
}

// claimRoster enters a roster by its content. Where it is there already fresh is
// false. Of two programs that enter the same one, the second waits for the first.
func claimRoster(ctx context.Context, tx *sqlx.Tx, full, hash string, count int) (id int64, fresh bool, err error) {
	err = tx.GetContext(ctx, &id, tx.Rebind(
		`INSERT INTO roster (full_hash, hash, persons) VALUES (?, ?, ?) ON CONFLICT (full_hash) DO NOTHING RETURNING id`),
		full, hash, count)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, true, err
	}
	err = tx.GetContext(ctx, &id, tx.Rebind(`SELECT id FROM roster WHERE full_hash = ?`), full)
	return id, false, err
}

func (s *Store) writeRoster(ctx context.Context, tx *sqlx.Tx, id int64, r *roster.Roster) error {
	l := layOut(r.Schema)
	fields := table{"roster_field", []string{"roster", "position", "name", "kind"}}
	if err := s.fill(ctx, tx, fields, l.fieldRows(id)); err != nil {
		return err
	}
	return s.fill(ctx, tx, persons, l.personRows(id, r))
}

func (l layout) fieldRows(id int64) rowsOf {
	return func(yield func([]any, error) bool) {
		for i, f := range l.fields {
			if !yield([]any{id, i, f.name, f.kind.String()}, nil) {
				return
			}
		}
	}
}

func (l layout) personRows(id int64, r *roster.Roster) rowsOf {
	return func(yield func([]any, error) bool) {
		row := make([]any, len(persons.columns))
		row[0] = id
		for i := range r.Len() {
			row[1] = i
			if err := l.write(i+1, r.Row(i), row[2:]); !yield(row, err) {
				return
			}
		}
	}
}

// A rosterRow is a roster with its last import.
type rosterRow struct {
	ID      int64
	Hash    string
	Persons int
	Schema  string
	Source  string
	At      moment
	Imports int
}

func (r rosterRow) info() RosterInfo {
	return RosterInfo{
		Hash: r.Hash, Schema: r.Schema, Source: r.Source, At: time.Time(r.At),
		Imports: r.Imports, Persons: r.Persons,
	}
}

// selectRosters reads rosters, the one in use first.
const selectRosters = `
SELECT r.id, r.hash, r.persons, i.schema_hash AS schema, i.source, i.imported_at AS at, n.imports
FROM (SELECT roster, max(id) AS last, count(*) AS imports FROM roster_import GROUP BY roster) n
JOIN roster_import i ON i.id = n.last
JOIN roster r ON r.id = n.roster
ORDER BY i.id DESC`

// Rosters lists the rosters in the store, the one in use first.
func (s *Store) Rosters(ctx context.Context) ([]RosterInfo, error) {
	var rows []rosterRow
	if err := s.db.SelectContext(ctx, &rows, selectRosters); err != nil {
		return nil, s.fault(ctx, "list rosters", err)
	}
	infos := make([]RosterInfo, len(rows))
	for i, row := range rows {
		infos[i] = row.info()
	}
	return infos, nil
}

// LoadRoster reads the roster in use, its rows in the order in which they were
// saved, under a schema that may have changed since. A field that the roster had
// not is unknown; one that the schema has no more is named in RosterInfo.Unread;
// one whose kind has changed is an error, and the roster must be imported again.
// A store without a roster gives [ErrNoRoster].
func (s *Store) LoadRoster(ctx context.Context, schema *roster.Schema) (*roster.Roster, RosterInfo, error) {
	r, info, err := s.loadRoster(ctx, schema)
	return r, info, s.fault(ctx, "load roster", err)
}

func (s *Store) loadRoster(ctx context.Context, schema *roster.Schema) (*roster.Roster, RosterInfo, error) {
	var latest rosterRow
	err := s.db.GetContext(ctx, &latest, selectRosters+` LIMIT 1`)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoRoster
	}
	if err != nil {
		return nil, RosterInfo{}, err
	}
	kept, err := s.fieldsOf(ctx, latest.ID)
	if err != nil {
		return nil, RosterInfo{}, err
	}
	plan, unread, err := reconcile(schema, kept)
	if err != nil {
		return nil, RosterInfo{}, err
	}
	r, err := s.readPersons(ctx, latest.ID, plan)
	info := latest.info()
	info.Unread = unread
	return r, info, err
}

// fieldsOf gives the kinds of a roster's fields by name, as they were saved.
func (s *Store) fieldsOf(ctx context.Context, id int64) (map[string]string, error) {
	var rows []struct{ Name, Kind string }
	err := s.db.SelectContext(ctx, &rows, s.db.Rebind(`SELECT name, kind FROM roster_field WHERE roster = ?`), id)
	kinds := map[string]string{}
	for _, row := range rows {
		kinds[row.Name] = row.Kind
	}
	return kinds, err
}
