package pgtest

import (
	"database/sql"
	"fmt"
	"sync/atomic"
	"testing"

	_ "github.com/lib/pq" // the driver "postgres"
)

var made atomic.Int64

// Database makes an empty database in this test binary's cluster and gives its
// URL, postgres://…, password included. The database is dropped when the test
// ends, with whatever is still connected to it. Without PostgreSQL's server
// programs the test fails and says which Debian package has them.
func Database(tb testing.TB) string {
	tb.Helper()
	c, err := shared()
	if err != nil {
		tb.Fatalf("pgtest: %v", err)
	}
	name := fmt.Sprintf("test_%d", made.Add(1))
	if err := c.run("CREATE DATABASE " + name); err != nil {
		tb.Fatalf("pgtest: make database: %v", err)
	}
	tb.Cleanup(func() {
		if err := c.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			tb.Errorf("pgtest: drop database: %v", err)
		}
	})
	return c.url(name)
}

// run executes one statement as the superuser, outside any test's database.
func (c *cluster) run(statement string) error {
	db, err := sql.Open("postgres", c.url("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}
