package store

import (
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// What a store of before keeps of fields of one's own, which the shipped schema has
// now, is moved to their columns; what else is kept beside them stays.
func TestOwnCareFeesMoveToTheirColumns(t *testing.T) {
	eachDialect(t, func(t *testing.T, at string) {
		before(t, at, 3,
			`INSERT INTO roster (full_hash, hash, persons) VALUES ('f', 'h', 3)`,
			`INSERT INTO roster_import (roster, schema_hash, source, imported_at) VALUES (1, 's', 'r.csv', '2026-01-01T00:00:00.000000Z')`,
			`INSERT INTO roster_field (roster, position, name, kind) VALUES (1, 0, 'person', 'string'), (1, 1, 'pay.self_hire', 'decimal'), (1, 2, 'pay.disability', 'decimal'), (1, 3, 'pay.heating', 'decimal')`,
			`INSERT INTO person (roster, position, person, more) VALUES
				(1, 0, 'P1', '{"pay.self_hire": "300.05", "pay.heating": "12"}'), (1, 1, 'P2', '{"pay.disability": "1000"}'), (1, 2, 'P3', NULL)`)
		s := mustOpen(t, at)
		schema, problems := roster.LoadSchema(configs.SchemaFile())
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		r, _ := mustLoad(t, s, schema)
		for row, want := range []struct{ selfHire, disability lang.Decimal }{{3_000_500, 0}, {0, 10_000_000}, {0, 0}} {
			hire, _ := r.Row(row).Field(schema.Index("pay.self_hire")).Decimal()
			fee, _ := r.Row(row).Field(schema.Index("pay.disability")).Decimal()
			if hire != want.selfHire || fee != want.disability {
				t.Errorf("row %d has %v and %v, want %v and %v", row, hire, fee, want.selfHire, want.disability)
			}
		}
		var more []string
		if err := s.db.Select(&more, `SELECT more FROM person WHERE more IS NOT NULL`); err != nil {
			t.Fatal(err)
		}
		if len(more) != 1 || more[0] != `{"pay.heating": "12"}` && more[0] != `{"pay.heating":"12"}` {
			t.Errorf("beside them is kept %q", more)
		}
	})
}

// before makes a store as it was at a version, with what some statements put in.
func before(t *testing.T, at string, version int64, statements ...string) {
	t.Helper()
	d, err := locate(at)
	if err != nil {
		t.Fatal(err)
	}
	db, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	m, err := d.migrator(db.DB)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(statement, err)
		}
	}
}
