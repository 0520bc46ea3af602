package policy

import (
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// An engine runs a policy's expressions by columns. It is safe for concurrent
// use.
type engine struct {
	stages   []stage
	formers  stage     // what sets come to with the figures of the day before; without a program where none asks
	ordinary uint64    // a size of amounts below which no step of the policy can overflow
	sheets   sync.Pool // of *sheet, those that nobody uses
	alone    sync.Pool // of *lone, likewise
}

// A stage is the items whose expressions can be computed together: none of them
// reads a running value that an earlier item of the stage changes.
type stage struct {
	program *column.Program
	exprs   []PlannedExpr // as compiled
}

// A Plan is how a part of a policy is computed by columns: one program, and
// where in the policy each of its expressions stands.
type Plan struct {
	Program *column.Program
	Exprs   []PlannedExpr // in the order of Program.Roots
}

// A PlannedExpr is an expression of a policy with where it stands.
type PlannedExpr struct {
	Expr *lang.Expr
	Item int  // index into Policy.Items; -1 for the scope
	When bool // the condition of the scope or of the item, else the item's amount

	DayBefore bool // with the figures in force the day before, for those whose pay is not known
}

// Plans gives the programs that [Policy.ApplyAll] runs, in their order. Nearly
// every policy has one; an item that reads after.<item> begins another where an
// item before it changes that value. The last may be what sets come to with the
// figures of the day before. A policy without expressions has none. An
// error is a mistake of this package: what loads, compiles.
func (p *Policy) Plans() ([]Plan, error) {
	e, err := p.engine()
	if err != nil {
		return nil, err
	}
	var plans []Plan
	for _, s := range append(e.stages[:len(e.stages):len(e.stages)], e.formers) {
		if s.program != nil {
			plans = append(plans, Plan{Program: s.program, Exprs: slices.Clone(s.exprs)})
		}
	}
	return plans, nil
}

// compile makes the engine of a policy.
func (p *Policy) compile() (*engine, error) {
	e := &engine{ordinary: p.ordinary()}
	for _, exprs := range p.staged() {
		program, err := compileStage(p.scope, exprs)
		if err != nil {
			return nil, fmt.Errorf("policy %s: %w", p.ID, err)
		}
		e.stages = append(e.stages, stage{program, exprs})
	}
	if formers := p.formers(); len(formers) > 0 {
		program, err := compileStage(p.dayBefore.scope, formers)
		if err != nil {
			return nil, fmt.Errorf("policy %s: the day before: %w", p.ID, err)
		}
		e.formers = stage{program, formers}
	}
	e.sheets.New = func() any { return newSheet(p, e) }
	e.alone.New = func() any { return newLone(p) }
	return e, nil
}

func compileStage(scope lang.Scope, planned []PlannedExpr) (*column.Program, error) {
	exprs := make([]*lang.Expr, len(planned))
	for i, x := range planned {
		exprs[i] = x.Expr
	}
	return column.Compile(scope, exprs)
}

// staged cuts the policy's expressions into stages.
func (p *Policy) staged() [][]PlannedExpr {
	var stages [][]PlannedExpr
	var current []PlannedExpr
	if p.Scope.When != nil {
		current = append(current, PlannedExpr{Expr: p.Scope.When, Item: -1, When: true})
	}
	moved := map[int]bool{} // fields of the running values that the stage has changed
	for i := range p.Items {
		item := &p.Items[i]
		if item.reads(moved) {
			stages, current = append(stages, current), nil
			clear(moved)
		}
		if item.When != nil {
			current = append(current, PlannedExpr{Expr: item.When, Item: i, When: true})
		}
		current = append(current, PlannedExpr{Expr: item.Amount, Item: i})
		moved[p.layout.running(item.slot)] = true
	}
	if len(current) > 0 {
		stages = append(stages, current)
	}
	return stages
}

// reads reports whether an expression of the item mentions one of the fields.
func (i *Item) reads(fields map[int]bool) bool {
	among := func(field int) bool { return fields[field] }
	return i.When != nil && slices.ContainsFunc(i.When.Reads(), among) ||
		slices.ContainsFunc(i.Amount.Reads(), among)
}

// ordinary gives a power of two: where every amount that a person's calculation
// meets is smaller, all sums over all items and pay items, times all months, fit
// a decimal. Any amount of the real world is smaller by far.
func (p *Policy) ordinary() uint64 {
	terms := uint64(len(p.Items)+len(p.layout.payItems)+1) * uint64(p.ArrearsMonths()+1)
	return 1 << max(0, 62-bits.Len64(terms))
}
