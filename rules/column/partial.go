package column

import "weiran/rules/lang"

// partial is a sub-expression that no kernel computes: cel-go does, row by row.
// Its operands are the fields that it reads.
type partial struct {
	kind    lang.Kind
	expr    *lang.Expr
	columns []int // by field of the expression's scope
}

func (p partial) form([]string) string { return p.expr.Text() }

func (p partial) compute(w *Worker, args []int, s *slot) {
	w.begin(p.kind, args, s)
	s.allocate(s.newTexts(w))
	r, ok := s.memo.(*row)
	if !ok {
		r = &row{worker: w, columns: p.columns}
		s.memo = r
	}
	for r.at = range s.rows {
		s.put(r.at, p.expr.Eval(r))
	}
}

// A row is a row of the current block as lang reads it.
type row struct {
	worker  *Worker
	columns []int // by field
	at      int
}

// Field gives the value of a field.
func (r *row) Field(index int) lang.Value {
	b := &r.worker.fields[r.columns[index]]
	v := b.Value(r.worker.from + r.at)
	if _, failed := v.Fault(); !failed && !v.Known() {
		return lang.Unknown(b.name)
	}
	return v
}
