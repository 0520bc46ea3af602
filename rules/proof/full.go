package proof

import (
	"math"

	"weiran/rules/lang"
)

// The first and the last day of the calendar.
var (
	firstDay, _ = lang.NewDate(1, 1, 1)
	lastDay, _  = lang.NewDate(9999, 12, 31)
)

// Full gives every value of a kind. Of texts and lists it is every number that a
// text may come to have.
func Full(kind lang.Kind) Set {
	switch kind {
	case lang.Bool:
		return Of(Span{0, 1})
	case lang.DateKind:
		return Of(Span{int64(firstDay), int64(lastDay)})
	case lang.Int, lang.DecimalKind:
		return Of(Span{math.MinInt64, math.MaxInt64})
	}
	return Of(Span{0, math.MaxInt64})
}

// Words numbers texts. Equal texts have one number.
type Words struct {
	numbers map[string]int64
	texts   []string
}

// Number gives the number of a known value, a text among them.
func (w *Words) Number(v lang.Value) int64 {
	if v.Kind() != lang.String {
		return v.Ordinal()
	}
	text := v.Str()
	n, ok := w.numbers[text]
	if !ok {
		if w.numbers == nil {
			w.numbers = map[string]int64{}
		}
		n = int64(len(w.texts))
		w.numbers[text], w.texts = n, append(w.texts, text)
	}
	return n
}

// Value gives the value of a kind that a number stands for. A text that nothing
// has named is empty.
func (w *Words) Value(kind lang.Kind, n int64) lang.Value {
	switch {
	case kind != lang.String:
		return ValueOf(kind, n)
	case n < 0 || n >= int64(len(w.texts)):
		return lang.StringOf("")
	}
	return lang.StringOf(w.texts[n])
}

// ValueOf gives the value of a kind other than a text that a number stands for.
func ValueOf(kind lang.Kind, n int64) lang.Value {
	switch kind {
	case lang.Bool:
		return lang.BoolOf(n == 1)
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(n))
	case lang.DateKind:
		return lang.DateOf(lang.Date(n))
	}
	return lang.IntOf(n)
}

// Between gives the values of a kind between two bounds, either of which may be
// unknown.
func Between(kind lang.Kind, low, high lang.Value) Set {
	hull, _ := Full(kind).Hull()
	if low.Known() {
		hull.Low = low.Ordinal()
	}
	if high.Known() {
		hull.High = high.Ordinal()
	}
	return Of(hull)
}
