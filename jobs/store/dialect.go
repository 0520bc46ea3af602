package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"weiran/rules/source"
)

// A dialect is what the two kinds of database do each in its own way. All other
// SQL of this package is common to both, written with ? for its arguments.
type dialect interface {
	// String gives the name: postgres or sqlite.
	String() string
	// open gives a pool of connections; it need not connect yet.
	open() (*sqlx.DB, error)
	// begin starts a transaction that may write.
	begin(ctx context.Context, db *sqlx.DB) (*sqlx.Tx, error)
	// migrator gives what brings the tables up to date.
	migrator(db *sql.DB) (*goose.Provider, error)
	// bulk is a statement that writes a row of the table each time it is
	// executed, and flush ends a series of them.
	bulk(t table) string
	flush(bulk *sql.Stmt) error
	// explain tells what went wrong, without a value from the database: a
	// server likes to show the cell it refuses.
	explain(err error) source.Fault
}

// A table is a table to write to and the columns that are written.
type table struct {
	name    string
	columns []string
}

//go:embed migrations
var migrations embed.FS

// versionTable is where goose notes which migrations a database has had.
const versionTable = "weiran_schema_version"

// newMigrator gives the migrations of a dialect, the folder of its name. They
// only go up: a way down would drop what people entered.
func newMigrator(d goose.Dialect, folder string, db *sql.DB, more ...goose.ProviderOption) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(d, db, files, append(more,
		goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true))...)
}
