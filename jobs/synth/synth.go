package synth

import (
	"context"
	"fmt"
	"io"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Format is how a roster is written.
type Format string

// The formats. Parquet leaves the private fields out, as a run folder does.
const (
	CSV     Format = "csv"
	Parquet Format = "parquet"
)

// Formats gives all of them.
func Formats() []string { return []string{string(CSV), string(Parquet)} }

// MaxPersons is the most that the keys have digits for.
const MaxPersons = 99_999_999

// An Order says what roster to make.
type Order struct {
	Persons  int64 // 1 to MaxPersons
	Seed     uint64
	Schema   *roster.Schema
	Format   Format
	Progress func(done, total int64) // in persons; nil tells nobody
}

// Made says what was planted, and which fields of the schema stayed empty because
// nothing is known of them here.
type Made struct {
	Hotspots, Errors, Warnings int64
	Empty                      []string
}

// Write writes the roster, and the list of what is planted in it. An order that
// cannot be carried out is a [source.Fault]; every other error is of a writer or
// of the context.
func (o Order) Write(ctx context.Context, to, planted io.Writer) (Made, error) {
	if o.Persons < 1 || o.Persons > MaxPersons {
		return Made{}, source.Fault{
			Message: source.Say("a roster cannot have %d persons", "名册不能有 %d 人", o.Persons),
			Hint:    source.Say("1 to %d can be made", "可生成 1 至 %d 人", int64(MaxPersons)),
		}
	}
	columns, filled := columnsOf(o.Schema)
	out, err := o.open(to, columns)
	if err != nil {
		return Made{}, err
	}
	list := newLedger(planted, filled)
	if err := o.fill(ctx, out, list); err != nil {
		return Made{}, err
	}
	if err := out.close(); err != nil {
		return Made{}, fmt.Errorf("write synthetic roster: %w", err)
	}
	if err := list.close(); err != nil {
		return Made{}, fmt.Errorf("write list of what is planted: %w", err)
	}
	list.made.Empty = o.emptyFields(columns)
	return list.made, nil
}

func (o Order) open(to io.Writer, columns []column) (sink, error) {
	switch o.Format {
	case CSV:
		return newCSVSink(to, o.Schema, columns)
	case Parquet:
		return newParquetSink(to, o.Schema, columns)
	}
	return nil, source.Fault{
		Message: source.Say("unknown format %q", "未知的格式 %q", string(o.Format)),
		Hint:    source.DidYouMean(string(o.Format), Formats()),
	}
}

// fill draws county after county.
func (o Order) fill(ctx context.Context, out sink, list *ledger) error {
	for number := uint64(0); ; number++ {
		done := int64(number) * countyPersons
		if o.Progress != nil {
			o.Progress(min(done, o.Persons), o.Persons)
		}
		if done >= o.Persons {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		c := newCounty(o.Seed, number, list.filled)
		if err := c.write(min(countyPersons, o.Persons-done), out, list); err != nil {
			return fmt.Errorf("write synthetic roster: %w", err)
		}
	}
}

// write draws the first persons of a county.
func (c *county) write(persons int64, out sink, list *ledger) error {
	var p person
	for range persons {
		t, wrong := c.next(&p)
		if err := out.add(&p); err != nil {
			return err
		}
		list.note(&p, t, wrong)
	}
	list.spots(c)
	return nil
}

// emptyFields names the fields that are filled for nobody. Identity numbers and
// telephones never are.
func (o Order) emptyFields(columns []column) (names []string) {
	for i, c := range columns {
		if f := o.Schema.Fields[i]; c.field == nothing && !f.Private {
			names = append(names, f.Name)
		}
	}
	return names
}
