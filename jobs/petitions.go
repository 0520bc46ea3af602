package jobs

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/jobs/store"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// PetitionsName is the file of a run folder that holds the petitions which the run
// could know of.
const PetitionsName = "petitions.csv"

// A PetitionReader reads the petitions of a run. Where there are none the table is nil.
type PetitionReader func(ctx context.Context, opt intake.Options) (*intake.PetitionTable, error)

// PetitionsFromFile reads the petitions of a file, csv, xlsx or parquet.
func PetitionsFromFile(path string) PetitionReader {
	return func(ctx context.Context, opt intake.Options) (*intake.PetitionTable, error) {
		t, err := intake.ReadPetitions(ctx, path, opt)
		return t, inTheFile(ctx, err)
	}
}

// PetitionsFromStore reads the petitions of the latest import, if there ever was
// one.
func PetitionsFromStore(st *store.Store) PetitionReader {
	return func(ctx context.Context, _ intake.Options) (*intake.PetitionTable, error) {
		b, info, err := st.LoadPetitions(ctx)
		if errors.Is(err, store.ErrNoPetitions) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return &intake.PetitionTable{Table: &intake.Table{Rows: info.Petitions}, Book: b}, nil
	}
}

// PetitionsFromSample reads the synthetic petitions of the sample county.
func PetitionsFromSample() PetitionReader {
	return func(ctx context.Context, opt intake.Options) (*intake.PetitionTable, error) {
		f := configs.SamplePetitions()
		t, err := intake.ReadPetitionsBytes(ctx, f.Name, f.Text, opt)
		return t, inTheFile(ctx, err)
	}
}

// petitions reads the petitions of a request as they could be known by its day,
// and says in the notes what was passed over. Rows that cannot be read do not keep
// a run from being made: they are told of, and written out where the petitions are
// imported.
func (q Request) petitions(ctx context.Context, people *roster.Roster) (*petition.Book, []source.Text, error) {
	if q.Petitions == nil {
		return nil, nil, nil
	}
	t, err := q.Petitions(ctx, intake.Options{AsOf: q.AsOf, Workers: q.Workers})
	if err != nil || t == nil {
		return nil, nil, err
	}
	known := t.Book.At(q.AsOf)
	notes := t.Notes
	if n := t.RejectedRows(); n > 0 {
		notes = append(notes, source.Say("%d rows of the petitions could not be read: import them to see why",
			"信访记录有 %d 行未能读取：导入时会逐行说明原因", n))
	}
	if n := known.Strangers(people); n > 0 {
		notes = append(notes, source.Say("%d of %d petitions are of nobody on the roster; they are counted for no one",
			"%[2]d 件信访记录中有 %[1]d 件的人员编号不在名册中，不计入任何人", n, known.Len()))
	}
	return known, notes, nil
}

// A PetitionImport is a file of petitions to be made the store's latest.
type PetitionImport struct {
	From      string // what the store calls its source: the path of the file
	AsOf      lang.Date
	Petitions PetitionReader
}

// ImportPetitions reads petitions and makes them the store's latest. A file without
// a row that could be read is refused, so that it takes the place of no other.
func (d *Desk) ImportPetitions(ctx context.Context, i PetitionImport) (*intake.PetitionTable, error) {
	t, err := i.Petitions(ctx, intake.Options{AsOf: i.AsOf, Progress: d.Progress.at(Reading)})
	if err != nil {
		return nil, err
	}
	if t.Book.Len() == 0 {
		return nil, nobody(t.Table)
	}
	return t, d.Store.SavePetitions(ctx, t.Book, i.From, d.Now())
}

// petitionsOf reads the petitions in a run folder; nil where the run had none.
func petitionsOf(dir string, r Record) (*petition.Book, error) {
	if r.Petitions == "" {
		return nil, nil
	}
	name := filepath.Join(dir, PetitionsName)
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := petition.ReadCSV(f)
	if err != nil {
		return nil, damaged(name)
	}
	return b, nil
}
