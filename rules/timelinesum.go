package rules

import (
	"errors"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// plus adds two amounts. Of two that are not known the sum names what either
// misses; a failure stands for itself.
func plus(v, w lang.Value) lang.Value { return combined(v, w, lang.Decimal.Add) }

// minus takes an amount from another.
func minus(v, w lang.Value) lang.Value { return combined(v, w, lang.Decimal.Sub) }

// times multiplies an amount by a count.
func times(v lang.Value, n int64) lang.Value {
	count, ok := lang.DecimalFromInt(n)
	if !ok {
		return exactly(0, lang.ErrOverflow)
	}
	if n == 0 {
		return lang.DecimalOf(0) // none of what is not known is nothing
	}
	return combined(v, lang.DecimalOf(count), lang.Decimal.Mul)
}

func combined(v, w lang.Value, op func(d, e lang.Decimal) (lang.Decimal, error)) lang.Value {
	for _, x := range []lang.Value{v, w} {
		if _, failed := x.Fault(); failed {
			return x
		}
	}
	if !v.Known() || !w.Known() {
		missing := slices.Concat(v.Missing(), w.Missing())
		slices.Sort(missing)
		return lang.Unknown(slices.Compact(missing)...)
	}
	d, _ := v.Decimal()
	e, _ := w.Decimal()
	return exactly(op(d, e))
}

// exactly gives the result of decimal arithmetic as a value.
func exactly(d lang.Decimal, err error) lang.Value {
	var fault source.Fault
	switch {
	case errors.As(err, &fault):
		return lang.Failed(fault)
	case err != nil:
		return lang.Failed(source.Fault{Message: source.Say("%s", "%s", err.Error())})
	}
	return lang.DecimalOf(d)
}
