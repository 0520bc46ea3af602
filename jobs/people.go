package jobs

import (
	"context"
	"errors"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/jobs/store"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// People reads the roster of a run under a schema.
type People func(ctx context.Context, s *roster.Schema, opt intake.Options) (*intake.Table, error)

// FromFile reads the people of a roster file, csv, xlsx or parquet.
func FromFile(path string) People {
	return func(ctx context.Context, s *roster.Schema, opt intake.Options) (*intake.Table, error) {
		t, err := intake.ReadRoster(ctx, path, s, opt)
		return t, inTheFile(ctx, err)
	}
}

// FromStore reads the people of the latest import.
func FromStore(st *store.Store) People {
	return func(ctx context.Context, s *roster.Schema, _ intake.Options) (*intake.Table, error) {
		r, info, err := st.LoadRoster(ctx, s)
		if errors.Is(err, store.ErrNoRoster) {
			return nil, mistake(source.Say("no roster has been imported", "尚未导入名册"),
				source.Say("import one: weiran import roster FILE, or name one with --roster",
					"请先导入：weiran import roster 文件，或用 --roster 指定"))
		}
		if err != nil {
			return nil, err
		}
		return &intake.Table{Roster: r, Rows: info.Persons, Notes: unread(info)}, nil
	}
}

// unread says which fields of the store the schema does not have.
func unread(info store.RosterInfo) (notes []source.Text) {
	for _, field := range info.Unread {
		notes = append(notes, source.Say("the field %s of the imported roster is not in the schema; it is passed over",
			"导入名册中的字段 %s 不在名册结构中，已忽略", field))
	}
	return notes
}

// FromSample reads the synthetic people of the sample county.
func FromSample() People {
	return func(ctx context.Context, s *roster.Schema, opt intake.Options) (*intake.Table, error) {
		f := configs.SampleRoster()
		t, err := intake.ReadRosterBytes(ctx, f.Name, f.Text, s, opt)
		return t, inTheFile(ctx, err)
	}
}

// inTheFile makes an error of reading a roster the user's, unless the reading
// was broken off.
func inTheFile(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	return Mistake{err}
}
