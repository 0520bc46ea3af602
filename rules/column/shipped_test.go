package column_test

import (
	"testing"

	"weiran/configs"
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// TestShippedNeverFallsBack compiles every expression of the shipped policies
// and rules: each has kernels all the way down.
func TestShippedNeverFallsBack(t *testing.T) {
	count := 0
	for _, exprs := range shippedPrograms(t) {
		p, err := column.Compile(exprs[0].Scope(), exprs)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range p.Plan() {
			if step.Fallback {
				t.Errorf("left to cel-go: %s", step)
			}
		}
		count += len(exprs)
	}
	if count < 30 {
		t.Errorf("only %d expressions are shipped", count)
	}
}

// TestShippedLikeTheReference runs every shipped expression over random persons,
// in whose rosters some cells are empty and some numbers wild.
func TestShippedLikeTheReference(t *testing.T) {
	for i, exprs := range shippedPrograms(t) {
		scope := exprs[0].Scope()
		g := newGenerator(uint64(i))
		c := g.rows(scope, 500)
		results := mustRun(t, program(t, scope, exprs...), g.batch(c, 0, len(c.rows)))
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, c)
		}
	}
}

// shippedPrograms gives the shipped expressions by the scope they share.
func shippedPrograms(t *testing.T) [][]*lang.Expr {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var programs [][]*lang.Expr
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, schema)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		programs = append(programs, policyExprs(p))
	}
	pack, problems := risk.Load(library.Rules(), schema)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, g := range pack.Groups {
		programs = append(programs, ruleExprs(g)...)
	}
	return programs
}

func policyExprs(p *policy.Policy) []*lang.Expr {
	var exprs []*lang.Expr
	if p.Scope.When != nil {
		exprs = append(exprs, p.Scope.When)
	}
	for _, item := range p.Items {
		exprs = append(exprs, item.Amount)
		if item.When != nil {
			exprs = append(exprs, item.When)
		}
	}
	return exprs
}

// ruleExprs gives those of a rule file: peers are grouped in a scope of their own.
func ruleExprs(g *risk.Group) (programs [][]*lang.Expr) {
	for _, p := range g.Peers {
		if len(p.By) > 0 {
			programs = append(programs, p.By)
		}
	}
	var exprs []*lang.Expr
	for _, r := range g.Rules {
		exprs = append(exprs, r.When)
		exprs = append(exprs, r.Says.Exprs()...)
		exprs = append(exprs, r.Advice.Exprs()...)
	}
	return append(programs, exprs)
}
