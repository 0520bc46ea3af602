package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"weiran/rules/source"
)

// sqlite is a file on this machine.
type sqlite struct{ path string }

func newSQLite(path string) (dialect, error) {
	if path == "" || path == ":memory:" {
		return nil, source.Fault{
			Message: source.Say("the store has no file name", "未给出数据库文件名"),
			Hint:    source.Say("write sqlite:weiran.db", "请写成 sqlite:weiran.db"),
		}
	}
	return sqlite{path}, nil
}

func (sqlite) String() string { return "sqlite" }

// open makes the file where there is none, for its owner's eyes only: SQLite
// itself would let everybody on the machine read the numbers in it.
func (s sqlite) open() (*sqlx.DB, error) {
	file, err := os.OpenFile(s.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, s.explain(err)
	}
	if err := file.Close(); err != nil {
		return nil, s.explain(err)
	}
	db, err := sqlx.Open("sqlite", s.address())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	return db, nil
}

// address is the file with its settings. A write-ahead log lets others read
// while one writes; a transaction takes its lock at once, since one that reads
// first and writes later fails where two do so together; who finds the store
// locked waits up to half a minute.
func (s sqlite) address() string {
	path := filepath.ToSlash(s.path)
	if filepath.VolumeName(s.path) != "" {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_busy_timeout=30000&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate"
}

func (sqlite) begin(ctx context.Context, db *sqlx.DB) (*sqlx.Tx, error) { return db.BeginTxx(ctx, nil) }

func (sqlite) migrator(db *sql.DB) (*goose.Provider, error) {
	return newMigrator(goose.DialectSQLite3, "sqlite", db)
}

func (sqlite) bulk(t table) string {
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES (?" +
		strings.Repeat(", ?", len(t.columns)-1) + ")"
}

func (sqlite) flush(*sql.Stmt) error { return nil }

func (s sqlite) explain(err error) source.Fault {
	var refusal *driver.Error
	switch {
	case errors.As(err, &refusal):
		return s.refused(refusal)
	case errors.Is(err, fs.ErrNotExist):
		return source.Fault{
			Message: source.Say("there is no folder for the store %s", "数据库文件 %s 所在的文件夹不存在", s.path),
			Hint:    source.Say("make the folder, or name another file", "请先建立文件夹，或改用其他文件"),
		}
	case errors.As(err, new(*fs.PathError)):
		return s.unwritable()
	}
	return source.Fault{Message: source.Say("store %s: %s", "数据库文件 %s：%s", s.path, err.Error())}
}

func (s sqlite) unwritable() source.Fault {
	return source.Fault{
		Message: source.Say("the store %s cannot be written", "数据库文件 %s 无法写入", s.path),
		Hint:    source.Say("see who may write the file and its folder, or name another file", "请检查文件及其文件夹的写权限，或改用其他文件"),
	}
}

// refused turns SQLite's refusal into words. Its own message, kept for what is
// rare, names tables and columns but quotes no cell.
func (s sqlite) refused(e *driver.Error) source.Fault {
	switch e.Code() & 0xff {
	case codes.SQLITE_CANTOPEN, codes.SQLITE_READONLY, codes.SQLITE_PERM:
		return s.unwritable()
	case codes.SQLITE_NOTADB, codes.SQLITE_CORRUPT:
		return source.Fault{
			Message: source.Say("%s is not a store, or is damaged", "%s 不是数据库文件，或已损坏", s.path),
			Hint:    source.Say("name another file, or put a backup in its place", "请改用其他文件，或用备份恢复"),
		}
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return source.Fault{
			Message: source.Say("another program keeps the store %s locked", "数据库文件 %s 被其他程序锁定", s.path),
			Hint:    source.Say("wait until it is done, then run the command again", "请等待其完成后重新执行"),
		}
	case codes.SQLITE_FULL:
		return source.Fault{
			Message: source.Say("no room is left for the store %s", "数据库文件 %s 所在的磁盘已满", s.path),
			Hint:    source.Say("make room and run the command again", "请清理磁盘后重新执行"),
		}
	}
	return source.Fault{Message: source.Say("store %s: %s", "数据库文件 %s：%s", s.path, e.Error())}
}
