package column

import "weiran/rules/lang"

// A Vector is the outcome of one expression over a batch: a value for each row,
// or unknown, or failed. It belongs to the [Worker] that computed it and holds
// until the worker's next run.
//
// Where a row is unknown or failed its number, date or code is arbitrary and its
// bool false. Which fields a row lacks, or what its fault is, a Vector does not
// say: for those rows, which are few, ask [lang.Expr.Eval].
type Vector struct {
	kind     lang.Kind
	rows     int
	constant bool    // the one row stands for every row of the block
	wide     []int64 // of ints and decimals
	narrow   []int32 // of dates; the codes of texts and of lists
	truth    Bits    // of bools
	texts    *dictionary
	unknown  Bits
	failed   Bits
}

// A dictionary holds the values that the codes of a vector stand for. Its serial
// changes whenever its content does, so that what was computed of each entry can
// be kept.
type dictionary struct {
	serial int64
	texts  []string
	lists  [][]string
}

// Kind gives the kind of the values.
func (v *Vector) Kind() lang.Kind { return v.kind }

// Len gives the count of rows.
func (v *Vector) Len() int { return v.rows }

// Unknown gives the rows that are unknown, nil where none is.
func (v *Vector) Unknown() Bits { return v.unknown }

// Failed gives the rows that failed, nil where none did. No row is both.
func (v *Vector) Failed() Bits { return v.failed }

// Known reports whether a row has a value.
func (v *Vector) Known(row int) bool { return !v.unknown.Has(row) && !v.failed.Has(row) }

// Bools gives the rows of a bool that are known and true.
func (v *Vector) Bools() Bits { return v.truth }

// Ints gives ints, or decimals as counts of 1/10 000.
func (v *Vector) Ints() []int64 { return v.wide }

// Dates gives dates as days since 1970-01-01, as [lang.Date] counts them.
func (v *Vector) Dates() []int32 { return v.narrow }

// Codes gives, for each text, its index in [Vector.Texts]. Two codes may stand
// for equal texts.
func (v *Vector) Codes() []int32 { return v.narrow }

// Texts gives the texts that codes stand for; other kinds have none.
func (v *Vector) Texts() []string {
	if v.texts == nil {
		return nil
	}
	return v.texts.texts
}

// Value gives one row as lang has it. An unknown names no field and a failure
// has no message.
func (v *Vector) Value(row int) lang.Value {
	if v.constant {
		row = 0
	}
	switch {
	case v.failed.Has(row):
		return lang.Failed(fault)
	case v.unknown.Has(row):
		return lang.Unknown()
	}
	switch v.kind {
	case lang.Bool:
		return lang.BoolOf(v.truth.Has(row))
	case lang.Int:
		return lang.IntOf(v.wide[row])
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(v.wide[row]))
	case lang.DateKind:
		return lang.DateOf(lang.Date(v.narrow[row]))
	case lang.Strings:
		return lang.StringsOf(v.texts.lists[v.narrow[row]])
	}
	return lang.StringOf(v.texts.texts[v.narrow[row]])
}

// decided reports whether every row has a value.
func (v *Vector) decided() bool { return v.unknown == nil && v.failed == nil }

// at gives where the value of a row stands: a constant has one for all.
func (v *Vector) at(row int) int {
	if v.constant {
		return 0
	}
	return row
}

// A doubt is 64 rows of what is unknown and what failed.
type doubt struct{ unknown, failed uint64 }

// doubt gives the rows of one word that have no value.
func (v *Vector) doubt(word int) doubt {
	return doubt{v.word(v.unknown, word), v.word(v.failed, word)}
}

// word gives 64 rows of the vector's bits; those of a constant are all alike.
func (v *Vector) word(b Bits, word int) uint64 {
	switch {
	case b == nil:
		return 0
	case v.constant:
		return -(b[0] & 1)
	}
	return b[word]
}
