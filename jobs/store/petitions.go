package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/source"
)

// ErrNoPetitions says that no petitions were ever imported.
var ErrNoPetitions error = source.Fault{
	Message: source.Say("no petitions have been imported", "尚未导入信访记录"),
	Hint:    source.Say("import them with: weiran import petitions FILE", "请先导入：weiran import petitions 文件"),
}

// PetitionsInfo describes petitions in the store.
type PetitionsInfo struct {
	Hash      string    // of [petition.Book.Hash]
	Source    string    // the file they were last imported from
	At        time.Time // when they were last imported
	Imports   int       // how often they were imported
	Petitions int
}

// SavePetitions keeps a book of petitions and makes it the one in use; source is
// the file it came from, at the time of the import. A book takes the place of the
// one before, as rosters do: nothing is deleted, and one that the store has already
// is only noted as imported again. All of it happens in one transaction.
func (s *Store) SavePetitions(ctx context.Context, b *petition.Book, source string, at time.Time) error {
	err := s.atOnce(ctx, func(tx *sqlx.Tx) error {
		id, fresh, err := claimPetitions(ctx, tx, b)
		if err != nil {
			return err
		}
		if fresh {
			if err := s.fill(ctx, tx, petitions, petitionRows(id, b)); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, tx.Rebind(
			`INSERT INTO petition_import (book, source, imported_at) VALUES (?, ?, ?)`), id, source, moment(at))
		return err
	})
	return s.fault(ctx, "save petitions", err)
}

// claimPetitions enters a book by its content, as claimRoster does a roster.
func claimPetitions(ctx context.Context, tx *sqlx.Tx, b *petition.Book) (id int64, fresh bool, err error) {
	err = tx.GetContext(ctx, &id, tx.Rebind(
		`INSERT INTO petition_book (hash, petitions) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING RETURNING id`),
		b.Hash(), b.Len())
	if !errors.Is(err, sql.ErrNoRows) {
		return id, true, err
	}
	err = tx.GetContext(ctx, &id, tx.Rebind(`SELECT id FROM petition_book WHERE hash = ?`), b.Hash())
	return id, false, err
}

// petitions is the table of the records of books.
var petitions = table{"petition", append([]string{"book", "position"}, strings.Fields(petitionColumns)...)}

const petitionColumns = "number person made_on form persons concerned category purpose repeats deadline place status"

func petitionRows(id int64, b *petition.Book) rowsOf {
	return func(yield func([]any, error) bool) {
		for i, r := range b.All() {
			if !yield([]any{
				id, i, r.Number, textOrNull(r.Person), r.Date.String(), textOrNull(r.Form), countOrNull(r.Persons),
				countOrNull(r.Concerned), textOrNull(r.Category), textOrNull(r.Purpose), textOrNull(r.Repeat),
				dateOrNull(r.Deadline), textOrNull(r.Place), textOrNull(r.Status),
			}, nil) {
				return
			}
		}
	}
}

func textOrNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}

func countOrNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

func dateOrNull(d lang.Date) any {
	if d == 0 {
		return nil
	}
	return d.String()
}

// LoadPetitions reads the petitions in use. A store without any gives
// [ErrNoPetitions].
func (s *Store) LoadPetitions(ctx context.Context) (*petition.Book, PetitionsInfo, error) {
	b, info, err := s.loadPetitions(ctx)
	return b, info, s.fault(ctx, "load petitions", err)
}

// selectPetitions reads the book in use.
const selectPetitions = `
SELECT b.id, b.hash, b.petitions, i.source, i.imported_at AS at,
       (SELECT count(*) FROM petition_import n WHERE n.book = b.id) AS imports
FROM petition_import i JOIN petition_book b ON b.id = i.book
ORDER BY i.id DESC LIMIT 1`

func (s *Store) loadPetitions(ctx context.Context) (*petition.Book, PetitionsInfo, error) {
	var latest struct {
		ID        int64
		Hash      string
		Petitions int
		Source    string
		At        moment
		Imports   int
	}
	err := s.db.GetContext(ctx, &latest, selectPetitions)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoPetitions
	}
	if err != nil {
		return nil, PetitionsInfo{}, err
	}
	records, err := s.readPetitions(ctx, latest.ID)
	if err != nil {
		return nil, PetitionsInfo{}, err
	}
	b, err := petition.NewBook(records)
	return b, PetitionsInfo{
		Hash: latest.Hash, Source: latest.Source, At: time.Time(latest.At),
		Imports: latest.Imports, Petitions: latest.Petitions,
	}, err
}

func (s *Store) readPetitions(ctx context.Context, id int64) ([]petition.Record, error) {
	rows, err := s.db.QueryContext(ctx, s.db.Rebind(
		`SELECT `+strings.Join(petitions.columns[2:], ", ")+` FROM petition WHERE book = ? ORDER BY position`), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var records []petition.Record
	cells := petitionCells()
	for rows.Next() {
		if err := rows.Scan(cells...); err != nil {
			return nil, err
		}
		records = append(records, petitionOf(cells))
	}
	return records, rows.Err()
}

// petitionCells are what the columns of a petition are read into.
func petitionCells() []any {
	var cells []any
	for _, name := range petitions.columns[2:] {
		kind := lang.String
		switch name {
		case "made_on", "deadline":
			kind = lang.DateKind
		case "persons", "concerned":
			kind = lang.Int
		}
		cells = append(cells, &cell{kind: kind})
	}
	return cells
}

func petitionOf(cells []any) petition.Record {
	value := func(i int) lang.Value { return cells[i].(*cell).value }
	return petition.Record{
		Number: value(0).Str(), Person: value(1).Str(), Date: value(2).Date(), Form: value(3).Str(),
		Persons: value(4).Int(), Concerned: value(5).Int(), Category: value(6).Str(), Purpose: value(7).Str(),
		Repeat: value(8).Str(), Deadline: value(9).Date(), Place: value(10).Str(), Status: value(11).Str(),
	}
}
