package column

import (
	"math"

	"weiran/rules/lang"
)

// mapping is a function of one number: -x, ceil(x), floor(x), decimal(x), and
// round(x, to, mode) with a constant unit.
type mapping struct {
	kind  lang.Kind // of the result
	name  string
	quick func(into, values []int64) (ordinary bool) // as of arithmetic
	exact func(n int64) (int64, bool)
}

func (m mapping) form(args []string) string {
	if m.name == "-" {
		return "-" + args[0]
	}
	return m.name + "(" + args[0] + ")"
}

func (m mapping) compute(w *Worker, args []int, s *slot) {
	v := w.unary(m.kind, args, s)
	into := s.newWide()
	if m.quick != nil && m.quick(into, v.wide) {
		return
	}
	s.each(func(row int) bool {
		n, ok := m.exact(v.wide[row])
		into[row] = n
		return ok
	})
}

// opposite is -x, of either kind of number.
func opposite(kind lang.Kind) mapping {
	return mapping{kind: kind, name: "-", quick: quickOpposite, exact: func(n int64) (int64, bool) {
		return -n, n != math.MinInt64
	}}
}

func quickOpposite(into, values []int64) bool {
	var sizes uint64
	for i, n := range values {
		sizes |= size(n)
		into[i] = -n
	}
	return sizes < ordinaryBound
}

// promotion is decimal(x), of an int beside a decimal.
var promotion = mapping{kind: lang.DecimalKind, name: "decimal", quick: quickPromotion, exact: func(n int64) (int64, bool) {
	d, ok := lang.DecimalFromInt(n)
	return int64(d), ok
}}

func quickPromotion(into, values []int64) bool {
	var sizes uint64
	for i, n := range values {
		sizes |= size(n)
		into[i] = n * int64(lang.One)
	}
	return sizes < ordinaryPromotion
}

var (
	ceiling  = mapping{kind: lang.DecimalKind, name: "ceil", quick: quickCeiling, exact: whole(lang.Decimal.Ceil)}
	flooring = mapping{kind: lang.DecimalKind, name: "floor", quick: quickFlooring, exact: whole(lang.Decimal.Floor)}
)

func whole(op func(lang.Decimal) (lang.Decimal, error)) func(int64) (int64, bool) {
	return func(n int64) (int64, bool) {
		d, err := op(lang.Decimal(n))
		return int64(d), err == nil
	}
}

func quickCeiling(into, values []int64) bool {
	var sizes uint64
	for i, n := range values {
		sizes |= size(n)
		rest := n % int64(lang.One)
		into[i] = n - rest + int64(bit(rest > 0))*int64(lang.One)
	}
	return sizes < ordinaryBound
}

func quickFlooring(into, values []int64) bool {
	var sizes uint64
	for i, n := range values {
		sizes |= size(n)
		rest := n % int64(lang.One)
		into[i] = n - rest - int64(bit(rest < 0))*int64(lang.One)
	}
	return sizes < ordinaryBound
}
