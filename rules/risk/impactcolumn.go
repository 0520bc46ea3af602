package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// doubts are those of a measure that is unknown only where the policy cannot be
// told.
func (sh *sheet) doubts() column.Doubts { return column.Doubts{Unknown: sh.untold} }

// unpaid are those of a measure that also needs what is paid before the policy.
func (sh *sheet) unpaid(field int) column.Doubts {
	switch none := sh.part.NoBefore; {
	case none == nil:
		return sh.doubts()
	case sh.untold == nil:
		return column.Doubts{Unknown: none}
	default:
		unknown := cleared(&sh.buffers(field).unknown, sh.rows)
		for i := range unknown {
			unknown[i] = none[i] | sh.untold[i]
		}
		return column.Doubts{Unknown: unknown}
	}
}

func (sh *sheet) before(_ *assessment, field int) column.Column {
	return column.Decimals(sh.part.Before, sh.unpaid(field))
}

func (sh *sheet) after(_ *assessment, field int) column.Column {
	into := sh.buffers(field).wide64(sh.rows)
	for i, delta := range sh.part.Delta {
		into[i] = sh.part.Before[i] + delta
	}
	return column.Decimals(into, sh.unpaid(field))
}

func (sh *sheet) delta(*assessment, int) column.Column {
	return column.Decimals(sh.part.Delta, sh.doubts())
}

func (sh *sheet) arrears(*assessment, int) column.Column {
	return column.Decimals(sh.part.Arrears, sh.doubts())
}

func (sh *sheet) months(_ *assessment, field int) column.Column {
	return sh.monthsOf(sh.buffers(field))
}

func (sh *sheet) monthsOf(own *buffers) column.Column {
	into := own.wide64(sh.rows)
	for i, months := range sh.part.Months {
		into[i] = int64(months)
	}
	return column.Ints(into, sh.doubts())
}

// rate divides where something changes and something is paid.
func (sh *sheet) rate(_ *assessment, field int) column.Column {
	own := sh.buffers(field)
	into, unknown, failed := own.wide64(sh.rows), cleared(&own.unknown, sh.rows), cleared(&own.failed, sh.rows)
	for i, delta := range sh.part.Delta {
		into[i] = 0
		switch {
		case sh.untold.Has(i):
			unknown.Set(i)
		case delta == 0:
		case sh.part.NoBefore.Has(i):
			unknown.Set(i)
		default:
			rate, err := lang.Decimal(delta).Div(lang.Decimal(sh.part.Before[i]))
			if err != nil {
				failed.Set(i)
			}
			into[i] = int64(rate)
		}
	}
	return column.Decimals(into, column.Doubts{Unknown: unknown, Failed: failed})
}

func (sh *sheet) inScope(_ *assessment, field int) column.Column {
	truth := cleared(&sh.buffers(field).truth, sh.rows)
	for i, status := range sh.part.Status {
		if status != policy.OutOfScope {
			truth.Set(i)
		}
	}
	return column.Bools(truth, sh.rows, sh.doubts())
}

func (sh *sheet) gains(_ *assessment, field int) column.Column {
	truth := cleared(&sh.buffers(field).truth, sh.rows)
	for i, delta := range sh.part.Delta {
		if delta > 0 {
			truth.Set(i)
		}
	}
	return column.Bools(truth, sh.rows, sh.doubts())
}

var statusTexts = func() (texts []string) {
	for _, c := range statusCodes() {
		texts = append(texts, c.Code)
	}
	return texts
}()

func (sh *sheet) status(_ *assessment, field int) column.Column {
	codes := sh.buffers(field).narrow32(sh.rows)
	for i, status := range sh.part.Status {
		codes[i] = int32(status)
	}
	return column.Codes(codes, statusTexts, column.Doubts{})
}

// wordsBy puts into words, row by row, what only words can say; of most persons there
// is nothing to say.
func wordsBy(of func(r *row) lang.Value) func(sh *sheet, a *assessment, _ int) column.Column {
	return func(sh *sheet, a *assessment, _ int) column.Column {
		values := make([]lang.Value, sh.rows)
		for i := range values {
			values[i] = nothingWanting
			if sh.untold.Has(i) {
				values[i] = of(a.row(sh.first + i))
			}
		}
		return column.Values(lang.Strings, values)
	}
}
