package store

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/jobs/store/pgtest"
	"weiran/rules/roster"
)

// A tableColumn describes a column as far as both dialects can say it.
type tableColumn struct {
	Table    string
	Name     string
	Kind     string
	Nullable bool
	Key      int // place in the primary key, from 1; 0 outside it
}

const postgresColumns = `
SELECT c.table_name AS "table", c.column_name AS name, c.data_type AS kind, c.is_nullable = 'YES' AS nullable,
       coalesce((SELECT k.ordinal_position
                 FROM information_schema.table_constraints p
                 JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
                 WHERE p.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name), 0) AS key
FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.table_name <> '` + versionTable + `'
ORDER BY c.table_name, c.ordinal_position`

const sqliteColumns = `
SELECT t.name AS "table", c.name AS name, c.type AS kind, c."notnull" = 0 AND c.pk = 0 AS nullable, c.pk AS key
FROM sqlite_schema t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> '` + versionTable + `'
ORDER BY t.name, c.cid`

// asSQLite gives the type that SQLite has for a type of PostgreSQL.
var asSQLite = map[string]string{
	"text": "TEXT", "bigint": "INTEGER", "boolean": "INTEGER", "date": "TEXT",
	"timestamp with time zone": "TEXT", "jsonb": "TEXT",
}

func columnsOf(t *testing.T, s *Store, query string) []tableColumn {
	t.Helper()
	var columns []tableColumn
	if err := s.db.Select(&columns, query); err != nil {
		t.Fatal(err)
	}
	return columns
}

func TestBothDialectsHaveTheSameTables(t *testing.T) {
	server := columnsOf(t, mustOpen(t, pgtest.Database(t)), postgresColumns)
	for i, c := range server {
		server[i].Kind = asSQLite[c.Kind]
	}
	file := columnsOf(t, mustOpen(t, sqliteURL(t)), sqliteColumns)
	if diff := cmp.Diff(server, file); diff != "" {
		t.Errorf("PostgreSQL (-) and SQLite (+) differ:\n%s", diff)
	}
	var names []string
	for _, c := range file {
		names = append(names, c.Table)
	}
	var dumped []string
	for _, each := range tables {
		dumped = append(dumped, each.table)
	}
	slices.Sort(dumped)
	if diff := cmp.Diff(dumped, slices.Compact(names)); diff != "" {
		t.Errorf("dump leaves tables out:\n%s", diff)
	}
}

func TestBothDialectsHaveTheSameMigrations(t *testing.T) {
	var folders [2][]string
	for i, folder := range []string{"migrations/postgres", "migrations/sqlite"} {
		entries, err := fs.ReadDir(migrations, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			folders[i] = append(folders[i], e.Name())
		}
	}
	if diff := cmp.Diff(folders[0], folders[1]); diff != "" {
		t.Error(diff)
	}
}

// TestShippedFieldsHaveColumns holds the table person and the shipped schema
// together: each field has a column of its kind, and no column has no field.
func TestShippedFieldsHaveColumns(t *testing.T) {
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	var fields []field
	for _, f := range schema.Fields {
		fields = append(fields, field{f.Name, f.Kind})
	}
	if diff := cmp.Diff(fields, shipped, cmp.AllowUnexported(field{})); diff != "" {
		t.Errorf("schema (-) and columns (+) differ:\n%s", diff)
	}
}
