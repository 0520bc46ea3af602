package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"weiran/rules/source"
)

// A Store keeps rosters and runs in a database. It is safe for concurrent use,
// by several programs too.
type Store struct {
	db      *sqlx.DB
	dialect dialect
}

// ErrNewer says that the store's tables were made by a newer weiran.
var ErrNewer error = source.Fault{
	Message: source.Say("the store was made by a newer version of weiran", "数据库由更新版本的 weiran 建立"),
	Hint:    source.Say("install that version or a later one", "请安装该版本或更新的版本"),
}

// Open connects to the store at a URL and brings its tables up to date. The URL
// is postgres://… or postgresql://… for a PostgreSQL database; sqlite:PATH or
// just PATH for a file, which is made where there is none.
//
// An error holds a [source.Fault] that says in both languages what to do: no
// server answers, a password is wrong, a database is missing, a file cannot be
// written, or [ErrNewer]. No error shows a password.
func Open(ctx context.Context, url string) (*Store, error) {
	d, err := locate(url)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	db, err := d.open()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{db: db, dialect: d}
	if err := s.db.PingContext(ctx); err != nil {
		return nil, errors.Join(s.fault(ctx, "open store", err), db.Close())
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(s.fault(ctx, "open store", err), db.Close())
	}
	return s, nil
}

// locate reads the URL of a store.
func locate(url string) (dialect, error) {
	scheme, rest, found := strings.Cut(url, ":")
	switch {
	case scheme == "postgres" || scheme == "postgresql":
		return newPostgres(url)
	case found && scheme == "sqlite":
		return newSQLite(strings.TrimPrefix(rest, "//"))
	case found && strings.HasPrefix(rest, "//"):
		return nil, source.Fault{
			Message: source.Say("a store cannot be at %s://", "不支持 %s:// 数据库", scheme),
			Hint:    source.DidYouMean(scheme, []string{"postgres", "postgresql", "sqlite"}),
		}
	}
	return newSQLite(url)
}

// Close lets the database go.
func (s *Store) Close() error { return s.db.Close() }

// Dialect gives the kind of database: postgres or sqlite.
func (s *Store) Dialect() string { return s.dialect.String() }

// migrate brings the tables up to date.
func (s *Store) migrate(ctx context.Context) error {
	p, err := s.dialect.migrator(s.db.DB)
	if err != nil {
		return err
	}
	for {
		has, wants, err := p.GetVersions(ctx)
		switch {
		case err != nil:
			return err
		case has > wants:
			return ErrNewer
		case has == wants:
			return nil
		}
		if _, err := p.Up(ctx); err != nil && !overtaken(ctx, p, has) {
			return err
		}
	}
}

// overtaken reports whether another program has brought the tables further than
// they were. With SQLite, where goose has no lock, that is why a migration fails
// when two programs start together, and no reason to give up.
func overtaken(ctx context.Context, p *goose.Provider, since int64) bool {
	has, _, err := p.GetVersions(ctx)
	return err == nil && has > since
}

// fault says what failed and why, in words that hold no value from the database.
// A context that ended explains every error after it: PostgreSQL calls that a
// canceled statement.
func (s *Store) fault(ctx context.Context, doing string, err error) error {
	var said source.Fault
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	case errors.As(err, &said):
		return fmt.Errorf("%s: %w", doing, err)
	}
	return fmt.Errorf("%s: %w", doing, s.dialect.explain(err))
}
