package roster

import (
	"context"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/internal/chunks"
)

// A place is where a row stands: in which batch, and at which row of it.
type place struct{ batch, at int32 }

// take gives some rows as a roster of its own, in batches of [DefaultBatchRows].
// What it gives depends on the rows' cells alone, dictionaries included: each
// batch has the words of its own rows, in the order in which they come.
//
// A worker takes a whole column at a time: the cells of one column fit into the
// processor's cache, in which those of all would chase each other.
func (r *Roster) take(rows []uint32) *Roster {
	places := slices.Collect(slices.Chunk(placesIn(r, rows), DefaultBatchRows))
	columns := r.columnwise()
	taken := make([][]arrow.Array, len(columns))
	chunks.Tasks(context.Background(), len(columns), 0, func(i int) error {
		for _, batch := range places {
			column := newFiller(&r.Schema.Fields[i], len(batch))
			column.take(columns[i], batch)
			taken[i] = append(taken[i], column.array())
		}
		return nil
	})
	batches := make([]arrow.RecordBatch, len(places))
	for n := range places {
		arrays := make([]arrow.Array, len(columns))
		for i := range arrays {
			arrays[i] = taken[i][n]
		}
		batches[n] = array.NewRecordBatch(r.Schema.ArrowSchema(), arrays, int64(len(places[n])))
	}
	return newRoster(r.Schema, batches, DefaultBatchRows)
}

// columnwise gives the strips of each column, one a batch.
func (r *Roster) columnwise() [][]strip {
	columns := make([][]strip, len(r.Schema.Fields))
	for i := range columns {
		for _, strips := range r.strips {
			columns[i] = append(columns[i], strips[i])
		}
	}
	return columns
}

// placesIn says where some rows stand.
func placesIn[N uint32 | int32](r *Roster, rows []N) []place {
	places := make([]place, len(rows))
	for i, row := range rows {
		places[i] = place{int32(int(row) / r.even), int32(int(row) % r.even)}
	}
	return places
}

// take appends which of the cells are known.
func (v *validity) take(from []strip, places []place) {
	if !slices.ContainsFunc(from, func(s strip) bool { return s.valid != nil }) {
		v.rows += len(places) // without an empty cell nobody reads the bits
		return
	}
	for _, p := range places {
		v.note(from[p.batch].known(int(p.at)))
	}
}

func (f *wideFiller) take(from []strip, places []place) {
	f.validity.take(from, places)
	for _, p := range places {
		f.values = append(f.values, from[p.batch].wide[p.at])
	}
}

func (f *dayFiller) take(from []strip, places []place) {
	f.validity.take(from, places)
	for _, p := range places {
		f.values = append(f.values, from[p.batch].days[p.at])
	}
}

func (f *boolFiller) take(from []strip, places []place) {
	for _, p := range places {
		f.values = appendBit(f.values, f.rows, from[p.batch].truth.Value(int(p.at)))
		f.note(from[p.batch].known(int(p.at)))
	}
}

// take asks for the lengths first: texts would be copied again and again as they
// grow.
func (f *textFiller) take(from []strip, places []place) {
	f.validity.take(from, places)
	length := 0
	for _, p := range places {
		length += from[p.batch].plain.ValueLen(int(p.at))
	}
	f.texts.bytes = slices.Grow(f.texts.bytes, length)
	for _, p := range places {
		f.texts.add(from[p.batch].plain.Value(int(p.at)))
	}
}

// take looks each word of a source up once, and after that knows its code.
func (f *codeFiller) take(from []strip, places []place) {
	f.validity.take(from, places)
	own := make([][]int32, len(from)) // by batch and code: 1 + the code here, 0 where not yet met
	for _, p := range places {
		s, code := &from[p.batch], int32(0)
		if s.known(int(p.at)) {
			if own[p.batch] == nil {
				own[p.batch] = make([]int32, len(s.words))
			}
			met := &own[p.batch][s.codes[p.at]]
			if *met == 0 {
				*met = 1 + f.word(s.words[s.codes[p.at]])
			}
			code = *met - 1
		}
		f.codes = append(f.codes, code)
	}
}
