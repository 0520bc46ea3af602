package policy

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A lookBack works out by columns what sets come to with the figures in force the
// day before, for batches in which somebody's pay is not known.
type lookBack struct {
	stage   stage
	worker  *column.Worker
	columns []column.Column // by field of the policy's scope
	items   []formerVectors // by item; of those that have a standard of the day before
	slots   []int           // of their pay items
}

// formerVectors is one item's standard of the day before, over a batch.
type formerVectors struct{ when, amount *column.Vector }

func newLookBack(p *Policy, formers stage) *lookBack {
	l := &lookBack{
		stage: formers, worker: formers.program.NewWorker(),
		columns: make([]column.Column, len(p.scope.Fields)), items: make([]formerVectors, len(p.Items)),
	}
	for i, v := range p.head {
		l.columns[p.layout.running(len(p.layout.payItems))+i] = column.Constant(v)
	}
	for i, v := range p.dayBefore.values {
		l.columns[p.layout.asOf+1+i] = column.Constant(v)
	}
	for _, item := range p.Items {
		if item.before != nil {
			l.slots = append(l.slots, item.slot)
		}
	}
	return l
}

// run works the standards out, unless everybody's pay is known.
func (l *lookBack) run(s *sheet) error {
	for i, x := range l.stage.exprs {
		delete(s.again.recall.at, x.Expr)
		l.items[l.stage.exprs[i].Item] = formerVectors{}
	}
	if !l.asked(s) {
		return nil
	}
	for _, field := range l.stage.program.Reads() {
		l.columns[field] = l.column(s, field)
	}
	results, err := l.worker.Run(column.Batch{Rows: s.rows, Columns: l.columns})
	if err != nil {
		return err
	}
	for i, x := range l.stage.exprs {
		v, item := &results[i].Vector, &l.items[x.Item]
		s.again.recall.at[x.Expr] = v
		if x.When {
			item.when = v
		} else {
			item.amount = v
		}
	}
	return nil
}

// asked reports whether a pay item that may need a standard of the day before is
// not known of somebody.
func (l *lookBack) asked(s *sheet) bool {
	for _, slot := range l.slots {
		for w := range s.in {
			if s.pays[slot].open(w) != 0 {
				return true
			}
		}
	}
	return false
}

// column gives one field as of the day before: what is paid is as before the
// policy.
func (l *lookBack) column(s *sheet, field int) column.Column {
	layout := &s.policy.layout
	slot := field - len(layout.fields)
	switch {
	case slot < 0:
		return s.payroll.Column(s.batch, field)
	case slot < len(layout.payItems):
		return s.payroll.Column(s.batch, layout.paid[slot])
	case field == layout.asOf:
		return column.Constant(lang.DateOf(s.asOf))
	}
	return l.columns[field] // a constant
}

// stand lets the standard of the day before stand for what is paid in those of 64
// rows where it can, and gives them.
func (s *sheet) stand(index, w int, rows uint64) (stands uint64) {
	item := &s.policy.Items[index]
	if rows == 0 || item.before == nil || s.lookBack.items[index].amount == nil {
		return 0
	}
	amount := s.lookBack.items[index].amount
	holds, _ := condition{s.lookBack.items[index].when}.split(rows, w)
	for row := range rowsOf(holds&^openIn(amount, w), w) {
		n := amount.Ints()[row]
		d, err := lang.Decimal(n).Round(item.Rounding.To, item.Rounding.Mode)
		if size(n) >= s.ordinary || size(int64(d)) >= s.ordinary || err != nil {
			s.large.Set(row)
		}
		if err != nil {
			continue
		}
		stands |= 1 << (row % wordRows)
		s.start[item.slot][row] += int64(d)
		s.running[item.slot][row] += int64(d)
		s.stood[item.slot] = with(s.stood[item.slot], row, s.rows)
	}
	return stands
}

// unpaidIn gives 64 rows of those whose pay is not known, and for which nothing
// stands.
func (s *sheet) unpaidIn(slot, w int) uint64 {
	return s.pays[slot].open(w) &^ wordOf(s.stood[slot], w)
}

// unpaid gives the rows whose running value is not known.
func (s *sheet) unpaid(slot int) column.Doubts {
	none := s.pays[slot].none
	if s.stood[slot] == nil {
		return none
	}
	return column.Doubts{Unknown: except(none.Unknown, s.stood[slot]), Failed: except(none.Failed, s.stood[slot])}
}

// except gives bits, which may be nil, without those of b.
func except(bits, b column.Bits) column.Bits {
	if bits == nil {
		return nil
	}
	left := append(column.Bits(nil), bits...)
	for w := range left {
		left[w] &^= b[w]
	}
	return left
}

// standing gives the standards of the day before that stand for unknown pay, by
// slot; nil for none.
func (s *sheet) standing() []postings {
	var all []postings
	for slot, rows := range s.stood {
		if rows == nil {
			continue
		}
		for w := range rows {
			rows[w] &= s.in[w]
		}
		if all == nil {
			all = make([]postings, len(s.stood))
		}
		all[slot] = newPostings(rows, s.start[slot], &s.packer)
	}
	return all
}
