package store

import (
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/lib/pq"

	"weiran/jobs/store/pgtest"
)

func TestLocate(t *testing.T) {
	for at, want := range map[string]dialect{
		"weiran.db":                   sqlite{"weiran.db"},
		"sqlite:weiran.db":            sqlite{"weiran.db"},
		"sqlite:/srv/weiran.db":       sqlite{"/srv/weiran.db"},
		"sqlite:///srv/weiran.db":     sqlite{"/srv/weiran.db"},
		"data/名册 1.db":                sqlite{"data/名册 1.db"},
		`C:\weiran\weiran.db`:         sqlite{`C:\weiran\weiran.db`},
		"postgres.db":                 sqlite{"postgres.db"},
		"sqlite:what is this?#50%.db": sqlite{"what is this?#50%.db"},
	} {
		if got, err := locate(at); err != nil || got != want {
			t.Errorf("%s is %v (%v), want %v", at, got, err, want)
		}
	}
}

func TestLocateRefuses(t *testing.T) {
	for name, at := range map[string]string{
		"another database":   "mysql://root:secret@db/weiran",
		"a misspelt scheme":  "postgre://weiran:secret@db/weiran",
		"an unescaped slash": "postgres://weiran:sec/ret@db:5432/weiran",
		"a wild percent":     "postgres://weiran:secret%@db/weiran",
		"an unknown mode":    "postgres://weiran:secret@db/weiran?sslmode=maybe",
		"nothing":            "",
		"no file":            "sqlite:",
		"no real file":       "sqlite::memory:",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), at)
			fault := faultOf(t, err)
			if all := err.Error() + fault.Message.ZH + fault.Hint.EN + fault.Hint.ZH; strings.Contains(all, "sec") {
				t.Errorf("shows the password: %s", all)
			}
		})
	}
}

func TestHowToEncrypt(t *testing.T) {
	t.Setenv("PGSSLMODE", "") // so that it comes back at the end
	os.Unsetenv("PGSSLMODE")
	for at, want := range map[string]pq.SSLMode{
		"postgres://u@localhost/d":                 pq.SSLModeDisable,
		"postgres://u@127.0.0.1:5433/d":            pq.SSLModeDisable,
		"postgres://u@[::1]/d":                     pq.SSLModeDisable,
		"postgres:///d?host=/run/postgresql":       pq.SSLModeDisable,
		"postgresql://u@db.county.example/d":       pq.SSLModePrefer,
		"postgres://u@10.0.0.5/d":                  pq.SSLModePrefer,
		"postgres://u@localhost/d?sslmode=require": pq.SSLModeRequire,
	} {
		d, err := newPostgres(at)
		if err != nil {
			t.Errorf("%s: %v", at, err)
			continue
		}
		if got := d.(postgres).config.SSLMode; got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
	t.Setenv("PGSSLMODE", "verify-full")
	d, err := newPostgres("postgres://u@localhost/d")
	if err != nil || d.(postgres).config.SSLMode != pq.SSLModeVerifyFull {
		t.Errorf("PGSSLMODE is not heeded: %v, %v", d, err)
	}
}

func TestOpenTwice(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		first := mustOpen(t, url)
		second := mustOpen(t, url)
		if first.Dialect() != second.Dialect() || !strings.HasPrefix(url, first.Dialect()) {
			t.Errorf("%s, then %s, is not the dialect of the URL", first.Dialect(), second.Dialect())
		}
	})
}

// TestOpenTogether has several programs find a database without tables at once.
func TestOpenTogether(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				s, err := Open(t.Context(), url)
				if err != nil {
					t.Error(err)
					return
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		mustOpen(t, url)
	})
}

func TestFileIsForItsOwner(t *testing.T) {
	at := filepath.Join(t.TempDir(), "名册 1?#50%.db")
	mustOpen(t, at)
	info, err := os.Stat(at)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the URL is not there, for its owner alone: %v, %v", info, err)
	}
}

func TestNewerStore(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		before := dump(t, s)
		if _, err := s.db.Exec("INSERT INTO " + versionTable + " (version_id, is_applied) VALUES (9999, true)"); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), url)
		if faultOf(t, err); !errors.Is(err, ErrNewer) {
			t.Errorf("got %v, want ErrNewer", err)
		}
		if dump(t, s) != before {
			t.Error("a newer store was changed")
		}
	})
}

func TestOpenFile(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database, but long enough to be one. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ at, want string }{
		"no such folder":      {filepath.Join(dir, "no", "weiran.db"), "there is no folder"},
		"a folder":            {dir, "cannot be written"},
		"a file for a folder": {filepath.Join(text, "weiran.db"), "cannot be written"},
		"not a database":      {text, "is not a store"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), c.at)
			if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, c.want) {
				t.Errorf("got %q, want %q", fault.Message.EN, c.want)
			}
		})
	}
}

// changed gives a database's URL with something else about it.
func changed(t *testing.T, address string, change func(u *url.URL)) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	change(u)
	return u.String()
}

func TestOpenServer(t *testing.T) {
	address := pgtest.Database(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for name, c := range map[string]struct {
		want   string
		change func(u *url.URL)
	}{
		"no server":      {"no PostgreSQL server answers", func(u *url.URL) { u.Host = closed.Addr().String() }},
		"no host":        {"no PostgreSQL server answers", func(u *url.URL) { u.Host = "no-such-host.invalid:5432" }},
		"wrong password": {"does not let user", func(u *url.URL) { u.User = url.UserPassword("weiran", "top-secret") }},
		"no user":        {"does not let user", func(u *url.URL) { u.User = url.UserPassword("somebody", "top-secret") }},
		"no database":    {`has no database "nowhere"`, func(u *url.URL) { u.Path = "/nowhere" }},
		"no encryption":  {"does not encrypt", func(u *url.URL) { u.RawQuery = "sslmode=require" }},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), changed(t, address, c.change))
			fault := faultOf(t, err)
			if !strings.Contains(fault.Message.EN, c.want) {
				t.Errorf("got %q, want %q", fault.Message.EN, c.want)
			}
			if strings.Contains(err.Error()+fault.Message.ZH+fault.Hint.EN+fault.Hint.ZH, "top-secret") {
				t.Error("shows the password")
			}
		})
	}
}

func TestUserWithoutRights(t *testing.T) {
	address := pgtest.Database(t)
	owner := mustOpen(t, address)
	for _, statement := range []string{
		"DROP ROLE IF EXISTS guest",
		"CREATE ROLE guest LOGIN PASSWORD 'guest'",
	} {
		if _, err := owner.db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	_, err := Open(t.Context(), changed(t, address, func(u *url.URL) { u.User = url.UserPassword("guest", "guest") }))
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, `user "guest" may not`) {
		t.Errorf("got %q", fault.Message.EN)
	}
}

func TestDatabaseDroppedMeanwhile(t *testing.T) {
	address := pgtest.Database(t)
	s := mustOpen(t, address)
	name := s.dialect.(postgres).config.Database
	other := mustOpen(t, pgtest.Database(t))
	if _, err := other.db.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
		t.Fatal(err)
	}
	_, err := s.SaveRoster(t.Context(), crowd(1), "a.csv", importedAt)
	if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "has no database") && !strings.Contains(fault.Message.EN, "was lost") {
		t.Errorf("got %q", fault.Message.EN)
	}
}

func TestOpenAfterTheContext(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Open(ctx, url); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

// TestNoCellInErrors provokes refusals whose own words repeat a cell.
func TestNoCellInErrors(t *testing.T) {
	const cell = "样例姓名"
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		for _, statement := range []string{
			"CREATE TABLE only_once (name text UNIQUE)",
			"INSERT INTO only_once VALUES ('" + cell + "')",
		} {
			if _, err := s.db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		for name, statement := range map[string]string{
			"a key twice":    "INSERT INTO only_once VALUES (?)",
			"a wrong type":   "INSERT INTO roster (full_hash, hash, persons) VALUES ('a', 'b', ?)",
			"a wrong status": "INSERT INTO impact (run, position, policy, person, status) VALUES ('r', 1, 'p', 'x', ?)",
			"no such run":    "INSERT INTO run_rules (run, position, rules, file, hash) VALUES (?, 1, 'a', 'b', 'c')",
		} {
			_, err := s.db.Exec(s.db.Rebind(statement), cell)
			if err == nil {
				t.Errorf("%s is not refused", name)
				continue
			}
			told := s.fault(t.Context(), "test", err)
			fault := s.dialect.explain(err)
			if strings.Contains(told.Error()+fault.Message.ZH+fault.Hint.ZH, cell) {
				t.Errorf("%s: repeats the cell: %v", name, told)
			}
		}
	})
}
