package risk

import (
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// by has a gauge worked out of a whole batch.
func (g gauge) by(columns func(sh *sheet, own *buffers) column.Column) gauge {
	g.columns = columns
	return g
}

// amounts gives everybody in the batch an amount, by row; one that nothing is known
// of is unknown, and one that no decimal holds has failed. Of whom the policy cannot
// be told nothing is asked.
func (sh *sheet) amounts(own *buffers, of func(row int) (d lang.Decimal, known bool, err error)) column.Column {
	into, unknown, failed := own.wide64(sh.rows), cleared(&own.unknown, sh.rows), cleared(&own.failed, sh.rows)
	for row := range into {
		into[row] = 0
		if sh.untold.Has(row) {
			unknown.Set(row)
			continue
		}
		switch d, known, err := of(row); {
		case err != nil:
			failed.Set(row)
		case !known:
			unknown.Set(row)
		default:
			into[row] = int64(d)
		}
	}
	return column.Decimals(into, column.Doubts{Unknown: unknown, Failed: failed})
}

// belowHeadline is what the headline promises less what everybody gains.
func (sh *sheet) belowHeadline(own *buffers) column.Column {
	head := sh.study.subject.Policy.Headline
	amount, _ := head.Amount.Decimal()
	rate, _ := head.Rate.Decimal()
	return sh.amounts(own, func(row int) (lang.Decimal, bool, error) {
		promised := amount
		if !head.Amount.Known() {
			if !head.Rate.Known() || sh.part.NoBefore.Has(row) {
				return 0, false, nil
			}
			var err error
			if promised, err = rate.Mul(lang.Decimal(sh.part.Before[row])); err != nil {
				return 0, true, err
			}
		}
		d, err := promised.Sub(lang.Decimal(sh.part.Delta[row]))
		return d, true, err
	})
}

// belowLast is what the last adjustment brought everybody less what this one does.
func (sh *sheet) belowLast(own *buffers) column.Column {
	last := sh.study.subject.Last
	return sh.amounts(own, func(row int) (lang.Decimal, bool, error) {
		if last == nil || last.Status(sh.first+row) == policy.CannotTell {
			return 0, false, nil
		}
		d, err := last.Delta(sh.first + row).Sub(lang.Decimal(sh.part.Delta[row]))
		return d, true, err
	})
}

// outsideChannel says of everybody whether the document names their payer: the
// roster has few.
func (sh *sheet) outsideChannel(own *buffers) column.Column {
	truth, channel := cleared(&own.truth, sh.rows), sh.study.subject.Policy.Channel
	people := sh.study.payroll.Roster
	at := people.Schema.Index(payer)
	if len(channel) == 0 || at < 0 {
		return column.Bools(truth, sh.rows, sh.doubts())
	}
	payers, unknown := codesOf(people, sh.batch, at), cleared(&own.unknown, sh.rows)
	outside := make([]bool, len(payers.values))
	for code, v := range payers.values {
		outside[code] = !slices.Contains(channel, v.Str())
	}
	for row := range sh.rows {
		switch code := payers.of(row); {
		case code < 0 || sh.untold.Has(row):
			unknown.Set(row)
		case outside[code]:
			truth.Set(row)
		}
	}
	return column.Bools(truth, sh.rows, column.Doubts{Unknown: unknown})
}

// overdue counts the same steps for everybody.
func (sh *sheet) overdue(own *buffers) column.Column {
	into, n := own.wide64(sh.rows), sh.study.subject.overdue()
	for row := range into {
		into[row] = n
	}
	return column.Ints(into, sh.doubts())
}

// ofThoseLeftOut asks a text of those alone whom the scope leaves out.
func ofThoseLeftOut(of func(r *row) lang.Value) func(sh *sheet, own *buffers) column.Column {
	return func(sh *sheet, own *buffers) column.Column {
		codes, unknown := own.narrow32(sh.rows), cleared(&own.unknown, sh.rows)
		clear(codes)
		unknown.SetRange(0, sh.rows)
		texts, numbers := []string{""}, map[string]int32{}
		r := &row{a: &assessment{study: sh.study}}
		for at, status := range sh.part.Status {
			if status != policy.OutOfScope {
				continue
			}
			r.move(sh.first + at)
			v := of(r)
			if !v.Known() {
				continue
			}
			code, met := numbers[v.Str()]
			if !met {
				code = int32(len(texts))
				texts, numbers[v.Str()] = append(texts, v.Str()), code
			}
			codes[at] = code
			unknown[at/64] &^= 1 << (at % 64)
		}
		return column.Codes(codes, texts, column.Doubts{Unknown: unknown})
	}
}
