package roster

import (
	"math"
	"slices"
	"strconv"

	"github.com/apache/arrow-go/v18/arrow"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// limits are what the numbers of a field may be, as loops compare them.
type limits struct {
	low, high int64
	codes     []int64 // sorted; nil allows any
}

// limits gives what the numbers that stand for the field's values may be.
func (f *Field) limits() limits {
	l := limits{low: math.MinInt64, high: math.MaxInt64}
	if f.Min.Known() {
		l.low = f.Min.Ordinal()
	}
	if f.Max.Known() {
		l.high = f.Max.Ordinal()
	}
	if f.Kind != lang.Int {
		return l
	}
	for _, e := range f.Enum {
		code, _ := strconv.ParseInt(e.Code, 10, 64) // the schema was refused otherwise
		l.codes = append(l.codes, code)
	}
	slices.Sort(l.codes)
	return l
}

// any reports whether every number is allowed.
func (l *limits) any() bool {
	return l.low == math.MinInt64 && l.high == math.MaxInt64 && l.codes == nil
}

func (l *limits) allow(n int64) bool {
	if n < l.low || n > l.high {
		return false
	}
	if l.codes == nil {
		return true
	}
	_, found := slices.BinarySearch(l.codes, n)
	return found
}

// ranges finds the cells of a field that are not what it allows. Loops over bare
// numbers find the few cells to look at; what an empty cell holds may be among
// them.
func (in *inspection) ranges(field int) {
	f, s, l := &in.roster.Schema.Fields[field], &in.strips[field], &in.limits[field]
	switch {
	case f.Kind == lang.String && f.Enum != nil:
		in.words(f, s)
	case l.any() || f.Kind == lang.Bool:
	case f.Kind == lang.DateKind:
		outside(s.days, l, func(at int) { in.cell(f, s, at) })
	default:
		outside(s.wide, l, func(at int) { in.cell(f, s, at) })
	}
}

func outside[T int64 | arrow.Date32](values []T, l *limits, found func(at int)) {
	for at, n := range values {
		if !l.allow(int64(n)) {
			found(at)
		}
	}
}

// words finds the texts that are none of the field's, by the words of the batch.
func (in *inspection) words(f *Field, s *strip) {
	refused := make([]bool, len(s.words))
	for code, word := range s.words {
		refused[code] = !f.allows(lang.StringOf(word))
	}
	if s.plain == nil && !slices.Contains(refused, true) {
		return
	}
	for at := range s.rows {
		if s.plain != nil || refused[s.codes[at]] {
			in.cell(f, s, at)
		}
	}
}

// cell says what is wrong with a cell.
func (in *inspection) cell(f *Field, s *strip, at int) {
	if !s.known(at) {
		return
	}
	if message, wrong := f.outOfRange(s.value(at)); wrong {
		in.add(at, Issue{Field: f.Name, Check: "range", Message: message})
	}
}

// outOfRange reports whether a known value is below the least or above the most
// that the field allows, or is none of its values.
func (f *Field) outOfRange(v lang.Value) (source.Text, bool) {
	switch {
	case !v.Known():
		return source.Text{}, false
	case f.Min.Known() && compare(v, f.Min) < 0:
		return source.Say("%[1]s is less than %[3]s", "“%[2]s”小于 %[3]s", f.Name, f.Label, f.Min), true
	case f.Max.Known() && compare(v, f.Max) > 0:
		return source.Say("%[1]s is more than %[3]s", "“%[2]s”大于 %[3]s", f.Name, f.Label, f.Max), true
	case f.Enum != nil && !f.allows(v):
		return source.Say("%[1]s is not one of the allowed values", "“%[2]s”不在允许的取值之内", f.Name, f.Label), true
	}
	return source.Text{}, false
}
