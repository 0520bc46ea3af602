package risk

import (
	"sync"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// engines run what a rule file computes of every person.
type engines struct {
	judges *engine   // what the rules ask
	keyers []*engine // by what persons are peers: one a Peers of the group
}

// newEngines makes the engines of a file without problems.
func (g *Group) newEngines() (*engines, error) {
	scope := lang.Scope{Fields: g.layout.fields}
	conditions := make([]*lang.Expr, len(g.Rules))
	for i, r := range g.Rules {
		conditions[i] = r.When
	}
	judges, err := newEngine(scope, conditions)
	if err != nil {
		return nil, err
	}
	e := &engines{judges: judges}
	scope.Fields = scope.Fields[:g.layout.peers] // peers are not told apart by peers
	for _, p := range g.Peers {
		keyer, err := newEngine(scope, p.By)
		if err != nil {
			return nil, err
		}
		e.keyers = append(e.keyers, keyer)
	}
	return e, nil
}

// An engine runs expressions of a rule file over persons by columns. It is safe
// for concurrent use.
type engine struct {
	program *column.Program
	sheets  sync.Pool // of *sheet, those that nobody uses
}

func newEngine(scope lang.Scope, exprs []*lang.Expr) (*engine, error) {
	p, err := column.Compile(scope, exprs)
	if err != nil {
		return nil, err
	}
	e := &engine{program: p}
	e.sheets.New = func() any {
		return &sheet{worker: p.NewWorker(), columns: make([]column.Column, len(scope.Fields))}
	}
	return e, nil
}

// A sheet is what one run of an engine needs. Its memory is used again by the
// next one, of whatever assessment.
type sheet struct {
	worker  *column.Worker
	columns []column.Column // by field
	cells   []lang.Value    // of the column that is being gathered
}

// run computes the expressions over a stretch of an assessment and hands the
// results over, which hold for as long as they are looked at.
func (e *engine) run(a *assessment, s stretch, look func([]column.Result)) error {
	sh := e.sheets.Get().(*sheet)
	defer e.sheets.Put(sh)
	for _, field := range e.program.Reads() {
		sh.columns[field] = sh.column(a, s, field)
	}
	results, err := sh.worker.Run(column.Batch{Rows: s.len(), Columns: sh.columns})
	if err != nil {
		return err
	}
	look(results)
	return nil
}

// column gives one field of a stretch: as the roster has it, or as the constant
// that it is, and else gathered from the rows.
func (sh *sheet) column(a *assessment, s stretch, field int) column.Column {
	l := a.group.layout
	switch {
	case a.subject.onRoster(l, field):
		return column.Array(s.array(field))
	case l.head <= field && field < l.impact:
		return column.Constant(a.head[field-l.head])
	case field == l.asOf:
		return column.Constant(lang.DateOf(a.subject.AsOf))
	}
	return sh.gathered(a, s, field)
}

// gathered asks every row of the stretch; one row serves for all of them.
func (sh *sheet) gathered(a *assessment, s stretch, field int) column.Column {
	sh.cells = sh.cells[:0]
	r := a.row(s.from)
	for i := s.from; i < s.to; i++ {
		r.move(i)
		sh.cells = append(sh.cells, r.Field(field))
	}
	return column.Values(a.group.layout.fields[field].Kind, sh.cells)
}
