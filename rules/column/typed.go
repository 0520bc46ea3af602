package column

import (
	"fmt"

	"weiran/rules/lang"
)

// Doubts are the rows of a column that have no value; nil bits mean that there is
// none. Where a row is in both it has failed.
type Doubts struct{ Unknown, Failed Bits }

// Ints makes a column of ints.
//
// Neither it nor the other columns of slices copy them: the slices must stay as
// they are for as long as the batch is run. What a row without a value has in
// them is of no account. A length that is not the batch's, of the values or of
// the bits, is an error of [Worker.Run].
func Ints(values []int64, none Doubts) Column {
	return typed(Vector{kind: lang.Int, rows: len(values), wide: values}, none)
}

// Decimals makes a column of decimals, counted in 1/10 000.
func Decimals(values []int64, none Doubts) Column {
	return typed(Vector{kind: lang.DecimalKind, rows: len(values), wide: values}, none)
}

// Dates makes a column of dates, in days since 1970-01-01.
func Dates(days []int32, none Doubts) Column {
	return typed(Vector{kind: lang.DateKind, rows: len(days), narrow: days}, none)
}

// Bools makes a column of bools, true in the rows of the bits, for so many rows.
func Bools(truth Bits, rows int, none Doubts) Column {
	if truth == nil {
		truth = NewBits(rows)
	}
	return typed(Vector{kind: lang.Bool, rows: rows, truth: truth}, none)
}

// Codes makes a column of texts: of every row the index of its text. A code of a
// row that has a value must stand for one of the texts.
func Codes(codes []int32, texts []string, none Doubts) Column {
	return typed(Vector{kind: lang.String, rows: len(codes), narrow: codes, texts: &dictionary{texts: texts}}, none)
}

func typed(v Vector, none Doubts) Column {
	v.unknown, v.failed = none.Unknown, none.Failed
	return Column{vector: &v}
}

// bindVector reads a column of slices or of another program, where it is.
func (w *Worker) bindVector(into *bound, f lang.Field, v *Vector) error {
	switch {
	case v.kind != f.Kind:
		return fmt.Errorf("column: the field %s is %s, its column is %s", f.Name, f.Kind, v.kind)
	case v.rows != w.total:
		return fmt.Errorf("column: the field %s has %d rows, the batch %d", f.Name, v.rows, w.total)
	}
	for _, b := range []Bits{v.truth, v.unknown, v.failed} {
		if b != nil && len(b) != words(w.total) {
			return fmt.Errorf("column: the field %s has bits for %d rows, the batch %d", f.Name, len(b)*wordRows, w.total)
		}
	}
	into.Vector = *v
	if v.texts != nil {
		w.serial++
		into.lent = dictionary{serial: w.serial, texts: v.texts.texts, lists: v.texts.lists}
		into.texts = &into.lent
	}
	into.keepPromises()
	return nil
}

// keepPromises makes the bound what a [Vector] promises to be and a caller's
// slices need not: no row both unknown and failed, none true without a value, and
// no code that stands for nothing.
func (b *bound) keepPromises() {
	b.separate()
	switch {
	case b.decided():
	case b.kind == lang.Bool:
		b.clearTruth()
	case b.texts != nil:
		b.tameCodes()
	}
}

// separate takes rows that failed out of those that are unknown, and makes nil
// what is empty.
func (b *bound) separate() {
	if b.unknown != nil && b.failed != nil {
		b.own.unknown = append(b.own.unknown[:0], b.unknown...)
		b.unknown = b.own.unknown
		for i := range b.unknown {
			b.unknown[i] &^= b.failed[i]
		}
	}
	if b.unknown.none() {
		b.unknown = nil
	}
	if b.failed.none() {
		b.failed = nil
	}
}

// clearTruth makes rows without a value not true.
func (b *bound) clearTruth() {
	b.own.truth = append(b.own.truth[:0], b.truth...)
	b.truth = b.own.truth
	for i := range b.truth {
		d := b.doubt(i)
		b.truth[i] &^= d.unknown | d.failed
	}
}

// tameCodes makes the codes of rows without a value stand for something. Nearly
// always they do, and need not be copied.
func (b *bound) tameCodes() {
	entries := max(1, len(b.texts.texts), len(b.texts.lists))
	for row := range b.open() {
		if uint(b.narrow[row]) >= uint(entries) {
			b.own.narrow = append(b.own.narrow[:0], b.narrow...)
			b.narrow = b.own.narrow
			b.settleCodes()
			return
		}
	}
}
