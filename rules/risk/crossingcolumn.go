package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A crossed is one measure of what everybody in a batch completes next.
type crossed struct {
	*Crossings
	asOf   lang.Date
	deaths died
	of     func(c crossing, asOf lang.Date) int64 // nil of soon

	truth, unknown, failed column.Bits
	numbers                []int64
}

func (s crossingSlot) column(sh *sheet, a *assessment, own *buffers) (column.Column, error) {
	f := crossingFields[s.field]
	x := crossed{
		Crossings: &a.group.Crossings[s.crossings], asOf: a.subject.AsOf, deaths: a.deaths(sh.batch), of: f.of,
		truth: cleared(&own.truth, sh.rows), unknown: cleared(&own.unknown, sh.rows), failed: cleared(&own.failed, sh.rows),
		numbers: own.wide64(sh.rows),
	}
	clear(x.numbers)
	err := sh.run(a, a.run(x.From), func(values []column.Result) {
		for row := range sh.rows {
			x.take(row, &values[0])
		}
	})
	none := column.Doubts{Unknown: x.unknown, Failed: x.failed}
	switch f.Kind {
	case lang.Bool:
		return column.Bools(x.truth, sh.rows, none), err
	case lang.DateKind:
		return column.Dates(own.days(x.numbers), none), err
	}
	return column.Ints(x.numbers, none), err
}

// take works out one person by the days from which years are counted.
func (x *crossed) take(row int, from *column.Result) {
	var next crossing
	soon := false
	if x.deaths.outlives(row, x.asOf) {
		switch {
		case from.Failed().Has(row):
			x.failed.Set(row)
			return
		case !from.Known(row):
			x.unknown.Set(row)
			return
		}
		next, soon = x.next(lang.Date(from.Dates()[row]), x.asOf)
	}
	switch soon = soon && x.deaths.outlives(row, next.on); {
	case soon && x.of == nil:
		x.truth.Set(row)
	case soon:
		x.numbers[row] = x.of(next, x.asOf)
	case x.of != nil:
		x.unknown.Set(row)
	}
}

// days gives days as a column of dates holds them.
func (b *buffers) days(numbers []int64) []int32 {
	into := b.narrow32(len(numbers))
	for row, n := range numbers {
		into[row] = int32(n)
	}
	return into
}
