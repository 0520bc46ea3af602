package main

import (
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"weiran/rules/lang"
)

// exprs is expr-lang/expr: programs that are checked and known to give a bool, a
// virtual machine that is used again, and a map of cells that are boxed before the
// time is taken. Over a struct it takes twice as long, since it reads fields by
// reflection.
type exprs struct {
	programs []*vm.Program
	machine  vm.VM
	columns  []exprColumn
	row      map[string]any
}

// An exprColumn is one variable of everyone.
type exprColumn struct {
	name  string
	cells []any
}

func newExprs(p *people, workers int) (engine, error) {
	columns := p.exprColumns()
	programs, err := exprPrograms(columns)
	if err != nil {
		return nil, err
	}
	return newByPerson(p.persons, workers, func() (judge, error) {
		return &exprs{programs: programs, columns: columns, row: map[string]any{}}, nil
	})
}

// exprPrograms compiles the rules, to which the first person shows the types.
func exprPrograms(columns []exprColumn) ([]*vm.Program, error) {
	example := map[string]any{}
	for _, c := range columns {
		example[c.name] = c.cells[0]
	}
	years := func(args ...any) (any, error) { return age(args[0].(int)), nil }
	var programs []*vm.Program
	for _, r := range rules {
		program, err := expr.Compile(r.expr, expr.Env(example), expr.AsBool(), expr.Function("age", years, age))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.expr, err)
		}
		programs = append(programs, program)
	}
	return programs, nil
}

func (e *exprs) rules(person int) (flags uint16, err error) {
	for _, c := range e.columns {
		e.row[c.name] = c.cells[person]
	}
	for i, program := range e.programs {
		v, err := e.machine.Run(program, e.row)
		if err != nil {
			return 0, err
		}
		if v.(bool) {
			flags |= 1 << i
		}
	}
	return flags, nil
}

// exprKnown are the variables of which a rule asks whether they are known.
var exprKnown = map[string]bool{
	"treatment_rank": true, "born": true, "joined_on": true, "died_on": true, "before": true, "delta": true,
}

func (p *people) exprColumns() []exprColumn {
	var columns []exprColumn
	for i, name := range variables {
		c := p.columns[i]
		columns = append(columns, exprColumn{name, boxed(c, c.exprValue, c.exprValue(0))})
		if exprKnown[name] {
			columns = append(columns, exprColumn{name + "_known", knownBoxed(c, func(k bool) any { return k })})
		}
	}
	return columns
}

func (c cells) exprValue(v int64) any {
	switch c.field.Kind {
	case lang.Bool:
		return v != 0
	case lang.String:
		return c.texts[v]
	}
	return int(v)
}
