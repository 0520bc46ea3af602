package proof

import (
	"cmp"
	"math"
	"slices"
)

// A Span is the values from Low to High, both among them.
type Span struct{ Low, High int64 }

// A Set is the values that a field or a term may have. Every value is a number
// that orders like it: an int itself, a decimal in 1/10 000, a date in days from
// 1970-01-01, false and true as 0 and 1. A text has a number too, whose order
// means nothing. A set may be open besides: the term may have no value, because
// a cell is empty or the calculation fails.
type Set struct {
	spans []Span // in rising order, with room between them
	open  bool
}

// Of makes a set of the values in any of the spans. One whose ends are the wrong
// way round holds none.
func Of(spans ...Span) Set {
	sorted := slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.Low > s.High })
	slices.SortFunc(sorted, func(a, b Span) int { return cmp.Compare(a.Low, b.Low) })
	var joined []Span
	for _, s := range sorted {
		last := len(joined) - 1
		if last >= 0 && (joined[last].High == math.MaxInt64 || s.Low <= joined[last].High+1) {
			joined[last].High = max(joined[last].High, s.High)
			continue
		}
		joined = append(joined, s)
	}
	return Set{spans: joined}
}

// Only makes the set of one value.
func Only(n int64) Set { return Of(Span{n, n}) }

// Nothing is the set of what has no value.
func Nothing() Set { return Set{open: true} }

// OrOpen gives the set, open.
func (s Set) OrOpen() Set { return Set{s.spans, true} }

// Known gives the set, not open.
func (s Set) Known() Set { return Set{s.spans, false} }

// Open reports whether the term may have no value.
func (s Set) Open() bool { return s.open }

// Empty reports whether no value is in the set; it may be open all the same.
func (s Set) Empty() bool { return len(s.spans) == 0 }

// Spans gives the values, in rising order, with room between the spans. They must
// not be changed.
func (s Set) Spans() []Span { return s.spans }

// And gives what is in both sets.
func (s Set) And(t Set) Set {
	var both []Span
	for i, j := 0, 0; i < len(s.spans) && j < len(t.spans); {
		a, b := s.spans[i], t.spans[j]
		if low, high := max(a.Low, b.Low), min(a.High, b.High); low <= high {
			both = append(both, Span{low, high})
		}
		if a.High < b.High {
			i++
		} else {
			j++
		}
	}
	return Set{both, s.open && t.open}
}

// Or gives what is in either set.
func (s Set) Or(t Set) Set {
	either := Of(slices.Concat(s.spans, t.spans)...)
	either.open = s.open || t.open
	return either
}

// Minus gives the values of the set that are not in the other; it stays open.
func (s Set) Minus(t Set) Set {
	left := s.And(t.others())
	left.open = s.open
	return left
}

// others gives every number that is not in the set.
func (s Set) others() Set {
	var gaps []Span
	from := int64(math.MinInt64)
	for _, span := range s.spans {
		if span.Low > from {
			gaps = append(gaps, Span{from, span.Low - 1})
		}
		if span.High == math.MaxInt64 {
			return Set{spans: gaps}
		}
		from = span.High + 1
	}
	return Set{spans: append(gaps, Span{from, math.MaxInt64})}
}

// Has reports whether a value is in the set.
func (s Set) Has(n int64) bool {
	return slices.ContainsFunc(s.spans, func(span Span) bool { return span.Low <= n && n <= span.High })
}

// Hull gives the least span that holds every value; of a set without values
// there is none.
func (s Set) Hull() (Span, bool) {
	if s.Empty() {
		return Span{}, false
	}
	return Span{s.spans[0].Low, s.spans[len(s.spans)-1].High}, true
}

// List gives the values in rising order, unless there are more than most.
func (s Set) List(most int) (values []int64, ok bool) {
	for _, span := range s.spans {
		for n := span.Low; ; n++ {
			if len(values) == most {
				return nil, false
			}
			values = append(values, n)
			if n == span.High {
				break
			}
		}
	}
	return values, true
}
