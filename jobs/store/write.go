package store

import (
	"context"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"weiran/rules/source"
)

// atOnce does the work in one transaction: all of it is kept, or none.
func (s *Store) atOnce(ctx context.Context, work func(tx *sqlx.Tx) error) error {
	tx, err := s.dialect.begin(ctx, s.db)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	if err := work(tx); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return tx.Commit()
}

// glance is how many rows are written between two looks at the context.
const glance = 500

// rowsOf are the rows of a table, in their order; an error ends them.
type rowsOf iter.Seq2[[]any, error]

// fill writes rows to a table; the slice of one row may be used again for the
// next. It stops where the context ends, where a row comes with an error, and at
// a text that PostgreSQL cannot keep; SQLite refuses it too, so that a roster
// fits both or neither.
func (s *Store) fill(ctx context.Context, tx *sqlx.Tx, t table, rows rowsOf) error {
	bulk, err := tx.PrepareContext(ctx, s.dialect.bulk(t))
	if err != nil {
		return err
	}
	defer bulk.Close()
	n := 0
	for row, err := range rows {
		if n++; n%glance == 1 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return err
		}
		if i := unstorable(row); i >= 0 {
			return badText(t.columns[i], n)
		}
		if _, err := bulk.Exec(row...); err != nil {
			return err
		}
	}
	return s.dialect.flush(bulk)
}

// unstorable finds a text that a database cannot keep, or gives -1.
func unstorable(row []any) int {
	for i, v := range row {
		if text, ok := v.(string); ok && !storable(text) {
			return i
		}
	}
	return -1
}

func storable(text string) bool {
	return utf8.ValidString(text) && strings.IndexByte(text, 0) < 0
}

// badText names the place of a text that a database cannot keep, never the text.
func badText(field string, row int) source.Fault {
	return source.Fault{
		Message: source.Say("row %d: %s holds a character that a database cannot keep", "第 %d 行：%s 含有数据库无法保存的字符", row, field),
		Hint:    source.Say("look for a control character or a wrong encoding in the file", "请检查文件中的控制字符或编码"),
	}
}
