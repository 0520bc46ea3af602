package roster

import (
	"context"

	"github.com/apache/arrow-go/v18/arrow"

	"weiran/rules/internal/chunks"
)

// A place is where a row stands: in which batch, and at which row of it.
type place struct{ batch, at int32 }

// take gives some rows as a roster of its own, in batches of [DefaultBatchRows].
// What it gives depends on the rows' cells alone, dictionaries included: each
// batch has the words of its own rows, in the order in which they come.
func (r *Roster) take(rows []uint32) *Roster {
	columns := r.columnwise()
	taken := make([]arrow.RecordBatch, (len(rows)+DefaultBatchRows-1)/DefaultBatchRows)
	chunks.Tasks(context.Background(), len(taken), 0, func(n int) error {
		from := n * DefaultBatchRows
		places := r.places(rows[from:min(from+DefaultBatchRows, len(rows))])
		batch := newFilling(r.Schema, len(places))
		for i, column := range columns {
			batch.columns[i].take(column, places)
		}
		taken[n] = batch.record(len(places))
		return nil
	})
	return newRoster(r.Schema, taken, DefaultBatchRows)
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

func (r *Roster) places(rows []uint32) []place {
	places := make([]place, len(rows))
	for i, row := range rows {
		places[i] = place{int32(int(row) / r.even), int32(int(row) % r.even)}
	}
	return places
}

// takeKnown appends which of the cells are known.
func (v *validity) take(from []strip, places []place) {
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

func (f *textFiller) take(from []strip, places []place) {
	for _, p := range places {
		text := ""
		if s := &from[p.batch]; f.note(s.known(int(p.at))) {
			text = s.plain.Value(int(p.at))
		}
		f.texts.add(text)
	}
}

// take looks each word of a source up once, and after that knows its code.
func (f *codeFiller) take(from []strip, places []place) {
	own := make([][]int32, len(from)) // by batch and code: 1 + the code here, 0 where not yet met
	for _, p := range places {
		code := int32(0)
		if s := &from[p.batch]; f.note(s.known(int(p.at))) {
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
