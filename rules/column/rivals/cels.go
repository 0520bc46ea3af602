package main

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"weiran/rules/lang"
)

// cels is cel-go as it is, without weiran's decimals: checked programs, optimized,
// its own unknown values, and cells that are CEL values before the time is taken.
type cels struct {
	programs []cel.Program
	row      celRow
}

func newCels(p *people, workers int) (engine, error) {
	programs, err := celPrograms(p)
	if err != nil {
		return nil, err
	}
	cells := p.celCells()
	return newByPerson(p.persons, workers, func() (judge, error) {
		return &cels{programs, celRow{cells: cells}}, nil
	})
}

// celPrograms compiles the rules; programs are safe for concurrent use.
func celPrograms(p *people) ([]cel.Program, error) {
	env, err := cel.NewEnv(celOptions(p)...)
	if err != nil {
		return nil, err
	}
	var programs []cel.Program
	for _, r := range rules {
		checked, issues := env.Compile(r.cel)
		if issues.Err() != nil {
			return nil, fmt.Errorf("%s: %w", r.cel, issues.Err())
		}
		program, err := env.Program(checked, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			return nil, err
		}
		programs = append(programs, program)
	}
	return programs, nil
}

func celOptions(p *people) []cel.EnvOption {
	years := func(born ref.Val) ref.Val { return types.Int(age(int(born.(types.Int)))) }
	options := []cel.EnvOption{
		cel.Function("age", cel.Overload("age_int", []*cel.Type{cel.IntType}, cel.IntType, cel.UnaryBinding(years))),
	}
	for i, name := range variables {
		options = append(options, cel.Variable(name, p.columns[i].celType()), cel.Variable(name+"_known", cel.BoolType))
	}
	return options
}

func (c cells) celType() *cel.Type {
	switch c.field.Kind {
	case lang.Bool:
		return cel.BoolType
	case lang.String:
		return cel.StringType
	}
	return cel.IntType
}

func (c *cels) rules(person int) (flags uint16, err error) {
	c.row.person = person
	for i, program := range c.programs {
		v, _, err := program.Eval(&c.row)
		if err != nil {
			return 0, err
		}
		if v == types.True {
			flags |= 1 << i
		}
	}
	return flags, nil
}

// celCells gives everyone's cells by variable.
func (p *people) celCells() map[string][]ref.Val {
	cells := map[string][]ref.Val{}
	for i, name := range variables {
		c := p.columns[i]
		cells[name] = boxed(c, c.celValue, ref.Val(types.NewUnknown(1, types.NewAttributeTrail(name))))
		cells[name+"_known"] = knownBoxed(c, func(k bool) ref.Val { return types.Bool(k) })
	}
	return cells
}

func (c cells) celValue(v int64) ref.Val {
	switch c.field.Kind {
	case lang.Bool:
		return types.Bool(v != 0)
	case lang.String:
		return types.String(c.texts[v])
	}
	return types.Int(v)
}

// A celRow is the activation of a person.
type celRow struct {
	cells  map[string][]ref.Val
	person int
}

// ResolveName gives a variable's value.
func (r *celRow) ResolveName(name string) (any, bool) {
	column, ok := r.cells[name]
	if !ok {
		return nil, false
	}
	return column[r.person], true
}

// Parent gives none: there is one activation.
func (r *celRow) Parent() cel.Activation { return nil }
