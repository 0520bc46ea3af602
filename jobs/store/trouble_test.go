package store

import (
	"strings"
	"testing"

	"weiran/jobs/store/pgtest"
)

// TestConnectionLost has the server end the connection in the middle of a save:
// nothing is kept, and the store goes on with another connection.
func TestConnectionLost(t *testing.T) {
	url := pgtest.Database(t)
	s, other := mustOpen(t, url), mustOpen(t, url)
	before := dump(t, s)
	look := &lookout{Context: t.Context(), at: 4, then: func() {
		_, err := other.db.Exec(`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid()`)
		if err != nil {
			t.Error(err)
		}
	}}
	_, err := s.SaveRoster(look, crowd(3000), "a.csv", importedAt)
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "was lost") {
		t.Errorf("got %q", fault.Message.EN)
	}
	if dump(t, s) != before {
		t.Error("half a roster was kept")
	}
	if _, err := s.SaveRoster(t.Context(), crowd(3000), "a.csv", importedAt); err != nil {
		t.Errorf("the store does not go on: %v", err)
	}
}

// onlyConnection makes a store use one connection, set up by a statement.
func onlyConnection(t *testing.T, s *Store, statement string) {
	t.Helper()
	s.db.SetMaxOpenConns(1)
	if _, err := s.db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestDiskFull(t *testing.T) {
	s := mustOpen(t, sqliteURL(t))
	before := dump(t, s)
	onlyConnection(t, s, "PRAGMA max_page_count = 60")
	_, err := s.SaveRoster(t.Context(), crowd(3000), "a.csv", importedAt)
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "no room is left") {
		t.Errorf("got %q", fault.Message.EN)
	}
	if dump(t, s) != before {
		t.Error("half a roster was kept")
	}
}

func TestLockedTooLong(t *testing.T) {
	url := sqliteURL(t)
	s, other := mustOpen(t, url), mustOpen(t, url)
	onlyConnection(t, s, "PRAGMA busy_timeout = 1")
	tx, err := other.dialect.begin(t.Context(), other.db)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	_, err = s.SaveRoster(t.Context(), crowd(1), "a.csv", importedAt)
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "keeps the store") {
		t.Errorf("got %q", fault.Message.EN)
	}
}

func TestReadOnlyStore(t *testing.T) {
	s := mustOpen(t, sqliteURL(t))
	onlyConnection(t, s, "PRAGMA query_only = 1")
	_, err := s.SaveRoster(t.Context(), crowd(1), "a.csv", importedAt)
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "cannot be written") {
		t.Errorf("got %q", fault.Message.EN)
	}
}
