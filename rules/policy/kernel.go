package policy

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// work runs the stages over the batch: after it, every row is in, out or open,
// and the rows in scope have a difference for each item that applies to them.
func (s *sheet) work(stages []stage) error {
	if s.lookBack != nil {
		if err := s.lookBack.run(s); err != nil {
			return err
		}
	}
	for i, st := range stages {
		for _, field := range st.program.Reads() {
			s.columns[field] = s.column(field)
		}
		results, err := s.workers[i].Run(column.Batch{Rows: s.rows, Columns: s.columns})
		if err != nil {
			return err
		}
		s.take(st.exprs, results)
	}
	return nil
}

// take goes through what the expressions of a stage came to, in their order.
func (s *sheet) take(exprs []PlannedExpr, results []column.Result) {
	var when *column.Vector
	for i, x := range exprs {
		v := &results[i].Vector
		s.again.recall.at[x.Expr] = v
		switch {
		case x.Item < 0:
			s.cover(v)
		case x.When:
			when = v
		default:
			s.apply(x.Item, condition{when}, v)
			when = nil
		}
	}
}

// cover leaves out whom the scope leaves out.
func (s *sheet) cover(scope *column.Vector) {
	for w := range s.in {
		inside, open := condition{scope}.split(s.in[w], w)
		s.out[w] |= s.in[w] &^ (inside | open)
		s.in[w] = inside
	}
}

// A condition is the vector of one; none is always true.
type condition struct{ *column.Vector }

// split parts 64 rows into those for which the condition holds and those for
// which it is open; for the others it is false.
func (c condition) split(rows uint64, word int) (holds, open uint64) {
	if c.Vector == nil {
		return rows, 0
	}
	return rows & c.Bools()[word], rows & openIn(c.Vector, word)
}

// openIn gives 64 rows of those without a value.
func openIn(v *column.Vector, word int) uint64 {
	return wordOf(v.Unknown(), word) | wordOf(v.Failed(), word)
}

// apply works out one item: to whom it applies, what it changes, and what their
// pay item then is. A row for which it is open is open for good.
func (s *sheet) apply(index int, when condition, amount *column.Vector) {
	item := &s.policy.Items[index]
	for w := range s.in {
		holds, open := when.split(s.in[w], w)
		needs := openIn(amount, w)
		if item.Sets { // it needs what is paid as well, or what stands for it
			needs |= s.unpaidIn(item.slot, w)
			needs &^= s.stand(index, w, holds&needs&^openIn(amount, w))
		}
		s.applies[index][w] = holds &^ needs
		s.in[w] &^= open | holds&needs
	}
	s.round(index, amount)
	s.move(index)
}

// round puts the rounded amounts into the item's differences.
func (s *sheet) round(index int, amount *column.Vector) {
	item, into := &s.policy.Items[index], s.deltas[index]
	copy(into, amount.Ints())
	for row, n := range into {
		if size(n) >= s.ordinary && amount.Known(row) {
			s.large.Set(row) // even where the item does not apply: the words are worked out anew
		}
	}
	rule := item.Rounding
	if carry, ok := carries[rule.Mode]; ok && rule.To == fen {
		roundToFen(into, carry)
		return
	}
	for row := range s.applies[index].All() {
		d, err := lang.Decimal(into[row]).Round(rule.To, rule.Mode)
		into[row] = int64(d)
		if err != nil {
			s.large.Set(row)
		}
	}
}

// carries are what is added before a rest below a fen is dropped, by the mode.
// Half to even has none: it looks at what is left as well.
var carries = map[lang.Rounding]uint64{lang.HalfUp: uint64(fen) / 2, lang.Up: uint64(fen) - 1, lang.Down: 0}

// roundToFen rounds as [lang.Decimal.Round] does, to the multiple that nearly
// every policy rounds to: dividing by a constant is much quicker.
func roundToFen(amounts []int64, carry uint64) {
	for i, n := range amounts {
		sign := n >> 63
		magnitude := (uint64((n^sign)-sign) + carry) / uint64(fen) * uint64(fen)
		amounts[i] = (int64(magnitude) ^ sign) - sign
	}
}

// move makes amounts differences, and moves the running value on by them.
func (s *sheet) move(index int) {
	item, deltas := &s.policy.Items[index], s.deltas[index]
	running := s.running[item.slot]
	var sets int64 // all ones where the amount replaces what is paid
	if item.Sets {
		sets = -1
	}
	for row := range s.applies[index].All() {
		delta := deltas[row] - running[row]&sets
		deltas[row] = delta
		running[row] += delta
		if size(delta) >= s.ordinary {
			s.large.Set(row)
		}
	}
}
