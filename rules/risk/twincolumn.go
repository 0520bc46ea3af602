package risk

import (
	"weiran/rules/column"
	"weiran/rules/internal/twin"
	"weiran/rules/lang"
)

func (s twinSlot) column(sh *sheet, a *assessment, own *buffers) (column.Column, error) {
	t, f := a.twins[s.twins], &twinFields[s.field]
	of, doubts := t.of[sh.first:sh.first+sh.rows], t.doubts[sh.batch]
	if f.of == nil {
		truth := cleared(&own.truth, sh.rows)
		for row, other := range of {
			if other != twin.None {
				truth.Set(row)
			}
		}
		return column.Bools(truth, sh.rows, doubts), nil
	}
	switch f.Name {
	case "gap":
		return sh.twinGaps(of, doubts, own), nil
	case "delta":
		return sh.twinDeltas(of, doubts, own), nil
	case twinCost:
		return sh.twinCosts(t.costs, doubts, own), nil
	}
	return sh.partings(a, s), nil
}

// twinGaps gives what everybody's twin gains more. No gap is beyond a decimal but
// between amounts that no payroll has: those have failed.
func (sh *sheet) twinGaps(of []int32, d column.Doubts, own *buffers) column.Column {
	into, failed := own.wide64(sh.rows), cleared(&own.failed, sh.rows)
	copy(failed, d.Failed)
	for row, other := range of {
		into[row] = 0
		if other == twin.None {
			continue
		}
		gap, err := sh.study.subject.Outcomes.Delta(int(other)).Sub(lang.Decimal(sh.part.Delta[row]))
		if err != nil {
			failed.Set(row)
		}
		into[row] = int64(gap)
	}
	return column.Decimals(into, column.Doubts{Unknown: d.Unknown, Failed: failed})
}

// twinDeltas gives what everybody's twin gains; unknown of those who have none.
func (sh *sheet) twinDeltas(of []int32, d column.Doubts, own *buffers) column.Column {
	into, unknown := own.wide64(sh.rows), cleared(&own.unknown, sh.rows)
	copy(unknown, d.Unknown)
	for row, other := range of {
		into[row] = 0
		if other == twin.None {
			unknown.Set(row)
			continue
		}
		into[row] = int64(sh.study.subject.Outcomes.Delta(int(other)))
	}
	return column.Decimals(into, column.Doubts{Unknown: unknown, Failed: d.Failed})
}
